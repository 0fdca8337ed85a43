"""Scores of forecasts, and how sure they are when other lifters had been drawn. Pure; the draws come from a seed.

Every score is computed from sums that add up over lifters, so that a draw of lifters is a sum of theirs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from random import Random
from statistics import quantiles
from typing import Final, TypeAlias

BINS: Final = 10  # of equal width, over chances of 0 to 1
DRAWS: Final = 1000
SEED: Final = 20261122
CERTAIN: Final = 1e-15  # a claim of 0 or 1 costs what this much less would, so that its logarithm exists

Sums: TypeAlias = tuple[float, ...]
"""Their meaning is the measure's: (count, total) of errors, or those of *chance_sums*."""
Measure: TypeAlias = Callable[[Sums], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A score, with the bounds that 95 % of the draws of lifters lie between; none with fewer than two lifters."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts of about the same chance: how many, what they said on average, and how often it came true."""

    low: float
    high: float
    n: int
    said: float
    came_true: float


def error_sums(errors: Iterable[float]) -> Sums:
    found = list(errors)
    return float(len(found)), sum(found)


def chance_sums(pairs: Iterable[tuple[float, bool]]) -> Sums:
    """Of chances with their outcomes: count, squared errors, log losses; then count, chances and outcomes by bin."""
    sums = [0.0] * (3 + 3 * BINS)
    for chance, came_true in pairs:
        honest = chance if came_true else 1 - chance
        sums[0] += 1
        sums[1] += (1 - honest) ** 2
        sums[2] -= log(max(CERTAIN, honest))
        at = 3 + 3 * min(BINS - 1, int(chance * BINS))
        sums[at] += 1
        sums[at + 1] += chance
        sums[at + 2] += came_true
    return tuple(sums)


def mean(sums: Sums) -> float:
    return sums[1] / sums[0]


brier: Measure = mean
"""The mean of (chance - outcome)²."""


def log_loss(sums: Sums) -> float:
    """The mean of -log of the chance that was given to what came, in nats."""
    return sums[2] / sums[0]


def ece(sums: Sums) -> float:
    """The expected calibration error: |mean chance - share that came true| of ten bins of equal width, by their n."""
    return sum(abs(sums[at + 1] - sums[at + 2]) for at in range(3, len(sums), 3)) / sums[0]


def bins(sums: Sums) -> tuple[Bin, ...]:
    """The reliability diagram: every bin that has forecasts."""
    return tuple(
        Bin(low=at / BINS, high=(at + 1) / BINS, n=int(n), said=said / n, came_true=true / n)
        for at, (n, said, true) in enumerate(zip(sums[3::3], sums[4::3], sums[5::3], strict=True))
        if n
    )


class Draws:
    """Lifters drawn with replacement, as many as there are: the same draws for all that is compared."""

    def __init__(self, lifters: Sequence[str], count: int = DRAWS, seed: int = SEED) -> None:
        random = Random(seed)
        self._lifters = sorted(lifters)
        size = len(self._lifters)
        self._drawn = [random.choices(self._lifters, k=size) for _ in range(count if size > 1 else 0)]

    def totals(self, by_lifter: Mapping[str, Sums]) -> list[Sums]:
        """The sums of all lifters first, then those of each draw."""
        return [
            tuple(map(sum, zip(*(by_lifter[name] for name in drawn), strict=True)))
            for drawn in (self._lifters, *self._drawn)
        ]


def figure(totals: Sequence[Sums], measure: Measure) -> Figure:
    """*measure* of *Draws.totals*."""
    return _figure([measure(sums) for sums in totals])


def difference(totals: Sequence[Sums], base: Sequence[Sums], measure: Measure) -> Figure:
    """How much more *measure* is than that of *base*, draw by draw; below 0 is better for every score here."""
    return _figure([measure(sums) - measure(other) for sums, other in zip(totals, base, strict=True)])


def _figure(values: Sequence[float]) -> Figure:
    value, *drawn = values
    if not drawn:
        return Figure(value)
    cuts = quantiles(drawn, n=40, method="inclusive")
    return Figure(value, cuts[0], cuts[-1])
