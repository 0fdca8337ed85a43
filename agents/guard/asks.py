"""What words ask for without a number: a load, more sets, a comparison. Only what the plan names may be asked for."""

import re
from typing import Final

from agents.allowed import Allowed
from agents.guard.form import says, sentences
from agents.guard.phrases import pattern
from agents.plan import Action
from agents.said_numbers import Kind, read_numbers

_ADVICE: Final = re.compile(
    r"""
    \b (?: before|until|once|after|without|instead\ of )\b [^.!?]* $
    | \b (?: only\ )? (?: when|if )\b
    """,
    re.VERBOSE,
)

asks_at_will: Final = says(
    "against the plan",
    under="asked at will",
    also=r"""
    until\ (?: it|the\ bar|bar|you|nothing|your|form|speed )\b [^.!?]{0,20} \b
        (?: slow\w*|drop\w*|heavy|stop\w*|fail\w*|break\w*|cannot|can't|moves|tired|faint\w*|shak\w*|give )
    # "Add a little more" at the end of a clause; "a little more care" asks for no load.
    | (?: throw|slide|put|load|stick|stack|sneak|chuck|add|squeeze|take|use|push|train|lift )\s+
        (?: (?: on|in|out|just|for )\s+ )* (?: an?\s+ )* (?: (?: little|bit|some|touch )\s+ )*
        (?: more|extra|additional )
        (?= \s+ (?: on|to|at|than|if|while|when|today|now|tonight|and|as|for )\b | \s*[.,;:!?] | \s*$ )
    """,
)


def asks_without_number(words: str, allowed: Allowed) -> str | None:
    """More load or less in the direction of the plan, and beside a number that was given; advice may name a rule."""
    for sentence in sentences(words):
        for heading, ways in (("more load", _WAYS_UP), ("less load", _WAYS_DOWN)):
            found = pattern(heading).search(sentence)
            if found and not _is_grounded(found, sentence, allowed, ways):
                return f"against the plan: {found[0]}"
    return None


_WAYS_UP: Final = (Action.INCREASE,)
_WAYS_DOWN: Final = (Action.REDUCE, Action.DELOAD)


def _is_grounded(found: re.Match[str], lower: str, allowed: Allowed, ways: tuple[Action, ...]) -> bool:
    if any(found[0] in fact.casefold() for fact in allowed.facts):
        return True
    if allowed.looks_back:
        return bool(_ADVICE.search(lower[: found.end()])) or bool(read_numbers(lower, allowed.unit).numbers)
    if not any(f"Plan: {way}" in allowed.facts for way in ways):
        return False
    # Numbers in the sentence were all given, and a load among them is the plan's; those rules come before.
    return ways is _WAYS_DOWN or any(
        number.kind in (Kind.LOAD, Kind.STEP, Kind.PLAIN) for number in read_numbers(lower, allowed.unit).numbers
    )
