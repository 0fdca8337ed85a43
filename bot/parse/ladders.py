"""Several loads for the same reps: 135/155/175 x5, s/b/d 315/225/405 singles, triples at 185 195 205."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.parse import words
from bot.parse.group import Group
from bot.parse.names import Mention
from bot.parse.shape import Shape
from bot.parse.shapes import ShapeReader
from bot.parse.sheet import Sheet
from bot.parse.weights import HEAVIER_THAN_SETS, Weight
from knowledge.exercise import ExerciseId

_NAMED: Final = frozenset(words.NAMED_REPS)
LONGEST_LIST: Final = 20
_BEFORE_LOADS: Final = words.set_of(": at @ with - of on today the")
_REACH: Final = 8  # tokens between how often and the first load; the name stands there


def ladder(
    sheet: Sheet, at: int, named: Mention | None, reader: ShapeReader, of: Mapping[int, ExerciseId]
) -> tuple[Group, ...]:
    """The sets of each load in a list that begins at *at*; *named*: several names in front of it, one a load."""
    is_named = sheet.has_any(_NAMED)  # 60 65 70 singles
    places, weights, stop = _weights(sheet, reader, at + (sheet[at].text == ":"), is_spaced=is_named)
    if is_named and any(not weight.sure and weight.amount <= HEAVIER_THAN_SETS for weight in weights):
        return ()
    least = 3 if "," in sheet.texts(at, stop) else 2
    if len(weights) < least or (named and len(named.ids) != len(weights)):
        return ()
    often = reader.often(stop + (sheet[stop].text in {"for", "both", "each", "all"}))
    if not often and not named:
        return ()
    shape, end = often or (Shape(None, None), stop)
    ids = named.ids if named else (of.get(at),) * len(weights)
    return tuple(
        Group(place, end, id_, (replace(shape, weight=weight),))
        for place, id_, weight in zip(places, ids, weights, strict=True)
    )


def ladder_behind(sheet: Sheet, at: int, reader: ShapeReader, of: Mapping[int, ExerciseId]) -> tuple[Group, ...]:
    """Sets of 8 on hack squat: 90, 110, 130; triples at 185 195 205: how often stands before the loads."""
    reps = _reps_before(sheet, at, reader)
    if reps is None:
        return ()
    places, weights, stop = _weights(sheet, reader, at, is_spaced=True)
    if len(weights) < 2 or any(not weight.sure and weight.amount <= HEAVIER_THAN_SETS for weight in weights):
        return ()
    sheet.take(reps[1], reps[2])
    return tuple(
        Group(place, stop, of.get(at), (Shape(weight, reps[0]),)) for place, weight in zip(places, weights, strict=True)
    )


def loads_behind(sheet: Sheet, at: int) -> int:
    """Where the loads begin in "triples at 185 195 205"."""
    place = at + 1
    while place < at + _REACH and (sheet[place].text in _BEFORE_LOADS or not sheet.is_free(place)):
        place += 1
    return place


def _reps_before(sheet: Sheet, at: int, reader: ShapeReader) -> tuple[int, int, int] | None:
    """How many reps, and where that is said."""
    for place in range(at - 1, max(-1, at - _REACH), -1):
        if (named := words.NAMED_REPS.get(sheet[place].text)) and sheet[place - 1].value is None:
            return named, place, place + 1
        if sheet[place].text in words.SETS and sheet[place + 1].text in words.OF and sheet[place - 1].value is None:
            reps = reader.whole(place + 2)
            return (int(reps[0].value), place, reps[1]) if reps and reps[1] <= at else None
        is_passed = sheet[place].text in _BEFORE_LOADS or not sheet.is_free(place) or sheet[place].value is not None
        if not is_passed:
            return None
    return None


def _weights(
    sheet: Sheet, reader: ShapeReader, at: int, *, is_spaced: bool = False
) -> tuple[list[int], list[Weight], int]:
    places, weights = list[int](), list[Weight]()
    while len(places) < LONGEST_LIST and (found := reader.likely_weight(at)):
        places.append(at)
        weights.append(found[0])
        at = found[1]
        has_mark = sheet[at].text in {"/", ","}
        if not reader.likely_weight(at + has_mark) or not (has_mark or is_spaced):
            break
        at += has_mark
    return places, weights, at
