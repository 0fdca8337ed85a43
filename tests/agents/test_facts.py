"""The lines that the minds are given of a plan."""

from dataclasses import replace

import pytest

from agents.case import Case
from agents.facts import allowed, facts_of
from agents.guard import guarded
from agents.plan import Action, Plan, Reason
from tests.agents.cases import FRESH, case_of

NO_HISTORY = Plan(action=Action.HOLD, dose=None, envelope=None, reasons=(Reason("no_history", "no set yet"),))
REST = Plan(action=Action.REST, dose=None, envelope=None, reasons=(Reason("very_sore", "soreness 10 of 10"),))


def _next(case: Case) -> str:
    return next(line for line in facts_of(case, None) if line.startswith("Next:"))


def _planned(plan: Plan) -> Case:
    return replace(case_of(FRESH)[0], plan=plan, history=())


def test_a_lift_without_history_is_not_forbidden() -> None:
    assert _next(_planned(NO_HISTORY)) == "Next: no load is known yet"
    assert _next(_planned(REST)) == "Next: no lifting of this kind"


@pytest.mark.parametrize(("plan", "may_lift"), [(NO_HISTORY, True), (REST, False)])
def test_the_guard_lets_a_set_be_asked_for_only_where_lifting_is_not_off(plan: Plan, may_lift: bool) -> None:
    case = _planned(plan)
    words = "Rest well and recover. Then bench one light set today."
    left = guarded(words, allowed(case, facts_of(case, None)))
    assert (left.words == words) is may_lift


def test_one_set_is_one_set() -> None:
    case, _ = case_of(FRESH)
    assert case.plan.dose is not None
    one = replace(case.plan, dose=replace(case.plan.dose, sets=1))
    assert _next(case) == "Next: 190 lb × 5, 3 sets of 5"
    assert _next(replace(case, plan=one)) == "Next: 190 lb × 5, 1 set of 5"
