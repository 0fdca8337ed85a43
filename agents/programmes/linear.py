"""Linear progression: a step each time when every set is made, a reset after so many misses in a row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from agents.phrases import counted
from agents.plan import Action, Dose
from agents.programmes.course import (
    Asked,
    Verdict,
    back,
    down,
    first_of_course,
    in_unit,
    is_eased,
    judged,
    planned_target,
    proposal,
    replayed,
    rest_of_day,
    sets_to_make,
    share_today,
    stepped,
)
from agents.sessions import Session
from agents.situation import Proposal, Situation
from agents.trend import is_light, share_of
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.programme import Linear, of_lift
from knowledge.rules import STEP_CAPS
from knowledge.units import Load, plain
from knowledge.words import words
from storage.records import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    load: Load  # to do next
    held: Load  # the load of a bad day: that before a step, else the load itself
    misses: int = 0  # in a row, at it
    before: Load | None = None  # what a reset was taken of
    last: Verdict = Verdict.BEGUN


@dataclass(frozen=True, slots=True)
class LinearCourse:
    """Where it stands is what the last sessions were: a plan that the log does not explain is followed."""

    scheme: Linear
    exercise: Exercise
    rack: Rack

    def begun(self, load: Load) -> Climb:
        fit = self.rack.round_down(in_unit(load, self.rack).amount)
        return Climb(load=fit, held=fit)

    def asks(self, state: Climb) -> Asked:
        return Asked(dose=Dose(state.load, self.scheme.reps, of_lift(self.scheme.sets, self.exercise)))

    def after(self, state: Climb, found: Sequence[Session], place: int) -> Climb:
        state = self._followed(state, found, place)
        asked = self.asks(state).dose
        verdict, load = judged(found[place], asked, sets=sets_to_make(found, place, asked))
        if verdict is Verdict.MADE:
            return self._up(in_unit(load, self.rack))
        if verdict is Verdict.MISSED:
            return self._missed(state)
        if verdict is Verdict.UNFINISHED:
            return replace(state, last=verdict)
        missed = found[place].missed and not found[place].light  # even what a bad day left of it: no step then
        return replace(state, load=state.held if missed else state.load, last=Verdict.STILL)

    def cut(self, state: Climb, share: Decimal) -> Climb:
        lighter = self.rack.round_down(share_of(state.before or state.held, share))
        load = min(lighter, state.load, key=lambda one: one.kg)
        return Climb(load=load, held=load)

    def above(self, load: Load) -> Load | None:
        """The load after *load* was made; None when the next that can be made is too far."""
        unit = self.rack.unit
        step, most = of_lift(self.scheme.steps, self.exercise)[unit], STEP_CAPS[self.exercise.region].amount[unit]
        return stepped(self.rack, load, step, most)

    def _up(self, load: Load) -> Climb:
        fit = self.rack.round_down(load.amount)
        return Climb(load=self.above(load) or fit, held=fit, last=Verdict.MADE)

    def _missed(self, state: Climb) -> Climb:
        misses = state.misses + 1
        if misses < self.scheme.misses:
            return Climb(load=state.load, held=state.load, misses=misses, last=Verdict.MISSED)
        load = self.rack.round_down(share_of(state.load, self.scheme.reset))
        return Climb(load=load, held=load, before=state.load, last=Verdict.RESET)

    def _followed(self, state: Climb, found: Sequence[Session], place: int) -> Climb:
        """The state that a session was asked in: another than the log gives where its plan or its level says so."""
        planned = planned_target(found[place])
        if planned is None:
            lower = found[place].hit and found[place].load.kg < state.load.kg and not is_light(found, place)
            return self.begun(found[place].load) if lower else state
        asked = self.asks(state)
        if planned.load.kg == state.load.kg or is_eased(planned, asked, state.held, self.rack, state.before):
            return state
        return self.begun(planned.load)


def linear(now: Situation, scheme: Linear) -> Proposal:
    course = LinearCourse(scheme, now.exercise, now.rack)
    first = first_of_course(now)
    begins = first == len(now.sessions)
    start = now.standing.load if begins else (now.sessions[first].planned or now.sessions[first].load)
    state = replayed(course, course.begun(start), now.sessions, first)
    if (share := share_today(now)) < 1:
        return back(now, course.asks(course.cut(state, share)), state.before or state.held)
    if now.days_off == 0 and state.last is Verdict.UNFINISHED:
        return rest_of_day(now, course.asks(state), scheme.name, "linear_repeat")
    if now.days_off == 0 and state.last is Verdict.MADE and (now.last.raised or _went_on(now.last, state)):
        held = course.begun(state.held)
        return proposal(
            course.asks(held), rule="one_step_a_day", text=words("that was today's step up"), action=Action.HOLD
        )
    return _next(now, course, state)


def _went_on(session: Session, state: Climb) -> bool:
    """Whether more than the day's plan was lifted after it."""
    planned = planned_target(session)
    loads = {lift.load.kg for lift in session.work}
    return planned is not None and planned.load.kg in loads and planned.load.kg < state.held.kg


def _next(now: Situation, course: LinearCourse, state: Climb) -> Proposal:
    asked, name = course.asks(state), course.scheme.name
    held = Target(state.held, asked.dose.reps)
    match state.last:
        case Verdict.MADE if state.load.kg > state.held.kg:
            text = words(
                "{programme} adds {load} when every set is made",
                programme=name,
                load=plain(state.load.amount - state.held.amount),
            )
            return proposal(asked, rule="linear_step", text=text, action=Action.INCREASE, held=held)
        case Verdict.MADE:
            text = words("{programme}: the next load that can be made is too big a step", programme=name)
            return proposal(asked, rule="linear_repeat", text=text, action=Action.HOLD)
        case Verdict.RESET:
            text = words(
                "{programme}: missed in {sessions} running",
                programme=name,
                sessions=counted(course.scheme.misses, "session"),
            )
            action = down(state.load, state.before or state.load)
            return proposal(asked, rule="linear_reset", text=text, action=action, cut_from=state.before)
        case Verdict.MISSED:
            text = words(
                "{programme}: missed, {misses} of {most} before it goes back",
                programme=name,
                misses=state.misses,
                most=course.scheme.misses,
            )
        case Verdict.STILL | Verdict.UNFINISHED:
            text = words("{programme}: {load} is still to be done", programme=name, load=now.said(state.load))
        case _:
            text = words("{programme} begins with it", programme=name)
    up = course.above(state.load)
    earn = words("make every set and it's {load}", load=now.said(up)) if up else None
    return proposal(
        asked, rule="linear_repeat", text=text, action=Action.HOLD, held=held, earn=earn, cut_from=state.before
    )
