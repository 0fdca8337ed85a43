"""The constants of the worlds that simulated lifters live in. The planner knows none of them.

They were set so that the checks of realism.py hold in the standard world under lifters who choose by feel, and before
any policy was compared. The other worlds each change what a planner might have come to rely on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    NOVICE = "novice"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class Start:
    """Where lifters of a level begin: their 1RM on the bench in kg, its share of their ceiling, and the share of it
    that they load for their first three sets of five."""

    bench_kg: float
    ceiling_share: float
    load_share: float


STARTS: Final[Mapping[Level, Start]] = {
    Level.NOVICE: Start(60.0, 0.62, 0.70),
    Level.INTERMEDIATE: Start(95.0, 0.85, 0.78),
    Level.ADVANCED: Start(125.0, 0.95, 0.80),
}
START_SPREAD: Final = 0.15  # between lifters of one level, as a logarithm
SQUAT_TO_BENCH: Final = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Strength, fatigue and noise are shares (0.01 is 1 %); spreads are standard deviations."""

    name: str
    gain: float = 0.0155  # of the way to the ceiling, for a session of three hard sets
    effort_width: float = 8.0  # reps in reserve at which a set trains 1/e as much as one to failure
    gain_lost: float = 6.0  # of the gain, per unit of fatigue: at 5 % fatigue 30 % is lost
    fatigue: float = 0.0022  # of strength, for a hard set
    fatigue_days: float = 6.0  # after which 1/e of it is left
    soreness: float = 0.8  # points of 10, for a hard set
    soreness_days: float = 1.8
    soreness_base: float = 1.0
    soreness_noise: float = 1.4
    soreness_cost: float = 0.004  # of strength, for a point above 4
    rep_curve: float = 30.0  # k of 1RM = load (1 + reps / k)
    rep_curve_spread: float = 0.18  # between lifters, of it
    rir_bias: float = 0.9  # how many reps in reserve lifters fail to see
    rir_bias_spread: float = 0.8
    rir_noise: float = 0.7  # from set to set
    rpe_said: float = 0.6  # share of sessions in which RPE is told
    sleep_hours: float = 7.1
    sleep_spread: float = 0.95  # from night to night
    sleep_between: float = 0.4  # between lifters
    sleep_memory: float = 0.3  # how much of one night's difference is left in the next
    sleep_cost: float = 0.016  # of strength, for an hour below 7; times 0.7 in upper-body lifts, 1.3 in lower
    sleep_reps_cost: float = 0.03  # of reps, for an hour below 6.5
    day_noise: float = 0.028
    set_loss: float = 0.012
    set_noise: float = 0.005
    detraining_from_days: int = 12
    detraining: float = 0.027  # of strength, a week off after those days
    regained: float = 0.3  # of what was lost, by a session
    missed: float = 0.1  # of the sessions
    layoff_chance: float = 0.5  # of one within the time that is simulated
    layoff_days: tuple[int, int] = (11, 28)
    failed_fatigue: float = 2.5  # times that of a hard set
    failed_soreness: float = 1.0  # points more
    failed_costs_session: float = 0.04  # chance that a failed set costs the next session of its lift


STANDARD: Final = World(name="standard")

WORLDS: Final[Mapping[str, World]] = {
    world.name: world
    for world in (
        STANDARD,
        replace(STANDARD, name="slow recovery", fatigue_days=10.0, fatigue=0.003, soreness_days=2.6),
        replace(STANDARD, name="fast recovery", fatigue_days=3.5, soreness_days=1.2),
        replace(STANDARD, name="short rep curve", rep_curve=22.0),
        replace(STANDARD, name="long rep curve", rep_curve=40.0),
        replace(STANDARD, name="noisy", day_noise=0.035, set_noise=0.012, soreness_noise=2.2),
        replace(STANDARD, name="poor sleepers", sleep_hours=5.8),
        replace(STANDARD, name="RPE told too low", rir_bias=-1.5),
        replace(STANDARD, name="costly failure", failed_fatigue=5.0, failed_soreness=2.0, failed_costs_session=0.12),
        replace(STANDARD, name="low gain", gain=STANDARD.gain / 2),
    )
}
