"""Conditions and medicines of lifters, which training needs none of.

What code itself states of a lifter, "pregnant" or the body part that hurts, stays: the coach must learn to heed it.
Passages of books that speak of conditions stay too: they are about nobody.
"""

import re
from functools import cache, partial
from typing import Final

from learning.dataset.lexicon import ailments, ambiguous_ailments
from learning.dataset.marks import HEALTH

_QUOTED: Final = re.compile(r"«[^»]*»?")
_OF_HIMSELF: Final = re.compile(
    r"\b(?:i(?!\s+give\s+no\b)|im|my|me|wife|husband|girlfriend|boyfriend|mother|mom|mum|father|dad|son|daughter)\b[^.!?;\n«»]*",
    re.IGNORECASE,
)
_INJURIES: Final = re.compile(r"\binjuries\b[^;\n]*")  # code's line, with the lifter's own words for what hurts
_TESTED: Final = re.compile(r"\btest(?:ed|s|ing)?\s+positive\b|\bpositive\s+(?:for|test)\b", re.IGNORECASE)


def without_health(text: str) -> str:
    """Of a prompt: where a lifter is quoted, where somebody says "I" or "my", and what he calls his injuries."""
    for said, words in ((_QUOTED, _words(True)), (_OF_HIMSELF, _words(True)), (_INJURIES, _words(False))):
        text = said.sub(partial(_masked, words), text)
    return text


def _masked(words: re.Pattern[str], found: re.Match[str]) -> str:
    return words.sub(HEALTH, found[0])


def without_health_at_all(text: str) -> str:
    """Of an answer, which may give a lifter's own words back."""
    return _TESTED.sub(HEALTH, _words(False).sub(HEALTH, text))


@cache
def _words(with_ambiguous: bool) -> re.Pattern[str]:
    words = ailments() | ambiguous_ailments() if with_ambiguous else ailments()
    listed = "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
    phrases = r"(?:high|low)\s+blood\s+(?:pressure|sugar)|heart\s+(?:disease|failure|condition)|blood\s+thinners?"
    return re.compile(rf"\b(?:{phrases}|{listed})\b", re.IGNORECASE)
