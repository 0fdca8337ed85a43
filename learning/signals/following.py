"""Whether a prescription was followed, and how it ended: read from what was logged next. Pure.

A set belongs to the plan that stood when its session began, or to one of that day whose load it has; so of a plan
that a newer one of the same day has replaced the sets at the newer one's load are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from agents.plan import Action
from agents.programmes import goes_by_session
from agents.sessions import session_of
from bot.decide.stopped import stops
from knowledge.exercise import Exercises
from knowledge.plates import PIN_STEP
from knowledge.units import Load
from learning.signals.episode import PLAN_DAYS, Prescribed
from learning.signals.lift_log import LiftLog, is_before
from storage.records import Entry, Flag, Lift, Person, Prescription, Target

TOLERANCE_KG: Final = min(Load(step, unit).kg for unit, step in PIN_STEP.items()) / 2
"""Half of the smallest usual step, 2.5 lb: what is nearer than that is the prescribed load, told in the other unit or
rounded, since no other load that is usual can be so near to it."""

BY_SESSION: Final = frozenset(
    (
        *("linear_step", "linear_repeat", "linear_reset"),
        *("training_max_week", "training_max_reset"),
        *("week_day", "week_repeat"),
    )
)
"""The rules of the programmes of which *goes_by_session* is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Whose prescriptions are judged: *last_on* is the newest day of which anything is on record."""

    person: Person
    flags: tuple[Flag, ...]
    exercises: Exercises
    last_on: date


def prescribed(prescription: Prescription, log: LiftLog, who: Follower) -> Prescribed:
    """*prescription* with what was done about it in the *log* of its lift."""
    done = _done(prescription, log, who) if prescription.load else ()
    return Prescribed(
        prescription=prescription,
        followed=_is_followed(prescription, done) if prescription.load else _is_left_alone(prescription, log, who),
        made=_is_made(prescription, done),
        earned=_is_earned(prescription, log),
        done=done,
    )


def _is_followed(prescription: Prescription, done: Sequence[Entry]) -> bool | None:
    """The working load of what was done is the prescribed one, to TOLERANCE_KG.

    The working load is that of *agents.sessions*: the heaviest that was worked with, or the heaviest at which the
    prescription was met, so that a record that is tried on top of it is no other plan. An attempt that failed was one.

    None: the lift was not trained again within PLAN_DAYS, the log ends before, or a newer prescription of the lift
    stood before anything was lifted.
    """
    if not done or prescription.load is None:
        return None
    lifts = _as_planned(prescription, done)
    session = session_of(done[0].on, lifts)
    heaviest = max(lift.load.kg for lift in lifts)
    return session is not None and prescription.load.kg in (session.load.kg, heaviest)


def _is_made(prescription: Prescription, done: Sequence[Entry]) -> bool | None:
    """Every set at the prescribed load, or at a heavier one, had the prescribed reps; None as in *_is_followed*."""
    session = session_of(done[0].on, _as_planned(prescription, done)) if done else None
    return session.met if session else None


def _is_earned(prescription: Prescription, log: LiftLog) -> bool | None:
    """The last session on record had all its reps, at no less than was planned: the guide's rule would add load."""
    known = log.before(prescription)
    session = session_of(known[0].on, [entry.lift for entry in known]) if known else None
    return session.hit if session else None


def _is_left_alone(prescription: Prescription, log: LiftLog, who: Follower) -> bool | None:
    """Of rest and refer: the lift was not worked on the days that it speaks of.

    Rest speaks of its day. A referral speaks of PLAN_DAYS, until the lifter is cleared or asks anew.

    None: a newer prescription of that day stood before anything was lifted, or nothing at all is on record behind that
    day, since silence is no sign.
    """
    is_rest = prescription.action == Action.REST
    last = prescription.on + timedelta(days=0 if is_rest else PLAN_DAYS)
    newer = next((one for one in log.newer(prescription) if one.on <= last), None)
    sets = (entry for entry in log.between(prescription.on, last) if not is_before(entry, prescription))
    if any(newer is None or is_before(entry, newer) for entry in sets if not _is_cleared(entry, prescription, who)):
        return False
    if newer is not None and newer.on == prescription.on:
        return None
    return True if who.last_on > prescription.on else None


def _is_cleared(entry: Entry, prescription: Prescription, who: Follower) -> bool:
    """Whether every warning sign that had stopped the lift was cleared before the set."""
    ends = [flag.cleared_at for flag in who.flags if _had_stopped(flag, prescription, who.exercises)]
    return bool(ends) and all(at is not None and at <= entry.said_at for at in ends)


def _had_stopped(flag: Flag, prescription: Prescription, exercises: Exercises) -> bool:
    was_open = flag.raised_at <= prescription.made_at and not _is_over(flag.cleared_at, prescription.made_at)
    return was_open and prescription.exercise in exercises and stops(flag, prescription.exercise, exercises)


def _is_over(cleared_at: datetime | None, at: datetime) -> bool:
    return cleared_at is not None and cleared_at <= at


def _done(prescription: Prescription, log: LiftLog, who: Follower) -> tuple[Entry, ...]:
    """The sets that it is judged by: those behind it on its day, or else those of the next training day.

    On a programme that goes by session, what is prescribed after a day's first set is for the next one.
    """
    by_session = _goes_by_session(prescription, who)
    later = log.behind(prescription)
    is_for_next = by_session and len(later) < len(log.days.get(prescription.on, ()))
    sets = (() if is_for_next else later) or log.next_day(prescription.on, PLAN_DAYS)
    if not sets:
        return ()
    newer = [one for one in log.newer(prescription) if one.on <= sets[0].on]
    if any(not is_before(sets[0], one) for one in newer):
        return ()
    return sets if by_session else tuple(entry for entry in sets if not _is_of_newer(entry, prescription, newer))


def _is_of_newer(entry: Entry, prescription: Prescription, newer: Sequence[Prescription]) -> bool:
    """Whether a set has the load of a newer plan that was there before it, and not that of this one."""
    if _has_load(entry.lift, prescription):
        return False
    return any(_has_load(entry.lift, one) and not is_before(entry, one) for one in newer)


def _has_load(lift: Lift, prescription: Prescription) -> bool:
    return prescription.load is not None and _is_near(lift.load.kg, prescription.load.kg)


def _is_near(kg: Decimal, other: Decimal) -> bool:
    return abs(kg - other) < TOLERANCE_KG


def _as_planned(prescription: Prescription, done: Sequence[Entry]) -> list[Lift]:
    """What was done, as sets of this plan, with what is as good as its load at exactly its load."""
    if prescription.load is None:
        return []
    target = Target(prescription.load, prescription.reps)
    own = (replace(entry.lift, planned=target) for entry in done)
    return [replace(lift, load=prescription.load) if _has_load(lift, prescription) else lift for lift in own]


def _goes_by_session(prescription: Prescription, who: Follower) -> bool:
    """By its rule, or by the programme that he follows now, since its first day: a bad day's rule tells of none."""
    if prescription.rule in BY_SESSION:
        return True
    profile, exercise = who.person.profile, who.exercises.get(prescription.exercise)
    is_since = profile.programme_from is None or profile.programme_from <= prescription.on
    return exercise is not None and is_since and goes_by_session(exercise, profile)
