"""How a lifter says he is: soreness, energy, body weight."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Final, TypeVar

from bot.parse import limits, words
from bot.parse.effort import number_or_range
from bot.parse.facts import Parsed
from bot.parse.sheet import Sheet
from bot.parse.sleep import read_sleep
from knowledge.units import Load, Unit
from storage.records import Energy, EnergyLevel

_MOST_FILLERS: Final = 4
_BETWEEN: Final = words.set_of("are is feel feeling still pretty very kinda really super")
_MOST_MISSAID: Final = 20  # sore 15 is refused with a sentence; sore, 225 3x5 is no score at all
_NOT_A_SCORE: Final = (
    words.TIMES | words.UNITS.keys() | words.HOURS | words.MINUTES | words.REPS | words.SETS | words.PLATES
    | words.set_of("% : days day weeks s")
)  # fmt: skip
_LIGHTEST: Final = {Unit.KG: 30, Unit.LB: 66}  # a body weight below this is something else: bw 8,8,7


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Ache:
    """A soreness, and the body part it was said of."""

    score: int
    site: str | None


def read_readiness(sheet: Sheet, unit: Unit) -> Parsed:
    """How a lifter says he is, what of it can be, and a sentence for the rest; the words that say it are taken.

    Of several lengths of sleep, energies and body weights the first counts; of several aches the worst.
    """
    refused: list[str] = []
    slept = _possible(read_sleep(sheet), limits.sleep_refusal, refused)
    weights = _possible(read_body_weight(sheet, unit), limits.body_weight_refusal, refused)
    aches = _possible(read_soreness(sheet), lambda ache: limits.score_refusal("soreness", ache.score), refused)
    energies = _possible(read_energy(sheet), _energy_refusal, refused)
    worst = max(aches, key=lambda ache: ache.score, default=None)
    return Parsed(
        sleep_minutes=int(slept[0].quantize(Decimal(1), ROUND_HALF_UP)) if slept else None,
        soreness=worst.score if worst else None,
        soreness_site=worst.site if worst else None,
        energy=energies[0] if energies else None,
        body_weight=weights[0] if weights else None,
        refused=tuple(refused),
    )


def _possible(values: Iterator[Value], refusal: Callable[[Value], str | None], refused: list[str]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if why := refusal(value):
            refused.append(why)
        else:
            found.append(value)
    return found


def _energy_refusal(energy: Energy) -> str | None:
    return None if isinstance(energy, EnergyLevel) else limits.score_refusal("energy", energy)


# ── soreness ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read_soreness(sheet: Sheet) -> Iterator[Ache]:
    """Every soreness that is said with a number or denied; its tokens are taken. It may be above 10."""
    for at in range(len(sheet)):
        if sheet[at].text in words.SORE:
            yield from _denied(sheet, at) or _scored(sheet, at)


def _denied(sheet: Sheet, at: int) -> list[Ache]:
    start = at
    while sheet[start - 1].text in {"really", "any", "at", "all", "too", "that", "feeling", "very"}:
        start -= 1
    if sheet[start - 1].text in {"no", "not", "zero", "isnt", "arent", "aint"} and start - 1 >= 0:
        is_mild = any(sheet[place].text in {"too", "that", "really", "very"} for place in range(start, at))
        if is_mild:
            return []
        sheet.take(start - 1, at + 3 if sheet.texts(at + 1, at + 3) == ("at", "all") else at + 1)
        return [Ache(0, None)]
    if sheet[at + 1].text in {"none", "zero"} or sheet.texts(at + 1, at + 3) == (":", "none"):
        sheet.take(at, at + 2 + (sheet[at + 1].text == ":"))
        return [Ache(0, None)]
    return []


def _scored(sheet: Sheet, at: int) -> Iterator[Ache]:
    """sore 7 legs, soreness 6 legs 3 chest, legs 6 sore, sore quads 7/10."""
    start, stop, aches = at, at + 1, list[Ache]()
    while part := _ache_behind(sheet, stop):
        aches.append(part[0])
        stop = part[1]
    is_closed = not aches or sheet[at + 1].text in words.CLAUSE_ENDS
    if is_closed and (earlier := _ache_before(sheet, at)):
        aches.append(earlier[0])
        start = earlier[1]
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
    score = _score(sheet, place)
    if not score:
        return None
    stop = score[1]
    behind, later = _past_words(sheet, stop)
    is_its_own = site is None and later and not _score(sheet, behind) and sheet[stop].text not in words.CLAUSE_ENDS
    if site is None and later and (is_its_own or sheet[stop].text in words.BODY_PARTS | {"in"}):
        return Ache(score[0], later), behind
    return Ache(score[0], site), stop


def _past_words(sheet: Sheet, at: int) -> tuple[int, str | None]:
    """The place after words that may stand before a score, and the body part among them."""
    place, site = at, None
    while place < at + _MOST_FILLERS + 1:
        if sheet[place].text in words.BODY_PARTS:
            site = sheet[place].text
        elif sheet[place].text not in words.SORE_FILLERS:
            break
        place += 1
    return place, site


def _ache_before(sheet: Sheet, at: int) -> tuple[Ache, int] | None:
    """legs 6 sore, 7/10 sore, 7 soreness."""
    for length in (3, 2, 1):
        score = _score(sheet, at - length)
        if score and score[1] == at:
            site = sheet[at - length - 1].text
            is_part = site in words.BODY_PARTS
            return Ache(score[0], site if is_part else None), at - length - is_part
    return None


def _score(sheet: Sheet, at: int) -> tuple[int, int] | None:
    """7, 7/10, 6-7, 7.5; not what goes on as a load or a time."""
    found = number_or_range(sheet, at)
    if not found or sheet[at - 1].text in words.TIMES | {"@"}:
        return None
    value, stop = found
    if sheet[stop].text == "/" and sheet[stop + 1].value == 10:
        stop += 2
    elif sheet.texts(stop, stop + 2) == ("out", "of") and sheet[stop + 2].value == 10:
        stop += 3
    elif sheet[stop].text in _NOT_A_SCORE or sheet[stop].text == "/" or value > _MOST_MISSAID:
        return None
    sign = -1 if sheet[at - 1].text == "-" and sheet[at].glued and not sheet[at - 1].glued else 1
    return sign * _whole(value), stop


def _whole(score: Decimal) -> int:
    """The nearest score, halves down: 7.5 is not above 7. What is above the scale stays above it."""
    return int(score.to_integral_value(ROUND_CEILING if score > limits.WORST else ROUND_HALF_DOWN))


# ── energy ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_energy(sheet: Sheet) -> Iterator[Energy]:
    """Every energy that is said, as a number (maybe above 10) or a level; its tokens are taken."""
    for at in range(len(sheet)):
        found = _energy(sheet, at) if sheet[at].text in words.ENERGY else _worn_out(sheet, at)
        if found:
            sheet.take(found[1], found[2])
            yield found[0]


def _energy(sheet: Sheet, at: int) -> tuple[Energy, int, int] | None:
    if sheet[at + 1].text.startswith("drink"):
        return None
    place = at + 1
    while sheet[place].text in words.ENERGY_FILLERS and place <= at + _MOST_FILLERS:
        place += 1
    if score := _score(sheet, place):
        return score[0], at, score[1]
    if level := _level(sheet[place].text):
        return level, at, place + 1
    if level := _level(sheet[at - 1].text):
        return level, at - 1, at + 1
    for length in (3, 1):
        score = _score(sheet, at - length)
        if score and score[1] == at:
            return score[0], at - length, at + 1
    return None


def _level(text: str) -> EnergyLevel | None:
    levels = {EnergyLevel.LOW: words.LOW, EnergyLevel.OK: words.FINE, EnergyLevel.HIGH: words.HIGH}
    return next((level for level, said in levels.items() if text in said), None)


def _worn_out(sheet: Sheet, at: int) -> tuple[Energy, int, int] | None:
    if sheet[at].text not in words.WORN_OUT or sheet[at - 1].text in {"not", "isnt", "arent", "of"}:
        return None
    return EnergyLevel.LOW, at, at + 1


# ── body weight ────────────────────────────────────────────────────────────────────────────────────────────────────


def read_body_weight(sheet: Sheet, unit: Unit) -> Iterator[Load]:
    """Every body weight that is said; its tokens are taken. bw 3x8 and bw+25 are a move and stay."""
    for at in range(len(sheet)):
        text = sheet[at].text
        found = None
        if text in words.BODY_WEIGHT or (text == "body" and sheet[at + 1].text == "weight"):
            found = _weighed(sheet, at, unit) or _weighed_before(sheet, at, unit)
        elif text in words.WEIGHED or (text == "scale" and sheet[at + 1].text == "said"):
            found = _weighed(sheet, at, unit)
        if found:
            sheet.take(found[1], found[2])
            yield found[0]


def _weighed(sheet: Sheet, at: int, unit: Unit) -> tuple[Load, int, int] | None:
    place = at + 1
    while sheet[place].text in words.WEIGH_FILLERS | {"weight", "said"} and place <= at + _MOST_FILLERS:
        place += 1
    value, said = sheet[place].value, words.UNITS.get(sheet[place + 1].text)
    stop = place + 2 if said else place + 1
    is_move = sheet[stop].text in words.TIMES | {"/", ":"} | words.REPS | words.SETS
    if value is None or is_move or value != round(value, 3) or (not said and value < _LIGHTEST[unit]):
        return None
    return Load(value, said or unit), at, stop


def _weighed_before(sheet: Sheet, at: int, unit: Unit) -> tuple[Load, int, int] | None:
    """78kg bw: only with its unit, since 78 bw might be anything."""
    value, said = sheet[at - 2].value, words.UNITS.get(sheet[at - 1].text)
    is_load = sheet[at - 3].text in words.TIMES | words.AT | {"+"}
    if value is None or not said or is_load or value < _LIGHTEST[said] or value != round(value, 3):
        return None
    return Load(value, said), at - 2, at + 1
