"""Hand-made logs for the back-test, in the notation of the chat: ``bench("2026-01-05", "45x10w", "100x5")``."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal

from knowledge.exercise import Exercise, ExerciseId
from knowledge.library import load_exercises
from knowledge.units import Load, Unit
from learning.backtest.days import Series, series_of
from learning.backtest.events import Question
from learning.backtest.walk import Answer
from storage.records import Entry, Lift, SetKind, UserId

KINDS = {"!": SetKind.FAILED, "w": SetKind.WARMUP}
LIFTS = load_exercises()
BENCH = LIFTS[ExerciseId("bench_press")]
SQUAT = LIFTS[ExerciseId("squat")]


def day(on: str, *done: str, lift: Exercise = BENCH) -> tuple[Entry, ...]:
    """One day's sets in kg: ``100x5``, a failed one with ``!``, a warm-up with ``w``."""
    return tuple(_entry(date.fromisoformat(on), place, text, lift) for place, text in enumerate(done))


def _entry(on: date, place: int, text: str, lift: Exercise) -> Entry:
    load, reps = text.rstrip("!w").split("x")
    return Entry(
        user=UserId("ann"),
        source=f"test:{on}",
        place=place,
        message=f"test:{on}",
        said_at=datetime.combine(on, time(18), UTC),
        on=on,
        lift=Lift(
            exercise=lift.id,
            load=Load(Decimal(load), Unit.KG),
            reps=int(reps),
            kind=KINDS.get(text[-1], SetKind.WORK),
        ),
    )


def one_series(*days: Sequence[Entry], lifter: str = "ann", lift: Exercise = BENCH) -> Series:
    (series,) = series_of(lifter, [entry for entries in days for entry in entries], LIFTS, {lift.id})
    return series


def answer(lifter: str, came_true: bool, chances: Mapping[str, float]) -> Answer:
    return Answer(question=Question.PR_SET, lifter=lifter, came_true=came_true, chances=chances)


class Constant:
    """A forecast that always says the same."""

    def __init__(self, kg: float = 100.0, chance: float = 0.5) -> None:
        self._kg, self._chance = kg, chance

    def next_e1rm(self, lift: ExerciseId, history: Sequence[Entry], day: date) -> float:
        return self._kg

    def chance(self, lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float:
        return self._chance

    def chance_of_pr(self, lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int) -> float:
        return self._chance
