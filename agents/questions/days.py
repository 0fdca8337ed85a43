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
from knowledge.words import counted as of_number
from knowledge.words import joined, words
from storage.records import Entry, Lift

OFTEN: Final = timedelta(days=28)  # over which it is counted how often
MOST_DAYS: Final = 7  # shown: the answer is read on a phone
EMPTY: Final = words("Your log has no set yet.")
NO_SET: Final = words("no set in it yet")
WHICH_LIFT: Final = words("Which lift? Ask like `when will I bench 225`.")
UNKNOWN_LIFT: Final = words("I know no lift of that name. Call it as you log it, like `bench`, and ask again.")


def all_days(question: Question, known: Known, of_lift: Callable[[ExerciseId], tuple[str, ...]]) -> Answered:
    """The answer where no lift is named: never that of one lift alone. *of_lift* answers for one."""
    if question.names_unknown:
        return Answered(lines=(UNKNOWN_LIFT,), basis=basis(), is_final=True)
    if not known.recent:
        return Answered(lines=(EMPTY,), basis=basis([NO_SET]), is_final=True)
    match question.past:
        case Past.BEST | Past.MAX | Past.TREND | Past.COMPARED:
            return _big(known, of_lift)
        case Past.OFTEN:
            return _often(known)
        case Past.WHEN:
            return _of_day(_last_day(known), known, words("You last trained"))
        case Past.FIRST:
            return _of_day(min(entry.on for entry in known.recent), known, words("Your first day in the log"))
        case Past.SETS:
            return _sets(question, known)
        case Past.WHEN_MADE:
            return Answered(lines=(WHICH_LIFT,), basis=basis(), is_final=True)
        case _:
            return _days_asked(question, known)


def unread_day(question: Question) -> Answered:
    """That the day which is asked about is not known: no other day is told in its place."""
    line = words(
        "I don't know which day “{day}” is. Name it like `26 Oct` or `2026-10-26`, and ask again.",
        day=question.unknown_day,
    )
    return Answered(lines=(line,), basis=basis(), is_final=True)


def _days_asked(question: Question, known: Known) -> Answered:
    if question.span is not None or question.past is Past.WEEK:
        return _in_span(question.span or week_before(known.day.on), known)
    on = question.on
    if on is None:
        return _of_day(_last_day(known), known, words("Last"))
    if on > known.day.on:
        return Answered(
            lines=(words("{day} is still to come.", day=day(on, known.day.on)),), basis=basis(), is_final=True
        )
    if not _entries_on(on, known):
        last = _of_day(_last_day(known), known, words("Last"))
        nothing = words("Nothing in your log on {day}.", day=day(on, known.day.on))
        return Answered(lines=(nothing, *last.lines), basis=last.basis)
    return _of_day(on, known, "")


def _of_day(on: date, known: Known, before: str) -> Answered:
    """All that was lifted on one day, a lift a line."""
    today = known.day.on
    lines = _lifts_of(on, known)
    shown = lines if len(lines) <= MOST_DAYS else [*lines[: MOST_DAYS - 1], more_text(len(lines) - MOST_DAYS + 1)]
    head = joined([before, day(on, today)], ": ") if before else day(on, today)
    lifts = of_number("{count} lift on {day}", "{count} lifts on {day}", count=len(lines), day=day(on, today))
    return Answered(lines=(head, *shown), basis=basis([lifts]))


def more_text(count: int) -> str:
    """``+3 more``."""
    return words("+{count} more", count=count)


def _in_span(span: Span, known: Known) -> Answered:
    """The training days of those days, the newest ones where they are too many."""
    today = known.day.on
    days = sorted({entry.on for entry in known.recent if span.first <= entry.on <= span.last})
    text = span_text(span, today)
    rows = words("{days} from {span}", days=_training_days(len(days)), span=text)
    if not days:
        return Answered(lines=(words("Nothing in your log from {span}.", span=text),), basis=basis([rows]))
    lines = [joined([day(on, today), _shorts(on, known)], ": ") for on in days[-MOST_DAYS:]]
    before = len(days) - MOST_DAYS
    more = [words("+{days} before.", days=counted(before, "day"))] if before > 0 else []
    return Answered(lines=(*lines, *more), basis=basis([rows]))


def _often(known: Known) -> Answered:
    since, weeks = known.day.on - OFTEN, OFTEN.days // 7
    days = {entry.on for entry in known.recent if since < entry.on <= known.day.on}
    line = words(
        "{days} in the last {weeks} weeks: {often} a week.",
        days=_training_days(len(days)),
        weeks=weeks,
        often=f"{len(days) / weeks:.1f}",
    )
    first = day(min(entry.on for entry in known.recent), known.day.on)
    return Answered(lines=(line,), basis=basis([words("all training days since {day}", day=first)]))


def _training_days(count: int) -> str:
    return of_number("{count} training day", "{count} training days", count=count)


def _sets(question: Question, known: Known) -> Answered:
    span = question.span or (Span(question.on, question.on) if question.on else week_before(known.day.on))
    done = [entry for entry in known.recent if span.first <= entry.on <= span.last]
    counts = sets_of(done)
    text = span_text(span, known.day.on)
    shown = ", ".join(f"{known.exercises[lift].short} {sets}" for lift, sets in counts.most_common(MOST_DAYS))
    more = [more_text(len(counts) - MOST_DAYS)] if len(counts) > MOST_DAYS else []
    sets = counted(sum(counts.values()), "set")
    line = words("{sets} from {span}.", span=text, sets=sets)
    if counts:
        line = words("{sets} from {span}: {lifts}.", span=text, sets=sets, lifts=joined([shown, *more], ", "))
    rows = of_number("{count} row of those days", "{count} rows of those days", count=len(done))
    return Answered(lines=(line,), basis=basis([rows]))


def _big(known: Known, of_lift: Callable[[ExerciseId], tuple[str, ...]]) -> Answered:
    lifts = big_lifts(known)
    lines = [line for lift in lifts for line in of_lift(lift)[:1]]
    first = day(min(entry.on for entry in known.recent), known.day.on)
    return Answered(lines=tuple(lines), basis=basis([words("your main lifts since {day}", day=first)]))


def _last_day(known: Known) -> date:
    return max(entry.on for entry in known.recent)


def _entries_on(on: date, known: Known) -> list[Entry]:
    return [entry for entry in known.recent if entry.on == on]


def _lifts_of(on: date, known: Known) -> list[str]:
    entries = _entries_on(on, known)
    by_lift: dict[ExerciseId, list[Lift]] = {}
    for entry in entries:
        by_lift.setdefault(entry.lift.exercise, []).append(entry.lift)
    return [joined([known.exercises[id_].short, _sets_text(id_, lifts, known)], " ") for id_, lifts in by_lift.items()]


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
    lifts = ((known.exercises[id_], tops[id_]) for id_ in order)
    names = [joined([exercise.short, set_text(exercise, top, unit)], " ") for exercise, top in lifts]
    more = [more_text(len(names) - MOST_SETS)] if len(names) > MOST_SETS else []
    return joined([*names[:MOST_SETS], *more], ", ") if names else words("holds for time")
