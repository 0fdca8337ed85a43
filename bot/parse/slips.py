"""Words that own a mistake, and those that may stand around them."""

from typing import Final

from bot.parse import words
from bot.parse.sheet import Sheet

SLIPS: Final = words.set_of(
    "oops sorry wait whoops ugh ah no nope correction edit typo fix actually mistake wrong pardon nah lol haha",
    "mistyped miscounted nein non não нет",
    "misread misclicked nvm typed wrote , . : - !",
)
LEADS: Final = words.set_of(
    "oh my bad hey coach i mean weight the bodyweight wrote typed thats turns out can you could please pls siri",
    "autocorrect",
    "fat fingered dammit damn",
)
ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "last": -1, "final": -1,
}  # fmt: skip
MOST_LEADS: Final = 8  # tokens
BEFORE: Final = SLIPS | LEADS


def past(sheet: Sheet, at: int, skipped: frozenset[str]) -> int:
    """The place behind those of *skipped* that stand at *at*, at most ``MOST_LEADS`` of them."""
    stop = at + MOST_LEADS
    while at < stop and sheet[at].text in skipped:
        at += 1
    return at
