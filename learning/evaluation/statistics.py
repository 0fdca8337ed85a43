"""What a share, a mean and a difference are worth when other cases had been drawn. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, sqrt
from typing import Final

from learning.backtest.scores import Draws, Figure, difference, figure, mean

Z_95: Final = 1.959964  # of the normal distribution: 95 % lie within
CHANCE: Final = 0.05  # a p below it is beyond chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The same cases before and after: the means, and by how much they moved, with bounds where there are two cases.

    *p* is the exact sign test's, two-sided, over the cases that moved: McNemar's, where each is right or wrong.
    """

    n: int
    before: float
    after: float
    moved: Figure
    better: int
    worse: int
    p: float

    @property
    def is_worse(self) -> bool:
        """Worse by more than chance alone would make it."""
        return self.worse > self.better and self.p < CHANCE

    def is_within(self, margin: float) -> bool:
        """Whether it is shown not to be worse by *margin* or more; with too few cases it is not."""
        return self.moved.low is not None and self.moved.low > -margin


def wilson(passed: int, n: int) -> Figure:
    """A share with Wilson's 95 % interval, which stays within 0 and 1. *n* is at least 1."""
    share, z2 = passed / n, Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Figure(share, max(0.0, middle - half), min(1.0, middle + half))


def mean_of(values: Mapping[str, float]) -> Figure:
    """The mean by case, with the bounds that 95 % of 1,000 seeded draws of cases lie between."""
    return figure(Draws(list(values)).totals(_sums(values)), mean)


def paired(before: Mapping[str, float], after: Mapping[str, float]) -> Paired:
    """Two runs on the cases that both have; there is at least one."""
    shared = sorted(before.keys() & after.keys())
    old, new = ({case: values[case] for case in shared} for values in (before, after))
    draws = Draws(shared)
    totals = draws.totals(_sums(new)), draws.totals(_sums(old))
    better, worse = sum(new[case] > old[case] for case in shared), sum(new[case] < old[case] for case in shared)
    return Paired(
        n=len(shared),
        before=mean(totals[1][0]),
        after=mean(totals[0][0]),
        moved=difference(*totals, mean),
        better=better,
        worse=worse,
        p=sign_test(better, worse),
    )


def sign_test(better: int, worse: int) -> float:
    """The chance of a split so uneven, or more so, when each way were as likely: binomial, two-sided."""
    n, least = better + worse, min(better, worse)
    return min(1.0, 2 * sum(comb(n, k) for k in range(least + 1)) / float(2**n))


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """*chances* of several tests, made larger so that the least of them means what it says (Holm 1979)."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted, least = [0.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        least = max(least, min(1.0, chances[place] * (len(chances) - rank)))
        adjusted[place] = least
    return tuple(adjusted)


def _sums(values: Mapping[str, float]) -> Mapping[str, tuple[float, ...]]:
    return {case: (1.0, value) for case, value in values.items()}
