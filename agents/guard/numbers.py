"""Every number in words is one that was given, counts what it counted there, and is of the lift that it was of."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Final

from agents.allowed import Allowed
from agents.guard.days import days_in
from agents.guard.form import flat
from agents.guard.lifts import lifts_in, may_be_called
from agents.guard.unclear import unclear
from agents.said_numbers import Kind, Reading, SaidNumber, read_numbers
from knowledge.units import Unit, plain

_COUNTS: Final = (Kind.PLAIN, Kind.LOAD, Kind.REPS, Kind.SETS)  # what a bare number in words may stand for


@dataclass(frozen=True, slots=True)
class Given:
    """A number of the facts, and the lifts that its fact is about; none: of any."""

    number: SaidNumber
    lifts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    numbers: tuple[Given, ...]
    days: frozenset[str]  # weekdays and dates that were named, as *days_in* writes them

    def pairs(self) -> frozenset[tuple[object, object]]:
        return frozenset((one.number.of, one.number.value) for one in self.numbers if one.number.of is not None)


@lru_cache(maxsize=256)
def facts_read(facts: tuple[str, ...], unit: Unit) -> Facts:
    """The numbers and days of *facts*, which are about the lift of their "Exercise:" where they name none."""
    subject = frozenset(chain.from_iterable(lifts_in(fact) for fact in facts if fact.startswith("Exercise:")))
    numbers = tuple(
        Given(number, lifts_in(fact) or subject) for fact in facts for number in read_numbers(fact, unit).numbers
    )
    return Facts(numbers, frozenset(chain.from_iterable(days_in(flat(fact).casefold()) for fact in facts)))


_APART: Final = re.compile(r"(?<![\d.,])\d(?:\s?[\s.,·-]\s?\d(?!\d)){2,}(?!\d)")  # "1 9 5"


@lru_cache(maxsize=16)
def said_in(words: str, unit: Unit) -> Reading:
    """*words* as the guard reads them: digits that were written apart are one number."""
    return read_numbers(_APART.sub(lambda apart: re.sub(r"\D", "", apart[0]), words), unit)


def number_not_given(words: str, allowed: Allowed) -> str | None:
    """A number, a pair like "190 × 5" or a day that no fact has, or a number of another lift."""
    said, facts = said_in(words, allowed.unit), facts_read(allowed.facts, allowed.unit)
    return (
        unclear(words, said)
        or next((reason for number in said.numbers if (reason := _not_given(number, said, facts, allowed))), None)
        or next((f"{day} was not given" for day in days_in(flat(words).casefold()) if day not in facts.days), None)
    )


def _not_given(number: SaidNumber, said: Reading, facts: Facts, allowed: Allowed) -> str | None:
    given = [fact for fact in facts.numbers if same(number, fact.number, allowed.unit)]
    if not given and allowed.looks_back and number.kind is Kind.LOAD:  # "sat around 216 lb": an estimate is a load too
        given = [fact for fact in facts.numbers if same(replace(number, kind=Kind.MAX), fact.number, allowed.unit)]
    if not given:
        return f"{shown(number)} was not given"
    if number.of is not None and (number.of, number.value) not in facts.pairs():
        return f"{plain(number.of)} × {plain(number.value)} was not given"
    lifts = lifts_in(said.sentence(number))
    if lifts and not any(not fact.lifts or may_be_called(lifts, fact.lifts) for fact in given):
        return f"{shown(number)} was not given of {', '.join(sorted(lifts))}"
    return None


def same(said: SaidNumber, fact: SaidNumber, home: Unit) -> bool:
    """Whether *said* may stand for *fact*; *home* is the unit of loads that name none."""
    if said.value != fact.value:
        return False
    if said.kind is Kind.PLAIN:
        return fact.kind in _COUNTS
    if said.unit not in (None, fact.unit or home):
        return False
    return said.kind is fact.kind or (said.kind is Kind.LOAD and fact.kind is Kind.PLAIN)


def shown(number: SaidNumber) -> str:
    what = number.unit or ("" if number.kind is Kind.PLAIN else number.kind)
    return f"{plain(number.value)} {what}".strip()
