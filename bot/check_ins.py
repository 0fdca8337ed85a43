"""The clock looks at the rows: promises that are due become questions."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

import structlog

from bot.company import in_place, shared_places
from bot.decide.promises import MOST_IN_MESSAGE, check_in
from bot.outbox import Outbox
from knowledge.exercise import Exercises
from storage.records import Address, Due, Group, UserId
from storage.store import Store

log = structlog.get_logger(__name__)

AT_ONCE: Final = 100  # promises claimed at once
BESIDE: Final = 5  # messages at a time; the lifters who write now need the database too
DUTY: Final = "check-ins"


async def is_ours(store: Store, platforms: Iterable[str]) -> bool:
    """Whether this worker is the one of all on the same *platforms* that asks: so many questions a minute are asked by
    all of them together."""
    return await store.hold(".".join((DUTY, *sorted(platforms))))


async def look(
    store: Store, outbox: Outbox, exercises: Exercises, now: Callable[[], datetime], most: int = AT_ONCE
) -> int:
    """Ask about promises that are due and can be reached from here, in about *most* messages; give back how many
    promises were looked at.

    A question is kept in the same transaction that marks its promise as asked, so it is neither lost nor asked twice.
    One that fails holds back no other: it is claimed again later, and so is one of a platform that runs elsewhere.
    """
    looked_at = asked = 0
    while asked < most and (due := await store.due(now(), min(AT_ONCE, most - asked))):
        places = await shared_places(store)
        messages = list(_together([one for one in due if outbox.reaches(one.promise.address)]))
        looked_at += sum(map(len, messages))
        for begin in range(0, len(messages), BESIDE):  # they share commits
            beside = messages[begin : begin + BESIDE]
            asked += sum(
                await asyncio.gather(*(_look_at(one, places, store, outbox, exercises, now()) for one in beside))
            )
    return looked_at


def _together(due: Sequence[Due]) -> Iterator[Sequence[Due]]:
    """What can be asked in one message: those of one lifter in one chat, in the order in which they were due."""
    sorted_out: dict[tuple[UserId, Address], list[Due]] = {}
    for one in due:
        sorted_out.setdefault((one.promise.user, one.promise.address), []).append(one)
    for his in sorted_out.values():
        for begin in range(0, len(his), MOST_IN_MESSAGE):
            yield his[begin : begin + MOST_IN_MESSAGE]


async def _look_at(
    due: Sequence[Due],
    places: Mapping[Address, Group],
    store: Store,
    outbox: Outbox,
    exercises: Exercises,
    now: datetime,
) -> int:
    """Give back how many messages came of it."""
    try:
        placed = [await in_place(one, places, store) for one in due]
        changes = check_in([one for one, _ in placed], exercises, now, in_group=placed[0][1])
        await store.keep(changes)
    except Exception:
        log.exception("check-in failed", promises=[one.promise.id for one in due])
        return 0
    outbox.post(changes.outbox)
    return len(changes.outbox)
