"""Three minds are asked where each has something to add, and fewer where not."""

from dataclasses import replace

import pytest

from agents.case import Case
from agents.minds import FEWER, fewer_for, minds_for
from agents.model import Scripted
from agents.plan import Action, Plan, Reason, Today
from agents.team import think
from storage.records import SetKind
from tests.agents.cases import BEATEN, DONE, FRESH, TIRED, case_of, means
from tests.agents.coached_cases import SHORT, again, warm_up

ALL = ("insight", "planner", "coach")


@pytest.mark.parametrize("today", [FRESH, TIRED, BEATEN, SHORT])
def test_the_first_set_of_a_session_is_for_all_three(today: Today) -> None:
    assert minds_for(case_of(today)[0]) == ALL


def test_on_a_rest_day_there_is_no_load_to_choose() -> None:
    assert minds_for(case_of(DONE)[0]) == ("insight", "coach")


def test_about_a_warm_up_set_the_coach_alone_says_a_word() -> None:
    case, _ = warm_up()
    assert minds_for(case) == ("coach",)
    worked = replace(case.history[-1], lift=replace(case.history[-1].lift, kind=SetKind.WORK))
    assert minds_for(replace(case, history=(*case.history[:-1], worked))) == ALL


def test_another_set_of_the_day_that_moves_nothing_is_for_the_coach_alone() -> None:
    case, _ = again()
    assert case.plan.action is Action.HOLD
    assert minds_for(case) == ("coach",)
    assert minds_for(_without_first_set(case)) == ALL


def test_a_set_after_warm_ups_alone_is_the_first_of_the_session() -> None:
    case, _ = again()
    *before, first, second = case.history
    warm = replace(first, lift=replace(first.lift, kind=SetKind.WARMUP))
    assert minds_for(replace(case, history=(*before, warm, second))) == ALL


def test_a_set_that_moves_the_plan_is_for_all_three_though_it_is_not_the_first() -> None:
    case, _ = again()
    assert minds_for(replace(case, plan=replace(case.plan, action=Action.REDUCE))) == ALL


def test_news_of_the_day_without_a_set_are_for_all_three() -> None:
    case, _ = again()
    assert minds_for(replace(case, turn=case_of(FRESH)[0].turn + "-other")) == ALL  # type: ignore[arg-type]


def test_about_a_referral_nobody_is_asked_and_every_reason_is_said() -> None:
    case, _ = case_of(FRESH)
    refer = Plan(action=Action.REFER, dose=None, envelope=None, reasons=(Reason("emergency", "call"),))
    assert minds_for(replace(case, plan=refer)) == ()
    assert all(one.why for one in FEWER)
    assert fewer_for(case) is None


async def test_the_coach_alone_still_knows_what_the_log_says() -> None:
    case, drafts = warm_up()
    model = Scripted({"coach": ["Easy start. Brace and move."]})
    thought = await think(case, drafts, means(model))
    assert thought.words == "Easy start. Brace and move."
    [asked] = model.asked
    assert drafts.observations[0] in asked.user


def _without_first_set(case: Case) -> Case:
    return replace(case, history=(*case.history[:-2], case.history[-1]))
