"""What a chat platform is to FocusFlow. One file a platform; it alone knows the platform's library."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.attachments import Attachment
from bot.message import Incoming
from bot.pacing import Pace
from storage.records import GroupMoved, Outgoing, Update

Accept = Callable[[Sequence[Update]], Awaitable[None]]
"""Keeps raw updates durably and sees to their handling. When it returns, the platform may be told that they arrived."""


class TryLater(Exception):
    """The platform did not take the words, and says when to try again."""

    def __init__(self, seconds: float, *, is_flood: bool = False, maybe_taken: bool = False) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds
        self.is_flood = is_flood  # it said 429
        self.maybe_taken = maybe_taken  # some of the words may be shown; sent again soon enough they are shown once


class Refused(Exception):
    """The platform will never take these words; nothing was shown."""


class Unreachable(Refused):
    """Nobody takes words at that address any more: blocked, left, or closed to us."""


class Uncertain(Exception):
    """The connection broke after the words left: they may or may not have been shown."""


class Gone(Refused):
    """The message that was to be edited is not there any more, or cannot hold them: the words may be sent anew."""


@runtime_checkable
class Repeatable(Protocol):
    """A platform that shows the same words once, however often they are sent within *repeats_for* of the first time."""

    repeats_for: timedelta


class Platform(Protocol):
    """A chat platform. Its *name* is the key in every row about it; *evolves*: a message that was shown can be edited
    so that the lifter sees it, and a session's sets share one. *pace*: how fast it takes words; None: as they come."""

    name: str
    evolves: bool

    @property
    def pace(self) -> Pace | None: ...

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled. Nothing is confirmed to the platform before *accept* has returned."""
        ...

    def read(self, update: Update) -> Incoming | None:
        """What an update says, from the row alone; None when it is none of our concern. Pure, and never raises on
        what a stranger can send."""
        ...

    async def download(self, update: Update, part: int = 0, /) -> bytes | None:
        """The file that an update brought, where *read* made a Sent of it, or that *part* of a Media.

        None: it is larger than MOST_BYTES, or gone for good. Raises TryLater when it cannot be had now; asking again
        is always safe.
        """
        ...

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        """Show words, in several messages where they are too long for one; give back the platform's id of the last,
        which has the buttons.

        Raises TryLater, Refused, Unreachable or Uncertain. Where some of several messages were shown before it failed,
        it is Uncertain, or, on one that is Repeatable, TryLater as *maybe_taken*; it is so too where a connection broke
        after the words had left.
        """
        ...

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        """Put words in the place of a message that was sent. Raises as *send* does, and Gone, as it does where they
        need more than one message."""
        ...

    async def preview(self, words: Outgoing) -> None:
        """Show words that are still being made, where the platform has something that fades for that; else nothing.

        Never raises: the words themselves come by *send* or *edit*.
        """
        ...


@runtime_checkable
class Withdraws(Protocol):
    """A platform that can take a message of ours away again."""

    async def withdraw(self, words: Outgoing, sent_as: str) -> None:
        """Take away the message that *words* edit. Raises as *send* does, and Gone where it is away already."""
        ...


@runtime_checkable
class Moves(Protocol):
    """A platform whose groups may get another id."""

    def moved(self, update: Update) -> GroupMoved | None:
        """The group that an update says has moved, from the row alone; None when it says no such thing."""
        ...


@runtime_checkable
class Heard(Protocol):
    """A platform that knows when its servers last answered or called; None: not yet in this run."""

    @property
    def seen_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the bot knows, and a platform may ask for while it runs."""

    last_seen: Callable[[str], Awaitable[Mapping[str, str]]]  # of a platform: the id of the newest message of a chat
    noted: Callable[[str], Awaitable[str | None]]  # what a former run has noted under a name
    note: Callable[[str, str], Awaitable[None]]
    suggest: Callable[[str], Sequence[str]]  # names of exercises that typed letters may be the beginning of


@runtime_checkable
class Curious(Protocol):
    """A platform that is told, before it runs, what it may ask for."""

    def learn(self, known: Known) -> None: ...
