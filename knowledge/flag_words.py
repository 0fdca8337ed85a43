"""What a warning sign is, and how a text is cut into the words in which one is looked for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from knowledge.phrases import Phrase, Word, folded

TOKEN: Final = re.compile(
    r"[0-9]{1,2} ?/ ?10(?![0-9])|(?<![0-9])(?:1[4-9]|2[0-9])[0-9] ?(?:/|over) ?[0-9]{2,3}(?![0-9])"
    r"|[^\W_]+(?:['’][^\W_]+)*|[.,;:!?\n]"
)
SCORE: Final = "<score>"
PRESSURE: Final = "<pressure>"
_SCORED: Final = re.compile(r"[0-9]{1,2} ?/ ?10")


class Danger(StrEnum):
    EMERGENCY = "emergency"
    URGENT = "urgent"
    PAIN = "pain"
    CARE = "care"  # kind words and whom to see; nothing is stopped, and no flag is kept


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A sign that was spoken of. *words* are the ones that told; *advice* says why to stop and whom to see."""

    danger: Danger
    words: str
    advice: str
    source: str


@dataclass(frozen=True, slots=True)
class Sign:
    danger: Danger
    phrases: tuple[Phrase, ...]
    advice: str
    source: str


@dataclass(frozen=True, slots=True)
class Others:
    """How a sign is said of somebody else: my mom had, she, his."""

    relatives: frozenset[str]  # people only behind one of *determiners*: "buddy, i fainted" speaks to one
    determiners: frozenset[str]
    pronouns: frozenset[str]
    possessors: frozenset[str]
    between: frozenset[str]  # what may stand between them and the sign


def words_of(text: str, meant: Mapping[str, str]) -> Iterator[Word]:
    for match in TOKEN.finditer(text):
        yield Word(compared(match[0], meant), match.start(), match.end())


def compared(found: str, meant: Mapping[str, str]) -> str:
    word = folded(found)
    if word[0].isdigit() and not word.isalnum():
        return SCORE if _SCORED.fullmatch(word) else PRESSURE
    return meant.get(word, word)
