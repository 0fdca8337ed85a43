"""How often all of it was done: 3 rounds, emom 10 min, ", 2 sets" behind other words, 100 in 5 sets of 20."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.parse import words
from bot.parse.group import Group
from bot.parse.shape import Shape
from bot.parse.sheet import Sheet

_ROUNDS: Final = words.set_of("round rounds circuit circuits runden rondas tours")
_EVERY_MINUTE: Final = words.set_of("emom")
_SUPERSET: Final = words.set_of("superset supersets supersetted ss superserie supersatz")
_WORDS: Final = _ROUNDS | _EVERY_MINUTE | _SUPERSET | words.SETS | {"times"}
_MOST_ROUNDS: Final = 30
_BEHIND_WITHIN: Final = 6  # words between a set and how often it was done


def with_rounds(sheet: Sheet, groups: Sequence[Group]) -> list[Group]:
    """*groups* with how often they were done, where that was said for all of them or behind the last; in order."""
    found = _at_the_same_load(sheet, _without_totals([*groups]))
    if not sheet.has_any(_WORDS):
        return found
    if found and (times := _rounds(sheet) or _at_the_end(sheet, found)):
        return [_often(group, times) for group in found]
    if _is_superset(sheet) and found and all(group.shapes[0].sets == 1 for group in found[:-1]):
        return [_often(group, found[-1].shapes[0].sets) for group in found]
    return [_sets_said_later(sheet, group, _next_start(sheet, found, place)) for place, group in enumerate(found)]


def _often(group: Group, times: int) -> Group:
    is_single = len(group.shapes) == 1 and group.shapes[0].sets == 1
    return replace(group, shapes=(replace(group.shapes[0], sets=times, otherwise=None),)) if is_single else group


def _is_superset(sheet: Sheet) -> bool:
    """A x12 with B x12, 4 sets: what is said of the last holds for all."""
    return any(sheet.raw(at).text in _SUPERSET for at in range(len(sheet)))


def _rounds(sheet: Sheet) -> int | None:
    for at in range(len(sheet)):
        if sheet[at].text in _ROUNDS and (times := _whole(sheet, at - 1)):
            sheet.take(at - 1, at + 1)
            return times
        if sheet[at].text in _EVERY_MINUTE:
            place = at + 1 + (sheet[at + 1].text in words.TIMES | {":", "-", "for"})
            stop = place + 1 + (sheet[place + 1].text in words.MINUTES | {"'", "’"})
            if times := _whole(sheet, place):
                sheet.take(at, stop)
                return times
    return None


def _at_the_end(sheet: Sheet, groups: Sequence[Group]) -> int | None:
    """A x12 with B x12, 4 times: behind several sets of different lifts."""
    last = groups[-1].stop
    is_several = len({group.exercise for group in groups}) > 1
    place = last + (sheet[last].text == ",")
    times = _whole(sheet, place) if sheet[place + 1].text == "times" and is_several else None
    if times:
        sheet.take(last, place + 2)
    return times


def _sets_said_later(sheet: Sheet, group: Group, stop: int) -> Group:
    """405x6 with straps, 2 sets: how often stands behind other words of the same sentence."""
    for at in range(group.stop, min(stop, group.stop + _BEHIND_WITHIN)):
        if sheet[at].text in words.SENTENCE_ENDS:
            break
        times = _whole(sheet, at)
        if (
            times
            and sheet[at + 1].text in words.SETS
            and sheet[at + 2].text not in {"of", "x", "@", "at", "left", "more"}
        ):
            sheet.take(at, at + 2)
            return _often(group, times)
        if sheet[at].value is not None:
            break
    return group


def _next_start(sheet: Sheet, groups: Sequence[Group], place: int) -> int:
    return groups[place + 1].start if place + 1 < len(groups) else len(sheet)


def _whole(sheet: Sheet, at: int) -> int | None:
    value = sheet[at].value
    return int(value) if value is not None and value % 1 == 0 and 1 <= value <= _MOST_ROUNDS else None


def _at_the_same_load(sheet: Sheet, groups: list[Group]) -> list[Group]:
    """Leg press 300 2x10 then 1x15: what was done then was done with what lay on."""
    found: list[Group] = []
    for group in groups:
        last, shape = found[-1] if found else None, group.shapes[0]
        is_bare = len(group.shapes) == 1 and shape.weight is None and shape.hold_seconds is None
        between = {sheet.raw(at).text for at in range(last.stop, group.start)} if last else set()
        is_then = "then" in between and between <= {"then", ",", "and"}
        if last and is_bare and is_then and last.exercise == group.exercise and shape.sets * (shape.reps or 0):
            weight = last.shapes[-1].weight
            group = replace(group, shapes=(replace(shape, weight=weight, otherwise=None),)) if weight else group
        found.append(group)
    return found


def _without_totals(groups: list[Group]) -> list[Group]:
    """100 push-ups in 5 sets of 20: the first is their sum."""
    totals = [one for one, behind in pairwise(groups) if _is_sum(one, behind)]
    return [group for group in groups if group not in totals]


def _is_sum(one: Group, behind: Group) -> bool:
    first = one.shapes[0]
    is_bare = len(one.shapes) == 1 and first.sets == 1 and first.weight is None and one.exercise == behind.exercise
    return (
        is_bare
        and first.reps is not None
        and first.reps == sum(_reps(shape) for shape in behind.shapes)
        and (behind.shapes[0].sets > 1 or len(behind.shapes) > 1)
    )


def _reps(shape: Shape) -> int:
    return (shape.reps or 0) * shape.sets
