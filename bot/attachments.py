"""Pictures and files that go with words: kept as recipes beside the words, made when they are sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as a platform sends it. A picture is shown, anything else is offered."""

    name: str  # "bench.png"
    media_type: str  # "image/png"
    body: bytes

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class CannotMake(Exception):
    """A recipe that makes nothing now; the words go without it. The message says why, for the log."""


Make = Callable[[str], Awaitable[Attachment]]
"""Makes what a recipe (Outgoing.recipe) asks for, off the event loop. Raises CannotMake."""
