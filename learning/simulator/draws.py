"""Every chance of a lifter's weeks, drawn before they begin: so all policies meet the same nights and the same luck.

Draws are standard normal or uniform, and a world scales them; so lifter 7 is the same person in every world.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

MOST_SETS: Final = 12  # of one lift a day that have a luck of their own; those behind share the last one's


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftDraws:
    """What chance holds for one lift on one day."""

    strength: float  # normal
    sets: tuple[float, ...]  # normal, one a set
    efforts: tuple[float, ...]  # normal, one a set: how wrong its RPE is
    tells_rpe: float  # uniform
    strains: tuple[float, ...]  # uniform, one a set: below the world's chance, a failed set costs a session
    tries: float  # uniform: whether a PR target is tried


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDraws:
    sleep: float  # normal
    soreness: float  # normal
    missed: float  # uniform
    lifts: tuple[LiftDraws, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """All of one lifter: his traits, his layoff, his days."""

    start: float  # normal, of his strength; the same for all lifts
    rep_curve: float
    rir_bias: float
    sleep: float
    laid_off: float  # uniform: whether
    layoff_start: float  # uniform: when
    layoff_length: float  # uniform: how long
    days: tuple[DayDraws, ...]


def draw(rng: Random, days: int, lifts: int) -> Draws:
    """All chances of one lifter for so many days."""
    return Draws(
        start=rng.gauss(0, 1),
        rep_curve=rng.gauss(0, 1),
        rir_bias=rng.gauss(0, 1),
        sleep=rng.gauss(0, 1),
        laid_off=rng.random(),
        layoff_start=rng.random(),
        layoff_length=rng.random(),
        days=tuple(_day(rng, lifts) for _ in range(days)),
    )


def _day(rng: Random, lifts: int) -> DayDraws:
    return DayDraws(
        sleep=rng.gauss(0, 1),
        soreness=rng.gauss(0, 1),
        missed=rng.random(),
        lifts=tuple(_lift(rng) for _ in range(lifts)),
    )


def _lift(rng: Random) -> LiftDraws:
    return LiftDraws(
        strength=rng.gauss(0, 1),
        sets=tuple(rng.gauss(0, 1) for _ in range(MOST_SETS)),
        efforts=tuple(rng.gauss(0, 1) for _ in range(MOST_SETS)),
        tells_rpe=rng.random(),
        strains=tuple(rng.random() for _ in range(MOST_SETS)),
        tries=rng.random(),
    )
