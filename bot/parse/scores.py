"""Scores from 0 to 10: soreness with its body part, energy, stress."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_DOWN, Decimal
from typing import Final

from bot.parse import limits, words
from bot.parse.effort import number_or_range
from bot.parse.sheet import Sheet
from bot.parse.whose import is_asked, is_theirs
from storage.records import Energy, EnergyLevel

_MOST_FILLERS: Final = 4  # tokens
_MOST_WORDS: Final = 8  # between an ache and the score that is said of it
_LONGEST_SCORE: Final = 5  # tokens: 6-7 out of 10
_BETWEEN: Final = words.set_of("are is feel feeling still pretty very kinda really super r")
_SAID_OF: Final = words.set_of("for of on in the : - is as far go sore my muscle")  # legs 5 arms 2 for soreness
_SITE_FILLERS: Final = words.set_of(
    "are r is a an at like about maybe was feel feels the still only low lower upper my s : ="
)
_OUT_OF: Final = words.set_of("out outta from of")
_MOST_MISSAID: Final = 20  # sore 15 is refused with a sentence; sore, 225 3x5 is no score at all
_NOT_A_SCORE: Final = (
    words.TIMES | words.UNITS.keys() | words.HOURS | words.MINUTES | words.REPS | words.SETS | words.PLATES
    | words.set_of("% : days day weeks s")
)  # fmt: skip
_ENERGETIC: Final = words.ENERGY | words.WORN_OUT
_MILD: Final = words.set_of("too that really very super overly so")
_EMPHASIS: Final = _MILD | words.set_of("any at all feeling even")


@dataclass(frozen=True, slots=True)
class Ache:
    """A soreness, maybe above 10 until it is refused, and the body part it was said of."""

    score: int
    site: str | None


def score_at(sheet: Sheet, at: int) -> tuple[int, int] | None:
    """7, 7/10, 6-7, 7.5, six out of ten, 4 from 10, with the place after it; not what goes on as a load or a time."""
    found = number_or_range(sheet, at)
    if not found or sheet[at - 1].text in words.TIMES | {"@"}:
        return None
    value, stop = found
    if of_ten := _of_ten(sheet, stop):
        stop = of_ten
    elif _goes_on(sheet, stop) or value > _MOST_MISSAID:
        return None
    sign = -1 if sheet[at - 1].text == "-" and sheet[at].glued and not sheet[at - 1].glued else 1
    return sign * _whole(value), stop


def _of_ten(sheet: Sheet, at: int) -> int | None:
    place = at + 1 if sheet[at].text == "/" else at
    while sheet[place].text in _OUT_OF and place < at + 2:
        place += 1
    return place + 1 if place > at and sheet[place].value == limits.WORST else None


def _goes_on(sheet: Sheet, at: int) -> bool:
    """A slash with a number behind it is no score: 185/5. One without is a mark between facts."""
    return sheet[at].text in _NOT_A_SCORE or (sheet[at].text == "/" and sheet[at + 1].value is not None)


def _whole(score: Decimal) -> int:
    """The nearest score, halves down: 7.5 is not above 7. What is above the scale stays above it."""
    return int(score.to_integral_value(ROUND_CEILING if score > limits.WORST else ROUND_HALF_DOWN))


def _score_before(sheet: Sheet, at: int) -> tuple[int, int] | None:
    """The score that ends before *at*, and where it begins."""
    for length in range(_LONGEST_SCORE, 0, -1):
        score = score_at(sheet, at - length)
        if score and score[1] == at:
            return score[0], at - length
    return None


# ── soreness ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read_soreness(sheet: Sheet) -> Iterator[Ache]:
    """Every soreness that is said with a number or denied; its tokens are taken. It may be above 10."""
    for at in range(len(sheet)) if sheet.has_any(words.SORE) else ():
        if sheet[at].text in words.SORE and not is_theirs(sheet, at) and not is_asked(sheet, at):
            yield from _denied(sheet, at) or _scored(sheet, at)


def _denied(sheet: Sheet, at: int) -> list[Ache]:
    start = at
    while sheet[start - 1].text in _EMPHASIS:
        start -= 1
    if sheet[start - 1].text in {"no", "not", "zero", "isnt", "arent", "aint", "nicht", "keine", "kein", "sin", "0"}:
        if any(sheet[place].text in _MILD for place in range(start, at)):
            return []
        sheet.take(start - 1, at + 3 if sheet.texts(at + 1, at + 3) == ("at", "all") else at + 1)
        return [Ache(0, None)]
    place = at + 1
    while sheet[place].text in {":", "is", "=", "-"}:
        place += 1
    if sheet[place].text not in {"none", "zero", "nil"}:
        return []
    sheet.take(at, place + 1)
    return [Ache(0, None)]


def _scored(sheet: Sheet, at: int) -> Iterator[Ache]:
    """sore 7 legs, soreness 6 legs 3 chest, legs 6 sore, legs 5 arms 2 for soreness, sore quads 7/10."""
    start, stop, aches = at, at + 1, list[Ache]()
    while part := _ache_behind(sheet, stop):
        aches.append(part[0])
        stop = part[1]
    if not aches or sheet[at + 1].text in words.CLAUSE_ENDS:
        earlier, start = _aches_before(sheet, at)
        aches += earlier
    if aches and aches[0].site is None and start == at and (subject := _subject(sheet, at)):
        start, aches[0] = subject[0], replace(aches[0], site=subject[1])
    if aches:
        sheet.take(start, stop)
    yield from aches


def _subject(sheet: Sheet, at: int) -> tuple[int, str] | None:
    """My legs are still sore 7: where that begins, and the body part."""
    place = at - 1
    while sheet[place].text in _BETWEEN and place > at - _MOST_FILLERS:
        place -= 1
    site = sheet[place].text
    return (place, site) if site in words.BODY_PARTS else None


def _ache_behind(sheet: Sheet, at: int) -> tuple[Ache, int] | None:
    place, site = _past_words(sheet, at)
    score = score_at(sheet, place)
    if not score:
        return None
    stop = score[1]
    behind, later = _past_words(sheet, stop)
    is_its_own = site is None and later and not score_at(sheet, behind) and sheet[stop].text not in words.CLAUSE_ENDS
    if site is None and later and (is_its_own or sheet[stop].text in words.BODY_PARTS | {"in"}):
        return Ache(score[0], later), behind
    return Ache(score[0], site), stop


def _past_words(sheet: Sheet, at: int) -> tuple[int, str | None]:
    """The place after words that may stand before a score, and the body part among them."""
    place, site = at, None
    while place < at + _MOST_WORDS:
        if sheet[place].text in words.BODY_PARTS:
            site = sheet[place].text
        elif sheet[place].text not in words.SORE_FILLERS:
            break
        place += 1
    return place, site


def _aches_before(sheet: Sheet, at: int) -> tuple[list[Ache], int]:
    """legs 6 sore, 7/10 sore, legs 5 arms 2 for soreness: the aches, and where they begin."""
    aches, start, place = list[Ache](), at, at
    while sheet[place - 1].text in _SAID_OF and place > at - _MOST_FILLERS:
        place -= 1
    while found := _score_before(sheet, place):
        site_at, site = _site_before(sheet, found[1])
        if aches and site is None:
            break
        aches.append(Ache(found[0], site))
        start = place = site_at
        while sheet[place - 1].text in {",", "and", "&", "n"} and place > start - 2:
            place -= 1
        if site is None:
            break
    return aches, start


def _site_before(sheet: Sheet, at: int) -> tuple[int, str | None]:
    place = at
    while sheet[place - 1].text in _SITE_FILLERS and place > at - _MOST_FILLERS:
        place -= 1
    site = sheet[place - 1].text
    return (place - 1, site) if site in words.BODY_PARTS else (at, None)


# ── energy and stress ──────────────────────────────────────────────────────────────────────────────────────────────


def read_energy(sheet: Sheet) -> Iterator[Energy]:
    """Every energy that is said, as a number (maybe above 10) or a level; its tokens are taken."""
    for at in range(len(sheet)) if sheet.has_any(_ENERGETIC) else ():
        found = _energy(sheet, at) if sheet[at].text in words.ENERGY else _worn_out(sheet, at)
        if found and not is_theirs(sheet, at) and not is_asked(sheet, at):
            sheet.take(found[1], found[2])
            yield found[0]


def read_stress(sheet: Sheet) -> Iterator[int]:
    """Every stress that is said as a number, maybe above 10; its tokens are taken."""
    for at in range(len(sheet)) if sheet.has_any(words.STRESS) else ():
        found = _rated(sheet, at) if sheet[at].text in words.STRESS else None
        if found and not is_theirs(sheet, at) and not is_asked(sheet, at):
            sheet.take(found[1], found[2])
            yield found[0]


def _rated(sheet: Sheet, at: int) -> tuple[int, int, int] | None:
    """Energy 4, energy is a solid 8, 2 out of 10 on energy."""
    place = at + 1
    while sheet[place].text in words.LEVEL_FILLERS and place <= at + _MOST_FILLERS:
        place += 1
    if score := score_at(sheet, place):
        return score[0], at, score[1]
    place = at
    while sheet[place - 1].text in {"on", "for", "of", "in", "my", "the", "with"} and place > at - _MOST_FILLERS:
        place -= 1
    before = _score_before(sheet, place)
    return (before[0], before[1], at + 1) if before else None


def _energy(sheet: Sheet, at: int) -> tuple[Energy, int, int] | None:
    if sheet[at + 1].text.startswith("drink"):
        return None
    return _rated(sheet, at) or _level(sheet, at)


def _level(sheet: Sheet, at: int) -> tuple[Energy, int, int] | None:
    place = at + 1
    while place <= at + _MOST_FILLERS:
        if level := _level_of(sheet[place].text):
            return level, at, place + 1
        if sheet[place].text not in words.LEVEL_FILLERS:
            break
        place += 1
    level = _level_of(sheet[at - 1].text)
    return (level, at - 1, at + 1) if level else None


def _level_of(text: str) -> EnergyLevel | None:
    levels = {EnergyLevel.LOW: words.LOW, EnergyLevel.OK: words.FINE, EnergyLevel.HIGH: words.HIGH}
    return next((level for level, said in levels.items() if text in said), None)


def _worn_out(sheet: Sheet, at: int) -> tuple[Energy, int, int] | None:
    if sheet[at].text not in words.WORN_OUT or sheet[at - 1].text in {"not", "isnt", "arent", "of"}:
        return None
    return EnergyLevel.LOW, at, at + 1
