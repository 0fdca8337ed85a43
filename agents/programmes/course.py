"""What every programme's replay is made of: one session judged, loads made loadable, the start of a truncated log."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from agents.plan import Action, Dose
from agents.sessions import Session
from agents.situation import SESSIONS, Proposal, Situation
from agents.trend import share_of
from knowledge.plates import Rack
from knowledge.rules import SORE_AND_TIRED_SHARE, layoff_share
from knowledge.strength import e1rm
from knowledge.units import MILLI, Load
from storage.records import SetKind, Target

BEST_DAYS: Final = 42  # how far back a best estimate is recent
ANCHORS: Final = 4  # planned sessions from which a truncated log is tried: more than bad days come in a row


class Verdict(StrEnum):
    """What a session was to its programme."""

    BEGUN = "begun"  # nothing of it was done yet
    MADE = "made"
    MISSED = "missed"
    RESET = "reset"  # missed once too often
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


def replayed(course: Course[State], state: State, found: Sequence[Session], first: int) -> State:
    """Where a programme stands after the sessions from the place *first* on; layoffs between them cut it."""
    for place in range(first, len(found)):
        if place and (share := layoff_share((found[place].on - found[place - 1].on).days)) < 1:
            state = course.cut(state, share)
        state = course.after(state, found, place)
    return state


def explained(course: Course[State], state: State, found: Sequence[Session], first: int) -> int:
    """How many of the targets that were prescribed from *first* on are those of a replay from *state*."""
    count = 0
    for place in range(first, len(found)):
        if place > first and (share := layoff_share((found[place].on - found[place - 1].on).days)) < 1:
            state = course.cut(state, share)
        count += planned_target(found[place]) == course.asks(state).target
        state = course.after(state, found, place)
    return count


def anchored(
    course: Course[State], found: Sequence[Session], states: Callable[[Target], Iterable[State]]
) -> tuple[State, int] | None:
    """The state, and its place, that explains most of what was prescribed; None where nothing speaks of any.

    For a log that does not reach back to the first day: what was prescribed is kept with every set, so the first
    targets leave a few states, and what followed tells them apart. Those that it cannot tell apart have asked for the
    same ever since; the first of them is taken, and *states* gives the lightest first.
    """
    places = [place for place, session in enumerate(found) if planned_target(session)][:ANCHORS]
    best, most = None, -1
    for place in places:
        target = planned_target(found[place])
        for state in states(target) if target else ():
            count = explained(course, state, found, place)
            if count > most:
                best, most = (state, place), count
        if most == len(found) - place:
            break  # nothing is left to explain
    return best


class OfMaximum(Course[State], Protocol[State]):
    """A programme whose loads are shares of a maximum."""

    def begun(self, maximum: Decimal) -> State: ...

    def of_estimate(self, estimate: Decimal) -> State:
        """Its first day, from an estimated 1RM."""
        ...

    def states(self, target: Target, given: Decimal | None) -> Iterable[State]:
        """All that ask for *target*, the lightest first; *given* is the maximum that the lifter named."""
        ...


def started(now: Situation, course: OfMaximum[State]) -> tuple[State, int] | None:
    """The state that a replay begins with, and the place of its first session; None where no maximum is known.

    From the first day of the programme. Where he named a maximum, from the first session since that was the first day
    at it, so that a maximum that is named later begins anew. Where no first day is known, likewise, with the estimate
    from the sessions before it. And where the log no longer reaches back so far, from what was prescribed.
    """
    found, since, maximum = now.sessions, now.profile.programme_from, _given_maximum(now)
    if is_truncated(now) and (anchor := anchored(course, found, lambda target: course.states(target, maximum))):
        return anchor
    first = first_of_course(now)
    if maximum is None and since is not None:
        known = max(first, 1)
        state = _first_state(course, found[:known], None, now.rack)
        return (state, known) if state else None
    for place in range(first, len(found)):
        state = _first_state(course, found[:place], maximum, now.rack)
        if state and _is_day(found[place], course.asks(state), by_top=since is not None):
            return state, place
    state = _first_state(course, found, maximum, now.rack)
    untold = since is not None and not any(planned_target(session) for session in found[first:])
    return (state, first if untold else len(found)) if state else None


def _given_maximum(now: Situation) -> Decimal | None:
    own = next((one.load for one in now.profile.training_maxes if one.exercise == now.exercise.id), None)
    return in_unit(own, now.rack).amount if own else None


def _first_state(
    course: OfMaximum[State], before: Sequence[Session], maximum: Decimal | None, rack: Rack
) -> State | None:
    if maximum is not None:
        return course.begun(maximum)
    estimate = best_estimate(before, rack)
    return course.of_estimate(estimate) if estimate is not None else None


def _is_day(session: Session, asked: Asked, *, by_top: bool) -> bool:
    """Whether a session was the day that is *asked*: prescribed so, or all its loads were lifted, or its top one."""
    if planned_target(session) == asked.target:
        return True
    loads = {lift.load.kg for lift in session.work}
    led_up = bool(asked.lead_up) and all(dose.load.kg in loads for dose in asked.lead_up)
    return (by_top or led_up) and max(loads) == asked.dose.load.kg


def is_truncated(now: Situation) -> bool:
    """Whether the log that is given may begin after the programme did."""
    since = now.profile.programme_from
    return len(now.sessions) == SESSIONS and (since is None or now.sessions[0].on >= since)


def judged(session: Session, asked: Dose, *, every: bool = True) -> tuple[Verdict, Load]:
    """What a session was to a dose, and its heaviest load with all reps. *every*: a short set at its load is a miss.

    Lighter sets lead up to it, and heavier ones with fewer reps are the lifter's own affair.
    """
    full = [lift for lift in session.work if lift.load.kg >= asked.load.kg and is_full(lift.kind, lift.reps, asked)]
    at_it = [lift for lift in session.work if lift.load.kg == asked.load.kg]
    short = [lift for lift in at_it if not is_full(lift.kind, lift.reps, asked)]
    if short and (every or not full):
        return Verdict.MISSED, asked.load
    if full:
        return Verdict.MADE, max((lift.load for lift in full), key=lambda load: load.kg)
    return Verdict.STILL, asked.load


def is_full(kind: SetKind, reps: int, asked: Dose) -> bool:
    return kind is SetKind.WORK and reps >= asked.reps


def planned_target(session: Session) -> Target | None:
    """The heaviest target that was prescribed for the day."""
    targets = (lift.planned for lift in session.work if lift.planned)
    return max(targets, key=lambda target: target.load.kg, default=None)


def is_eased(planned: Target, asked: Asked, held: Load, rack: Rack) -> bool:
    """Whether a target is what readiness makes of *asked* on a bad day: held, or cut."""
    cut = rack.round_down(share_of(held, SORE_AND_TIRED_SHARE))
    return planned.load.kg < asked.dose.load.kg and planned.load.kg in (held.kg, cut.kg)


@lru_cache(maxsize=4096)  # a replay asks for the same few loads again and again
def nearest(rack: Rack, amount: Decimal, step: Decimal) -> Load:
    """*amount* to the nearest multiple of *step*, halves up; where plates do not make that, the nearest they do."""
    round_number = Load(rounded(amount, step), rack.unit)
    if rack.makes(round_number):
        return round_number
    below, above = rack.round_down(amount), rack.next_up(amount)
    return above if above and above.amount - amount <= abs(amount - below.amount) else below


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
    asked: Asked, *, rule: str, text: str, action: Action, held: Target | None = None, earn: str | None = None
) -> Proposal:
    """What a programme asks for, as the planner weighs it. *held*: what holding means; None: what it asks for."""
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
    )


def back(now: Situation, asked: Asked) -> Proposal:
    """What is asked for after a layoff, which has cut it."""
    action = Action.REDUCE if asked.dose.load.kg < now.last.load.kg else Action.HOLD
    return proposal(asked, rule="layoff", text=f"back after {now.days_off} days", action=action)
