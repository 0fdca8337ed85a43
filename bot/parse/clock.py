"""Clock times and lengths of time: 6.5h, 6h30, 7 hours and a half, 22:30, 11pm, quarter to eleven, midnight."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token

HOUR: Final = 60  # minutes
HALF_DAY: Final = 12 * HOUR
DAY: Final = 24 * HOUR
_SHORTEST_NIGHT: Final = 2 * HOUR  # from 9 to 10 is thirteen hours, not one
_MINUTE_DIGITS: Final = 2
_MIDNIGHT: Final = words.set_of(
    "midnight mitternacht minuit medianoche mezzanotte middernacht полночь полночи полуночи"
)
_NOON: Final = words.set_of("noon midday")
_PARTS: Final = {"quarter": 15, "half": 30}  # of an hour
_MINUTES_PAST: Final = words.set_of("past after")
_MINUTES_TO: Final = words.set_of("to til till before")
_MINUTES_BEFORE_TO: Final = (20, 25)  # ten to six may be from ten until six
_AND_HALF: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "and a half", "n a half", "& a half", "and half", "y media", "et demie", "et demi", "e mezza", "e mezzo",
        "e meia", "und eine halbe", "und halb", "en een half", "и половиной", "с половиной", "z połową",
    )
)  # fmt: skip
_WHAT_HOURS: Final = words.set_of(
    "solid whole good full crappy shitty measly lousy broken interrupted decent straight glorious blissful big"
)
_FRACTIONS: Final[dict[tuple[str, ...], Decimal]] = {
    ("1", "/", "2"): words.HALF,
    ("1", "/", "4"): words.HALF / 2,
    ("3", "/", "4"): words.HALF * 3 / 2,
}
_JOINED: Final = words.set_of("- – to till til until")  # on either side of clock times
_AM: Final = (("in", "the", "morning"), ("a", ".", "m", "."), ("a", ".", "m"))
_PM: Final = (("at", "night"), ("in", "the", "evening"), ("p", ".", "m", "."), ("p", ".", "m"))
_O_CLOCK: Final = words.set_of("uhr oclock")
_LAST_HOUR: Final = 24
_DIGITS_OF_CLOCK: Final = (3, 4)  # 630, 2230


@dataclass(frozen=True, slots=True)
class Time:
    """A length, or a clock time in minutes since midnight, and how it was written.

    *half_day* is "am", "pm" or empty; *is_24h*: of the 24 hours of a day, so neither is missing.
    """

    minutes: Decimal
    has_unit: bool = False
    half_day: str = ""
    is_24h: bool = False
    is_clock: bool = False  # surely no length

    @property
    def is_known(self) -> bool:
        """Whether it is before or after noon without a doubt."""
        return bool(self.half_day) or self.is_24h

    @property
    def of_day(self) -> Decimal:
        """Minutes since midnight, below 1440; where the half of the day was not said, as they were written."""
        if self.is_24h or not self.half_day:
            return self.minutes % DAY
        return self.minutes % HALF_DAY + (HALF_DAY if self.half_day == "pm" else 0)


def between(bed: Time, wake: Time) -> Decimal:
    """The minutes from *bed* to *wake*. Where one may be before or after noon, the shorter night of 2 hours or more."""
    if bed.is_known and wake.is_known:
        return (wake.of_day - bed.of_day + DAY) % DAY
    night = (wake.of_day - bed.of_day + DAY) % HALF_DAY
    return night + HALF_DAY if night < _SHORTEST_NIGHT else night


def _parts_of(token: Token) -> tuple[int, int] | None:
    """The two numbers of a token like 22:30 or 1:45, whatever they count."""
    first, colon, second = token.text.partition(":")
    return (int(first), int(second)) if colon and first.isdecimal() and second.isdecimal() else None


def time_at(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """A length or a clock time, whichever was said, and the place after it."""
    found = _named(sheet, at) or _in_parts(sheet, at) or _with_colon(sheet, at) or _with_point(sheet, at)
    return found or _spoken(sheet, at) or _counted(sheet, at)


def clock_at(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """A clock time where nothing else can stand: 630, six fifteen and 22.30 are ones here too."""
    found = _named(sheet, at) or _in_parts(sheet, at) or _with_colon(sheet, at)
    return found or _run_together(sheet, at) or _hour(sheet, at)


def _named(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    if sheet[at].text in _MIDNIGHT:
        return Time(Decimal(0), half_day="am", is_clock=True), at + 1
    if sheet[at].text in _NOON:
        return Time(Decimal(0), half_day="pm", is_clock=True), at + 1
    return None


def _in_parts(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """Quarter to eleven, half past ten, twenty past 5."""
    at += sheet[at].text == "a" and sheet[at + 1].text == "quarter"
    text, value, way = sheet[at].text, sheet[at].value, sheet[at + 1].text
    minutes = _PARTS.get(text) or (int(value) if value is not None and value < HOUR and value % 1 == 0 else None)
    if minutes is None or way not in _MINUTES_PAST | _MINUTES_TO:
        return None
    if way in _MINUTES_TO and text not in _PARTS and minutes not in _MINUTES_BEFORE_TO:
        return None
    found = _named(sheet, at + 2) or _hour(sheet, at + 2)
    if not found or sheet[found[1]].text in words.HOURS:
        return None
    shift = minutes if way in _MINUTES_PAST else DAY - minutes
    half_day = "pm" if sheet[at + 2].text in _MIDNIGHT and way in _MINUTES_TO else found[0].half_day
    return replace(found[0], minutes=found[0].minutes + shift, half_day=half_day, is_clock=True), found[1]


def _with_colon(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """6:30 may be a length as well."""
    parts = _parts_of(sheet[at])
    if not parts or parts[0] > _LAST_HOUR:
        return None
    has_zero = sheet[at].text.startswith("0")
    time = Time(Decimal(parts[0] * HOUR + parts[1]), is_24h=parts[0] > HALF_DAY // HOUR or has_zero)
    found = _with_half_day(sheet, time, at + 1)
    if sheet[found[1]].text in words.HOURS and not found[0].half_day:
        return replace(time, has_unit=True), found[1] + 1
    return found


def _with_point(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """1.30pm; without am or pm it is an hour and a third."""
    hours, point, minutes = sheet[at].text.partition(".")
    is_time = sheet[at].value is not None and point and len(minutes) == _MINUTE_DIGITS and int(minutes) < HOUR
    if not is_time or int(hours) > _LAST_HOUR:
        return None
    found = _with_half_day(sheet, Time(Decimal(int(hours) * HOUR + int(minutes))), at + 1)
    return found if found[0].half_day else None


def _with_half_day(sheet: Sheet, time: Time, at: int) -> tuple[Time, int]:
    if sheet[at].text in {"am", "pm"} or (sheet[at].text in {"a", "p"} and sheet[at].glued):
        return replace(time, half_day=f"{sheet[at].text[0]}m", is_24h=False, is_clock=True), at + 1
    for half_day, phrases in (("am", _AM), ("pm", _PM)):
        for phrase in phrases:
            if sheet.texts(at, at + len(phrase)) == phrase:
                return replace(time, half_day=half_day, is_24h=False, is_clock=True), at + len(phrase)
    return (replace(time, is_clock=True), at + 1) if sheet[at].text in _O_CLOCK else (time, at)


def _hour(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """11, 11pm, 23h, ten forty five, eleven o'clock."""
    value, place = sheet[at].value, at + 1
    if value is None or value % 1 or not 0 <= value <= _LAST_HOUR:
        return None
    minutes = Decimal(0)
    if sheet[at].raw.isalpha() and (more := _spoken_minutes(sheet, place)):
        minutes, place = Decimal(more[0]), more[1]
    elif sheet[place].text == "h" and sheet[place].glued:
        is_more = _is_minutes(sheet, place + 1) and sheet[place + 1].glued
        minutes, place = (sheet[place + 1].value or minutes, place + 2) if is_more else (minutes, place + 1)
    time = Time(value * HOUR + minutes, is_24h=value > HALF_DAY // HOUR or value == 0)
    return _with_half_day(sheet, time, _past_ish(sheet, place))


def _past_ish(sheet: Sheet, at: int) -> int:
    """Past the end of 7ish and 7-ish."""
    at += sheet[at].text == "-" and sheet[at + 1].text == "ish"
    return at + (sheet[at].text == "ish")


def _spoken_minutes(sheet: Sheet, at: int) -> tuple[int, int] | None:
    if sheet[at].text in {"oh", "o"} and sheet[at + 1].text in words.ONES:
        return words.ONES[sheet[at + 1].text], at + 2
    value = sheet[at].value
    is_said = value is not None and not sheet[at].raw.isdecimal() and 10 <= value < HOUR and value % 1 == 0
    return (int(value), at + 1) if is_said and value is not None else None


def _spoken(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """Six thirty, ten forty five, in words; 2330-0600, where that joins times."""
    value = sheet[at].value
    if value is None:
        return None
    if sheet[at].raw[0].isdecimal():
        is_joined = sheet[at - 1].text in _JOINED or sheet[at + 1].text in _JOINED
        return _run_together(sheet, at) if is_joined and "." not in sheet[at].raw else None
    found = _run_together(sheet, at) or _hour(sheet, at)
    return found if found and found[0].minutes % HOUR and sheet[found[1]].text not in words.HOURS else None


def _run_together(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """Six fifteen is read as 615; 630 and 2230 are written so; 22.30 is in some countries."""
    value, raw = sheet[at].value, sheet[at].raw
    if value is None:
        return None
    has_point = "." in raw and len(raw.partition(".")[2]) == 2
    if not has_point and (len(str(int(value))) not in _DIGITS_OF_CLOCK and not (raw.isdecimal() and len(raw) == 4)):
        return None
    hours, minutes = divmod(int(value * 100) if has_point else int(value), 100)
    if hours > _LAST_HOUR or minutes >= HOUR:
        return None
    time = Time(Decimal(hours * HOUR + minutes), is_24h=hours > HALF_DAY // HOUR or raw.startswith("0"))
    return _with_half_day(sheet, time, at + 1)


def _counted(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    """6, 6.5h, 6h30, 6 hours and 30 minutes, 7 1/2, 400 min, 11pm."""
    value, place = sheet[at].value, at + 1
    if value is None:
        return None
    if (part := _FRACTIONS.get(sheet.texts(place, place + 3))) and sheet[place + 2].glued:
        value, place = value + part, place + 3
    place = _past_ish(sheet, place)
    clock = _with_half_day(sheet, Time(value * HOUR), place)
    if clock[1] > place:
        return clock
    if sheet[place].text in _WHAT_HOURS and sheet[place + 1].text in words.HOURS:
        place += 1
    if sheet[place].text in words.MINUTES:
        return Time(value, has_unit=True), place + 1
    if sheet[place].text not in words.HOURS:
        return Time(value * HOUR), place
    return _with_minutes(sheet, Time(value * HOUR, has_unit=True), place + 1)


def _with_minutes(sheet: Sheet, time: Time, at: int) -> tuple[Time, int]:
    for phrase in _AND_HALF:
        if sheet.texts(at, at + len(phrase)) == phrase:
            return replace(time, minutes=time.minutes + words.HALF * HOUR), at + len(phrase)
    rest = at + (sheet[at].text in {"and", "n", "&", "und", "et", "y", "e", "и"})
    is_spoken = not sheet[rest].raw[:1].isdecimal()
    if _is_minutes(sheet, rest) and (sheet[rest].glued or is_spoken or sheet[rest + 1].text in words.MINUTES):
        minutes = time.minutes + (sheet[rest].value or 0)
        return replace(time, minutes=minutes), rest + 1 + (sheet[rest + 1].text in words.MINUTES)
    return time, at


def _is_minutes(sheet: Sheet, at: int) -> bool:
    value = sheet[at].value
    return value is not None and value < HOUR and value % 1 == 0
