"""How hard sets were, where that is said further behind them: 135kg x 6, grinder, rpe 9-10."""

from collections.abc import Sequence
from typing import Final

from bot.parse import words
from bot.parse.effort import effort_at
from bot.parse.group import Group
from bot.parse.shape import spread
from bot.parse.sheet import Sheet

_SCALES: Final = frozenset({"rpe", "rir"})


def with_efforts(sheet: Sheet, groups: Sequence[Group]) -> list[Group]:
    """*groups* with each effort that still stands behind one of them, in its sentence."""
    found = list(groups)
    if not found or not sheet.has_any(_SCALES):
        return found
    for at in range(len(sheet)):
        start = at - 1 if sheet[at].text in _SCALES and sheet[at - 1].value is not None else at
        rated = effort_at(sheet, start) if sheet[at].text in _SCALES else None
        place = _rated_by(sheet, found, start)
        if rated and place is None and sheet[rated[1]].text == ":":  # RPE 7: bench 190 4x4
            place = next((n for n, group in enumerate(found) if group.start > start), None)
        if rated and place is not None:
            sheet.take(start, rated[1])
            group = found[place]
            found[place] = Group(
                group.start, max(group.stop, rated[1]), group.exercise, tuple(spread(group.shapes, rated[0]))
            )
    return found


def _rated_by(sheet: Sheet, groups: Sequence[Group], at: int) -> int | None:
    """The group that an effort at *at* is about: the last one before it that has none yet, in the same sentence."""
    place = next((n for n in reversed(range(len(groups))) if groups[n].stop <= at), None)
    if place is None or any(shape.rpe is not None for shape in groups[place].shapes):
        return None
    between = (sheet.raw(token).text for token in range(groups[place].stop, at))
    return None if any(text in words.SENTENCE_ENDS for text in between) else place
