"""What Telegram's updates say."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from bot.message import Incoming, Pressed, Reacted, Said, Sent
from bot.platforms.files import may_be_log
from storage.records import Address, Identity, Thumb, Update

PLATFORM = "telegram"
COMMANDS = frozenset({"log", "plan", "undo", "profile", "forget", "start", "help"})  # those that a group may call bare
COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
THUMBS = {"👍": Thumb.UP, "👎": Thumb.DOWN}
ANY_BOT = r"\w{2,29}bot"  # the name of every bot ends so
YEAR_9999 = 253402300799


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself. Until *username* is known, every bot's name is taken for it, so that a restart loses no set."""

    id: int
    username: str | None = None

    def name_pattern(self) -> str:
        return re.escape(self.username) if self.username else ANY_BOT


# ── the shapes, as far as they are looked at ───────────────────────────────────────────────────────────────────────

Instant = Annotated[int, Field(ge=0, le=YEAR_9999)]  # seconds since 1970
Text = Annotated[str, AfterValidator(lambda text: text.replace("\0", ""))]  # PostgreSQL keeps no NUL


class _User(BaseModel):
    id: int
    is_bot: bool = False
    first_name: Text = ""
    last_name: Text = ""


class _Chat(BaseModel):
    id: int
    type: str = "private"


class _Replied(BaseModel):
    sender: _User | None = Field(None, alias="from")


class Document(BaseModel):
    """A file, by the id under which Telegram gives it out."""

    file_id: Text
    file_name: Text = ""
    mime_type: Text = ""
    file_size: int | None = None


class _Message(BaseModel):
    message_id: int
    date: Instant
    edit_date: Instant | None = None
    chat: _Chat
    sender: _User | None = Field(None, alias="from")
    text: Text | None = None
    caption: Text | None = None
    document: Document | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    reply_to_message: _Replied | None = None

    @property
    def address(self) -> Address:
        # A plain group's replies have a thread id too, but nothing can be sent to it: only topics are threads.
        topic = self.message_thread_id if self.is_topic_message else None
        return Address(PLATFORM, str(self.chat.id), None if topic is None else str(topic))

    @property
    def log(self) -> Document | None:
        """The file that may be a training log. An edit has none: what it changes is the words beside it."""
        found = self.document if self.edit_date is None else None
        return found if found and may_be_log(found.mime_type) else None

    def answers(self, account: int) -> bool:
        """Whether it is a reply to a message of *account*."""
        sender = self.reply_to_message.sender if self.reply_to_message else None
        return sender is not None and sender.id == account


class _Press(BaseModel):
    id: Text
    sender: _User = Field(alias="from")
    message: _Message | None = None
    press: Text | None = Field(None, alias="data")


class _Emoji(BaseModel):
    emoji: str | None = None


class _Reaction(BaseModel):
    chat: _Chat
    message_id: int
    date: Instant
    user: _User | None = None
    old_reaction: list[_Emoji]
    new_reaction: list[_Emoji]


class _Update(BaseModel):
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Press | None = None
    message_reaction: _Reaction | None = None


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────


def row(update: Mapping[str, object], received_at: datetime) -> Update:
    """The row that keeps *update* as it came."""
    return Update(PLATFORM, str(update["update_id"]), _chat_of(update), json.dumps(update), received_at)


def _chat_of(update: Mapping[str, object]) -> str:
    """The id of the chat that an update is about; empty when it is about none."""
    for part in update.values():
        for path in (("chat", "id"), ("message", "chat", "id"), ("from", "id")):
            if (found := _inside(part, path)) is not None:
                return str(found)
    return ""


def _inside(value: object, path: Sequence[str]) -> object:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def read(update: Update, me: Me) -> Incoming | None:
    """What an update says; None when it is none of our concern, or has no shape that Telegram gives."""
    try:
        shape = _Update.model_validate_json(update.raw)
    except ValidationError:
        return None
    if message := shape.message or shape.edited_message:
        return _written(message, me)
    if shape.callback_query:
        return _pressed(shape.callback_query, update.received_at)
    return _reacted(shape.message_reaction, update) if shape.message_reaction else None


def document(update: Update) -> Document | None:
    """The file of an update that was read as Sent; None for any other update."""
    message = _Update.model_validate_json(update.raw).message
    return message.log if message else None


def _written(message: _Message, me: Me) -> Said | Sent | None:
    if message.sender is None or message.sender.is_bot:
        return None
    text = _words(message, me)
    if text is None:
        return None
    if message.log:
        return _sent(message, message.sender, message.log, text)
    return _said(message, message.sender, text)


def _message_name(message: _Message) -> str:
    return f"{PLATFORM}:{message.chat.id}:{message.message_id}"


def _sent(message: _Message, sender: _User, file: Document, caption: str) -> Sent:
    name = _message_name(message)
    return Sent(
        who=_identity(sender),
        name=_name(sender),
        where=message.address,
        source=name,
        message=name,
        reply_to=str(message.message_id),
        file_name=file.file_name,
        text=None,
        sent_at=_instant(message.date),
        caption=caption,
    )


def _said(message: _Message, sender: _User, text: str) -> Said:
    name = _message_name(message)
    return Said(
        who=_identity(sender),
        name=_name(sender),
        where=message.address,
        source=f"{name}:{message.edit_date}" if message.edit_date else name,
        message=name,
        reply_to=str(message.message_id),
        text=text,
        sent_at=_instant(message.date),
        edited=message.edit_date is not None,
    )


def _words(message: _Message, me: Me) -> str | None:
    """The words that are meant for us; none of them in a sticker or a voice note; None when nobody spoke to us."""
    written = (message.text or message.caption or "").strip()
    if not written:
        is_for_us = message.chat.type == "private" or (message.log is not None and message.answers(me.id))
        return "" if is_for_us and message.edit_date is None else None
    mention = rf"[ \t]*(?<![\w@])@{me.name_pattern()}\b[,:]?[ \t]*"
    words, mentions = re.subn(mention, " ", written, flags=re.IGNORECASE)
    spoken_to = message.chat.type == "private" or mentions > 0 or message.answers(me.id)
    if command := COMMAND.fullmatch(words.strip()):
        return _command(command, me, spoken_to)
    return (words.strip() or "help") if spoken_to else None


def _command(command: re.Match[str], me: Me, spoken_to: bool) -> str | None:
    word, bot, rest = command[1].lower(), command[2], (command[3] or "").strip()
    ours = re.fullmatch(me.name_pattern(), bot, re.IGNORECASE) if bot else word in COMMANDS
    if not (ours or spoken_to):
        return None
    if word == "start":
        return word  # behind it stands where the link was found
    return (rest or "help") if word == "log" else f"{word} {rest}".strip()


def _pressed(press: _Press, at: datetime) -> Pressed | None:
    if press.message is None or not press.press:
        return None
    return Pressed(
        who=_identity(press.sender),
        name=_name(press.sender),
        where=press.message.address,
        source=f"{PLATFORM}:cb:{press.id}",
        press=press.press,
        sent_at=at,
    )


def _reacted(reaction: _Reaction, update: Update) -> Reacted | None:
    old = {emoji.emoji for emoji in reaction.old_reaction}
    thumbs = [THUMBS[new.emoji] for new in reaction.new_reaction if new.emoji in THUMBS and new.emoji not in old]
    if not thumbs or reaction.user is None:
        return None
    return Reacted(
        who=_identity(reaction.user),
        name=_name(reaction.user),
        where=Address(PLATFORM, str(reaction.chat.id)),
        source=f"{PLATFORM}:re:{update.id}",
        on=str(reaction.message_id),
        thumb=thumbs[-1],
        sent_at=_instant(reaction.date),
    )


def _identity(user: _User) -> Identity:
    return Identity(PLATFORM, str(user.id))


def _name(user: _User) -> str:
    return f"{user.first_name} {user.last_name}".strip()


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
