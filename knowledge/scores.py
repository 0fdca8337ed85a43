"""Points that compare totals across body weights. They are floats: a score, never a load.

Wilks is left out: it has two versions with one name, which are 20 % apart, so that a number says little.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import exp
from typing import Final


class Sex(StrEnum):
    """The class of a competition that the coefficients are for."""

    MEN = "men"
    WOMEN = "women"


class Event(StrEnum):
    """What the total is of, raw ("classic") lifts."""

    TOTAL = "total"  # squat, bench press and deadlift
    BENCH = "bench"


# Outside of it the curves were not fitted, and turn (kg).
BODY_WEIGHTS_KG: Final[Mapping[Sex, tuple[float, float]]] = {Sex.MEN: (40, 210), Sex.WOMEN: (40, 150)}

# DOTS (Konertz 2019, BVDK): 500 over a polynomial of the body weight, ascending powers.
_DOTS: Final[Mapping[Sex, Sequence[float]]] = {
    Sex.MEN: (-307.75076, 24.0900756, -0.1918759221, 7.391293e-4, -1.093e-6),
    Sex.WOMEN: (-57.96288, 13.6175032, -0.1126655495, 5.158568e-4, -1.0706e-6),
}

# IPF GL points (IPF 2020): 100 over a - b e^(-c body weight).
_GL: Final[Mapping[tuple[Sex, Event], tuple[float, float, float]]] = {
    (Sex.MEN, Event.TOTAL): (1199.72839, 1025.18162, 0.009210),
    (Sex.MEN, Event.BENCH): (320.98041, 281.40258, 0.01008),
    (Sex.WOMEN, Event.TOTAL): (610.32796, 1045.59282, 0.03048),
    (Sex.WOMEN, Event.BENCH): (142.40398, 442.52671, 0.04724),
}


def dots(total_kg: float, body_weight_kg: float, sex: Sex) -> float | None:
    """DOTS points of a total; None for a total of 0 or below and outside of BODY_WEIGHTS_KG."""
    if not _holds(total_kg, body_weight_kg, sex):
        return None
    return 500 * total_kg / sum(factor * body_weight_kg**power for power, factor in enumerate(_DOTS[sex]))


def ipf_gl(lifted_kg: float, body_weight_kg: float, sex: Sex, event: Event = Event.TOTAL) -> float | None:
    """IPF GL points of a classic total or bench press; None where *dots* is None."""
    if not _holds(lifted_kg, body_weight_kg, sex):
        return None
    most, less, rate = _GL[sex, event]
    return 100 * lifted_kg / (most - less * exp(-rate * body_weight_kg))


def _holds(lifted_kg: float, body_weight_kg: float, sex: Sex) -> bool:
    lightest, heaviest = BODY_WEIGHTS_KG[sex]
    return lifted_kg > 0 and lightest <= body_weight_kg <= heaviest
