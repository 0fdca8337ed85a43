"""Who is asked about a case: three minds, or fewer where they would add nothing but time and tokens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agents.case import Case
from agents.plan import Action
from storage.records import Entry, SetKind, row_id

INSIGHT: Final = "insight"
PLANNER: Final = "planner"
COACH: Final = "coach"


@dataclass(frozen=True, slots=True)
class Fewer:
    """A kind of case about which only *minds* are asked, and why."""

    when: Callable[[Case], bool]
    minds: tuple[str, ...]
    why: str


def minds_for(case: Case) -> tuple[str, ...]:
    """The minds to ask, in the order in which what they say is told on."""
    fewer = fewer_for(case)
    return fewer.minds if fewer else (INSIGHT, PLANNER, COACH)


def fewer_for(case: Case) -> Fewer | None:
    """The first reason to ask fewer than all; None: all three have something to add."""
    return next((one for one in FEWER if one.when(case)), None)


def _said_now(case: Case) -> list[Entry]:
    """The sets that came with the message that the case is about."""
    return [entry for entry in case.history if row_id("turn", entry.source) == case.turn]


def _is_warm_up(case: Case) -> bool:
    now = _said_now(case)
    return bool(now) and all(entry.lift.kind is SetKind.WARMUP for entry in now)


def _is_told_already(case: Case) -> bool:
    """Another set of a lift that was worked today, after which nothing moves."""
    now = _said_now(case)
    before = (entry for entry in case.history if entry.on == case.today.on and entry not in now)
    return (
        case.plan.action is Action.HOLD and bool(now) and any(entry.lift.kind is not SetKind.WARMUP for entry in before)
    )


FEWER: Final = (
    Fewer(lambda case: case.plan.action is Action.REFER, (), "a warning sign is answered by code alone"),
    Fewer(_is_warm_up, (COACH,), "a warm-up set says nothing about strength, and the plan stands"),
    Fewer(lambda case: case.plan.dose is None, (INSIGHT, COACH), "there is no load to choose"),
    Fewer(_is_told_already, (COACH,), "the first set of the session has told the rest already"),
)
