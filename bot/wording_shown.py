"""Loads, sets, days and how a lifter is, as they are shown. Pure: values in, words out."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from knowledge.body import part_shown
from knowledge.days import show_day as show_day
from knowledge.days import show_day_of_month as show_day_of_month
from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.strength import e1rm, maximum_told
from knowledge.units import Load, Unit, plain
from knowledge.words import Words, counted, filled, joined, words
from storage.records import EnergyLevel, Lift, Readiness, SetKind

MONTHS_THEN_DAY: Final = (
    *(words("January {day}"), words("February {day}"), words("March {day}"), words("April {day}")),
    *(words("May {day}"), words("June {day}"), words("July {day}"), words("August {day}")),
    *(words("September {day}"), words("October {day}"), words("November {day}"), words("December {day}")),
)
HALF_HOUR: Final = 30  # minutes
KINDS: Final = {SetKind.WARMUP: words(" warm-up"), SetKind.FAILED: words(" missed")}
LEVELS: Final = {EnergyLevel.LOW: words("low"), EnergyLevel.OK: words("ok"), EnergyLevel.HIGH: words("high")}


def show_load(load: Load, unit: Unit) -> str:
    """The load; its unit only where it is not the lifter's own."""
    return plain(load.amount) if load.unit is unit else str(load)


def show_lift(lift: Lift, unit: Unit) -> str:
    """One lift without its name: ``185 × 5 @8, 3 sets``, and a hold ``60 s × 3``."""
    kind = KINDS.get(lift.kind, "")
    if lift.hold_seconds is not None:
        return joined([_show_hold(lift, unit), kind], "")
    rpe = f" @{plain(lift.rpe)}" if lift.rpe is not None else ""
    sets = counted(", {count} set", ", {count} sets", count=lift.sets) if lift.sets > 1 else ""
    return joined([_weight(lift, unit), f" × {lift.reps}{rpe}", kind, sets], "")


def _show_hold(lift: Lift, unit: Unit) -> str:
    load = [_weight(lift, unit)] if lift.load.amount else []
    sets = [str(lift.sets)] if lift.sets > 1 else []
    return " × ".join([*load, f"{lift.hold_seconds} s", *sets]) + (f" @{plain(lift.rpe)}" if lift.rpe else "")


def _weight(lift: Lift, unit: Unit) -> str:
    if not lift.bodyweight:
        return show_load(lift.load, unit)
    sign = "+" if lift.load.amount > 0 else ""
    return f"{sign}{show_load(lift.load, unit)}" if lift.load.amount else words("body weight")


def show_lifts(lifts: Sequence[Lift], exercises: Exercises, unit: Unit) -> str:
    """Lifts under the names of their exercises: ``bench 185 × 5, 175 × 6``."""
    return joined([_show_group(exercises[name], group, unit) for name, group in _by_exercise(lifts)], ", ")


def show_estimated(lifts: Sequence[Lift], exercises: Exercises, unit: Unit) -> str:
    """The same, with the 1RM that the sets of each speak for."""
    return joined([_show_estimated(exercises[name], group, unit) for name, group in _by_exercise(lifts)], ", ")


def _by_exercise(lifts: Sequence[Lift]) -> list[tuple[ExerciseId, tuple[Lift, ...]]]:
    return [(name, tuple(group)) for name, group in groupby(lifts, key=lambda lift: lift.exercise)]


def _show_group(exercise: Exercise, lifts: Sequence[Lift], unit: Unit) -> str:
    return joined([exercise.short, in_a_row([(show_lift(lift, unit), lift.sets) for lift in lifts])], " ")


def in_a_row(shown: Sequence[tuple[str, int]]) -> str:
    """Texts with their numbers of sets, so that each number can only be that of its own: ``175 × 5, 3 sets, then …``"""
    text: str = ""
    before = 0
    for one, sets in shown:
        between = words(", then ") if before > 1 else ", "
        text = joined([text, one], between) if text else one
        before = sets
    return text


def _show_estimated(exercise: Exercise, lifts: Sequence[Lift], unit: Unit) -> str:
    shown = _show_group(exercise, lifts, unit)
    estimates = [
        estimate
        for lift in lifts
        if not exercise.bodyweight
        and lift.kind is SetKind.WORK
        and lift.hold_seconds is None
        and (estimate := e1rm(lift.load, lift.reps)) is not None
    ]
    return words("{sets} (est. 1RM {load})", sets=shown, load=maximum_told(max(estimates))) if estimates else shown


def show_readiness(readiness: Readiness, unit: Unit) -> str:
    """``slept 6 h, sore 7 (legs)``; empty where nothing was said."""
    parts: list[str] = []
    if readiness.sleep_minutes is not None:
        parts.append(words("slept {time}", time=show_hours(readiness.sleep_minutes)))
    if readiness.soreness is not None:
        site = words(" ({part})", part=part_shown(readiness.soreness_site)) if readiness.soreness_site else ""
        parts.append(words("sore {number}{site}", number=readiness.soreness, site=site))
    if readiness.energy is not None:
        said = readiness.energy
        parts.append(words("energy {level}", level=LEVELS[said] if isinstance(said, EnergyLevel) else said))
    if readiness.stress is not None:
        parts.append(words("stress {number}", number=readiness.stress))
    if readiness.body_weight is not None:
        parts.append(words("body weight {load}", load=show_load(readiness.body_weight, unit)))
    return joined(parts, ", ")


def show_hours(minutes: int) -> str:
    """``6 h``, ``6.5 h``, ``6 h 20``."""
    hours, rest = divmod(minutes, 60)
    if rest and rest != HALF_HOUR:
        return words("{hours} h {rest}", hours=hours, rest=f"{rest:02}")
    return words("{hours} h", hours=f"{hours}.5" if rest else hours)


def show_month_and_day(day: date) -> Words:
    """``November 23``."""
    return filled(MONTHS_THEN_DAY[day.month - 1], day=day.day)
