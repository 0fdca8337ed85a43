"""The clock looks at the rows: promises that are due become questions."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final

import structlog

from bot.company import in_place, shared_places
from bot.config import CheckIns
from bot.decide.promises import MOST_IN_MESSAGE, check_in
from bot.outbox import Outbox
from knowledge.exercise import Exercises
from storage.records import Address, Changes, Due, Group, UserId
from storage.store import Store

log = structlog.get_logger(__name__)

AT_ONCE: Final = 100  # promises claimed at once
BESIDE: Final = 5  # messages at a time; the lifters who write now need the database too
DUTY: Final = "check-ins"
MINUTE: Final = timedelta(minutes=1)
EARLY_MOST: Final = timedelta(milliseconds=100)  # that a look comes sooner after another than its clock says


def duty_on(platforms: Iterable[str]) -> str:
    """What the worker that asks holds."""
    return ".".join((DUTY, *sorted(platforms)))


class Duty:
    """The asking. One worker of all on the same platforms does it: so many messages a minute are those of all of them
    together."""

    def __init__(self, store: Store, settings: CheckIns, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._per_minute = settings.per_minute
        self._a_look = max(1, settings.per_minute // ceil(MINUTE.total_seconds() / settings.look_every_seconds))
        self._stood_by = False
        self._looks_at = self._begins_at = now()
        self._asked: deque[tuple[datetime, int]] = deque()  # looks, and how many messages came of each

    async def most(self, platforms: Iterable[str]) -> int:
        """How many messages a look may ask now. None where another worker asks, or may have asked until a minute ago:
        nobody knows how many those were."""
        is_ours = await self._store.hold(duty_on(platforms))
        self._looks_at = self._now()
        if is_ours and self._stood_by:
            self._begins_at = self._looks_at + MINUTE
        self._stood_by = not is_ours
        if not is_ours or self._looks_at < self._begins_at:
            return 0
        while self._asked and self._asked[0][0] <= self._looks_at - MINUTE + EARLY_MOST:
            self._asked.popleft()
        return max(0, min(self._a_look, self._per_minute - sum(messages for _, messages in self._asked)))

    def asked(self, messages: int) -> None:
        """So many came of this look; more may."""
        self._asked.append((self._looks_at, messages))


def _untold(_messages: int) -> None: ...


async def look(
    store: Store,
    outbox: Outbox,
    exercises: Exercises,
    now: Callable[[], datetime],
    most: int = AT_ONCE,
    told: Callable[[int], None] = _untold,
) -> int:
    """Ask about promises that are due and can be reached from here, in about *most* messages, and have it *told* how
    many came of them; give back how many promises were looked at.

    A question is kept in the same transaction that marks its promise as asked, so it is neither lost nor asked twice.
    One that fails holds back no other: it is claimed again later. One of a platform that runs elsewhere is left to it.
    """
    looked_at = asked = 0
    while asked < most and (due := await store.due(now(), min(AT_ONCE, most - asked), outbox.platforms)):
        looked_at += len(due)
        asking = await _to_ask(due, store, exercises, now())
        for begin in range(0, len(asking), BESIDE):  # they share commits
            new = sum(await asyncio.gather(*(_ask(one, store, outbox) for one in asking[begin : begin + BESIDE])))
            asked += new
            told(new)
    return looked_at


async def _to_ask(due: Sequence[Due], store: Store, exercises: Exercises, now: datetime) -> list[Changes]:
    """A message each. What waits for a lifter's morning is put off."""
    places = await shared_places(store)
    decided = [one for about in _together(due) if (one := await _decide(about, places, store, exercises, now))]
    await _put_off([one for one in decided if not one.outbox], store, now)
    return [one for one in decided if one.outbox]


def _together(due: Sequence[Due]) -> Iterator[Sequence[Due]]:
    """What can be asked in one message: those of one lifter in one chat, in the order in which they were due."""
    sorted_out: dict[tuple[UserId, Address], list[Due]] = {}
    for one in due:
        sorted_out.setdefault((one.promise.user, one.promise.address), []).append(one)
    for his in sorted_out.values():
        for begin in range(0, len(his), MOST_IN_MESSAGE):
            yield his[begin : begin + MOST_IN_MESSAGE]


async def _decide(
    due: Sequence[Due], places: Mapping[Address, Group], store: Store, exercises: Exercises, now: datetime
) -> Changes | None:
    try:
        placed = [await in_place(one, places, store) for one in due]
        return check_in([one for one, _ in placed], exercises, now, in_group=placed[0][1])
    except Exception:
        log.exception("check-in failed", promises=[one.promise.id for one in due])
        return None


async def _put_off(later: Sequence[Changes], store: Store, now: datetime) -> None:
    """What waits for a lifter's morning is kept together: after an outage it may be half the world."""
    promises = tuple(promise for changes in later for promise in changes.promises)
    if not promises:
        return
    try:
        await store.keep(Changes(at=now, promises=promises))
    except Exception:
        log.exception("check-ins could not be put off", promises=[promise.id for promise in promises])


async def _ask(changes: Changes, store: Store, outbox: Outbox) -> int:
    """Give back how many messages came of it."""
    try:
        await store.keep(changes)
    except Exception:
        log.exception("check-in failed", promises=[promise.id for promise in changes.promises])
        return 0
    outbox.post(changes.outbox)
    return len(changes.outbox)
