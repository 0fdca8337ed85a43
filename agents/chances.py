"""Chances from a lifter's form: of a set, and of a new best within some days."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from itertools import pairwise
from math import erf, exp, log, sqrt
from typing import Final

from agents.form import Form
from agents.training_day import has_made
from knowledge.population import Population
from knowledge.strength import MOST_REPS, maximum_from, weight_for
from knowledge.words import joined, words

TOP_SETS: Final = 8  # that are counted
FARTHEST_ABOVE: Final = 3.0  # spreads; more says no more
FARTHEST_BELOW: Final = 6.0  # likewise: in logs a day so far off is a slip, another machine or another unit as often
BEYOND: Final = 0.5  # of the logarithm: 65 % above the form, which nobody gains; from there on it counts
BEYOND_WEIGHT: Final = 15.0

ABOVE_BEST: Final = 0.01  # how much a new best is likely to be above the old one: the smallest step
SPREADS_OF_BEST: Final = 1.4
LEAST_SPREAD_OF_BEST: Final = 0.015
TOGETHER: Final = 0.7  # tries of one week succeed or fail together: n of them count as n to this power
WEEK: Final = 7

LEAST_RAW: Final = 0.004
MOST_RAW: Final = 0.98

LONGEST_ODDS: Final = 0.01  # no chance below it or above 1 minus it is claimed


def chance(form: Form, load_kg: float, reps: int, population: Population) -> float:
    """The chance, 0.01-0.99, of so many reps at this load on the next day, if they are tried.

    Raises:
        ValueError: *reps* is outside 1-12, or *load_kg* is not above 0.
    """
    return _claimed(logit_of_set(form, load_kg, reps, population) + form.sets.logit)


def load_for(form: Form, reps: int, wanted: float, population: Population) -> float:
    """The load in kg, never done before, at which so many reps have this chance: the inverse of *chance*."""
    weights = population.sets
    rest = _logit(inputs_of_set(form, None, reps), astuple(weights)) + form.sets.logit
    above = (log(wanted / (1 - wanted)) - rest) / weights.above
    return weight_for(exp(form.level - above * form.spread), reps)


def chance_of_best(form: Form, day: date, within_days: int, population: Population) -> float:
    """The chance, 0.01-0.99, of a new best estimated 1RM within so many days, *day* the first of them.

    Raises:
        ValueError: *within_days* is below 1.
    """
    return _claimed(logit_of_best(form, day, within_days, population) + form.bests.logit)


def usual_count(form: Form, reps: int) -> tuple[int, int]:
    """In how many of how many last top sets the reps were made. One that was stopped as told says nothing of more."""
    told = [day.reps >= reps for day in form.recent[-TOP_SETS:] if day.reps >= reps or not day.as_told]
    return sum(told), len(told)


def because(form: Form, load_kg: float, reps: int) -> str:
    """What a set's chance rests on: ``it asks 2 % more than your sets speak for, 5+ reps in 6 of your last 8 top sets,
    never done before``. Raises ValueError as *chance*.
    """
    often, of = usual_count(form, reps)
    told = words("{reps}+ reps in {often} of your last {of} top sets", reps=reps, often=often, of=of)
    done = words("done before") if has_made(form.made, load_kg, reps) else words("never done before")
    return joined([_margin(form, load_kg, reps), *([told] if of > 1 else []), done], ", ")


def _margin(form: Form, load_kg: float, reps: int) -> str:
    percent = round(100 * (exp(form.level - log(_need(load_kg, reps))) - 1))
    if percent == 0:
        return words("it asks just what your sets speak for")
    if percent > 0:
        return words("it asks {percent} % less than your sets speak for", percent=percent)
    return words("it asks {percent} % more than your sets speak for", percent=-percent)


def logit_of_set(form: Form, load_kg: float, reps: int, population: Population) -> float:
    """What the population's numbers make of a set, without the lifter's own bias. Raises ValueError as *chance*."""
    beyond = max(0.0, log(_need(load_kg, reps)) - form.level - BEYOND)
    return _logit(inputs_of_set(form, load_kg, reps), astuple(population.sets)) - BEYOND_WEIGHT * beyond


def logit_of_best(form: Form, day: date, within_days: int, population: Population) -> float:
    """The same of a new best."""
    return _logit(inputs_of_best(form, day, within_days), astuple(population.bests))


def inputs_of_set(form: Form, load_kg: float | None, reps: int) -> tuple[float, ...]:
    """What the chance of a set rests on, in the order of SetWeights.

    *load_kg* None: a load at which the lifter has just what it needs, and which he has never had.
    """
    often, of = usual_count(form, reps)
    return (
        1.0,
        0.0 if load_kg is None else _above(form, load_kg, reps),
        (1 + often) / (of + 2),
        float(load_kg is not None and has_made(form.made, load_kg, reps)),
        float(load_kg is not None and has_made(form.last.made, load_kg, reps)),
        float(min(form.last.fell, MOST_REPS)),
    )


def inputs_of_best(form: Form, day: date, within_days: int) -> tuple[float, ...]:
    """What the chance of a new best rests on, in the order of BestWeights."""
    if within_days < 1:
        raise ValueError(f"a best within {within_days} days cannot be asked about: one day is the least")
    gaps = [(later.on - earlier.on).days for earlier, later in pairwise(form.recent)]
    trained, days_more = _training_ahead(gaps, (day - form.last.on).days, within_days)
    width = max(SPREADS_OF_BEST * form.miss, LEAST_SPREAD_OF_BEST)
    once = _beyond((form.best + ABOVE_BEST - form.level) / width)
    raw = min(MOST_RAW, max(LEAST_RAW, trained * (1 - (1 - once) ** (days_more**TOGETHER))))
    return 1.0, log(raw / (1 - raw))


def probability(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _above(form: Form, load_kg: float, reps: int) -> float:
    return max(-FARTHEST_BELOW, min(FARTHEST_ABOVE, (form.level - log(_need(load_kg, reps))) / form.spread))


def _need(load_kg: float, reps: int) -> float:
    need = maximum_from(load_kg, reps)
    if need is None:
        raise ValueError(f"no chance of {load_kg} kg × {reps}: loads are above 0, and reps 1 to {MOST_REPS}")
    return need


def _training_ahead(gaps: Sequence[int], days_since: int, within_days: int) -> tuple[float, float]:
    """The chance of training within so many days, and on how many days then, from the gaps between the last ones."""
    longer = [gap for gap in gaps if gap >= days_since]
    trained = (sum(gap < days_since + within_days for gap in longer) + 0.7) / (len(longer) + 1)
    a_day = (len(gaps) + 0.5) / (sum(gaps) + WEEK / 2)
    return trained, 1 + a_day * within_days / 2


def _beyond(deviations: float) -> float:
    """The upper tail of the normal distribution, never quite 0 or 1."""
    return min(0.95, max(0.002, (1 - erf(deviations / sqrt(2))) / 2))


def _logit(inputs: Sequence[float], weights: Sequence[float]) -> float:
    return sum(value * weight for value, weight in zip(inputs, weights, strict=True))


def _claimed(logit: float) -> float:
    return min(1 - LONGEST_ODDS, max(LONGEST_ODDS, probability(logit)))
