"""The clock of the bot: it has rows looked at again and again, and holds nothing."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Job = Callable[[], Awaitable[object]]


def every(seconds: int, clock: AsyncIOScheduler, first_at: datetime, *jobs: Job) -> None:
    """Have *clock* run *jobs* at *first_at* and again; one that is late runs once."""
    for job in jobs:
        clock.add_job(job, "interval", seconds=seconds, next_run_time=first_at, misfire_grace_time=None, coalesce=True)
