"""Sentences, and which of them ask."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

LONGEST_ANSWER: Final = 700  # characters
SHORTEST_ANSWER: Final = 40
LONGEST_QUESTION: Final = 600
SHORTEST_QUESTION: Final = 8
MOST_SENTENCES: Final = 6  # of a passage

_END: Final = re.compile(
    r"(?<=[.!?…])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bFig\.)[\"'”’)]{0,2}\s+(?=[\"'“‘(]?[A-Z0-9])"
)
_ASKS: Final = re.compile(
    r"^(?:how|what|why|when|where|which|who|should|can|could|do|does|did|is|are|will|would|am|has|have)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")


def sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _END.split(text) if sentence.strip()]


def asks(sentence: str) -> bool:
    return sentence.rstrip("\"'”’) ").endswith("?")


def begins_as_question(words: str) -> bool:
    """As a heading does that has no question mark: "How deep to squat"."""
    return _ASKS.match(words) is not None


def shortened(parts: Sequence[str], longest: int = LONGEST_ANSWER) -> str:
    """The first sentences of *parts* that come to *longest* characters together; "" where the first is longer."""
    kept, size = [], 0
    for part in parts:
        size += len(part) + 1
        if size > longest + 1:
            break
        kept.append(part)
    return " ".join(kept)


def passages_of(text: str) -> Iterator[str]:
    """A few sentences at a time; a sentence that is longer than an answer may be is cut between words."""
    held: list[str] = []
    for part in (piece for sentence in sentences(text) for piece in _pieces(sentence)):
        if held and (len(held) >= MOST_SENTENCES or sum(map(len, held)) + len(held) + len(part) > LONGEST_ANSWER):
            yield " ".join(held)
            held = []
        held.append(part)
    if held:
        yield " ".join(held)


def _pieces(sentence: str) -> Iterator[str]:
    """Captions that nobody punctuated are one endless sentence."""
    while len(sentence) > LONGEST_ANSWER:
        at = sentence.rfind(" ", 0, LONGEST_ANSWER)
        at = at if at > 0 else LONGEST_ANSWER
        yield sentence[:at].strip()
        sentence = sentence[at:].strip()
    if sentence:
        yield sentence


def words_in(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
