"""Answers from the log alone: the last time, the best, how often, how strong. What names no lift is in days.py."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from agents.phrases import capital, counted
from agents.questions.basis import basis, day, is_plural, sessions_text, singular
from agents.questions.change import change_of, lately
from agents.questions.dates import Span, week_before
from agents.questions.days import all_days, unread_day
from agents.questions.named import sets_of, siblings_text
from agents.questions.question import Answered, Known, Past, Question
from agents.questions.shown import estimate_text, on_text, set_text, span_text
from agents.questions.standing import where_it_stands
from agents.sessions import Session, sessions
from knowledge.exercise import Exercise, ExerciseId
from knowledge.units import Load, Unit
from storage.records import SetKind

OFTEN: Final = timedelta(days=28)  # over which it is counted how often
MOST_DAYS: Final = 6  # shown: the answer is read on a phone
_AMOUNT: Final = re.compile(
    r"(?<![\d.,])(\d{2,3}(?:[.,]\d{1,2})?) ?(kg|lb|lbs|kilos?|pounds?)?\b(?! ?(?:days|weeks))", re.I
)


def past(question: Question, known: Known) -> Answered | None:
    """What the log says; of a lift that it does not have, that it does not. None: the notes say it."""
    if question.past is Past.PROGRAMME:
        return where_it_stands(question, known)
    if question.unknown_day:
        return unread_day(question)
    if not question.lifts:
        return all_days(question, known, lambda lift: _lines_of(lift, question, known))
    exercise, found = known.exercises[question.lifts[0]], whole(question.lifts[0], known)
    if not found:
        none = f"Your log has no {exercise.short} yet."
        siblings = siblings_text(exercise, known)
        told = (none, siblings) if siblings else (none,)
        return Answered(lines=told, basis=basis([sessions_text(exercise, ())]), is_final=True)
    lines = _lines_of(exercise.id, question, known)
    return Answered(lines=lines, basis=basis([sessions_text(exercise, found, known.day.on)]))


def _lines_of(lift: ExerciseId, question: Question, known: Known) -> tuple[str, ...]:
    found = whole(lift, known)
    return _ANSWERS[question.past or Past.LAST](question, known, known.exercises[lift], found) if found else ()


def whole(lift: ExerciseId, known: Known) -> tuple[Session, ...]:
    """All sessions of a lift, oldest first."""
    entries = [entry for entry in known.history.get(lift, ()) if entry.lift.hold_seconds is None]
    return sessions(lift, entries, known.day.on, len(entries) or 1)


def in_span(found: Sequence[Session], span: Span) -> list[Session]:
    return [one for one in found if span.first <= one.on <= span.last]


def _last(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    unit, today = known.profile.unit, known.day.on
    if question.span is not None:
        return _in_span(question, known, exercise, found, question.span)
    asked_on = question.on if question.on and question.on <= today else None
    wanted = next((one for one in found if one.on == asked_on), None)
    if wanted:
        return (f"{capital(exercise.short)} on {day(wanted.on, today)}: {on_text(exercise, wanted, unit)}.",)
    nothing = [f"No {exercise.short} on {day(asked_on, today)}."] if asked_on else []
    before = f"Last {exercise.short}, {day(found[-1].on, today)}: {on_text(exercise, found[-1], unit)}."
    return (*nothing, before)


def _in_span(_: Question, known: Known, exercise: Exercise, found: Sequence[Session], span: Span) -> tuple[str, ...]:
    """The sessions of those days, the newest ones where they are too many, and the best of them."""
    unit, today = known.profile.unit, known.day.on
    done = in_span(found, span)
    if not done:
        last = f"Last {exercise.short}, {day(found[-1].on, today)}: {on_text(exercise, found[-1], unit)}."
        return (f"No {exercise.short} from {span_text(span, today)}.", last)
    shown = done[-MOST_DAYS:]
    lines = [f"{day(one.on, today)}: {exercise.short} {on_text(exercise, one, unit)}" for one in shown]
    more = f"+{counted(len(done) - len(shown), 'earlier session')}, from {span_text(span, today)}."
    return (*lines, more) if len(done) > len(shown) else tuple(lines)


def _when(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    days = (known.day.on - found[-1].on).days
    ago = "today" if days == 0 else f"{counted(days, 'day')} ago"
    done = on_text(exercise, found[-1], known.profile.unit)
    return (f"You last did {exercise.short} {ago}, on {day(found[-1].on, known.day.on)}: {done}.",)


def _first(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    done = on_text(exercise, found[0], known.profile.unit)
    return (f"Your first {exercise.short} in the log, {day(found[0].on, known.day.on)}: {done}.",)


def _best(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    if question.span is not None:
        within = in_span(found, question.span)
        if not within:
            return _in_span(question, known, exercise, found, question.span)
        found = within
    made = [(one.on, lift) for one in found for lift in one.work if lift.kind is SetKind.WORK and lift.reps > 0]
    if not made:
        return (f"No {exercise.short} set in your log was made yet.",)
    unit, today = known.profile.unit, known.day.on
    on, heaviest = max(made, key=lambda pair: (pair[1].load.kg, pair[1].reps))
    lines = [f"Heaviest {exercise.short}: {set_text(exercise, heaviest, unit)} on {day(on, today)}."]
    best = max((one for one in found if one.e1rm_kg), key=lambda one: one.e1rm_kg or 0, default=None)
    if best and best.best and (estimate := estimate_text(exercise, best, unit)):
        lines.append(f"Strongest set: {set_text(exercise, best.best, unit)} on {day(best.on, today)} ({estimate}).")
    return tuple(lines)


def _often(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    lately_done = [one for one in found if one.on > known.day.on - OFTEN]
    weeks = OFTEN.days // 7
    count = counted(len(lately_done), f"{singular(exercise.short)} session")
    line = f"{count} in the last {weeks} weeks: {len(lately_done) / weeks:.1f} a week."
    siblings = "" if lately_done else siblings_text(exercise, known, since=known.day.on - OFTEN)
    return (line, siblings) if siblings else (line,)


def _max(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    rated = [one for one in found if estimate_text(exercise, one)]
    if not rated:
        return (f"No {exercise.short} set of 1 to 12 reps to estimate from yet.",)
    last, unit, today = rated[-1], known.profile.unit, known.day.on
    best = max(rated[-8:], key=lambda one: one.e1rm_kg or 0)
    lines = [
        f"{capital(exercise.short)} {estimate_text(exercise, last, unit)}, from {_on_best(exercise, last, known)}."
    ]
    if (best.e1rm_kg or 0) > (last.e1rm_kg or 0):
        highest = f"{estimate_text(exercise, best, unit)} on {day(best.on, today)}"
        lines.append(f"Highest of the last {len(rated[-8:])} sessions: {highest}.")
    return tuple(lines)


def _on_best(exercise: Exercise, session: Session, known: Known) -> str:
    best = session.best or session.work[0]
    return f"{set_text(exercise, best, known.profile.unit)} on {day(session.on, known.day.on)}"


def _in_week(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    return _in_span(question, known, exercise, found, question.span or week_before(known.day.on))


def _sets(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    today = known.day.on
    on = question.on
    span = question.span or (Span(on, on) if on else week_before(today))
    done = in_span(found, span)
    when = f"on {day(span.first, today)}" if span.first == span.last else f"from {span_text(span, today)}"
    if not done:
        return (f"No {singular(exercise.short)} set {when}.",)
    days = {one.on for one in done}
    sets = sets_of(entry for entry in known.history[exercise.id] if entry.on in days)[exercise.id]
    return (f"{counted(sets, 'set')} of {exercise.short} {when}, in {counted(len(done), 'session')}.",)


def _compared(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    """The best of the last four weeks beside the best of the time that is named, last month where none is."""
    today = known.day.on
    now = [one for one in found if one.on > today - OFTEN]
    span = question.span or (Span(question.on, question.on) if question.on else _month_before(today))
    then = [one for one in in_span(found, span) if one.on <= today - OFTEN] or in_span(found, span)
    before = _best_of(then, exercise, known) or f"no {exercise.short} that can be rated"
    after = _best_of(now, exercise, known) or f"no {exercise.short} that can be rated"
    lines = [f"{capital(exercise.short)}, last 4 weeks: {after}.", f"{capital(span_text(span, today))}: {before}."]
    rated = [max((one.e1rm_kg or 0 for one in part), default=0) for part in (then, now)]
    if all(rated):
        lines.insert(0, f"{capital(exercise.short)}: {_moved(rated[1] / rated[0] - 1)} by its best sets.")
    return tuple(lines)


def _month_before(today: date) -> Span:
    last = today.replace(day=1) - timedelta(days=1)
    return Span(last.replace(day=1), last)


def _best_of(found: Sequence[Session], exercise: Exercise, known: Known) -> str:
    best = max((one for one in found if one.e1rm_kg and one.best), key=lambda one: one.e1rm_kg or 0, default=None)
    if best is None:
        return ""
    return f"{estimate_text(exercise, best, known.profile.unit)}, {_on_best(exercise, best, known)}"


def _moved(share: float) -> str:
    percent = round(abs(share) * 100)
    return "the same" if percent == 0 else f"{'up' if share > 0 else 'down'} {percent} %"


def trend_text(exercise: Exercise, found: Sequence[Session], known: Known) -> str:
    """``Bench is up 3 % in 6 weeks, 8 sessions (est. 1RM 208 to 214)``, with how long it was not done."""
    seen = lately(found)
    away = (known.day.on - found[-1].on).days
    was = f", up to {day(found[-1].on, known.day.on)}, {counted(away, 'day')} ago" if away > OFTEN.days else ""
    change = change_of(seen) if not exercise.bodyweight else None
    if change is None:
        return f"{capital(exercise.short)}: too few sets that can be rated to say{was}."
    weeks = counted(max(1, round((seen[-1].on - seen[0].on).days / 7)), "week")
    verb = ("were" if was else "are") if is_plural(exercise.short) else ("was" if was else "is")
    sessions_done = counted(len(seen), "session")
    return f"{capital(exercise.short)} {verb} {_moved(change)} in {weeks}, {sessions_done}{was}."


def _trend(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    if question.span is not None:
        return (*_compared(question, known, exercise, found)[:3],)
    return (trend_text(exercise, found, known), *_max(question, known, exercise, found)[:1])


def _when_made(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    """No day is promised: how far it is, and how it moves."""
    wanted = _load_named(question.words, known.profile.unit)
    best = max((one for one in found if one.e1rm_kg), key=lambda one: one.on, default=None)
    if wanted is None or best is None or not best.e1rm_kg or exercise.bodyweight:
        return ("I can't name a day for that.", trend_text(exercise, found, known))
    made = [one for one in found for lift in one.work if lift.load.kg >= wanted.kg and lift.reps > 0]
    if made:
        return (f"You did already, on {day(made[0].on, known.day.on)}.", *_best(question, known, exercise, found)[:1])
    gap = float(wanted.kg) / best.e1rm_kg - 1
    there = "within your estimate now" if gap <= 0 else f"{max(1, round(gap * 100))} % above your estimate now"
    estimate = estimate_text(exercise, best, known.profile.unit)
    first = f"I can't name a day. {wanted} once is {there} ({estimate}, {day(best.on, known.day.on)})."
    return (first, trend_text(exercise, found, known))


def _load_named(words: str, unit: Unit) -> Load | None:
    found = _AMOUNT.search(words)
    if found is None:
        return None
    said = (found[2] or "").lower()
    own = Unit.KG if said.startswith("k") else Unit.LB if said else unit
    return Load(Decimal(found[1].replace(",", ".")), own)


_ANSWERS: Final = {
    Past.LAST: _last,
    Past.WHEN: _when,
    Past.BEST: _best,
    Past.OFTEN: _often,
    Past.MAX: _max,
    Past.WEEK: _in_week,
    Past.FIRST: _first,
    Past.COMPARED: _compared,
    Past.TREND: _trend,
    Past.SETS: _sets,
    Past.WHEN_MADE: _when_made,
}
