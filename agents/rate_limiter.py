"""Waiting for a permit of the bucket: the clock, the sleep and the futures around its state."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from agents.bucket import Bucket, Busy, Ticket


class RateLimiter:
    """One for an endpoint. While somebody waits, one task sleeps until the next permit or the next deadline."""

    def __init__(self, bucket: Bucket, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._bucket = bucket
        self._clock, self._sleep = clock, sleep
        self._waiting: dict[Ticket, asyncio.Future[None]] = {}
        self._dealing: asyncio.Task[None] | None = None

    async def enter(self, whose: str, deadline: float) -> None:
        """Return when *whose* next call may be made. Raises Busy at once where that could only be too late."""
        ticket = self._bucket.join(whose, self._clock(), deadline)
        self._wake()
        if ticket.is_granted:
            return
        self._waiting[ticket] = asyncio.get_running_loop().create_future()
        self._deal()
        try:
            await self._waiting[ticket]
        except asyncio.CancelledError:
            self._bucket.leave(ticket)
            self._bucket.serve(self._clock())  # a permit that he leaves behind is the next one's
            self._wake()
            raise
        finally:
            del self._waiting[ticket]
        if ticket.is_dropped:
            raise Busy("not asked: the endpoint's limit left no room before the deadline")

    def pause(self, seconds: float) -> None:
        """Nobody calls for so long: the endpoint has said so."""
        self._bucket.pause(self._clock(), seconds)

    async def close(self) -> None:
        if self._dealing is not None:
            self._dealing.cancel()
            with suppress(asyncio.CancelledError):
                await self._dealing

    def _deal(self) -> None:
        if self._dealing is None or self._dealing.done():
            self._dealing = asyncio.create_task(self._deal_until_nobody_waits())

    async def _deal_until_nobody_waits(self) -> None:
        while (wakes_at := self._bucket.wakes_at(at := self._clock())) is not None:
            await self._sleep(max(0.0, wakes_at - at))
            self._bucket.serve(self._clock())
            self._wake()

    def _wake(self) -> None:
        """Those who were served, by whatever looked at the bucket last."""
        for ticket, future in self._waiting.items():
            if (ticket.is_granted or ticket.is_dropped) and not future.done():
                future.set_result(None)
