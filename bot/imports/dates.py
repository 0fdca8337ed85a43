"""When a workout began, as apps write it: ISO, numbers with dots or slashes, and month names of many languages."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final

from knowledge.phrases import folded

NOON: Final = 12  # where only a day is known: the day stays the same in every zone that people live in
_LONGEST: Final = 60  # characters
_CENTURY: Final = 2000
_TWELVE: Final = 12
_TIME: Final = re.compile(r"([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2}))?(?:[.,][0-9]+)?\s*([ap])?")
_ISO: Final = re.compile(r"([0-9]{4})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})日?(?:[t\s,]+(.*))?")
_NUMBERS: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(?:[\s,]+(.*))?")
_WORDS: Final = re.compile(r"[^\W\d_]+|[0-9]+")
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_CLOCK: Final = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}(?![0-9]).*")

# How the names of the twelve months begin, without accents: English, German, French, Spanish, Portuguese, Italian,
# Dutch, Polish, Czech, Turkish, the Scandinavian languages, Finnish, Russian and Ukrainian. The longest one counts.
_MONTHS: Final[Mapping[int, str]] = {
    1: "jan ene gen sty led oca ian tam янв січ",
    2: "feb fev lut uno sub helmi фев лют",
    3: "mar maa mrt brez maalis мар бер",
    4: "apr avr abr kwi dub nis huhti апр кві",
    5: "may mai mag mei maj kve touko май мая тра",
    6: "jun juin giu cze cerven haz kesa июн чер",
    7: "jul juil lug lip cervenec cvc tem heina июл лип",
    8: "aug ago aou sie srp agu elo авг сер",
    9: "sep set wrz zar eyl syys сен вер",
    10: "oct okt ott out paz rij eki loka окт жов",
    11: "nov lis kas marras ноя лис",
    12: "dec dez dic des gru pro ara joulu дек гру",
}
_STEMS: Final = sorted(
    ((folded(stem), month) for month, stems in _MONTHS.items() for stem in stems.split()),
    key=lambda stem: -len(stem[0]),
)


def dates_of(texts: Iterable[str], is_day_first: bool | None = None) -> Callable[[str], datetime | None]:
    """What reads the dates of a file: the naive time of one, or None.

    03/04/2026 is the third of April or the fourth of March: *is_day_first* or another date of the file tells which,
    or it is not read.
    """
    return _reader(_day_first(texts) if is_day_first is None else is_day_first)


def is_unclear(text: str) -> bool:
    """Whether *text*, a date that was not read, says a day and a month in numbers that may be either."""
    found = _NUMBERS.fullmatch(text.strip().lower()[:_LONGEST])
    return found is not None and found[2] != "." and 0 < int(found[1]) <= _TWELVE and 0 < int(found[3]) <= _TWELVE


def _day_first(texts: Iterable[str]) -> bool | None:
    found = [match for text in texts if (match := _NUMBERS.fullmatch(text[:_LONGEST])) and match[2] != "."]
    is_day_first = any(int(match[1]) > _TWELVE for match in found)
    is_month_first = any(int(match[3]) > _TWELVE for match in found)
    return None if is_day_first == is_month_first else is_day_first


def _reader(day_first: bool | None) -> Callable[[str], datetime | None]:
    @lru_cache(maxsize=4096)
    def when(text: str) -> datetime | None:
        if len(text) > _LONGEST:
            return None
        small = text.strip().lower()
        try:
            return _iso(small) or _numbers(small, day_first) or _named(small)
        except ValueError:  # the 31st of June
            return None

    return when


def _iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    return _at(int(found[1]), int(found[2]), int(found[3]), found[4]) if found else None


def _numbers(text: str, day_first: bool | None) -> datetime | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    is_day_first = True if found[2] == "." or one > _TWELVE else day_first
    if is_day_first is None and other <= _TWELVE and one != other:
        return None
    day, month = (one, other) if is_day_first else (other, one)
    return _at(year if len(found[4]) > len("26") else _CENTURY + year, month, day, found[5])


def _named(text: str) -> datetime | None:
    year = _YEAR.search(text)
    if year is None:
        return None
    clock = _CLOCK.search(text, year.end()) or _CLOCK.search(text)
    words = _WORDS.findall(folded(_CLOCK.sub("", text[: year.start()] + " " + text[year.end() :])))
    months = [month for word in words if (month := _month(word)) is not None]
    days = [int(word) for word in words if word.isdecimal()]
    if len(set(months)) != 1 or len(days) != 1:
        return None
    return _at(int(year[0]), months[0], days[0], clock[0] if clock else None)


def _month(word: str) -> int | None:
    return next((month for stem, month in _STEMS if word.startswith(stem)), None)


def _at(year: int, month: int, day: int, clock: str | None) -> datetime | None:
    """That day at the time that *clock* begins with; at noon where none is said. Raises ValueError: no such day."""
    if not clock:
        return datetime(year, month, day, NOON)  # noqa: DTZ001  an app's wall clock
    found = _TIME.match(clock)
    if found is None:
        return None
    hour, is_half = int(found[1]), found[4] is not None
    if is_half:
        hour = hour % NOON + (NOON if found[4] == "p" else 0)
    return datetime(year, month, day, hour, int(found[2]), int(found[3] or 0))  # noqa: DTZ001
