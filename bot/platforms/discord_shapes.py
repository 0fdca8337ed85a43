"""What Discord told us, as our own small JSON: the rows of its updates. Pure; a row of any release is still read."""

from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from agents.senses import Medium
from bot.platforms.files import is_named_as_log, may_be_log, medium_of

MOST_PHOTOS = 10  # of one message: as many as Discord itself takes today

EPOCH_MILLISECONDS = 1_420_070_400_000  # Discord's ids begin with the milliseconds since 2015
CLOCKS_DIFFER_MILLISECONDS = 60_000  # when a reaction came is told by our clock

Instant = Annotated[AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC))]


class Server(BaseModel):
    """The server in which something was said, and what the speaker is there."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str = ""  # untrusted
    may_manage: bool = False
    roles: tuple[str, ...] = ()


class _Event(BaseModel):
    """Every id is Discord's own. A thread is a channel of its own there, and so it is here."""

    model_config = ConfigDict(frozen=True)

    channel: str
    account: str
    name: str  # as Discord shows it; untrusted
    at: Instant
    server: Server | None = None  # None: a direct message, or a row from before this was kept
    belongs_to: tuple[str, ...] = ()  # roles and servers of the speaker that may let him in, beside a direct message


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
    answers: str | None = None  # the message that it replies to, whoever wrote that
    watched: bool  # free text is read in this channel
    chosen: bool = False  # its author chose "Log this" on it
    interaction: str = ""  # in which he chose it; "" in a row from before this was kept
    locale: str = ""  # told by Discord only where it was chosen
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
        return self.is_dm or self.mentions_us or self.replies_to_us or self.chosen


class Commanded(_Event):
    kind: Literal["commanded"] = "commanded"
    interaction: str
    command: str
    text: str = ""  # untrusted
    locale: str = ""


class Clicked(_Event):
    kind: Literal["clicked"] = "clicked"
    interaction: str
    custom_id: str
    locale: str = ""


class Thumbed(_Event):
    """A reaction that was added or removed; *at* is when that came, for Discord does not say when it was done."""

    kind: Literal["thumbed"] = "thumbed"
    message: str
    author: str | None  # of the message; None where Discord did not say
    emoji: str
    us: str
    by_bot: bool
    is_removed: bool = False


Event: TypeAlias = Annotated[Written | Commanded | Clicked | Thumbed, Field(discriminator="kind")]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def edit_of(event: Written) -> str:
    """What tells an edit from the next one; empty for a message as it was first sent."""
    return str(milliseconds(event.edited_at)) if event.edited_at else ""


def id_of(event: Event) -> str:
    """The same whenever Discord delivers the same event again."""
    match event:
        case Written(chosen=True):
            return f"l:{event.message}:{edit_of(event)}:{event.interaction}"
        case Written(edited_at=None):
            return f"m:{event.message}"
        case Written():
            return f"e:{event.message}:{edit_of(event)}"
        case Commanded() | Clicked():
            return f"i:{event.interaction}"
        case Thumbed():
            sign = "-" if event.is_removed else ""
            return f"r:{event.message}:{event.account}:{sign}{event.emoji}:{milliseconds(event.at)}"


def snowflake_of(update_id: str) -> int | None:
    """Discord's own id of what an update tells of, or of the moment in which it happened: a later one is larger. None:
    neither is in it.

    What is told of an old message, an edit or a reaction, happened later than that was written.
    """
    kind, *parts = update_id.split(":")
    numbers = [int(part) if part.isascii() and part.isdecimal() else 0 for part in parts]
    if not numbers or not numbers[0]:
        return None
    happened = (numbers[-1] - CLOCKS_DIFFER_MILLISECONDS - EPOCH_MILLISECONDS) << 22 if kind in ("e", "r") else 0
    return max(numbers[0], happened)
