"""Why a lift is stuck: whether it is at all, and what in the lifter's own log most likely holds it."""

from collections.abc import Sequence
from typing import Final

from agents.phrases import capital, counted, load_text
from agents.plan import Action
from agents.questions.ahead import found_of, plan_for, plan_line
from agents.questions.basis import basis, day, is_plural, sessions_text, short_day, singular
from agents.questions.change import LEAST_SESSIONS, STEADY_SHARE, change_of, lately, standing
from agents.questions.notes import fitting, opening
from agents.questions.question import Answered, Known, Question
from agents.questions.shown import estimate_text
from agents.questions.stuck_reasons import Cause, View, causes
from agents.sessions import Session
from knowledge.exercise import ExerciseId

DOING: Final = "What I'd do"  # begins the line of the plan
SHORTEST_DAYS: Final = 21  # over which flat is a plateau: one step in three weeks is usual progress
AWAY_DAYS: Final = 28  # off and more: what it did before is past


def stuck(question: Question, known: Known) -> Answered:
    """The trend, the one or two likeliest reasons, and what the planner makes of it."""
    lift = _lift(question, known)
    if lift is None:
        return Answered(
            lines=("Your log has no set yet to see it from.",), basis=basis(["no set in it yet"]), is_final=True
        )
    exercise, found = known.exercises[lift], lately(found_of(lift, known))
    rows = sessions_text(exercise, found, known.day.on)
    away = (known.day.on - found[-1].on).days if found else 0
    if away > AWAY_DAYS:
        return _long_ago(View(exercise=exercise, found=found, known=known), away, rows)
    if len(found) < LEAST_SESSIONS:
        count = counted(len(found), f"{singular(exercise.short)} session")
        few = f"Too early to say: {count} in six weeks; it takes {LEAST_SESSIONS}."
        return Answered(lines=(few,), basis=basis([rows]), is_final=not found)
    view = View(exercise=exercise, found=found, known=known)
    still = standing(found)
    change = change_of(found) if not exercise.bodyweight else None
    is_rising = change is not None and change >= STEADY_SHARE and not still
    told = () if is_rising else causes(view)[:2]
    plan = plan_for(lift, known.day.on, known)
    passages = fitting(question, known)[:1]
    lines = [
        _standing_line(view, still) if still else _verdict(view, change),
        *(capital(f"{cause.text}.") for cause in told),
    ]
    if not told and not is_rising:
        lines.append(
            "Nothing in your log explains it; "
            + (
                "the usual checks: " + opening(passages[0].text, 160)
                if passages
                else "food, rest between sets and form are not in it."
            )
        )
    lines.append(plan_line(plan, exercise, known, DOING))
    return Answered(
        lines=tuple(lines),
        basis=basis([rows, *_said(view)], passages, _rule(told)),
        facts=(*lines, *_figures(view)),
        passages=passages,
        next_loads=(plan.dose.load,) if plan.dose else (),
        is_final=plan.action is Action.REFER,
    )


def _lift(question: Question, known: Known) -> ExerciseId | None:
    if question.lifts:
        return question.lifts[0]
    return next((e.lift.exercise for e in reversed(known.recent) if e.lift.hold_seconds is None), None)


def _long_ago(view: View, away: int, rows: str) -> Answered:
    """What was not done for weeks is neither stuck nor rising now."""
    exercise, last, today = view.exercise, view.found[-1].on, view.known.day.on
    was = "were" if is_plural(exercise.short) else "was"
    first = f"{capital(exercise.short)} {was} not done for {away} days: last on {day(last, today)}."
    change = change_of(view.found) if not exercise.bodyweight else None
    percent = round(abs(change or 0) * 100)
    moved = "flat" if percent == 0 else f"{'up' if (change or 0) > 0 else 'down'} {percent} %"
    before = [] if change is None else [f"In the {_weeks(view)} before that it was {moved}."]
    plan = plan_for(exercise.id, today, view.known)
    return Answered(
        lines=(first, *before, plan_line(plan, exercise, view.known, DOING)),
        basis=basis([rows]),
        next_loads=(plan.dose.load,) if plan.dose else (),
        is_final=plan.action is Action.REFER,
    )


def _weeks(view: View) -> str:
    return counted(max(1, round((view.found[-1].on - view.found[0].on).days / 7)), "week")


def _standing_line(view: View, still: Sequence[Session]) -> str:
    """``Yes: bench stands at 195 since 3 Oct, reps short in 5 of 5 sessions.``"""
    load = load_text(still[-1].load, view.exercise, view.known.profile.unit)
    short = sum(one.missed or one.short_at is not None for one in still)
    since = short_day(still[0].on, view.known.day.on)
    often = f"reps short in {short} of {counted(len(still), 'session')}"
    verb = "stand" if is_plural(view.exercise.short) else "stands"
    return f"Yes: {view.exercise.short} {verb} at {load} since {since}, {often}."


def _verdict(view: View, change: float | None) -> str:
    name, days = view.exercise.short, (view.found[-1].on - view.found[0].on).days
    verb = "are" if is_plural(name) else "is"
    over = f"in {_weeks(view)}"
    if change is None:
        return f"No estimate for {name} to see a trend from; by its sets:"
    percent = round(abs(change) * 100)
    if change >= STEADY_SHARE:
        return f"No plateau: {name} {verb} up {percent} % {over}, {counted(len(view.found), 'session')}."
    if change <= -STEADY_SHARE:
        return f"Yes: {name} {verb} down {percent} % {over}, {counted(len(view.found), 'session')}."
    if days < SHORTEST_DAYS:
        return f"Flat {over}, {counted(len(view.found), 'session')}: too short to call it a plateau, but look at this."
    return f"Yes: {name} {verb} flat {over}, {counted(len(view.found), 'session')}."


def _said(view: View) -> list[str]:
    nights = sum(view.day(one).sleep_minutes is not None for one in view.found)
    return [f"sleep said on {nights} of those days"] if nights else []


def _rule(told: Sequence[Cause]) -> str:
    return told[0].source if told else ""


def _figures(view: View) -> list[str]:
    first, last = view.found[0], view.found[-1]
    rated = [(one, estimate_text(view.exercise, one)) for one in (first, last)]
    return [f"On {one.on.day} {one.on:%B}: {estimate}" for one, estimate in rated if estimate]
