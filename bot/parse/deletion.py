"""What a lifter takes back: "undo", "scratch that", "delete the last set", "remove bench", "delete the 185x5"."""

from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.facts import Which
from bot.parse.names import Mention
from bot.parse.sheet import Sheet
from bot.parse.slips import BEFORE, ORDINALS, past
from bot.parse.tokens import phrase_at

UNDO: Final = words.set_of(
    "undo scrap scratch delete remove cancel erase discard unlog",
    "ruckgangig loschen borrar borra annuler annule отмена отмени удали cofnij usun annulla desfazer apagar",
)
UNDO_PHRASES: Final = words.phrases_of(
    "take that back,take it back,ignore that,disregard that,forget that set,ignore my last,ignore the last,disregard my"
    " last,disregard the last,nvm that,nevermind that,forget the last,forget my last",
)
UNDONE: Final = words.set_of(
    "that it this last previous my the set sets entry one log lift workout message please i just sent typed logged"
)
_COUNTED: Final = frozenset(text for text, number in ORDINALS.items() if number > 0)
_UNDONE_OR_COUNTED: Final = UNDONE | _COUNTED
_POINTED_AT: Final = words.set_of("that it this last previous one")
_OF_NUMBERS: Final = words.TIMES | words.UNITS.keys() | words.set_of(". ! please pls one set")


def undone(sheet: Sheet, begin: int, names: dict[int, Mention]) -> tuple[int, int, Which | None] | None:
    """What is to be deleted: where that is said, the place after it, and which set, if it is not the newest message."""
    at = past(sheet, begin, BEFORE)
    if length := phrase_at(sheet.tokens, at, UNDO_PHRASES):
        return at, past(sheet, at + length, UNDONE), None
    if sheet[at].text not in UNDO:
        return None
    stop = past(sheet, at + 1, _UNDONE_OR_COUNTED)
    said = {*sheet.texts(at + 1, stop)}
    if lift := names.get(stop + (sheet[stop].text == "of")):
        is_alone = past(sheet, lift.stop, UNDONE | {"from", "today"}) >= len(sheet)
        counted = next((ORDINALS[text] for text in said if text in _COUNTED), None)
        return (at, lift.stop, Which(exercise=lift.ids[0], number=counted)) if is_alone else None
    if sheet[stop - 1].text == "set" and sheet[stop].value is not None and stop + 1 >= len(sheet):
        return at, stop + 1, Which(number=int(sheet[stop].value or 0))
    if said & {"set", "one"} and (number := ORDINALS.get(next((text for text in said if text in ORDINALS), ""))):
        return at, stop, Which(number=number)
    if numbers := _numbers_to_the_end(sheet, stop):  # delete the 185x5
        return at, len(sheet), Which(was=numbers)
    is_bare = stop == at + 1 and stop == len(sheet)
    return (at, stop, None) if is_bare or said & _POINTED_AT or sheet[at].text == "undo" else None


def _numbers_to_the_end(sheet: Sheet, at: int) -> tuple[Decimal, ...]:
    """The numbers of 185x5, where nothing else is said; empty otherwise."""
    rest = range(at, len(sheet))
    if not all(sheet[place].value is not None or sheet[place].text in _OF_NUMBERS for place in rest):
        return ()
    return tuple(value for place in rest if (value := sheet[place].value) is not None)
