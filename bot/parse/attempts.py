"""Attempts at one load, told one by one: 185: miss, miss, made it; 405 singles: made 2, missed 1."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.parse import words
from bot.parse.group import Group
from bot.parse.shape import Shape
from bot.parse.sheet import Sheet

_MADE: Final = words.set_of("made make good hit got yes ✅ ✓")
_MISSED: Final = words.set_of("miss missed fail failed no ❌ ✗")
_BETWEEN: Final = words.set_of(", / and then it lift : ( ) of them")
_FEWEST: Final = 2  # one alone is told in other ways
_TOLD: Final = _MADE | _MISSED


def with_attempts(sheet: Sheet, groups: Sequence[Group]) -> list[Group]:
    """*groups* with the attempts that are told behind a load that stands without reps, or behind singles."""
    return [_tried(sheet, group) for group in groups] if sheet.has_any(_TOLD) else list(groups)


def _tried(sheet: Sheet, group: Group) -> Group:
    first = group.shapes[0]
    if len(group.shapes) > 1 or first.weight is None or first.reps not in (None, 0, 1):
        return group
    start = group.stop
    while _is_passed(sheet, start):
        start += 1
    told = list(_told(sheet, start))
    if len(told) < _FEWEST:
        return group
    sheet.take(start, told[-1][1])
    single = replace(first, otherwise=None, sets=1)
    shapes = tuple(_attempt(single, times, made=made) for made, _, times in told)
    return replace(group, shapes=shapes)


def _is_passed(sheet: Sheet, at: int) -> bool:
    """The name, a colon, singles: what may stand between a load and the attempts at it."""
    if sheet.raw(at).text in _TOLD:
        return False
    is_name = at < len(sheet) and not sheet.is_free(at)
    return is_name or sheet[at].text in {":", "-", "on", "the", "single", "singles", "attempts", ","}


def _told(sheet: Sheet, at: int) -> Iterator[tuple[bool, int, int]]:
    """Whether each went, the place after it, and how often."""
    while sheet.raw(at).text in _TOLD:
        made, stop, times = sheet.raw(at).text in _MADE, at + 1, 1
        value = sheet.raw(stop).value
        if value is not None and value % 1 == 0 and 1 <= value <= len(sheet):
            stop, times = stop + 1, int(value)
        while sheet.raw(stop).text in _BETWEEN:
            stop += 1
        yield made, stop, times
        at = stop


def _attempt(single: Shape, times: int, *, made: bool) -> Shape:
    return replace(single, reps=1 if made else 0, sets=times, failed=not made)
