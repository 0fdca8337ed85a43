"""So many check-ins a minute are those of all workers together, whoever asks and whenever another takes over."""

from datetime import datetime, timedelta

import pytest

from bot.check_ins import Duty
from bot.config import CheckIns
from storage.open import open_store
from tests.bot.desk import NAME, Clock
from tests.contracts import conftest as contracts

postgres_server, engine, url = contracts.postgres_server, contracts.engine, contracts.url
PER_MINUTE = 600
MINUTE = timedelta(minutes=1)

Asked = list[tuple[datetime, int]]


async def look(duty: Duty, clock: Clock, asked: Asked) -> int:
    """A look of a worker that has more to ask than it may."""
    messages = await duty.most([NAME])
    duty.asked(messages)
    asked.append((clock.at, messages))
    return messages


def most_in_a_minute(asked: Asked) -> int:
    return max(sum(n for at, n in asked if begin <= at < begin + MINUTE) for begin, _ in asked)


@pytest.mark.parametrize("every_seconds", [1, 7, 30, 45, 60, 90, 600])
async def test_who_takes_over_asks_no_more_than_is_left_of_the_minute(url: str, every_seconds: int) -> None:
    clock, asked = Clock(), Asked()
    settings = CheckIns(per_minute=PER_MINUTE, look_every_seconds=every_seconds)
    aside = timedelta(seconds=every_seconds / 4)  # the looks of two workers come at different times
    async with open_store(url) as second:
        standing_by = Duty(second, settings, clock.now)
        async with open_store(url) as first:
            at_work = Duty(first, settings, clock.now)
            for _ in range(max(4, 120 // every_seconds)):
                await look(at_work, clock, asked)
                clock.at += aside
                assert await look(standing_by, clock, asked) == 0
                clock.at += 3 * aside
            await look(at_work, clock, asked)  # and dies
        begins_at = clock.at + MINUTE
        while clock.at < begins_at + 2 * MINUTE + timedelta(seconds=every_seconds):
            clock.at += aside
            await look(standing_by, clock, asked)
            clock.at += 3 * aside
    assert most_in_a_minute(asked) <= PER_MINUTE
    assert sum(messages for at, messages in asked if at >= begins_at) > 0


@pytest.mark.parametrize(("every_seconds", "a_look"), [(1, 10), (7, 66), (30, 300), (45, 300), (60, 600), (300, 600)])
async def test_a_minute_s_worth_goes_out_in_as_many_looks_as_a_minute_has(every_seconds: int, a_look: int) -> None:
    clock, asked = Clock(), Asked()
    async with open_store("sqlite:///:memory:") as store:
        duty = Duty(store, CheckIns(per_minute=PER_MINUTE, look_every_seconds=every_seconds), clock.now)
        for _ in range(200):
            assert await look(duty, clock, asked) == a_look
            clock.at += timedelta(seconds=every_seconds)
    assert most_in_a_minute(asked) <= PER_MINUTE


async def test_looks_that_come_late_and_early_ask_no_more() -> None:
    clock, asked = Clock(), Asked()
    async with open_store("sqlite:///:memory:") as store:
        duty = Duty(store, CheckIns(per_minute=PER_MINUTE, look_every_seconds=30), clock.now)
        for seconds in (12, 18, 20, 10, 29, 31, 1, 59, 30):
            await look(duty, clock, asked)
            clock.at += timedelta(seconds=seconds)
    assert most_in_a_minute(asked) <= PER_MINUTE


async def test_fewer_a_minute_than_looks_is_kept_too() -> None:
    clock, asked = Clock(), Asked()
    async with open_store("sqlite:///:memory:") as store:
        duty = Duty(store, CheckIns(per_minute=1, look_every_seconds=10), clock.now)
        for _ in range(30):
            await look(duty, clock, asked)
            clock.at += timedelta(seconds=10)
    assert most_in_a_minute(asked) == 1
    assert sum(messages for _, messages in asked) == 5
