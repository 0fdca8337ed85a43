"""From how sets were said to sets: whose they are, what they weigh, what of them can be."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot.parse.facts import SaidSet
from bot.parse.group import Group
from bot.parse.shape import Shape
from knowledge.exercise import Exercise, Exercises
from knowledge.units import Load, Unit
from storage.records import SetKind


def said_sets(
    groups: Iterable[Group], *, warm: frozenset[int], assisted: frozenset[int], exercises: Exercises, unit: Unit
) -> Iterator[SaidSet]:
    """The sets of *groups* in order; neighbours that are equal become one entry with their number of sets."""
    last: SaidSet | None = None
    for place, group in enumerate(groups):
        exercise = exercises[group.exercise] if group.exercise else None
        for shape in group.shapes:
            said = _said(shape, exercise, unit, is_warm=place in warm, is_assisted=place in assisted)
            if last and _is_equal(last, said):
                last = replace(last, sets=last.sets + said.sets, otherwise=None)
            else:
                if last:
                    yield last
                last = said
    if last:
        yield last


def _is_equal(one: SaidSet, other: SaidSet) -> bool:
    """Whether they are the same but for how many sets they are."""
    is_lifted_so = (one.exercise, one.load, one.reps, one.rpe) == (other.exercise, other.load, other.reps, other.rpe)
    return is_lifted_so and (one.kind, one.bodyweight, one.hold_seconds) == (
        other.kind,
        other.bodyweight,
        other.hold_seconds,
    )


def _said(shape: Shape, exercise: Exercise | None, unit: Unit, *, is_warm: bool, is_assisted: bool) -> SaidSet:
    kind = SetKind.FAILED if shape.failed else SetKind.WARMUP if is_warm else SetKind.WORK
    other = replace(shape.otherwise, rpe=shape.rpe, otherwise=None) if shape.otherwise and not shape.failed else None
    return SaidSet(
        otherwise=_said(other, exercise, unit, is_warm=is_warm, is_assisted=is_assisted) if other else None,
        exercise=exercise.id if exercise else None,
        load=_load(shape, exercise, unit, is_assisted=is_assisted),
        reps=shape.reps,
        hold_seconds=shape.hold_seconds,
        sets=shape.sets,
        rpe=shape.rpe,
        kind=kind,
        bodyweight=exercise.bodyweight if exercise else bool(shape.weight and shape.weight.on_body),
    )


def _load(shape: Shape, exercise: Exercise | None, unit: Unit, *, is_assisted: bool) -> Load | None:
    if shape.weight is None:
        return Load(Decimal(0), unit) if exercise and exercise.bodyweight else None
    load = shape.weight.load(unit)
    helps = is_assisted and exercise is not None and exercise.bodyweight
    return Load(-abs(load.amount), load.unit) if helps else load
