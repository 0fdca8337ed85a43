"""A metric: what it sums of one lifter, what those sums come to, and how sure that is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from learning.backtest.scores import Sums
from learning.metrics.bootstrap import bounds_of
from learning.signals import Episode
from storage.records import UserId

Parts = Mapping[str, object]
"""What a figure is made of, under stable names: counts, shares (None where nothing is behind one), lists of bins."""

SHARE: Final = (0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure over lifters: *low* and *high* hold 95 % of the draws of lifters, and are missing as *bounds_of* says.

    *value* is None where nothing was measured; *lacking* then says what there is none of.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int  # of what it is a figure of: votes, targets, prescriptions, ratings, answers
    lifters: int  # who gave any of it
    parts: Parts
    lacking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """*sums* are of one lifter and add up over lifters; the first is above 0 where *value* of them exists."""

    name: str
    title: str
    means: str  # a sentence for people
    counts: str  # what n counts, in the plural
    sums: Callable[[Sequence[Episode]], Sums]
    value: Callable[[Sums], float]
    parts: Callable[[Sums], Parts]
    n_at: int = 0  # the place of n among the sums
    scale: tuple[float, float] = SHARE  # the worst and the best value there is
    of_models: bool = False  # it speaks of what a model said, so it can be cut by agent and version
    lacking: str = field(default="")

    def of_lifter(self, episodes: Sequence[Episode]) -> float | None:
        """One lifter's value, from 0, the worst, to 1; None: there is nothing to take it of."""
        sums = self.sums(episodes)
        if not sums[0]:
            return None
        worst, best = self.scale
        return min(1.0, max(0.0, (self.value(sums) - worst) / (best - worst)))

    def measured(self, lifters: Mapping[UserId, Sequence[Episode]]) -> Measured:
        """The figure over all of them."""
        return self.summed([self.sums(episodes) for _, episodes in sorted(lifters.items())])

    def summed(self, by_lifter: Sequence[Sums]) -> Measured:
        """The figure of sums that are at hand, a row a lifter."""
        own = [sums for sums in by_lifter if any(sums)]
        total = tuple(map(sum, zip(*own, strict=True))) if own else self.sums(())
        giving = [sums for sums in own if sums[0]]
        low, high = bounds_of(giving, self.value)
        return Measured(
            value=self.value(total) if total[0] else None,
            low=low,
            high=high,
            n=int(total[self.n_at]),
            lifters=len(giving),
            parts=self.parts(total),
            lacking="" if total[0] else self.lacking or f"no {self.counts} yet",
        )


def share(part: float, whole: float) -> float | None:
    """None where there is no whole."""
    return part / whole if whole else None
