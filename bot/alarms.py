"""The end of a rest is rung when it has come: the row is first, the clock only looks at it in time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.decide.shown_name import shown_name
from bot.languages import spoken_outgoing
from bot.outbox import Outbox
from bot.wording_groups import told_in_group
from knowledge.words import words
from storage.records import Alarm, Changes, Outgoing, Person, UserId, row_id
from storage.store import Store

log = structlog.get_logger(__name__)

REST_IS_OVER: Final = words("Rest is over. Next set!")
TOO_LATE: Final = timedelta(minutes=2)  # after which nobody waits for it any more
RING_AGAIN: Final = timedelta(seconds=1)  # at the earliest
JOB: Final = "alarm"


class Alarms:
    """Rings alarms when they are due, called by *clock*. While it *rests*, nothing rings."""

    def __init__(
        self, store: Store, outbox: Outbox, clock: Clock, now: Callable[[], datetime], rests: Callable[[], bool]
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._now = now
        self._rests = rests

    async def ring(self) -> int:
        """Ring what is due, and be called again when the next one is. Gives how many rang; none of a worker that only
        stands by, because its words would come late."""
        if self._rests() or not self._outbox.sends_anywhere:
            return 0
        rung = [await self._ring(alarm) for alarm in await self._store.alarms(self._now())]
        await self.look_ahead()
        return sum(rung)

    async def look_ahead(self) -> None:
        """Have the clock call when the next one is due: one may have been kept or stopped."""
        at = await self._store.next_alarm_at()
        if at is not None:  # one that is due and could not be rung is tried again, and not at once
            self._clock.at(max(at, self._now() + RING_AGAIN), JOB, self.ring)

    async def _ring(self, alarm: Alarm) -> bool:
        """The words are kept in the transaction that ends the alarm, so that they are neither lost nor doubled."""
        now = self._now()
        try:
            told = () if now - alarm.rings_at > TOO_LATE else (await self._told(alarm, now),)
            is_rung = await self._store.keep(Changes(at=now, user=alarm.user, rings=alarm, outbox=told))
        except Exception:
            log.exception("alarm failed", alarm=alarm.id)
            return False
        if is_rung:
            self._outbox.post(told)
        return is_rung and bool(told)

    async def _told(self, alarm: Alarm, now: datetime) -> Outgoing:
        ring = row_id("alarm", alarm.id, alarm.rings_at.isoformat())
        person = await self._person(alarm.user)
        text = told_in_group(shown_name(person.name), REST_IS_OVER) if person and alarm.in_group else REST_IS_OVER
        told = Outgoing(id=ring, turn=ring, address=alarm.address, text=text, reply_to=alarm.reply_to, written_at=now)
        return spoken_outgoing(told, (person.profile.language if person else None) or "en")

    async def _person(self, user: UserId) -> Person | None:
        for identity in await self._store.identities(user):
            if person := await self._store.person(identity):
                return person
        return None
