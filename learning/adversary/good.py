"""Good answers: skeletons from a file, filled with what the case was given."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from random import Random
from string import Formatter
from typing import Final

from learning.adversary.told import Told

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Skeleton:
    agent: str
    fits: tuple[str, ...]  # actions, or the topic of a question
    text: str

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text) if name)


_NEUTRAL: Final = Skeleton("any", ("any",), "Stay tight and keep every rep clean.")


@cache
def skeletons() -> tuple[Skeleton, ...]:
    found: list[Skeleton] = []
    agent = ""
    fits: tuple[str, ...] = ()
    text = (files("learning.adversary") / "good_answers.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            agent, *rest = line.strip("[]").split()
            fits = tuple(rest)
        elif line and not line.startswith("#"):
            found.append(Skeleton(agent, fits, line))
    return tuple(found)


def good_words(told: Told, agent: str, random: Random) -> tuple[Skeleton, str]:
    """Words that fit what was *told*: a skeleton whose fields were all given, filled."""
    fitting = [
        one
        for one in skeletons()
        if one.agent == agent
        and ({told.topic if agent == "adviser" else told.action, "any"} & set(one.fits))
        and one.fields <= told.fields.keys()
    ]
    skeleton = random.choice(fitting or [_NEUTRAL])
    return skeleton, filled(skeleton.text, {name: told.said(name, random) for name in skeleton.fields})


def filled(text: str, fields: Mapping[str, str]) -> str:
    """*text* with its fields, every sentence with a capital."""
    sentences = _SENTENCE_END.split(text.format_map(fields))
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)


def as_answer(agent: str, words: Sequence[str], told: Told, random: Random) -> str:
    """*words* in the shape in which *agent* answers."""
    if agent == "insight":
        return json.dumps({"observations": list(words)[:3]}, ensure_ascii=False)
    if agent == "planner":
        return json.dumps({"load_tenths": load_tenths(told), "reason": " ".join(words)}, ensure_ascii=False)
    return " ".join(words)


def load_tenths(told: Told) -> int:
    """The plan's own load, which always fits."""
    return int(Decimal(told.fields.get("next", "0")) * 10)
