"""What a simulated lifter tells the chat, as the rows that the chat keeps."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from agents.plan import Dose
from knowledge.units import KG_PER_LB, Load, Unit
from learning.simulator.lifter import SetDone
from learning.simulator.seen import Seen
from storage.records import Entry, Lift, Readiness, SetKind, Target, UserId

LIFTER: Final = UserId("simulated")
HALF_HOUR: Final = 30  # minutes: as finely as people tell their sleep


def told_readiness(on: date, sleep_hours: float, soreness: float) -> Readiness:
    """Sleep to the half hour, soreness to the point."""
    return Readiness(
        user=LIFTER,
        source=f"simulator:{on}",
        message=f"simulator:{on}",
        said_at=datetime.combine(on, time(17), UTC),
        on=on,
        sleep_minutes=round(sleep_hours * 60 / HALF_HOUR) * HALF_HOUR,
        soreness=round(soreness),
    )


def told_sets(seen: Seen, doses: Sequence[Dose], sets: Sequence[SetDone], rpe: Decimal | None) -> list[Entry]:
    """One entry for each run of equal sets; *rpe* is that of the last. Sets before those of the doses were tries.

    On the first day nothing was planned.
    """
    runs = [list(run) for _, run in groupby(sets, key=lambda done: (done.load_kg, done.asked, done.reps))]
    planned = {float(dose.load.kg): Target(dose.load, dose.reps) for dose in doses}
    main = Target(doses[-1].load, doses[-1].reps)
    return [
        _entry(seen, place, run, planned.get(run[0].load_kg, main), rpe if place == len(runs) - 1 else None)
        for place, run in enumerate(runs)
    ]


def _entry(seen: Seen, place: int, run: Sequence[SetDone], planned: Target, rpe: Decimal | None) -> Entry:
    done = run[0]
    pounds = round(Decimal(done.load_kg) / KG_PER_LB, 1)
    return Entry(
        user=LIFTER,
        source=f"simulator:{seen.on}:{seen.exercise.id}",
        place=place,
        message=f"simulator:{seen.on}:{seen.exercise.id}",
        said_at=datetime.combine(seen.on, time(18), UTC) + timedelta(minutes=5 * place),
        on=seen.on,
        lift=Lift(
            exercise=seen.exercise.id,
            load=Load(pounds, Unit.LB),
            reps=done.reps,
            sets=len(run),
            rpe=rpe,
            kind=SetKind.FAILED if done.failed else SetKind.WORK,
            planned=planned if seen.entries else None,
        ),
    )
