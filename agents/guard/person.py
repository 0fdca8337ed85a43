"""Who speaks: a coach in a chat feels and advises; it does nothing and knows nothing of itself."""

import re
from typing import Final

from agents.allowed import Allowed
from agents.guard.form import flat

_PERSON: Final = re.compile(
    r"""
    \bi (?: '(?P<short> m|d|ve|ll ) )? \s+
    (?: (?: really|also|do|just|truly|still|always )\s+ )*
    (?P<verb> \w+ )
    (?: \s+ (?P<after> \w+ ) )?
    """,
    re.VERBOSE,
)
_FEELS: Final = re.compile(
    r"""
    want|like|know|think|see|would|hope|love|trust|believe|suggest|recommend|expect|notice|appreciate|feel|understand
    |mean|wish|enjoy|admire|liked|noticed|saw|loved|need|ask|d
    """,
    re.VERBOSE,
)
_IS: Final = re.compile("proud|glad|happy|here|impressed|with|sure|confident|pleased")
_HAS: Final = re.compile("liked|seen|noticed|no|enjoyed|loved")
_CAN: Final = re.compile("see|feel")


def first_person(words: str, _: Allowed) -> str | None:
    """The word "I" with a verb that is none of a coach's."""
    for found in _PERSON.finditer(flat(words).casefold()):
        if not _may_say(found["short"] or "", found["verb"], found["after"] or ""):
            return f"in the first person: {found[0]}"
    return None


def _may_say(short: str, verb: str, after: str) -> bool:
    if short == "m" or verb == "am":
        return _IS.fullmatch(verb if short else after) is not None
    if short == "ve" or verb == "have":
        return _HAS.fullmatch(verb if short else after) is not None
    if verb == "can":
        return _CAN.fullmatch(after) is not None
    return short == "d" or (not short and _FEELS.fullmatch(verb) is not None)
