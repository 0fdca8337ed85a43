"""The clock looks at the groups: a week that is over is summed up, once."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from bot.company import contenders
from bot.decide.summaries import is_due, week_of
from bot.outbox import Outbox
from knowledge.exercise import Exercises
from storage.records import Group
from storage.store import Store

log = structlog.get_logger(__name__)


async def sum_up(store: Store, outbox: Outbox, exercises: Exercises, now: Callable[[], datetime], zone: str) -> int:
    """Sum up the week of every group that is due by the clocks of *zone* and can be reached from here; give back how
    many those were.

    That it was done is kept in one transaction with the words, so a restart writes none of them twice. One that fails
    holds back no other and is tried again.
    """
    there = now().astimezone(ZoneInfo(zone))
    due = [group for group in await store.groups() if is_due(group, there) and _is_reached(group, outbox)]
    for group in due:
        await _sum_up(group, store, outbox, exercises, there)
    return len(due)


def _is_reached(group: Group, outbox: Outbox) -> bool:
    return group.address is not None and outbox.reaches(group.address)


async def _sum_up(group: Group, store: Store, outbox: Outbox, exercises: Exercises, now: datetime) -> None:
    try:
        changes = week_of(group, await contenders(store, group.platform, group.id), exercises, now)
        await store.keep(changes)
    except Exception:
        log.exception("summary failed", group=group.id)
        return
    outbox.post(changes.outbox)
