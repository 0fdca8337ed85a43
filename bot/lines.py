"""A line for each chat: what stands in one is taken one at a time and in order, lines beside each other."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
Chat: TypeAlias = tuple[str, str]
"""A platform and a chat on it."""


class Lines(Generic[T]):
    """Hands what is added to *take*, which must not raise."""

    def __init__(self, take: Callable[[T], Awaitable[None]]) -> None:
        self._take = take
        self._lines: dict[Chat, deque[T]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    def add(self, chat: Chat, one: T) -> None:
        """Put *one* at the end of the chat's line."""
        line = self._lines.get(chat)
        if line is not None:
            line.append(one)
            return
        self._lines[chat] = deque([one])
        worker = asyncio.create_task(self._work(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def quiet(self) -> None:
        """Wait until no line has anything left."""
        while self._workers:
            await asyncio.wait(self._workers)

    async def close(self) -> None:
        """Leave what is under way, and all that stands in line."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def _work(self, chat: Chat) -> None:
        line = self._lines[chat]
        try:
            while line:
                await self._take(line.popleft())
        finally:
            del self._lines[chat]
