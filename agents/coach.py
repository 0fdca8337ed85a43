"""The coach agent's draft: what a coach adds to the plan in plain words. The two styles say the same numbers.

The line above has said the load and the reason, so neither is said again.
"""

from collections.abc import Mapping
from typing import Final

from agents.insight import Insight
from agents.phrases import counted, shows_sets, stopped
from agents.plan import Action, Plan
from knowledge.exercise import Exercise
from storage.records import Style

LONGEST: Final = 160  # characters: what is read between two sets
STREAK: Final = 2  # sessions hit in a row, and above: worth a word

Words = Mapping[Style, str]

OPENINGS: Final[Mapping[Action, Words]] = {
    Action.INCREASE: {
        Style.AGGRESSIVE: "You earned it: own every rep{sets}.",
        Style.CONSERVATIVE: "A step up that fits: keep it smooth{sets}.",
    },
    Action.HOLD: {
        Style.AGGRESSIVE: "Make this load yours{sets}.",
        Style.CONSERVATIVE: "Stay here and make it clean{sets}.",
    },
    Action.REDUCE: {
        Style.AGGRESSIVE: "Step back to come back stronger: sharp reps{sets}.",
        Style.CONSERVATIVE: "Lighter is right for now: keep it smooth{sets}.",
    },
    Action.DELOAD: {
        Style.AGGRESSIVE: "Deload like you mean it: fast and crisp.",
        Style.CONSERVATIVE: "An easy week builds the next hard one.",
    },
    Action.REST: {
        Style.AGGRESSIVE: "Recovery is the work now: eat, walk, sleep, and come back hungry.",
        Style.CONSERVATIVE: "A walk and a good night help recovery, and nothing is lost in a day.",
    },
}
CAREFUL: Final[Words] = {
    Style.AGGRESSIVE: "Train smart today: crisp reps{sets}, no grinding.",
    Style.CONSERVATIVE: "Go easy on yourself today: smooth reps{sets}, no more.",
}
BY_RULE: Final[Mapping[str, Words]] = {
    "short_sleep": CAREFUL,
    "sore": CAREFUL,
    "cleared_today": CAREFUL,
    "layoff": {
        Style.AGGRESSIVE: "Good to have you back: sharp reps{sets}, and save the fight for later.",
        Style.CONSERVATIVE: "Welcome back: ease in{sets}, and leave some in the tank.",
    },
    "missed_once": {
        Style.AGGRESSIVE: "Shake it off and win those reps back{sets}.",
        Style.CONSERVATIVE: "One miss says little: build the reps again{sets}.",
    },
}
RUN: Final[Words] = {
    Style.AGGRESSIVE: "That's {hits} sessions hit in a row: own every rep{sets}.",
    Style.CONSERVATIVE: "That's {hits} sessions hit in a row: keep it smooth{sets}.",
}
UNKNOWN: Final[Words] = {
    Style.AGGRESSIVE: "Give me one honest set of {name} and we go from there.",
    Style.CONSERVATIVE: "Log one comfortable set of {name}, and the plan starts from it.",
}


def draft(plan: Plan, insight: Insight, exercise: Exercise, style: Style) -> str:
    """One or two short sentences, at most 160 characters; never of a PR. The sets are told where the plan's line does
    not show them."""
    if plan.action is Action.REFER:
        return f"Stop here. No {stopped(plan, exercise)} for now: {plan.reasons[0].text}."
    if plan.action is Action.REST:
        return OPENINGS[Action.REST][style]
    if plan.dose is None:
        return UNKNOWN[style].format(name=exercise.name)
    sets = "" if shows_sets(plan) else f" for {counted(plan.dose.sets, 'set')}"
    opening = _words(plan, insight)[style].format(sets=sets, hits=insight.hits)
    return f"{opening} {_cue(exercise, LONGEST - len(opening) - 1)}".rstrip()


def _words(plan: Plan, insight: Insight) -> Words:
    rule = plan.reasons[0].rule
    leads_on = plan.action is Action.INCREASE or rule in ("one_step_a_day", "step_too_big")
    if leads_on and insight.hits >= STREAK:
        return RUN
    return BY_RULE.get(rule, OPENINGS[plan.action])


def _cue(exercise: Exercise, room: int) -> str:
    """The shortest cue, if it has room: one that can be kept in mind under the bar."""
    cue = min(exercise.cues, key=len, default="")
    return cue if len(cue) <= room else ""
