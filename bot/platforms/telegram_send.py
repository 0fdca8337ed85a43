"""Words on their way out to Telegram: how they become messages, and what is done when some were shown already."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog
from telegram import InputFile
from telegram.error import TelegramError

from bot.attachments import Attachment
from bot.platforms import Gone, Refused, TryLater, Uncertain
from bot.platforms.telegram_api import Api, HasNoText, Moved, TopicClosed, TopicGone, Unchanged
from bot.platforms.telegram_text import CAPTION_LIMIT, TEXT_LIMIT, Part, fit, parts
from storage.records import DIRECT, Address, Outgoing

MOST_TRIES: Final = 5  # of a message whose forerunners are shown already
WORKING: Final = "typing"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Message:
    """One request that shows one message."""

    endpoint: str
    content: dict[str, object]


class Sender:
    """Shows words through *api*; *sleep* passes the time that a flood asks for."""

    def __init__(self, api: Api, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._api = api
        self._sleep = sleep
        self._gone_topics: set[Address] = set()  # that were found deleted in this run

    async def send(self, words: Outgoing, attachment: Attachment | None) -> str:
        """Words whose file is not taken, as where the bot may send none, are shown without it."""
        try:
            return await self._send(words, attachment)
        except Refused as refusal:
            if attachment is None or not words.text or type(refusal) is not Refused:
                raise
            log.warning("sent without its file", words=words.id, why=str(refusal))
            return await self._send(words, None)

    async def _send(self, words: Outgoing, attachment: Attachment | None) -> str:
        first, *others = _messages(words, attachment)
        place = self._place(words.address)
        try:
            sent = await self._first(first, place, words.reply_to)
        except TopicGone:
            log.info("a topic is gone, so its words go to the group", chat=words.address.chat)
            self._gone_topics.add(words.address)
            place = self._place(words.address)
            sent = await self._first(first, place, words.reply_to)
        except TopicClosed:
            if "message_thread_id" not in place:
                raise
            log.info("a topic is closed, so its words go to the group", chat=words.address.chat)
            place = {"chat_id": place["chat_id"]}
            sent = await self._first(first, place, words.reply_to)
        except Moved as moved:
            place = {"chat_id": moved.chat}
            sent = await self._first(first, place, None)
        for message in others:
            sent = await self._further(message, place)
        return str(sent["message_id"])

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        """Raises Gone where one message cannot hold them: sent anew, nothing of them is cut. So it does for a message
        that a group has left behind as it became a supergroup."""
        place = {"chat_id": _chat(words.address), "message_id": int(sent_as)}
        with suppress(Unchanged):
            try:
                await self._api.tell("editMessageText", **place, **_text(_whole(words)), **_buttons(words))
            except HasNoText:
                caption = _caption(_whole(words, CAPTION_LIMIT))
                await self._api.tell("editMessageCaption", **place, **caption, **_buttons(words))
            except Moved as moved:
                raise Gone(str(moved)) from None

    async def withdraw(self, words: Outgoing, sent_as: str) -> None:
        await self._api.tell("deleteMessage", chat_id=_chat(words.address), message_id=int(sent_as))

    async def preview(self, words: Outgoing) -> None:
        """A draft, in a private chat; where there are no words yet, only that we write. Both fade by themselves."""
        chat = _chat(words.address)
        if not _is_private(chat):
            return
        try:
            if words.text:
                draft = int(words.id, 16) % 2**31 or 1
                text = _text(fit(words.text))
                await self._api.call("sendMessageDraft", chat_id=chat, draft_id=draft, **text)
            else:
                await self._api.call("sendChatAction", chat_id=chat, action=WORKING)
        except (TelegramError, ValueError) as failure:
            log.debug("not previewed", why=str(failure))

    def _place(self, address: Address) -> dict[str, object]:
        place: dict[str, object] = {"chat_id": _chat(address)}
        is_topic = address.thread is not None and address.chat != DIRECT
        if is_topic and address not in self._gone_topics:
            place["message_thread_id"] = int(address.thread or 0)
        return place

    async def _first(self, message: _Message, place: dict[str, object], reply_to: str | None) -> Any:
        """A picture that Telegram does not take for one, by its shape or size, goes as a file."""
        if reply_to is not None:
            place = place | {"reply_parameters": {"message_id": int(reply_to), "allow_sending_without_reply": True}}
        try:
            return await self._api.tell(message.endpoint, **place, **message.content)
        except Refused as refusal:
            if message.endpoint != "sendPhoto" or type(refusal) is not Refused:
                raise
            content = {"document" if name == "photo" else name: value for name, value in message.content.items()}
            return await self._api.tell("sendDocument", **place, **content)

    async def _further(self, message: _Message, place: dict[str, object]) -> Any:
        """One that follows what is shown already: it waits for the flood to pass here, because a second try of the
        whole would show the first messages twice. Raises Uncertain."""
        for _ in range(MOST_TRIES):
            try:
                return await self._api.tell(message.endpoint, **place, **message.content)
            except TryLater as later:
                await self._sleep(later.seconds)
            except Refused as refusal:
                raise Uncertain(f"only the beginning is shown: {refusal}") from None
        raise Uncertain("only the beginning is shown: the flood does not end")


def _messages(words: Outgoing, attachment: Attachment | None) -> list[_Message]:
    """All that shows *words*, the buttons on the last. A text that is too long for a caption follows the file."""
    found = []
    texts = parts(words.text)
    if attachment is not None:
        file = _file(attachment)
        caption = parts(words.text, CAPTION_LIMIT)
        if len(caption) == 1:
            return [_Message(file.endpoint, file.content | _caption(caption[0]) | _buttons(words))]
        found.append(file)
    found += [_Message("sendMessage", _text(part)) for part in texts]
    return [*found[:-1], replace(found[-1], content=found[-1].content | _buttons(words))]


def _whole(words: Outgoing, limit: int = TEXT_LIMIT) -> Part:
    text, *more = parts(words.text, limit)
    if more:
        raise Gone("the words have become too long for one message")
    return text


def _file(attachment: Attachment) -> _Message:
    file = InputFile(attachment.body, filename=attachment.name)
    return (
        _Message("sendPhoto", {"photo": file})
        if attachment.is_picture
        else _Message("sendDocument", {"document": file})
    )


def _text(part: Part) -> dict[str, object]:
    return {"text": part.text, **_marks("entities", part), "link_preview_options": {"is_disabled": True}}


def _caption(part: Part) -> dict[str, object]:
    return {"caption": part.text, **_marks("caption_entities", part)} if part.text else {}


def _marks(name: str, part: Part) -> dict[str, object]:
    found = [{"type": "code", "offset": offset, "length": length} for offset, length in part.code]
    return {name: found} if found else {}


def _buttons(words: Outgoing) -> dict[str, object]:
    if not words.buttons:
        return {}
    rows = [[{"text": b.label, "callback_data": b.press} for b in row] for row in words.buttons]
    return {"reply_markup": {"inline_keyboard": rows}}


def _chat(address: Address) -> str:
    """The private chat with an account has its id."""
    return address.thread or "" if address.chat == DIRECT else address.chat


def _is_private(chat: str) -> bool:
    return not chat.startswith("-")  # groups have ids below 0
