"""The day that a message speaks of: yesterday, on Monday, 2 days ago, Nov 20."""

from collections.abc import Sequence
from itertools import chain, islice, takewhile
from typing import Final

from bot.parse import words
from bot.parse.clock import clock_at
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, phrase_at, token_at
from knowledge.spelling import typing_errors

_LATELY: Final = 14  # days; what was before that is often history, and is told, not logged
_FURTHEST_AGO: Final = 366  # days; the log takes a year back
_MOST_DAYS: Final = 8  # looked at in a message
_CLAUSE_WITHIN: Final = 16  # words
_WEEK: Final = 7  # days
_MONTH: Final = 365 / 12  # days
_NAMES: Final = {
    "monday": "monday mondays lunes lundi lunedi montag понедельник poniedziałek maandag segundafeira",
    "tuesday": "tuesday tuesdays tuseday martes mardi martedi dienstag вторник wtorek dinsdag",
    "wednesday": "wednesday wednesdays wensday wendsday weds miercoles mercredi mercoledi mittwoch среду среда środę "
    "środa woensdag",
    "thursday": "thursday thursdays jueves jeudi giovedi donnerstag четверг czwartek donderdag",
    "friday": "friday fridays viernes vendredi venerdi freitag пятницу пятница piątek vrijdag",
    "saturday": "saturday saturdays sabado samedi sabato samstag sonnabend субботу суббота sobotę sobota zaterdag",
    "sunday": "sunday sundays domingo dimanche domenica sonntag воскресенье niedzielę niedziela zondag",
    "yesterday": "yesterday yesterdays ystd yday yest gestern ayer hier ieri ontem вчера wczoraj gisteren",
    "2 days ago": "vorgestern anteayer antier avanthier anteontem позавчера przedwczoraj eergisteren",
}  # fmt: skip
_WORDS: Final = {word: day for day, said in _NAMES.items() for word in words.set_of(said)}
_DAYS: Final = {
    **{wrong: day for day in (*words.WEEKDAYS, "yesterday") for wrong in typing_errors(day) if wrong != "sundae"},
    **_WORDS,
}
"""What each word for a day means, typing errors included."""
_SHORT: Final = {
    short: day
    for day in words.WEEKDAYS
    for short in {day[:3], *{"tuesday": ("tues",), "thursday": ("thur", "thurs")}.get(day, ())}
}
_BEGINS_SHORT: Final = words.set_of("on last this from log logging forgot for") | words.CLAUSE_BOUNDS
_NOT_BEHIND_SHORT: Final = words.set_of("down up in out on at with for and is was i the to")  # sat down
_PARTED: Final = words.phrases_of(
    "the day before yesterday,day before yesterday,avant - hier,l altro ieri,altro ieri,segunda - feira"
)
_AGO: Final = words.set_of("ago temu назад geleden fa atras")
_AGO_BEFORE: Final = words.phrases_of("vor,hace,il y a,ha")  # vor 2 tagen
_DAY_UNITS: Final = words.set_of(
    "day days tagen tag dia dias jour jours giorno giorni день дня дней dzień dni dag dagen"
)
_WEEK_UNITS: Final = words.set_of(
    "week weeks wk wks woche wochen semana semanas semaine semaines settimana settimane неделю недели недель tydzień",
    "tygodnie tygodni weken",
)
_MONTH_UNITS: Final = words.set_of(
    "month months monat monate monaten mes meses mois mês mese mesi месяц месяца месяцев miesiąc miesiące miesięcy",
    "maand maanden",
)
_UNITS: Final = {
    **dict.fromkeys(_DAY_UNITS, 1),
    **dict.fromkeys(_WEEK_UNITS, _WEEK),
    **dict.fromkeys(_MONTH_UNITS, _MONTH),
}
_UNCOUNTED: Final = words.set_of("неделю месяц tydzień miesiąc")  # неделю назад is one week ago
_MARKS: Final = frozenset({*_DAYS, *_SHORT, *(f"{short}s" for short in _SHORT), *_PARTED, *_AGO, *_AGO_BEFORE})
_COUNTS: Final = {
    **dict.fromkeys(words.set_of("a one un una uno une um uma ein einem einer eine een"), 1),
    **dict.fromkeys(("couple", "of"), 2),  # a couple of days ago
}
_HISTORY: Final = words.set_of("was were used started could max best since still pain")
# Behind these a day is a cause, a plan, a habit or another day than the one that is told of.
_OTHER: Final = words.set_of(
    "since than like as every each next coming starts starting start until till til by before not to"
)
_WORN: Final = words.SORE | words.set_of(
    "tender tight stiff tired dead beat fried destroyed recovering recovered hungover wrecked exhausted achy hurt",
    "hurts hurting pain feeling still",
)
_RESTED: Final = words.set_of("skipped skip rest rested resting off missed nothing didnt slacked")
_LEADS: Final = words.set_of("on last from this the for late logging forgot log session training workout am at")
_DAY_LEADS: Final = _LEADS | words.CLAUSE_BOUNDS | words.set_of("about around like so approximately roughly it was")
_SHORTEST_DATE: Final = 7  # characters: --11-20
_TODAY: Final = words.set_of("today tonight now")


def day_said(sheet: Sheet) -> str | None:
    """The day that the facts of a message are of, as in DAYS_SAID; None for today. Its words are taken.

    A written date counts before a weekday. A day on which nothing was done, or that is only a cause, is none.
    """
    places = range(len(sheet))
    if not sheet.has_any(_MARKS) and not any(_date(sheet, at) for at in places):
        return None
    by_date = chain((at for at in places if _date(sheet, at)), (at for at in places if not _date(sheet, at)))
    days = ((at, found) for at in by_date if (found := _day(sheet, at)))
    for at, found in islice(days, _MOST_DAYS):
        if _is_told_of(sheet, at, found[1]):
            _take(sheet, at, found[1])
            return found[0]
    return None


def is_lately(tokens: Sequence[Token], at: int) -> bool:
    """Whether the "ago" at *at* is of a day that what was done is logged for."""
    days = _days_before_ago(tokens, at)
    return days is not None and _is_logged(tokens, days, at - 2, at + 1)


def _is_logged(tokens: Sequence[Token], days: int, start: int, stop: int) -> bool:
    """Whether sets are logged for the day so long ago, whose words stand there.

    Longer ago than _LATELY it has to be the day of the whole message: at its beginning or end, right beside numbers.
    """
    if not _LATELY < days <= _FURTHEST_AGO:
        return days <= _LATELY
    if any(token.text in _HISTORY | _TODAY for token in tokens):
        return False
    while start > 0 and tokens[start - 1].text in _DAY_LEADS:
        start -= 1
    if start <= 0:
        return _begins_with_number(tokens[stop:])
    return all(token.text in words.CLAUSE_BOUNDS for token in tokens[stop:]) and _begins_with_number(
        tokens[start - 1 :: -1]
    )


def _begins_with_number(tokens: Sequence[Token]) -> bool:
    """Whether a number comes before the clause ends; a mark right at the beginning is passed over."""
    clause = takewhile(lambda pair: not pair[0] or pair[1].text not in words.CLAUSE_BOUNDS, enumerate(tokens))
    return any(token.value is not None for _, token in islice(clause, _CLAUSE_WITHIN))


def _day(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """The day that begins there and the place after it."""
    if not sheet.is_free(at):
        return None
    if on := _date(sheet, at):
        return on, at + 1
    if length := phrase_at(sheet.tokens, at, _PARTED):
        return ("monday" if sheet[at].text == "segunda" else "2 days ago"), at + length
    if found := _ago(sheet, at):
        return found
    text = sheet[at].text
    day = _DAYS.get(text) or _short(sheet, at)
    return (day, at + 1) if day else None


def _date(sheet: Sheet, at: int) -> str | None:
    text = sheet[at].text
    if len(text) < _SHORTEST_DATE:
        return None
    return text if len(text) in (7, 10) and text[-3] == text[-6] == "-" and text[-2:].isdecimal() else None


def _ago(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """2 days ago, a couple of days ago, a month ago; vor 2 Tagen, hace 2 días."""
    ahead = range(at + 1, at + 5)
    ago = next((place for place in ahead if sheet[place].text in _AGO), None)
    if ago is not None and _is_count(sheet, at, ago) and is_lately(sheet.tokens, ago):
        return _in_days(_days_before_ago(sheet.tokens, ago) or 0), ago + 1
    if length := phrase_at(sheet.tokens, at, _AGO_BEFORE):
        days, stop = _days(sheet.tokens, at + length), at + length + 2
        return (_in_days(days), stop) if days and _is_logged(sheet.tokens, days, at, stop) else None
    return None


def _is_count(sheet: Sheet, at: int, ago: int) -> bool:
    """Whether the words from *at* on, up to the unit before *ago*, say how many."""
    if at == ago - 1:
        return sheet[at].text in _UNCOUNTED and _counted(sheet.tokens, at - 1) is None
    return all(place == ago - 2 or sheet[place].text in _COUNTS for place in range(at, ago - 1))


def _in_days(days: int) -> str:
    return "yesterday" if days == 1 else f"{days} days ago"


def _days_before_ago(tokens: Sequence[Token], at: int) -> int | None:
    if at < 1 or tokens[at].text not in _AGO:
        return None
    unit = tokens[at - 1].text
    is_uncounted = unit in _UNCOUNTED and _counted(tokens, at - 2) is None
    return round(_UNITS[unit]) if is_uncounted else _days(tokens, at - 2)


def _days(tokens: Sequence[Token], at: int) -> int | None:
    """The days in "2 days", "a week" and "3 months", in which a month is a twelfth of a year."""
    unit, number = _UNITS.get(token_at(tokens, at + 1).text), _counted(tokens, at)
    return round(number * unit) if number and unit else None


def _counted(tokens: Sequence[Token], at: int) -> int | None:
    count = token_at(tokens, at)
    return _COUNTS.get(count.text) if count.value is None else int(count.value)


def _short(sheet: Sheet, at: int) -> str | None:
    """Fri 225x5, on mon; but neither "sat down" nor "in the sun"."""
    day = _SHORT.get(sheet[at].text.removesuffix("s")) or _SHORT.get(sheet[at].text)
    before, behind = sheet.raw(at - 1).text, sheet.raw(at + 1).text
    is_day = before in _BEGINS_SHORT and (before in {"on", "last"} or behind not in _NOT_BEHIND_SHORT)
    return day if day and is_day else None


def _is_told_of(sheet: Sheet, at: int, stop: int) -> bool:
    before = sheet.raw(at - 1).text if sheet.raw(at - 1).text != "last" else sheet.raw(at - 2).text
    start = _clause_start(sheet, at)
    clause = {sheet.raw(place).text for place in range(start, at)}
    if before in _OTHER or (before in {"from", "after"} and clause & _WORN):
        return False
    end = stop
    while sheet.raw(end).text not in words.CLAUSE_BOUNDS and end < stop + _CLAUSE_WITHIN:
        end += 1
    if {sheet.raw(place).text for place in range(start, end)} & _RESTED:
        return False
    return _has_facts(sheet, start, stop)


def _has_facts(sheet: Sheet, start: int, stop: int) -> bool:
    """Whether a number that was read stands from there on, before "today" begins; or none was read at all."""
    numbers = [at for at in range(len(sheet)) if sheet.is_read(at) and sheet.raw(at).value is not None]
    today = next((at for at in range(stop, len(sheet)) if sheet.raw(at).text in _TODAY), len(sheet))
    return not numbers or any(start <= at < today for at in numbers)


def _clause_start(sheet: Sheet, at: int) -> int:
    start = at
    while sheet.raw(start - 1).text not in words.CLAUSE_BOUNDS and start > at - _CLAUSE_WITHIN:
        start -= 1
    return start


def _take(sheet: Sheet, start: int, stop: int) -> None:
    """The day with the words that lead to it: the weekday before a date, the time behind one."""
    at = start
    if sheet[at - 1].text == "," and sheet[at - 2].text in _DAYS:
        at -= 2
    while sheet[at - 1].text in _LEADS or sheet[at - 1].text in _DAYS:
        at -= 1
    if sheet[stop].text == "at" and (clock := clock_at(sheet, stop + 1)):
        stop = clock[1]
    sheet.take(at, stop)
