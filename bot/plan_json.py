"""``focusflow plan``: one JSON object in, the plan as JSON out. Nothing in the object is trusted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final

from pydantic import (
    ValidationError,
)

from agents.norms import usual
from agents.plan import Today
from agents.planner import plan
from bot.plan_fields import PlanIn, ProfileIn, SetIn
from bot.plan_shown import shown
from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.plates import HEAVIEST
from knowledge.red_flags import RedFlags
from knowledge.units import Load, Unit
from storage.records import (
    Danger,
    Entry,
    Injury,
    Lift,
    Profile,
    Readiness,
    SetKind,
    Target,
    TrainingMax,
    UserId,
)

USER: Final = UserId("plan")  # whose history it is; no row is ever kept under it
PLAIN_WORDS: Final = {
    "missing": "is missing",
    "extra_forbidden": "there is no such key",
    "model_type": "must be an object",
    "tuple_type": "must be a list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a plan is asked for with."""

    exercise: Exercise
    profile: Profile
    entries: tuple[Entry, ...]
    today: Today


def plan_json(text: str, exercises: Exercises, red_flags: RedFlags) -> str:
    """The plan for what *text* describes, as one line of JSON. A red flag in the text of today stops the lift.

    Raises:
        ValueError: one sentence that names the field that is wrong.
    """
    asked = asked_of(text, exercises, red_flags)
    return json.dumps(shown(plan(asked.exercise, asked.profile, asked.entries, asked.today)), ensure_ascii=False)


def asked_of(text: str, exercises: Exercises, red_flags: RedFlags) -> Asked:
    """What *text*, one JSON object, describes. Raises as ``plan_json``."""
    asked = _read(text)
    exercise = exercises[_lift(asked.lift, exercises)]
    profile = _profile(asked.profile or ProfileIn(), exercise.id)
    _check_days(asked)
    today = Today(
        on=asked.today.date,
        sleep_minutes=asked.today.sleep_minutes,
        soreness=asked.today.soreness,
        soreness_site=asked.today.soreness_site,
        energy=asked.today.energy,
        danger=_danger(asked.today.text, red_flags),
        usual=usual(tuple(_readiness(asked)), asked.today.date),
    )
    entries = tuple(_entries(asked, exercise, profile.unit))
    return Asked(exercise=exercise, profile=profile, entries=entries, today=today)


def _danger(text: str, red_flags: RedFlags) -> Danger | None:
    found = red_flags.red_flag(text)
    return Danger(found.danger.value) if found else None


def _read(text: str) -> PlanIn:
    try:
        value = json.loads(text, parse_float=Decimal, parse_int=_integer, parse_constant=_no_constant)
    except RecursionError as error:
        raise ValueError("this is not JSON: it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"this is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    if not isinstance(value, dict):
        raise ValueError("one JSON object is needed, with lift, today and history")  # noqa: TRY004 - one error type
    try:
        return PlanIn.model_validate(value)
    except ValidationError as error:
        raise ValueError(_sentence(error)) from error


def _integer(digits: str) -> Decimal:
    return Decimal(digits)  # an int of 5,000 digits is refused by Python with a sentence of its own


def _no_constant(name: str) -> Decimal:
    raise ValueError(f"{name} is not a number")


def _sentence(error: ValidationError) -> str:
    # A key that nobody knows is the likelier mistake when another one is missing.
    first = min(error.errors(include_url=False), key=lambda found: found["type"] != "extra_forbidden")
    field = ".".join(str(part) for part in first["loc"]) or "the object"
    return f"{field}: {PLAIN_WORDS.get(first['type'], first['msg'].removeprefix('Value error, '))}"


def _lift(said: str, exercises: Exercises) -> ExerciseId:
    name = said.strip().casefold()
    if ExerciseId(name) in exercises:
        return ExerciseId(name)
    if name not in exercises.names:
        raise ValueError(f"lift: no exercise is called {said[:60]!r}")
    return exercises.names[name]


def _check_days(asked: PlanIn) -> None:
    previous = date.min
    for place, day in enumerate(asked.history):
        if day.date < previous:
            raise ValueError(f"history.{place}.date: {day.date} comes after {previous}; the oldest day goes first")
        if day.date > asked.today.date:
            raise ValueError(f"history.{place}.date: {day.date} is after today, {asked.today.date}")
        previous = day.date


def _profile(given: ProfileIn, lift: ExerciseId) -> Profile:
    maximum = None if given.training_max is None else TrainingMax(lift, Load(given.training_max, given.unit))
    return Profile(
        unit=given.unit,
        experience_months=given.experience_months,
        goal=given.goal,
        programme=given.programme,
        programme_from=given.programme_from,
        training_maxes=(maximum,) if maximum else (),
        bar=None if given.bar is None else Load(given.bar, given.unit),
        plates=tuple(Load(plate, given.unit) for plate in sorted(given.plates or (), reverse=True)),
        injuries=tuple(map(Injury, given.injuries)),
        age_years=given.age_years,
        pregnant=given.pregnant,
        readiness_on=given.readiness_on,
    )


def _readiness(asked: PlanIn) -> Iterator[Readiness]:
    for said in asked.readiness:
        noon, slept, sore = datetime.combine(said.date, time(12), UTC), said.sleep_minutes, said.soreness
        yield Readiness(
            user=USER, source="", message="", said_at=noon, on=said.date, sleep_minutes=slept, soreness=sore
        )


def _entries(asked: PlanIn, exercise: Exercise, unit: Unit) -> Iterator[Entry]:
    for number, day in enumerate(asked.history):
        said_at = datetime.combine(day.date, time(12), UTC)
        for place, done in enumerate(day.sets):
            lift = _as_lift(done, exercise, done.unit or unit)
            if odd := next((load for load in _loads(lift) if not _can_be(load, exercise)), None):
                raise ValueError(f"history.{number}.sets.{place}: {odd} cannot be a {exercise.name}")
            name = f"plan:{number}"
            yield Entry(user=USER, source=name, place=place, message=name, said_at=said_at, on=day.date, lift=lift)


def _loads(lift: Lift) -> tuple[Load, ...]:
    return (lift.load, lift.planned.load) if lift.planned else (lift.load,)


def _can_be(load: Load, exercise: Exercise) -> bool:
    return load.amount <= HEAVIEST[load.unit] and (exercise.bodyweight or load.amount > 0)


def _as_lift(done: SetIn, exercise: Exercise, unit: Unit) -> Lift:
    planned = None
    if done.planned_weight is not None and done.planned_reps is not None:
        planned = Target(Load(done.planned_weight, unit), done.planned_reps)
    return Lift(
        exercise=exercise.id,
        load=Load(done.weight, unit),
        reps=done.reps,
        sets=done.sets,
        rpe=done.rpe,
        kind=SetKind.FAILED if done.reps == 0 and done.kind is SetKind.WORK else done.kind,
        bodyweight=exercise.bodyweight,
        planned=planned,
    )
