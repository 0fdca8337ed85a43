"""Answers of the three minds, worded from tables: whatever number is in them stands in the prompt."""

import json
from decimal import Decimal
from functools import cache
from random import Random
from typing import Final

from agents.answers import Ground
from agents.case import Case
from agents.guard import accept_load
from agents.minds import COACH, INSIGHT, PLANNER
from agents.occasion import occasions
from agents.plan import Action, Plan
from knowledge.units import Load
from learning.synth.fields import Sayable
from learning.synth.phrases import Phrase, drawn, parsed, phrases, table
from storage.records import Style

ANY: Final = "any"
TOPICS: Final = ("none", "strength", "trend", "hits", "miss", "days", "did", "day")
DAY_FIRST: Final = 0.3  # share of observations in which the day comes before the log
MOST_RISE: Final = Decimal("1.15")
OWN: Final = 0.4  # share of the planner's answers that name the plan's own load


def answer(agent: str, ground: Ground, sayable: Sayable, random: Random) -> str | None:
    """An answer in the agent's own shape; None where no phrase fits. It is not guarded yet."""
    words = {COACH: _coach, INSIGHT: _insight, PLANNER: _planner}[agent]
    return words(ground, sayable, random)


# ── the coach ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _coach(ground: Ground, sayable: Sayable, random: Random) -> str | None:
    case = ground.case
    occasion, style = occasions(case)[0].value, case.arm
    shapes = table("coach")["shapes"]
    shape: str = random.choice(shapes.get(occasion, shapes[ANY]))
    said = [
        drawn(_pool(part, _heading(part, occasion, case.plan), style, random), sayable.fields, sayable.truths, random)
        for part in shape.split()
    ]
    return " ".join(one for one in said if one) if said[0] else None


def _heading(part: str, occasion: str, plan: Plan) -> str:
    """Loads are asked for as the plan moves, whatever the occasion."""
    return plan.action.value if part == "ask" else occasion


def _pool(part: str, heading: str, style: Style, random: Random) -> tuple[Phrase, ...]:
    """The heading's own phrases, mostly; at times those that fit all."""
    own, general = _in_style(part, heading, style), _in_style(part, ANY, style)
    if own and general:
        return own if random.random() < 0.65 else general
    return own or general


@cache
def _in_style(part: str, heading: str, style: Style) -> tuple[Phrase, ...]:
    return (*phrases("coach", part, heading, ANY), *phrases("coach", part, heading, style.value))


# ── the insight ────────────────────────────────────────────────────────────────────────────────────────────────────


def _insight(ground: Ground, sayable: Sayable, random: Random) -> str | None:
    """One or two observations, of different topics."""
    topics = [*random.sample(TOPICS[:-1], len(TOPICS) - 1), TOPICS[-1]]
    if random.random() < DAY_FIRST:
        topics.insert(0, topics.pop())
    said = (drawn(phrases("insight", topic), sayable.fields, sayable.truths, random) for topic in topics)
    found = [one for one in said if one][: random.choice((1, 2, 2, 2))]
    return json.dumps({"observations": found}, ensure_ascii=False) if found else None


# ── the planner ────────────────────────────────────────────────────────────────────────────────────────────────────


def _planner(ground: Ground, sayable: Sayable, random: Random) -> str | None:
    plan = ground.case.plan
    if plan.dose is None or not _moves_as_planned(plan.action, plan.dose.load, ground.last):
        return None
    own, others = [plan.dose.load], choices(plan, ground.last)
    wanted = own if random.random() < OWN or not others else others
    sayable_loads = [load for load in (*wanted, *others, *own) if load.amount * 10 % 1 == 0]  # 28.75 has no tenths
    if not sayable_loads:
        return None
    choice = random.choice([load for load in wanted if load in sayable_loads] or sayable_loads)
    kind = "own" if choice == plan.dose.load else "other"
    fields = {**sayable.fields, "choice": (str(choice),)}
    pool = _reasons(kind, plan.action)
    reason = drawn(pool, fields, sayable.truths, random)
    return planner_json(choice, reason) if reason else None


def _moves_as_planned(action: Action, load: Load, last: Load | None) -> bool:
    """Whether *load* is to *last* what the reasons of *action* say; a programme's jump up has others."""
    if last is None or last.kg <= 0:
        return False
    share = load.kg / last.kg
    if action is Action.INCREASE:
        return 1 < share <= MOST_RISE
    return share == 1 if action is Action.HOLD else share < 1


def planner_json(choice: Load, reason: str) -> str:
    return json.dumps({"load_tenths": int(choice.amount * 10), "reason": reason}, ensure_ascii=False)


def choices(plan: Plan, last: Load | None) -> list[Load]:
    """The other loads that may be named beside the plan's own."""
    if plan.dose is None or plan.envelope is None:
        return []
    step = Decimal("2.5")
    low, high = plan.envelope.low.amount, plan.envelope.high.amount
    count = int((high - low) / step) + 1
    found = (Load(low + step * at, plan.dose.load.unit) for at in range(count))
    return [one for one in found if one.amount > 0 and one != plan.dose.load and accept_load(one, plan, last).passed]


@cache
def _reasons(kind: str, action: Action) -> tuple[Phrase, ...]:
    return tuple(parsed(text) for text in table("planner")[kind].get(action.value, ()))


def occasion_of(case: Case) -> str:
    return occasions(case)[0].value
