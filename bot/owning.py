"""Which worker serves a platform: one at a time, of all that share a database. The others stand by."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

import structlog

from bot.health import Receiving
from bot.inbox import Inbox
from bot.outbox import Outbox
from storage.store import Store, StoreUnavailable

log = structlog.get_logger(__name__)

LOOK_AGAIN_SECONDS: Final = 5


class Owning:
    """What this worker serves. *receiving* is told where it stands by."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        inbox: Inbox,
        receiving: dict[str, Receiving],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._store, self._outbox, self._inbox, self._receiving, self._sleep = store, outbox, inbox, receiving, sleep
        self._serving: dict[str, asyncio.Task[object] | None] = {}

    async def serve(
        self, platforms: Iterable[str], receive: Callable[[str], Awaitable[None]], *, is_shared: bool
    ) -> None:
        """*receive* on each, once it is ours and what was left is lined up; until all have ended, or one failed.

        Those that are *shared* are never waited for.
        """
        names = tuple(platforms)
        if not is_shared:
            for name in names:
                self._outbox.leave(name)
        try:
            async with asyncio.TaskGroup() as tasks:
                for name in names:
                    tasks.create_task(self._serve(name, receive, is_shared))
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None

    async def look(self) -> None:
        """Find out whether all is still ours: a database that went away may have given it to another worker."""
        for name in tuple(self._serving):
            if not await self._store.hold(name):
                log.error("another worker has taken over: start this one again, to stand by for it", platform=name)
                self._outbox.leave(name)
                task = self._serving.pop(name)
                if task is not None:
                    task.cancel()

    async def pick_up(self) -> None:
        """Send what other workers have written for the platforms that this one serves."""
        for name in tuple(self._serving):  # a platform may be given up meanwhile
            await self._outbox.pick_up(name)

    async def _serve(self, name: str, receive: Callable[[str], Awaitable[None]], is_shared: bool) -> None:
        if not is_shared:
            await self._own(name)
        await self._outbox.resume(name)
        await self._inbox.resume(name)
        await receive(name)

    async def _own(self, name: str) -> None:
        """Wait until it is ours. Raises StoreUnavailable where that cannot be found out at the start."""
        if not await self._store.hold(name):
            log.warning("another worker serves it: this one takes over when that ends", platform=name)
            self._receiving[name] = Receiving.STANDING_BY
            while not await self._is_free(name):
                await self._sleep(LOOK_AGAIN_SECONDS)
            log.info("taken over", platform=name)
        self._serving[name] = asyncio.current_task()

    async def _is_free(self, name: str) -> bool:
        try:
            return await self._store.hold(name)
        except StoreUnavailable as away:
            log.warning("standing by", platform=name, why=str(away))
            return False
