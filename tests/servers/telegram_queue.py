"""Updates that wait for the bot: confirmed by the next offset, delivered again until then."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from tests.servers.telegram_wire import Error

BUTTON_SECONDS = 150  # how long a press waits
MESSAGE_SECONDS = 24 * 3600  # and everything else
LEFT_OUT = {"chat_member", "message_reaction", "message_reaction_count"}  # unless the bot asks for them
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Bell:
    """Wakes all who wait for something to change."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, true: Callable[[], object], seconds: float) -> bool:
        """Wait until *true*; False when *seconds* passed before."""
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    await self._event.wait()
        except TimeoutError:
            return False
        return True


class Queue:
    """One bot's updates, oldest first. The later of two polls ends the earlier one with 409."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._bell = Bell()
        self._waiting: list[tuple[float, dict[str, Any]]] = []  # when it came, and the update
        self._last_id = 1000
        self._newest: dict[str, Any] = {}
        self._allowed: frozenset[str] | None = None  # None: all but those that are left out
        self._polls = 0
        self.confirmed_below = 0

    def put(self, kind: str, body: dict[str, Any]) -> int | None:
        """Queue an update; give back its id, or None when the bot did not ask for this kind."""
        if kind not in self._allowed if self._allowed else kind in LEFT_OUT:
            return None
        self._last_id += 1
        self._newest = {"update_id": self._last_id, kind: body}
        self._waiting.append((self._now(), self._newest))
        self._bell.ring()
        return self._last_id

    def repeat(self) -> None:
        """Deliver the newest update once more, as happens where its confirmation was lost."""
        self._waiting.append((self._now(), self._newest))
        self._bell.ring()

    def clear(self) -> None:
        self._waiting.clear()

    def pending(self) -> list[dict[str, Any]]:
        """What a poll would get now: not confirmed and not too old."""
        return [update for came_at, update in self._waiting if self._now() - came_at < _life_seconds(update)]

    async def poll(
        self, offset: int = 0, limit: int = 100, timeout: float = 0, allowed: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        self._polls += 1
        mine = self._polls
        self._bell.ring()
        self.allow(allowed)
        self._confirm(offset)
        await self._bell.until(lambda: self.pending() or self._polls != mine, timeout)
        if self._polls != mine:
            raise Error(409, CONFLICT)
        return self.pending()[: min(max(limit, 1), 100)]

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Which updates come from now on; None: those that came until now."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def take(self, update_id: int) -> None:
        """That one was taken."""
        self._waiting = [(at, update) for at, update in self._waiting if update["update_id"] != update_id]

    def stop(self) -> None:
        """End the poll that is open."""
        self._polls += 1
        self._bell.ring()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
            return
        self.confirmed_below = max(self.confirmed_below, offset)
        self._waiting = [(at, update) for at, update in self._waiting if update["update_id"] >= offset]


def _life_seconds(update: dict[str, Any]) -> float:
    return BUTTON_SECONDS if "callback_query" in update else MESSAGE_SECONDS
