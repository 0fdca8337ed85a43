"""The seven days to come: his lifts on their usual weekdays, or on those of his programme, each with its next load."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from agents.phrases import doses_text, listed
from agents.plan import Action, Plan
from agents.questions.ahead import IF_WELL, NO_LIFTS, NO_SET_LATELY, by_weekday, days_lately, more_text, plan_for
from agents.questions.basis import basis, day, lift_sessions
from agents.questions.question import Answered, Known
from agents.questions.replaced import stopped_lifts, swap_text
from knowledge.exercise import Exercise, ExerciseId
from knowledge.programme import Linear, programmes
from knowledge.words import counted as of_number
from knowledge.words import joined, words

MOST_DAYS: Final = 6  # shown, with MOST_LIFTS each: the answer is read on a phone
MOST_LIFTS: Final = 6
DAYS_OF_PROGRAMME: Final = 3  # a week, where he did not say another number
SPACED: Final[Mapping[int, tuple[int, ...]]] = {1: (0,), 2: (0, 3), 3: (0, 2, 4)}  # days after the first

Days = Sequence[tuple[date, Sequence[ExerciseId]]]


def week(known: Known, only: Sequence[ExerciseId] = ()) -> Answered | None:
    """The next seven days, of the lifts *only* where some are named; None where those are not in his week."""
    planned = _of_programme(known) or _usual(known)
    if only:
        planned = [(on, [lift for lift in lifts if lift in only]) for on, lifts in planned]
        planned = [(on, lifts) for on, lifts in planned if lifts]
        if not planned:
            return None
    if not planned:
        return Answered(lines=(NO_LIFTS,), basis=basis([NO_SET_LATELY]), is_final=True)
    seen: dict[ExerciseId, Plan] = {}
    lines = [joined([day(on, known.day.on), _line(lifts, on, known, seen)], ": ") for on, lifts in planned]
    rows = Counter({lift: len(days_lately(lift, known)) for lift in seen if days_lately(lift, known)})
    done = listed([lift_sessions(known.exercises[lift], count) for lift, count in rows.most_common(4)])
    has_load = any(plan.dose for plan in seen.values())
    return Answered(
        lines=(_head(len(planned)), *lines, *([IF_WELL] if has_load and known.profile.readiness_on else [])),
        basis=basis([words("{sessions} in the last 4 weeks", sessions=done)] if rows else [], rule=_rule(known)),
        next_loads=tuple(plan.dose.load for plan in seen.values() if plan.dose),
        is_final=any(plan.action is Action.REFER for plan in seen.values()),
    )


def _head(count: int) -> str:
    return of_number("Your next training day:", "Your next {count} training days:", count=count)


def _usual(known: Known) -> Days:
    days = _with_fewer_days(by_weekday(known), known.profile.days_per_week)
    return [(on, days[on.weekday()]) for on in _coming(known) if days.get(on.weekday())][:MOST_DAYS]


def _coming(known: Known) -> list[date]:
    first = known.day.on + timedelta(days=1 if _trained_on(known.day.on, known) else 0)
    return [first + timedelta(days=ahead) for ahead in range(7)]


def _trained_on(on: date, known: Known) -> bool:
    return any(entry.on == on for entries in known.history.values() for entry in entries)


def _with_fewer_days(days: Mapping[int, list[ExerciseId]], most: int | None) -> Mapping[int, list[ExerciseId]]:
    """No more days than he said that he trains: what was on the emptiest moves to the next day that stays."""
    if most is None or len(days) <= most:
        return days
    kept = sorted(sorted(days, key=lambda weekday: -len(days[weekday]))[:most])
    moved = {weekday: list(days[weekday]) for weekday in kept}
    for weekday in days.keys() - moved.keys():
        nearest = min(kept, key=lambda one: (one - weekday) % 7)
        moved[nearest] += [lift for lift in days[weekday] if lift not in moved[nearest]]
    return moved


def _of_programme(known: Known) -> Days:
    """The days of a programme that has its own, in turn from the one after that which was done last; else none."""
    programme = programmes().get(known.profile.programme)
    done = sorted({(e.on, e.lift.exercise) for es in known.history.values() for e in es})
    if not isinstance(programme, Linear) or not programme.days or not done:
        return []
    of_programme = [(on, lift) for on, lift in done if lift in programme.lifts]
    last_on = of_programme[-1][0] if of_programme else None
    lifted = {lift for on, lift in of_programme if on == last_on}
    place = max(range(len(programme.days)), key=lambda one: len(lifted & set(programme.days[one]))) if lifted else -1
    return [
        (on, programme.days[(place + 1 + number) % len(programme.days)])
        for number, on in enumerate(_training_days(known, last_on))
    ]


def _training_days(known: Known, last_on: date | None) -> list[date]:
    """His usual weekdays where there are enough of them, else every second day from two days after the last one."""
    most = min(known.profile.days_per_week or DAYS_OF_PROGRAMME, DAYS_OF_PROGRAMME)
    usual = Counter(on.weekday() for on in {on for lift in known.history for on in days_lately(lift, known)})
    weekdays = [weekday for weekday, count in usual.most_common(most) if count >= 2]
    if len(weekdays) == most:
        return [on for on in _coming(known) if on.weekday() in weekdays]
    first = max(_coming(known)[0], last_on + timedelta(days=2)) if last_on else _coming(known)[0]
    return [first + timedelta(days=after) for after in SPACED[most]]


def _rule(known: Known) -> str:
    programme = programmes().get(known.profile.programme)
    has_days = isinstance(programme, Linear) and programme.days
    return words("{programme}, its days in turn", programme=programme.name) if programme and has_days else ""


def _line(lifts: Sequence[ExerciseId], on: date, known: Known, seen: dict[ExerciseId, Plan]) -> str:
    shown = [_in_week(lift, on, known, seen) for lift in lifts[:MOST_LIFTS]]
    more = [more_text(lifts, MOST_LIFTS, known)] if len(lifts) > MOST_LIFTS else []
    return joined([*shown, *more], ", ")


def _in_week(lift: ExerciseId, on: date, known: Known, seen: dict[ExerciseId, Plan]) -> str:
    """One lift of a day: its load; the second time in the week it depends on the first."""
    exercise = known.exercises[lift]
    is_second = lift in seen
    plan = seen[lift] = seen[lift] if is_second else plan_for(lift, on, known)
    instead = _instead(exercise, known)
    if plan.dose is None:
        if plan.reasons[0].rule == "no_history":
            return words("{lift} (no set of it yet)", lift=exercise.short)
        return joined([words("no {lift} for now", lift=exercise.short), instead], "")
    if is_second:
        return words("{lift} (as the last one went)", lift=exercise.short)
    doses = doses_text(plan, plan.dose, exercise, known.profile.unit)
    return joined([joined([exercise.short, doses], " "), instead], "")


def _instead(exercise: Exercise, known: Known) -> str:
    """The best swap that may be done: none while all lifting is stopped."""
    swap = swap_text(exercise, stopped_lifts(known), known)
    return words(" (or {lift})", lift=swap) if swap else ""
