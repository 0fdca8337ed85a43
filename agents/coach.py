"""The coach agent's draft: the plan in a coach's plain words. The two styles say the same numbers."""

from collections.abc import Mapping
from typing import Final

from agents.insight import Insight
from agents.phrases import counted, dose_text
from agents.plan import Action, Plan
from knowledge.exercise import Exercise
from knowledge.units import Unit
from storage.records import Style

OPENINGS: Final[Mapping[Action, Mapping[Style, str]]] = {
    Action.INCREASE: {
        Style.AGGRESSIVE: "You earned it: {dose} for {sets}, and own every rep.",
        Style.CONSERVATIVE: "A step up that fits: {dose} for {sets}.",
    },
    Action.HOLD: {
        Style.AGGRESSIVE: "Same bar, better reps: {dose} for {sets}, no excuses.",
        Style.CONSERVATIVE: "Stay here and make it clean: {dose} for {sets}.",
    },
    Action.REDUCE: {
        Style.AGGRESSIVE: "Step back to hit harder: {dose} for {sets}, every rep sharp.",
        Style.CONSERVATIVE: "Take some off and keep it smooth: {dose} for {sets}.",
    },
    Action.DELOAD: {
        Style.AGGRESSIVE: "Deload like you mean it: {dose} for {sets}, fast and crisp.",
        Style.CONSERVATIVE: "An easy week builds the next hard one: {dose} for {sets}.",
    },
}
REST: Final[Mapping[Style, str]] = {
    Style.AGGRESSIVE: "No bar today: recovery is the work, and it counts. Eat, walk, sleep, and come back hungry.",
    Style.CONSERVATIVE: "Rest today, or take an easy walk as active recovery. Nothing is lost in a day.",
}
UNKNOWN: Final[Mapping[Style, str]] = {
    Style.AGGRESSIVE: "Give me one honest set of {name} and we go from there.",
    Style.CONSERVATIVE: "Log one comfortable set of {name}, and the plan starts from it.",
}


def draft(plan: Plan, insight: Insight, exercise: Exercise, style: Style, unit: Unit | None = None) -> str:
    """One to three short sentences; never of a PR where the plan forbids it. *unit* as in planner.words."""
    if plan.action is Action.REFER:
        return f"Stop here. No {exercise.name} for now: {plan.reasons[0].text}."
    if plan.action is Action.REST:
        return REST[style]
    if plan.dose is None:
        return UNKNOWN[style].format(name=exercise.name)
    opening = OPENINGS[plan.action][style].format(
        dose=dose_text(plan.dose, exercise, unit), sets=counted(plan.dose.sets, "set")
    )
    return " ".join(filter(None, (opening, _streak(plan, insight), *exercise.cues[:1])))


def _streak(plan: Plan, insight: Insight) -> str | None:
    rising = plan.action in (Action.INCREASE, Action.HOLD)
    return f"That's {insight.hits} sessions hit in a row." if rising and insight.hits >= 2 else None
