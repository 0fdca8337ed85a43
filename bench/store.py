"""What a turn costs in the store, on SQLite: durable turns a second, and recalling against the length of a history.

Run it as ``python -m bench.store [folder]``; the database is made in that folder and deleted.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from statistics import median

from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.open import open_store
from storage.records import (
    Address,
    Changes,
    Entry,
    Identity,
    Lift,
    Outgoing,
    Person,
    Prescription,
    Profile,
    Readiness,
    Target,
    UserId,
    Wanted,
    row_id,
)
from storage.store import Store

NOW = datetime(2026, 11, 22, 18, 14, tzinfo=UTC)
TODAY = date(2026, 11, 22)
USER = UserId("u")
HOME = Address("bench", "home")
TURNS = 2_000
AT_ONCE = 64
HISTORIES = (100, 1_000, 10_000)


def lift_of(n: int) -> Lift:
    load = Load(Decimal(135 + n % 40 * 5), Unit.LB)
    return Lift(exercise=ExerciseId("bench_press"), load=load, reps=5, planned=Target(load, 5))


def entry(n: int, exercise: str = "bench_press") -> Entry:
    at = NOW + timedelta(minutes=n)
    lift = Lift(exercise=ExerciseId(exercise), load=lift_of(n).load, reps=5, planned=lift_of(n).planned)
    return Entry(
        user=USER, source=f"bench:{exercise}:{n}", place=0, message=f"bench:{n}", said_at=at, on=TODAY, lift=lift
    )


def turn(n: int) -> Changes:
    """What ``bench 185x5 slept 6h`` writes: settled, a set, readiness, a prescription and a reply."""
    id_ = row_id("turn", n)
    one = entry(n)
    readiness = Readiness(
        user=USER, source=one.source, message=one.message, said_at=one.said_at, on=TODAY, sleep_minutes=360
    )
    prescription = Prescription(
        id=row_id("prescription", n), turn=id_, user=USER, exercise=one.lift.exercise, made_at=one.said_at, on=TODAY,
        action="hold", rule="short_sleep", load=one.lift.load, reps=5, sets=3,
    )  # fmt: skip
    reply = Outgoing(id=row_id("reply", n), turn=id_, address=HOME, text="Logged.\nNext: hold.", written_at=NOW)
    return Changes(
        at=NOW, user=USER, turn=id_, message=one.message, settles=("bench", str(n)), entries=(one,),
        readiness=readiness, prescriptions=(prescription,), outbox=(reply,),
    )  # fmt: skip


async def keep_all(store: Store, numbers: Iterator[int], writers: int) -> tuple[float, float]:
    """Turns a second, and CPU milliseconds a turn, with so many chats writing at once."""

    async def write() -> None:
        for _ in range(TURNS // writers):
            await store.keep(turn(next(numbers)))

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(write() for _ in range(writers)))
    kept = TURNS // writers * writers
    return kept / (time.perf_counter() - began), (time.process_time() - cpu) * 1000 / kept


async def median_ms(do: Callable[[], Awaitable[object]], times: int = 30) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        await do()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


async def measure(store: Store) -> None:
    await store.keep(Changes(at=NOW, person=Person(USER, "Bench", Profile()), identity=Identity("bench", "1")))
    numbers = count()
    print(f"{'keep':<28}{'turns/s':>12}{'CPU ms/turn':>14}")
    for name, writers in (("alone", 1), (f"{AT_ONCE} at once", AT_ONCE)):
        rate, cpu_ms = await keep_all(store, numbers, writers)
        print(f"{name:<28}{rate:>12.0f}{cpu_ms:>14.3f}")
    print(f"\n{'recall, entries of the lift':<28}{'median ms':>12}")
    for length in HISTORIES:
        exercise = f"lift_{length}"
        await store.keep(Changes(at=NOW, entries=tuple(entry(n, exercise) for n in range(length))))
        wanted = Wanted(on=TODAY + timedelta(days=1), address=HOME, exercises=(ExerciseId(exercise),))
        taken_ms = await median_ms(lambda wanted=wanted: store.recall(USER, wanted))  # type: ignore[misc]
        print(f"{length:<28}{taken_ms:>12.2f}")


async def main(folder: str | None) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        async with open_store(f"sqlite:///{place}/bench.db") as store:
            await measure(store)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
