"""Answers from the log alone: the last time, the best, how often, how strong. What names no lift is in days.py."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from agents.phrases import capital, counted
from agents.questions.basis import basis, day, lift_sessions, sessions_text, singular
from agents.questions.dates import Span, week_before
from agents.questions.days import all_days, unread_day
from agents.questions.moved import in_span, load_named, moved_text, trend_text
from agents.questions.named import sets_of, siblings_text
from agents.questions.question import Answered, Known, Past, Question
from agents.questions.shown import estimate_text, on_text, set_text, span_text
from agents.questions.standing import where_it_stands
from agents.sessions import Session, sessions
from knowledge.exercise import Exercise, ExerciseId
from knowledge.words import counted as of_number
from knowledge.words import joined, words
from storage.records import SetKind

OFTEN: Final = timedelta(days=28)  # over which it is counted how often
MOST_DAYS: Final = 6  # shown: the answer is read on a phone


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
        none = words("Your log has no {lift} yet.", lift=exercise.short)
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


def _last(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    unit, today = known.profile.unit, known.day.on
    if question.span is not None:
        return _in_span(question, known, exercise, found, question.span)
    asked_on = question.on if question.on and question.on <= today else None
    wanted = next((one for one in found if one.on == asked_on), None)
    if wanted:
        done = on_text(exercise, wanted, unit)
        return (words("{lift} on {day}: {sets}.", lift=capital(exercise.short), day=day(wanted.on, today), sets=done),)
    none = [words("No {lift} on {day}.", lift=exercise.short, day=day(asked_on, today))] if asked_on else []
    return (*none, _last_text(exercise, found[-1], known))


def _last_text(exercise: Exercise, last: Session, known: Known) -> str:
    return words(
        "Last {lift}, {day}: {sets}.",
        lift=exercise.short,
        day=day(last.on, known.day.on),
        sets=on_text(exercise, last, known.profile.unit),
    )


def _in_span(_: Question, known: Known, exercise: Exercise, found: Sequence[Session], span: Span) -> tuple[str, ...]:
    """The sessions of those days, the newest ones where they are too many, and the best of them."""
    unit, today = known.profile.unit, known.day.on
    done = in_span(found, span)
    if not done:
        none = words("No {lift} from {span}.", lift=exercise.short, span=span_text(span, today))
        return (none, _last_text(exercise, found[-1], known))
    shown = done[-MOST_DAYS:]
    lines = [
        words("{day}: {sets}", day=day(one.on, today), sets=joined([exercise.short, on_text(exercise, one, unit)], " "))
        for one in shown
    ]
    more = of_number(
        "+{count} earlier session, from {span}.",
        "+{count} earlier sessions, from {span}.",
        count=len(done) - len(shown),
        span=span_text(span, today),
    )
    return (*lines, more) if len(done) > len(shown) else tuple(lines)


def _when(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    days = (known.day.on - found[-1].on).days
    parts = {
        "lift": exercise.short,
        "day": day(found[-1].on, known.day.on),
        "sets": on_text(exercise, found[-1], known.profile.unit),
    }
    if days == 0:
        return (words("You last did {lift} today, on {day}: {sets}.", **parts),)
    return (
        of_number(
            "You last did {lift} {count} day ago, on {day}: {sets}.",
            "You last did {lift} {count} days ago, on {day}: {sets}.",
            count=days,
            **parts,
        ),
    )


def _first(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    done = on_text(exercise, found[0], known.profile.unit)
    on = day(found[0].on, known.day.on)
    return (words("Your first {lift} in the log, {day}: {sets}.", lift=exercise.short, day=on, sets=done),)


def _best(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    if question.span is not None:
        within = in_span(found, question.span)
        if not within:
            return _in_span(question, known, exercise, found, question.span)
        found = within
    made = [(one.on, lift) for one in found for lift in one.work if lift.kind is SetKind.WORK and lift.reps > 0]
    if not made:
        return (words("No {lift} set in your log was made yet.", lift=exercise.short),)
    unit, today = known.profile.unit, known.day.on
    on, heaviest = max(made, key=lambda pair: (pair[1].load.kg, pair[1].reps))
    lines = [
        words(
            "Heaviest {lift}: {set} on {day}.",
            lift=exercise.short,
            set=set_text(exercise, heaviest, unit),
            day=day(on, today),
        )
    ]
    best = max((one for one in found if one.e1rm_kg), key=lambda one: one.e1rm_kg or 0, default=None)
    if best and best.best and (estimate := estimate_text(exercise, best, unit)):
        strongest, made_on = set_text(exercise, best.best, unit), day(best.on, today)
        lines.append(
            words("Strongest set: {set} on {day} ({estimate}).", set=strongest, day=made_on, estimate=estimate)
        )
    return tuple(lines)


def _often(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    lately_done = [one for one in found if one.on > known.day.on - OFTEN]
    weeks = OFTEN.days // 7
    line = words(
        "{sessions} in the last {weeks} weeks: {often} a week.",
        sessions=lift_sessions(exercise, len(lately_done)),
        weeks=weeks,
        often=f"{len(lately_done) / weeks:.1f}",
    )
    siblings = "" if lately_done else siblings_text(exercise, known, since=known.day.on - OFTEN)
    return (line, siblings) if siblings else (line,)


def _max(_: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    rated = [one for one in found if estimate_text(exercise, one)]
    if not rated:
        return (words("No {lift} set of 1 to 12 reps to estimate from yet.", lift=exercise.short),)
    last, unit, today = rated[-1], known.profile.unit, known.day.on
    best = max(rated[-8:], key=lambda one: one.e1rm_kg or 0)
    lines = [
        words(
            "{lift} {estimate}, from {set}.",
            lift=capital(exercise.short),
            estimate=estimate_text(exercise, last, unit),
            set=_on_best(exercise, last, known),
        )
    ]
    if (best.e1rm_kg or 0) > (last.e1rm_kg or 0):
        lines.append(
            words(
                "Highest of the last {count} sessions: {estimate} on {day}.",
                count=len(rated[-8:]),
                estimate=estimate_text(exercise, best, unit),
                day=day(best.on, today),
            )
        )
    return tuple(lines)


def _on_best(exercise: Exercise, session: Session, known: Known) -> str:
    best = session.best or session.work[0]
    done = set_text(exercise, best, known.profile.unit)
    return words("{set} on {day}", set=done, day=day(session.on, known.day.on))


def _in_week(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    return _in_span(question, known, exercise, found, question.span or week_before(known.day.on))


def _sets(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    today = known.day.on
    on = question.on
    span = question.span or (Span(on, on) if on else week_before(today))
    done = in_span(found, span)
    if span.first == span.last:
        when = words("on {day}", day=day(span.first, today))
    else:
        when = words("from {span}", span=span_text(span, today))
    if not done:
        return (words("No {lift} set {when}.", lift=singular(exercise.short), when=when),)
    days = {one.on for one in done}
    sets = sets_of(entry for entry in known.history[exercise.id] if entry.on in days)[exercise.id]
    return (
        words(
            "{sets} of {lift} {when}, in {sessions}.",
            sets=counted(sets, "set"),
            lift=exercise.short,
            when=when,
            sessions=counted(len(done), "session"),
        ),
    )


def _compared(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    """The best of the last four weeks beside the best of the time that is named, last month where none is."""
    today = known.day.on
    now = [one for one in found if one.on > today - OFTEN]
    span = question.span or (Span(question.on, question.on) if question.on else _month_before(today))
    then = [one for one in in_span(found, span) if one.on <= today - OFTEN] or in_span(found, span)
    lift, none = capital(exercise.short), words("no {lift} that can be rated", lift=exercise.short)
    lines: list[str] = [
        words("{lift}, last 4 weeks: {best}.", lift=lift, best=_best_of(now, exercise, known) or none),
        words("{span}: {best}.", span=capital(span_text(span, today)), best=_best_of(then, exercise, known) or none),
    ]
    rated = [max((one.e1rm_kg or 0 for one in part), default=0) for part in (then, now)]
    if all(rated):
        moved = moved_text(rated[1] / rated[0] - 1, words("the same"))
        lines.insert(0, words("{lift}: {moved} by its best sets.", lift=lift, moved=moved))
    return tuple(lines)


def _month_before(today: date) -> Span:
    last = today.replace(day=1) - timedelta(days=1)
    return Span(last.replace(day=1), last)


def _best_of(found: Sequence[Session], exercise: Exercise, known: Known) -> str:
    best = max((one for one in found if one.e1rm_kg and one.best), key=lambda one: one.e1rm_kg or 0, default=None)
    if best is None:
        return ""
    return joined([estimate_text(exercise, best, known.profile.unit), _on_best(exercise, best, known)], ", ")


def _trend(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    if question.span is not None:
        return (*_compared(question, known, exercise, found)[:3],)
    return (trend_text(exercise, found, known), *_max(question, known, exercise, found)[:1])


def _when_made(question: Question, known: Known, exercise: Exercise, found: Sequence[Session]) -> tuple[str, ...]:
    """No day is promised: how far it is, and how it moves."""
    wanted = load_named(question.words, known.profile.unit)
    best = max((one for one in found if one.e1rm_kg), key=lambda one: one.on, default=None)
    if wanted is None or best is None or not best.e1rm_kg or exercise.bodyweight:
        return (words("I can't name a day for that."), trend_text(exercise, found, known))
    made = [one for one in found for lift in one.work if lift.load.kg >= wanted.kg and lift.reps > 0]
    if made:
        done = words("You did already, on {day}.", day=day(made[0].on, known.day.on))
        return (done, *_best(question, known, exercise, found)[:1])
    gap = float(wanted.kg) / best.e1rm_kg - 1
    estimate = joined([estimate_text(exercise, best, known.profile.unit), day(best.on, known.day.on)], ", ")
    parts = {"load": wanted, "estimate": estimate}
    if gap <= 0:
        first = words("I can't name a day. {load} once is within your estimate now ({estimate}).", **parts)
    else:
        percent = max(1, round(gap * 100))
        first = words(
            "I can't name a day. {load} once is {percent} % above your estimate now ({estimate}).",
            **parts,
            percent=percent,
        )
    return (first, trend_text(exercise, found, known))


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
