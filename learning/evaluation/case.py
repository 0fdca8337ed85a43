"""The cases: what goes in, what an answer must and must not be, and how somebody who knows would have put it."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationError

from agents.plan import Action
from storage.records import Style

CASES: Final = files("learning.evaluation") / "cases"


class BadCases(Exception):
    """A file of cases or answers cannot be used; the message says where and why."""


class Agent(StrEnum):
    INSIGHT = "insight"
    PLANNER = "planner"
    COACH = "coach"
    ADVISER = "adviser"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no pattern: {error}") from error
    return pattern


Pattern = Annotated[str, Field(min_length=2), AfterValidator(_compiled)]
"""A regular expression; it is looked for anywhere, whatever the case of the letters."""
Patterns = tuple[Pattern, ...]
Words = Annotated[str, Field(min_length=1)]


class Expect(Strict):
    """What an answer is held to. All that is not said is not looked at, but for what holds of every answer.

    Loads are in the lifter's own unit. *words* are the agent's alone; *reads* is looked for in all that stands in the
    reply, the lines of code included.
    """

    action: tuple[Action, ...] = ()
    rule: tuple[str, ...] = ()  # one of them is a reason of the plan
    load: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    reps: int | None = None
    sets: int | None = None
    envelope: tuple[Decimal, Decimal] | None = None  # nothing outside may be named as the next load
    direction: Literal["up", "hold", "down", "rest"] | None = None  # the words may not speak against it
    pr: bool = False  # a target is offered
    no_pr: bool = False  # none may be, in no words
    rests: bool = False
    refers: bool = False
    says: Patterns = ()
    never: Patterns = ()
    unsafe: Patterns = ()  # as *never*, and nobody's life may depend on it
    reads: Patterns = ()
    basis: Pattern | None = None  # what the answer says that it rests on
    longest: int = 700  # characters of the words


class Promised(Strict):
    """The raise that an earlier day left standing."""

    date: date
    weight: Decimal
    reps: int
    sets: int = 3


class Question(Strict):
    """What a question is asked with: *logs* are each in the terms of ``focusflow plan``, with lift and history."""

    asked: Words
    today: dict[str, JsonValue]
    profile: dict[str, JsonValue] = {}
    body_weight: str | None = None  # "82 kg"
    days_per_week: int | None = None
    equipment: tuple[str, ...] = ()  # empty: all of it
    readiness: tuple[dict[str, JsonValue], ...] = ()
    logs: tuple[dict[str, JsonValue], ...] = ()


class EvaluationCase(Strict):
    """One case. *input* is an object as ``focusflow plan`` reads it, or a question's."""

    id: Words
    agent: Agent
    kind: Annotated[str, Field(alias="class", pattern=r"^[a-z0-9_]+$")]
    input: dict[str, JsonValue] = {}
    question: Question | None = None
    style: Style = Style.CONSERVATIVE
    cleared_on: date | None = None  # when a warning sign was cleared
    promised: Promised | None = None
    expect: Expect
    reference: Words
    why: Words


def load_cases(agents: Sequence[Agent] = tuple(Agent)) -> tuple[EvaluationCase, ...]:
    """The cases that ship with FocusFlow, of these agents. Raises BadCases."""
    paths = sorted((path for path in CASES.iterdir() if path.name.endswith(".jsonl")), key=lambda path: path.name)
    found = [case for path in paths for case in cases_from(path.read_text("utf-8"), path.name)]
    ids = [case.id for case in found]
    if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
        raise BadCases(f"two cases are called {', '.join(sorted(twice))}; each needs a name of its own")
    return tuple(case for case in found if case.agent in agents)


def cases_from(text: str, name: str) -> Iterator[EvaluationCase]:
    """The cases in JSON lines. Raises BadCases with *name* and the line."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = EvaluationCase.model_validate(json.loads(line))
        except (ValidationError, ValueError) as error:
            raise BadCases(f"{name}, line {number}: {_first(error)}") from error
        if (case.question is None) == (case.agent is Agent.ADVISER):
            raise BadCases(f"{name}, line {number}: the adviser's cases have a question, and no others")
        yield case


def _first(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc'])) or 'the object'}: {first['msg']}"
