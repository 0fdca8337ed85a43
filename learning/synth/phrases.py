"""Phrases with choices in them: tables of words in ``tables/``, and how one is drawn that fits what is known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from string import Formatter
from typing import Any, Final

import yaml

from learning.adversary.good import filled

Table = Mapping[str, Any]
Fields = Mapping[str, Sequence[str]]
"""What a placeholder may be filled with: ways to say one value. A name that is missing was not told."""

_CONDITIONS: Final = re.compile(r"\[([a-z ]+)\]\s*")
_LOOSE: Final = re.compile(r" +(?=[ ,.;:])")  # where an option is nothing
_CHOICE: Final = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """*pieces* stand behind each other; of each one option is taken. *needs* must be so of the case."""

    text: str
    needs: frozenset[str]
    pieces: tuple[tuple[Option, ...], ...]

    def fits(self, fields: Fields, truths: frozenset[str]) -> bool:
        known = fields.keys()
        return self.needs <= truths and all(any(one.fields <= known for one in piece) for piece in self.pieces)

    def said(self, fields: Fields, random: Random) -> str:
        """The phrase with an option of each piece and a way to say each value; its sentences begin with capitals."""
        known = fields.keys()
        options = (random.choice([one for one in piece if one.fields <= known]) for piece in self.pieces)
        text = "".join(option.text for option in options)
        text = _LOOSE.sub("", text)
        return filled(text, {name: random.choice(fields[name]) for name in sorted(_fields(text))})


@cache
def table(name: str) -> Table:
    """A file of ``tables/`` with its lists as tuples."""
    text = (files("learning.synth") / "tables" / f"{name}.yaml").read_text("utf-8")
    found: Table = _as_tuples(yaml.safe_load(text))
    return found


@cache
def phrases(name: str, *path: str) -> tuple[Phrase, ...]:
    """The phrases under these headings, one below the other; none where there is no such heading."""
    found: Any = table(name)
    for heading in path:
        found = found.get(heading, {})
    return tuple(parsed(text) for text in found) if isinstance(found, tuple) else ()


def parsed(text: str) -> Phrase:
    """``"[made] {last} was (good|fine)."`` as a phrase."""
    conditions = _CONDITIONS.match(text)
    bare = text[conditions.end() :] if conditions else text
    parts = _CHOICE.split(bare)  # every second one is a choice
    pieces = tuple(
        tuple(Option(option, _fields(option)) for option in (part.split("|") if at % 2 else [part]))
        for at, part in enumerate(parts)
        if part or at % 2
    )
    return Phrase(text, frozenset(conditions[1].split()) if conditions else frozenset(), pieces)


def drawn(pool: Sequence[Phrase], fields: Fields, truths: frozenset[str], random: Random) -> str | None:
    """One phrase of *pool* that fits, said; None where none does."""
    fitting = [phrase for phrase in pool if phrase.fits(fields, truths)]
    return random.choice(fitting).said(fields, random) if fitting else None


@cache
def _fields(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _as_tuples(found: Any) -> Any:
    if isinstance(found, dict):
        return {str(name): _as_tuples(one) for name, one in found.items()}
    return tuple(found) if isinstance(found, list) else found
