"""How hard a set was said to be: @8, rpe 7-8, 2 rir, two left in the tank, to failure. Always as RPE."""

from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, Decimal
from typing import Final

from bot.parse import words
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, phrase_at

HARDEST: Final = Decimal(10)
_LEADS: Final = words.set_of(
    "with at about around maybe had felt like was a ( , ~ and the an easy hard tough solid smooth brutal grindy",
    "heavy left all",
)
_BEFORE_RATING: Final = words.set_of(": = of was is should be @ ~ about")
_ON_LAST: Final = words.phrases_of("on the last set,on the last one,on last set,on the last,on last,for the last set")
_MOST_LEADS: Final = 3  # tokens
_LAST: Final = (("last", "one"), ("that", "one"))
_RESERVE: Final = (("in", "the", "tank"), ("left", "in", "the", "tank"), ("in", "reserve"), ("left", "in", "me"))
_FAILURE: Final = {"to": "failure", "till": "failure", "until": "failure", "at": "failure", "all": "out"}
_ENDING: Final = frozenset(first for first, _ in _LAST)
_RESERVING: Final = frozenset(phrase[0] for phrase in _RESERVE)
_NONE: Final = frozenset({"zero", "no"})  # reps in reserve
_BEGINNERS: Final = _LEADS | _FAILURE.keys() | _NONE | words.set_of("last that @ rpe rir")
_OF_LOADS: Final = words.UNITS.keys() | words.TIMES | words.PLATES | {"%", "s"}
_MORE_REPS: Final = words.REPS | {"more"}


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard sets were, in half steps up to 10, or above it until that is refused. *of_last*: the last set alone."""

    rpe: Decimal
    of_last: bool = False


def effort_at(sheet: Sheet, at: int) -> tuple[Effort, int] | None:
    """The effort that begins at *at*, words that only lead to it included, and the place after it."""
    if sheet[at].value is None and sheet[at].text not in _BEGINNERS and not _is_picture(sheet[at]):
        return None
    place = at
    of_last = False
    for _ in range(_MOST_LEADS + 1):
        if (sheet[place].text in _ENDING and sheet.texts(place, place + 2) in _LAST) or (
            sheet[place].text == "last" and sheet[place + 1].text in words.SETS
        ):
            place, of_last = place + 2, True
        if found := _rpe(sheet, place) or _reserve(sheet, place) or _failure(sheet, place):
            stop = found[1] + 1 if sheet[found[1]].text == ")" else found[1]
            if length := phrase_at(sheet.tokens, stop, _ON_LAST):
                of_last, stop = True, stop + length
            return Effort(_in_halves(found[0]), of_last), stop
        if sheet[place].text not in _LEADS and not _is_picture(sheet[place]):
            return None
        place += 1
    return None


def _is_picture(token: Token) -> bool:
    """An emoji, which says nothing."""
    return bool(token.text) and not token.text.isascii() and not token.text[0].isalnum()


def _in_halves(rpe: Decimal) -> Decimal:
    """The nearest half, as RPE is kept, quarters down. What is above the scale is left to be refused."""
    return rpe if rpe > HARDEST else (rpe * 2).to_integral_value(ROUND_HALF_DOWN) / 2


def number_or_range(sheet: Sheet, at: int) -> tuple[Decimal, int] | None:
    """A number, or the middle of "7-8", "7/8" and "7 to 8"."""
    low, high = sheet[at].value, sheet[at + 2].value
    if low is None:
        return None
    if high is not None and sheet[at + 1].text in {"-", "–", "to"} and low < high:
        return (low + high) / 2, at + 3
    return low, at + 1


def _rpe(sheet: Sheet, at: int) -> tuple[Decimal, int] | None:
    if sheet[at].text == "@" and sheet[at + 1].text in {"rpe", "rir"}:
        at += 1
    if sheet[at].text in {"rpe", "rir"}:
        place = at + 1
        while sheet[place].text in _BEFORE_RATING:
            place += 1
        found = number_or_range(sheet, place)
        is_scale = found is not None and (sheet[at].text == "rpe" or found[0] <= HARDEST)
        return (_as_rpe(found[0], sheet[at].text), found[1]) if found and is_scale else None
    is_at = sheet[at].text == "@"
    found = number_or_range(sheet, at + is_at)
    if not found:
        return None
    behind = sheet[found[1]].text
    if behind in {"rpe", "rir"} and not names_what_follows(sheet, found[1]):
        return (_as_rpe(found[0], behind), found[1] + 1) if behind == "rpe" or found[0] <= HARDEST else None
    is_load = found[0] > HARDEST or behind in _OF_LOADS
    return found if is_at and not is_load else None


def names_what_follows(sheet: Sheet, at: int) -> bool:
    """Whether the word at *at* is a scale whose number is behind it: 5,5,4 rpe 9, but not 4 @ 8 rpe, 225x5."""
    if sheet[at].text not in {"rpe", "rir"}:
        return False
    place = at + 1 + (sheet[at + 1].text in {":", "="})
    value, behind = sheet[place].value, sheet[place + 1].text
    return value is not None and value <= HARDEST and behind not in words.TIMES | words.UNITS.keys()


def _as_rpe(value: Decimal, scale: str) -> Decimal:
    return value if scale == "rpe" else HARDEST - value


def _reserve(sheet: Sheet, at: int) -> tuple[Decimal, int] | None:
    found = (Decimal(0), at + 1) if sheet[at].text in _NONE else number_or_range(sheet, at)
    if not found:
        return None
    place = found[1]
    while sheet[place].text in _MORE_REPS:
        place += 1
    for phrase in _RESERVE if sheet[place].text in _RESERVING else ():
        if sheet.texts(place, place + len(phrase)) == phrase:
            return HARDEST - found[0], place + len(phrase)
    is_left = sheet[place].text == "left" and (place > found[1] or sheet[at - 1].text in {"had", "with"})
    return (HARDEST - found[0], place + 1) if is_left else None


def _failure(sheet: Sheet, at: int) -> tuple[Decimal, int] | None:
    behind = _FAILURE.get(sheet[at].text)
    return (HARDEST, at + 2) if behind and sheet[at + 1].text == behind else None
