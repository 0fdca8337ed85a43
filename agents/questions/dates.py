"""The days that a question speaks of: one, a span of them, or one that is seen and not understood."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from agents.questions.reading import day_asked, is_weekday_named
from knowledge.phrases import Word

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar enero janvier janeiro январе января",
            "february feb februar febrero fevrier fevereiro феврале февраля",
            "march mar marz maerz marzo mars marco марте марта",
            "april apr abril avril апреле апреля",
            "may mai mayo maio мае мая",
            "june jun juni junio juin junho июне июня",
            "july jul juli julio juillet julho июле июля",
            "august aug agosto aout августе августа",
            "september sep sept septiembre septembre setembro сентябре сентября",
            "october oct oktober okt octubre octobre outubro октябре октября",
            "november nov noviembre novembre novembro ноябре ноября",
            "december dec dezember dez diciembre decembre dezembro декабре декабря",
        ),
        1,
    )
    for name in names.split()
}
_ALSO_WORDS: Final = frozenset(["may", "mar", "march", "mars", "mai", "jun", "jan", "dec"])  # "may i", "march on"
_BEFORE_MONTH: Final = frozenset(["in", "since", "last", "im", "en", "em", "seit", "desde", "depuis", "в", "с", "of"])
_ISO: Final = re.compile(r"\b((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})\b")
_NUMERIC: Final = re.compile(r"\b(?:on|am|el|le|em) (\d{1,2})[./-](\d{1,2})(?:[./-](\d{2,4}))?\b", re.IGNORECASE)
_AGO: Final = re.compile(r"\b(\d{1,3}|an?|one|two|three|four|five|six) (days?|weeks?|months?|years?) ago\b", re.I)
_IN: Final = re.compile(r"\bin (\d{1,3}|an?|one|two|three|four|five|six) (days?|weeks?|months?)\b", re.IGNORECASE)
_LAST: Final = re.compile(r"\b(?:last|past|previous) (week|month|year)\b|\b(this) (week|month|year)\b", re.IGNORECASE)
_FEAST: Final = re.compile(
    r"\b(christmas(?: eve)?|xmas|new year'?s?(?: eve| day)?|easter|thanksgiving|halloween|independence day|labor day|"
    r"labour day|my birthday|weihnachten|ostern|silvester|navidad|noel|noël|natal)\b",
    re.IGNORECASE,
)
_NTH: Final = re.compile(r"\bon the (\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_DAYS_OF: Final = {"day": 1, "week": 7, "month": 30}
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Span:
    """Both days belong to it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """At most one of them is there."""

    on: date | None = None
    span: Span | None = None
    unknown: str = ""  # the words of a day that is seen and not understood
    by_weekday: bool = False  # *on* was named by its weekday


def when_asked(text: str, words: tuple[Word, ...], today: date, *, is_past: bool) -> When:
    """The day or days of a question. Without a year it is the last such day, or the next one where not *is_past*."""
    lower = text.casefold()
    if found := _ISO.search(lower):
        return _named(int(found[1]), int(found[2]), int(found[3]), found[0])
    if found := _AGO.search(lower):
        return _ago(found[1], found[2], today)
    if (found := _IN.search(lower)) and not is_past:
        return When(on=today + timedelta(days=_DAYS_OF[found[2].removesuffix("s")] * _count(found[1])))
    if found := _FEAST.search(lower):
        return When(unknown=found[0])
    if month := _month_named(words):
        return _in_month(words, month, today, is_past=is_past)
    if found := _NTH.search(lower) or _NUMERIC.search(lower):
        return When(unknown=found[0].removeprefix("on "))
    if found := _LAST.search(lower):
        return When(span=_calendar(found[1] or found[3], today, is_this=bool(found[2])))
    on = day_asked(words, today, is_past=is_past)
    return When(on=on, by_weekday=is_weekday_named(words))


def week_before(today: date) -> Span:
    """Monday to Sunday of the week before this one."""
    return _calendar("week", today, is_this=False)


def _named(year: int, month: int, day: int, said: str) -> When:
    try:
        return When(on=date(year, month, day))
    except ValueError:
        return When(unknown=said)


def _ago(count: str, unit: str, today: date) -> When:
    """Days are exact; of weeks and months it is the whole one."""
    number = _count(count)
    if unit.startswith("day"):
        return When(on=today - timedelta(days=number))
    if unit.startswith("week"):
        monday = today - timedelta(days=today.weekday() + 7 * number)
        return When(span=Span(monday, monday + timedelta(days=6)))
    if unit.startswith("year"):
        return When(span=Span(date(today.year - number, 1, 1), date(today.year - number, 12, 31)))
    months = today.year * 12 + today.month - 1 - number
    return When(span=_month(months // 12, months % 12 + 1))


def _count(text: str) -> int:
    return _COUNTS.get(text) or int(text)


def _month_named(words: tuple[Word, ...]) -> tuple[int, int] | None:
    """(place among the words, month); a word that is also another needs "in" before it, or a number beside it."""
    for at, word in enumerate(words):
        month = _MONTHS.get(word.text)
        if month is None:
            continue
        beside = [words[place].text for place in (at - 1, at + 1) if 0 <= place < len(words)]
        before = words[at - 1].text if at else ""
        if word.text not in _ALSO_WORDS or before in _BEFORE_MONTH or any(_day_number(one) for one in beside):
            return at, month
    return None


def _in_month(words: tuple[Word, ...], named: tuple[int, int], today: date, *, is_past: bool) -> When:
    at, month = named
    texts = [word.text for word in words]
    numbers = [_day_number(texts[place]) for place in (at + 1, at - 1, at - 2) if 0 <= place < len(texts)]
    year = next((int(one) for one in texts[at + 1 : at + 4] if re.fullmatch(r"(?:19|20)\d\d", one)), None)
    number = next((one for one in numbers if one), None)
    if number is None:
        return When(span=_month(year or (today.year if month <= today.month else today.year - 1), month))
    said = f"{number} {texts[at]}"
    if year is not None:
        return _named(year, month, number, said)
    years = (today.year, today.year - 1) if is_past else (today.year, today.year + 1)
    fitting = [when for one in years if (when := _named(one, month, number, said)).on]
    right = (one for one in fitting if one.on and (one.on <= today if is_past else one.on >= today))
    return next(right, fitting[0] if fitting else When(unknown=said))


def _day_number(text: str) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _calendar(unit: str, today: date, *, is_this: bool) -> Span:
    if unit == "year":
        year = today.year - (0 if is_this else 1)
        return Span(date(year, 1, 1), date(year, 12, 31))
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (0 if is_this else 7))
        return Span(monday, monday + timedelta(days=6))
    months = today.year * 12 + today.month - (1 if is_this else 2)
    return _month(months // 12, months % 12 + 1)


def _month(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
