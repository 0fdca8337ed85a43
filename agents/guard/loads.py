"""A load that is named is one for today, or is spoken of as what was or what comes."""

import re
from typing import Final

from agents.allowed import Allowed
from agents.guard.numbers import facts_read, said_in, same, shown
from agents.guard.phrases import pattern
from agents.said_numbers import Kind, Reading, SaidNumber

_PAST: Final = pattern("looking back")
_DEMAND: Final = pattern("asking for it")
_LATER: Final = pattern("looking ahead")
_NOW: Final = pattern("now")
_LIFTED: Final = pattern("lifted")


def load_not_next(words: str, allowed: Allowed) -> str | None:
    """A load that may not be asked for today stands only where the words look back, or ahead to what the plan named."""
    said = said_in(words, allowed.unit)
    for number in said.numbers:
        if allowed.looks_back and not _ASKS.search(said.sentence(number)):
            continue
        if _misused(number, said, allowed):
            return f"{shown(number)} is not a load for today"
        if _not_counted_next(number, said, allowed):
            return f"{shown(number)} is not for today"
    return None


_ASKS: Final = re.compile(r"^\s*(?:make|do|take|put|load|go|aim|add|hit|try|use|get|lift)\b")


def _not_counted_next(number: SaidNumber, said: Reading, allowed: Allowed) -> bool:
    """Reps or sets that are asked for, and are those of another day."""
    if number.kind not in (Kind.REPS, Kind.SETS) or not _ASKS.search(said.clause(number)):
        return False
    asked = facts_read(tuple(fact for fact in allowed.facts if fact.startswith(_PLANNED)), allowed.unit)
    return bool(asked.numbers) and number.value not in [one.number.value for one in asked.numbers]


_PLANNED: Final = ("Next:", "PR target:", "Plain words:")


def _misused(number: SaidNumber, said: Reading, allowed: Allowed) -> bool:
    clause, sentence = said.clause(number), said.sentence(number)
    if number.kind is Kind.MAX:
        return _LIFTED.search(sentence) is not None
    if not _is_load(number, allowed):
        return False
    looks_ahead = _is_later(number, allowed) and _LATER.search(sentence) and not _NOW.search(sentence)
    return bool((not looks_ahead and not _PAST.search(clause)) or _DEMAND.search(clause))


def _is_load(number: SaidNumber, allowed: Allowed) -> bool:
    if any(abs(load.amount) == number.value for load in allowed.next_loads):
        return False
    if number.kind is Kind.LOAD:
        return True
    facts = facts_read(allowed.facts, allowed.unit)
    counted = (fact.number.value for fact in facts.numbers if fact.number.kind in (Kind.REPS, Kind.SETS))
    return number.kind is Kind.PLAIN and number.value not in counted


def _is_later(number: SaidNumber, allowed: Allowed) -> bool:
    ahead = facts_read(allowed.later, allowed.unit)
    return any(same(number, fact.number, allowed.unit) for fact in ahead.numbers)
