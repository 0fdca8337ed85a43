"""Telegram, through the Bot API by long polling."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from bot.message import Incoming
from bot.platforms import Accept, Refused, TryLater, Uncertain, Unreachable
from bot.platforms.files import MOST_BYTES
from bot.platforms.telegram_http import MaybeTaken, NotTaken, Transport
from bot.platforms.telegram_read import Me, document, read, row
from bot.platforms.telegram_shapes import PLATFORM
from storage.records import Outgoing, Update

TEXT_LIMIT = 4096  # UTF-16 units
CONNECTIONS = 256  # chats that are written to at once
SEND_TIMEOUT_SECONDS = 15
POLL_MARGIN_SECONDS = 10  # that a long poll may take beyond its time
LONGEST_PAUSE_SECONDS = 30
CONFLICT_PAUSE_SECONDS = 10
BAD_TOKEN_PAUSE_SECONDS = 60
# Named one by one, because reactions are left out unless they are asked for.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "message_reaction", "my_chat_member")
UNCHANGED = "message is not modified"
GONE = ("chat not found", "chat_write_forbidden", "rights to send", "peer_id_invalid", "chat was deactivated")

log = structlog.get_logger(__name__)


class TokenRefused(Exception):
    """Telegram does not know the bot's token; the message says what to do."""


class Telegram:
    """The bot on Telegram. *base_url* is the Bot API server, with or without ``/bot`` behind it."""

    name = PLATFORM

    def __init__(
        self,
        token: str,
        base_url: str = "https://api.telegram.org",
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        poll_seconds: int = 30,
    ) -> None:
        root = f"{base_url.rstrip('/').removesuffix('/bot')}/bot{token}"
        self._sending = Transport(root, connections=CONNECTIONS, read_timeout_seconds=SEND_TIMEOUT_SECONDS)
        self._polling = Transport(root, connections=1, read_timeout_seconds=poll_seconds + POLL_MARGIN_SECONDS)
        self._api = _Api(self._sending, self._polling)
        self._now = now
        self._sleep = sleep
        self._poll_seconds = poll_seconds
        bot_id = token.partition(":")[0]
        self._me = Me(int(bot_id) if bot_id.isdecimal() else 0)
        self._offset: int | None = None
        self._conflict_told = False
        self._answers: set[asyncio.Task[None]] = set()

    def read(self, update: Update) -> Incoming | None:
        return read(update, self._me)

    # ── receiving ──

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled. Raises TokenRefused. Its end closes the client: nothing is sent after it."""
        try:
            await self._patiently(self._introduce)
            while True:
                await self._patiently(partial(self._poll, accept))
        except InvalidToken:
            raise TokenRefused(
                "Telegram does not know this bot token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows."
            ) from None
        finally:
            await self.close()

    async def close(self) -> None:
        """Close the connections. Words that come later are put off with TryLater."""
        for answer in self._answers:
            answer.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)
        await self._sending.shutdown()
        await self._polling.shutdown()

    async def _introduce(self) -> None:
        await self._api.call("deleteWebhook", drop_pending_updates=False)
        me = await self._api.call("getMe")
        self._me = Me(me["id"], me["username"])
        log.info("telegram is on", username=me["username"])

    async def _poll(self, accept: Accept) -> None:
        updates = await self._api.call(
            "getUpdates", offset=self._offset, timeout=self._poll_seconds, allowed_updates=ALLOWED_UPDATES
        )
        if not updates:
            return
        received_at = self._now()
        await accept([row(update, received_at) for update in updates])
        self._offset = updates[-1]["update_id"] + 1
        self._answer_presses(updates)

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> None:
        """Try *step* until it succeeds, with growing pauses. Only a refused token ends it otherwise."""
        for pause_seconds in _pauses():
            try:
                await step()
            except InvalidToken:
                raise
            except TelegramError as error:
                await self._sleep(self._pause_after(error, pause_seconds))
            except Exception:
                log.exception("updates could not be kept", again_in_seconds=pause_seconds)
                await self._sleep(pause_seconds)
            else:
                return

    def _pause_after(self, error: TelegramError, pause_seconds: float) -> float:
        """Say what is wrong; give back how long to wait, at least *pause_seconds*."""
        if isinstance(error, Conflict):
            if not self._conflict_told:
                log.error("another process is polling this token")
            self._conflict_told = True
            return max(pause_seconds, CONFLICT_PAUSE_SECONDS)
        if isinstance(error, NotTaken):
            pause_seconds = max(pause_seconds, error.retry_seconds)
        log.warning("telegram does not answer", reason=str(error), again_in_seconds=pause_seconds)
        return pause_seconds

    def _answer_presses(self, updates: Sequence[dict[str, Any]]) -> None:
        for update in updates:
            if "callback_query" in update:
                answer = asyncio.create_task(self._answer(update["callback_query"]["id"]))
                self._answers.add(answer)
                answer.add_done_callback(self._answers.discard)

    async def _answer(self, press: str) -> None:
        """Stop the wheel on a pressed button. A press that is too old keeps it, and nothing else is lost."""
        with suppress(TelegramError):
            await self._api.call("answerCallbackQuery", callback_query_id=press)

    async def download(self, update: Update, _part: int = 0, /) -> bytes | None:
        """The file of an update, the only one. A second try asks where it lies anew: Telegram's paths last an hour."""
        file = document(update)
        if file is None or (file.file_size or 0) > MOST_BYTES:
            return None
        try:
            path = (await self._tell("getFile", file_id=file.file_id)).get("file_path")
            return await self._sending.download(str(path), MOST_BYTES) if path else None
        except NotTaken as failure:
            raise TryLater(failure.retry_seconds) from None
        except Uncertain:
            raise TryLater(1) from None
        except Refused:
            return None

    # ── sending ──

    async def send(self, words: Outgoing) -> str:
        try:
            sent = await self._tell("sendMessage", **_place(words), **_content(words))
        except _Moved as moved:
            sent = await self._tell("sendMessage", chat_id=moved.chat, **_content(words))
        return str(sent["message_id"])

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        with suppress(_Unchanged):
            await self._tell("editMessageText", chat_id=words.address.chat, message_id=int(sent_as), **_content(words))

    async def _tell(self, endpoint: str, **parameters: object) -> Any:
        try:
            return await self._api.call(endpoint, **parameters)
        except TelegramError as error:
            raise _meaning(error) from None


class _Unchanged(Refused):
    """A message is to be edited into what it is."""


class _Moved(Unreachable):
    """A group has become a supergroup, with another id."""

    def __init__(self, chat: int) -> None:
        super().__init__(f"the group is now {chat}")
        self.chat = chat


class _Api(Bot):
    """The Bot API by endpoint, with its answers as they come: to make objects of them costs as much again.

    It is told neither the token nor a URL that has it, because it shows both in its log records and errors.
    """

    def __init__(self, sending: Transport, polling: Transport) -> None:
        super().__init__("kept by the transport", base_url=lambda _: "", request=sending, get_updates_request=polling)

    async def call(self, endpoint: str, **parameters: object) -> Any:
        return await self._post(endpoint, parameters)


def _meaning(error: TelegramError) -> Exception:
    """What an error on the way out means to who wrote the words."""
    match error:
        case ChatMigrated():
            return _Moved(error.new_chat_id)
        case NotTaken():
            return TryLater(error.retry_seconds)
        case InvalidToken():
            return TryLater(BAD_TOKEN_PAUSE_SECONDS)
        case Forbidden():
            return Unreachable(str(error))
        case BadRequest() if UNCHANGED in str(error).lower():
            return _Unchanged(str(error))
        case BadRequest() if any(sign in str(error).lower() for sign in GONE):
            return Unreachable(str(error))
        case MaybeTaken():
            return Uncertain(str(error))
        case _:
            return Refused(str(error))


def _place(words: Outgoing) -> dict[str, object]:
    place: dict[str, object] = {"chat_id": words.address.chat}
    if words.address.thread is not None:
        place["message_thread_id"] = int(words.address.thread)
    if words.reply_to is not None:
        place["reply_parameters"] = {"message_id": int(words.reply_to), "allow_sending_without_reply": True}
    return place


def _content(words: Outgoing) -> dict[str, object]:
    content: dict[str, object] = {"text": fit(words.text), "link_preview_options": {"is_disabled": True}}
    if words.buttons:
        rows = [[{"text": b.label, "callback_data": b.press} for b in row] for row in words.buttons]
        content["reply_markup"] = {"inline_keyboard": rows}
    return content


def fit(text: str) -> str:
    """*text* in at most 4096 UTF-16 units: a longer one is cut between two characters and ends in "…"."""
    units = text.encode("utf-16-le", "replace")
    if len(units) > 2 * TEXT_LIMIT:
        return units[: 2 * (TEXT_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"
    return units.decode("utf-16-le")


def _pauses() -> Iterator[float]:
    """Seconds to wait after each failure in a row: 1, 2, 4 and so on, at most 30."""
    seconds = 1.0
    while True:
        yield seconds
        seconds = min(2 * seconds, LONGEST_PAUSE_SECONDS)
