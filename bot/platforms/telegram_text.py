"""Text as Telegram counts and marks it: in UTF-16 units, code by entities, in messages of bounded length. Pure.

Nothing but code is marked, so no name can break a message.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.platforms.marks import CODE, units

TEXT_LIMIT: Final = 4096  # units of a message
CAPTION_LIMIT: Final = 1024  # units beside a picture or file
CUT: Final = "…"

Span: TypeAlias = tuple[int, int]
"""From a character to before another."""


@dataclass(frozen=True, slots=True)
class Part:
    """The text of one message, and the spans of code in it, as (offset, length) in units."""

    text: str
    code: tuple[tuple[int, int], ...] = ()


def parts(text: str, limit: int = TEXT_LIMIT) -> tuple[Part, ...]:
    """*text* as messages of at most *limit* units, one at least: cut at the ends of lines or words where there are any,
    and not inside code that is shorter than a message."""
    plain, spans = _marked(text)
    found, start = [], 0
    while start < len(plain):
        stop = _stop(plain, start, limit, spans)
        if plain[start:stop].strip():
            found.append(_part(plain, start, start + len(plain[start:stop].rstrip()), spans))
        start = stop
        while start < len(plain) and plain[start].isspace():
            start += 1
    return tuple(found) or (Part(""),)


def fit(text: str, limit: int = TEXT_LIMIT) -> Part:
    """*text* as one message: a longer one is cut between two characters and ends in "…"."""
    plain, spans = _marked(text)
    if units(plain) <= limit:
        return _part(plain, 0, len(plain), spans)
    whole = _part(plain, 0, _furthest(plain, 0, limit - units(CUT)), spans)
    return Part(whole.text + CUT, whole.code)


def _marked(text: str) -> tuple[str, Sequence[Span]]:
    """*text* without the backticks of its code, and where the code stands then. Half a character is a question mark."""
    whole = text.encode("utf-16-le", "replace").decode("utf-16-le")
    plain, spans, behind, length = [], [], 0, 0
    for found in CODE.finditer(whole):
        before = whole[behind : found.start()]
        spans.append((length + len(before), length + len(before) + len(found[1])))
        plain += [before, found[1]]
        length, behind = spans[-1][1], found.end()
    return "".join(plain) + whole[behind:], spans


def _part(plain: str, start: int, stop: int, spans: Sequence[Span]) -> Part:
    inside = ((max(start, first), min(stop, end)) for first, end in spans)
    code = ((units(plain[start:first]), units(plain[first:end])) for first, end in inside if first < end)
    return Part(plain[start:stop], tuple(code))


def _furthest(plain: str, start: int, limit: int) -> int:
    """The end of as many characters from *start* as have at most *limit* units; one at least."""
    taken = plain[start : start + limit].encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
    return start + max(1, len(taken))


def _stop(plain: str, start: int, limit: int, spans: Sequence[Span]) -> int:
    """Where a message that begins at *start* ends."""
    furthest = _furthest(plain, start, limit)
    if furthest >= len(plain):
        return len(plain)
    half = start + (furthest - start) // 2 + 1  # a message that ends before its half looks torn
    for gap in ("\n", " "):
        at = plain.rfind(gap, half, furthest + 1)
        while at != -1 and (around := _around(at, spans)):
            at = plain.rfind(gap, half, max(half, around[0]))
        if at != -1:
            return at
    around = _around(furthest, spans)
    return around[0] if around and around[0] > start else furthest


def _around(at: int, spans: Sequence[Span]) -> Span | None:
    """The code that a cut at *at* would tear."""
    return next((span for span in spans if span[0] < at < span[1]), None)
