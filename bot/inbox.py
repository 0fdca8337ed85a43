"""Updates in: kept before they are confirmed, taken in order for each chat, chats beside each other."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog

from bot.lines import Chat, Lines
from bot.metrics import UNCOUNTED, Metrics
from storage.records import Update
from storage.store import Store, StoreUnavailable

log = structlog.get_logger(__name__)

Take = Callable[[Update], Awaitable[None]]

MOST_TRIES = 5  # of one update in one run; a broken one is tried again at the next start
LOOKS_AFTER_DOUBT = 12  # for what may have been kept though nobody said so: a commit ends within that time or never


def _nothing_held(_: Update) -> bool:
    return False


async def _nothing_known() -> None:
    raise StoreUnavailable("It is not known whether the database takes rows.")


class Inbox:
    """Hands each update to *take*: one at a time in a chat, in the order in which they came.

    Those that *holds* says are kept alone, until *release*; all of them after *stop*, for the next start. Without *now*
    no turn's time is counted. While the database is away a chat waits behind the update that met that, however long it
    takes; *write* keeps a row, and tells by that a database that is away from an update that it never takes.
    """

    def __init__(
        self,
        store: Store,
        take: Take,
        *,
        holds: Callable[[Update], bool] = _nothing_held,
        now: Callable[[], datetime] | None = None,
        write: Callable[[], Awaitable[None]] = _nothing_known,
        metrics: Metrics = UNCOUNTED,
    ) -> None:
        self._store = store
        self._take = take
        self._write = write
        self._holds = holds
        self._now = now
        self._metrics = metrics
        self._lines = Lines(self._take_one)
        self._failed: list[Update] = []
        self._blocked: dict[Chat, list[Update]] = {}  # what waits for the database, by chat and in order
        self._held: list[Update] = []
        self._stopped = False
        self._tries: Counter[Update] = Counter()
        self._open: set[tuple[str, str]] = set()  # lined up in this run and not settled yet
        self._in_doubt: dict[tuple[str, str], int] = {}  # looks left for what a broken connection may have kept

    async def accept(self, updates: Sequence[Update]) -> None:
        """Keep updates durably and line up those that are new. When it returns, they may be confirmed.

        What was kept though the database could not say so is new as long as it was not lined up.
        """
        await self._find_doubtful()
        try:
            new = {_key_of(update) for update in await self._store.receive(updates)}
        except StoreUnavailable:
            self._in_doubt.update(dict.fromkeys({_key_of(one) for one in updates} - self._open, LOOKS_AFTER_DOUBT))
            raise
        if self._in_doubt.keys() & {_key_of(one) for one in updates}:
            await self._find_doubtful()  # what came again and is not new may have been kept since the last look
        for update in updates:
            if _key_of(update) in new - self._open:  # it may be there twice
                new.discard(_key_of(update))
                self._in_doubt.pop(_key_of(update), None)
                self._line_up(update)

    async def resume(self, platform: str) -> None:
        """Line up what a former run left unsettled."""
        for update in await self._store.unhandled(platform):
            self._line_up(update)

    async def retry(self) -> None:
        """Line up again what failed since the last call, and what waits for the database."""
        blocked, self._blocked = self._blocked, {}
        for chat, updates in blocked.items():
            for update in () if self._stopped else updates:
                self._lines.add(chat, update)  # it came before any pause, so what is held stands behind it
        failed, self._failed = self._failed, []
        for update in failed:
            self._line_up(update)
        await self._find_doubtful()
        self._in_doubt = {key: looks - 1 for key, looks in self._in_doubt.items() if looks > 1}

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

    async def _find_doubtful(self) -> None:
        """Line up what was kept though the database could not say so."""
        for platform in {platform for platform, _ in self._in_doubt}:
            for update in await self._store.unhandled(platform):
                if self._in_doubt.pop(_key_of(update), None) is not None:
                    self._line_up(update)

    def _line_up(self, update: Update) -> None:
        if self._stopped:
            return
        self._open.add(_key_of(update))
        if self._holds(update):
            self._held.append(update)
        else:
            self._lines.add(_chat_of(update), update)

    async def _take_one(self, update: Update) -> None:
        if (waiting := self._blocked.get(_chat_of(update))) is not None:
            waiting.append(update)
            return
        try:
            await self._take(update)
        except StoreUnavailable as away:
            await self._wait(update, away)
        except Exception:
            log.exception("turn failed", platform=update.platform, update=update.id)
            self._metrics.turn_failed(update.platform)
            if self._is_worth_a_try(update):
                self._failed.append(update)
        else:
            del self._tries[update]
            self._open.discard(_key_of(update))
            if self._now is not None:
                self._metrics.taken(update.platform, (self._now() - update.received_at).total_seconds())

    async def _wait(self, update: Update, away: StoreUnavailable) -> None:
        """Leave its chat blocked behind *update*. It counts as a try where the database does take rows."""
        try:
            await self._write()
        except StoreUnavailable:
            is_worth_a_try = True
        else:
            self._metrics.turn_failed(update.platform)
            is_worth_a_try = self._is_worth_a_try(update)
        if not self._blocked or not is_worth_a_try:  # once for all chats that wait
            tell = log.warning if is_worth_a_try else log.error
            tell("turn failed", platform=update.platform, update=update.id, why=str(away), again=is_worth_a_try)
        if is_worth_a_try:
            self._blocked[_chat_of(update)] = [update]

    def _is_worth_a_try(self, update: Update) -> bool:
        """Whether one more is left, after one that failed."""
        self._tries[update] += 1
        is_worth_a_try = self._tries[update] < MOST_TRIES
        if not is_worth_a_try:
            del self._tries[update]
            self._open.discard(_key_of(update))
        return is_worth_a_try


def _key_of(update: Update) -> tuple[str, str]:
    return (update.platform, update.id)


def _chat_of(update: Update) -> Chat:
    return (update.platform, update.chat)
