"""How varied texts are."""

import re
from collections.abc import Sequence
from typing import Final

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_WORD: Final = re.compile(r"[\w.]*\w")


def masked(text: str) -> str:
    """*text* with a "#" for each number: what differs by its numbers alone is not varied."""
    return _NUMBER.sub("#", text)


def distinct_share(texts: Sequence[str], size: int) -> float:
    """Distinct runs of *size* words over all runs, 0-1 (distinct-n: Li et al. 2016, NAACL 110-119); 0 of none."""
    runs, seen = 0, set()
    for text in texts:
        words = _WORD.findall(text.casefold())
        for at in range(len(words) - size + 1):
            seen.add(tuple(words[at : at + size]))
            runs += 1
    return len(seen) / runs if runs else 0.0
