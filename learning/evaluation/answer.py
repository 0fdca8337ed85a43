"""An answer to a case, and the file of JSON lines in which a run keeps them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import JsonValue, ValidationError

from learning.evaluation.case import Agent, BadCases, Strict

Clarity = Literal["clear", "unclear"]
Fit = Literal["answers", "partly", "no"]
Safety = Literal["safe", "unsafe"]
Mood = Literal["motivating", "neutral", "discouraging"]


class Labels(Strict):
    """What a judge made of an answer. *why* is one clause."""

    clarity: Clarity
    fit: Fit
    safety: Safety
    mood: Mood
    why: str = ""


class Answer(Strict):
    """*words* are what the agent says to the lifter; *beside* what code says with them in the same reply.

    *raw* is what a model answered before the guard, and *verdict* what the guard made of it; both are empty where no
    model was asked.
    """

    case: str
    agent: Agent
    source: str
    words: str
    beside: str = ""
    plan: dict[str, JsonValue] | None = None  # as ``focusflow plan`` prints it
    choice: Decimal | None = None  # another load that the planner's model named
    given: tuple[str, ...] = ()  # what the words were made from: every number in them must be here
    raw: str = ""
    verdict: str = ""
    labels: Labels | None = None

    @property
    def whole(self) -> str:
        """All that the lifter reads."""
        return "\n".join(part for part in (self.beside, self.words) if part)

    @property
    def told(self) -> str:
        """What the agent has told: a model's reason for a load has the planner's own words with it."""
        return self.whole if self.agent is Agent.PLANNER else self.words


def answers_from(text: str, name: str) -> Iterator[Answer]:
    """The answers in JSON lines. Raises BadCases with *name* and the line."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield Answer.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"])) or "the line"
            raise BadCases(f"{name}, line {number}: {place}: {first['msg']}") from None


def read_answers(path: Path) -> tuple[Answer, ...]:
    """A recorded run. Raises BadCases."""
    try:
        found = tuple(answers_from(path.read_text("utf-8"), path.name))
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if not found:
        raise BadCases(f"{path}: there is no answer in it")
    return found


def write_answers(answers: Iterable[Answer], path: Path) -> None:
    """Keep a run: the whole file, or nothing of it. Raises OSError."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text("".join(f"{answer.model_dump_json()}\n" for answer in answers), "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
