"""Answers from the log about training as a whole: a day, a span of days, how often, and the big lifts."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from agents.phrases import counted
from agents.questions.basis import basis, day
from agents.questions.dates import Span, week_before
from agents.questions.named import big_lifts, by_weight, sets_of
from agents.questions.question import Answered, Known, Past, Question
from agents.questions.shown import MOST_SETS, set_text, span_text, work_text
from knowledge.exercise import ExerciseId
from storage.records import Entry, Lift

OFTEN: Final = timedelta(days=28)  # over which it is counted how often
MOST_DAYS: Final = 7  # shown: the answer is read on a phone
EMPTY: Final = "Your log has no set yet."
UNKNOWN_LIFT: Final = "I know no lift of that name. Call it as you log it, like `bench`, and ask again."


def all_days(question: Question, known: Known, of_lift: Callable[[ExerciseId], tuple[str, ...]]) -> Answered:
    """The answer where no lift is named: never that of one lift alone. *of_lift* answers for one."""
    if question.names_unknown:
        return Answered(lines=(UNKNOWN_LIFT,), basis=basis(), is_final=True)
    if not known.recent:
        return Answered(lines=(EMPTY,), basis=basis(["no set in it yet"]), is_final=True)
    match question.past:
        case Past.BEST | Past.MAX | Past.TREND | Past.COMPARED:
            return _big(known, of_lift)
        case Past.OFTEN:
            return _often(known)
        case Past.WHEN:
            return _of_day(_last_day(known), known, "You last trained")
        case Past.FIRST:
            return _of_day(min(entry.on for entry in known.recent), known, "Your first day in the log")
        case Past.SETS:
            return _sets(question, known)
        case Past.WHEN_MADE:
            return Answered(lines=("Which lift? Ask like `when will I bench 225`.",), basis=basis(), is_final=True)
        case _:
            return _days_asked(question, known)


def unread_day(question: Question) -> Answered:
    """That the day which is asked about is not known: no other day is told in its place."""
    line = f"I don't know which day “{question.unknown_day}” is. Name it like `26 Oct` or `2026-10-26`, and ask again."
    return Answered(lines=(line,), basis=basis(), is_final=True)


def _days_asked(question: Question, known: Known) -> Answered:
    if question.span is not None or question.past is Past.WEEK:
        return _in_span(question.span or week_before(known.day.on), known)
    on = question.on
    if on is None:
        return _of_day(_last_day(known), known, "Last")
    if on > known.day.on:
        return Answered(lines=(f"{day(on, known.day.on)} is still to come.",), basis=basis(), is_final=True)
    if not _entries_on(on, known):
        last = _of_day(_last_day(known), known, "Last")
        nothing = f"Nothing in your log on {day(on, known.day.on)}."
        return Answered(lines=(nothing, *last.lines), basis=last.basis)
    return _of_day(on, known, "")


def _of_day(on: date, known: Known, before: str) -> Answered:
    """All that was lifted on one day, a lift a line."""
    today = known.day.on
    lines = _lifts_of(on, known)
    shown = lines if len(lines) <= MOST_DAYS else [*lines[: MOST_DAYS - 1], f"+{len(lines) - MOST_DAYS + 1} more"]
    head = f"{before}: {day(on, today)}" if before else day(on, today)
    rows = f"{counted(len(lines), 'lift')} on {day(on, today)}"
    return Answered(lines=(f"{head}", *shown), basis=basis([rows]))


def _in_span(span: Span, known: Known) -> Answered:
    """The training days of those days, the newest ones where they are too many."""
    today = known.day.on
    days = sorted({entry.on for entry in known.recent if span.first <= entry.on <= span.last})
    text = span_text(span, today)
    rows = f"{counted(len(days), 'training day')} from {text}"
    if not days:
        return Answered(lines=(f"Nothing in your log from {text}.",), basis=basis([rows]))
    lines = [f"{day(on, today)}: {_shorts(on, known)}" for on in days[-MOST_DAYS:]]
    more = [f"+{counted(len(days) - MOST_DAYS, 'day')} before."] if len(days) > MOST_DAYS else []
    return Answered(lines=(*lines, *more), basis=basis([rows]))


def _often(known: Known) -> Answered:
    since, weeks = known.day.on - OFTEN, OFTEN.days // 7
    days = {entry.on for entry in known.recent if since < entry.on <= known.day.on}
    line = f"{counted(len(days), 'training day')} in the last {weeks} weeks: {len(days) / weeks:.1f} a week."
    first = min(entry.on for entry in known.recent)
    return Answered(lines=(line,), basis=basis([f"all training days since {day(first, known.day.on)}"]))


def _sets(question: Question, known: Known) -> Answered:
    span = question.span or (Span(question.on, question.on) if question.on else week_before(known.day.on))
    done = [entry for entry in known.recent if span.first <= entry.on <= span.last]
    counts = sets_of(done)
    text = span_text(span, known.day.on)
    shown = ", ".join(f"{known.exercises[lift].short} {sets}" for lift, sets in counts.most_common(MOST_DAYS))
    more = f", +{len(counts) - MOST_DAYS} more" if len(counts) > MOST_DAYS else ""
    line = f"{counted(sum(counts.values()), 'set')} from {text}" + (f": {shown}{more}." if counts else ".")
    return Answered(lines=(line,), basis=basis([f"{counted(len(done), 'row')} of those days"]))


def _big(known: Known, of_lift: Callable[[ExerciseId], tuple[str, ...]]) -> Answered:
    lifts = big_lifts(known)
    lines = [line for lift in lifts for line in of_lift(lift)[:1]]
    first = min(entry.on for entry in known.recent)
    return Answered(lines=tuple(lines), basis=basis([f"your main lifts since {day(first, known.day.on)}"]))


def _last_day(known: Known) -> date:
    return max(entry.on for entry in known.recent)


def _entries_on(on: date, known: Known) -> list[Entry]:
    return [entry for entry in known.recent if entry.on == on]


def _lifts_of(on: date, known: Known) -> list[str]:
    entries = _entries_on(on, known)
    by_lift: dict[ExerciseId, list[Lift]] = {}
    for entry in entries:
        by_lift.setdefault(entry.lift.exercise, []).append(entry.lift)
    return [f"{known.exercises[id_].short} {_sets_text(id_, lifts, known)}" for id_, lifts in by_lift.items()]


def _sets_text(id_: ExerciseId, lifts: Sequence[Lift], known: Known) -> str:
    exercise, unit = known.exercises[id_], known.profile.unit
    if lifts[0].hold_seconds is not None:
        return f"{max(lift.hold_seconds or 0 for lift in lifts)} s"
    return work_text(exercise, lifts, unit)


def _shorts(on: date, known: Known) -> str:
    """The heaviest set of each lift of a day, the main lifts first."""
    tops: dict[ExerciseId, Lift] = {}
    for entry in _entries_on(on, known):
        lift, top = entry.lift, tops.get(entry.lift.exercise)
        if lift.hold_seconds is None and (top is None or lift.load.kg > top.load.kg):
            tops[lift.exercise] = lift
    order = by_weight(tops, sets_of(_entries_on(on, known)))
    unit = known.profile.unit
    names = [f"{known.exercises[id_].short} {set_text(known.exercises[id_], tops[id_], unit)}" for id_ in order]
    more = [f"+{len(names) - MOST_SETS} more"] if len(names) > MOST_SETS else []
    return ", ".join([*names[:MOST_SETS], *more]) or "holds for time"
