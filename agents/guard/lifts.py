"""The lifts that a text names, each by one name."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_MODIFIER: Final = r"""
    (?: front|back|incline|decline|close[-\ ]grip|sumo|romanian|goblet|bulgarian|split|hack|box|pause|paused|deficit
    |overhead|military|shoulder|leg|push|strict|seated|floor|dumbbell|barbell|power|hang|trap[-\ ]bar|hip|cable|pendlay
    |bent[-\ ]over|stiff[-\ ]leg|safety[-\ ]bar|zercher|pin|machine )\s+
"""
_LIFT: Final = re.compile(
    rf"""
    \b (?:
        (?: {_MODIFIER} )* (?: squats? | bench (?: \s+press )? | deadlifts? | thrusts? )
        | (?: {_MODIFIER} )+ (?: press (?: es )? | rows? | clean | snatch )
        | ohp
        | rdl
        | (?: pull | chin | push )[-\ ]?ups?
        | (?: bicep | hammer | barbell | preacher )s?\s+curls?
        | lunges
        | lat\ pull-?downs?
        | clean\ and\ jerk
    ) \b
    """,
    re.VERBOSE,
)
_SAME_LIFT: Final = (
    (re.compile(r"\b(?:ohp|military press|shoulder press|strict press)\b"), "overhead press"),
    (re.compile(r"\brdl\b"), "romanian deadlift"),
    (re.compile(r"\bbench(?:\s+press)?\b"), "bench"),
    (re.compile(r"\b(?:barbell|back|flat)\s+"), ""),
    (re.compile(r"-"), " "),
    (re.compile(r"(?<=[^s])s\b"), ""),
)


@lru_cache(maxsize=512)
def lifts_in(text: str) -> frozenset[str]:
    return frozenset(_one_name(found[0]) for found in _LIFT.finditer(text.casefold()))


def _one_name(lift: str) -> str:
    name = " ".join(lift.split())
    for pattern, instead in _SAME_LIFT:
        name = pattern.sub(instead, name)
    return name


def may_be_called(said: Iterable[str], given: frozenset[str]) -> bool:
    """A lift may be called by its last word: "squat" of a front squat, not the other way round."""
    return any(lift.endswith(name) for name in said for lift in given)
