"""What can be asked about a training day before it comes, and what came. Pure.

A log holds no plan. So the load of a question is the one that the lifter chose that day, and its reps are inferred.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from knowledge.strength import MOST_REPS, maximum_from
from learning.backtest.days import LEAST_DAYS, LoggedDay, Series, Top, WorkSet

WITHIN_DAYS: Final = 7
HITS_COUNTED: Final = 2  # in a row; the guide's rule asks for no more
SMALL_JUMP: Final = Decimal("1.04")  # of the last top load, and below


class Question(StrEnum):
    SAME_REPS = "same_reps"  # at the day's top load as many reps as at the top load of last time
    LOAD_RAISED = "load_raised"  # the same, where the load is above last time's
    PR_SET = "pr_set"  # at the day's top load so many reps that it is the best estimated 1RM yet
    PR_IN_WEEK = "pr_7_days"  # a new best within seven days, asked on the day after each session
    PR_IN_WEEK_TRAINED = "pr_7_days_trained"  # the same, where the lift was trained again within them


class Jump(StrEnum):
    """From the last top load to the day's."""

    DOWN = "down"
    NONE = "none"
    SMALL = "small"
    LARGE = "large"
    UNKNOWN = "unknown"  # no load was chosen yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One question about one series. *place* training days are before it, and nothing else may be looked at."""

    question: Question
    lifter: str
    place: int
    asked_on: date
    settled_on: date  # the day that gave, or would last have given, the answer
    target: tuple[Decimal, int] | None  # load in kg and reps; None: any new best will do
    needs_kg: float  # the estimated 1RM that it takes
    state: tuple[int, Jump]  # what the guide's rule looks at: hits in a row, at most two; and the jump
    came_true: bool


def events_of(series: Series, top: Top) -> Iterator[Event]:
    """Every event of a series in the order of its days."""
    hits = _hits_in_a_row(series.days, top)
    for place in range(LEAST_DAYS, len(series.days)):
        yield from _set_events(series, place, top, hits[place])
    for place in range(LEAST_DAYS, len(series.days) + 1):
        yield from _week_events(series, place, hits[place])


def _set_events(series: Series, place: int, top: Top, hits: int) -> Iterator[Event]:
    day, last = series.days[place], series.days[place - 1].top(top)
    load_kg = day.top(top).load_kg
    jump = _jump(last.load_kg, load_kg)
    same = _set_event(series, place, Question.SAME_REPS, (load_kg, last.reps), (hits, jump))
    yield same
    if load_kg > last.load_kg:
        yield replace(same, question=Question.LOAD_RAISED)
    reps = reps_for_best(load_kg, _best_kg(series.days[:place]))
    if reps is not None:
        yield _set_event(series, place, Question.PR_SET, (load_kg, reps), (hits, jump))


def _set_event(
    series: Series, place: int, question: Question, target: tuple[Decimal, int], state: tuple[int, Jump]
) -> Event:
    day, (load_kg, reps) = series.days[place], target
    return Event(
        question=question,
        lifter=series.lifter,
        place=place,
        asked_on=day.on,
        settled_on=day.on,
        target=target,
        needs_kg=maximum_from(float(load_kg), reps) or 0.0,
        state=state,
        came_true=day.reps_at(load_kg) >= reps,
    )


def _week_events(series: Series, place: int, hits: int) -> Iterator[Event]:
    """None when the log ends before the week does."""
    asked_on = series.days[place - 1].on + timedelta(days=1)
    settled_on = asked_on + timedelta(days=WITHIN_DAYS - 1)
    if settled_on > series.ends_on:
        return
    best_kg = _best_kg(series.days[:place])
    within = [day for day in series.days[place : place + WITHIN_DAYS] if day.on <= settled_on]
    event = Event(
        question=Question.PR_IN_WEEK,
        lifter=series.lifter,
        place=place,
        asked_on=asked_on,
        settled_on=settled_on,
        target=None,
        needs_kg=best_kg,
        state=(hits, Jump.UNKNOWN),
        came_true=any(day.e1rm_kg > best_kg for day in within),
    )
    yield event
    if within:
        yield replace(event, question=Question.PR_IN_WEEK_TRAINED)


def reps_for_best(load_kg: Decimal, best_kg: float) -> int | None:
    """The fewest reps at *load_kg* whose estimate is above *best_kg*; None when 12 are not enough."""
    estimates = ((reps, maximum_from(float(load_kg), reps)) for reps in range(1, MOST_REPS + 1))
    return next((reps for reps, kg in estimates if kg is not None and kg > best_kg), None)


def is_hit(last: WorkSet, now: WorkSet) -> bool:
    """The target of a session that no plan is known of: no less load than last time, for no fewer reps."""
    return now.load_kg >= last.load_kg and now.reps >= last.reps


def _hits_in_a_row(days: Sequence[LoggedDay], top: Top) -> list[int]:
    """For each place the hits in a row right before it, at most HITS_COUNTED."""
    tops = [day.top(top) for day in days]
    counts = [0, 0]
    for last, now in pairwise(tops):
        counts.append(min(HITS_COUNTED, counts[-1] + 1) if is_hit(last, now) else 0)
    return counts


def _jump(last_kg: Decimal, load_kg: Decimal) -> Jump:
    if load_kg <= last_kg:
        return Jump.DOWN if load_kg < last_kg else Jump.NONE
    return Jump.SMALL if load_kg <= last_kg * SMALL_JUMP else Jump.LARGE


def _best_kg(days: Sequence[LoggedDay]) -> float:
    return max(day.e1rm_kg for day in days)
