"""A lifter's form in one lift: what the forecast carries from day to day, on the logarithm of kilograms.

Four views look at the same days: the last one, the best of the last four, a steady average that trusts a strong day
more than a weak one (nobody lifts more than he can, many less), and a slow average. What is expected is their median,
each weighed by how near it has lately come. Who repeats himself is forecast by his last day, who swings by the
steadier views.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp, inf
from statistics import median
from typing import Final

from agents.training_day import Made, TrainingDay

TRUST: Final = 0.5  # a view's weight falls by e for 1 / TRUST of loss; a loss is an error in usual steps
SPREADS: Final = 1.5  # misses make a spread
LEAST_SPREAD: Final = 0.02
SHOWN_DAYS: Final = 42  # over which a day still tells what somebody can do
OWN_AFTER: Final = 3.0  # as many coin tosses as the population counts for against a lifter's own outcomes
LEAST_INFORMATION: Final = 0.02


@dataclass(frozen=True, slots=True)
class Bias:
    """How a lifter's own outcomes differ from what the population's numbers said of him."""

    surprise: float = 0.0  # outcomes less chances, summed
    information: float = 0.0

    @property
    def logit(self) -> float:
        """One Newton step from the population to him, shrunk hard."""
        return self.surprise / (OWN_AFTER + self.information)

    def learnt(self, came_true: bool, chance: float) -> "Bias":
        information = max(chance * (1 - chance), LEAST_INFORMATION)
        return Bias(self.surprise + came_true - chance, self.information + information)


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """A week that is not over: whether it brings a new best."""

    first_on: date
    best: float
    chance: float
    came_true: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """*recent* days are oldest first and never empty."""

    days: int
    recent: tuple[TrainingDay, ...]
    seen: tuple[float, ...]  # what each of the last BEST_OF days spoke for
    best: float  # of all days
    steady: float
    slow: float
    losses: tuple[float, ...]
    step: float
    step_days: int
    miss: float
    miss_days: int
    made: Made
    sets: Bias = Bias()
    bests: Bias = Bias()
    asked: tuple[OpenWeek, ...] = ()

    @property
    def last(self) -> TrainingDay:
        return self.recent[-1]

    @property
    def views(self) -> tuple[float, ...]:
        return self.seen[-1], max(self.seen), self.steady, self.slow

    @property
    def level(self) -> float:
        """The logarithm of the best estimated 1RM, in kg, that the next day is expected to show."""
        trusted = [exp(-TRUST * (loss - min(self.losses))) for loss in self.losses]
        return _weighted_median(self.views, trusted)

    def shown(self, on: date) -> float:
        """The best level that the last weeks up to a day have shown; below every level where they have shown none."""
        return max((day.level for day in self.recent if (on - day.on).days <= SHOWN_DAYS), default=-inf)

    @property
    def spread(self) -> float:
        """By how much the next day usually differs from *level*, on the safe side."""
        return max(SPREADS * self.miss, LEAST_SPREAD)


def _weighted_median(values: Iterable[float], weights: Iterable[float]) -> float:
    """The lowest value at which half of the weight is reached."""
    pairs = sorted(zip(values, weights, strict=True))
    half, reached = sum(weight for _, weight in pairs) / 2, 0.0
    for value, weight in pairs:
        reached += weight
        if reached >= half:
            return value
    return median(value for value, _ in pairs)
