"""What a lifter takes back or puts right: "undo", "that was 195", "6 reps not 5", "the second set was 4"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.deletion import UNDO, UNDO_PHRASES, UNDONE, undone
from bot.parse.denials import NOT
from bot.parse.facts import Which
from bot.parse.instead import not_but
from bot.parse.names import Mention
from bot.parse.sheet import Sheet
from bot.parse.slips import BEFORE, LEADS, MOST_LEADS, ORDINALS, SLIPS, past
from bot.parse.talk import is_ordinary
from bot.parse.tokens import Token, phrase_at

_PUT_RIGHT: Final = words.phrases_of(
    "that was,it was,that were,this was,i meant,meant,i mean,should be,should have been,shouldve been,should say",
    "that should be,it should be,that should have been,that shouldve been,make that last one,make the last one",
    "make last one,make that last set,make that,make it,change that to",
    "change it to",
    "change last set to,change the last set to,change the last one to,change last one to,last set was,the last set was",
    "last one was,the last one was,that last one was,that last set was,those were,these were,they were,was actually",
    "actually it was,actually that was,actually those were,actually,correction,edit,das war,das waren,es war",
    "это было,fue,fueron,cetait,era,war,byo,bylo",
)
_SHOULD: Final = words.phrases_of("should be,should have been,shouldve been,was actually,was supposed to be,was really")
_MEANT: Final = words.phrases_of("i meant,meant,i mean,i said,it was")
_VALUES: Final = words.set_of("not rpe rir @ a warmup warm only just actually") | words.UNITS.keys()
_COUNTED: Final = words.REPS | words.SETS | words.UNITS.keys() | words.HOURS | {"s"}
_LAUGHS: Final = words.set_of(
    "lol haha ugh ah"
)  # lol squat 100x5 is a set; in "lol that was 195" other words put it right
_READY: Final = words.SLEEP | words.SORE | words.ENERGY | words.BODY_WEIGHT | {"weight"}
_INSTEAD: Final = words.set_of("not pas nicht statt anstatt вместо zamiast")
_SET_AGAINST: Final = _INSTEAD | {"no", "nie"}  # a denial in front of what was wrong
_BEFORE_VALUES: Final = words.set_of("be have been only just actually")
_BEFORE_NOT: Final = words.set_of(", btw actually and on that last one set the")
_NOES: Final = words.set_of("no nope nein non não нет")
_WAS: Final = words.set_of("was were is should")
_KNOWN: Final = (
    SLIPS | LEADS | UNDONE | _WAS | _READY | _COUNTED | _SET_AGAINST | _VALUES | ORDINALS.keys()
    | {word for phrases in (*_PUT_RIGHT.values(), *UNDO_PHRASES.values()) for phrase in phrases for word in phrase}
    | {"instead", "of", "x"}
)  # fmt: skip
_TRIGGERS: Final = (
    UNDO | words.firsts(UNDO_PHRASES, _PUT_RIGHT, _MEANT) | _WAS | {"not", "should", "the", "weight"}
    | _INSTEAD | NOT | {"rpe"} | {slip for slip in SLIPS if slip.isalpha()}
    | words.set_of("change correct edit fix")
)  # fmt: skip
_RIGHT: Final = _VALUES | _READY
_STAYING: Final = _READY | {"rpe"}
_WRONG_ENDS: Final = words.CLAUSE_ENDS | {"but", "it", "on"}
_SETS_OR_ONE: Final = words.SETS | {"one"}
_MOST_BEGINNINGS: Final = 6


@dataclass(frozen=True, slots=True)
class Correction:
    """*deletes*: the entry goes. What is right begins at *start*; *which* says of which set, where that was said."""

    start: int
    deletes: bool = False
    which: Which | None = None


def correction(sheet: Sheet, named: Sequence[Mention]) -> Correction | None:
    """What *sheet* corrects, None when it is no correction. Words that only say so are taken, wrong values hidden."""
    if sheet[0].raw == "*" and sheet[1].glued and sheet[1].value is not None:  # *185: how chats put a word right
        sheet.take(0, 1)
        return Correction(1)
    if not sheet.has_any(_TRIGGERS):
        return None
    names = {mention.start: mention for mention in named}
    for begin in _beginnings(sheet):
        if back := undone(sheet, begin, names):
            sheet.take(back[0], back[1])
            return Correction(back[1], deletes=True, which=back[2])
        found = _of_a_set(sheet, begin, names) or _was_a_value(sheet, begin) or _put_right(sheet, begin, names)
        if found:
            said = _take_known(sheet, begin, found.start)
            was = (*(() if found.which else said), *_hide_wrong(sheet, names))  # set 2 was 4: the 2 was no value
            return Correction(found.start, which=_with_was(found.which, was))
    if any(token.text == "?" for token in sheet.tokens):
        return None
    if (instead := not_but(sheet, names)) is not None:
        sheet.take(0, instead[0])
        return Correction(instead[0], which=instead[1])
    if not _is_set_against(sheet):
        return None
    return Correction(0, which=_with_was(None, _hide_wrong(sheet, names)))


def _beginnings(sheet: Sheet) -> Iterator[int]:
    """Where the message begins, and where its first sentences do, as long as no number was said."""
    yield 0
    found = 0
    for at in range(1, len(sheet)):
        if sheet[at - 1].value is not None or found == _MOST_BEGINNINGS:
            return
        if sheet[at - 1].text in words.CLAUSE_ENDS:
            found += 1
            yield at


def _with_was(which: Which | None, was: tuple[Decimal, ...]) -> Which | None:
    if not was:
        return which
    return Which(exercise=which.exercise if which else None, number=which.number if which else None, was=was)


# ── put right ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_a_set(sheet: Sheet, begin: int, names: dict[int, Mention]) -> Correction | None:
    """The second set was 4, set 2 was 6 reps, my first set of squats was 225: which set, and where its value is."""
    at = past(sheet, begin, BEFORE)
    number = ORDINALS.get(sheet[at].text)
    place = at + 1
    lift = names.get(at)
    if lift and sheet[lift.stop].text in {"one", "ones", "set", "sets"} and sheet[lift.stop + 1].text in _WAS:
        return Correction(lift.stop + 2, which=Which(exercise=lift.ids[0]))  # the bench one was 5 reps
    if number is not None and sheet[place].text in _SETS_OR_ONE:
        place += 1
    elif number is not None and sheet[place].text in {"was", "were"} and _ends_with_value(sheet, place + 1):
        return Correction(place + 1, which=Which(number=number))  # the first was 190
    elif sheet[at].text == "set" and (value := sheet[place].value) is not None and value % 1 == 0:
        number, place = int(value), place + 1
    else:
        return None
    place += sheet[place].text in {"of", "on"}
    lift = names.get(place)
    place = lift.stop if lift else place
    if sheet[place].text not in _WAS:
        return None
    start = past(sheet, place + 1, _BEFORE_VALUES)
    return Correction(start, which=Which(exercise=lift.ids[0] if lift else None, number=number))


def _put_right(sheet: Sheet, begin: int, names: dict[int, Mention]) -> Correction | None:
    """Where what is right begins, behind "oops, that was"; None when nothing there begins like that."""
    at = past(sheet, begin, BEFORE)
    slipped = any(_is_slip(sheet, place) for place in range(at))
    if slipped and (meant := _meant(sheet, at)) is not None:
        return Correction(meant)
    if sheet[at - 1].text == "the" and sheet[at].value is not None and sheet.texts(at + 1, at + 3) == ("s", "were"):
        return Correction(at + 3, which=Which(was=(sheet[at].value or Decimal(0),)))  # the 55s were 50s
    if sheet[at].text == "that" and sheet[at + 1].value is not None:  # that 255 shouldve been 265
        wrong = at + 2 + (sheet[at + 2].text in words.UNITS)
        if length := phrase_at(sheet.tokens, wrong, _SHOULD):
            return Correction(wrong + length, which=Which(was=(sheet[at + 1].value or Decimal(0),)))
    length = phrase_at(sheet.tokens, at, _PUT_RIGHT) or _changed(sheet, at)
    place = at + length
    if sheet[at].text in _STAYING and sheet.texts(at + 1, at + 3) == ("should", "be"):  # soreness should be 3
        return Correction(at)
    if not length and not slipped:
        is_named = at in names or sheet[at].text == "rpe"
        stop = names[at].stop if at in names else at + (sheet[at].text == "rpe")
        is_load = (is_named or sheet[at - 1].text == "the") and _was_a_load(sheet, stop)
        return Correction(at) if is_load else None
    place += sheet[place].text == "in" and sheet[place + 1].text in words.UNITS
    is_lift = place in names and sheet[names[place].stop].text in {"was", "were"}
    if begin and not (slipped and (length or is_lift)):
        return None
    if is_lift:
        place = names[place].stop + 1 if slipped and sheet[names[place].stop + 1].text == "" else place
    is_signed = sheet[place].text in {"+", "-"} and sheet[place + 1].value is not None
    is_value = sheet[place].value is not None or is_signed or sheet[place].text in _RIGHT or place in names
    if not length and sheet[place].text in _READY and not _is_set_against(sheet):
        return None
    return Correction(place) if is_value and (slipped or sheet[place].text != "not") else None


def _was_a_value(sheet: Sheet, begin: int) -> Correction | None:
    """Was 3 reps, reps were 4: no more than that, so it is of a set that was logged; "was 185x5" may be a new one."""
    at = past(sheet, begin, BEFORE)
    is_reps = sheet[at].text in words.REPS
    if sheet[at + is_reps].text not in {"was", "were"}:
        return None
    value = past(sheet, at + is_reps + 1, _BEFORE_VALUES)
    return Correction(at if is_reps else value) if _ends_with_value(sheet, value) else None


def _ends_with_value(sheet: Sheet, value: int) -> bool:
    counted = sheet[value + 1].text in words.UNITS or sheet[value + 1].text in words.REPS
    return sheet[value].value is not None and past(sheet, value + 1 + counted, BEFORE) >= len(sheet)


def _meant(sheet: Sheet, at: int) -> int | None:
    """I said two fifteen i meant two fifty: where what was meant begins."""
    for place in range(at, min(at + MOST_LEADS, len(sheet))):
        if (length := phrase_at(sheet.tokens, place, _MEANT)) and place > at:
            return place + length
    return None


def _was_a_load(sheet: Sheet, at: int) -> bool:
    """Bench was 190, squat should be 4 reps, and no more: of a set that was logged. Bench was 190x5 is a new one."""
    is_said = sheet[at].text in {"was", "were"} or sheet.texts(at, at + 2) == ("should", "be")
    value = at + 1 + (sheet[at].text == "should")
    stop = value + 1 + (sheet[value + 1].text in words.UNITS or sheet[value + 1].text in words.REPS | words.SETS)
    return is_said and sheet[value].value is not None and stop + 1 >= len(sheet)


def _is_slip(sheet: Sheet, at: int) -> bool:
    """A word that owns a mistake; "no" does so before a comma or a number, not in "no squats today"."""
    if sheet[at].text in _NOES:
        return sheet[at + 1].text in {",", ".", "!", "wait", "sorry", "not", "no"} or (
            sheet[at + 1].value is not None and sheet[at + 2].text not in words.TIMES
        )
    return sheet[at].text in SLIPS - _LAUGHS and sheet[at].is_word


def _changed(sheet: Sheet, at: int) -> int:
    """How far "change 185 to" goes; 0 when it is not there."""
    if sheet[at].text not in {"change", "correct", "edit", "fix"}:
        return 0
    return next((place + 1 - at for place in range(at, at + MOST_LEADS) if sheet[place].text == "to"), 0)


# ── 6 reps not 5 ───────────────────────────────────────────────────────────────────────────────────────────────────


def _is_set_against(sheet: Sheet) -> bool:
    """6 reps not 5, 195 not 185: what was said against what is right."""
    for at in range(len(sheet)):
        if sheet[at].text in _INSTEAD and sheet[at + 1].value is not None:
            before = at - 1
            while sheet[before].text in _BEFORE_NOT:
                before -= 1
            is_first = at == 0 and "," in sheet.texts(2, 4)
            if is_first or sheet[before].value is not None or sheet[before].text in _COUNTED:
                return True
    return False


def _take_known(sheet: Sheet, start: int, stop: int) -> tuple[Decimal, ...]:
    """What leads to the right value, and the numbers in it, which were wrong; an unknown word is only passed."""
    wrong = tuple(value for at in range(start, stop) if (value := sheet[at].value) is not None)
    for at in range(start, stop):
        is_passed = _is_unknown(sheet[at]) and not is_ordinary(sheet[at].text)
        (sheet.hide if is_passed else sheet.take)(at, at + 1)
    return wrong


def _is_unknown(token: Token) -> bool:
    """A word, or letters and digits that are no number, which no rule here knows."""
    return token.value is None and token.text[:1].isalnum() and token.text not in _KNOWN


def _hide_wrong(sheet: Sheet, names: dict[int, Mention]) -> tuple[Decimal, ...]:
    """What stands behind "not" and "instead of" was wrong; the numbers there."""
    in_name = {at for mention in names.values() for at in range(mention.start, mention.stop)}
    wrong: list[Decimal] = []
    for at in range(len(sheet)):
        is_against = (sheet[at].text in _SET_AGAINST and at > 0) or (
            sheet[at].text in {"typed", "wrote", "put"}
            and sheet[at - 1].text == "i"
            and sheet[at + 1].value is not None
        )
        if not is_against and not (sheet[at].text == "not" or sheet.texts(at, at + 2) == ("instead", "of")):
            continue
        stop = at + 1
        while stop < len(sheet) and sheet[stop].text not in _WRONG_ENDS:
            stop += 1
        wrong.extend(value for place in range(at, stop) if (value := sheet[place].value) is not None)
        for place in range(at, stop):
            is_wrong = place in in_name or not _is_unknown(sheet[place])
            (sheet.take if is_wrong else sheet.hide)(place, place + 1)
    return tuple(wrong)
