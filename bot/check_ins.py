"""The clock looks at the rows: promises that are due become questions."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.decide.promises import check_in
from bot.outbox import Outbox
from knowledge.exercise import Exercises
from storage.records import Due
from storage.store import Store

log = structlog.get_logger(__name__)

AT_ONCE = 100  # promises claimed in one look; the rest comes in the next


async def look(store: Store, outbox: Outbox, exercises: Exercises, now: Callable[[], datetime]) -> int:
    """Ask about every promise that is due and can be reached from here, and give back how many those were.

    A question is kept in the same transaction that marks its promise as asked, so it is neither lost nor asked twice.
    One that fails holds back no other: it is claimed again later, and so is one of a platform that runs elsewhere.
    """
    looked_at = 0
    while due := await store.due(now(), AT_ONCE):
        reached = [one for one in due if outbox.reaches(one.promise.address)]
        for one in reached:
            await _look_at(one, store, outbox, exercises, now())
        looked_at += len(reached)
    return looked_at


async def _look_at(due: Due, store: Store, outbox: Outbox, exercises: Exercises, now: datetime) -> None:
    try:
        changes = check_in(due, exercises, now)
        await store.keep(changes)
    except Exception:
        log.exception("check-in failed", promise=due.promise.id)
        return
    outbox.post(changes.outbox)
