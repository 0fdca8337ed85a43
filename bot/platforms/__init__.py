"""What a chat platform is to FocusFlow. One file a platform; it alone knows the platform's library."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.message import Incoming
from storage.records import Outgoing, Update

Accept = Callable[[Sequence[Update]], Awaitable[None]]
"""Keeps raw updates durably and sees to their handling. When it returns, the platform may be told that they arrived."""


class TryLater(Exception):
    """The platform did not take the words, and says when to try again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


class Refused(Exception):
    """The platform will never take these words; nothing was shown."""


class Unreachable(Refused):
    """Nobody takes words at that address any more: blocked, left, or closed to us."""


class Uncertain(Exception):
    """The connection broke after the words left: they may or may not have been shown."""


class Platform(Protocol):
    """A chat platform. Its *name* is the key in every row about it."""

    name: str

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

    async def send(self, words: Outgoing) -> str:
        """Show words; give back the platform's id of the message.

        Raises TryLater, Refused, Unreachable or Uncertain.
        """
        ...

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        """Put words in the place of a message that was sent. Raises as *send* does."""
        ...
