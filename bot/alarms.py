"""The end of a rest is rung when it has come: the row is first, the clock only looks at it in time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.languages import spoken_outgoing
from bot.outbox import Outbox
from knowledge.words import words
from storage.records import Alarm, Changes, Outgoing, UserId, row_id
from storage.store import Store

REST_IS_OVER: Final = words("Rest is over. Next set!")
TOO_LATE: Final = timedelta(minutes=2)  # after which nobody waits for it any more
JOB: Final = "alarm"


class Alarms:
    """Rings alarms when they are due, called by *clock*. *wall_clock* is what that goes by; *now* may be a test's."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        clock: AsyncIOScheduler,
        now: Callable[[], datetime],
        wall_clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._now = now
        self._wall_clock = wall_clock

    async def ring(self) -> int:
        """Ring what is due, and be called again when the next one is. Gives how many rang; none of a worker that only
        stands by, because its words would come late."""
        if not self._outbox.sends_anywhere:
            return 0
        now = self._now()
        due = [alarm for alarm in await self._store.alarms(now) if now - alarm.rings_at <= TOO_LATE]
        for alarm in due:
            await self._ring(alarm)
        await self.look_ahead()
        return len(due)

    async def look_ahead(self) -> None:
        """Have the clock call when the next one is due: one may have been kept or stopped."""
        at = await self._store.next_alarm_at()
        if at is None:
            return
        seconds = max(0.0, (at - self._now()).total_seconds())
        self._clock.add_job(
            self.ring,
            "date",
            run_date=self._wall_clock() + timedelta(seconds=seconds),
            id=JOB,
            replace_existing=True,
            misfire_grace_time=None,
        )

    async def _ring(self, alarm: Alarm) -> None:
        ring = row_id("alarm", alarm.id, alarm.rings_at.isoformat())
        told = Outgoing(id=ring, turn=ring, address=alarm.address, text=REST_IS_OVER, written_at=self._now())
        told = spoken_outgoing(told, await self._language(alarm.user))
        await self._store.keep(Changes(at=self._now(), user=alarm.user, outbox=(told,)))
        self._outbox.post((told,))

    async def _language(self, user: UserId) -> str:
        for identity in await self._store.identities(user):
            if person := await self._store.person(identity):
                return person.profile.language or "en"
        return "en"
