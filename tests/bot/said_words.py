"""What a text says at all: whether it has a number, and whether what is left of it was said in that order."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from bot.parse import words
from bot.parse.tokens import tokenize


def _counting() -> frozenset[str]:
    """The words that the reader maps to a whole number: one, twenty, triple, twice."""
    maps = (value for value in vars(words).values() if isinstance(value, Mapping))
    return frozenset(word for map_ in maps for word, value in map_.items() if isinstance(value, int))


NUMBER_WORDS: Final = (
    _counting()
    | words.PLATES
    | words.BODY_WEIGHT
    | words.set_of("hundred bar buck half comma too to for ate oh zero none couple pair dozen point")
)
"""Words that stand for a number, a load or a count; some only beside others."""


def says_a_number(text: str) -> bool:
    """Whether *text* holds a digit of any script, or a word that may stand for a number."""
    if any(letter.isnumeric() for letter in unicodedata.normalize("NFKC", text)):
        return True
    return any(token.text in NUMBER_WORDS for token in tokenize(text))


def never_said(text: str, rest: str) -> str | None:
    """The first piece of *rest* that is not in *text* behind the piece before it; None when all of them are."""
    whole = "".join(token.raw if token.glued else f" {token.raw}" for token in tokenize(text))
    at = 0
    for piece in rest.split():
        found = whole.find(piece, at)
        if found < 0:
            return piece
        at = found + len(piece)
    return None
