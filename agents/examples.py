"""Examples for a prompt: files in ``agents/prompts/examples/``, one a mind, and the choice of those that fit a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from agents.occasion import Occasion
from knowledge.library import LOADER
from storage.records import Style

MOST: Final = 2
MOST_TOKENS: Final = 72  # of an example: the first one is always told


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What another lifter's facts were, and a good answer to them."""

    occasion: str  # an Occasion, or "question"
    facts: str
    answer: str
    style: Style | None = None  # None: of every style


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid")
    for_: Occasion = Field(alias="for")
    style: Style | None = None
    facts: str = Field(min_length=1)
    answer: str = Field(min_length=1)


_FILE: Final = TypeAdapter(list[_Written])


def examples_from(text: str) -> tuple[Example, ...]:
    """The examples that a YAML file lists. Raises pydantic's ValidationError, which names the place."""
    written = _FILE.validate_python(yaml.load(text, Loader=LOADER) or [])  # noqa: S506 -- a safe loader
    return tuple(Example(occasion=one.for_, style=one.style, facts=one.facts, answer=one.answer) for one in written)


def chosen(
    examples: Sequence[Example],
    occasions: Sequence[str],
    style: Style,
    most: int = MOST,
    *,
    banked: Sequence[Example] = (),
) -> tuple[Example, ...]:
    """*banked* first; then those of the first of *occasions*, then of the next; of this *style* alone, in the order of
    their file."""
    fitting = [one for one in examples if one.occasion in occasions and one.style in (None, style)]
    return (*banked, *sorted(fitting, key=lambda one: occasions.index(one.occasion)))[:most]
