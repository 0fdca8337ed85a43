"""How long a lifter slept: slept 6h, 6.5 hours of sleep, 11pm-7am, 6-7 hours, bed at 11 and up at 7."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from bot.parse import words
from bot.parse.clock import DAY, HOUR, Time, between, clock_at, time_at
from bot.parse.sheet import Sheet
from bot.parse.tokens import phrase_at
from bot.parse.whose import is_asked, is_theirs

Found: TypeAlias = tuple[Decimal, int, int] | None
"""Minutes, where they begin to be said, and the place after them."""

_MOST_FILLERS: Final = 5  # tokens
_LONGEST_LENGTH: Final = 8  # tokens: half past ten to half past six
_WIDEST_RANGE: Final = 3 * HOUR  # 6-8 is a range; 11-7 and 1-9 are clock times
_MOST_BARE_HOURS: Final = 14
_UNITS: Final = words.HOURS | words.MINUTES
_NO_HOURS: Final = words.TIMES | words.UNITS.keys() | words.REPS | words.SETS | {"%"}
_BESIDE: Final = words.SORE | words.ENERGY | words.STRESS | words.BODY_WEIGHT | words.WEIGHED
_TO: Final = words.set_of("- – — > to till til until untill thru through and a bis à até as alle do до tot")
_SINCE: Final = words.set_of("from since de von desde da dalle das c с od van")
_BEFORE: Final = words.set_of("of s good bad solid shitty crappy decent was my is restless broken deep")
_BED: Final = words.phrases_of(
    "bed,bedtime,to bed,in bed,went to sleep,got to sleep,fell asleep,asleep,passed out,crashed,crashed out,conked out",
    "knocked out,lights out,hit the hay,hit the sack,turned in,slept at,slept around,slept by,sleep at,ins bett",
    "im bett,eingeschlafen,me acoste,acostado,couche,a letto,mi sono addormentato,deitei,лег,легла,лег спать",
    "легла спать,заснул,заснула,уснул,уснула,położyłem się,poszedłem spać,zasnąłem,zasnęłam,naar bed",
)
_WAKE: Final = words.phrases_of(
    "woke up,woke me up,woke me,woke,wake up,wake,waking up,awake,awake at,up at,up by,up around,got up,get up",
    "out of bed,alarm,rose at",
    "up,alarm went off,aufgestanden,aufgewacht,raus,me desperte,me levante,desperte,levante,reveille,leve,svegliato",
    "mi sono svegliato,sveglia,acordei,levantei,проснулся,проснулась,встал,встала,подъем,wstałem,wstałam,wakker,op",
    "obudziłem się",
)
_CLOCK_FILLERS: Final = words.set_of(
    "at by around about like roughly maybe was til till until not before ~ : @ - a um gegen à as las le alle в о om"
)
_CLOCK: Final = words.set_of("am pm uhr")
_LAST_NIGHT: Final = (("last", "night"), ("that", "night"), ("tonight",), ("total",), ("all", "told"))
_TOTAL: Final = (("total",), ("in", "total"), ("altogether",), ("all", "told"), ("all", "in", "all"))
_GOT: Final = words.set_of("got had managed get")
_FILLERS: Final = words.SLEEP_FILLERS | _SINCE
_FILLERS_OF_GOT: Final = words.SLEEP_FILLERS - _GOT
_ON: Final = words.set_of("running surviving functioning operating going working living")
_EDGES: Final = words.CLAUSE_ENDS | {"", "/"}
_ENDS: Final = words.CLAUSE_ENDS | {"", "so", "and", "but", "/"}


def read_sleep(sheet: Sheet) -> Iterator[Decimal]:
    """Every length of sleep that is said, in minutes; its tokens are taken. It may be longer than a day or below 0.

    A total that is said comes first, then what a word for sleep stands by, then what clock times make.
    """
    if not sheet.has_any(_MARKS):
        return
    spoken = _speaks_of_sleep(sheet)
    night = _night(sheet) if spoken else None
    lengths = [*_by_word(sheet), *([night] if night is not None else []), *_by_hours(sheet, is_spoken_of=spoken)]
    if lengths and (total := _total(sheet)) is not None:
        yield total
    yield from lengths


def _speaks_of_sleep(sheet: Sheet) -> bool:
    """Whether sleep is spoken of at all, hidden words included."""
    return any(
        token.text in words.SLEEP or (token.text in _ANCHORS and _anchor(sheet, at) > 0)
        for at, token in enumerate(sheet.tokens)
    )


def goes_to_bed(sheet: Sheet, at: int) -> bool:
    """Whether words for going to bed stand there, and a time behind them."""
    length = phrase_at(sheet.tokens, at, _BED) if sheet.is_free(at) else 0
    return bool(length) and _clock_behind(sheet, at + length) is not None


_ANCHORS: Final = frozenset({*_BED, *_WAKE})
_MARKS: Final = _ANCHORS | words.SLEEP | words.HOURS | words.MINUTES


def _anchor(sheet: Sheet, at: int) -> int:
    return phrase_at(sheet.tokens, at, _BED) or phrase_at(sheet.tokens, at, _WAKE)


# ── bed at 11, up at 7 ─────────────────────────────────────────────────────────────────────────────────────────────


def _night(sheet: Sheet) -> Decimal | None:
    """From going to bed to waking up, where both times are said."""
    bed, wake = _first_clock(sheet, _BED), _first_clock(sheet, _WAKE)
    if not bed or not wake:
        return None
    for _, start, stop in (bed, wake):
        sheet.take(start, stop)
    return between(bed[0], wake[0])


def _first_clock(sheet: Sheet, anchors: words.Phrases) -> tuple[Time, int, int] | None:
    for at in range(len(sheet)):
        if sheet[at].text not in anchors or not (length := phrase_at(sheet.tokens, at, anchors)):
            continue
        found = _clock_behind(sheet, at + length)
        is_set = found and sheet[found[1]].text in _NO_HOURS | words.HOURS
        if found and not is_set and not is_theirs(sheet, at) and (length > 1 or _is_alone(sheet, at)):
            return found[0], at, found[1]
    return None


def _is_alone(sheet: Sheet, at: int) -> bool:
    """Up at 6 and bed 22:30, but neither "up 5" nor "woke 3 times"."""
    behind = sheet[at + 1]
    return sheet[at].text not in {"up", "op", "alarm"} or ":" in behind.text or behind.text in _CLOCK_FILLERS


def _clock_behind(sheet: Sheet, at: int) -> tuple[Time, int] | None:
    place = at
    while sheet[place].text in _CLOCK_FILLERS and place < at + _MOST_FILLERS:
        if found := clock_at(sheet, place):
            return found
        place += 1
    return clock_at(sheet, place)


# ── slept 6h, 6 hours of sleep ─────────────────────────────────────────────────────────────────────────────────────


def _by_word(sheet: Sheet) -> Iterator[Decimal]:
    for at in range(len(sheet)):
        if sheet[at].text not in words.SLEEP or is_theirs(sheet, at):
            continue
        found = _behind(sheet, at) or _before(sheet, at)
        if found and not is_asked(sheet, found[1]):
            sheet.take(found[1], found[2])
            yield found[0]


def _behind(sheet: Sheet, at: int) -> Found:
    place = at + 1
    while sheet[place].text in _FILLERS and place <= at + _MOST_FILLERS:
        if found := _length(sheet, place):  # a quarter to eleven
            break
        place += 1
    found = _length(sheet, place)
    if not found or not _is_sleep(sheet, found, behind_comma="," in sheet.texts(at, place)):
        return None
    if sheet[place - 1].text == "-" and sheet[place].glued and not sheet[place - 1].glued:
        found = (-found[0], found[1])
    return found[0], at, _past_night(sheet, found[1])


def _past_night(sheet: Sheet, at: int) -> int:
    length = next((len(phrase) for phrase in _LAST_NIGHT if sheet.texts(at, at + len(phrase)) == phrase), 0)
    return at + length


def _is_sleep(sheet: Sheet, found: tuple[Decimal, int], *, behind_comma: bool) -> bool:
    """Without its unit a number must be possible, and may not stand in the next clause: slept ok, 225 3x5."""
    if sheet[found[1] - 1].text in words.HOURS | words.MINUTES:
        return True
    return not behind_comma and (found[0] <= DAY or sheet[found[1]].text in words.CLAUSE_BOUNDS)


def _before(sheet: Sheet, at: int) -> Found:
    """6h sleep, 7.5 hours of sleep, 6-7 hours sleep, half past ten to six was my sleep."""
    place = at
    while sheet[place - 1].text in _BEFORE:
        place -= 1
    for length in range(_LONGEST_LENGTH, 0, -1):
        found = _length(sheet, place - length)
        if not found or found[1] != place or sheet[place - length - 1].text in words.TIMES | words.AT:
            continue
        is_clock = any(":" in sheet[near].text or sheet[near].text in _CLOCK for near in range(place - length, place))
        is_said = is_clock or sheet[at].text in words.SLEEP_NOUNS or sheet[place - 1].text in words.HOURS
        return (found[0], place - length, at + 1) if is_said else None
    return None


# ── hours without a word for sleep ─────────────────────────────────────────────────────────────────────────────────


def _by_hours(sheet: Sheet, *, is_spoken_of: bool) -> Iterator[Decimal]:
    for at in range(len(sheet)):
        found = _length(sheet, at) if sheet[at].value is not None else None
        if not found or is_theirs(sheet, at) or is_asked(sheet, at):
            continue
        if start_stop := _at_night(sheet, at, found[1]) or _got(sheet, at, found, is_spoken_of=is_spoken_of):
            sheet.take(*start_stop)
            yield found[0]


def _at_night(sheet: Sheet, at: int, stop: int) -> tuple[int, int] | None:
    """6 hours last night; a bare 5h at the edge of a clause, beside soreness, energy or a body weight."""
    if sheet[stop - 1].text not in _UNITS:
        return None
    if sheet.texts(stop, stop + 2) == ("last", "night"):
        return at, stop + 2
    start = at - 2 - (sheet[at - 1].text in {":", "got", "-", ","})
    if sheet.texts(start, start + 2) == ("last", "night"):
        return start, stop
    before, behind = sheet.raw(at - 1).text, sheet.raw(stop).text
    if before not in _EDGES or behind not in _EDGES:
        return None
    near = {sheet.raw(place).text for place in range(at - 4, stop + 4)}
    return (at, stop) if near & _BESIDE else None


def _got(sheet: Sheet, at: int, found: tuple[Decimal, int], *, is_spoken_of: bool) -> tuple[int, int] | None:
    """Got like 6 hours; running on 4 hours; and where sleep is spoken of, i got 5.5."""
    place = at - 1
    while sheet[place].text in _FILLERS_OF_GOT and place > at - _MOST_FILLERS:
        place -= 1
    stop = found[1]
    has_unit = sheet[stop - 1].text in words.HOURS
    is_got = sheet[place].text in _GOT and (has_unit or (is_spoken_of and sheet[place - 1].text == "i"))
    is_on = sheet[place].text == "on" and sheet[place - 1].text in _ON and has_unit
    is_whole = (
        sheet[stop + (sheet[stop].text in {"in", "tops", "max"})].text in _ENDS and found[0] <= _MOST_BARE_HOURS * HOUR
    )
    return (place, stop) if (is_got or is_on) and is_whole else None


def _total(sheet: Sheet) -> Decimal | None:
    """So 7 total, behind what it is made of."""
    for at in range(len(sheet)):
        found = _length(sheet, at) if sheet[at].value is not None else None
        if not found or found[0] > _MOST_BARE_HOURS * HOUR:
            continue
        if stop := next(
            (found[1] + len(end) for end in _TOTAL if sheet.texts(found[1], found[1] + len(end)) == end), 0
        ):
            sheet.take(at, stop)
            return found[0]
    return None


# ── lengths ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _length(sheet: Sheet, at: int) -> tuple[Decimal, int] | None:
    first = time_at(sheet, at)
    if not first:
        return None
    second = time_at(sheet, _past_to(sheet, first[1])) if sheet[first[1]].text in _TO else None
    if second and (minutes := _middle(first[0], second[0])) is not None:
        return minutes, second[1]
    is_other = sheet[first[1]].text in _NO_HOURS or (
        sheet[first[1]].text == "/" and sheet[first[1] + 1].value is not None
    )
    return None if first[0].is_clock or is_other else (first[0].minutes, first[1])


def _past_to(sheet: Sheet, at: int) -> int:
    """Past "to", "->" and "until about"."""
    place = at + 1 + (sheet.texts(at, at + 2) == ("-", ">"))
    while sheet[place].text in {"about", "around", "like", "at"} and place < at + _MOST_FILLERS:
        place += 1
    return place


def _middle(one: Time, two: Time) -> Decimal | None:
    """The middle of a range of lengths, or the time from one clock time to another."""
    is_clock = one.is_clock or two.is_clock or two.minutes < one.minutes or two.minutes - one.minutes > _WIDEST_RANGE
    if not is_clock or (two.has_unit and not (one.has_unit and two.minutes < one.minutes)):
        return (one.minutes + two.minutes) / 2 if two.minutes >= one.minutes else None
    return between(one, two)
