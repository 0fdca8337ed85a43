"""Whether an answer is good enough to be learned: the agent's own reader, and the evaluation's rules."""

import re
from collections.abc import Sequence
from typing import Final

from agents.answers import Given, Ground, Rejected, read_choice, read_insight, read_words
from agents.minds import COACH, INSIGHT, PLANNER
from agents.plan import Action, Plan
from learning.adversary.oracle import numbers_in
from learning.evaluation.wordings import AGAINST, RECORD, RESTS, UNSAFE

READERS: Final = {COACH: read_words, INSIGHT: read_insight, PLANNER: read_choice}
LONGEST: Final = 260  # characters: what is read between two sets
DIRECTIONS: Final = {
    Action.INCREASE: "up",
    Action.HOLD: "hold",
    Action.REDUCE: "down",
    Action.DELOAD: "down",
    Action.REST: "rest",
}


def read(agent: str, text: str, ground: Ground) -> Given:
    """What the guard lets through. Raises Rejected."""
    return READERS[agent](text, ground)


def accepted(agent: str, text: str, ground: Ground, facts: Sequence[str]) -> Given:
    """What *text* gives on, whole and by every rule; *facts* are the lines of its prompt. Raises Rejected."""
    given = read(agent, text, ground)
    if given.cuts:
        raise Rejected(f"cut: {'; '.join(given.cuts)}")
    if agent != PLANNER and (invented := numbers_in(text) - numbers_in("\n".join(facts))):
        raise Rejected(f"not in the prompt: {', '.join(map(str, sorted(invented)))}")
    if agent == COACH and (why := _against(text, ground.case.plan)):
        raise Rejected(why)
    return given


def _against(words: str, plan: Plan) -> str | None:
    if len(words) > LONGEST:
        return "too long"
    direction = AGAINST.get(DIRECTIONS.get(plan.action, ""))
    for name, pattern in (("against the direction", direction), ("unsafe", UNSAFE)):
        if pattern and re.search(pattern, words, re.I):
            return name
    if plan.offer is None and RECORD.search(words):
        return "talk of a record"
    if plan.action is Action.REST and not RESTS.search(words):
        return "says nothing of rest"
    return None
