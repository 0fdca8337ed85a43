"""The clock of the bot: it has rows looked at again and again, and holds nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.job import Job as Scheduled
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.store import StoreUnavailable

log = structlog.get_logger(__name__)

Job = Callable[[], Awaitable[object]]


class Clock:
    """Runs jobs by *wall_clock*; *now* is the time of those who ask, and may be a test's.

    A job that fails is run again at its next time, and holds back no other.
    """

    def __init__(self, now: Callable[[], datetime], wall_clock: Callable[[], datetime]) -> None:
        self._now = now
        self._wall_clock = wall_clock
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: set[asyncio.Task[object]] = set()
        self._is_ended = False

    def every(self, seconds: int, *jobs: Job) -> None:
        """Run *jobs* at once and again; one that is late runs once, and none beside itself."""
        first_at = max(self._now(), self._wall_clock())  # it would walk through all that an injected clock is behind
        for job in jobs:
            self._scheduler.add_job(
                self._run,
                "interval",
                args=(job,),
                name=_name_of(job),
                seconds=seconds,
                next_run_time=first_at,
                misfire_grace_time=None,
                coalesce=True,
            )

    def at(self, when: datetime, name: str, job: Job) -> None:
        """Run *job* once at *when* by *now*, or at once where that is past; it replaces one of that *name*."""
        in_time = max(when - self._now(), timedelta(0))
        self._scheduler.add_job(
            self._run,
            "date",
            args=(job,),
            name=name,
            id=name,
            run_date=self._wall_clock() + in_time,
            replace_existing=True,
            misfire_grace_time=None,
        )

    def get_jobs(self) -> Sequence[Scheduled]:
        """All that it has to run."""
        return tuple(self._scheduler.get_jobs())

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """Begin no job any more; what runs goes on."""
        if self._scheduler.running:
            self._scheduler.pause()

    async def quiet(self) -> None:
        """Wait until no job runs."""
        while self._running:
            await asyncio.wait(self._running)

    async def end(self) -> None:
        """Cut short what runs: its rows are looked at again by the next start."""
        self._is_ended = True
        self.stop()
        for task in self._running:
            task.cancel()
        await self.quiet()
        await asyncio.sleep(0)  # what was handed out and has not begun ends by itself, and not as a failure
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _run(self, job: Job) -> None:
        if self._is_ended:
            return
        if (task := asyncio.current_task()) is None:
            return  # jobs are run by tasks alone
        self._running.add(task)
        try:
            await job()
        except StoreUnavailable as away:
            log.warning("the clock could not look", job=_name_of(job), why=str(away))
        except asyncio.CancelledError:
            if not self._is_ended:
                raise
        finally:
            self._running.discard(task)


def _name_of(job: Job) -> str:
    return getattr(job, "__qualname__", repr(job))
