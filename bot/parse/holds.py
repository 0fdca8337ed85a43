"""How long a hold was: plank 60s x3, 3x1 min, 1:30, hollow 35s, 30s. Only of lifts that are held."""

import re
from typing import Final

from bot.parse import words
from bot.parse.shape import Shape
from bot.parse.sheet import Sheet

_SECONDS: Final = words.set_of('s sec secs second seconds " ″ sek segundos secondes сек')
_CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_MINUTE: Final = 60
_LONGEST_SECONDS: Final = 3600
_MOST_SETS: Final = 20
_BETWEEN: Final = words.set_of(", / and then + &") | {"-"}


def holds_at(sheet: Sheet, at: int) -> tuple[list[Shape], int] | None:
    """The holds that begin at *at*, and the place after them."""
    found = _counted(sheet, at) or _held(sheet, at)
    if not found:
        return None
    shapes, place = [found[0]], found[1]
    while sheet[place].text in _BETWEEN and (more := _counted(sheet, place + 1) or _held(sheet, place + 1)):
        shapes.append(more[0])
        place = more[1]
    return shapes, place


def _counted(sheet: Sheet, at: int) -> tuple[Shape, int] | None:
    """3x60s, 3 sets of 45 sec, 3 x 1 min."""
    sets = sheet[at].value
    if sets is None or sets % 1 or not 1 <= sets <= _MOST_SETS:
        return None
    place = at + 1
    if sheet[place].text in words.SETS:
        place += 1 + (sheet[place + 1].text in {"of", "x", ":", "for"})
    elif sheet[place].text in words.TIMES:
        place += 1
    else:
        return None
    time = _time(sheet, place)
    return (Shape(None, None, int(sets), hold_seconds=time[0]), time[1]) if time else None


def _held(sheet: Sheet, at: int) -> tuple[Shape, int] | None:
    """60s, 60s x3, 1:30 for 2 sets."""
    time = _time(sheet, at)
    if time is None:
        return None
    behind = _past_side(sheet, time[1])
    often = words.HOW_OFTEN.get(sheet[behind + (sheet[behind].text == ",")].text)
    if often:
        return Shape(None, None, often, hold_seconds=time[0]), behind + 1 + (sheet[behind].text == ",")
    place = behind + (sheet[behind].text in words.TIMES | {"for"})
    sets = sheet[place].value
    is_sets = sets is not None and sets % 1 == 0 and 1 <= sets <= _MOST_SETS and sheet[place + 1].text not in _SECONDS
    if place == behind or not is_sets:
        return Shape(None, None, hold_seconds=time[0]), behind
    return Shape(None, None, int(sets or 1), hold_seconds=time[0]), place + 1 + (sheet[place + 1].text in words.SETS)


def _past_side(sheet: Sheet, at: int) -> int:
    """20s each side."""
    is_side = sheet[at].text in {"each", "per", "a", "/"} and sheet[at + 1].text in words.BODY_SIDES
    return at + 2 if is_side else at


def _time(sheet: Sheet, at: int) -> tuple[int, int] | None:
    value, behind = sheet[at].value, sheet[at + 1]
    if clock := _CLOCK.fullmatch(sheet[at].text):
        return int(clock[1]) * _MINUTE + int(clock[2]), at + 1
    if value is None or value <= 0 or behind.text in words.UNITS:
        return None
    if behind.text == ":" and behind.glued and sheet[at + 2].glued and (rest := sheet[at + 2].value) is not None:
        seconds, place = value * _MINUTE + rest, at + 3
    elif behind.text in words.MINUTES:
        seconds, place = value * _MINUTE, at + 2
        if (rest := sheet[place].value) is not None and sheet[place + 1].text in _SECONDS:
            seconds, place = seconds + rest, place + 2
    else:
        seconds, place = value, at + 1 + (behind.text in _SECONDS)
    return (int(seconds), place) if seconds % 1 == 0 and seconds <= _LONGEST_SECONDS else None
