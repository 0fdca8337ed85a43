"""The plan is binding: no other load, no other sets, no record that was not offered, and rest on a rest day."""

import re
from decimal import Decimal
from typing import Final

from agents.allowed import Allowed
from agents.guard.form import flat, says
from agents.guard.phrases import pattern
from agents.plan import Action, Plan
from knowledge.units import Load, Unit

_GRID: Final = {
    Unit.LB: Decimal("2.5"),
    Unit.KG: Decimal("1.25"),
}  # the smallest plates that gyms have, one a side or in all


def choice_refused(choice: Load, plan: Plan, last: Load | None) -> str | None:
    """Why a model may not name *choice* beside the plan's own load."""
    dose, envelope = plan.dose, plan.envelope
    if dose is None or envelope is None:
        return f"{plan.action}: no load is named"
    if choice.unit is not dose.load.unit:
        return f"{choice} is not in {dose.load.unit}"
    if not envelope.low.kg <= choice.kg <= envelope.high.kg:
        return f"{choice} is outside {envelope.low} to {envelope.high}"
    if choice not in (dose.load, envelope.low, envelope.high) and choice.amount % _GRID[choice.unit]:
        return f"{choice} cannot be loaded"
    if choice != dose.load and not _same_way(choice, plan, last or dose.load):
        return f"{choice} is not what {plan.action} means after {last or dose.load}"
    return None


def _same_way(choice: Load, plan: Plan, last: Load) -> bool:
    if plan.action is Action.INCREASE:
        return choice.kg > last.kg
    return choice.kg <= last.kg if plan.action is Action.HOLD else choice.kg < last.kg


_RECORD: Final = says("talk of a record")
_RECORD_IN_CAPITALS: Final = re.compile("PR")


def record_talk(words: str, allowed: Allowed) -> str | None:
    if allowed.pr_allowed:
        return None
    found = _RECORD_IN_CAPITALS.search(words)
    if found:
        return f"talk of a record: {found[0]}"
    return _RECORD(words, allowed) or _superlative(words, allowed)


_EXTREME: Final = re.compile(r"\b(?:best|strongest|top|max|record|limits?)\b")
_HARMLESS: Final = pattern(
    "a harmless best",
    also=r"""
    (?: works?|moves?|recovers?|grows?|feels?|goes|done|is|are|looks?|heals? )\ best\b
        (?= \s+ (?: from|when|with|after|if|on|as|by|at ) | \W*$ )
    """,
)


def _superlative(words: str, allowed: Allowed) -> str | None:
    """Any best, top or limit but the harmless ones, and those that a fact speaks of."""
    facts = [_HARMLESS.sub("", fact.casefold()) for fact in allowed.facts]
    said = _EXTREME.finditer(_HARMLESS.sub("", flat(words).casefold()))
    found = next((one for one in said if not any(one[0] in fact for fact in facts)), None)
    if found is None:
        return None
    return f"talk of a record: {found[0]}"


_AGAINST: Final = says(
    "against the plan",
    also=r"add\w*\s+ [\w.\-\ ]{1,24}? (?: to|on|onto|on\ top\ of )\s+ (?: it|that|this|those|them )\b",
)
_TRAINS: Final = says(
    "against the plan",
    under="training on a day of rest",
    also=r"""
    # "Lift anyway", "go today"
    (?: (?<!no\ ) (?: train|lift|squat|bench|press|deadlift|load|hit|pull|row )\w* | go(?: ing|es )? )\b
        [^.!?]{0,40}
        \b(?: anyway|regardless|instead|nevertheless|first|all\ the\ same|after\ all|today|now|tonight )\b
    # "One light set won't hurt"
    | (?: one|a|another|few|light|quick|easy|couple(?: \ of )?|single )\s+
        (?: (?: light|quick|easy|heavy|more|short|hard )\s )*
        (?: sets?|sessions?|workouts?|singles?|reps? )\b
        [^.!?]{0,30}
        \b(?: today|now|won't|will\ not|fine|can't|never|first|instead|helps?|anyway )\b
    # "Press." at the beginning of a clause
    | (?: ^ | (?<=[.!?,]\ ) | (?<=and\ ) | (?<=then\ ) | (?<=but\ ) | (?<=by\ ) ) (?: then\ |just\ |doing\ )?
        (?: press|lift|squat|pull|bench|row|deadlift|hit|grab|light|heavy )\b
        (?! \ (?: day|meal|snack|walk ) )
    """,
)


def against_plan(words: str, allowed: Allowed) -> str | None:
    return _AGAINST(words, allowed) or (_TRAINS(words, allowed) if _rests(allowed) else None)


def _rests(allowed: Allowed) -> bool:
    return allowed.resting or any(fact.startswith("Next: no lifting") for fact in allowed.facts)


_REST: Final = re.compile(r"\b(?:rest|resting|recover\w*|day off)\b", re.IGNORECASE)


def no_rest(words: str, allowed: Allowed) -> str | None:
    return "says nothing of rest" if allowed.resting and not _REST.search(words) else None
