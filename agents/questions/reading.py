"""The words of a question as they are compared, and the numbers in them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from knowledge.phrases import Phrase, Phrases, Word, by_first_word, folded, matches
from knowledge.units import Load, Unit

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’/][^\W_]+)*|[.,;:!?\n]")
_WEIGHT: Final = re.compile(
    r"(?<![\d.,])(\d{2,3}(?:[.,]\d)?) ?(kgs?|kilos?|кг|lbs?|pounds?)\b(?!\s*[x×*]\s*\d)", re.IGNORECASE
)
_BARE: Final = re.compile(
    r"\b(?:at|weigh(?:ing)?|bw|body ?weight|bei|wiege|con|peso|pese|pèse|вешу)\s+(\d{2,3}(?:[.,]\d)?)\b"
    r"(?! ?(?:g|%|reps)\b)",
    re.IGNORECASE,
)
_CENTIMETRES: Final = re.compile(r"\b(1[2-9]\d|2[0-2]\d) ?cm\b", re.IGNORECASE)
_METRES: Final = re.compile(r"\b([12])[.,]([0-9]{2}) ?m\b", re.IGNORECASE)
_FEET: Final = re.compile(r"\b([4-7]) ?(?:'|’|ft|feet|foot) ?(1[01]|[0-9])?\b", re.IGNORECASE)
_LEAST_KG, _MOST_KG = Decimal(30), Decimal(250)
_LIFTED: Final = re.compile(
    r"\b(?:squat\w*|bench\w*|dead ?lift\w*|dl|press\w*|ohp|row\w*|lift\w*|pull\w*|curl\w*|clean\w*|snatch\w*)"
    r"\s+(?:(?!at\b|weigh|bw\b)\w+\s+)?$|\b(?:lose|lost|gain|gained|drop|dropped|my)\s+$",
    re.IGNORECASE,
)

_DAYS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "monday montag lunes lundi segunda понедельник понедельника",
            "tuesday tue tues dienstag martes mardi terca вторник вторника",
            "wednesday wed mittwoch miercoles mercredi quarta среда среду",
            "thursday thu thur thurs donnerstag jueves jeudi quinta четверг четверга",
            "friday fri freitag viernes vendredi sexta пятница пятницу",
            "saturday sat samstag sonnabend sabado samedi суббота субботу",
            "sunday sun sonntag domingo dimanche воскресенье",
        )
    )
    for name in names.split()
}
_TODAY: Final = frozenset(["today", "tonight", "heute", "hoy", "aujourdhui", "hoje", "сегодня", "now"])
_TOMORROW: Final = frozenset(["tomorrow", "tmrw", "tmr", "tomo", "morgen", "manana", "demain", "amanha", "завтра"])
_YESTERDAY: Final = frozenset(["yesterday", "gestern", "ayer", "ontem", "вчера"])
_PAST_DAY: Final = frozenset(
    ["last", "past", "letzten", "letzter", "dernier", "pasado", "passada", "passado", "прошлыи", "прошлую"]
)


def phrase(line: str) -> Phrase:
    """Words in order: ``a|b`` is either, ``..`` is up to four words between."""
    return tuple(frozenset(map(folded, place.split("|"))) for place in line.split())


def table(lines: Iterable[str]) -> Phrases:
    """Phrases that are parted by semicolons, ready to be looked for; each has the place of its line as its rank."""
    each = ((phrase(part), rank) for rank, line in enumerate(lines) for part in line.split(";") if part.strip())
    return by_first_word(each)


@lru_cache(64)
def words_of(text: str) -> tuple[Word, ...]:
    return tuple(Word(folded(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(text))


def ranks(phrases: Phrases, words: tuple[Word, ...]) -> frozenset[int]:
    return frozenset(rank for rank, _ in matches(phrases, words))


def day_asked(words: tuple[Word, ...], today: date, *, is_past: bool = False) -> date | None:
    """The day that is spoken of: a weekday is the next one, today included, and behind "last" the one before.

    *is_past*: what was done is asked for, so that a weekday is the last one, today included.
    """
    for at, word in enumerate(words):
        before = words[at - 1].text if at else ""
        if word.text in _TODAY:
            return today
        if word.text in _TOMORROW:
            return today + timedelta(days=1)
        if word.text in _YESTERDAY:
            return today - timedelta(days=1)
        if word.text in _DAYS:
            ahead = (_DAYS[word.text] - today.weekday()) % 7
            back = before in _PAST_DAY or (is_past and ahead > 0)
            return today + timedelta(days=ahead - 7 if back else ahead)
    return None


def is_weekday_named(words: tuple[Word, ...]) -> bool:
    return any(word.text in _DAYS for word in words)


def body_weight_named(text: str, unit: Unit) -> Load | None:
    """The body weight in a question: ``82 kg``, ``at 82`` in the lifter's own unit; None where none can be one."""
    if found := next((found for found in _WEIGHT.finditer(text) if not _is_lifted(text[: found.start()])), None):
        load = Load(_number(found[1]), Unit.LB if found[2].lower().startswith(("l", "p")) else Unit.KG)
    elif found := _BARE.search(text):
        load = Load(_number(found[1]), unit)
    else:
        return None
    return load if _LEAST_KG <= load.kg <= _MOST_KG else None


def _is_lifted(before: str) -> bool:
    """Whether the weight behind these words is one on a bar, or a change: ``I squat``, ``for my``, ``lose``."""
    return _LIFTED.search(before) is not None


def height_m(text: str) -> Decimal | None:
    """``180 cm``, ``1.80 m``, ``5'10``, in metres."""
    if found := _CENTIMETRES.search(text):
        return Decimal(found[1]) / 100
    if found := _METRES.search(text):
        return Decimal(f"{found[1]}.{found[2]}")
    if found := _FEET.search(text):
        return (Decimal(found[1]) * 12 + Decimal(found[2] or 0)) * Decimal("0.0254")
    return None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
