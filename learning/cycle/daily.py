"""A cycle a day, in a process of its own."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

log = structlog.get_logger(__name__)


async def daily(work: Callable[[], Awaitable[object]], at_hour: int, said: Callable[[str], None]) -> None:
    """*work* at *at_hour* UTC of each day, one at a time, until SIGINT or SIGTERM.

    A day that fails is told and the next one comes. What is under way at the signal is left, to be gone on with.
    """
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(wanted, stop.set)
    at_work: set[asyncio.Task[None]] = set()

    async def day() -> None:
        task = asyncio.ensure_future(_told(work, said))
        at_work.add(task)
        await asyncio.wait([task])
        at_work.discard(task)

    scheduler = AsyncIOScheduler(timezone=UTC)
    job = scheduler.add_job(day, trigger_of(at_hour), max_instances=1, coalesce=True, misfire_grace_time=None)
    scheduler.start()
    try:
        said(f"The next cycle begins at {job.next_run_time:%Y-%m-%d %H:%M} UTC.")
        await stop.wait()
    finally:
        scheduler.shutdown(wait=False)
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)


def trigger_of(at_hour: int) -> CronTrigger:
    return CronTrigger(hour=at_hour, minute=0, timezone=UTC)


async def _told(work: Callable[[], Awaitable[object]], said: Callable[[str], None]) -> None:
    try:
        await work()
    except Exception as failure:
        said(f"{datetime.now(UTC):%Y-%m-%d}: {failure or type(failure).__name__}")
        log.debug("the day failed", exc_info=True)
