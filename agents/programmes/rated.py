"""An RPE target: the last rated sets say what the maximum is, and the chart what load feels as it should."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from agents.plan import Action, Dose
from agents.programmes.course import (
    Asked,
    Verdict,
    back,
    direction,
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
from agents.trend import share_of
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.programme import Rated
from knowledge.rpe import EASIEST, HARDEST, share_of_max
from knowledge.rules import RECENT_SESSIONS, STEP_CAPS
from knowledge.strength import MOST_REPS
from knowledge.units import Load, plain
from knowledge.words import words
from storage.records import Lift, SetKind, Target


@dataclass(frozen=True, slots=True)
class Felt:
    """A set and how hard it was; a failed one was as hard as can be."""

    load: Load
    reps: int
    rpe: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    load: Load  # to do next
    held: Load  # the load of a bad day: that before a step, else the load itself
    before: Load | None = None  # what the chart has cut
    felt: Felt | None = None  # of the session that brought it here
    light: int = 0  # sessions in a row that were lighter than asked, and tell nothing
    last: Verdict = Verdict.BEGUN


@dataclass(frozen=True, slots=True)
class RatedCourse:
    """Up at most by one step of the rules, from the load of the last session; down as far as the chart says.

    Each session that was done at its load forgets those before it.
    """

    scheme: Rated
    exercise: Exercise
    rack: Rack

    def begun(self, load: Load) -> Level:
        fit = self.rack.round_down(in_unit(load, self.rack).amount)
        return Level(load=fit, held=fit)

    def asks(self, state: Level) -> Asked:
        return Asked(dose=Dose(state.load, self.scheme.reps, self.scheme.sets))

    def after(self, state: Level, found: Sequence[Session], place: int) -> Level:
        session, planned = found[place], planned_target(found[place])
        eased = planned is not None and is_eased(planned, self.asks(state), state.held, self.rack, state.before)
        if planned is not None and not eased and planned.load.kg != state.load.kg:
            state = self.begun(planned.load)
        missed = session.failed or (session.missed and not session.light)
        if session.load.kg < state.load.kg and planned is not None and not missed and state.light < RECENT_SESSIONS:
            return replace(state, felt=None, light=state.light + (not eased), last=Verdict.STILL)
        return self._missed(state, session) if missed else self._made(session)

    def cut(self, state: Level, share: Decimal) -> Level:
        lighter = self.rack.round_down(share_of(state.before or state.held, share))
        return self.begun(min(lighter, state.load, key=_kg))

    def _made(self, session: Session) -> Level:
        last, felt = self.begun(session.load).load, _hardest(session)
        load = self._charted(felt, last) if felt else last
        before = last if load.kg < last.kg else None
        return Level(load=load, held=min(load, last, key=_kg), before=before, felt=felt, last=Verdict.MADE)

    def _missed(self, state: Level, session: Session) -> Level:
        last, felt = self.begun(session.load).load, _hardest(session)
        most = min(last, state.held, key=_kg)
        load = min(most, self._charted(felt, last), key=_kg) if felt else most
        before = most if load.kg < most.kg else None
        return Level(load=load, held=load, before=before, felt=felt, last=Verdict.MISSED)

    def _charted(self, felt: Felt, last: Load) -> Load:
        """What the chart makes of *felt*, made loadable: downwards, and at most a step above *last*."""
        amount = in_unit(felt.load, self.rack).amount
        wanted = amount * _share(self.scheme.reps, self.scheme.rpe) / _share(felt.reps, felt.rpe)
        cap = STEP_CAPS[self.exercise.region]
        most = last.amount + min(last.amount * cap.share, cap.amount[self.rack.unit])
        return self.rack.round_down(min(wanted, most))


def rated(now: Situation, scheme: Rated) -> Proposal:
    course = RatedCourse(scheme, now.exercise, now.rack)
    state = _standing(now, course)
    if (share := share_today(now)) < 1:
        return back(now, course.asks(course.cut(state, share)), state.before or state.held)
    if now.days_off == 0 and now.last.raised and state.load.kg > state.held.kg:
        held = course.begun(state.held)
        return proposal(
            course.asks(held), rule="one_step_a_day", text=words("that was today's step up"), action=Action.HOLD
        )
    return _next(now, course, state)


def _standing(now: Situation, course: RatedCourse) -> Level:
    """Where it stands. A session before the programme began counts where it was the load that stands."""
    first = first_of_course(now)
    if first < len(now.sessions):
        begun = course.begun((planned_target(now.sessions[first]) or now.sessions[first]).load)
        return replayed(course, begun, now.sessions, first)
    begun = course.begun(now.standing.load)
    is_last = now.last.load.kg == now.standing.load.kg
    return course.after(begun, now.sessions, first - 1) if is_last else begun


def _next(now: Situation, course: RatedCourse, state: Level) -> Proposal:
    asked, name, felt = course.asks(state), _name(course.scheme), state.felt
    held = Target(state.held, course.scheme.reps)
    if state.last is Verdict.STILL:
        text = words("{programme}: {load} is still to be done", programme=name, load=now.said(state.load))
        return proposal(asked, rule="rpe_repeat", text=text, action=Action.HOLD, held=held, cut_from=state.before)
    if state.last is Verdict.MISSED and (felt is None or state.load.kg == now.last.load.kg):
        text = words("{programme}: reps were missed", programme=name)
        action = Action.REDUCE if state.load.kg < now.last.load.kg else Action.HOLD
        return proposal(asked, rule="rpe_repeat", text=text, action=action)
    if felt is None:
        text = words("{programme}: say how hard it was, like @{rpe}", programme=name, rpe=plain(course.scheme.rpe))
        return proposal(asked, rule="rpe_unsaid", text=text, action=Action.HOLD)
    text = words(
        "{programme}, and {load} × {reps} was @{rpe}",
        programme=name,
        load=now.said(felt.load),
        reps=felt.reps,
        rpe=plain(felt.rpe),
    )
    action = direction(state.load, now.last.load)
    return proposal(asked, rule="rpe_target", text=text, action=action, held=held, cut_from=state.before)


def _name(scheme: Rated) -> str:
    return words("{sets} at RPE {rpe}", sets=f"{scheme.sets}x{scheme.reps}", rpe=plain(scheme.rpe))


def _hardest(session: Session) -> Felt | None:
    """The set that was hardest at the working load; None where none of them was rated or failed."""
    felt = [_felt(lift) for lift in session.work if lift.load.kg == session.load.kg]
    return max((one for one in felt if one), key=lambda one: one.rpe, default=None)


def _felt(lift: Lift) -> Felt | None:
    """None where nothing was said, and for more reps than the chart has."""
    reps = max(lift.reps, 1) if lift.kind is SetKind.FAILED else lift.reps
    if not 1 <= reps <= MOST_REPS:
        return None
    if lift.kind is SetKind.FAILED:
        return Felt(lift.load, reps, HARDEST)
    if lift.rpe is None:
        return None
    halves = (lift.rpe * 2).to_integral_value() / 2
    return Felt(lift.load, reps, min(max(halves, EASIEST), HARDEST))


def _share(reps: int, rpe: Decimal) -> Decimal:
    return share_of_max(
        reps, max(rpe, Decimal(7)) if reps == MOST_REPS else rpe
    )  # there the chart ends half an RPE sooner


def _kg(load: Load) -> Decimal:
    return load.kg
