"""Words as messages that Discord takes, and shows as they were written. Pure.

Its Markdown takes much for marks: a name could link, hide or call. What it would read so gets a backslash, which is not
shown. Only what stands between backticks is code.
"""

import re
from itertools import accumulate
from typing import Final

from bot.platforms.marks import CODE, units

TEXT_LIMIT: Final = 2000  # of a message, in UTF-16 units: the narrower of the two ways to count characters
ELLIPSIS: Final = "…"
LEAD: Final = r"^ *(?:\d+(?=\. )|(?=[#>]|-[# ]))"  # before what makes a line a heading, a quote, small or of a list
MARK: Final = re.compile(
    rf"(?P<kept>{CODE.pattern}|https?://[^\s<>]+)|(?P<lead>{LEAD})"  # in an address, a backslash would be part of it
    r"|[*`]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||\](?=\()|<(?=[@#:/\w])|\\(?=[^0-9A-Za-z\s])",
    re.MULTILINE,
)


def literal(text: str) -> str:
    """*text* as it must be written, so that it is read as it is."""
    return MARK.sub(_literal, text)


def _literal(found: re.Match[str]) -> str:
    if found["kept"]:
        return found[0]
    return f"{found[0]}\\" if found["lead"] is not None else f"\\{found[0]}"


def cut(text: str, limit: int) -> str:
    """*text* in at most *limit* units, with an ellipsis where some of it is missing."""
    if units(text) <= limit:
        return text
    sizes = accumulate(2 if letter > "\uffff" else 1 for letter in text)
    return text[: next(place for place, size in enumerate(sizes) if size > limit - 1)] + ELLIPSIS


def split(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """*text* in literal messages of at most *limit* units: broken at the end of a line, or else of a word, and inside
    `code` only where that alone is too long. One message, perhaps an empty one, where it fits."""
    parts = []
    while units(literal(text)) > limit:
        end = _end(text, _reach(text, limit))
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip(" \n")
    return tuple(map(literal, (*filter(None, parts), *((text,) if text or not parts else ()))))


def _reach(text: str, limit: int) -> int:
    """About as many characters of *text* as have at most *limit* units when they are written literally."""
    fits, too_long = 1, min(len(text), limit) + 1
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if units(literal(text[:middle])) <= limit:
            fits = middle
        else:
            too_long = middle
    return fits


def _end(text: str, reach: int) -> int:
    """Where the first message of *text* ends, at *reach* at the latest."""
    code = [found.span() for found in CODE.finditer(text)]
    for between in ("\n", " "):
        places = (at for at in range(reach, 0, -1) if text[at : at + 1] == between)
        found = next((at for at in places if not any(first < at < last for first, last in code)), 0)
        if text[:found].strip():
            return found
    return reach
