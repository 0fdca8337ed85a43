"""Amounts that no fact can be compared with: sums, slang, Roman numerals, digits among letters."""

import re
from typing import Final

from agents.allowed import Allowed
from agents.guard.form import flat
from agents.guard.phrases import pattern
from agents.said_numbers import Reading

_MIXED: Final = re.compile(r"[a-z]*\d[a-z0-9]*")
_CLEAR: Final = re.compile(
    r"""
    \d+ (?: st|nd|rd|th|s )?
    | \d+ (?: lbs?|kgs?|g|ml|kcal|pct )
    | \d+ (?: h|hrs?|mins?|sec|secs|am|pm )
    | \d+ rm
    | \d+x\d* | x\d+
    | rpe\d+
    """,
    re.VERBOSE,
)
_SLANG: Final = pattern(
    "slang for numbers",
    also=r"""
    (?: ate|won|tu|too|fore|tree|sicks?|nein|tin|heaven )[\s-]+ (?: \w+\s )?  # sound like numbers
        (?: hundred|reps?|sets?|lbs?|pounds|kg|kilos?|seconds|minutes )\b
    """,
)
_ROMAN: Final = re.compile(
    r"\b (?= [IVXLCDM]{2,}\b ) M{0,3} (?: CM|CD|D?C{0,3} ) (?: XC|XL|L?X{0,3} ) (?: IX|IV|V?I{0,3} ) \b", re.VERBOSE
)
_SUM: Final = re.compile(
    r"""
    \d\s* (?: lb|kg )?s?\s* (?: plus|minus|times|\+|divided\ by|over|and\ then )\s*\d
    | \b\d,?\s+then\s+\d
    | \bsum\ of\b
    | \bright\ to\ left\b
    """,
    re.VERBOSE,
)


def unclear(words: str, said: Reading) -> str | None:
    """What in *words*, which were read as *said*, is an amount and no number."""
    if summed := _SUM.search(said.text):
        return f"{summed[0]} is a sum"
    mixed = next((word[0] for word in _MIXED.finditer(said.text) if not _CLEAR.fullmatch(word[0])), None)
    if mixed:
        return f"{mixed} is no clear number"
    found = _SLANG.search(said.text) or _ROMAN.search(words)
    return f"{found[0]} is no clear number" if found else None


_IN_PLATES: Final = re.compile(r"\b(?:\d+|an?|one|two|three|four|five|six|half|another)[\s-]+(?:\w+[\s-]+)?plates?\b")


def in_plates(words: str, allowed: Allowed) -> str | None:
    """A load counted in plates: what it comes to depends on the bar, so only a fact may count so."""
    found = _IN_PLATES.search(flat(words).casefold())
    if found is None or any("plate" in fact.casefold() for fact in allowed.facts):
        return None
    return f"a load in plates: {found[0]}"
