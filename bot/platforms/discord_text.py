"""Long words as messages that Discord takes. Pure."""

from itertools import accumulate
from typing import Final

TEXT_LIMIT: Final = 2000  # of a message, in UTF-16 units: the narrower of the two ways to count characters
ELLIPSIS: Final = "…"


def size_of(text: str) -> int:
    """How many UTF-16 units *text* has."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def cut(text: str, limit: int) -> str:
    """*text* in at most *limit* units, with an ellipsis where some of it is missing."""
    return text if size_of(text) <= limit else text[: _reach(text, limit - 1)] + ELLIPSIS


def split(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """*text* in messages of at most *limit* units: broken at the end of a line, or else of a word, and inside `code`
    only where that alone is too long. One message, perhaps an empty one, where it fits."""
    parts = []
    while size_of(text) > limit:
        end = _end(text, _reach(text, limit))
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip(" \n")
    return (*filter(None, parts), *((text,) if text or not parts else ()))


def _reach(text: str, limit: int) -> int:
    """How many characters of *text* have at most *limit* units."""
    sizes = accumulate(2 if letter > "\uffff" else 1 for letter in text)
    return next((place for place, size in enumerate(sizes) if size > limit), len(text))


def _end(text: str, reach: int) -> int:
    """Where the first message of *text* ends, at *reach* at the latest."""
    outside = _outside_code(text)
    for between in ("\n", " "):
        found = next((at for at in range(reach, 0, -1) if text[at : at + 1] == between and outside[at]), 0)
        if text[:found].strip():
            return found
    return reach


def _outside_code(text: str) -> list[bool]:
    """For each place of *text* and its end, whether an even number of backticks stands before it."""
    return [count % 2 == 0 for count in accumulate((letter == "`" for letter in text), initial=0)]
