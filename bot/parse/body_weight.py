"""What a lifter weighs: bw 82.5, weighed in at 181, down to 82 kg, 90kg on the scale. Not what he lifts."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from bot.parse import words
from bot.parse.sheet import Sheet
from bot.parse.whose import is_asked, is_theirs
from knowledge.units import Load, Unit

Found: TypeAlias = tuple[Load, int, int] | None
"""A body weight, where it begins, and the place after it."""

_LIGHTEST: Final = {Unit.KG: 30, Unit.LB: 66}  # a body weight below this is something else: bw 8,8,7
_MOST_FILLERS: Final = 4  # tokens
_WEIGHT: Final = words.set_of(
    "weight weights gewicht körpergewicht peso poids вес waga ważę wiege weeg gewogen pesa pèse pesé вешу"
)
_MINE: Final = words.set_of("my mine mein mi mon il mio meu мой moja mijn morning current todays")
_AT_NOW: Final = words.set_of(
    "this today now rn currently am fasted heute hoy aujourdhui oggi hoje сегодня dziś vandaag"
)
_SCALE: Final = words.set_of("scale scales waage bascula balance bilancia весы waga weegschaal")
_SAID: Final = words.set_of(
    "said says shows showed read reads has had tipped clocked at me was is : = this morning today"
)
_IS: Final = words.set_of("im am ich bin")
_CAME: Final = words.set_of("down up dropped back")
_BEFORE_COMING: Final = words.set_of("im i am now finally weight hey coach ive got just its currently and") | {""}
_MARKS: Final = words.BODY_WEIGHT | words.WEIGHED | _SCALE | _WEIGHT | _IS | _CAME | {"body"}
_READY: Final = words.SLEEP | words.SORE | words.ENERGY
_LIFTED: Final = words.TIMES | words.REPS | words.SETS
_ENDS_OF_VALUES: Final = words.CLAUSE_ENDS | {"", "|", "/", "-"}
_ENDS: Final = words.CLAUSE_ENDS | words.JOINERS | {"", "/", "-"}


def read_body_weight(sheet: Sheet, unit: Unit) -> Iterator[Load]:
    """Every body weight that is said; its tokens are taken. bw 3x8 and bw+25 are a move and stay."""
    for at in range(len(sheet)) if sheet.has_any(_MARKS) else ():
        found = _at(sheet, at, unit) if sheet.is_free(at) else None
        if found and not is_theirs(sheet, at) and not is_asked(sheet, at):
            sheet.take(found[1], found[2])
            yield found[0]


def _at(sheet: Sheet, at: int, unit: Unit) -> Found:
    text = sheet[at].text
    if text in words.BODY_WEIGHT or (text == "body" and sheet[at + 1].text == "weight"):
        return _behind(sheet, at, unit) or _weighed_before(sheet, at)
    if text in words.WEIGHED:
        return _behind(sheet, at, unit)
    if text in _SCALE:
        return _scale(sheet, at, unit)
    if text in _WEIGHT:
        return _weight(sheet, at, unit)
    if text in _IS or text in _CAME:
        return _came(sheet, at, unit)
    return None


def body_weight_at(sheet: Sheet, at: int, unit: Unit) -> tuple[Load, int, bool] | None:
    """A number that may be somebody's own weight, the place after it, and whether its unit was said."""
    value, said = sheet[at].value, words.UNITS.get(sheet[at + 1].text)
    stop = at + 2 if said else at + 1
    is_slashed = sheet[stop].text in {"/", ":"} and sheet[stop + 1].value is not None
    is_move = sheet[stop].text in words.TIMES | words.REPS | words.SETS or is_slashed
    if value is None or is_move or value != round(value, 3) or (not said and value < _LIGHTEST[unit]):
        return None
    return Load(value, said or unit), stop, said is not None


def _behind(sheet: Sheet, at: int, unit: Unit) -> Found:
    place = at + 1
    while sheet[place].text in words.WEIGH_FILLERS | {"weight", "said", "s"} and place <= at + _MOST_FILLERS:
        place += 1
    found = body_weight_at(sheet, place, unit)
    return (found[0], at, found[1]) if found else None


def _weighed_before(sheet: Sheet, at: int) -> Found:
    """78kg bw: only with its unit, since 78 bw might be anything."""
    found = body_weight_at(sheet, at - 2, Unit.LB)
    is_load = sheet[at - 3].text in words.TIMES | words.AT | {"+"}
    if not found or found[1] != at or is_load or found[0].amount < _LIGHTEST[found[0].unit]:
        return None
    return found[0], at - 2, at + 1


def _scale(sheet: Sheet, at: int, unit: Unit) -> Found:
    """The scale said 181.4; 90kg on the scale."""
    place = at + 1
    while sheet[place].text in _SAID and place <= at + _MOST_FILLERS:
        place += 1
    if place > at + 1 and (found := body_weight_at(sheet, place, unit)):
        return found[0], at, found[1]
    start = at - 1 - (sheet[at - 1].text in {"the", "my"})
    last = start if sheet[start - 1].text != "morning" else start - 2  # 90kg this morning on the scale
    if sheet[start].text != "on":
        return None
    for length in (2, 1):
        found = body_weight_at(sheet, last - length, unit)
        if found and found[1] == last:
            return found[0], last - length, at + 1
    return None


def _weight(sheet: Sheet, at: int, unit: Unit) -> Found:
    """My weight is 203, weight's 203 as of this morning; but "weight: 185" may be a load."""
    place = at + 1
    while sheet[place].text in words.WEIGH_FILLERS | {"s"} and place <= at + _MOST_FILLERS:
        place += 1
    found = body_weight_at(sheet, place, unit)
    if not found:
        return None
    behind = found[1] + 2 * (sheet.texts(found[1], found[1] + 2) == ("as", "of"))
    is_now = sheet[behind].text in _AT_NOW or any(sheet[near].text in _AT_NOW for near in range(at + 1, place))
    is_mine = sheet[at - 1].text in _MINE and sheet[found[1]].text in _ENDS
    is_among = sheet.has_any(_READY) and not sheet.has_any(_LIFTED) and sheet[found[1]].text in _ENDS_OF_VALUES
    is_first = at == 0 and sheet[found[1]].text in words.SENTENCE_ENDS and not sheet.has_any(words.REPS)
    is_first = is_first and sheet.has_any(_READY)  # Weight 84.1 kg. Energy 6.
    return (found[0], at, found[1]) if is_now or is_mine or is_among or is_first else None


def _came(sheet: Sheet, at: int, unit: Unit) -> Found:
    """Down to 82 kg, at the beginning of a message; i'm 82 kg today."""
    is_said = sheet[at].text in _IS and sheet[at + 1].text not in _CAME
    place = at + 1 if is_said else at
    while (
        sheet[place].text in _CAME | {"to", "at", "about", "around", "now", "already"} and place <= at + _MOST_FILLERS
    ):
        place += 1
    found = body_weight_at(sheet, place, unit)
    if not found or not found[2] or found[0].amount < _LIGHTEST[found[0].unit]:
        return None
    begins = all(sheet.raw(near).text in _BEFORE_COMING for near in range(at))
    is_whole = sheet[found[1]].text in _ENDS | _AT_NOW
    return (found[0], at, found[1]) if begins and is_whole and (is_said or place > at + 1) else None
