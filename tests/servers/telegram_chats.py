"""The chats of the loopback Bot API server: who is in them, and what was said and shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.servers.telegram_wire import (
    Error,
    Floods,
    Parameters,
    Upload,
    check_buttons,
    check_caption,
    check_code,
    check_text,
    marked,
)

Json = dict[str, Any]


@dataclass
class Shown:
    """A message of the bot as a chat shows it now; *versions* are all its texts, oldest first."""

    chat: int
    id: int
    text: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]  # rows of (label, what comes back)
    thread: int | None = None
    reply_to: int | None = None
    versions: list[str] = field(default_factory=list)
    code: tuple[str, ...] = ()  # pieces of the text that are marked
    upload: Upload | None = None  # the text of which is a caption
    marked: str = ""  # the text with backticks around those pieces

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label, _ in row]

    def press(self, button: str) -> str:
        """What comes back from the button with that label; *button* itself when there is none."""
        return next((press for row in self.buttons for label, press in row if label == button), button)


class Chats:
    """Every chat of one bot. Message ids grow over all of them."""

    def __init__(self, me: Json, now: Callable[[], float]) -> None:
        self.shown: dict[tuple[int, int], Shown] = {}  # by chat and message id, oldest first
        self.floods = Floods()
        self.blocked: set[int] = set()
        self.seen: Callable[[str, Shown], None] = lambda _what, _shown: None  # told of all that is shown
        self.titles: dict[int, str] = {}
        self._me = me
        self._now = now
        self._ids = count(1)
        self._heard: dict[tuple[int, int], Json] = {}
        self._known: set[int] = set()
        self._threads: set[tuple[int, int]] = set()
        self._moved: dict[int, int] = {}

    # ── people ──

    def know(self, chat: int) -> None:
        """The bot may write there from now on."""
        self._known.add(chat)

    def hear(
        self,
        chat: int,
        who: Json,
        text: str,
        thread: int | None = None,
        edited: int | None = None,
        reply_to: int | None = None,
        media: Json | None = None,
    ) -> Json:
        """A message of a person, or its edit, as the Bot API shows it. The text of *media* is its caption."""
        self._known.add(chat)
        self.blocked.discard(chat)
        id_ = edited or next(self._ids)
        message = self._heard.get((chat, id_), {"message_id": id_, "date": int(self._now())})
        written = {"text": text} if media is None else media | ({"caption": text} if text else {})
        message |= {"chat": self.chat_of(chat), "from": who} | written
        if edited:
            message["edit_date"] = int(self._now())
        if thread is not None:
            self._threads.add((chat, thread))
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to is not None:
            message["reply_to_message"] = self.message(chat, reply_to)
        self._heard[chat, id_] = message
        return dict(message)

    def move(self, chat: int, to: int) -> None:
        self._moved[chat] = to
        self._known |= {chat, to}

    # ── the bot ──

    def show(self, given: Parameters, upload: Upload | None = None) -> Json:
        """sendMessage; with an *upload* sendPhoto and sendDocument."""
        chat = self._open(given)
        text, code = _text(given) if upload is None else _caption(given)
        thread, reply_to = given.get("message_thread_id"), self._replied(chat, given.get("reply_parameters"))
        if thread is not None and (chat, thread) not in self._threads:
            raise Error(400, "Bad Request: message thread not found")
        buttons = check_buttons(given.get("reply_markup"))
        shown = Shown(chat, next(self._ids), text, buttons, thread, reply_to, [text], code, upload, _marked(given))
        self.shown[chat, shown.id] = shown
        self.seen("send", shown)
        return self.message(chat, shown.id)

    def edit(self, given: Parameters) -> Json:
        """editMessageText."""
        shown = self._to_edit(given)
        if shown.upload is not None:
            raise Error(400, "Bad Request: there is no text in the message to edit")
        return self._put(shown, *_text(given), given)

    def edit_caption(self, given: Parameters) -> Json:
        """editMessageCaption."""
        return self._put(self._to_edit(given), *_caption(given), given)

    def withdraw(self, given: Parameters) -> bool:
        """deleteMessage."""
        shown = self.shown.pop((self._open(given), int(given.get("message_id", 0))), None)
        if shown is None:
            raise Error(400, "Bad Request: message to delete not found")
        self.seen("withdraw", shown)
        return True

    def take_away(self, chat: int, id_: int) -> None:
        """Delete a message of the bot."""
        del self.shown[chat, id_]

    def chat_of(self, chat: int) -> Json:
        return chat_of(chat) | ({"title": self.titles[chat]} if chat in self.titles else {})

    def _to_edit(self, given: Parameters) -> Shown:
        shown = self.shown.get((self._open(given), int(given.get("message_id", 0))))
        if shown is None:
            raise Error(400, "Bad Request: message to edit not found")
        return shown

    def _put(self, shown: Shown, text: str, code: tuple[str, ...], given: Parameters) -> Json:
        buttons = check_buttons(given.get("reply_markup"))
        if (shown.text, shown.code, shown.buttons) == (text, code, buttons):
            raise Error(400, "Bad Request: message is not modified: specified new message content is the same")
        shown.text, shown.code, shown.buttons, shown.marked = text, code, buttons, _marked(given)
        shown.versions.append(text)
        self.seen("edit", shown)
        return self.message(shown.chat, shown.id)

    def message(self, chat: int, id_: int) -> Json:
        """A message as the Bot API shows it inside another one: the bot's, or one that it heard."""
        shown = self.shown.get((chat, id_))
        if shown is None:
            return {name: value for name, value in self._heard[chat, id_].items() if name != "reply_to_message"}
        message = {"message_id": id_, "date": int(self._now()), "from": self._me, "chat": self.chat_of(chat)}
        topic = {} if shown.thread is None else {"message_thread_id": shown.thread, "is_topic_message": True}
        return message | topic | ({"text": shown.text} if shown.upload is None else {"caption": shown.text})

    def _open(self, given: Parameters) -> int:
        """The chat that a request names, if the bot may write there now."""
        chat = int(given.get("chat_id", 0))
        if chat in self._moved:
            to = self._moved[chat]
            raise Error(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)
        if chat not in self._known:
            raise Error(400, "Bad Request: chat not found")
        if chat in self.blocked:
            gone = "blocked by the user" if chat > 0 else "kicked from the supergroup chat"
            raise Error(403, f"Forbidden: bot was {gone}")
        self.floods.check(chat)
        return chat

    def _replied(self, chat: int, reply: Any) -> int | None:
        if not reply:
            return None
        id_ = int(reply["message_id"])
        if (chat, id_) in self._heard or (chat, id_) in self.shown:
            return id_
        if reply.get("allow_sending_without_reply"):
            return None
        raise Error(400, "Bad Request: message to be replied not found")


def _text(given: Parameters) -> tuple[str, tuple[str, ...]]:
    text = check_text(given.get("text"))
    return text, check_code(text, given.get("entities"))


def _caption(given: Parameters) -> tuple[str, tuple[str, ...]]:
    caption = check_caption(given.get("caption"))
    return caption, check_code(caption, given.get("caption_entities"))


def _marked(given: Parameters) -> str:
    """The text or caption of a request with what is marked in it."""
    is_text = "text" in given
    text, entities = ("text", "entities") if is_text else ("caption", "caption_entities")
    return marked(str(given.get(text, "")), given.get(entities))


def chat_of(chat: int) -> Json:
    """Ids above 0 are private chats, those below 0 supergroups."""
    return {"id": chat, "type": "private", "first_name": "Ada"} if chat > 0 else {"id": chat, "type": "supergroup"}
