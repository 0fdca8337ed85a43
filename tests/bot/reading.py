"""The reader as the composition root sets it up, and short ways to say what it should find."""

from decimal import Decimal

from bot.parse import parse
from bot.parse.facts import Parsed, SaidSet
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises
from knowledge.red_flags import load_red_flags
from knowledge.units import Load, Unit
from storage.records import SetKind

EXERCISES = load_exercises()
RED_FLAGS = load_red_flags()


def read(text: str, unit: Unit = Unit.LB) -> Parsed:
    return parse(text, EXERCISES, RED_FLAGS, unit)


def said(
    exercise: str | None,
    load: str | None,
    reps: int | None,
    sets: int = 1,
    *,
    unit: Unit = Unit.LB,
    rpe: str | None = None,
    kind: SetKind = SetKind.WORK,
    bodyweight: bool = False,
) -> SaidSet:
    return SaidSet(
        exercise=None if exercise is None else ExerciseId(exercise),
        load=None if load is None else Load(Decimal(load), unit),
        reps=reps,
        sets=sets,
        rpe=None if rpe is None else Decimal(rpe),
        kind=kind,
        bodyweight=bodyweight,
    )
