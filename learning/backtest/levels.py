"""The baselines for the next session's estimated 1RM, and the chances that follow from each by its own past errors.

All look at the training days before the question and at nothing else. Pure.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from math import log, sqrt
from statistics import NormalDist, linear_regression
from typing import Final, TypeAlias

from knowledge.exercise import Exercise, Region
from knowledge.units import KG_PER_LB
from learning.backtest.days import LoggedDay, Series, Top
from learning.backtest.events import HITS_COUNTED, is_hit

Level: TypeAlias = Callable[[Sequence[LoggedDay], date], float]
"""The logarithm of the 1RM in kg that a session on a day would show, from the days before it: never none."""

LAST: Final = "last_value"
TUNED: Final = "ewma_0.7"
TREND: Final = "trend_8"

SLOW_GAIN: Final = 0.3
TUNED_GAIN: Final = 0.7  # the best of its kind on public training logs
TREND_DAYS: Final = 8  # of training
SPREAD: Final = 0.06  # of a session about a forecast of it, as a share: the usual one in public training logs
SPREAD_WEIGHT: Final = 5.0  # sessions that it counts as, beside the series' own errors
LEAST_CHANCE: Final = 0.01  # no baseline is punished for more than a claim of 99 %

GUIDE_STEP_KG: Final = {Region.UPPER: 2.5 * float(KG_PER_LB), Region.LOWER: 5 * float(KG_PER_LB)}
"""What the guide adds after two hits: 2.5 lb on a bench press, 5 lb on a squat."""


def last_value(days: Sequence[LoggedDay], on: date) -> float:
    return log(days[-1].e1rm_kg)


def moving_average(days: Sequence[LoggedDay], on: date, gain: float) -> float:
    """Exponentially weighted."""
    level = log(days[0].e1rm_kg)
    for day in days[1:]:
        level += gain * (log(day.e1rm_kg) - level)
    return level


def trend(days: Sequence[LoggedDay], on: date) -> float:
    """A line through the last sessions, by least squares, carried on to the day."""
    recent = days[-TREND_DAYS:]
    if len(recent) < 2:
        return last_value(days, on)
    since = [float((day.on - on).days) for day in recent]
    return linear_regression(since, [log(day.e1rm_kg) for day in recent]).intercept


def guide_rule(days: Sequence[LoggedDay], on: date, step_kg: float, top: Top) -> float:
    """The last value, and after two hits in a row what it is with a step more on the bar."""
    tops = [day.top(top) for day in days[-HITS_COUNTED - 1 :]]
    hits = [is_hit(last, now) for last, now in pairwise(tops)]
    if len(hits) < HITS_COUNTED or not all(hits):
        return last_value(days, on)
    return last_value(days, on) + log(1 + step_kg / float(tops[-1].load_kg))


def levels_of(exercise: Exercise, top: Top) -> dict[str, Level]:
    """Every baseline of the next estimated 1RM under its name."""
    return {
        LAST: last_value,
        "ewma_0.3": partial(moving_average, gain=SLOW_GAIN),
        TUNED: partial(moving_average, gain=TUNED_GAIN),
        "guide_rule": partial(guide_rule, step_kg=GUIDE_STEP_KG[exercise.region], top=top),
        TREND: trend,
    }


class OwnErrors:
    """A level with the spread of its own errors on the series so far."""

    def __init__(self, level: Level, series: Series) -> None:
        self._level = level
        self._days = days = series.days
        errors = (log(days[at].e1rm_kg) - level(days[:at], days[at].on) for at in range(1, len(days)))
        self._squares = [error * error for error in errors]  # the one at 0 is that of the second day

    def chance(self, needs_kg: float, place: int, on: date) -> float:
        """That a session on a day shows *needs_kg* or more, *place* days being known."""
        known = self._squares[: place - 1]
        spread = sqrt((SPREAD_WEIGHT * SPREAD**2 + sum(known)) / (SPREAD_WEIGHT + len(known)))
        return chance_of(self._level(self._days[:place], on), spread, needs_kg)


def chance_of(level: float, spread: float, needs_kg: float) -> float:
    """That a session about *level* shows *needs_kg* or more; 0.01-0.99."""
    chance = NormalDist(0, spread).cdf(level - log(needs_kg))
    return min(1 - LEAST_CHANCE, max(LEAST_CHANCE, chance))
