"""Updates in: kept before they are confirmed, taken in order for each chat, chats beside each other."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.lines import Lines
from storage.records import Update
from storage.store import Store

log = structlog.get_logger(__name__)

Take = Callable[[Update], Awaitable[None]]

MOST_TRIES = 5  # of one update in one run; a broken one is tried again at the next start


class Inbox:
    """Hands each update to *take*: one at a time in a chat, in the order in which they came."""

    def __init__(self, store: Store, take: Take) -> None:
        self._store = store
        self._take = take
        self._lines = Lines(self._take_one)
        self._failed: list[Update] = []
        self._tries: Counter[Update] = Counter()

    async def accept(self, updates: Sequence[Update]) -> None:
        """Keep updates durably and line up those that are new. When it returns, they may be confirmed."""
        for update in await self._store.receive(updates):
            self._line_up(update)

    async def resume(self, platform: str) -> None:
        """Line up what a former run left unsettled."""
        for update in await self._store.unhandled(platform):
            self._line_up(update)

    async def retry(self) -> None:
        """Line up again what failed since the last call: most often the database was away for a moment."""
        failed, self._failed = self._failed, []
        for update in failed:
            self._line_up(update)

    def again(self, update: Update) -> None:
        """Line up an update that is kept and not settled yet: more of it is known now."""
        self._line_up(update)

    async def quiet(self) -> None:
        """Wait until nothing is lined up."""
        await self._lines.quiet()

    def _line_up(self, update: Update) -> None:
        self._lines.add((update.platform, update.chat), update)

    async def _take_one(self, update: Update) -> None:
        try:
            await self._take(update)
        except Exception:
            log.exception("turn failed", platform=update.platform, update=update.id)
            self._tries[update] += 1
            if self._tries[update] < MOST_TRIES:
                self._failed.append(update)
        else:
            del self._tries[update]
