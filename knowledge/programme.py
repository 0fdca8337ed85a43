"""Programmes: each a YAML file of numbers in ``knowledge/programmes/``. What they come to is in agents/programmes."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from knowledge.exercise import Exercise, ExerciseId
from knowledge.library import LOADER
from knowledge.units import Unit

Value = TypeVar("Value")

Share = Annotated[Decimal, Field(gt=0, lt=1)]
Count = Annotated[int, Field(ge=1, le=20)]
ByUnit: TypeAlias = Mapping[Unit, Annotated[Decimal, Field(gt=0, le=20)]]


class _Programme(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str  # the name of its file, and what a profile keeps
    name: str  # as people say it
    names: tuple[str, ...]  # all that it is called
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    lifts: tuple[ExerciseId, ...] = ()  # those that it is for; empty: any

    def is_for(self, exercise: Exercise) -> bool:
        return not self.lifts or exercise.id in self.lifts


class Free(_Programme):
    """No programme: the planner's own rules."""

    kind: Literal["free"]


class Linear(_Programme):
    """A step each time when every set is made; *misses* in a row take the load to *reset* of it.

    *sets* and *steps* go by the id of an exercise, or else by its region.
    """

    kind: Literal["linear"]
    reps: Count
    sets: Mapping[str, Count]
    steps: Mapping[str, ByUnit]
    days: tuple[tuple[ExerciseId, ...], ...] = ()  # the lifts of each of its days, done in turn; empty: any
    misses: Count
    reset: Share


class Week(BaseModel):
    """One session: its sets, the last of them the top one, as shares of the training max."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shares: tuple[Share, ...]
    reps: tuple[Count, ...]
    amrap: bool = False
    deload: bool = False


class Waves(_Programme):
    """Weeks of shares of a training max, which grows by a step each time that they are through.

    *of_maximum*: the training max as a share of the 1RM. A missed minimum takes it to *reset* of it.
    """

    kind: Literal["waves"]
    of_maximum: Share
    weeks: tuple[Week, ...]
    steps: Mapping[str, ByUnit]
    rounding: ByUnit
    reset: Share


class Day(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    share: Share
    sets: Count


class Weekly(_Programme):
    """Three days: volume at a share of the 5RM, recovery at a share of that, and a new 5RM."""

    kind: Literal["weekly"]
    reps: Count
    monday: Day
    wednesday: Day
    friday_sets: Count
    step: ByUnit
    rounding: ByUnit


class Double(_Programme):
    """A rep each time from *low* to *high*, then the next load from *low* again."""

    kind: Literal["double"]
    low: Count
    high: Count
    sets: Count


class Rated(_Programme):
    """The load that makes *reps* feel like *rpe*."""

    kind: Literal["rated"]
    reps: Count
    sets: Count
    rpe: Annotated[Decimal, Field(ge=6.5, le=10)]


Programme: TypeAlias = Free | Linear | Waves | Weekly | Double | Rated
_READER: Final[TypeAdapter[Programme]] = TypeAdapter(Annotated[Programme, Field(discriminator="kind")])

FREE: Final = "free"


@cache
def programmes() -> Mapping[str, Programme]:
    """Every programme by its id. The files are read once, when the first plan is made.

    Raises:
        ValueError: a file is not as it should be, or two share a name; the message says which and why.
    """
    found = (file for file in files("knowledge").joinpath("programmes").iterdir() if file.name.endswith(".yaml"))
    by_id = {one.id: one for one in map(_read, sorted(found, key=lambda file: file.name))}
    names = [folded(name) for one in by_id.values() for name in {folded(name): name for name in one.names}.values()]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"two programmes are called {', '.join(sorted(twice))}")
    return by_id


def _read(file: Traversable) -> Programme:
    fields = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 -- a safe loader
    if not isinstance(fields, dict):
        raise ValueError(f"{file.name}: its fields must be names with values")  # noqa: TRY004 - one error type
    try:
        return _READER.validate_python({"id": file.name.removesuffix(".yaml"), **fields})
    except ValidationError as error:
        raise ValueError(f"{file.name}: {error}") from error


def programme_called(said: str) -> Programme:
    """The programme that is meant by a name: ``5/3/1``, ``531`` and ``Wendler`` are one.

    Raises:
        ValueError: there is none; the message lists those that there are.
    """
    wanted = folded(said)
    for one in programmes().values():
        if wanted in {folded(one.id), *map(folded, one.names)}:
            return one
    raise ValueError(f"there is no programme {said[:40]!r}; there are {listed_programmes()}.")


def listed_programmes() -> str:
    """``free``, ``5/3/1``, … as they may be said, in one row."""
    rest = sorted((one.name for one in programmes().values() if one.kind != FREE), key=str.casefold)
    return f"{FREE}, {', '.join(rest[:-1])} and {rest[-1]}"


def folded(name: str) -> str:
    """*name* without case, spaces and signs."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def of_lift(table: Mapping[str, Value], exercise: Exercise) -> Value:
    """What *table* has for an exercise, or else for its region."""
    return table[exercise.id] if exercise.id in table else table[exercise.region.value]
