"""Whose a number about sleep, soreness or weight is, and whether it is only asked about."""

from typing import Final

from bot.parse import words
from bot.parse.people import CALLS, PEOPLE
from bot.parse.sheet import Sheet

_THEY: Final = PEOPLE | words.set_of(
    "kids baby toddler child newborn infant roommate flatmate neighbor neighbour mate uncle aunt cousin grandma",
    "grandpa boss trainer teammate dog cat puppy everyone everybody people hes shes",
)
_BETWEEN: Final = words.set_of(
    "only just finally always also even still never has had have is was barely really actually all who got s"
)
_QUESTIONS: Final = words.set_of("is are does do how what whats which why would")
_STATED: Final = words.set_of("i im ive a my")  # how i slept: 7h; what a night
_WISHED: Final = words.set_of("need needs needed want wants recommended goal target")
_WISHED_WITHIN: Final = 4  # words: need at least 8 hours
_CLAUSE_WITHIN: Final = 16  # words back to where its clause begins


def is_theirs(sheet: Sheet, at: int) -> bool:
    """My kid slept 4h, she only slept 5: somebody else stands right before it."""
    place = at - 1
    while sheet.raw(place).text in _BETWEEN:
        place -= 1
    return sheet.raw(place).text in _THEY and not (place == 0 and sheet.raw(place).text in CALLS)


def is_asked(sheet: Sheet, at: int) -> bool:
    """Is 6 hours of sleep enough, i need 8 hours: the clause begins as a question, or the number is only wanted."""
    start = at
    while sheet.raw(start - 1).text not in words.CLAUSE_BOUNDS and start > at - _CLAUSE_WITHIN:
        start -= 1
    if any(sheet.raw(place).text in _WISHED for place in range(max(start, at - _WISHED_WITHIN), at)):
        return True
    return sheet.raw(start).text in _QUESTIONS and sheet.raw(start + 1).text not in _STATED
