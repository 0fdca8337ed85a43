"""What a rated set says of the maximum: the chart of reps and RPE that Reactive Training Systems made known."""

from decimal import Decimal
from typing import Final

from knowledge.strength import MOST_REPS

HARDEST: Final = Decimal(10)  # nothing was left
EASIEST: Final = Decimal("6.5")  # from 6 down nobody can tell how many reps were left

# Shares of the maximum, one for every half rep: the first is that of one rep with none left. Tuchscherer, "Beginning
# RTS" (Reactive Training Systems); he says himself that a lifter should put his own tests in its place.
_SHARES_PER_MILLE: Final = (
    1000, 978, 955, 939, 922, 907, 892, 878, 863, 850, 837, 824, 811, 799, 786,
    774, 762, 751, 739, 723, 707, 694, 680, 667, 653, 640, 626, 613, 599,
)  # fmt: skip


def share_of_max(reps: int, rpe: Decimal) -> Decimal:
    """The share of the one-repetition maximum (0-1) that can be lifted *reps* times and then feels like *rpe*.

    Holds for 1-12 reps at RPE 6.5-10 in halves, as far as the chart goes: 12 reps end at RPE 7.

    Raises:
        ValueError: outside of that.
    """
    if not 1 <= reps <= MOST_REPS:
        raise ValueError(f"no chart for {reps} reps: it holds for 1 to {MOST_REPS}")
    if not rpe.is_finite() or not EASIEST <= rpe <= HARDEST or rpe * 2 % 1:
        raise ValueError(f"no chart for RPE {rpe}: it holds for {EASIEST} to {HARDEST} in halves")
    place = 2 * (reps - 1) + int(2 * (HARDEST - rpe))
    if place >= len(_SHARES_PER_MILLE):
        raise ValueError(f"no chart for {reps} reps at RPE {rpe}: it ends at RPE 7 for {MOST_REPS} reps")
    return Decimal(_SHARES_PER_MILLE[place]) / 1000


def e1rm_at(load_kg: float, reps: int, rpe: Decimal) -> float | None:
    """The one-repetition maximum, in the unit of *load_kg*, that a rated set speaks for.

    None for loads of 0 and below, and for reps and ratings that the chart does not have.
    """
    if load_kg <= 0:
        return None
    try:
        return load_kg / float(share_of_max(reps, rpe))
    except ValueError:
        return None
