"""Double progression: a rep more each time, and from the top of the range the next load from the bottom of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.phrases import counted
from agents.plan import Action, Dose
from agents.programmes.course import (
    Asked,
    Verdict,
    back,
    first_of_course,
    in_unit,
    is_eased,
    planned_target,
    proposal,
    replayed,
    share_today,
)
from agents.sessions import Session
from agents.situation import Proposal, Situation
from agents.trend import is_light, share_of
from knowledge.exercise import Equipment, Exercise
from knowledge.plates import HAND_STEP, Rack
from knowledge.programme import Double
from knowledge.rules import STEP_CAPS
from knowledge.units import Load
from knowledge.words import words
from storage.records import SetKind, Target

LONGEST: Final = 20  # reps of a set, where the next load is too big a step


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    load: Load
    reps: int
    held: Target  # of a bad day: the rung below, once this one was earned
    last: Verdict = Verdict.BEGUN


@dataclass(frozen=True, slots=True)
class DoubleCourse:
    """Where it stands is what the last sessions were: a plan that the log does not explain is followed."""

    scheme: Double
    exercise: Exercise
    rack: Rack

    def begun(self, load: Load, reps: int) -> Rung:
        fit = self.rack.round_down(in_unit(load, self.rack).amount)
        inside = min(max(reps, self.scheme.low), self.scheme.high if self._above(fit) else LONGEST)
        return Rung(load=fit, reps=inside, held=Target(fit, inside))

    def asks(self, state: Rung) -> Asked:
        return Asked(dose=Dose(state.load, state.reps, self.scheme.sets))

    def after(self, state: Rung, found: Sequence[Session], place: int) -> Rung:
        state = self._followed(state, found, place)
        done = [lift for lift in found[place].work if lift.load.kg >= state.load.kg]
        if not done and found[place].missed and not found[place].light:
            return Rung(load=state.held.load, reps=state.held.reps, held=state.held, last=Verdict.STILL)
        if not done:
            return Rung(load=state.load, reps=state.reps, held=state.held, last=Verdict.STILL)
        top = max((lift.load for lift in done), key=lambda load: load.kg)
        load = state.load if min(lift.load.kg for lift in done) == state.load.kg else in_unit(top, self.rack)
        reps = min(lift.reps if lift.kind is SetKind.WORK else min(lift.reps, state.reps - 1) for lift in done)
        if reps < self.scheme.low or (load == state.load and reps < state.reps):
            return Rung(load=state.load, reps=state.reps, held=Target(state.load, state.reps), last=Verdict.MISSED)
        return self._up(load, reps)

    def cut(self, state: Rung, share: Decimal) -> Rung:
        return self.begun(self.rack.round_down(share_of(state.held.load, share)), self.scheme.low)

    def _up(self, load: Load, reps: int) -> Rung:
        load = self.rack.round_down(load.amount)
        above = self._above(load)
        most = self.scheme.high if above else LONGEST
        done = Target(load, min(reps, most))
        if above and reps >= most:
            return Rung(load=above, reps=self.scheme.low, held=done, last=Verdict.MADE)
        return Rung(load=load, reps=min(reps + 1, most), held=done, last=Verdict.MADE)

    def _above(self, load: Load) -> Load | None:
        """The next load; None where it is too big a step."""
        unit, hand = self.rack.unit, self.exercise.equipment in (Equipment.DUMBBELL, Equipment.KETTLEBELL)
        cap = STEP_CAPS[self.exercise.region].amount[unit]
        most = max(cap, HAND_STEP[unit]) if hand else cap
        above = self.rack.next_up(load.amount)
        return above if above and above.amount - load.amount <= most else None

    def _followed(self, state: Rung, found: Sequence[Session], place: int) -> Rung:
        planned = planned_target(found[place])
        if planned is None:
            lower = found[place].load.kg < state.load.kg and not is_light(found, place)
            return self.begun(found[place].load, found[place].reps) if lower else state
        asked = self.asks(state)
        known = planned in (asked.target, state.held) or is_eased(planned, asked, state.held.load, self.rack)
        return state if known else self.begun(planned.load, planned.reps)


def double(now: Situation, scheme: Double) -> Proposal:
    course = DoubleCourse(scheme, now.exercise, now.rack)
    first = first_of_course(now)
    start = now.standing if first == len(now.sessions) else _first(now.sessions[first])
    state = replayed(course, course.begun(start.load, start.reps), now.sessions, first)
    if (share := share_today(now)) < 1:
        return back(now, course.asks(course.cut(state, share)), state.held.load)
    if now.days_off == 0 and now.last.raised and state.last is Verdict.MADE:
        held = course.begun(state.held.load, state.held.reps)
        return proposal(
            course.asks(held), rule="one_step_a_day", text=words("that was today's step up"), action=Action.HOLD
        )
    return _next(now, course, state)


def _first(session: Session) -> Target:
    return planned_target(session) or Target(session.load, session.reps)


def _next(now: Situation, course: DoubleCourse, state: Rung) -> Proposal:
    asked, range_ = course.asks(state), words("{range} reps", range=f"{course.scheme.low}-{course.scheme.high}")
    match state.last:
        case Verdict.MADE if state.load.kg > state.held.load.kg:
            text = words(
                "double progression: {reps} in every set, so the next load", reps=counted(course.scheme.high, "rep")
            )
        case Verdict.MADE if state.held.reps >= course.scheme.high:
            text = (
                words("double progression: the next load that can be made is too big a step, so first a rep more")
                if state.reps > state.held.reps
                else words("double progression: the next load that can be made is too big a step, so hold it")
            )
        case Verdict.MADE if state.reps > state.held.reps:
            text = words("double progression: a rep more, {range}", range=range_)
        case Verdict.MISSED:
            text = words("double progression: {reps} in every set first", reps=counted(state.reps, "rep"))
        case Verdict.STILL:
            text = words(
                "double progression: {load} × {reps} is still to be done", load=now.said(state.load), reps=state.reps
            )
        case _:
            text = words("double progression, {range}", range=range_)
    up = state.last is Verdict.MADE and asked.target != state.held
    action = Action.INCREASE if up else Action.HOLD
    rule = "double_step" if up else "double_repeat"
    return proposal(
        asked, rule=rule, text=text, action=action, held=state.held if up or state.last is Verdict.STILL else None
    )
