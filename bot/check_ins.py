"""The clock looks at the rows: promises that are due become questions."""

from collections.abc import Callable
from datetime import datetime

from bot.decide.promises import check_in
from bot.outbox import Outbox
from knowledge.exercise import Exercises
from storage.store import Store

AT_ONCE = 100  # promises claimed in one look; the rest comes in the next


async def look(store: Store, outbox: Outbox, exercises: Exercises, now: Callable[[], datetime]) -> int:
    """Ask about every promise that is due, and give back how many were looked at.

    A question is kept in the same transaction that marks its promise as asked, so it is neither lost nor asked twice.
    """
    looked_at = 0
    while due := await store.due(now(), AT_ONCE):
        for one in due:
            changes = check_in(one, exercises, now())
            await store.keep(changes)
            outbox.post(changes.outbox)
        looked_at += len(due)
    return looked_at
