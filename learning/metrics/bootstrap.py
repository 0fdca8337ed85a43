"""How sure a figure is when other lifters had been drawn: 95 % bounds, from seeded draws with replacement.

As *learning.backtest.scores.Draws*, but with sums as an array, so that hundreds of figures of thousands of lifters take
seconds.
"""

from collections.abc import Callable, Iterator, Sequence
from math import isclose
from statistics import quantiles
from typing import Final

import numpy as np
from numpy.typing import NDArray

from learning.backtest.scores import DRAWS, SEED, Sums

ALIKE: Final = 1e-9  # a difference that comes of the order of a sum alone
AT_ONCE: Final = 1 << 14  # lifters drawn: more of them do not fit into the nearest memory, and take longer


def bounds_of(rows: Sequence[Sums], value: Callable[[Sums], float]) -> tuple[float | None, float | None]:
    """Of *value* of the summed *rows*, one a lifter, the first number of each above 0.

    None with fewer than two lifters, and where they are all alike: three votes of one mind prove no certainty.
    """
    if len(rows) < 2:
        return None, None
    totals = _totals(np.array(rows, dtype=np.float64))
    cuts = quantiles([value(tuple(total)) for total in totals], n=40, method="inclusive")
    return (None, None) if isclose(cuts[0], cuts[-1], abs_tol=ALIKE) else (cuts[0], cuts[-1])


def _totals(sums: NDArray[np.float64]) -> Iterator[list[float]]:
    """Those of each draw; the same however many are made at once."""
    draws, size = np.random.default_rng(SEED), len(sums)
    most = max(1, AT_ONCE // size)
    for start in range(0, DRAWS, most):
        count = min(most, DRAWS - start)
        drawn = draws.integers(size, size=(count, size)) + size * np.arange(count)[:, None]
        times = np.bincount(drawn.ravel(), minlength=count * size).reshape(count, size)
        yield from (times @ sums).tolist()
