"""How many tokens a text costs, by an estimate, and what of it fits. Pure: no tokenizer is loaded."""

import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

LETTERS_PER_TOKEN: Final = 5
"""Of a word, begun ones counted whole. A digit and a mark are a token each, and so is a sign outside ASCII for every
byte beyond its first.

Source: ``bench/tokens.py``. Characters alone tell little: SmolLM2's tokenizer, which has few words (49,152) and splits
numbers into digits, has 3.2 characters a token in these prompts, 4.0 in prose and 2.5 in a log. For whole prompts this
estimate is 1 to 14 % above it.
"""
AROUND_MESSAGES: Final = 16
"""What a chat template puts around a system and a user message, in tokens."""
AROUND_A_LINE: Final = 2
"""What stands before and behind a line of a list."""
_CUT: Final = " …"
_PIECES: Final = re.compile(r"([A-Za-z]+)|([^\x00-\x7f])|[^\sA-Za-z]|\n")


def estimate(text: str) -> int:
    """About how many tokens *text* is, rather too many than too few."""
    return sum(map(_tokens, _PIECES.finditer(text)))


def _tokens(piece: re.Match[str]) -> int:
    word, foreign = piece.groups()
    if word:
        return ceil(len(word) / LETTERS_PER_TOKEN)
    return len(foreign.encode()) - 1 if foreign else 1


def cost(lines: Iterable[str]) -> int:
    """What *lines* cost together, each with what stands around it."""
    return sum(estimate(line) + AROUND_A_LINE for line in lines)


def fitted(lines: Sequence[str], most_tokens: int) -> tuple[str, ...]:
    """The lines that fit into so many tokens together, whole ones, from the first on; what comes first counts most."""
    kept: list[str] = []
    left = most_tokens
    for line in lines:
        left -= cost((line,))
        if left < 0:
            break
        kept.append(line)
    return tuple(kept)


def clipped(text: str, most_tokens: int) -> str:
    """*text* where it fits into so many tokens, else its beginning with ``…`` behind it."""
    if estimate(text) <= most_tokens:
        return text
    left, end = most_tokens - estimate(_CUT), 0
    for piece in _PIECES.finditer(text):
        left -= _tokens(piece)
        if left < 0:
            break
        end = piece.end()
    return text[:end].rstrip() + _CUT
