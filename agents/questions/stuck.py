"""Why a lift is stuck: whether it is at all, and what in the lifter's own log most likely holds it."""

from collections.abc import Sequence
from typing import Final

from agents.phrases import capital, counted, load_text
from agents.plan import Action
from agents.questions.ahead import found_of, plan_for, plan_line
from agents.questions.basis import basis, day, is_plural, lift_sessions, sessions_text, short_day
from agents.questions.change import LEAST_SESSIONS, STEADY_SHARE, change_of, lately, standing
from agents.questions.days import NO_SET
from agents.questions.moved import moved_text, weeks_text
from agents.questions.notes import fitting, opening
from agents.questions.question import Answered, Known, Question
from agents.questions.shown import estimate_text
from agents.questions.stuck_reasons import Cause, View, causes
from agents.sessions import Session
from knowledge.exercise import ExerciseId
from knowledge.passage import Passage
from knowledge.words import counted as of_number
from knowledge.words import english_alone, words

DOING: Final = words("What I'd do")  # begins the line of the plan
SHORTEST_DAYS: Final = 21  # over which flat is a plateau: one step in three weeks is usual progress
AWAY_DAYS: Final = 28  # off and more: what it did before is past


def stuck(question: Question, known: Known) -> Answered:
    """The trend, the one or two likeliest reasons, and what the planner makes of it."""
    lift = _lift(question, known)
    if lift is None:
        return Answered(lines=(words("Your log has no set yet to see it from."),), basis=basis([NO_SET]), is_final=True)
    exercise, found = known.exercises[lift], lately(found_of(lift, known))
    rows = sessions_text(exercise, found, known.day.on)
    away = (known.day.on - found[-1].on).days if found else 0
    if away > AWAY_DAYS:
        return _long_ago(View(exercise=exercise, found=found, known=known), away, rows)
    if len(found) < LEAST_SESSIONS:
        few = words(
            "Too early to say: {sessions} in six weeks; it takes {least}.",
            sessions=lift_sessions(exercise, len(found)),
            least=LEAST_SESSIONS,
        )
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
        *(words("{sentence}.", sentence=capital(cause.text)) for cause in told),
    ]
    is_unexplained = not told and not is_rising
    if is_unexplained:
        lines.append(_unexplained(passages))
    lines.append(plan_line(plan, exercise, known, DOING))
    return Answered(
        lines=tuple(lines),
        basis=basis([rows, *_said(view)], passages, _rule(told)),
        facts=(*lines, *_figures(view)),
        passages=passages,
        next_loads=(plan.dose.load,) if plan.dose else (),
        is_final=plan.action is Action.REFER,
        quotes=is_unexplained and bool(passages),
    )


def _unexplained(passages: Sequence[Passage]) -> str:
    if not passages:
        return words("Nothing in your log explains it; food, rest between sets and form are not in it.")
    checks = opening(passages[0].text, 160)
    return words("Nothing in your log explains it; the usual checks: {checks}", checks=checks)


def _lift(question: Question, known: Known) -> ExerciseId | None:
    if question.lifts:
        return question.lifts[0]
    return next((e.lift.exercise for e in reversed(known.recent) if e.lift.hold_seconds is None), None)


def _long_ago(view: View, away: int, rows: str) -> Answered:
    """What was not done for weeks is neither stuck nor rising now."""
    exercise, last, today = view.exercise, view.found[-1].on, view.known.day.on
    first = of_number(
        "{lift} {was}not done for {count} day: last on {day}.",
        "{lift} {was}not done for {count} days: last on {day}.",
        lift=capital(exercise.short),
        was=english_alone("were " if is_plural(exercise.short) else "was "),
        count=away,
        day=day(last, today),
    )
    change = change_of(view.found) if not exercise.bodyweight else None
    moved = moved_text(change or 0, words("flat"))
    before = (
        []
        if change is None
        else [words("In the {weeks} before that it was {moved}.", weeks=weeks_text(view.found), moved=moved)]
    )
    plan = plan_for(exercise.id, today, view.known)
    return Answered(
        lines=(first, *before, plan_line(plan, exercise, view.known, DOING)),
        basis=basis([rows]),
        next_loads=(plan.dose.load,) if plan.dose else (),
        is_final=plan.action is Action.REFER,
    )


def _standing_line(view: View, still: Sequence[Session]) -> str:
    """``Yes: bench stands at 195 since 3 Oct, reps short in 5 of 5 sessions.``"""
    load = load_text(still[-1].load, view.exercise, view.known.profile.unit)
    return words(
        "Yes: {lift} {stands}at {load} since {day}, reps short in {short} of {sessions}.",
        lift=view.exercise.short,
        stands=english_alone("stand " if is_plural(view.exercise.short) else "stands "),
        load=load,
        day=short_day(still[0].on, view.known.day.on),
        short=sum(one.missed or one.short_at is not None for one in still),
        sessions=counted(len(still), "session"),
    )


def _verdict(view: View, change: float | None) -> str:
    name, days = view.exercise.short, (view.found[-1].on - view.found[0].on).days
    if change is None:
        return words("No estimate for {lift} to see a trend from; by its sets:", lift=name)
    over = {"weeks": weeks_text(view.found), "sessions": counted(len(view.found), "session")}
    parts = {"lift": name, "is_": english_alone("are " if is_plural(name) else "is ")}
    if change >= STEADY_SHARE:
        return words("No plateau: {lift} {is_}{moved} in {weeks}, {sessions}.", **parts, **over, moved=_moved(change))
    if change <= -STEADY_SHARE:
        return words("Yes: {lift} {is_}{moved} in {weeks}, {sessions}.", **parts, **over, moved=_moved(change))
    if days < SHORTEST_DAYS:
        return words("Flat in {weeks}, {sessions}: too short to call it a plateau, but look at this.", **over)
    return words("Yes: {lift} {is_}{moved} in {weeks}, {sessions}.", **parts, **over, moved=words("flat"))


def _moved(change: float) -> str:
    return moved_text(change, words("flat"))


def _said(view: View) -> list[str]:
    nights = sum(view.day(one).sleep_minutes is not None for one in view.found)
    return [words("sleep said on {nights} of those days", nights=nights)] if nights else []


def _rule(told: Sequence[Cause]) -> str:
    return told[0].source if told else ""


def _figures(view: View) -> list[str]:
    first, last = view.found[0], view.found[-1]
    rated = [(one, estimate_text(view.exercise, one)) for one in (first, last)]
    return [f"On {one.on.day} {one.on:%B}: {estimate}" for one, estimate in rated if estimate]
