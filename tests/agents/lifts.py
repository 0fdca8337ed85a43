"""Lifts, days and lifters for the agents' tests, in the notation of the chat: ``day(22, "185x5", plan="185x5")``."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from agents.plan import Plan, Today
from agents.planner import plan
from knowledge.exercise import Equipment, Exercise, ExerciseId, Region
from knowledge.units import Load, Unit
from storage.records import Energy, Entry, Lift, Profile, SetKind, Target, UserId

TODAY = date(2026, 11, 22)


def _exercise(name: str, short: str, region: Region, equipment: Equipment, sites: str, cue: str) -> Exercise:
    return Exercise(
        id=ExerciseId(name.replace(" ", "_")),
        name=name,
        short=short,
        aliases=(),
        region=region,
        equipment=equipment,
        muscles=(),
        sites=tuple(sites.split(", ")),
        cues=(cue,),
        mistakes=(),
        sources=(),
        bodyweight=equipment is Equipment.BODYWEIGHT,
        per_hand=equipment is Equipment.DUMBBELL,
    )


BENCH = _exercise("bench press", "bench", Region.UPPER, Equipment.BARBELL, "chest, shoulders", "Feet flat and still.")
PRESS = _exercise("overhead press", "press", Region.UPPER, Equipment.BARBELL, "shoulders, triceps", "Squeeze the bar.")
SQUAT = _exercise("squat", "squat", Region.LOWER, Equipment.BARBELL, "legs, quads, knees, lower back", "Brace first.")
DEADLIFT = _exercise(
    "deadlift", "deadlift", Region.LOWER, Equipment.BARBELL, "back, hamstrings", "Push the floor away."
)
CURL = _exercise("dumbbell curl", "curl", Region.UPPER, Equipment.DUMBBELL, "biceps, arms", "Elbows still.")
PULL_UP = _exercise("pull up", "pull-ups", Region.UPPER, Equipment.BODYWEIGHT, "lats, back", "Chest to the bar.")

LB = Profile(unit=Unit.LB)
KG = Profile(unit=Unit.KG)


def pounds(amount: float | str) -> Load:
    return Load(Decimal(str(amount)), Unit.LB)


def kilos(amount: float | str) -> Load:
    return Load(Decimal(str(amount)), Unit.KG)


def sets(text: str, unit: Unit = Unit.LB) -> tuple[Load, int, int]:
    """``185x5`` or ``185x5x3``: load, reps, sets."""
    load, reps, *count = text.split("x")
    return Load(Decimal(load), unit), int(reps), int(count[0]) if count else 1


def day(
    days_ago: int,
    *done: str,
    plan: str | None = None,
    unit: Unit = Unit.LB,
    lift: Exercise = BENCH,
    rpe: str | None = None,
) -> tuple[Entry, ...]:
    """One day's sets, so many days before TODAY: ``185x5x3``, a failed one with ``!``, a warm-up with ``w``."""
    planned = Target(*sets(plan, unit)[:2]) if plan else None
    return tuple(_entry(days_ago, place, text, planned, unit, lift, rpe) for place, text in enumerate(done))


def _entry(
    days_ago: int, place: int, text: str, planned: Target | None, unit: Unit, lift: Exercise, rpe: str | None
) -> Entry:
    kind = {"!": SetKind.FAILED, "w": SetKind.WARMUP}.get(text[-1], SetKind.WORK)
    load, reps, count = sets(text.rstrip("!w"), unit)
    on = TODAY - timedelta(days=days_ago)
    return Entry(
        user=UserId("ann"),
        source=f"test:{on}",
        place=place,
        message=f"test:{on}",
        said_at=datetime.combine(on, time(18), UTC),
        on=on,
        lift=Lift(
            exercise=lift.id,
            load=load,
            reps=reps,
            sets=count,
            rpe=Decimal(rpe) if rpe else None,
            kind=kind,
            bodyweight=lift.bodyweight,
            planned=planned,
        ),
    )


def today(
    sleep_h: float | None = None, soreness: int | None = None, energy: Energy | None = None, site: str | None = None
) -> Today:
    minutes = None if sleep_h is None else round(sleep_h * 60)
    return Today(on=TODAY, sleep_minutes=minutes, soreness=soreness, energy=energy, soreness_site=site)


FRESH = today(8, 2)


def planned(*days: Sequence[Entry], now: Today = FRESH, lift: Exercise = BENCH, profile: Profile = LB) -> Plan:
    return plan(lift, profile, [entry for entries in days for entry in entries], now)


def dose(plan: Plan) -> str:
    """``190x5x3``."""
    assert plan.dose is not None
    return f"{plan.dose.load.amount.normalize():f}x{plan.dose.reps}x{plan.dose.sets}"
