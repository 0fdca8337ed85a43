"""What was really done of a set: but only got 3, got 3 of 5, managed 2 reps."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.sheet import Sheet
from bot.parse.weights import HEAVIER_THAN_SETS

GOT: Final = words.set_of("got only managed made")
_LEADS: Final = words.set_of(", ( but i just did it for")
_WISHES: Final = words.set_of(
    "( , was were is supposed to be wanted planned aimed for the plan goal target i but had get"
)
WANTED: Final = words.set_of("went wanted aimed tried planned needed supposed")
_SHORT: Final = words.set_of("only managed")  # "got 9" may be more than was planned
_MOST_WORDS: Final = 6
_DONE: Final = GOT | {"did", "hit", "completed", "finished"}
_WORDS: Final = GOT | _LEADS
_OTHER: Final = words.SETS | words.UNITS.keys() | words.TIMES


@dataclass(frozen=True, slots=True)
class Got:
    """Reps that were done; *is_short*: it was said that more were planned."""

    reps: int
    is_short: bool


def got(sheet: Sheet, at: int) -> tuple[Got, int] | None:
    """What was got, with the words that lead to it, from *at* on; and the place after it."""
    is_said = is_short = False
    place, planned = _past_plan(sheet, at)
    if sheet[place].text not in _WORDS:
        return None
    last = place + _MOST_WORDS
    while place < last and sheet[place].text in _WORDS:
        is_said = is_said or sheet[place].text in GOT
        is_short = is_short or sheet[place].text in _SHORT
        place += 1
    if found := got_of(sheet, place):
        return found
    reps = _reps(sheet, place)
    behind = sheet[place + 1].text
    if not is_said or reps is None or behind in words.NOT_REPS:
        return None
    is_short = is_short or (planned is not None and reps < planned)
    return Got(reps, is_short), place + 1 + (behind in words.REPS)


def _past_plan(sheet: Sheet, at: int) -> tuple[int, int | None]:
    """Went for 5 got 4: the place behind what was wanted, and how many that were."""
    place = at + (sheet[at].text == ",")
    if sheet[place].text not in WANTED:
        return at, None
    place += 1 + (sheet[place + 1].text in {"for", "to"}) + (sheet[place + 2].text == "get")
    planned = _reps(sheet, place)
    return (at, None) if planned is None else (place + 1 + (sheet[place + 1].text in words.REPS), planned)


def wanted_behind(sheet: Sheet, at: int) -> int | None:
    """185x4 (was supposed to be 5): how many were wanted, though that was hidden as a plan."""
    place, is_wanted = at, False
    while place < at + _MOST_WORDS + 2 and sheet.raw(place).text in _WISHES:
        is_wanted = is_wanted or sheet.raw(place).text in WANTED
        place += 1
    value, behind = sheet.raw(place).value, sheet.raw(place + 1).text
    is_count = is_wanted and value is not None and value % 1 == 0 and behind not in _OTHER
    return int(value) if value is not None and is_count and value <= HEAVIER_THAN_SETS else None


def got_of(sheet: Sheet, at: int) -> tuple[Got, int] | None:
    """3 of 5, 3 out of 5 reps, behind a word for having done them."""
    if sheet.raw(at - 1).text not in _DONE:
        return None
    of = at + 1 + (sheet[at + 1].text in words.REPS)
    of += sheet[of].text == "out" and sheet[of + 1].text == "of"
    done, planned = _reps(sheet, at), _reps(sheet, of + 1)
    if sheet[of].text != "of" or done is None or planned is None or done > planned:
        return None
    stop = of + 2 + (sheet[of + 2].text in words.REPS)
    is_other = sheet[of + 2].text in _OTHER
    return None if is_other else (Got(done, done < planned), stop)


def _reps(sheet: Sheet, at: int) -> int | None:
    value = Decimal(1) if sheet[at].text == "one" else sheet[at].value
    return int(value) if value is not None and value % 1 == 0 and value <= HEAVIER_THAN_SETS else None


def is_short_of_plan(sheet: Sheet, at: int, load: Decimal, reps: int) -> bool:
    """Whether a set at *at* has fewer *reps* than were planned at its load: planned 225x5, got 225x3."""
    place = at - 1
    while sheet.raw(place).text in _WORDS and place > at - _MOST_WORDS:
        place -= 1
    planned, times, planned_load = sheet.raw(place).value, sheet.raw(place - 1).text, sheet.raw(place - 2).value
    is_plan = place > 1 and not sheet.is_free(place) and not sheet.is_read(place) and times in words.TIMES
    return is_plan and planned is not None and planned > reps and planned_load == load
