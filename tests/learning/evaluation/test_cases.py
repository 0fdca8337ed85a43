"""The cases: whole, distinct, and about everything that the planner may decide."""

from collections import Counter

import pytest

from agents.plan import Action
from knowledge.rules import RULES
from learning.evaluation.case import Agent, BadCases, cases_from, load_cases
from learning.evaluation.scores import evaluate
from tests.learning.evaluation.answers import cases, draft

LEAST = 200
LEAST_AN_AGENT = 30


def test_there_are_enough_cases_for_every_agent() -> None:
    count = Counter(case.agent for case in cases().values())
    assert sum(count.values()) >= LEAST
    assert all(count[agent] >= LEAST_AN_AGENT for agent in Agent)


def test_every_rule_of_the_planner_is_asked_for_at_least_once() -> None:
    asked = {rule for case in cases().values() if case.agent is Agent.PLANNER for rule in case.expect.rule}
    assert RULES.keys() - asked == set()
    assert asked - RULES.keys() == set()


def test_every_action_and_every_kind_of_safety_is_asked_for() -> None:
    found = [case.expect for case in cases().values()]
    assert {action for expect in found for action in expect.action} == set(Action)
    for of in ("no_pr", "refers", "envelope", "unsafe", "pr", "rests"):
        assert sum(bool(getattr(expect, of)) for expect in found) >= 2, of


def test_the_guides_own_tests_are_among_them() -> None:
    assert cases()["planner-guide-progressive-overload"].expect.load == 190
    assert cases()["planner-guide-deload-recommendation"].expect.rests


def test_a_reference_keeps_the_bans_of_its_own_case() -> None:
    for case in cases().values():
        as_answer = draft(case.id).model_copy(update={"words": case.reference, "given": (case.reference,)})
        found = evaluate([as_answer], [case]).of[case.id].failed
        assert [one for one in found if one.rule != "basis" and one.rule[:4] not in _OF_THE_PLAN] == [], case.id


_OF_THE_PLAN = {"says", "read", "reas", "acti", "load", "reps", "sets"}  # wordings, and what code has decided


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "test, line 1"),
        ('{"id": "a"}', "agent"),
        ('{"id": "a", "agent": "boss", "class": "x", "expect": {}, "reference": "r", "why": "w"}', "agent"),
        ('{"id": "a", "agent": "coach", "class": "x", "expect": {"sasy": []}, "reference": "r", "why": "w"}', "sasy"),
        (
            '{"id": "a", "agent": "coach", "class": "x", "expect": {"says": ["(b"]}, "reference": "r", "why": "w"}',
            "is no pattern",
        ),
        ('{"id": "a", "agent": "adviser", "class": "x", "expect": {}, "reference": "r", "why": "w"}', "question"),
    ],
)
def test_a_case_that_is_not_well_formed_is_refused_with_its_line(line: str, why: str) -> None:
    with pytest.raises(BadCases, match=why.replace("(", r"\(")):
        list(cases_from(line, "test"))


def test_one_agent_may_be_asked_for_alone() -> None:
    assert {case.agent for case in load_cases((Agent.COACH,))} == {Agent.COACH}
