"""What every programme's replay is made of: one session judged, loads made loadable, the start of a truncated log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from agents.phrases import counted
from agents.plan import Action, Dose
from agents.sessions import Session
from agents.situation import Proposal, Situation
from agents.trend import layoff_days, share_before, share_of
from knowledge.plates import Rack
from knowledge.rules import SORE_AND_TIRED_SHARE, layoff_share
from knowledge.strength import e1rm
from knowledge.units import MILLI, Load
from knowledge.words import counted as of_number
from knowledge.words import words
from storage.records import Lift, SetKind, Target

BEST_DAYS: Final = 42  # how far back a best estimate is recent
HABIT_SESSIONS: Final = 3  # in a row, all with the same number of sets


class Verdict(StrEnum):
    """What a session was to its programme."""

    BEGUN = "begun"  # nothing of it was done yet
    MADE = "made"
    MISSED = "missed"
    RESET = "reset"  # missed once too often
    UNFINISHED = "unfinished"  # fewer sets than were asked for, each of them made: it counts for nothing either
    STILL = "still"  # the day had other loads, or an easier one was asked for: it counts for nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a programme asks for on one day: *dose*, after the sets of *lead_up*."""

    dose: Dose
    lead_up: tuple[Dose, ...] = ()

    @property
    def target(self) -> Target:
        return Target(self.dose.load, self.dose.reps)


State = TypeVar("State")


class Course(Protocol[State]):
    """A programme for one lift, as pure functions on where it stands."""

    def asks(self, state: State) -> Asked: ...

    def after(self, state: State, found: Sequence[Session], place: int) -> State:
        """Where it stands after a session; *found* up to it are those before."""
        ...

    def cut(self, state: State, share: Decimal) -> State:
        """Where it stands after a layoff. A reset and a layoff are one penalty: the lighter one."""
        ...


def share_today(now: Situation, since: int = 0) -> Decimal:
    """What a layoff up to today leaves of a load; 1 without one, and before the session of the place *since*.

    A maximum that was named after the days off was named with them in mind.
    """
    return layoff_share(layoff_days(now.sessions, now.today.on)) if len(now.sessions) > since else Decimal(1)


def replayed(
    course: Course[State],
    state: State,
    found: Sequence[Session],
    first: int,
    skipped: Collection[date] = (),
    *,
    is_named: bool = False,
) -> State:
    """Where a programme stands after the sessions from the place *first* on; layoffs between them cut it.

    Those of the days that are *skipped* count for nothing but that he trained. *is_named*: the lifter said where it
    begins, so that days off before *first* cut nothing.
    """
    for place in range(first, len(found)):
        counts = place > first or not is_named
        if counts and (share := share_before(found, place)) < 1:
            state = course.cut(state, share)
        if found[place].on not in skipped:
            state = course.after(state, found, place)
    return state


def hurt_days(now: Situation) -> frozenset[date]:
    """The days on which a warning sign was cleared: what was lifted on them takes no programme on."""
    days = (now.today.on if now.today.cleared_today else None, now.today.cleared_on)
    return frozenset(day for day in days if day)


def judged(session: Session, asked: Dose, *, every: bool = True, sets: int = 1) -> tuple[Verdict, Load]:
    """What a session was to a dose, and its heaviest load with all reps in *sets* sets of it or more.

    *every*: a short set at its load is a miss. Lighter sets lead up to it, and heavier ones with fewer reps are the
    lifter's own affair.
    """
    full = [lift for lift in session.work if lift.load.kg >= asked.load.kg and is_full(lift.kind, lift.reps, asked)]
    at_it = [lift for lift in session.work if lift.load.kg == asked.load.kg]
    short = [lift for lift in at_it if not is_full(lift.kind, lift.reps, asked)]
    if short and (every or not full):
        return Verdict.MISSED, asked.load
    if not full:
        return Verdict.STILL, asked.load
    if not short and sum(lift.sets for lift in full) < sets:
        return Verdict.UNFINISHED, asked.load
    return Verdict.MADE, _load_of(full, sets)


def _load_of(full: Sequence[Lift], sets: int) -> Load:
    """The heaviest load at which, or above, there are so many sets; the lightest where there are fewer in all."""
    count, by_load = 0, sorted(full, key=lambda lift: lift.load.kg, reverse=True)
    for lift in by_load:
        count += lift.sets
        if count >= sets:
            return lift.load
    return by_load[-1].load


def sets_to_make(found: Sequence[Session], place: int, asked: Dose) -> int:
    """How many sets make a session: those that are asked for, or as many as he tells of by habit, if that is fewer."""
    told = {_told(session) for session in found[max(0, place - HABIT_SESSIONS + 1) : place + 1]}
    is_habit = place + 1 >= HABIT_SESSIONS and len(told) == 1
    return min(asked.sets, *told) if is_habit else asked.sets


def _told(session: Session) -> int:
    return sum(lift.sets for lift in session.work if lift.load.kg == session.load.kg)


def rest_of_day(now: Situation, asked: Asked, name: str, rule: str) -> Proposal:
    """The sets that are left of a session of today that is not finished."""
    dose = asked.dose
    done = sum(
        lift.sets for lift in now.last.work if lift.load.kg >= dose.load.kg and is_full(lift.kind, lift.reps, dose)
    )
    left = replace(asked, dose=replace(dose, sets=max(1, dose.sets - done)))
    text = words("{programme}: {done} of {sets} done today", programme=name, done=done, sets=counted(dose.sets, "set"))
    return proposal(left, rule=rule, text=text, action=Action.HOLD)


def is_full(kind: SetKind, reps: int, asked: Dose) -> bool:
    return kind is SetKind.WORK and reps >= asked.reps


def planned_target(session: Session) -> Target | None:
    """The heaviest target that was prescribed for the day."""
    targets = (lift.planned for lift in session.work if lift.planned)
    return max(targets, key=lambda target: target.load.kg, default=None)


def is_eased(planned: Target, asked: Asked, held: Load, rack: Rack, cut_from: Load | None = None) -> bool:
    """Whether a target is what readiness makes of *asked* on a bad day: held, or cut."""
    cut = rack.round_down(share_of(cut_from or held, SORE_AND_TIRED_SHARE))
    return planned.load.kg < asked.dose.load.kg and planned.load.kg in (held.kg, cut.kg)


@lru_cache(maxsize=4096)  # a replay asks for the same few loads again and again
def nearest(rack: Rack, amount: Decimal, step: Decimal) -> Load:
    """*amount* to the nearest multiple of *step*, halves up; where plates do not make that, the nearest they do.

    That is never more than half of *step* above it.
    """
    round_number = Load(rounded(amount, step), rack.unit)
    if rack.makes(round_number):
        return round_number
    below, above = rack.round_down(amount), rack.next_up(amount)
    far = min(abs(amount - below.amount), step / 2)
    return above if above and above.amount - amount <= far else below


def rounded(amount: Decimal, step: Decimal) -> Decimal:
    """The nearest multiple of *step*, halves up."""
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def stepped(rack: Rack, load: Load, step: Decimal, most: Decimal) -> Load | None:
    """The heaviest load up to *step* above *load*, else the next one up to *most* above it; None past that."""
    wanted = rack.largest_at_most(load.amount + step)
    if wanted and wanted.amount > load.amount:
        return wanted
    above = rack.next_up(load.amount)
    return above if above and above.amount - load.amount <= most else None


def in_unit(load: Load, rack: Rack) -> Load:
    return load if load.unit is rack.unit else load.down_to(rack.unit, MILLI)


def best_estimate(found: Sequence[Session], rack: Rack) -> Decimal | None:
    """The best estimated 1RM of the last BEST_DAYS days of *found*, in the unit of *rack*; None where there is none."""
    since = found[-1].on - timedelta(days=BEST_DAYS) if found else date.min
    best = [session.best for session in found if session.on >= since and session.best]
    estimates = [estimate for lift in best if (estimate := e1rm(in_unit(lift.load, rack), lift.reps)) is not None]
    return round(Decimal(max(estimates)), 3) if estimates else None


def first_of_course(now: Situation) -> int:
    """The place of the first session since the programme began."""
    since = now.profile.programme_from or date.min
    return next((place for place, one in enumerate(now.sessions) if one.on >= since), len(now.sessions))


def direction(load: Load, before: Load) -> Action:
    if load.kg == before.kg:
        return Action.HOLD
    return Action.INCREASE if load.kg > before.kg else Action.REDUCE


def proposal(
    asked: Asked,
    *,
    rule: str,
    text: str,
    action: Action,
    held: Target | None = None,
    earn: str | None = None,
    cut_from: Load | None = None,
) -> Proposal:
    """What a programme asks for, as the planner weighs it. *held*: what holding means; None: what it asks for.

    *cut_from*: the load that a reset or a layoff has cut, if one did.
    """
    dose = asked.dose
    return Proposal(
        rule=rule,
        action=action,
        text=text,
        load=dose.load,
        reps=dose.reps,
        sets=dose.sets,
        amrap=dose.amrap,
        lead_up=asked.lead_up,
        held=held or asked.target,
        earn=earn,
        cut_from=cut_from,
    )


def back(now: Situation, asked: Asked, cut_from: Load) -> Proposal:
    """What is asked for after a layoff, which has cut *cut_from* to it."""
    action = Action.REDUCE if asked.dose.load.kg < now.last.load.kg else Action.HOLD
    return proposal(
        asked,
        rule="layoff",
        text=of_number("back after {count} day", "back after {count} days", count=now.days_off),
        action=action,
        cut_from=cut_from,
    )


def down(load: Load, before: Load) -> Action:
    """What a reset comes to: on the lightest load it is no less than before."""
    return Action.REDUCE if load.kg < before.kg else Action.HOLD
