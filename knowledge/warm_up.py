"""The ramp of sets before the work sets."""

from decimal import ROUND_FLOOR, Decimal
from typing import Final

from knowledge.plates import Rack
from knowledge.units import Load

BAR_REPS: Final = 10
# How far along the way from the bar to the work load, and for how many reps. A rule of thumb of coaches, who part on
# the numbers: 40/55/70/85 % × 8/5/3/1 (Fitmetric Lab), reps 5-3-2-1 in even jumps (Testify Strength); none is tested.
RAMP: Final = ((Decimal("0.40"), 8), (Decimal("0.55"), 5), (Decimal("0.70"), 3), (Decimal("0.85"), 1))
EVEN: Final = Decimal(5)  # of its unit, above the bar: plates that are quick to change
LEAST_GAP: Final = Decimal("0.1")  # of the work load, between two sets: a smaller one warms nobody up


def warm_up(work: Load, rack: Rack, bar: Load | None) -> tuple[tuple[Load, int], ...]:
    """Loads and reps that lead up to *work*: strictly rising, below it, each of them one that *rack* makes.

    *rack* and *bar* are in the unit of *work*. The first set is the bare bar; without a bar (None) the way begins at
    nothing, which is no set. Loads are rounded down. A light load has fewer steps; one that is not above the bar, none.
    """
    start = bar.amount if bar else Decimal(0)
    if work.amount <= start:
        return ()
    found = [(bar, BAR_REPS)] if bar and rack.makes(bar) else []
    gap = work.amount * LEAST_GAP
    for share, reps in RAMP:
        load = _even(start, (work.amount - start) * share, rack)
        last = found[-1][0].amount if found else Decimal(0)
        if load is not None and load.amount - last >= gap and work.amount - load.amount >= gap:
            found.append((load, reps))
    return tuple(found)


def _even(start: Decimal, way: Decimal, rack: Rack) -> Load | None:
    """The load *way* above *start*, rounded down to whole steps of EVEN and to what can be made."""
    return rack.largest_at_most(start + (way / EVEN).to_integral_value(ROUND_FLOOR) * EVEN)
