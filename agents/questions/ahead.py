"""What the planner says of a day to come, and of the week ahead; it prescribes nothing, since that day is unknown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from agents import planner
from agents.plan import Action, Plan, Today
from agents.questions.basis import basis, day, sessions_text
from agents.questions.named import by_weight, sets_of
from agents.questions.question import Answered, Known, Question
from agents.questions.replaced import stopped_lifts, swap_text
from agents.rules_training import raise_promised
from agents.sessions import Session, sessions
from agents.situation import SESSIONS
from knowledge.exercise import Exercise, ExerciseId
from knowledge.words import words
from storage.records import Danger, Entry

LATELY: Final = timedelta(days=28)  # what he does now: a lift that was not done for so long is not in his week
MOST_LIFTS: Final = 5  # shown of one day: the answer is read on a phone
FAR_DAYS: Final = 10
FAR: Final = words("That counts the days until then as days off; each session before it moves it.")
UNKNOWN_LIFT: Final = words("I know no lift of that name. Call it as you log it, like `what should i squat friday`.")
IF_WELL: Final = words("A night under 6 h, soreness above 7 or low energy on the day changes it.")
NO_SET_LATELY: Final = words("no set of the last four weeks")
NO_LIFTS: Final = words(
    "No lift in your log of the last four weeks to plan from. Log a set, like `squat 225x5`, and ask again."
)


def found_of(lift: ExerciseId, known: Known) -> tuple[Session, ...]:
    """The sessions of a lift that the planner looks at, oldest first."""
    return sessions(lift, _lifted(lift, known), known.day.on, SESSIONS)


def plan_for(lift: ExerciseId, on: date, known: Known) -> Plan:
    """The planner's plan for that day; of a day to come nothing is known of how the lifter is."""
    today = known.day if on == known.day.on else Today(on=on, usual=known.day.usual)
    raised = {flag.danger for flag in known.flags if flag.exercise in (None, lift) and flag.cleared_at is None}
    cleared = [at for exercise, at in known.cleared if exercise in (None, lift)]
    today = replace(
        today,
        danger=next((danger for danger in Danger if danger in raised), None),
        cleared_today=on in cleared,
        cleared_on=max((at for at in cleared if at < on), default=None),
    )
    return planner.plan(
        known.exercises[lift],
        known.profile,
        _lifted(lift, known),
        today,
        promised=raise_promised(known.prescriptions.get(lift, ()), on),
        is_cut=lift in known.cut,
    )


def plan_line(plan: Plan, exercise: Exercise, known: Known, when: str) -> str:
    """``Fri 27 Nov: bench 190 × 5, up: …``."""
    return planner.words(plan, exercise, known.profile.unit, when=when)


def next_on(question: Question, known: Known, on: date) -> Answered:
    """The plans of that day: of the lifts that are named, else of those that he usually does on that weekday."""
    if not question.lifts and question.names_unknown:
        return Answered(lines=(UNKNOWN_LIFT,), basis=basis(), is_final=True)
    usual_on, lifts = (on, question.lifts) if question.lifts else _usual_on(on, known)
    lifts = tuple(lift for lift in lifts if not known.exercises[lift].timed)
    if not lifts:
        return Answered(lines=(NO_LIFTS,), basis=basis([NO_SET_LATELY]), is_final=True)
    shown = lifts[:MOST_LIFTS]
    plans = {lift: plan_for(lift, usual_on, known) for lift in shown}
    lines = [plan_line(plan, known.exercises[lift], known, day(usual_on, known.day.on)) for lift, plan in plans.items()]
    if usual_on != on:
        lines.insert(0, words("{day} is no usual training day of yours; the next one:", day=day(on, known.day.on)))
    refused = [known.exercises[lift] for lift, plan in plans.items() if plan.action is Action.REFER]
    swapped = [(one.short, swap) for one in refused if (swap := swap_text(one, stopped_lifts(known), known))]
    lines += [words("Instead of {lift}: {swap}.", lift=short, swap=swap) for short, swap in swapped[:2]]
    lines += [more_text(lifts, MOST_LIFTS, known)] if len(lifts) > MOST_LIFTS else []
    lines += [FAR] if (usual_on - known.day.on).days > FAR_DAYS else []
    loads = tuple(plan.dose.load for plan in plans.values() if plan.dose)
    rows = [sessions_text(known.exercises[lift], found_of(lift, known), known.day.on) for lift in shown]
    return Answered(
        lines=(*lines, IF_WELL) if loads and known.profile.readiness_on else tuple(lines),
        basis=basis(rows),
        next_loads=loads,
        is_final=any(plan.action is Action.REFER for plan in plans.values()),
    )


def more_text(lifts: Sequence[ExerciseId], shown: int, known: Known) -> str:
    """``+5 more, ask `plan curl```."""
    return words("+{count} more, ask `plan {lift}`", count=len(lifts) - shown, lift=known.exercises[lifts[shown]].short)


def lifts_lately(entries: Iterable[Entry], today: date) -> tuple[ExerciseId, ...]:
    """The lifts of the last four weeks, the newest first; what is only held for a time is left out."""
    recent = [e for e in entries if today - LATELY < e.on <= today and e.lift.hold_seconds is None]
    return tuple(dict.fromkeys(entry.lift.exercise for entry in reversed(recent)))


def _lifted(lift: ExerciseId, known: Known) -> Sequence[Entry]:
    return [entry for entry in known.history.get(lift, ()) if entry.lift.hold_seconds is None]


def by_weekday(known: Known) -> Mapping[int, list[ExerciseId]]:
    """The lifts of each weekday on which they were done twice lately, or else of the one on which they were last.

    The main lifts come first, then those with most sets.
    """
    found: dict[int, list[ExerciseId]] = {}
    since = known.day.on - LATELY
    counts = sets_of(e for entries in known.history.values() for e in entries if e.on > since)
    for lift in by_weight(known.history, counts):
        done = days_lately(lift, known)
        often = Counter(on.weekday() for on in done)
        usual = [weekday for weekday, count in often.items() if count >= 2] or [on.weekday() for on in done[-1:]]
        for weekday in usual:
            found.setdefault(weekday, []).append(lift)
    return found


def days_lately(lift: ExerciseId, known: Known) -> list[date]:
    """The days of the last four weeks on which a lift was done, oldest first."""
    days = {entry.on for entry in _lifted(lift, known) if known.day.on - LATELY < entry.on <= known.day.on}
    return sorted(days)


def _usual_on(on: date, known: Known) -> tuple[date, tuple[ExerciseId, ...]]:
    """The first usual training day from *on*, and its lifts."""
    days = by_weekday(known)
    coming = (on + timedelta(days=ahead) for ahead in range(7))
    return next(((one, tuple(days[one.weekday()])) for one in coming if days.get(one.weekday())), (on, ()))
