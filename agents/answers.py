"""What each mind may answer, and what is left of it once it is read and guarded."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from agents.case import Case
from agents.facts import allowed
from agents.guard import Verdict, accept_load, check, guarded
from agents.said_numbers import read_numbers
from knowledge.units import Load

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=240)]


class InsightAnswer(BaseModel):
    """What stands out: one to three sentences."""

    model_config = ConfigDict(extra="forbid", strict=True)
    observations: list[Sentence] = Field(min_length=1, max_length=3)


class PlannerAnswer(BaseModel):
    """Another load that would do, in whole tenths of the plan's unit, for servers check integers better than floats."""

    model_config = ConfigDict(extra="forbid", strict=True)
    load_tenths: int = Field(ge=-10_000, le=20_000)
    reason: Sentence


INVALID: Final = "invalid: "  # how the verdict on an answer of the wrong shape begins


class Rejected(Exception):
    """An answer is not used; the message is the verdict that its exchange keeps."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer stands on."""

    case: Case
    facts: tuple[str, ...]
    last: Load | None  # the last working load of the exercise
    choices: tuple[Load, ...] = ()  # accepted beside the plan's own
    private: frozenset[str] = frozenset()  # runs of words of the prompts that are not those that ship


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer gives on: facts for the minds that follow (the words, from the last), and loads they may name."""

    lines: tuple[str, ...]
    choices: tuple[Load, ...] = ()
    cuts: tuple[str, ...] = ()  # why sentences of it are gone


Reader = Callable[[str, Ground], Given]
"""Reads and guards an answer. Raises Rejected."""

Shape = TypeVar("Shape", bound=BaseModel)


def read_insight(text: str, ground: Ground) -> Given:
    answer = read_shape(InsightAnswer, text)
    bounds = allowed(ground.case, ground.facts, looks_back=True, private=ground.private)
    for observation in answer.observations:
        _demand(check(observation, bounds))
    return Given(tuple(f"Observation: {observation}" for observation in answer.observations))


def read_choice(text: str, ground: Ground) -> Given:
    """Gives nothing on where the choice is the plan's own load: that is a fact already."""
    answer = read_shape(PlannerAnswer, text)
    dose = ground.case.plan.dose
    if dose is None:
        raise Rejected(f"guard: {ground.case.plan.action}: no load is named")
    choice = Load(Decimal(answer.load_tenths) / 10, dose.load.unit)
    _demand(accept_load(choice, ground.case.plan, ground.last))
    line = f"Also possible: {choice} × {dose.reps}"
    bounds = allowed(ground.case, (*ground.facts, line), next_loads=(choice,), private=ground.private)
    _demand(check(answer.reason, bounds))
    if _names(ground.last, answer.reason) and ground.last not in (dose.load, choice):
        raise Rejected(f"guard: the reason names {ground.last}")
    return Given((), ()) if choice == dose.load else Given((f"{line}, because: {answer.reason}",), (choice,))


def _names(load: Load | None, words: str) -> bool:
    return load is not None and any(said.value == load.amount for said in read_numbers(words, load.unit).numbers)


def read_words(text: str, ground: Ground) -> Given:
    """What may be shown of *text*: all of it, or the sentences that stand without the rest."""
    words = " ".join(text.split()).strip('"“” ')
    left = guarded(words, allowed(ground.case, ground.facts, next_loads=ground.choices, private=ground.private))
    if left.words is None:
        raise Rejected(f"guard: {'; '.join(left.cuts)}")
    return Given((left.words,), cuts=left.cuts)


@cache
def schema_of(shape: type[BaseModel]) -> Mapping[str, object]:
    return shape.model_json_schema()


def read_shape(shape: type[Shape], text: str) -> Shape:
    """The JSON object in *text*, which a model may have put into a fence or between words. Raises Rejected."""
    found = re.search(r"\{.*\}", text, re.DOTALL)
    try:
        return shape.model_validate_json(found[0] if found else text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Rejected(f"{INVALID}{place or 'answer'}: {first['msg']}") from None


def _demand(verdict: Verdict) -> None:
    if verdict.reason is not None:
        raise Rejected(f"guard: {verdict.reason}")
