"""A log as the back-test sees it: for every lifter and lift, its training days. Pure.

Counted are work sets of 1 to 12 reps with a load above 0; a set that was tried without a rep is not among them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Final

from knowledge.exercise import Exercise, ExerciseId
from knowledge.strength import maximum_from
from storage.records import Entry, Lift, SetKind

LEAST_DAYS: Final = 3  # of training on record before anything is asked
MAIN_LIFTS: Final = tuple(map(ExerciseId, ("squat", "bench_press", "deadlift", "overhead_press")))

_on = attrgetter("on")


class Top(StrEnum):
    """Which set of a day its questions are about. The log does not say which one the lifter meant."""

    HEAVIEST = "heaviest"  # the most load, and the most reps at it
    STRONGEST = "strongest"  # the best estimated 1RM


@dataclass(frozen=True, slots=True)
class WorkSet:
    load_kg: Decimal
    reps: int
    e1rm_kg: float  # Epley


@dataclass(frozen=True, slots=True)
class LoggedDay:
    """One lift on one day; *sets* is never empty. *e1rm_kg* is the best of them."""

    on: date
    sets: tuple[WorkSet, ...]
    e1rm_kg: float

    def top(self, by: Top) -> WorkSet:
        if by is Top.HEAVIEST:
            return max(self.sets, key=lambda work: (work.load_kg, work.reps))
        return max(self.sets, key=lambda work: (work.e1rm_kg, work.load_kg))

    def reps_at(self, load_kg: Decimal) -> int:
        """The most reps at exactly this load; 0 when it was not lifted."""
        return max((work.reps for work in self.sets if work.load_kg == load_kg), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One lift of one lifter, oldest first."""

    lifter: str
    exercise: Exercise
    entries: tuple[Entry, ...]  # all of the lift, warm-ups too: what the forecast is given a part of
    days: tuple[LoggedDay, ...]
    ends_on: date  # the last training day of the whole log, of any lift

    def before(self, day: date) -> Sequence[Entry]:
        return self.entries[: bisect_left(self.entries, day, key=_on)]


def series_of(
    lifter: str, entries: Iterable[Entry], exercises: Mapping[ExerciseId, Exercise], only: Collection[ExerciseId] | None
) -> list[Series]:
    """The lifts of one lifter that have days enough to be asked about; None for *only* takes every lift."""
    by_lift: dict[ExerciseId, list[Entry]] = defaultdict(list)
    ends_on = date.min
    for entry in sorted(entries, key=_on):
        by_lift[entry.lift.exercise].append(entry)
        ends_on = entry.on
    return [
        Series(lifter=lifter, exercise=exercises[lift], entries=tuple(own), days=days, ends_on=ends_on)
        for lift, own in sorted(by_lift.items())
        if (only is None or lift in only) and len(days := training_days(own)) >= LEAST_DAYS
    ]


def training_days(entries: Sequence[Entry]) -> tuple[LoggedDay, ...]:
    """The days of one lift's entries, which are oldest first; a day without a counted set is none."""
    found = []
    for on, day in groupby(entries, key=_on):
        sets = tuple(work for entry in day if (work := _counted(entry.lift)))
        if sets:
            found.append(LoggedDay(on, sets, max(work.e1rm_kg for work in sets)))
    return tuple(found)


def _counted(lift: Lift) -> WorkSet | None:
    estimate = maximum_from(float(lift.load.kg), lift.reps)
    if lift.kind is SetKind.WARMUP or estimate is None:
        return None
    return WorkSet(lift.load.kg, lift.reps, estimate)
