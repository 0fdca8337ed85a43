"""What is put right within the same message: bench 205x5, oops i mean 215x5; squat 225 3x5, no wait 235."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.parse import words
from bot.parse.group import Group
from bot.parse.groups import GroupReader
from bot.parse.sheet import Sheet
from bot.parse.tokens import phrase_at
from bot.parse.weights import HEAVIER_THAN_SETS

_MENDS: Final = words.phrases_of(
    "oops i mean,oops i meant,oops,no wait,wait no,i mean,i meant,make that,scratch that,correction,sorry i mean",
    "sorry i meant,sorry,wait,whoops,my bad,no actually,actually no,actually,rather",
)
_FIRSTS: Final = words.firsts(_MENDS)
_NEAR: Final = 3  # tokens between those words and what is right


def mended(sheet: Sheet, reader: GroupReader, groups: Sequence[Group]) -> list[Group]:
    """*groups* without what was said wrong, or with what was said right in its place; in order."""
    found = list(groups)
    if not found or not sheet.has_any(_FIRSTS):
        return found
    for at in range(found[0].stop, len(sheet)):
        if (length := phrase_at(sheet.tokens, at, _MENDS)) and sheet.is_free(at):
            found = _mended_at(sheet, reader, found, at, at + length)
    return found


def _mended_at(sheet: Sheet, reader: GroupReader, groups: list[Group], at: int, behind: int) -> list[Group]:
    before = [place for place, group in enumerate(groups) if group.stop <= at]
    after = [place for place, group in enumerate(groups) if behind <= group.start <= behind + _NEAR]
    if not before or at - groups[before[-1]].stop > _NEAR:
        return groups
    wrong = groups[before[-1]]
    if after:
        right = groups[after[0]]
        if not _is_instead(wrong, right):
            return groups
        sheet.take(at, behind)
        instead = _filled(right, wrong)
        return [instead if group is right else group for group in groups if group is not wrong]
    return _with_value(sheet, reader, groups, wrong, (at, behind))


def _is_instead(wrong: Group, right: Group) -> bool:
    """The same lift, or the same numbers of another one."""
    return wrong.exercise == right.exercise or wrong.shapes == right.shapes


def _filled(right: Group, wrong: Group) -> Group:
    """What was not said anew is as it was."""
    if len(right.shapes) != 1 or len(wrong.shapes) != 1:
        return right
    new, old = right.shapes[0], wrong.shapes[0]
    weight, reps = new.weight or old.weight, old.reps if new.reps is None else new.reps
    sets = new.sets if new.sets > 1 else old.sets
    return replace(right, shapes=(replace(new, weight=weight, reps=reps, sets=sets, rpe=new.rpe or old.rpe),))


def _with_value(
    sheet: Sheet, reader: GroupReader, groups: list[Group], wrong: Group, said: tuple[int, int]
) -> list[Group]:
    """No wait 235; sorry 6."""
    at, behind = said
    place = next((place for place in range(behind, behind + _NEAR) if sheet[place].value is not None), None)
    weight = reader.reader(wrong.start).weight(place) if place is not None else None
    if place is None or weight is None:
        return groups
    is_load = weight[0].sure or weight[0].amount > HEAVIER_THAN_SETS
    if not is_load and weight[0].amount % 1:
        return groups
    stop = weight[1] + (sheet[weight[1]].text in words.REPS)
    change = {"weight": weight[0]} if is_load else {"reps": int(weight[0].amount)}
    sheet.take(at, behind)
    sheet.take(place, stop)
    right = replace(wrong, shapes=tuple(replace(shape, otherwise=None, **change) for shape in wrong.shapes))
    return [right if group is wrong else group for group in groups]
