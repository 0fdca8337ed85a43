"""How hard sets were, where that is said further behind them: 135kg x 6, grinder, rpe 9-10."""

from collections.abc import Sequence
from typing import Final

from bot.parse import words
from bot.parse.effort import HARDEST, Effort, effort_at
from bot.parse.group import Group
from bot.parse.shape import spread
from bot.parse.sheet import Sheet
from bot.parse.tokens import phrase_at

_SPARE: Final = words.phrases_of("could have done,couldve done,could of done,could do,couldve got,could have got,had")
_COULD: Final = words.firsts(_SPARE)
_PERHAPS: Final = words.set_of("perhaps maybe probably easily like another about")
_MOST_SPARE: Final = 6  # reps: further from failure nobody can tell
_BEFORE_SETS: Final = frozenset({":", "on", "for"})
_AHEAD: Final = 8  # tokens to the sets
_SCALES: Final = frozenset({"rpe", "rir"})


def with_efforts(sheet: Sheet, groups: Sequence[Group]) -> list[Group]:
    """*groups* with each effort that still stands behind one of them, in its sentence."""
    found = _with_spare(sheet, list(groups))
    if not found or not sheet.has_any(_SCALES):
        return found
    for at in range(len(sheet)):
        start = at - 1 if sheet[at].text in _SCALES and sheet[at - 1].value is not None else at
        rated = effort_at(sheet, start) if sheet[at].text in _SCALES else None
        place = _rated_by(sheet, found, start)
        if rated and place is None and sheet[rated[1]].text in _BEFORE_SETS:  # RPE 7: bench 190 4x4
            place = next((n for n, group in enumerate(found) if start < group.start <= start + _AHEAD), None)
        if rated and place is not None:
            sheet.take(start, rated[1])
            group = found[place]
            found[place] = Group(
                group.start, max(group.stop, rated[1]), group.exercise, tuple(spread(group.shapes, rated[0]))
            )
    return found


def _with_spare(sheet: Sheet, groups: list[Group]) -> list[Group]:
    """Could have done 3 more easily: reps in reserve, though what could have been is hidden."""
    for at in range(len(sheet)) if sheet.has_any(_COULD) else ():
        length = phrase_at(sheet.tokens, at, _SPARE)
        place = at + length + (sheet.raw(at + length).text in _PERHAPS)
        left, by = sheet.raw(place).value, _rated_by(sheet, groups, at)
        is_spare = length and left is not None and left <= _MOST_SPARE and sheet.raw(place + 1).text == "more"
        if is_spare and left is not None and by is not None:
            sheet.take(at, place + 2)
            shapes = spread(groups[by].shapes, Effort(HARDEST - left))
            groups[by] = Group(groups[by].start, groups[by].stop, groups[by].exercise, tuple(shapes))
    return groups


def _rated_by(sheet: Sheet, groups: Sequence[Group], at: int) -> int | None:
    """The group that an effort at *at* is about: the last one before it that has none yet, in the same sentence."""
    place = next((n for n in reversed(range(len(groups))) if groups[n].stop <= at), None)
    if place is None or any(shape.rpe is not None for shape in groups[place].shapes):
        return None
    between = [sheet.raw(token).text for token in range(groups[place].stop, at)]
    is_apart = len(between) > 1 and any(text in words.SENTENCE_ENDS for text in between)  # 90 x 2. RPE 8.
    return None if is_apart else place
