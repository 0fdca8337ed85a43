"""How a lifter says he is: sleep, soreness, energy, stress, body weight."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeVar

from bot.parse import limits, words
from bot.parse.body_weight import body_weight_at, read_body_weight
from bot.parse.scores import Ache, read_energy, read_soreness, read_stress, score_at
from bot.parse.sheet import Sheet
from bot.parse.sleep import goes_to_bed, read_sleep
from bot.parse.talk import is_ordinary
from knowledge.units import Load, Unit
from storage.records import Energy, EnergyLevel

_NOW: Final = words.set_of("now today")
_THEN: Final = words.set_of("yesterday yday ystd last was were earlier before")
_WEIGHT: Final = words.BODY_WEIGHT | words.WEIGHED | words.set_of("weight")
_TAKEN: Final = words.SORE | _WEIGHT | _THEN | _NOW | words.UNITS.keys()
_MOST_BACK: Final = 16  # tokens from what it was to what it is now

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """How a lifter says he is. None: not said.

    Scores are 0 to 10; *refused* has a sentence for each value that cannot be.
    """

    sleep_minutes: int | None
    soreness: int | None
    soreness_site: str | None
    energy: Energy | None
    stress: int | None
    body_weight: Load | None
    refused: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether anything was said that can be."""
        told = (self.sleep_minutes, self.soreness, self.energy, self.stress, self.body_weight)
        return any(value is not None for value in told)


def read_readiness(sheet: Sheet, unit: Unit) -> Ready:
    """How a lifter says he is, what of it can be, and a sentence for the rest; the words that say it are taken.

    Of several lengths of sleep, energies and body weights the first counts; of several aches the worst. Where it is
    said how it was and how it is now, the latter counts.
    """
    refused: list[str] = []
    sheet.stage = "soreness"
    ache_now = _ache_now(sheet)
    sheet.stage = "body weight"
    weight_now = _weight_now(sheet, unit)
    sheet.stage = "sleep"
    slept = _possible(read_sleep(sheet), limits.sleep_refusal, refused)
    sheet.stage = "body weight"
    weights = _possible(weight_now or read_body_weight(sheet, unit), limits.body_weight_refusal, refused)
    sheet.stage = "soreness"
    aches = _possible(
        ache_now or read_soreness(sheet), lambda ache: limits.score_refusal("soreness", ache.score), refused
    )
    sheet.stage = "energy"
    energies = _possible(read_energy(sheet), _energy_refusal, refused)
    sheet.stage = "stress"
    stress = _possible(read_stress(sheet), lambda score: limits.score_refusal("stress", score), refused)
    worst = max(aches, key=lambda ache: ache.score, default=None)
    return Ready(
        sleep_minutes=int(slept[0].quantize(Decimal(1), ROUND_HALF_UP)) if slept else None,
        soreness=worst.score if worst else None,
        soreness_site=worst.site if worst else None,
        energy=energies[0] if energies else None,
        stress=stress[0] if stress else None,
        body_weight=weights[0] if weights else None,
        refused=tuple(refused),
    )


def speaks_of_readiness(sheet: Sheet) -> bool:
    """Barely slept, kinda sore, went to bed at 11: no number that could be kept, so it is asked for."""
    for at in range(len(sheet)):
        if sheet[at].text in words.SORE and sheet[at + 1].text != "throat":
            return True
        if sheet[at].text in words.SLEEP and sheet[at - 1].text not in {"to", "go", "will"}:
            return True
        if goes_to_bed(sheet, at):
            return True
    return False


def _possible(values: Iterable[Value], refusal: Callable[[Value], str | None], refused: list[str]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if why := refusal(value):
            refused.append(why)
        else:
            found.append(value)
    return found


def _energy_refusal(energy: Energy) -> str | None:
    return None if isinstance(energy, EnergyLevel) else limits.score_refusal("energy", energy)


# ── was 86 last week, 84.8 now ─────────────────────────────────────────────────────────────────────────────────────


def _ache_now(sheet: Sheet) -> list[Ache]:
    for start, at, stop in _nows(sheet, words.SORE):
        if (score := score_at(_shown(sheet, at, stop), 0)) and score[1] == stop - at:
            _take(sheet, start, stop + 1)
            return [Ache(score[0], None)]
    return []


def _weight_now(sheet: Sheet, unit: Unit) -> list[Load]:
    for start, at, stop in _nows(sheet, _WEIGHT):
        if (found := body_weight_at(_shown(sheet, at, stop), 0, unit)) and found[1] == stop - at:
            _take(sheet, start, stop + 1)
            return [found[0]]
    return []


def _take(sheet: Sheet, start: int, stop: int) -> None:
    """What says how it was and is; a word that nobody knows stays."""
    for at in range(start, stop):
        text = sheet.raw(at).text
        is_mark = sheet.raw(at).value is not None or not text[:1].isalnum()
        if is_mark or is_ordinary(text) or text in _TAKEN:
            sheet.take(at, at + 1)


def _shown(sheet: Sheet, start: int, stop: int) -> Sheet:
    """These tokens alone, also where they were hidden as talk of another day."""
    return Sheet(sheet.tokens[start:stop])


def _nows(sheet: Sheet, of: frozenset[str]) -> Iterator[tuple[int, int, int]]:
    """Where what was *of* something is said, where the number of today begins, and the place of "now" behind it."""
    for stop in range(1, len(sheet)) if sheet.has_any(_THEN) else ():
        if sheet.raw(stop).text not in _NOW:
            continue
        numbers = [at for at in range(stop - 3, stop) if sheet.raw(at).value is not None]
        start = _was(sheet, stop, of)
        if numbers and start is not None and start < numbers[0]:
            yield start, numbers[0], stop


def _was(sheet: Sheet, stop: int, of: frozenset[str]) -> int | None:
    """Where the clause begins, in the same sentence, that says how it was."""
    at, is_said = stop - 1, False
    while at >= max(0, stop - _MOST_BACK) and sheet.raw(at).text not in words.SENTENCE_ENDS:
        is_said = is_said or sheet.raw(at).text in of
        is_start = at == 0 or sheet.raw(at - 1).text in words.CLAUSE_ENDS
        if is_said and is_start:
            return at if {sheet.raw(place).text for place in range(at, stop)} & _THEN else None
        at -= 1
    return None
