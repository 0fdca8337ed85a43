"""How long a lifter slept: slept 6h, 6.5 hours of sleep, slept 6:30, 11pm-7am, 6-7 hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.sheet import Sheet

HOUR: Final = 60  # minutes
_HALF_DAY: Final = 12 * HOUR
_DAY: Final = 24 * HOUR
_MOST_FILLERS: Final = 5
_WIDEST_RANGE: Final = 3 * HOUR  # 6-8 is a range; 11-7 and 1-9 are clock times
_NO_HOURS: Final = words.TIMES | words.UNITS.keys() | words.REPS | words.SETS | {"%", "/"}
_BESIDE: Final = words.SORE | words.ENERGY | words.BODY_WEIGHT | words.WEIGHED
_TO: Final = frozenset({"-", "–", "to", "till", "until", "and"})


@dataclass(frozen=True, slots=True)
class Time:
    """Minutes, and how they were written."""

    minutes: Decimal
    has_unit: bool = False
    has_colon: bool = False
    half_day: str = ""  # "am" or "pm"


def read_sleep(sheet: Sheet) -> Iterator[Decimal]:
    """Every length of sleep that is said, in minutes; its tokens are taken. It may be longer than a day."""
    for at in range(len(sheet)):
        if sheet[at].text in words.SLEEP and (found := _behind(sheet, at) or _before(sheet, at)):
            minutes, start, stop = found
            sheet.take(start, stop)
            yield minutes
    for at in range(len(sheet)):
        if sheet[at].value is not None and (found := _last_night(sheet, at) or _alone(sheet, at)):
            minutes, start, stop = found
            sheet.take(start, stop)
            yield minutes


def _behind(sheet: Sheet, at: int) -> tuple[Decimal, int, int] | None:
    place = at + 1
    while sheet[place].text in words.SLEEP_FILLERS | {"from", "since"} and place <= at + _MOST_FILLERS:
        place += 1
    found = _length(sheet, place)
    if not found or not _is_sleep(sheet, found, behind_comma="," in sheet.texts(at, place)):
        return None
    if sheet[place - 1].text == "-" and sheet[place].glued and not sheet[place - 1].glued:
        found = (-found[0], found[1])
    stop = found[1] + 2 if sheet.texts(found[1], found[1] + 2) == ("last", "night") else found[1]
    return found[0], at, stop


def _is_sleep(sheet: Sheet, found: tuple[Decimal, int], *, behind_comma: bool) -> bool:
    """Without its unit a number must be possible, and may not stand in the next clause: slept ok, 225 3x5."""
    if sheet[found[1] - 1].text in words.HOURS | words.MINUTES:
        return True
    return not behind_comma and (found[0] <= _DAY or sheet[found[1]].text in words.CLAUSE_ENDS | {""})


def _before(sheet: Sheet, at: int) -> tuple[Decimal, int, int] | None:
    """6h sleep, 7.5 hours of sleep, 6-7 hours sleep."""
    place = at
    while sheet[place - 1].text in {"of", "s", "good", "bad", "solid"}:
        place -= 1
    for length in (6, 5, 4, 3, 2, 1):
        found = _length(sheet, place - length)
        if not found or found[1] != place or sheet[place - length - 1].text in words.TIMES | words.AT:
            continue
        is_said = sheet[at].text == "sleep" or sheet[place - 1].text in words.HOURS
        return (found[0], place - length, at + 1) if is_said else None
    return None


def _last_night(sheet: Sheet, at: int) -> tuple[Decimal, int, int] | None:
    found = _length(sheet, at)
    if (
        not found
        or sheet[found[1] - 1].text not in words.HOURS
        or sheet.texts(found[1], found[1] + 2) != ("last", "night")
    ):
        return None
    return found[0], at, found[1] + 2


def _alone(sheet: Sheet, at: int) -> tuple[Decimal, int, int] | None:
    """A bare 5h, at the edge of the message or of a clause, beside soreness, energy or a body weight."""
    found = _length(sheet, at)
    if not found or sheet[found[1] - 1].text not in words.HOURS | words.MINUTES:
        return None
    ends = words.CLAUSE_ENDS | {""}
    before, behind = sheet.raw(at - 1).text, sheet.raw(found[1]).text
    if before not in ends or behind not in ends:
        return None
    near = {sheet.raw(place).text for place in range(at - 4, found[1] + 4)}
    return (found[0], at, found[1]) if near & _BESIDE else None


# ── lengths ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _length(sheet: Sheet, at: int) -> tuple[Decimal, int] | None:
    first = _time(sheet, at)
    if not first:
        return None
    second = _time(sheet, first[1] + 1) if sheet[first[1]].text in _TO else None
    if second and (between := _between(first[0], second[0])) is not None:
        return between, second[1]
    if first[0].half_day or sheet[first[1]].text in _NO_HOURS:
        return None
    return first[0].minutes, first[1]


def _between(one: Time, two: Time) -> Decimal | None:
    """The middle of a range of lengths, or the time from one clock time to another."""
    is_clock = one.half_day or two.half_day or two.minutes < one.minutes or two.minutes - one.minutes > _WIDEST_RANGE
    if not is_clock or two.has_unit:
        return (one.minutes + two.minutes) / 2 if two.minutes >= one.minutes else None
    if one.half_day or two.half_day:
        return (_of_day(two) - _of_day(one) + _DAY) % _DAY
    day = _DAY if max(one.minutes, two.minutes) > _HALF_DAY + HOUR else _HALF_DAY
    return (two.minutes - one.minutes + day) % day


def _of_day(time: Time) -> Decimal:
    return time.minutes % _HALF_DAY + (_HALF_DAY if time.half_day == "pm" else 0)


def _time(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """6, 6.5h, 6h30, 6:30, 6 hours and 30 minutes, 400 min, 11pm."""
    value, behind = sheet[at].value, sheet[at + 1]
    if value is None:
        return None
    minutes, place, has_unit, has_colon = value * HOUR, at + 1, False, False
    if behind.text == ":" and behind.glued and _is_minutes(sheet, at + 2):
        minutes, place, has_colon = minutes + (sheet[at + 2].value or 0), at + 3, True
    if sheet[place].text in {"am", "pm"}:
        return Time(minutes, has_colon=has_colon, half_day=sheet[place].text), place + 1
    if sheet[place].text in words.HOURS:
        place, has_unit = place + 1, True
        rest = place + (sheet[place].text == "and")
        if _is_minutes(sheet, rest) and (sheet[rest].glued or sheet[rest + 1].text in words.MINUTES):
            minutes += sheet[rest].value or 0
            place = rest + 1 + (sheet[rest + 1].text in words.MINUTES)
    elif sheet[place].text in words.MINUTES and not has_colon:
        return Time(value, has_unit=True), place + 1
    return Time(minutes, has_unit, has_colon), place


def _is_minutes(sheet: Sheet, at: int) -> bool:
    value = sheet[at].value
    return value is not None and value < HOUR and value % 1 == 0
