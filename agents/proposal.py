"""The fourth mind: what words that the reader could not read may have meant. Its answer is only ever offered.

It is kept as text that the reader itself reads, so a model can say nothing that the reader and its limits do not pass.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from agents.answers import Rejected, read_shape, schema_of
from agents.calls import About, Means, ask, exchange_of, judged
from agents.prompting import quoted
from agents.said_numbers import Kind, read_numbers
from knowledge.exercise import Exercise, ExerciseId
from knowledge.units import Load, Unit, plain
from storage.records import Exchange, Lift, Reading, RowId, SetKind, Style

AGENT: Final = "reader"
MOST_SETS: Final = 6  # in one proposal: more would not be read before it is tapped

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class ProposedSet(BaseModel):
    """Equal sets of one exercise. *load* is 0 where body weight alone was lifted."""

    model_config = ConfigDict(extra="forbid", strict=True)
    exercise: Name
    load: float = Field(ge=0, le=3_000, allow_inf_nan=False)
    unit: Literal["lb", "kg"]
    reps: int = Field(ge=1, le=500)
    sets: int = Field(ge=1, le=50)


class ReaderAnswer(BaseModel):
    """The sets that were done; none where that is not clear."""

    model_config = ConfigDict(extra="forbid", strict=True)
    sets: list[ProposedSet] = Field(max_length=MOST_SETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Words that the reader left, in a message that was done and said. What the lifter wrote is untrusted."""

    turn: RowId
    arm: Style
    unit: Unit  # of loads that are named without one
    said: str  # the whole message
    words: str  # what of it was not read: only numbers from here may be proposed
    reading: Reading  # what would be offered; its text is what was said


@dataclass(frozen=True, slots=True)
class Library:
    """What a proposal must agree with: the exercises, the one that a name names, and the reader.

    *read* gives the sets of a text that says whole sets and nothing else, and none for any other.
    """

    exercises: Mapping[ExerciseId, Exercise]
    named: Callable[[str], ExerciseId | None]
    read: Callable[[str, Unit], Sequence[Lift]]


@dataclass(frozen=True, slots=True)
class Offered:
    """Sets, and the text that the reader reads as exactly these."""

    text: str
    lifts: tuple[Lift, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """*offered* is None where nothing is to be offered. Every call that was tried has its exchange."""

    offered: Offered | None
    exchanges: tuple[Exchange, ...]


async def propose(unread: Unread, library: Library, means: Means) -> Proposal:
    """Ask what *unread* may have meant. Cancelling leaves the call. Raises nothing that a model could cause."""
    values = {"said": quoted(unread.said), "words": quoted(unread.words), "unit": unread.unit.value}
    heard = await ask(means.request(AGENT, values, schema_of(ReaderAnswer), unread.reading.user), means)
    offered, verdict = judged(heard, lambda text: checked(text, unread, library))
    about = About(unread.turn, unread.reading.user, unread.arm)
    return Proposal(offered, (exchange_of(heard, verdict, about, means),))


# ── the guard ──────────────────────────────────────────────────────────────────────────────────────────────────────

_OTHERS: Final = (
    Kind.HOURS,
    Kind.MINUTES,
    Kind.SECONDS,
    *(Kind.DAYS, Kind.WEEKS, Kind.MONTHS, Kind.YEARS),
    *(Kind.GRAMS, Kind.KCAL, Kind.MILLILITRES, Kind.LITRES, Kind.SERVINGS),
    Kind.PERCENT,
    Kind.SCORE,
    Kind.MAX,
    Kind.DATE,
)  # of no set
_ONE: Final = re.compile(r"\b(?:one|single)\b", re.IGNORECASE)  # as a number these are left in words


def checked(answer: str, unread: Unread, library: Library) -> Offered:
    """The sets of a model's answer, if each number was said and the reader agrees. Raises Rejected."""
    proposed = read_shape(ReaderAnswer, answer).sets
    if not proposed:
        raise Rejected("guard: it found no set")
    _demand_said(proposed, unread)
    lifts = tuple(_joined([_lift(one, library) for one in proposed]))
    text = canonical(lifts, library.exercises)
    if tuple(library.read(text, unread.unit)) != lifts:
        raise Rejected(f"guard: the reader does not agree to: {text}")
    return Offered(text, lifts)


def _demand_said(proposed: Sequence[ProposedSet], unread: Unread) -> None:
    """Each count stands for a number of its own that was said; several sets may share a load, said in its unit."""
    said = [one for one in read_numbers(unread.words, unread.unit).numbers if one.kind not in _OTHERS]
    loads = {(_amount(one), Unit(one.unit)) for one in proposed if one.load}
    used = [
        *(amount for amount, _ in loads),
        *(Decimal(one.reps) for one in proposed),
        *(Decimal(one.sets) for one in proposed if one.sets > 1),
    ]
    values = Counter([one.value for one in said] + [Decimal(1)] * len(_ONE.findall(unread.words)))
    if missing := Counter(used) - values:
        raise Rejected(f"guard: {', '.join(map(plain, missing))} was not said, or not so often")
    for amount, unit in sorted(loads):
        if unit not in {one.unit or unread.unit for one in said if one.value == amount}:
            raise Rejected(f"guard: {plain(amount)} was not said in {unit}")


def _amount(proposed: ProposedSet) -> Decimal:
    return Decimal(str(proposed.load))


def _lift(proposed: ProposedSet, library: Library) -> Lift:
    found = library.named(proposed.exercise)
    if found is None:
        raise Rejected(f"guard: {quoted(proposed.exercise)} is no exercise of the library")
    exercise = library.exercises[found]
    if exercise.timed:
        raise Rejected(f"guard: {exercise.name} is held for a time, not counted")
    if not (proposed.load or exercise.bodyweight):
        raise Rejected(f"guard: {exercise.name} without a load")
    try:
        load = Load(_amount(proposed), Unit(proposed.unit))
    except ValueError as wrong:
        raise Rejected(f"guard: {wrong}") from None
    return Lift(exercise=exercise.id, load=load, reps=proposed.reps, sets=proposed.sets, bodyweight=exercise.bodyweight)


def _joined(lifts: Sequence[Lift]) -> Iterator[Lift]:
    """Equal neighbours as one, as the reader has them."""
    for _, equal in groupby(lifts, key=lambda lift: replace(lift, sets=1)):
        group = list(equal)
        yield replace(group[0], sets=sum(lift.sets for lift in group))


# ── the text ───────────────────────────────────────────────────────────────────────────────────────────────────────


def canonical(lifts: Sequence[Lift], exercises: Mapping[ExerciseId, Exercise]) -> str:
    """Sets in the form that leaves no doubt: ``bench press 185 lb 3 sets of 5 reps``."""
    return ", ".join(_written(lift, exercises[lift.exercise]) for lift in lifts)


def _written(lift: Lift, exercise: Exercise) -> str:
    load = f"{lift.load} " if lift.load.amount else ""
    count = f"{lift.sets} sets of" if lift.sets > 1 else "x"
    effort = f" rpe {plain(lift.rpe)}" if lift.rpe is not None else ""
    return f"{exercise.name} {load}{count} {lift.reps} reps{effort}" + " warm-up" * (lift.kind is SetKind.WARMUP)
