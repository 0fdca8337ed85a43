"""Not bench 80x5 but squat: at the head of a message, the set that was wrong, and what is right."""

from collections.abc import Mapping
from typing import Final

from bot.parse import words
from bot.parse.clauses import has_set
from bot.parse.denials import BUT, NOT
from bot.parse.facts import Which
from bot.parse.names import Mention
from bot.parse.sheet import Sheet

_OF_SETS: Final = words.TIMES | words.UNITS.keys() | words.REPS | words.SETS | {"@", "at", "the", "for"}
_MOST_TOKENS: Final = 16  # of what was wrong


def not_but(sheet: Sheet, names: Mapping[int, Mention]) -> tuple[int, Which] | None:
    """Where what is right begins, and which set was wrong; None where nothing but a set is denied and no other said.

    "Not squat but bench 80x5" is no correction: the squat has no numbers, and the bench is a set that was done.
    """
    if sheet[0].text not in NOT:
        return None
    at, lifts = 1, list[Mention]()
    while at < _MOST_TOKENS and (at in names or sheet[at].value is not None or sheet[at].text in _OF_SETS):
        lifts.extend([names[at]] if at in names else [])
        at = names[at].stop if at in names else at + 1
    was = tuple(value for place in range(1, at) if (value := sheet[place].value) is not None)
    start = at + 1 + (sheet[at].text == "," and sheet[at + 1].text in BUT)
    is_parted = sheet[at].text in BUT or sheet[at].text == ","
    is_right = start in names or sheet[start].value is not None
    if at == 1 or not (is_parted and is_right) or len(lifts) > 1:
        return None
    if not was and has_set(sheet, start, len(sheet)):
        return None
    return start, Which(exercise=lifts[0].ids[0] if lifts else None, was=was)
