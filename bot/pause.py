"""The bot at rest: what comes is kept and answered afterwards in order; those who run it are answered all the same."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from bot.access import admitted, is_admin_alone
from bot.config import Access
from bot.decide.language import language_of
from bot.delivery import chat_of
from bot.languages import spoken
from bot.message import Incoming, Pressed, Reacted
from bot.outbox import Outbox
from bot.platforms import Platform
from knowledge.words import words
from storage.records import Changes, Outgoing, Update, row_id
from storage.store import Store

SWITCH: Final = "paused"
PAUSED = words("I'm paused for maintenance. What you send is kept, and I answer it when I'm back.")


class Pause:
    """On or off for all workers on a database, through restarts; *look* learns what another one has set.

    *release* is called when it has ended.
    """

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        platforms: Mapping[str, Platform],
        access: Access,
        now: Callable[[], datetime],
        release: Callable[[], None],
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._platforms = platforms
        self._access = access
        self._now = now
        self._release = release
        self._since: str | None = None  # None: off
        self._told: set[tuple[str, str]] = set()

    @property
    def is_on(self) -> bool:
        return self._since is not None

    async def look(self) -> None:
        """Learn how the switch stands."""
        self._set(await self._store.switch(SWITCH))

    async def begin(self) -> None:
        if not self.is_on:
            at = self._now()
            await self._store.keep_switch(SWITCH, at.isoformat(), at)
            self._set(at.isoformat())

    async def end(self) -> None:
        await self._store.keep_switch(SWITCH, None, self._now())
        self._set(None)

    def holds(self, update: Update) -> bool:
        """Whether an update waits until the end."""
        if not self.is_on:
            return False
        incoming = self._read(update)
        return incoming is None or not is_admin_alone(incoming, self._access)

    async def tell(self, updates: Iterable[Update]) -> None:
        """Say once a pause, in private talks alone, that what was sent is kept."""
        if not self.is_on:
            return
        told = [incoming for incoming in map(self._read, updates) if self._is_told(incoming)]
        fresh = tuple([await self._note(incoming) for incoming in told if incoming and self._is_first(incoming)])
        if fresh:
            await self._store.keep(Changes(at=self._now(), outbox=fresh))
            self._outbox.post(fresh)

    def _set(self, since: str | None) -> None:
        ended = self.is_on and since is None
        self._since = since
        if ended:
            self._told.clear()
            self._release()

    def _read(self, update: Update) -> Incoming | None:
        platform = self._platforms.get(update.platform)
        return platform.read(update) if platform else None

    def _is_told(self, incoming: Incoming | None) -> bool:
        if incoming is None or incoming.company is not None or isinstance(incoming, Reacted | Pressed):
            return False
        return admitted(incoming, self._access) and not is_admin_alone(incoming, self._access)

    def _is_first(self, incoming: Incoming) -> bool:
        """Whether its chat has not been told yet; from now on it has."""
        chat = (incoming.where.platform, chat_of(incoming.where))
        is_first = chat not in self._told
        self._told.add(chat)
        return is_first

    async def _note(self, incoming: Incoming) -> Outgoing:
        """The line for a chat. Its id is that of the pause, so a restart adds none."""
        turn = row_id("paused", self._since or "", incoming.where.platform, chat_of(incoming.where))
        language = language_of(await self._store.person(incoming.who), incoming)
        return Outgoing(
            id=row_id("note", turn),
            turn=turn,
            address=incoming.where,
            text=spoken(PAUSED, language),
            written_at=self._now(),
        )
