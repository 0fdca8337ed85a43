"""The fields of what ``focusflow plan`` reads, each with what it may be."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from knowledge.programme import programme_called
from knowledge.units import Unit
from storage.records import Energy, EnergyLevel, SetKind

MOST_ENTRIES: Final = 50_000  # sets in one history: more than a lifetime of one lift


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
    age_years: Annotated[Whole, Field(ge=1, le=120)] | None = None
    pregnant: bool = False
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
