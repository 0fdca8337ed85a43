"""The clock begins jobs, survives their failures, and ends without a word."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from bot.clock import Clock
from storage.store import StoreUnavailable

PATIENCE_SECONDS = 10


def wall_clock() -> datetime:
    return datetime.now(UTC)


class Work:
    """A job that goes on until it may end."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.ended = self.cut = False
        self._failure = failure

    async def do(self) -> None:
        self.begun.set()
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.cut = True
            raise
        self.ended = True
        if self._failure:
            raise self._failure


async def begun(clock: Clock, work: Work) -> None:
    clock.every(600, work.do)
    clock.start()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await work.begun.wait()


def told(logs: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in logs.records if record.levelno >= logging.WARNING]


async def test_what_runs_when_it_ends_is_cut_short_and_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    clock, work = Clock(wall_clock, wall_clock), Work()
    await begun(clock, work)
    await clock.end()
    await asyncio.sleep(0)
    assert (work.ended, work.cut) == (False, True)
    assert told(caplog) == []


async def test_what_runs_when_it_stops_may_end_and_nothing_begins(caplog: pytest.LogCaptureFixture) -> None:
    clock, work, later = Clock(wall_clock, wall_clock), Work(), Work()
    await begun(clock, work)
    clock.stop()
    clock.at(wall_clock(), "later", later.do)
    waiting = asyncio.create_task(clock.quiet())
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    work.may_end.set()
    await waiting
    assert (work.ended, later.begun.is_set()) == (True, False)
    await clock.end()
    assert told(caplog) == []


async def test_a_database_that_is_away_is_said_in_a_line(caplog: pytest.LogCaptureFixture) -> None:
    clock, work = Clock(wall_clock, wall_clock), Work(StoreUnavailable("The database is away."))
    with structlog.testing.capture_logs() as logs:
        await begun(clock, work)
        work.may_end.set()
        await clock.quiet()
        await clock.end()
    assert [(one["log_level"], one["why"]) for one in logs] == [("warning", "The database is away.")]
    assert told(caplog) == []


async def test_a_clock_that_never_began_may_end() -> None:
    clock = Clock(wall_clock, wall_clock)
    clock.stop()
    await clock.quiet()
    await clock.end()


async def test_a_job_of_a_name_takes_the_place_of_the_one_before() -> None:
    clock, work = Clock(wall_clock, wall_clock), Work()
    clock.start()
    for hours in (1, 2):
        clock.at(wall_clock() + timedelta(hours=hours), "alarm", work.do)
    [job] = clock.get_jobs()
    assert job.next_run_time > wall_clock() + timedelta(minutes=90)
    await clock.end()
