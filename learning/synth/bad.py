"""Answers that a lifter would vote down, for the undesirable class alone: empty, rude, reckless, or a wrong load."""

import json
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Final

from agents.answers import Ground, Rejected
from agents.minds import COACH, INSIGHT
from agents.said_numbers import read_numbers
from knowledge.units import Load
from learning.synth.answers import planner_json
from learning.synth.checks import read
from learning.synth.fields import Sayable
from learning.synth.phrases import Fields, drawn, phrases

KINDS: Final = ("generic", "no_numbers", "tone", "wrong_load", "reckless")
KINDS_OF_JSON: Final = ("generic", "wrong")
GUARDED: Final = ("wrong_load", "reckless", "wrong")
"""Kinds that the guard must refuse: whoever lets one through has found a hole in it, and it is drawn again."""


def bad_answer(agent: str, ground: Ground, sayable: Sayable, random: Random) -> tuple[str, str] | None:
    """What is wrong with an answer, and the answer, in the agent's shape; None where none was found."""
    kind = random.choice(KINDS if agent == COACH else KINDS_OF_JSON)
    wrong = _wrong(ground, sayable.facts, random)
    fields: Fields = {**sayable.fields, "wrong": (str(wrong),)}
    text = _text(agent, kind, fields, random, wrong if kind == "wrong" else _own(ground) or wrong)
    if text is None or (kind in GUARDED and _passes(agent, text, ground)):
        return None
    return kind, text


def _own(ground: Ground) -> Load | None:
    dose = ground.case.plan.dose
    return dose.load if dose else None


def _text(agent: str, kind: str, fields: Fields, random: Random, choice: Load) -> str | None:
    if agent == COACH:
        return drawn(phrases("bad", kind), fields, frozenset(), random)
    said = drawn(phrases("bad", agent, "generic" if agent != INSIGHT else kind), fields, frozenset(), random)
    if said is None:
        return None
    return json.dumps({"observations": [said]}, ensure_ascii=False) if agent == INSIGHT else planner_json(choice, said)


def _passes(agent: str, text: str, ground: Ground) -> bool:
    try:
        return not read(agent, text, ground).cuts
    except Rejected:
        return False


def _wrong(ground: Ground, facts: Sequence[str], random: Random) -> Load:
    """A load well above the plan's or the last one that no fact names."""
    dose, case = ground.case.plan.dose, ground.case
    like = dose.load if dose else ground.last or Load(Decimal(100), case.profile.unit)
    told = {number.value for fact in facts for number in read_numbers(fact, like.unit).numbers}
    amount = max(abs(like.amount), Decimal(20)) * Decimal(random.choice(("1.15", "1.25", "1.4", "1.6")))
    amount = Decimal(round(amount / 5) * 5)
    while amount in told:
        amount += 5
    return Load(amount, like.unit)
