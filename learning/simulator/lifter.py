"""A made-up lifter: what he is, how a day passes over him, and what a set does. Loads are in kg and float.

The model is an assumption, not a finding: strength grows towards a ceiling, and today's is what fatigue, soreness,
sleep, time off and luck leave of it. All luck comes from draws.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

from knowledge.exercise import Region
from learning.simulator.draws import MOST_SETS, DayDraws, Draws, LiftDraws
from learning.simulator.world import SQUAT_TO_BENCH, START_SPREAD, STARTS, Level, World

RESTED_HOURS: Final = 7.0
REPS_HOURS: Final = 6.5
SORE_FROM: Final = 4.0
HARD_SETS: Final = 3  # a whole session
SET_RETURNS: Final = 0.6  # the power by which more sets train more
MOST_STIMULUS: Final = 1.25
SLEEP_SHARE: Final = {Region.UPPER: 0.7, Region.LOWER: 1.3}
LEAST_HOURS, MOST_HOURS = 3.0, 10.0
LEAST_CURVE: Final = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What does not change in half a year."""

    level: Level
    rep_curve: float
    rir_bias: float  # reps in reserve that he fails to see
    sleep_hours: float  # his mean


@dataclass(slots=True, kw_only=True)
class LiftState:
    """One lift: the truth that no policy sees."""

    region: Region
    capacity_kg: float
    ceiling_kg: float
    fatigue: float = 0.0
    soreness: float = 0.0
    detrained: float = 0.0
    days_off: int = 0
    strained: bool = False  # the next session of it is lost


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone:
    load_kg: float
    asked: int
    reps: int
    reserve: int  # reps that were left; 0 when it failed
    share: float  # of the strength of that moment that the asked reps took

    @property
    def failed(self) -> bool:
        return self.reps < self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What he has for one lift on one day."""

    strength_kg: float
    rep_curve: float
    reps_share: float  # of the reps, that a short night leaves
    world: World
    luck: LiftDraws

    def strength_at(self, place: int) -> float:
        """His 1RM in kg before the set at *place* (from 0) of the day."""
        luck = self.luck.sets[min(place, MOST_SETS - 1)]
        return self.strength_kg * (1 - self.world.set_loss) ** place * exp(self.world.set_noise * luck)

    def most_reps(self, load_kg: float, place: int) -> int:
        """The reps he can do at this load in that set."""
        over = self.strength_at(place) / load_kg - 1
        if over < 0:
            return 0
        return max(1, int(self.rep_curve * over * self.reps_share))


def traits(level: Level, world: World, draws: Draws) -> Traits:
    return Traits(
        level=level,
        rep_curve=max(LEAST_CURVE, world.rep_curve * (1 + world.rep_curve_spread * draws.rep_curve)),
        rir_bias=world.rir_bias + world.rir_bias_spread * draws.rir_bias,
        sleep_hours=world.sleep_hours + world.sleep_between * draws.sleep,
    )


def fresh_state(level: Level, region: Region, draws: Draws) -> LiftState:
    """A lift on the first day, untired."""
    start = STARTS[level]
    kg = start.bench_kg * exp(START_SPREAD * draws.start) * (SQUAT_TO_BENCH if region is Region.LOWER else 1)
    return LiftState(region=region, capacity_kg=kg, ceiling_kg=kg / start.ceiling_share)


def nights(own: Traits, world: World, draws: Draws) -> list[float]:
    """Hours of sleep before each day: a walk that returns to his mean."""
    found, apart = [], 0.0
    fresh = (1 - world.sleep_memory**2) ** 0.5
    for day in draws.days:
        apart = world.sleep_memory * apart + fresh * world.sleep_spread * day.sleep
        found.append(min(MOST_HOURS, max(LEAST_HOURS, own.sleep_hours + apart)))
    return found


def pass_day(state: LiftState, world: World) -> None:
    """One day and night without this lift."""
    state.fatigue *= exp(-1 / world.fatigue_days)
    state.soreness *= exp(-1 / world.soreness_days)
    state.days_off += 1
    if state.days_off > world.detraining_from_days:
        state.detrained += world.detraining / 7


def felt_soreness(states: Sequence[LiftState], world: World, day: DayDraws) -> float:
    """0-10: of the sorest lift, with what else aches."""
    worst = max(state.soreness for state in states)
    return min(10.0, max(0.0, worst + world.soreness_base + world.soreness_noise * day.soreness))


def condition_of(
    state: LiftState, own: Traits, world: World, sleep_hours: float, soreness: float, luck: LiftDraws
) -> Condition:
    short = max(0.0, RESTED_HOURS - sleep_hours) * world.sleep_cost * SLEEP_SHARE[state.region]
    sore = max(0.0, soreness - SORE_FROM) * world.soreness_cost
    lost = state.fatigue + state.detrained + short + sore
    return Condition(
        strength_kg=state.capacity_kg * exp(world.day_noise * luck.strength - lost),
        rep_curve=own.rep_curve,
        reps_share=1 - world.sleep_reps_cost * max(0.0, REPS_HOURS - sleep_hours),
        world=world,
        luck=luck,
    )


def do_set(condition: Condition, load_kg: float, asked: int, place: int, *, amrap: bool = False) -> SetDone:
    """A set as asked, or until it fails; an *amrap* goes on until one rep is left."""
    most = condition.most_reps(load_kg, place)
    reps = max(asked, most - 1) if amrap and most >= asked else min(asked, most)
    need = load_kg * (1 + asked / condition.rep_curve) if asked > 1 else load_kg
    share = need / condition.strength_at(place)
    return SetDone(load_kg=load_kg, asked=asked, reps=reps, reserve=max(0, most - reps), share=share)


def take_in(state: LiftState, sets: Sequence[SetDone], world: World, luck: LiftDraws) -> None:
    """What a session leaves: growth, fatigue, soreness, and at times a strain that costs the next session."""
    efforts = [_effort(done, world) for done in sets]
    amount = min(MOST_STIMULUS, (sum(efforts) / HARD_SETS) ** SET_RETURNS)
    kept = max(0.0, 1 - world.gain_lost * state.fatigue)
    left = max(0.0, log(state.ceiling_kg / state.capacity_kg))
    state.capacity_kg *= exp(world.gain * amount * kept * left)
    for place, (done, effort) in enumerate(zip(sets, efforts, strict=True)):
        state.fatigue += world.fatigue * (world.failed_fatigue if done.failed else effort)
        state.soreness += world.soreness * effort + (world.failed_soreness if done.failed else 0)
        strained = luck.strains[min(place, MOST_SETS - 1)] < world.failed_costs_session
        state.strained = state.strained or (done.failed and strained)
    state.detrained *= 1 - world.regained
    state.days_off = 0


def _effort(done: SetDone, world: World) -> float:
    """0-1: how much a set trains and tires; by its reps in reserve, and nothing without a rep."""
    return exp(-((done.reserve / world.effort_width) ** 2)) if done.reps else 0.0


def said_rpe(done: SetDone, own: Traits, world: World, luck: LiftDraws, place: int) -> float:
    """5-10 in halves, as he would tell it: he sees fewer reps in reserve than there are, or more."""
    seen = done.reserve - own.rir_bias + world.rir_noise * luck.efforts[min(place, MOST_SETS - 1)]
    return 10.0 if done.failed else min(10.0, max(5.0, round(2 * (10 - max(0.0, seen))) / 2))
