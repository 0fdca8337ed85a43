"""Updates in: kept before they are confirmed, taken in order for each chat, chats beside each other."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog

from bot.lines import Lines
from bot.metrics import Metrics, Uncounted
from storage.records import Update
from storage.store import Store

log = structlog.get_logger(__name__)

Take = Callable[[Update], Awaitable[None]]

MOST_TRIES = 5  # of one update in one run; a broken one is tried again at the next start
UNCOUNTED = Uncounted()


def _nothing_held(_: Update) -> bool:
    return False


class Inbox:
    """Hands each update to *take*: one at a time in a chat, in the order in which they came.

    Those that *holds* says are kept alone, until *release*; all of them after *stop*, for the next start. Without *now*
    no turn's time is counted.
    """

    def __init__(
        self,
        store: Store,
        take: Take,
        *,
        holds: Callable[[Update], bool] = _nothing_held,
        now: Callable[[], datetime] | None = None,
        metrics: Metrics = UNCOUNTED,
    ) -> None:
        self._store = store
        self._take = take
        self._holds = holds
        self._now = now
        self._metrics = metrics
        self._lines = Lines(self._take_one)
        self._failed: list[Update] = []
        self._held: list[Update] = []
        self._stopped = False
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

    def release(self) -> None:
        """Line up what was held, in the order in which it came, before all that comes from now on."""
        held, self._held = self._held, []
        for update in held:
            self._line_up(update)

    def stop(self) -> None:
        """From now on what comes is kept, and taken at the next start."""
        self._stopped = True

    def again(self, update: Update) -> None:
        """Line up an update that is kept and not settled yet: more of it is known now."""
        self._line_up(update)

    async def quiet(self) -> None:
        """Wait until nothing is lined up."""
        await self._lines.quiet()

    def _line_up(self, update: Update) -> None:
        if self._stopped:
            return
        if self._holds(update):
            self._held.append(update)
        else:
            self._lines.add((update.platform, update.chat), update)

    async def _take_one(self, update: Update) -> None:
        try:
            await self._take(update)
        except Exception:
            log.exception("turn failed", platform=update.platform, update=update.id)
            self._metrics.turn_failed(update.platform)
            self._tries[update] += 1
            if self._tries[update] < MOST_TRIES:
                self._failed.append(update)
        else:
            del self._tries[update]
            if self._now is not None:
                self._metrics.taken(update.platform, (self._now() - update.received_at).total_seconds())
