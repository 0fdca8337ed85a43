"""The words that a coach needs, as ``vocabulary.txt`` has them."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final

FILE: Final = "vocabulary.txt"
_THEME: Final = re.compile(r"^\[.*: (?P<forms>as written|in all forms)\]$(?P<words>[^\[]*)", re.MULTILINE)
_WORD: Final = re.compile(r"[a-z]+")


def words_in(text: str) -> list[str]:
    """The words of lower-case *text*, as the vocabulary has them."""
    return _WORD.findall(text)


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the file, and all regular forms of those that have any."""
    themes = _THEME.finditer(files("agents.guard").joinpath(FILE).read_text(encoding="utf-8"))
    words = [(word, theme["forms"]) for theme in themes for word in words_in(theme["words"])]
    return frozenset(chain.from_iterable([word] if forms == "as written" else _forms(word) for word, forms in words))


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from (word + end for end in ("s", "ing", "ed", "er", "est", "ly", "ers", "ness"))
    if word[-1] == "e":
        yield from (word[:-1] + end for end in ("ing", "ed", "er", "est", "ers", "y"))
    elif word[-1] == "y":
        yield from (word[:-1] + end for end in ("ies", "ied", "ier", "iest", "ily", "iness"))
    elif word[-1] in "sxzh":
        yield word + "es"
    elif word[-2:-1] in tuple("aeiou") and word[-1] in "bdgklmnprtv":
        yield from (word + word[-1] + end for end in ("ing", "ed", "er", "est"))
