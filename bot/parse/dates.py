"""Dates as they are written: 2026-11-20, Nov 20, 20th of November, 20.11., on 11/20."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

from bot.parse import words
from bot.parse.tokens import Token, token_at

Found: TypeAlias = tuple[str, int] | None
"""A date in ISO 8601, without its year as --11-20, and the place after it.

A day that cannot be is written alike, as --02-31, so that it is refused and not passed over.
"""

_NO_DATE_AT_ALL: Final = "no date"  # stands for 2026-1000-1000, which counts nothing either
_YEARS: Final = (1990, 2100)
_LAST_DAY: Final = 31
_LAST_MONTH: Final = 12
_LAST_READ: Final = 99  # 45.02.2026 is a date that cannot be
_CENTURY: Final = 2000
_LEAP_YEAR: Final = 2024  # a day without its year may be February 29th
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar enero janvier gennaio janeiro января stycznia januari",
            "february feb februar febrero fevrier febbraio fevereiro февраля lutego februari",
            "march mar marz marzo mars março marco марта marca maart",
            "april apr abril avril aprile апреля kwietnia",
            "may mai mayo maggio maio мая maja mei",
            "june jun juni junio juin giugno junho июня czerwca",
            "july jul juli julio juillet luglio julho июля lipca",
            "august aug agosto aout августа sierpnia augustus",
            "september sep sept septiembre septembre settembre setembro сентября września",
            "october oct oktober okt octubre octobre ottobre outubro октября października",
            "november nov noviembre novembre novembro ноября listopada",
            "december dec dezember dez diciembre dic decembre dicembre dezembro декабря grudnia",
        ),
        1,
    )
    for name in words.set_of(names)
}
_ALSO_WORDS: Final = words.set_of("may mar march mars jan marca mai")  # a name, a verb: dates only where one can begin
_ORDINALS: Final = words.set_of("st nd rd th er º ª")
_OF: Final = words.set_of("of de di do")
_NO_DATE: Final = (
    words.TIMES | words.UNITS.keys() | words.REPS | words.SETS | words.PLATES | words.set_of("% : / - rpe @")
)
_LEADS: Final = words.set_of("on am vom von le el il dia em na w в from") | words.CLAUSE_BOUNDS
_ONLY_LEADS: Final = words.set_of("on am vom")  # behind these 45 feb is a day, though there is none
DATE_MARKS: Final = frozenset({"-", "/", ".", *_MONTHS})
"""Where none of these stands, there is no date for date_at."""


def date_at(tokens: Sequence[Token], at: int) -> Found:
    """The date that begins there. Of 3/4/2026 and "on 3/4" the month comes first, of 3.4.2026 the day."""
    return (
        _in_digits(tokens, at)
        or _with_point(tokens, at)
        or _day_month(tokens, at)
        or _month_day(tokens, at)
        or _on_slashed(tokens, at)
    )


def _iso(year: int | None, month: int, day: int) -> str | None:
    """A day of a month, also 31 February; None for numbers that are none."""
    try:
        on = date(year or _LEAP_YEAR, month, day)
    except ValueError:
        is_written = 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY
        return _as_written(year, month, day) if is_written else None
    return on.isoformat() if year else f"--{on:%m-%d}"


def _as_written(year: int | None, month: int, day: int) -> str | None:
    if max(month, day) > _LAST_READ:
        return None
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _number(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and token.text.isascii() and len(token.text) <= 4 else None


def _year(token: Token) -> int | None:
    value = _number(token)
    return value if value is not None and _YEARS[0] <= value <= _YEARS[1] else None


def _in_digits(tokens: Sequence[Token], at: int) -> Found:
    """2026-11-20, 11/20/2026, 20-11-2026; of four digits one is surely a date, 2026-13-45 too."""
    if _number(tokens[at]) is None:
        return None
    run = tokens[at : at + 5]
    is_run = len(run) == 5 and all(token.glued for token in run[1:]) and run[1].text == run[3].text
    if not is_run or run[1].text not in "-/":
        return None
    first, second, third = (_number(run[place]) for place in (0, 2, 4))
    if first is None or second is None or third is None:
        return None
    if _year(run[0]):
        year, month, day = first, second, third
    elif _year(run[4]):
        day_first = run[1].text == "-" if first <= 12 and second <= 12 else first > 12
        year, month, day = (third, second, first) if day_first else (third, first, second)
    else:
        return None
    found = _iso(year, month, day) or _as_written(year, month, day)
    return found or _NO_DATE_AT_ALL, at + 5


def pointed_date_at(token: Token) -> str | None:
    """20.11.2026 or 20.11.26, which are one token."""
    if token.value is not None or token.text.count(".") != 2 or not token.text[0].isdigit():
        return None
    parts = [int(part) for part in token.text.split(".") if part.isdecimal() and len(part) <= 4]
    if len(parts) != 3:
        return None
    year, month, day = parts if parts[0] >= _YEARS[0] else reversed(parts)
    return _iso(year + _CENTURY if year < 100 else year, month, day)


def _with_point(tokens: Sequence[Token], at: int) -> Found:
    """20.11. where a date may begin, for 20.11 is a number."""
    day, point, month = tokens[at].text.partition(".")
    is_closed = (
        token_at(tokens, at + 1).text == "." and token_at(tokens, at + 1).glued and not token_at(tokens, at + 2).glued
    )
    if (
        not (point and day.isdecimal() and month.isdecimal() and is_closed)
        or token_at(tokens, at - 1).text not in _LEADS
    ):
        return None
    found = _iso(None, int(month), int(day)) if len(day + month) <= 4 else None
    return (found, at + 2) if found else None


def _day_month(tokens: Sequence[Token], at: int) -> Found:
    """20 Nov, 20th of November 2026, 20. November."""
    day, place = _number(tokens[at]), at + 1
    if day is None or token_at(tokens, at - 1).text in words.TIMES | words.AT - {"at"}:
        return None
    place += token_at(tokens, place).text in _ORDINALS or (
        token_at(tokens, place).text == "." and token_at(tokens, place).glued
    )
    place += token_at(tokens, place).text in _OF
    name = token_at(tokens, place).text
    month = _MONTHS.get(name)
    if month is None or (name in _ALSO_WORDS and token_at(tokens, at - 1).text not in _LEADS):
        return None
    behind = _number(token_at(tokens, place + 1))
    if behind and behind <= _LAST_DAY and token_at(tokens, at - 1).text not in _LEADS:  # sore 7 nov 20
        return None
    return _with_year(tokens, place + 1, month, day, is_led=token_at(tokens, at - 1).text in _ONLY_LEADS)


def _month_day(tokens: Sequence[Token], at: int) -> Found:
    """Nov 20, November 20th, 2026."""
    name = tokens[at].text
    month = _MONTHS.get(name)
    if month is None or (name in _ALSO_WORDS and token_at(tokens, at - 1).text not in _LEADS):
        return None
    place = at + 1 + (token_at(tokens, at + 1).text == ".")
    day = _number(token_at(tokens, place))
    if day is None:
        return None
    is_led = token_at(tokens, at - 1).text in _ONLY_LEADS
    return _with_year(tokens, place + 1 + (token_at(tokens, place + 1).text in _ORDINALS), month, day, is_led=is_led)


def _with_year(tokens: Sequence[Token], at: int, month: int, day: int, *, is_led: bool) -> Found:
    place = at + (token_at(tokens, at).text in {",", "de"})
    year = _year(token_at(tokens, place))
    if year is not None and token_at(tokens, place + 1).text in _NO_DATE:
        year = None
    found = _iso(year, month, day) or (_as_written(year, month, day) if is_led else None)
    if not found or (year is None and token_at(tokens, at).text in _NO_DATE - {":", "-"}):
        return None
    return found, place + 1 if year is not None else at


def _on_slashed(tokens: Sequence[Token], at: int) -> Found:
    """On 11/20: without "on" that may be a list of reps."""
    first, slash, second = tokens[at], token_at(tokens, at + 1), token_at(tokens, at + 2)
    month, day = _number(first), _number(second)
    is_date = token_at(tokens, at - 1).text == "on" and slash.text == "/" and slash.glued and second.glued
    if not is_date or month is None or day is None or token_at(tokens, at + 3).text in _NO_DATE - {":", "-"}:
        return None
    found = _iso(None, day, month) if month > 12 else _iso(None, month, day)
    return (found, at + 3) if found else None
