"""What those who run the bot have set and can see: who may talk with it, how much, when it rests, how it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.access import REFUSED, admitted
from bot.admin import Admin
from bot.budget import Budget
from bot.config import Config
from bot.decide.language import language_of
from bot.delivery import chat_of
from bot.health import Health, PlatformHealth, Receiving
from bot.languages import spoken
from bot.message import Incoming, Pressed, Reacted
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.pause import Pause
from bot.platforms import Heard, Platform
from bot.retention import prune
from storage.records import Changes, Outgoing, Update, row_id
from storage.store import Store

PRUNE_EVERY: Final = timedelta(hours=24)
PRUNE_AGAIN_SECONDS: Final = 3600  # after which one that failed is tried again
READY: Final = "ready"  # the switch that readiness writes


class Operators:
    """*release* lines up what was held while the bot was paused; *circuit* tells of the model's endpoint."""

    def __init__(
        self,
        config: Config,
        store: Store,
        outbox: Outbox,
        platforms: Mapping[str, Platform],
        metrics: Metrics,
        now: Callable[[], datetime],
        release: Callable[[], None],
        circuit: Callable[[], str],
    ) -> None:
        self._config = config
        self._store = store
        self._outbox = outbox
        self._platforms = platforms
        self._now = now
        self._circuit = circuit
        self.metrics = metrics
        self.pause = Pause(store, outbox, platforms, config.access, now, release)
        self.budget = Budget(config.budget.model_calls_per_day, store.calls_since)
        self._admin = Admin(store, outbox, self.pause, metrics, config.access, now)
        self.receiving: dict[str, Receiving] = {}  # by platform; none: it has not begun
        self.stopping = False
        self._pruned_at: datetime | None = None

    async def takes(self, incoming: Incoming, update: Update) -> bool:
        """Settle an update that is no lifter's: of somebody who may not talk with the bot, or an admin's order."""
        if not admitted(incoming, self._config.access):
            await self._refuse(incoming, update)
            return True
        return await self._admin.takes(incoming, update)

    async def told(self, updates: Sequence[Update]) -> None:
        """*updates* have been kept."""
        await self.pause.tell(updates)

    @property
    def is_resting(self) -> bool:
        """Whether nobody is written to who did not ask: an answer would wait."""
        return self.pause.is_on or self.stopping

    async def look(self) -> None:
        """Learn what other workers have set, and go on with a broadcast, as the clock asks for it."""
        await self.pause.look()
        if not self.stopping:
            await self._admin.carry_on()

    async def prune(self) -> None:
        """Delete what is too old, once in PRUNE_EVERY however often it is asked for; one that failed does not count."""
        now = self._now()
        if self._pruned_at is None or now - self._pruned_at >= PRUNE_EVERY:
            await prune(self._store, self._config.retention, now)
            self._pruned_at = now

    async def write(self) -> None:
        """Write a row, to find out whether that works."""
        at = self._now()
        await self._store.keep_switch(READY, at.isoformat(), at)

    def health(self, database: bool) -> Health:
        """How it is; whether the *database* takes rows is found out by *write*."""
        return Health(
            database=database,
            platforms=[self._platform(name, platform) for name, platform in self._platforms.items()],
            stopping=self.stopping,
            circuit=self._circuit(),
        )

    def _platform(self, name: str, platform: Platform) -> PlatformHealth:
        receiving = self.receiving.get(name, Receiving.STARTING)
        if not isinstance(platform, Heard):
            return PlatformHealth(name, receiving)
        is_called = bool(getattr(platform, "routes", ()))
        return PlatformHealth(name, receiving, tells=True, seen_at=platform.seen_at, is_called=is_called)

    async def _refuse(self, incoming: Incoming, update: Update) -> None:
        """Say it once in a private talk, and nothing in a group. Of what was written nothing is kept."""
        said = () if self._is_silent(incoming) else (_refusal(incoming, await self._language(incoming), self._now()),)
        changes = Changes(at=self._now(), settles=(update.platform, update.id), outbox=said)
        if await self._store.keep(changes):
            self._outbox.post(said)

    async def _language(self, incoming: Incoming) -> str:
        return language_of(await self._store.person(incoming.who), incoming)

    @staticmethod
    def _is_silent(incoming: Incoming) -> bool:
        return incoming.company is not None or isinstance(incoming, Reacted | Pressed)


def _refusal(incoming: Incoming, language: str, now: datetime) -> Outgoing:
    """Its id is that of the chat alone: a second one is the same row, which was sent."""
    turn = row_id("refused", incoming.where.platform, chat_of(incoming.where))
    text = spoken(REFUSED, language)
    return Outgoing(id=row_id("note", turn), turn=turn, address=incoming.where, text=text, written_at=now)
