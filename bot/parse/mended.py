"""What is put right within the same message: bench 205x5, oops i mean 215x5; squat 225 3x5, no wait 235."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bot.parse import words
from bot.parse.group import Group
from bot.parse.groups import GroupReader
from bot.parse.shape import Shape
from bot.parse.sheet import Sheet
from bot.parse.tokens import phrase_at
from bot.parse.weights import HEAVIER_THAN_SETS, Weight

_MENDS: Final = words.phrases_of(
    "oops i mean,oops i meant,oops,no wait,wait no,i mean,i meant,make that,scratch that,correction,sorry i mean",
    "sorry i meant,sorry,wait,whoops,my bad,no actually,actually no,actually,rather",
)
_FIRSTS: Final = words.firsts(_MENDS)
_NEAR: Final = 3  # tokens between those words and what is right
_NO: Final = words.set_of("no nope nah nein nee non nao não нет")
_STOPS: Final = frozenset(",.;!-\n")


@dataclass(frozen=True, slots=True)
class _Slip:
    """Where the words stand that say that something is put right, up to *behind*.

    A *bare* no answers a question as often as it puts right: ``belt no, 85x5 belt yes``. So it counts only between two
    readings of one set, with nothing but a stop and a comma: ``bench 80x5, no, 85x5``.
    """

    at: int
    behind: int
    bare: bool


def mended(sheet: Sheet, reader: GroupReader, groups: Sequence[Group]) -> list[Group]:
    """*groups* without what was said wrong, or with what was said right in its place; in order."""
    found = list(groups)
    if not found or not (sheet.has_any(_FIRSTS) or sheet.has_any(_NO)):
        return found
    for at in range(found[0].stop, len(sheet)):
        if (slip := _slip_at(sheet, at)) and sheet.is_free(at):
            found = _mended_by(slip, sheet, reader, found)
    return found


def _slip_at(sheet: Sheet, at: int) -> _Slip | None:
    is_no = sheet[at].text in _NO and sheet[at + 1].text == ","
    begin = at + 2 if is_no else at
    if length := phrase_at(sheet.tokens, begin, _MENDS):
        return _Slip(at, begin + length, bare=False)
    return _Slip(at, begin, bare=True) if is_no and sheet[at - 1].text in _STOPS else None


def _mended_by(slip: _Slip, sheet: Sheet, reader: GroupReader, groups: list[Group]) -> list[Group]:
    before = [group for group in groups if group.stop <= slip.at]
    if not before or slip.at - before[-1].stop > (1 if slip.bare else _NEAR):
        return groups
    wrong, near = before[-1], 0 if slip.bare else _NEAR
    right = next((group for group in groups if slip.behind <= group.start <= slip.behind + near), None)
    if right is None:
        return _with_value(slip, sheet, reader, groups, wrong)
    if not _is_instead(wrong, right) or (slip.bare and not _is_whole(right)):
        return groups
    sheet.take(slip.at, slip.behind)
    instead = _filled(right, wrong)
    return [instead if group is right else group for group in groups if group is not wrong]


def _is_instead(wrong: Group, right: Group) -> bool:
    """The same lift, or the same numbers of another one."""
    return wrong.exercise == right.exercise or wrong.shapes == right.shapes


def _is_whole(group: Group) -> bool:
    """Sets that were made, with their load and their reps: what was failed was done besides."""
    return all(shape.weight is not None and bool(shape.reps) and not shape.failed for shape in group.shapes)


def _filled(right: Group, wrong: Group) -> Group:
    """What was not said anew is as it was."""
    if len(right.shapes) != 1 or len(wrong.shapes) != 1:
        return right
    new, old = right.shapes[0], wrong.shapes[0]
    weight = _in_unit_of(old.weight, new.weight) if new.weight else old.weight
    reps, sets = old.reps if new.reps is None else new.reps, new.sets if new.sets > 1 else old.sets
    return replace(right, shapes=(replace(new, weight=weight, reps=reps, sets=sets, rpe=new.rpe or old.rpe),))


def _in_unit_of(old: Weight | None, new: Weight) -> Weight:
    return replace(new, unit=old.unit) if old and new.unit is None else new


def _with_value(slip: _Slip, sheet: Sheet, reader: GroupReader, groups: list[Group], wrong: Group) -> list[Group]:
    """No wait 235; sorry 6."""
    near = range(slip.behind, slip.behind + (1 if slip.bare else _NEAR))
    place = next((place for place in near if sheet[place].value is not None), None)
    weight = reader.reader(wrong.start).weight(place) if place is not None else None
    if place is None or weight is None:
        return groups
    is_load = weight[0].sure or weight[0].amount > HEAVIER_THAN_SETS
    stop = weight[1] + (sheet[weight[1]].text in words.REPS)
    if (not is_load and weight[0].amount % 1) or (slip.bare and not _is_all(wrong, sheet, stop)):
        return groups
    sheet.take(slip.at, slip.behind)
    sheet.take(place, stop)
    change = partial(_heavier, weight[0]) if is_load else partial(_with_reps, int(weight[0].amount))
    return [replace(wrong, shapes=change(wrong.shapes)) if group is wrong else group for group in groups]


def _is_all(wrong: Group, sheet: Sheet, stop: int) -> bool:
    """Whether a number behind a bare no, which ends at *stop*, can only be of that set: no rating, and no word more."""
    return stop >= len(sheet) and len(wrong.shapes) == 1 and wrong.shapes[0].rpe is None


def _heavier(weight: Weight, shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """All sets that were of the load of the last."""
    old = shapes[-1].weight
    changed = _in_unit_of(old, weight)
    return tuple(replace(one, otherwise=None, weight=changed) if one.weight == old else one for one in shapes)


def _with_reps(reps: int, shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The last set alone: ``pullups 10, 8, no wait 9``."""
    return (*shapes[:-1], replace(shapes[-1], otherwise=None, reps=reps))
