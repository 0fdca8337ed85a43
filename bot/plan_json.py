"""``focusflow plan``: one JSON object in, the plan as JSON out. Nothing in the object is trusted."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    model_validator,
)

from agents.norms import usual
from agents.plan import Today
from agents.planner import plan
from bot.plan_shown import shown
from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.plates import HEAVIEST
from knowledge.programme import programme_called
from knowledge.red_flags import RedFlags
from knowledge.units import Load, Unit
from storage.records import (
    Danger,
    Energy,
    EnergyLevel,
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
MOST_ENTRIES: Final = 50_000  # sets in one history: more than a lifetime of one lift


PLAIN_WORDS: Final = {
    "missing": "is missing",
    "extra_forbidden": "there is no such key",
    "model_type": "must be an object",
    "tuple_type": "must be a list",
}


def _number_only(value: object) -> object:
    if isinstance(value, (bool, str)):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic turns only ValueError into its own
    return value


def _whole(value: object) -> object:
    if not isinstance(value, Decimal) or value != value.to_integral_value():
        raise ValueError("must be a whole number")
    return int(value)


def _day(value: object) -> object:
    if not isinstance(value, str) or len(value) != len("2026-11-22"):
        raise ValueError("must be a date like 2026-11-22")
    return value


def _energy(value: object) -> Energy:
    if isinstance(value, str) and value in set(EnergyLevel):
        return EnergyLevel(value)
    if isinstance(value, Decimal) and value == value.to_integral_value() and 0 <= value <= 10:
        return int(value)
    raise ValueError("must be a whole number from 0 to 10, or low, ok or high")


def _fine(value: Decimal) -> Decimal:
    if value != round(value, 3):
        raise ValueError("is finer than 0.001")
    return value


Number = Annotated[Decimal, BeforeValidator(_number_only), Field(allow_inf_nan=False)]
Weight = Annotated[Number, Field(ge=-330, le=2500), AfterValidator(_fine)]
Plate = Annotated[Number, Field(gt=0, le=200), AfterValidator(_fine)]
Whole = Annotated[int, BeforeValidator(_whole)]
Reps = Annotated[Whole, Field(ge=0, le=200)]
EnergyIn = Annotated[Energy, PlainValidator(_energy)]
OutOfTen = Annotated[Whole, Field(ge=0, le=10)]
Day = Annotated[date, BeforeValidator(_day), Field(ge=date(1970, 1, 1), le=date(2199, 12, 31))]
Words = Annotated[str, Field(max_length=2000)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProfileIn(Strict):
    unit: Unit = Unit.LB
    experience_months: Annotated[Whole, Field(ge=0, le=1200)] | None = None
    goal: Words | None = None
    programme: Annotated[Words, AfterValidator(lambda said: programme_called(said).id)] = "free"
    programme_from: Day | None = None
    training_max: Annotated[Weight, Field(gt=0)] | None = None  # of the lift that is asked about
    bar: Plate | None = None
    plates: Annotated[tuple[Plate, ...], Field(max_length=30)] | None = None
    injuries: Annotated[tuple[Words, ...], Field(max_length=30)] = ()
    readiness_on: bool = True


class SetIn(Strict):
    weight: Weight
    unit: Unit | None = None  # None: the profile's
    reps: Reps
    sets: Annotated[Whole, Field(ge=1, le=100)] = 1
    rpe: Annotated[Number, Field(ge=1, le=10), AfterValidator(_fine)] | None = None
    kind: SetKind = SetKind.WORK
    planned_weight: Weight | None = None
    planned_reps: Annotated[Whole, Field(ge=1, le=200)] | None = None

    @model_validator(mode="after")
    def _planned_together(self) -> Self:
        if (self.planned_weight is None) != (self.planned_reps is None):
            raise ValueError("planned_weight and planned_reps go together")
        return self


class DayIn(Strict):
    date: Day
    sets: Annotated[tuple[SetIn, ...], Field(max_length=200)]


class ReadinessIn(Strict):
    date: Day
    sleep_h: Annotated[Number, Field(ge=0, le=24)] | None = None
    soreness: OutOfTen | None = None

    @property
    def sleep_minutes(self) -> int | None:
        return None if self.sleep_h is None else round(self.sleep_h * 60)


class TodayIn(ReadinessIn):
    soreness_site: Words | None = None
    energy: EnergyIn | None = None
    text: Words = ""


class PlanIn(Strict):
    profile: ProfileIn | None = None
    lift: Words
    today: TodayIn
    readiness: Annotated[tuple[ReadinessIn, ...], Field(max_length=MOST_ENTRIES)] = ()  # of other days, oldest first
    history: Annotated[tuple[DayIn, ...], Field(max_length=MOST_ENTRIES)] = ()


def plan_json(text: str, exercises: Exercises, red_flags: RedFlags) -> str:
    """The plan for what *text* describes, as one line of JSON. A red flag in the text of today stops the lift.

    Raises:
        ValueError: one sentence that names the field that is wrong.
    """
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
    found = plan(exercise, profile, tuple(_entries(asked, exercise, profile.unit)), today)
    return json.dumps(shown(found), ensure_ascii=False)


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
