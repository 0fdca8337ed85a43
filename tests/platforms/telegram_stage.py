"""The real Telegram adapter on the loopback Bot API server, with sleep that takes no time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from bot.platforms.telegram import Telegram
from storage.records import Address, Button, Outgoing, RowId, Update
from tests.servers.telegram import BotApi
from tests.servers.telegram_queue import Bell

AT = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
THUMBS = ((Button("👍", "up:1f"), Button("👎", "down:1f")),)


class Naps:
    """Sleep that takes no time and is written down."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


class Inbox:
    """Keeps the batches that it accepts, after the first *failures*."""

    def __init__(self, failures: int = 0) -> None:
        self.rows: list[Update] = []
        self.refused: list[Update] = []
        self._failures = failures
        self._bell = Bell()

    async def __call__(self, updates: Sequence[Update]) -> None:
        if self._failures:
            self._failures -= 1
            self.refused.extend(updates)
            raise OSError("the disk is full")
        self.rows.extend(updates)
        self._bell.ring()

    async def until(self, n: int) -> list[Update]:
        assert await self._bell.until(lambda: len(self.rows) >= n, 10), f"only {len(self.rows)} updates came"
        return self.rows


def bot(api: BotApi, naps: Naps, *, token: str = "", base_url: str = "") -> Telegram:
    return Telegram(token or api.token, base_url or api.base_url, now=lambda: AT, sleep=naps)


@asynccontextmanager
async def running(telegram: Telegram, accept: Callable[[Sequence[Update]], Awaitable[None]]) -> AsyncIterator[None]:
    run = asyncio.create_task(telegram.run(accept))
    try:
        yield
    finally:
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run


def words(
    text: str = "Next: 190 lb × 5.",
    chat: int = 7,
    *,
    thread: str | None = None,
    buttons: tuple[tuple[Button, ...], ...] = (),
    reply_to: str | None = None,
) -> Outgoing:
    return Outgoing(
        id=RowId("o1"),
        turn=RowId("t1"),
        address=Address("telegram", str(chat), thread),
        text=text,
        buttons=buttons,
        reply_to=reply_to,
        written_at=AT,
    )
