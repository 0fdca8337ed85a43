"""A day of one lift as the forecast sees it: how strong, at which load, and whether that was all there was."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import log
from operator import attrgetter

from knowledge.exercise import ExerciseId
from knowledge.rpe import EASIEST, HARDEST
from knowledge.strength import EPLEY_REPS, MOST_REPS, maximum_from
from storage.records import Entry, Lift, SetKind

Made = tuple[tuple[float, int], ...]
"""Loads in kg with the most reps made at them or at more, the heaviest first; reps rise as loads fall."""


@dataclass(frozen=True, slots=True)
class TrainingDay:
    """*level* is the logarithm of the best estimated 1RM in kg, *reps* the most that were made at the heaviest load."""

    on: date
    level: float
    load_kg: float
    reps: int
    fell: int  # reps from the best to the worst set at that load
    as_told: bool  # no more than was prescribed, and all of it: a lower bound on what there was
    effort: float | None  # the level that a rated set speaks for, with the reps that it left; None: none was rated
    made: Made
    missed_kg: float | None = None  # the heaviest load at which no rep was made, where it is above *load_kg*


def days_of(lift: ExerciseId, history: Iterable[Entry], after: date | None, before: date) -> Iterator[TrainingDay]:
    """The days of *lift* between two days, both left out, oldest first.

    A day on which no estimate holds for any set is none of them; what was made on it counts with the next one.
    """
    own = (entry for entry in history if entry.lift.exercise == lift and entry.on < before)
    wanted = [entry for entry in own if (after is None or entry.on > after) and _is_work(entry.lift)]
    wanted.sort(key=attrgetter("on"))  # told late, a day may stand behind a later one
    made: Made = ()
    for on, entries in groupby(wanted, key=attrgetter("on")):
        tried = [entry.lift for entry in entries]
        lifts = [lift for lift in tried if lift.reps > 0]
        made = with_made(made, ((float(lift.load.kg), min(lift.reps, MOST_REPS)) for lift in lifts))
        day = _day(on, lifts, made, max((float(lift.load.kg) for lift in tried if lift.reps == 0), default=0.0))
        if day is not None:
            made = ()
            yield day


def has_made(made: Made, load_kg: float, reps: int) -> bool:
    """Whether so many reps at this load, or at more, are among those *made*. Loads agree to the gram."""
    milli = round(load_kg * 1000)
    return any(round(kg * 1000) >= milli and done >= reps for kg, done in made)


def with_made(made: Made, more: Iterable[tuple[float, int]]) -> Made:
    """All of both that no heavier set with as many reps outdoes."""
    kept: list[tuple[float, int]] = []
    for kg, reps in sorted({*made, *more}, reverse=True):
        if not kept or reps > kept[-1][1]:
            kept.append((kg, reps))
    return tuple(kept)


def _is_work(lift: Lift) -> bool:
    return lift.kind is not SetKind.WARMUP and lift.load.milli > 0 and lift.hold_seconds is None


def _day(on: date, lifts: Sequence[Lift], made: Made, missed_kg: float) -> TrainingDay | None:
    sets = [(float(lift.load.kg), lift.reps) for lift in lifts]
    estimates = [(kg, reps, maximum_from(kg, reps)) for kg, reps in sets]
    known = [(kg, reps, most) for kg, reps, most in estimates if most is not None]
    if not known:
        return None
    load_kg = max(kg for kg, _, _ in known)
    at_top = [reps for kg, reps, _ in known if kg == load_kg]
    return TrainingDay(
        on=on,
        level=log(max(most for _, _, most in known)),
        load_kg=load_kg,
        reps=max(at_top),
        fell=max(at_top) - min(at_top),
        as_told=_is_as_told(lifts),
        effort=_effort(lifts),
        made=made,
        missed_kg=missed_kg if missed_kg > load_kg else None,
    )


def _is_as_told(lifts: Sequence[Lift]) -> bool:
    """Whether something was prescribed, and every set at that load or above had its reps and no more."""
    told = [lift for lift in lifts if lift.planned and lift.load.milli >= lift.planned.load.milli]
    done = (lift.planned and lift.reps == lift.planned.reps and lift.kind is SetKind.WORK for lift in told)
    return bool(told) and all(done)


def _effort(lifts: Sequence[Lift]) -> float | None:
    """By Epley, with the reps that were left counted as done (RIR is 10 less RPE)."""
    rated = [(lift, lift.rpe) for lift in lifts if lift.rpe and EASIEST <= lift.rpe <= HARDEST]
    spared = [(float(lift.load.kg), lift.reps + float(HARDEST - rpe)) for lift, rpe in rated]
    known = [kg * (1 + reps / EPLEY_REPS) if reps > 1 else kg for kg, reps in spared if reps <= MOST_REPS]
    return log(max(known)) if known else None
