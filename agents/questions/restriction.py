"""How little is to be eaten, or how fast weight is to go, as far as a question puts it into numbers."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from agents.questions.reading import day_asked, words_of
from knowledge.phrases import folded
from knowledge.units import Load, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """What was named of it; None: not named."""

    kcal: int | None = None  # to be eaten a day
    gap_kcal: int | None = None  # below maintenance, a day
    fasting_days: Decimal | None = None
    loss: Load | None = None
    loss_days: int | None = None  # in which *loss* is to go; where it stands, so does the other


WEEK: Final = 7  # days
MONTH: Final = 30
_COUNTED: Final = {
    folded(word): number
    for number, words in {
        1: "a an one per ein eine einem einer pro un una une um uma par por один одну",
        2: "two couple zwei dos deux dois duas два две",
        3: "three drei tres trois три",
        4: "four vier cuatro quatre quatro четыре",
        5: "five funf cinco cinq пять",
        6: "six sechs seis шесть",
        7: "seven sieben siete sept sete семь",
        8: "eight acht ocho huit oito восемь",
        10: "ten zehn diez dix dez десять",
    }.items()
    for word in words.split()
}
_COUNT: Final = "|".join(sorted(_COUNTED, key=len, reverse=True))
_DAYS: Final = {
    1: "day days tag tage tagen dia dias jour jours день дня днеи сутки",
    WEEK: "week weeks wk wks woche wochen semana semanas semaine semaines неделя неделю недели недель",
    MONTH: "month months monat monate monaten mes meses mois месяц месяца месяцев",
}
_DAYS_OF: Final = {word: days for days, words in _DAYS.items() for word in words.split()}
_SPAN: Final = "|".join(sorted(_DAYS_OF, key=len, reverse=True))
_ENERGY: Final = r"(?:k ?cals?|cals?|calories?|kalorien|calorias?|calories|калори\w+|ккал)"
_KCAL: Final = re.compile(rf"(?<![\d.,/])(\d{{1,2}}[.,]\d{{3}}|\d{{3,5}}) ?{_ENERGY}\b(.{{0,24}})")
_APART: Final = re.compile(
    r"deficit|defizit|under|below|less|fewer|surplus|over\b|above|more|дефицит|menos|weniger|moins"
)
_OF_PART: Final = re.compile(
    r"burn|verbrenn|quem|brul|сжиг|breakfast|lunch|dinner|snack|\bmeal\b|shake|fruhstuck|cheat|bar\b|workout"
)
_LOSS: Final = re.compile(
    r"(?<![\d.,x×*])(\d{1,3}(?:[.,]\d+)?) ?(kgs?|kilos?|кг|килограмм\w*|lbs?|pounds?|pfund|libras?)\b"
)
_IN: Final = re.compile(
    r"^[^.,;!?]{0,20}?(?:\b(?:in|within|over|per|a|an|each|every|pro|innerhalb von|en|em|dans|por|par|за|в|this|next) ?"
    rf"(?:only |just |nur )?(\d{{1,2}}|{_COUNT})? ?({_SPAN})\b|/ ?({_SPAN})\b)"
)
_BEFORE: Final = re.compile(rf"\b(?:in|within|en|em|dans|за) (\d{{1,2}}|{_COUNT}) ({_SPAN})()\b")
_BY: Final = re.compile(r"\b(?:by|until|till|before|bis|para|para el|hasta|avant|ate|до|к|ко)\b")
_GAINED: Final = re.compile(
    r"\b(?:gain|bulk|add|put on|increase|lift|squat|bench|press|deadlift|pull|row|curl|zunehm|ganar|"
    r"ganhar|subir|prendre|набрать|protein|eiwei|prote|bodyweight|weigh|wiege|peso (?:de )?\d|bw)"
)
_FAST: Final = re.compile(
    r"\b(?:fast|fasts|fasting|fasted|fasten|faste|ayunar|ayuno|jeune|jeuner|jejum|jejuar|голодать|голодание|голодаю|"
    r"without (?:food|eating))\b"
)
_FASTED: Final = re.compile(rf"\b(\d{{1,3}}|{_COUNT})[ -]?({_SPAN}|h|hrs?|hours?|stunden|horas|heures|час\w*)\b")
_HOURS: Final = Decimal(24)


def restriction(text: str, today: date) -> Restriction | None:
    """None where the text names neither an amount, nor a fast in days, nor a pace."""
    plain = " ".join(folded(text).split())
    kcal, gap = _energy(plain)
    fasting = _fasting(plain)
    loss, days = _pace(plain, today)
    found = Restriction(kcal=kcal, gap_kcal=gap, fasting_days=fasting, loss=loss, loss_days=days)
    return None if found == Restriction() else found


def _energy(plain: str) -> tuple[int | None, int | None]:
    found = _KCAL.search(plain)
    if found is None or _OF_PART.search(plain):
        return None, None
    kcal = int(re.sub(r"\D", "", found[1]))
    near = f"{plain[max(0, found.start() - 12) : found.start()]} {found[2]}"
    return (None, kcal) if _APART.search(near) else (kcal, None)


def _fasting(plain: str) -> Decimal | None:
    found = _FASTED.search(plain) if _FAST.search(plain) else None
    if found is None:
        return None
    number = _number(found[1])
    days = number * _DAYS_OF[found[2]] if found[2] in _DAYS_OF else number / _HOURS
    return days if days >= 1 else None


def _pace(plain: str, today: date) -> tuple[Load, int] | tuple[None, None]:
    found = None if _GAINED.search(plain) else _LOSS.search(plain)
    if found is None:
        return None, None
    before, behind = plain[: found.start()], plain[found.end() :]
    loss = Load(Decimal(found[1].replace(",", ".")), Unit.LB if found[2][0] in "lp" else Unit.KG)
    days = _days_in(_IN.search(behind) or _BEFORE.search(before)) or _days_until(behind, today)
    return (loss, days) if days and loss.amount else (None, None)


def _days_in(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    number = _number(found[1]) if found[1] else Decimal(1)
    return max(1, int(number * _DAYS_OF[found[2] or found[3]]))


def _days_until(plain: str, today: date) -> int | None:
    """Up to a weekday, or tomorrow; a day at least."""
    by = _BY.search(plain)
    day = day_asked(words_of(plain), today) if by else None
    if day is None:
        return None
    ahead = (day - today).days
    return WEEK if ahead == 0 else max(1, ahead)


def _number(word: str) -> Decimal:
    return Decimal(word) if word.isdecimal() else Decimal(_COUNTED.get(word, 1))
