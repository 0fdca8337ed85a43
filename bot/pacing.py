"""How fast a platform takes words, and when the next may go. Instants in, instants out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

MOST_REMEMBERED: Final = 10_000  # chats; of those whose time is over nothing needs to be known


@dataclass(frozen=True, slots=True)
class Rate:
    """*burst* at once, then one every *seconds*: so in any time at most *burst* more than that time has room for."""

    burst: int
    seconds: float

    def slot(self, free_at: datetime | None, now: datetime) -> tuple[datetime, datetime]:
        """When the next may go, and the *free_at* to ask with then. None: none has gone yet."""
        every = timedelta(seconds=self.seconds)
        full_at = max(free_at or now, now)
        return max(now, full_at - (self.burst - 1) * every), full_at + every


@dataclass(frozen=True, slots=True)
class Pace:
    """The limits of a platform: of each chat by its id, and of all together.

    All together they hold back only words that nobody waits for: an answer counts, and does not wait for them.
    """

    of_chat: Callable[[str], Rate]
    overall: Rate


class Pacer:
    """Gives out the slots of one platform."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._chats: dict[str, datetime] = {}
        self._overall: datetime | None = None

    def wait_seconds(self, chat: str, now: datetime, *, is_answer: bool) -> float:
        """Take the next slot; give back how long it is until then."""
        self._forget(now)
        own, self._chats[chat] = self._pace.of_chat(chat).slot(self._chats.get(chat), now)
        shared, free_at = self._pace.overall.slot(self._overall, now)
        if is_answer:
            # Never more ahead than a burst, or a rush of answers would silence all else for as long as it lasted.
            most = now + timedelta(seconds=self._pace.overall.burst * self._pace.overall.seconds)
            self._overall = max(self._overall or now, min(free_at, most))
            return (own - now).total_seconds()
        self._overall = free_at
        return (max(own, shared) - now).total_seconds()

    def _forget(self, now: datetime) -> None:
        if len(self._chats) > MOST_REMEMBERED:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
