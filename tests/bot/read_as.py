"""A talk in which some texts are read as a test says."""

from dataclasses import replace
from decimal import Decimal

from bot.parse.facts import Again, Intent, Parsed, SaidSet, Which
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from tests.bot.lifter import Lifter

HOLD = ExerciseId("plank")


def read_as(ann: Lifter, text: str, parsed: Parsed) -> str:
    """From now on *text* says *parsed*; gives the text back."""
    turns = ann.app._turns
    read = turns.read
    ann.app._turns = replace(turns, read=lambda said, unit: parsed if said == text else read(said, unit))
    return text


def lb(amount: str | int) -> Load:
    return Load(Decimal(amount), Unit.LB)


def change(
    exercise: str | None = None,
    load: str | int | None = None,
    reps: int | None = None,
    sets: int = 1,
    *,
    which: Which | None = None,
) -> Parsed:
    """A correction that says these parts."""
    named = None if exercise is None else ExerciseId(exercise)
    patch = SaidSet(exercise=named, load=None if load is None else lb(load), reps=reps, sets=sets)
    return Parsed(sets=(patch,), intent=Intent.CORRECTION, which=which)


def deletion(which: Which) -> Parsed:
    return Parsed(intent=Intent.CORRECTION, delete_last=True, which=which)


def repetition(again: Again, **said: int) -> Parsed:
    return replace(Parsed(intent=Intent.LOG, again=again), **said)


def of(exercise: str | None = None, number: int | None = None, was: tuple[int, ...] = ()) -> Which:
    named = None if exercise is None else ExerciseId(exercise)
    return Which(exercise=named, number=number, was=tuple(map(Decimal, was)))


def held(seconds: int | None, sets: int = 1, exercise: ExerciseId = HOLD, load: int = 0) -> SaidSet:
    return SaidSet(exercise=exercise, load=lb(load), reps=None, sets=sets, bodyweight=True, hold_seconds=seconds)
