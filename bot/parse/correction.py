"""What a lifter takes back or puts right: "undo", "that was 195", "6 reps not 5"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.parse import words
from bot.parse.effort import effort_at
from bot.parse.facts import SaidSet
from bot.parse.names import Mention
from bot.parse.sheet import Sheet
from bot.parse.tokens import phrase_at
from bot.parse.weights import HEAVIER_THAN_SETS, weight_at
from knowledge.units import Unit

_UNDO: Final = words.set_of("undo scratch delete remove cancel erase discard unlog")
_UNDO_PHRASES: Final = words.phrases_of("take that back,take it back,ignore that,disregard that,forget that set")
_UNDONE: Final = words.set_of("that it this last previous my the set sets entry one log lift workout message please")
_SLIPS: Final = words.set_of(
    "oops sorry wait whoops ugh ah no nope correction edit typo fix actually mistake wrong , . : - !"
)
_LEADS: Final = words.set_of("my bad hey coach i mean weight the")
_PUT_RIGHT: Final = words.phrases_of(
    "that was,it was,that were,this was,i meant,meant,i mean,should be,should have been,should say,that should be",
    "it should be,that should have been,make that,make it,change that to,change it to,change last set to",
    "change the last set to,change the last one to,last set was,the last set was,last one was,the last one was",
    "actually it was,actually that was,actually,correction,edit",
)
_VALUES: Final = words.set_of("not rpe @") | words.UNITS.keys()
_COUNTED: Final = words.REPS | words.SETS | words.UNITS.keys() | words.HOURS | {"kg"}
_MOST_LEADS: Final = 6


@dataclass(frozen=True, slots=True)
class Correction:
    """*deletes*: the last entry goes. What is right begins at *start*."""

    start: int
    deletes: bool = False


def correction(sheet: Sheet, named: Sequence[Mention]) -> Correction | None:
    """What *sheet* corrects, None when it is no correction. Words that only say so are taken, wrong values hidden."""
    if undone := _undone(sheet):
        sheet.take(*undone)
        return Correction(undone[1], deletes=True)
    start = _put_right(sheet, named)
    if start is None and not _is_set_against(sheet):
        return None
    sheet.take(0, start or 0)
    _hide_wrong(sheet)
    return Correction(start or 0)


def _undone(sheet: Sheet) -> tuple[int, int] | None:
    at = _past(sheet, 0, _SLIPS | _LEADS)
    if length := phrase_at(sheet.tokens, at, _UNDO_PHRASES):
        return at, at + length
    if sheet[at].text not in _UNDO:
        return None
    stop = at + 1
    while sheet[stop].text in _UNDONE:
        stop += 1
    is_bare = stop == at + 1 and stop == len(sheet)
    return (
        (at, stop)
        if is_bare
        or {"that", "it", "this", "last", "previous"} & {*sheet.texts(at, stop)}
        or (sheet[at].text == "undo")
        else None
    )


def _past(sheet: Sheet, at: int, skipped: frozenset[str]) -> int:
    stop = at + _MOST_LEADS
    while at < stop and sheet[at].text in skipped:
        at += 1
    return at


def _put_right(sheet: Sheet, named: Sequence[Mention]) -> int | None:
    """Where what is right begins, behind "oops, that was"; None when the message does not begin like that."""
    at = _past(sheet, 0, _SLIPS | _LEADS)
    slipped = any(_is_slip(sheet, place) for place in range(at))
    length = phrase_at(sheet.tokens, at, _PUT_RIGHT) or _changed(sheet, at)
    place = at + length
    names = {mention.start: mention.stop for mention in named}
    if not length and not slipped:
        return at if sheet[at - 1].text == "the" and _was_a_load(sheet, names.get(at, at)) else None
    if place in names and sheet[names[place]].text in {"was", "were"}:
        place = names[place] + 1
    is_value = sheet[place].value is not None or sheet[place].text in _VALUES or place in names
    return place if is_value and (slipped or sheet[place].text != "not") else None


def _was_a_load(sheet: Sheet, at: int) -> bool:
    """The bench was 190, and no more: of a set that was logged. The bench was 190x5 is a set of its own."""
    stop = at + 2 + (sheet[at + 2].text in words.UNITS)
    return sheet[at].text in {"was", "were"} and sheet[at + 1].value is not None and stop + 1 >= len(sheet)


def _is_slip(sheet: Sheet, at: int) -> bool:
    """A word that owns a mistake; "no" does so before a comma or a number, not in "no squats today"."""
    if sheet[at].text in {"no", "nope"}:
        return sheet[at + 1].text in {",", ".", "!", "wait", "sorry"} or sheet[at + 1].value is not None
    return sheet[at].text in _SLIPS and sheet[at].is_word


def _changed(sheet: Sheet, at: int) -> int:
    """How far "change 185 to" goes; 0 when it is not there."""
    if sheet[at].text not in {"change", "correct", "edit", "fix"}:
        return 0
    return next((place + 1 - at for place in range(at, at + _MOST_LEADS) if sheet[place].text == "to"), 0)


def _is_set_against(sheet: Sheet) -> bool:
    """6 reps not 5, 195 not 185: what was said against what is right."""
    for at in range(len(sheet)):
        if sheet[at].text == "not" and sheet[at + 1].value is not None:
            before = at - 1 if sheet[at - 1].text != "," else at - 2
            is_first = at == 0 and "," in sheet.texts(2, 4)
            if is_first or sheet[before].value is not None or sheet[before].text in _COUNTED:
                return True
    return False


def _hide_wrong(sheet: Sheet) -> None:
    """What stands behind "not" and "instead of" was wrong."""
    for at in range(len(sheet)):
        if sheet[at].text != "not" and not (sheet[at].text == "instead" and sheet[at + 1].text == "of"):
            continue
        stop = at + 1
        while stop < len(sheet) and sheet[stop].text not in words.CLAUSE_ENDS | {"but", "it"}:
            stop += 1
        sheet.take(at, stop)


def patch(sheet: Sheet, start: int, named: Sequence[Mention], unit: Unit) -> SaidSet | None:
    """The one set that is put right, as far as was said: None and 1 set mean unchanged."""
    names = {mention.start: mention for mention in named}
    exercise = load = reps = rpe = None
    sets, at = 1, start
    while at < len(sheet):
        behind = sheet[at + 1].text
        value = sheet[at].value
        stop = at + 1
        if at in names and sheet.is_free(at):
            exercise, stop = names[at].ids[0], names[at].stop
        elif rated := effort_at(sheet, at):
            rpe, stop = rated[0].rpe, rated[1]
        elif value is not None and value % 1 == 0 and behind in words.SETS | words.REPS:
            sets, reps = (int(value), reps) if behind in words.SETS else (sets, int(value))
            stop = at + 2
        elif value is not None and (found := weight_at(sheet, at, None, unit)):
            stop = found[1]
            if found[0].sure or value > HEAVIER_THAN_SETS or value % 1:
                load = found[0].load(unit)
            else:
                reps = int(value)
        elif sheet[at].text not in {"for", "at", "to", "it", "was"}:
            at = stop
            continue
        sheet.take(at, stop)
        at = stop
    if (exercise, load, reps, rpe, sets) == (None, None, None, None, 1):
        return None
    return SaidSet(exercise=exercise, load=load, reps=reps, sets=sets, rpe=rpe)
