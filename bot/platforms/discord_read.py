"""What Discord told us, as our own small JSON, and what it means. Pure: it knows neither the library nor the clock."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agents.senses import Medium
from bot.message import Incoming, Media, Pressed, Reacted, Said, Sent
from bot.platforms.files import is_named_as_log, may_be_log, medium_of
from storage.records import Address, Identity, Thumb, Update

DISCORD = "discord"
MOST_PHOTOS = 10  # of one message: as many as Discord itself takes today
OURS = "ff:"  # begins the custom_id of every button of ours

Instant = Annotated[AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC))]
Command: TypeAlias = Literal["log", "plan", "undo", "profile"]

_THUMBS = {"\N{THUMBS UP SIGN}": Thumb.UP, "\N{THUMBS DOWN SIGN}": Thumb.DOWN}


class _Event(BaseModel):
    """Every id is Discord's own. A thread is a channel of its own there, and so it is here."""

    model_config = ConfigDict(frozen=True)

    channel: str
    account: str
    name: str  # as Discord shows it; untrusted
    at: Instant


class Attachment(BaseModel):
    """A file beside a message. Its *url* holds for a day; after that its message is asked for a new one."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str  # untrusted
    media_type: str
    size_bytes: int
    url: str
    seconds: float | None = None  # of a voice message


class Written(_Event):
    """A message, or its edited form: then *at* is still when it was first sent."""

    kind: Literal["written"] = "written"
    message: str
    text: str  # untrusted; empty where the message content intent is off and nobody spoke to us
    edited_at: Instant | None = None
    us: str  # our own account
    by_bot: bool
    is_dm: bool
    mentions_us: bool
    replies_to_us: bool
    watched: bool  # free text is read in this channel
    attachments: tuple[Attachment, ...] = ()

    @property
    def logs(self) -> tuple[Attachment, ...]:
        """The files that may be training logs; in a watched channel only those that are named so. An edit has none."""
        files = self.attachments if self.edited_at is None else ()
        return tuple(
            one for one in files if may_be_log(one.media_type) and (self.is_to_us or is_named_as_log(one.name))
        )

    @property
    def media(self) -> tuple[Attachment, ...]:
        """Its photos, as many as are taken, or one sound where that comes first; none where nobody spoke to us."""
        files = self.photos_and_sounds
        first = medium_of(files[0].media_type) if files else None
        alike = tuple(one for one in files if medium_of(one.media_type) is first)
        return alike[: 1 if first is Medium.VOICE else MOST_PHOTOS]

    @property
    def photos_and_sounds(self) -> tuple[Attachment, ...]:
        """An edit has none, and beside a log they are none of our concern."""
        if self.edited_at is not None or not self.is_to_us or self.logs:
            return ()
        return tuple(one for one in self.attachments if medium_of(one.media_type))

    @property
    def is_to_us(self) -> bool:
        return self.is_dm or self.mentions_us or self.replies_to_us


class Commanded(_Event):
    kind: Literal["commanded"] = "commanded"
    interaction: str
    command: Command
    text: str = ""


class Clicked(_Event):
    kind: Literal["clicked"] = "clicked"
    interaction: str
    custom_id: str


class Thumbed(_Event):
    """A reaction that was added; *at* is when it came, for Discord does not say when it was laid."""

    kind: Literal["thumbed"] = "thumbed"
    message: str
    author: str | None  # of the message; None where Discord did not say
    emoji: str
    us: str
    by_bot: bool


Event: TypeAlias = Annotated[Written | Commanded | Clicked | Thumbed, Field(discriminator="kind")]
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def update_of(event: Event, received_at: datetime) -> Update:
    """The row for an event. Its id is the same whenever Discord delivers the same event again."""
    return Update(DISCORD, _id(event), event.channel, event.model_dump_json(), received_at)


def read(update: Update) -> Incoming | None:
    """What an update says; None for what is not meant for us, is by a bot, or is no row of ours."""
    try:
        event = _EVENT.validate_json(update.raw)
    except (ValidationError, OverflowError):  # an instant at the end of time overflows on its way to UTC
        return None
    match event:
        case Written():
            return _meant_for_us(event)
        case Commanded():
            return _commanded(event)
        case Clicked():
            return _pressed(event)
        case Thumbed():
            return _reacted(event)


def _id(event: Event) -> str:
    match event:
        case Written(edited_at=None):
            return f"m:{event.message}"
        case Written():
            return f"e:{event.message}:{_edit(event)}"
        case Commanded() | Clicked():
            return f"i:{event.interaction}"
        case Thumbed():
            return f"r:{event.message}:{event.account}:{event.emoji}:{_milliseconds(event.at)}"


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _edit(event: Written) -> str:
    return str(_milliseconds(event.edited_at)) if event.edited_at else ""


def _who(event: _Event) -> Identity:
    return Identity(DISCORD, event.account)


def _where(event: _Event) -> Address:
    return Address(DISCORD, event.channel)


def attachment(update: Update, part: int = 0) -> tuple[str, Attachment] | None:
    """The id of the message, and that file of an update that was read as Sent or Media; None for any other update."""
    event = _EVENT.validate_json(update.raw)
    files = (event.logs or event.media) if isinstance(event, Written) else ()
    return (event.message, files[part]) if isinstance(event, Written) and part < len(files) else None


def _meant_for_us(event: Written) -> Said | Sent | Media | None:
    text = _without_mention(event.text, event.us)
    heard = event.watched and (text != "" or event.logs)
    spoken_to = event.is_to_us or heard
    if event.by_bot or event.account == event.us or not spoken_to:
        return None
    if event.logs:
        return _sent(event, text)
    return _media(event, text) if event.media else _said(event, text)


def _message_name(event: Written) -> str:
    return f"{DISCORD}:{event.channel}:{event.message}"


def _sent(event: Written, caption: str) -> Sent:
    first, *others = event.logs
    return Sent(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=_message_name(event),
        message=_message_name(event),
        reply_to=event.message,
        file_name=first.name,
        text=None,
        sent_at=event.at,
        caption=caption,
        unread=tuple(other.name for other in others),
    )


def _media(event: Written, caption: str) -> Media:
    files = event.media
    return Media(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=_message_name(event),
        message=_message_name(event),
        reply_to=event.message,
        medium=medium_of(files[0].media_type) or Medium.PHOTO,
        sent_at=event.at,
        caption=caption,
        parts=len(files),
        unread=len(event.photos_and_sounds) - len(files),
        most_bytes=max(file.size_bytes for file in files),
        seconds=files[0].seconds,
    )


def _said(event: Written, text: str) -> Said:
    message = _message_name(event)
    return Said(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=f"{message}:{_edit(event)}" if event.edited_at else message,
        message=message,
        reply_to=event.message,
        text=text,
        sent_at=event.at,
        edited=event.edited_at is not None,
    )


def _without_mention(text: str, us: str) -> str:
    return re.sub(rf"<@!?{re.escape(us)}>[ \t]*[,:]?[ \t]*", "", text).strip()


def _commanded(event: Commanded) -> Said:
    source = f"{DISCORD}:{event.channel}:{event.interaction}"
    return Said(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=source,
        message=source,
        reply_to="",  # a command leaves no message behind that could be answered
        text=event.text if event.command == "log" else f"{event.command} {event.text}".strip(),
        sent_at=event.at,
    )


def _pressed(event: Clicked) -> Pressed | None:
    if not event.custom_id.startswith(OURS):
        return None
    return Pressed(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=f"{DISCORD}:i:{event.interaction}",
        press=event.custom_id.removeprefix(OURS),
        sent_at=event.at,
    )


def _reacted(event: Thumbed) -> Reacted | None:
    thumb = _THUMBS.get(event.emoji[:1])  # a skin tone may follow
    if thumb is None or event.by_bot or event.account == event.us or event.author not in (None, event.us):
        return None
    return Reacted(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=f"{DISCORD}:{_id(event)}",
        on=event.message,
        thumb=thumb,
        sent_at=event.at,
    )
