"""Sets and sessions of the log as an answer shows them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from agents.phrases import load_text
from agents.questions.basis import day
from agents.questions.dates import Span
from agents.sessions import Session
from knowledge.exercise import Exercise
from knowledge.strength import maximum_in, maximum_told
from knowledge.units import Unit
from knowledge.words import counted as of_number
from knowledge.words import joined, words
from storage.records import Lift, SetKind

MOST_SETS: Final = 4  # shown of one day


def estimate_text(exercise: Exercise, session: Session, unit: Unit | None = None) -> str:
    """``est. 1RM 216``; empty where no formula holds."""
    load = maximum_text(exercise, session, unit)
    return words("est. 1RM {load}", load=load) if load else ""


def maximum_text(exercise: Exercise, session: Session, unit: Unit | None = None) -> str:
    """``216``, with its own unit where that is not *unit*; empty where no formula holds."""
    if session.best is None or session.e1rm_kg is None or exercise.bodyweight:
        return ""
    own = session.best.load.unit
    return maximum_told(maximum_in(own, session.e1rm_kg)) + ("" if unit in (None, own) else f" {own}")


def sets_text(exercise: Exercise, session: Session, unit: Unit) -> str:
    """``225 × 5, 3 sets; 205 × 8``: the day's work sets, the heaviest first."""
    return work_text(exercise, session.work, unit)


def work_text(exercise: Exercise, sets: Iterable[Lift], unit: Unit) -> str:
    """Sets with the same load and reps are told once, with their number."""
    counts: dict[Lift, int] = {}
    for lift in sorted(sets, key=lambda lift: -lift.load.kg):
        alike = next((one for one in counts if _is_alike(one, lift)), lift)
        counts[alike] = counts.get(alike, 0) + lift.sets
    told = [replace(lift, sets=count) for lift, count in counts.items()]
    more = [words("+{count} more", count=len(told) - MOST_SETS)] if len(told) > MOST_SETS else []
    return joined([*(set_text(exercise, lift, unit) for lift in told[:MOST_SETS]), *more], "; ")


def _is_alike(one: Lift, other: Lift) -> bool:
    return (one.load, one.reps, one.kind) == (other.load, other.reps, other.kind)


def set_text(exercise: Exercise, lift: Lift, unit: Unit) -> str:
    missed = words(" missed") if lift.kind is SetKind.FAILED else ""
    sets = of_number(", {count} set", ", {count} sets", count=lift.sets) if lift.sets > 1 else ""
    return joined([load_text(lift.load, exercise, unit), f" × {lift.reps}", missed, sets], "")


def on_text(exercise: Exercise, session: Session, unit: Unit) -> str:
    """The sets of a day with their estimate: ``225 × 5, 3 sets (est. 1RM 263)``."""
    estimate = estimate_text(exercise, session, unit)
    sets = sets_text(exercise, session, unit)
    return words("{sets} ({estimate})", sets=sets, estimate=estimate) if estimate else sets


def span_text(span: Span, today: date) -> str:
    """``Mon 9 Nov to Sun 15 Nov``, or the one day."""
    if span.first == span.last:
        return day(span.first, today)
    return joined([day(span.first, today), day(span.last, today)], words(" to "))
