"""What kind of message a case is: by it examples and passages are chosen."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from agents.case import Case
from agents.plan import Action


class Occasion(StrEnum):
    FIRST = "first"  # nothing of the lift is on record
    REST = "rest"
    OFFER = "offer"  # a PR may be named
    LAYOFF = "layoff"
    MISSED = "missed"
    TIRED = "tired"  # short sleep or soreness without a cut of the load
    INCREASE = "increase"
    HOLD = "hold"
    REDUCE = "reduce"
    DELOAD = "deload"


BY_RULE: Final[Mapping[str, Occasion]] = {
    "no_history": Occasion.FIRST,
    "layoff": Occasion.LAYOFF,
    "missed_once": Occasion.MISSED,
    "missed_twice": Occasion.MISSED,
    "never_made": Occasion.MISSED,
    "linear_repeat": Occasion.MISSED,
    "linear_reset": Occasion.MISSED,
    "week_repeat": Occasion.MISSED,
    "short_sleep": Occasion.TIRED,
    "sore": Occasion.TIRED,
    "cleared_today": Occasion.TIRED,
    "lately_cleared": Occasion.TIRED,
    "injury": Occasion.TIRED,
}
BY_ACTION: Final[Mapping[Action, Occasion]] = {
    Action.INCREASE: Occasion.INCREASE,
    Action.HOLD: Occasion.HOLD,
    Action.REDUCE: Occasion.REDUCE,
    Action.DELOAD: Occasion.DELOAD,
    Action.REST: Occasion.REST,
}


def occasions(case: Case) -> tuple[Occasion, ...]:
    """What *case* is an example of, the most telling first; empty for a referral, about which nobody is asked."""
    plan = case.plan
    if plan.action is Action.REFER:
        return ()
    of_rules = [BY_RULE[fired.rule] for fired in plan.reasons if fired.rule in BY_RULE]
    offered = [Occasion.OFFER] if plan.offer is not None and plan.pr_allowed else []
    of_action = BY_ACTION[plan.action]
    firsts = [of_action] if plan.action in (Action.REST, Action.DELOAD) else []
    return tuple(dict.fromkeys((*firsts, *offered, *of_rules, of_action)))
