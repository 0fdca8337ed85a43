"""Equal sets as they were said, before anybody knows whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.parse.counts import Count
from bot.parse.effort import Effort
from bot.parse.weights import HEAVIER_THAN_SETS, Weight


@dataclass(frozen=True, slots=True)
class Shape:
    """Equal sets as they were said; None: not said."""

    weight: Weight | None
    reps: int | None
    sets: int = 1
    rpe: Decimal | None = None
    failed: bool = False
    hold_seconds: int | None = None
    otherwise: "Shape | None" = None  # the other plausible reading of the same numbers


def shape_of(weight: Count | None, reps: Count | None, sets: Count | None, otherwise: Shape | None = None) -> Shape:
    """The sets that these counts say; what they leave open is None."""
    load = (weight.weight or Weight(weight.value, None)) if weight else None
    failed = bool(reps and (reps.failed or reps.value == 0)) or bool(sets and sets.failed)
    is_known = reps is not None and reps.value % 1 == 0 and reps.label != "range"  # 185x5.5 and 3x8-12 are not
    done = int(reps.value) if reps and is_known else None
    if failed and done == 1:
        done = 0  # a single that failed is none; 3F are three that were done, and a fourth that was not
    count = 1 if sets is None or sets.value % 1 else int(sets.value)
    return Shape(load, done, count, failed=failed, otherwise=otherwise)


def loaded(shape: Shape, weight: Weight) -> Shape:
    """*shape* at a load that was said beside it; another reading keeps its own."""
    other = shape.otherwise
    turned = loaded(other, weight) if other and other.weight is None else None
    return Shape(weight, shape.reps, shape.sets, shape.rpe, shape.failed, shape.hold_seconds, turned)


def or_turned(shape: Shape) -> Shape:
    """225x3x5 is 5 sets of 3, or else 3 sets of 5."""
    if shape.reps is None or shape.reps == shape.sets or not 1 <= shape.reps <= HEAVIER_THAN_SETS or shape.failed:
        return shape
    turned = Shape(shape.weight, shape.sets, shape.reps, shape.rpe)
    return Shape(shape.weight, shape.reps, shape.sets, shape.rpe, otherwise=turned)


def spread(shapes: Sequence[Shape], effort: Effort) -> list[Shape]:
    """*shapes* with an effort said behind them: of all that have none yet, or of the last set alone."""
    if not effort.of_last and all(shape.rpe is None for shape in shapes):
        return [replace(shape, rpe=effort.rpe) for shape in shapes]
    *others, last = shapes
    if effort.of_last and last.sets > 1:
        return [*others, replace(last, sets=last.sets - 1), replace(last, sets=1, rpe=effort.rpe)]
    return [*others, replace(last, rpe=effort.rpe)]


def counted_once(shapes: list[Shape], sets: int) -> list[Shape]:
    """5 sets: 10 9 8 8 7 are five: the number of sets said how many are listed."""
    is_header = len(shapes) > 1 and sets == shapes[0].sets == len(shapes)
    return [replace(shapes[0], sets=1, otherwise=None), *shapes[1:]] if is_header else shapes


def listed(weight: Weight | None, reps: Count) -> Shape:
    """One of several counts of reps: 5 in 5,5,4."""
    return Shape(weight, int(reps.value), failed=reps.failed or reps.value == 0)
