"""Lifters with a history that a test plants."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from agents.plan import Today
from agents.questions.asked import asked
from agents.questions.question import Known, Question
from knowledge.exercise import ExerciseId, Exercises
from knowledge.library import load_exercises
from knowledge.passage import Found
from knowledge.units import Load, Unit
from storage.records import Entry, Lift, Profile, Readiness, SetKind, Target, UserId

TODAY = date(2026, 11, 22)
EXERCISES: Exercises = load_exercises()
ANN = UserId("ann")


def pounds(amount: str) -> Load:
    return Load(Decimal(amount), Unit.LB)


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 18, tzinfo=UTC)


def entry(
    days_ago: int,
    load: str,
    reps: int = 5,
    *,
    lift: str = "bench_press",
    planned: str | None = None,
    rpe: str | None = None,
    kind: SetKind = SetKind.WORK,
    sets: int = 3,
) -> Entry:
    on = TODAY - timedelta(days=days_ago)
    done = Lift(
        exercise=ExerciseId(lift),
        load=pounds(load),
        reps=reps,
        sets=sets,
        rpe=Decimal(rpe) if rpe else None,
        kind=kind,
        planned=Target(pounds(planned), 5) if planned else None,
    )
    source = f"{lift}:{on}"
    return Entry(user=ANN, source=source, place=0, message=source, said_at=at(on), on=on, lift=done)


def said(days_ago: int, sleep_hours: float | None = None, soreness: int | None = None) -> Readiness:
    on = TODAY - timedelta(days=days_ago)
    minutes = int(sleep_hours * 60) if sleep_hours is not None else None
    return Readiness(
        user=ANN, source=f"r:{on}", message="", said_at=at(on), on=on, sleep_minutes=minutes, soreness=soreness
    )


def known(
    entries: Iterable[Entry] = (),
    readiness: Iterable[Readiness] = (),
    profile: Profile | None = None,
    found: tuple[Found, ...] = (),
) -> Known:
    all_of_it = sorted(entries, key=lambda one: one.said_at)
    history: dict[ExerciseId, tuple[Entry, ...]] = {}
    for one in all_of_it:
        history[one.lift.exercise] = (*history.get(one.lift.exercise, ()), one)
    return Known(
        day=Today(on=TODAY),
        profile=profile or Profile(),
        exercises=EXERCISES,
        history=history,
        recent=tuple(all_of_it),
        readiness=tuple(sorted(readiness, key=lambda one: one.on)),
        found=found,
    )


def question(text: str, *lifts: str) -> Question:
    return asked(text, tuple(map(ExerciseId, lifts)), TODAY, Unit.LB)
