"""Where a programme of shares of a maximum begins: its first day, or what was prescribed where the log is cut."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, Protocol

from agents.programmes.course import (
    Asked,
    Course,
    State,
    best_estimate,
    first_of_course,
    hurt_days,
    in_unit,
    planned_target,
    replayed,
    share_today,
)
from agents.sessions import Session
from agents.situation import Situation
from agents.trend import share_before
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.units import Load
from storage.records import Profile, Target

ENOUGH: Final = 0.75  # of what was prescribed, to look no further
ANCHORS: Final = 4  # planned sessions from which a truncated log is tried: more than bad days come in a row


def explained(
    course: Course[State],
    state: State,
    found: Sequence[Session],
    first: int,
    targets: Sequence[Target | None],
    known: dict[tuple[int, State], int],
    least: int,
) -> int:
    """How many of the *targets*, one a session, are from *first* on those of a replay from *state*.

    *known* keeps the answers by place and state: most replays meet after a few sessions. 0 where *least* is out of
    reach.
    """
    walked: list[tuple[tuple[int, State], bool]] = []
    count, missed = 0, 0
    for place in range(first, len(found)):
        if len(found) - first - missed < least:
            return 0
        if place > first and (share := share_before(found, place)) < 1:
            state = course.cut(state, share)
        if (count := known.get((place, state), -1)) >= 0:
            break
        target = targets[place]
        is_met = target is not None and target == course.asks(state).target
        walked.append(((place, state), is_met))
        missed += not is_met
        state = course.after(state, found, place)
    count = max(count, 0)
    for key, is_explained in reversed(walked):
        count += is_explained
        known[key] = count
    return count


def anchored(
    course: Course[State], found: Sequence[Session], states: Callable[[Target], Iterable[State]]
) -> tuple[State, int] | None:
    """The state, and its place, that explains most of what was prescribed; None where nothing speaks of any.

    For a log that does not reach back to the first day: what was prescribed is kept with every set, so the first
    targets leave a few states, and what followed tells them apart. Those that it cannot tell apart have asked for the
    same ever since; the first of them is taken, and *states* gives the lightest first.
    """
    targets = [planned_target(session) for session in found]
    known: dict[tuple[int, State], int] = {}
    best, most = None, -1
    for place in [place for place, target in enumerate(targets) if target][:ANCHORS]:
        target = targets[place]
        for state in states(target) if target else ():
            count = explained(course, state, found, place, targets, known, most + 1)
            if count > most:
                best, most = (state, place), count
        if most >= (len(found) - place) * ENOUGH:
            break  # bad days alone are left to explain
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


def stands(now: Situation, course: OfMaximum[State]) -> tuple[State, Decimal] | None:
    """Where a programme stands, and what a layoff up to today leaves of it; None where no maximum is known."""
    start = started(now, course)
    if start is None:
        return None
    state, first = start
    is_named = named_maximum(now.exercise, now.profile) is not None
    state = replayed(course, state, now.sessions, first, hurt_days(now), is_named=is_named)
    return state, share_today(now, first if is_named else 0)


def _given_maximum(now: Situation) -> Decimal | None:
    own = named_maximum(now.exercise, now.profile)
    return in_unit(own, now.rack).amount if own else None


def named_maximum(exercise: Exercise, profile: Profile) -> Load | None:
    return next((one.load for one in profile.training_maxes if one.exercise == exercise.id), None)


def _first_state(
    course: OfMaximum[State], before: Sequence[Session], maximum: Decimal | None, rack: Rack
) -> State | None:
    if maximum is not None:
        return course.begun(maximum)
    estimate = best_estimate(before, rack)
    return course.of_estimate(estimate) if estimate is not None else None


def _is_day(session: Session, asked: Asked, *, by_top: bool) -> bool:
    """Whether a session was the day that is *asked*: prescribed so, or all its loads were lifted, or its top one.

    What was lifted after all of them does not take that back.
    """
    if planned_target(session) == asked.target:
        return True
    loads = {lift.load.kg for lift in session.work}
    led_up = bool(asked.lead_up) and all(dose.load.kg in loads for dose in asked.lead_up)
    top = asked.dose.load.kg
    return (led_up and top in loads) or (by_top and max(loads) == top)


def is_truncated(now: Situation) -> bool:
    """Whether the log that is given may begin after the programme did."""
    since = now.profile.programme_from
    return now.is_cut and (since is None or now.sessions[0].on >= since)
