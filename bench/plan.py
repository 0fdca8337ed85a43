"""What a plan costs, against how much of the lift is on record: with the forecast's form carried along, and without.

A lifter trains one lift on 200 days a year, ten sets a day. Asked is the plan of the day after; then a whole turn of
the bot on SQLite, "bench 185x5 slept 8h sore 2", with the history already in the database.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from agents.forecast import carried
from agents.plan import Today
from agents.planner import plan
from bench.loopback import table
from bot.app import open_app, wall_clock
from bot.config import Config, Database, Secrets
from bot.platforms.console import Console
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises
from knowledge.units import Load, Unit
from storage.records import (
    TRAINING_DAYS,
    Changes,
    Entry,
    Identity,
    Lift,
    Person,
    Profile,
    Update,
    UserId,
)

BENCH = ExerciseId("bench_press")
TODAY = date(2026, 11, 22)
SETS_A_DAY = 10
DAYS_A_YEAR = 200
LENGTHS = (100, 1_000, 5_000, 20_000)
TIMES = 15
ME = UserId("bench")


def history(sets: int) -> tuple[Entry, ...]:
    days = sets // SETS_A_DAY
    return tuple(_entry(day, place, days) for day in range(days) for place in range(SETS_A_DAY))


def _entry(day: int, place: int, days: int) -> Entry:
    on = TODAY - timedelta(days=round((days - day) * 365 / DAYS_A_YEAR))
    lift = Lift(exercise=BENCH, load=Load.from_milli(1000 * (95 + 5 * (day * 18 // days)), Unit.LB), reps=5 + day % 3)
    said_at = datetime(on.year, on.month, on.day, 12, place, tzinfo=UTC)
    name = f"bench:{day}:{place}"
    return Entry(user=ME, source=name, place=0, message=name, said_at=said_at, on=on, lift=lift)


def milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return median(times)


def planned(entries: tuple[Entry, ...]) -> tuple[float, float]:
    """Milliseconds of a plan with the form of the days before carried along, and with all made from the start."""
    exercise, profile = load_exercises()[BENCH], Profile()
    today = Today(on=TODAY, sleep_minutes=480, soreness=2)
    form = carried(None, BENCH, entries, TODAY)
    days = sorted({entry.on for entry in entries})[-TRAINING_DAYS:]
    recent = [entry for entry in entries if entry.on >= days[0]]

    def with_form() -> object:
        return plan(exercise, profile, recent, today, form=carried(form, BENCH, recent, TODAY + timedelta(days=1)))

    def from_start() -> object:
        return plan(exercise, profile, entries, today)

    assert with_form() == from_start()
    return milliseconds(with_form), milliseconds(from_start)


async def nothing():  # type: ignore[no-untyped-def]
    return
    yield


async def turn(entries: tuple[Entry, ...]) -> tuple[float, float]:
    """Milliseconds of the first turn, which reads everything once, and of the median of those after it."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(database=Database(url=f"sqlite:///{Path(folder) / 'bench.db'}"))
        async with open_app(config, Secrets(_env_file=None)) as app:  # type: ignore[call-arg]
            app.platforms[Console.name] = Console("", nothing(), lambda _text: None, app.quiet, wall_clock)
            me = Identity("console", "bench")
            person = Person(ME, "bench", Profile())
            now = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=18)
            await app.store.keep(Changes(at=now, person=person, identity=me, entries=entries))
            times = []
            for n in range(TIMES):
                began = time.perf_counter()
                await app.inbox.accept([_update(n, now + timedelta(minutes=n))])
                await app.quiet()
                times.append(1000 * (time.perf_counter() - began))
            return times[0], median(times[1:])


def _update(n: int, at: datetime) -> Update:
    return Update(
        Console.name, str(n), "bench", json.dumps({"user": "bench", "text": "bench 185x5 slept 8h sore 2"}), at
    )


def main() -> None:
    rows = []
    for sets in LENGTHS:
        entries = history(sets)
        carried_ms, whole_ms = planned(entries)
        first_ms, later_ms = asyncio.run(turn(entries))
        rows.append(
            [
                f"{sets:,}",
                f"{carried_ms:.2f}",
                f"{whole_ms:.2f}",
                f"{whole_ms / carried_ms:.0f}",
                f"{first_ms:.1f}",
                f"{later_ms:.1f}",
            ]
        )
    print("Milliseconds, one core; a turn is stored durably")
    table(
        ["sets on record", "plan, carried", "plan, from the start", "times as long", "first turn", "later turns"], rows
    )


if __name__ == "__main__":
    main()
