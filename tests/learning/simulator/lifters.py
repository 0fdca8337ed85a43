"""What the chat has of one lift, for the simulator's tests: ``seen("185x5x3", "190x3x3!")``; ``!``: it failed."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from knowledge.exercise import Exercise
from knowledge.library import load_exercises
from knowledge.units import Load, Unit
from learning.simulator.run import LIFTS
from learning.simulator.seen import Prescribed, Seen
from learning.simulator.told import LIFTER, told_readiness
from storage.records import Entry, Lift, Profile, SetKind, Target

EXERCISES = load_exercises()
SQUAT, BENCH = (EXERCISES[lift] for lift in LIFTS)
FIRST = date(2026, 1, 5)


def pounds(amount: float | str) -> Load:
    return Load(Decimal(str(amount)), Unit.LB)


def seen(*days: str, sleep_h: float = 7, soreness: int = 2, lift: Exercise = BENCH, on: date | None = None) -> Seen:
    """A training day every other day; the reps that were asked for are 5, and a failed day has so many fewer."""
    today = on or FIRST + timedelta(days=2 * len(days))
    return Seen(
        exercise=lift,
        profile=Profile(unit=Unit.LB),
        on=today,
        entries=tuple(_entry(FIRST + timedelta(days=2 * at), text, lift) for at, text in enumerate(days)),
        readiness=(told_readiness(today, sleep_h, soreness),),
    )


def _entry(on: date, text: str, lift: Exercise) -> Entry:
    load, reps, count = text.rstrip("!").split("x")
    return Entry(
        user=LIFTER,
        source=f"test:{on}",
        place=0,
        message=f"test:{on}",
        said_at=datetime.combine(on, time(18), UTC),
        on=on,
        lift=Lift(
            exercise=lift.id,
            load=pounds(load),
            reps=int(reps),
            sets=int(count),
            kind=SetKind.FAILED if text.endswith("!") else SetKind.WORK,
            planned=Target(pounds(load), 5),
        ),
    )


def doses(prescribed: Prescribed) -> list[str]:
    """``190x5x3`` for each dose, with a ``+`` where it goes on."""
    found = prescribed.doses
    shown = ((f"{dose.load.amount.normalize():f}", dose.reps, "+" if dose.amrap else "", dose.sets) for dose in found)
    return [f"{load}x{reps}{plus}x{sets}" for load, reps, plus, sets in shown]
