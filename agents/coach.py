"""The coach agent's draft: what a coach adds to the plan in plain words. The two styles say the same numbers.

The line above has said the load and the reason, so neither is said again.
"""

from collections.abc import Mapping
from typing import Final

from agents.insight import Insight
from agents.phrases import shows_sets, stopped
from agents.plan import Action, Plan
from knowledge.exercise import Exercise
from knowledge.words import Words, counted, english_alone, filled, joined, words
from storage.records import Style

LONGEST: Final = 160  # characters: what is read between two sets
STREAK: Final = 2  # sessions hit in a row, and above: worth a word

Styles = Mapping[Style, Words]

OPENINGS: Final[Mapping[Action, Styles]] = {
    Action.INCREASE: {
        Style.AGGRESSIVE: words("You earned it: own every rep{sets}."),
        Style.CONSERVATIVE: words("A step up that fits: keep it smooth{sets}."),
    },
    Action.HOLD: {
        Style.AGGRESSIVE: words("Make this load yours{sets}."),
        Style.CONSERVATIVE: words("Stay here and make it clean{sets}."),
    },
    Action.REDUCE: {
        Style.AGGRESSIVE: words("Step back to come back stronger: sharp reps{sets}."),
        Style.CONSERVATIVE: words("Lighter is right for now: keep it smooth{sets}."),
    },
    Action.DELOAD: {
        Style.AGGRESSIVE: words("Deload like you mean it: fast and crisp."),
        Style.CONSERVATIVE: words("An easy week builds the next hard one."),
    },
    Action.REST: {
        Style.AGGRESSIVE: words("Recovery is the work now: eat, walk, sleep, and come back hungry."),
        Style.CONSERVATIVE: words("A walk and a good night help recovery, and nothing is lost in a day."),
    },
}
CAREFUL: Final[Styles] = {
    Style.AGGRESSIVE: words("Train smart today: crisp reps{sets}, no grinding."),
    Style.CONSERVATIVE: words("Go easy on yourself today: smooth reps{sets}, no more."),
}
BY_RULE: Final[Mapping[str, Styles]] = {
    "short_sleep": CAREFUL,
    "sore": CAREFUL,
    "cleared_today": CAREFUL,
    "layoff": {
        Style.AGGRESSIVE: words("Good to have you back: sharp reps{sets}, and save the fight for later."),
        Style.CONSERVATIVE: words("Welcome back: ease in{sets}, and leave some in the tank."),
    },
    "missed_once": {
        Style.AGGRESSIVE: words("Shake it off and win those reps back{sets}."),
        Style.CONSERVATIVE: words("One miss says little: build the reps again{sets}."),
    },
}
UNKNOWN: Final[Styles] = {
    Style.AGGRESSIVE: words("Give me one honest set of {name} and we go from there."),
    Style.CONSERVATIVE: words("Log one comfortable set of {name}, and the plan starts from it."),
}


def draft(plan: Plan, insight: Insight, exercise: Exercise, style: Style) -> str:
    """One or two short sentences, at most 160 characters; never of a PR. The sets are told where the plan's line does
    not show them."""
    if plan.action is Action.REFER:
        return words(
            "Stop here. No {lift} for now: {reason}.", lift=stopped(plan, exercise), reason=plan.reasons[0].text
        )
    if plan.action is Action.REST:
        return OPENINGS[Action.REST][style]
    if plan.dose is None:
        return filled(UNKNOWN[style], name=exercise.name)
    sets = "" if shows_sets(plan) else counted(" for {count} set", " for {count} sets", count=plan.dose.sets)
    opening = _opening(plan, insight, style, sets)
    cue = _cue(exercise, LONGEST - len(opening) - 1)
    return joined([opening, english_alone(cue)], " ") if cue else opening


def _opening(plan: Plan, insight: Insight, style: Style, sets: str) -> Words:
    rule = plan.reasons[0].rule
    leads_on = plan.action is Action.INCREASE or rule in ("one_step_a_day", "step_too_big")
    if leads_on and insight.hits >= STREAK:
        return _run(insight.hits, style, sets)
    said = BY_RULE.get(rule, OPENINGS[plan.action])[style]
    return filled(said, sets=sets) if "{sets}" in said else said


def _run(hits: int, style: Style, sets: str) -> Words:
    """About *hits* sessions in a row, two or more."""
    if style is Style.AGGRESSIVE:
        return counted(
            "That's {count} session hit in a row: own every rep{sets}.",
            "That's {count} sessions hit in a row: own every rep{sets}.",
            count=hits,
            sets=sets,
        )
    return counted(
        "That's {count} session hit in a row: keep it smooth{sets}.",
        "That's {count} sessions hit in a row: keep it smooth{sets}.",
        count=hits,
        sets=sets,
    )


def _cue(exercise: Exercise, room: int) -> str:
    """The shortest cue, if it has room: one that can be kept in mind under the bar."""
    cue = min(exercise.cues, key=len, default="")
    return cue if len(cue) <= room else ""
