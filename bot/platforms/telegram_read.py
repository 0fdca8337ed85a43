"""What Telegram's updates say."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pydantic import ValidationError

from agents.senses import Medium
from bot.menu import MENU
from bot.message import Company, Incoming, Media, Pressed, Reacted, Said, Sent
from bot.platforms.telegram_shapes import PLATFORM, Chat, Document, Emoji, Message, Press, Reaction, Shape, User
from storage.records import Address, GroupMoved, Identity, Thumb, Update

COMMANDS = frozenset(command.name for command in MENU)  # those that a group may call bare
COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
THUMBS = {"👍": Thumb.UP, "👎": Thumb.DOWN}
LET_IN = ("member", "administrator")  # what we become where we are added, or nobody blocks us any more
ANY_BOT = r"\w{2,29}bot"  # the name of every bot ends so
ADDED = "focusflow"  # the key of a row under which stands what Telegram did not say


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself. Until *username* is known, every bot's name is taken for it, so that a restart loses no set."""

    id: int
    username: str | None = None

    def name_pattern(self) -> str:
        return re.escape(self.username) if self.username else ANY_BOT


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────


def row(update: Mapping[str, object], received_at: datetime, *, may_manage: bool = False) -> Update:
    """The row that keeps *update* as it came. *may_manage*: as asked, because the update does not say it."""
    added = {ADDED: {"may_manage": True}} if may_manage else {}
    kept = {key: part for key, part in update.items() if key != ADDED} | added
    opens = "my_chat_member" not in update or _inside(update, ("my_chat_member", "new_chat_member", "status")) in LET_IN
    return Update(PLATFORM, str(update["update_id"]), _chat_of(update), json.dumps(kept), received_at, opens)


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
        shape = Shape.model_validate_json(update.raw)
    except ValidationError:
        return None
    if message := shape.message or shape.edited_message:
        said = _written(message, me, update.id)
        if said is None or said.company is None or not shape.focusflow.may_manage:
            return said
        return replace(said, company=replace(said.company, may_manage=True))
    if shape.callback_query:
        return _pressed(shape.callback_query, update.received_at)
    return _reacted(shape.message_reaction, update) if shape.message_reaction else None


def moved(update: Update) -> GroupMoved | None:
    """The group that became a supergroup, as its old chat or the new one says; None when an update says neither."""
    try:
        message = Shape.model_validate_json(update.raw).message
    except ValidationError:
        return None
    if message is None or not (message.migrate_to_chat_id or message.migrate_from_chat_id):
        return None
    old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
    return GroupMoved(PLATFORM, str(old), str(new))


def document(update: Update) -> Document | None:
    """The file of an update that was read as Sent or Media; None for any other update."""
    message = Shape.model_validate_json(update.raw).message
    if message is None:
        return None
    return message.log or (message.media[1] if message.media else None)


def _written(message: Message, me: Me, update: str) -> Said | Sent | Media | None:
    text = _words(message, me)
    if text is None or message.sender is None:
        return None
    if message.is_of_group:
        return _said_by_group(message, text, me, update)
    if message.sender.is_bot or message.sender_chat is not None:
        return None
    if message.log:
        return _sent(message, message.sender, message.log, text)
    if message.media:
        return _media(message, message.sender, *message.media, text)
    return _said(message, message.sender, text, me, update)


def _message_name(message: Message) -> str:
    return f"{PLATFORM}:{message.chat.id}:{message.message_id}"


def _sent(message: Message, sender: User, file: Document, caption: str) -> Sent:
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
        company=_company(message.chat),
        locale=sender.language_code,
        caption=caption,
        forwarded=message.is_anothers,
    )


def _media(message: Message, sender: User, medium: Medium, file: Document, caption: str) -> Media:
    name = _message_name(message)
    return Media(
        who=_identity(sender),
        name=_name(sender),
        where=message.address,
        source=name,
        message=name,
        reply_to=str(message.message_id),
        medium=medium,
        sent_at=_instant(message.date),
        company=_company(message.chat),
        locale=sender.language_code,
        caption=caption,
        forwarded=message.is_anothers,
        most_bytes=file.file_size or 0,
        seconds=file.duration,
    )


def _said(message: Message, sender: User, text: str, me: Me, update: str) -> Said:
    """An edit is named by its update too: its time is told by the second."""
    name = _message_name(message)
    return Said(
        who=_identity(sender),
        name=_name(sender),
        where=message.address,
        source=f"{name}:{message.edit_date}:{update}" if message.edit_date else name,
        message=name,
        reply_to=str(message.message_id),
        text=text,
        sent_at=_instant(message.date),
        company=_company(message.chat),
        locale=sender.language_code,
        answers=message.replied(me.id),
        edited=message.edit_date is not None,
        forwarded=message.is_anothers,
    )


def _said_by_group(message: Message, text: str, me: Me, update: str) -> Said:
    """Its account is the group's; all administrators whom a name does not show are this one."""
    said = _said(message, User(id=message.chat.id, first_name=message.chat.title), text, me, update)
    return replace(said, company=Company(str(message.chat.id), message.chat.title, may_manage=True, is_speaker=True))


def _words(message: Message, me: Me) -> str | None:
    """The words that are meant for us; none of them in a sticker or a photo alone; None when nobody spoke to us."""
    written = (message.text or message.caption or "").strip()
    if not written:
        is_file = message.log is not None or message.media is not None
        is_for_us = message.chat.type == "private" or (is_file and message.replied(me.id) is not None)
        return "" if is_for_us and message.edit_date is None else None
    mention = rf"[ \t]*(?<![\w@])@{me.name_pattern()}\b[,:]?[ \t]*"
    words, mentions = re.subn(mention, " ", written, flags=re.IGNORECASE)
    spoken_to = message.chat.type == "private" or mentions > 0 or message.replied(me.id) is not None
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


def _pressed(press: Press, at: datetime) -> Pressed | None:
    if press.message is None or not press.press:
        return None
    return Pressed(
        who=_identity(press.sender),
        name=_name(press.sender),
        where=press.message.address,
        source=f"{PLATFORM}:cb:{press.id}",
        press=press.press,
        sent_at=at,
        company=_company(press.message.chat),
        locale=press.sender.language_code,
    )


def _reacted(reaction: Reaction, update: Update) -> Reacted | None:
    old, new = _thumbs(reaction.old_reaction), _thumbs(reaction.new_reaction)
    laid, taken = [thumb for thumb in new if thumb not in old], [thumb for thumb in old if thumb not in new]
    if not (laid or taken) or reaction.user is None:
        return None
    return Reacted(
        who=_identity(reaction.user),
        name=_name(reaction.user),
        where=Address(PLATFORM, str(reaction.chat.id)),
        source=f"{PLATFORM}:re:{update.id}",
        on=str(reaction.message_id),
        thumb=laid[-1] if laid else None,
        sent_at=_instant(reaction.date),
        company=_company(reaction.chat),
        taken_away=tuple(taken),
    )


def _thumbs(reaction: Sequence[Emoji]) -> list[Thumb]:
    return [THUMBS[one.emoji] for one in reaction if one.emoji in THUMBS]


def _company(chat: Chat) -> Company | None:
    return None if chat.type == "private" else Company(str(chat.id), chat.title)


def _identity(user: User) -> Identity:
    return Identity(PLATFORM, str(user.id))


def _name(user: User) -> str:
    return f"{user.first_name} {user.last_name}".strip()


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
