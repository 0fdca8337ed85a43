"""Estimates of strength from sets. They are floats: an estimate becomes a Load only by rounding to what can be made."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from knowledge.plates import Rack
from knowledge.units import KG_PER_LB, Load, Unit

EPLEY_REPS: Final = 30  # w (1 + r / 30); Epley 1985, Boyd Epley Workout
MOST_REPS: Final = 12  # above it the formulas part by more than 10 %; estimates are best to 10 (Reynolds 2006)
TABLED_PERCENTS: Final = range(100, 49, -5)


def e1rm(load: Load, reps: int) -> float | None:
    """The one-repetition maximum that a set speaks for, in the unit of *load*.

    One rep is itself. None outside 1-12 reps and for loads of 0 and below, where no formula holds. Source: Epley
    1985; of seven formulas the least biased between rep ranges on public training logs (within 1.5 % for 1-9 reps).
    """
    return maximum_from(float(load.amount), reps)


def maximum_from(weight: float, reps: int) -> float | None:
    """As *e1rm*, of a bare number, and in its unit."""
    if weight <= 0 or not 1 <= reps <= MOST_REPS:
        return None
    return weight * _over_one(reps)


def maximum_in(unit: Unit, kg: float) -> float:
    """An estimate of so many kilograms, in *unit*."""
    return kg if unit is Unit.KG else kg / float(KG_PER_LB)


def maximum_told(maximum: float) -> str:
    """An estimate in whole units, a half up; the same one however it was reckoned, by way of another unit too."""
    return str(Decimal(f"{maximum:.6f}").quantize(Decimal(1), ROUND_HALF_UP))


def weight_for(maximum: float, reps: int) -> float:
    """The weight that a lifter of this one-repetition maximum can lift *reps* times: the inverse of *e1rm*.

    Raises:
        ValueError: *reps* is outside 1-12.
    """
    if not 1 <= reps <= MOST_REPS:
        raise ValueError(f"no estimate for {reps} reps: it holds for 1 to {MOST_REPS}")
    return maximum / _over_one(reps)


def percent_table(maximum: Load, rack: Rack) -> tuple[tuple[int, Load], ...]:
    """100 to 50 % of *maximum* in steps of 5, each with the heaviest load that *rack* makes and that is not above it.

    *rack* is in the unit of *maximum*. Shares that are lighter than its lightest load are left out.
    """
    shares = ((percent, rack.largest_at_most(maximum.amount * percent / 100)) for percent in TABLED_PERCENTS)
    return tuple((percent, load) for percent, load in shares if load is not None)


def _over_one(reps: int) -> float:
    return 1.0 if reps == 1 else 1 + reps / EPLEY_REPS
