"""Which of the numbers in 185x5x3 is the load, which the reps, which the sets."""

from dataclasses import replace
from typing import Final

from bot.parse.counts import Count
from bot.parse.shape import Shape, shape_of
from bot.parse.weights import HEAVIER_THAN_SETS, Weight
from knowledge.exercise import Exercise

_LOAD_LIKE_REPS: Final = 40  # 5x185: nobody means 185 reps


def from_two(one: Count, two: Count, exercise: Exercise | None) -> Shape:
    """W x R, S x R, and R x W where the second can only be a load."""
    if one.label == "sets" or two.label == "sets":
        sets, other = (one, two) if one.label == "sets" else (two, one)
        return shape_of(other, None, sets) if _is_load(other, exercise) else shape_of(None, other, sets)
    if one.label == "reps" and two.label == "" and not two.weight and two.value <= HEAVIER_THAN_SETS:
        return shape_of(None, one, two)
    if two.weight and one.label == "" and not one.weight and (two.value > one.value or two.value % 1):
        return shape_of(two, one, None)  # 13 x 178kg
    if _is_load(one, exercise):
        turned = shape_of(two, one, None) if _may_be_swapped(one, two, exercise) else None
        return shape_of(_in_unit_of(one, two), two, None, turned)
    is_lifted = exercise is None or not exercise.bodyweight
    if two.weight or (two.label == "" and two.value >= _LOAD_LIKE_REPS and is_lifted):
        return shape_of(two, one, None)
    is_light = is_lifted and one.label == two.label == "" and two.value > HEAVIER_THAN_SETS
    return shape_of(None, two, one, shape_of(two, one, None) if is_light else None)


def _may_be_swapped(one: Count, two: Count, exercise: Exercise | None) -> bool:
    """Curls 12x15: 12 for 15 reps, or 15 for 12."""
    is_bare = one.label == two.label == "" and not (one.weight or two.weight or two.failed)
    is_lifted = exercise is None or not exercise.bodyweight
    is_near = one.value <= _LOAD_LIKE_REPS and one.value % 1 == 0 and one.value < two.value
    return is_bare and is_lifted and is_near and _is_load(two, exercise)


def from_three(one: Count, two: Count, three: Count) -> Shape:
    """W x R x S, and S x R x W where the last is a load or the largest."""
    is_last_load = three.weight or three.value > max(one.value, two.value)
    if is_last_load and not one.weight and three.label == "" and one.value <= HEAVIER_THAN_SETS:
        return shape_of(three, one, two) if two.label == "sets" else shape_of(three, two, one)
    one = _in_unit_of(one, three)
    return shape_of(one, three, two) if two.label == "sets" else shape_of(one, two, three)


def _is_load(count: Count, exercise: Exercise | None) -> bool:
    weight = count.weight or Weight(count.value, None)
    return count.label == "" and weight.is_likely(exercise)


def _in_unit_of(count: Count, last: Count) -> Count:
    """185x5 kg: the unit may stand at the end."""
    unit = last.weight.unit if last.weight else None
    return replace(count, weight=Weight(count.value, unit, sure=True)) if unit and not count.weight else count
