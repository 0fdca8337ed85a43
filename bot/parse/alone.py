"""A load right beside a name, where nobody said how often: bench 185."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.parse import words
from bot.parse.group import Group
from bot.parse.groups import GroupReader
from bot.parse.names import Mention
from bot.parse.shape import Shape
from bot.parse.sheet import Sheet
from bot.parse.weights import HEAVIER_THAN_SETS, Weight

_BEFORE: Final = words.set_of(": at @ - , pr max")
_GOES_ON: Final = words.TIMES | {"(", "@", "/", "%", "-", "+"}


def loads_alone(sheet: Sheet, reader: GroupReader, named: Sequence[Mention]) -> Iterator[Group]:
    """Every such load, with no reps; its tokens are taken."""
    starts = {mention.start for mention in named}
    for mention in named:
        at = mention.stop + (sheet[mention.stop].text in _BEFORE)
        found = reader.reader(at).likely_weight(at)
        if found and (found[1] in starts or _is_vague(sheet, found[1]) or _is_alone(sheet, found[0], found[1])):
            yield _without_reps(sheet, reader, at, found)
        before = reader.reader(mention.start - 1).likely_weight(mention.start - 1)
        if before and _is_alone(sheet, before[0], mention.start - 2):
            yield _without_reps(sheet, reader, mention.start - 1, before)


def _is_vague(sheet: Sheet, at: int) -> bool:
    """185 for a few."""
    return sheet.texts(at, at + 2) == ("for", "a")


def _is_alone(sheet: Sheet, weight: Weight, beside: int) -> bool:
    text = sheet.raw(beside).text
    is_certain = weight.sure or weight.amount > HEAVIER_THAN_SETS
    is_mark = not text[:1].isalnum() and text not in _GOES_ON
    return is_certain and not weight.on_body and (is_mark or text in words.DID)


def _without_reps(sheet: Sheet, reader: GroupReader, at: int, found: tuple[Weight, int]) -> Group:
    sheet.take(at, found[1])
    return Group(at, found[1], reader.exercise_at(at), (Shape(found[0], _rep_max(sheet)),))


def _rep_max(sheet: Sheet) -> int | None:
    """New 1rm bench 110: how many reps that was."""
    for at in range(len(sheet)):
        value = sheet[at].value
        if sheet[at + 1].text == "rm" and value is not None and value % 1 == 0:
            sheet.take(at, at + 2)
            return int(value)
    return None
