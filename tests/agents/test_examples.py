"""Examples fit the occasion and the voice, and each is an answer that the guard would pass."""

import json
import re
from decimal import Decimal

import pytest

from agents.answers import InsightAnswer, PlannerAnswer
from agents.budget import estimate
from agents.examples import MOST_TOKENS, Example, chosen, examples_from
from agents.guard import Allowed, check
from agents.occasion import Occasion, occasions
from knowledge.units import Load, Unit
from storage.records import Style
from tests.agents.cases import BEATEN, DONE, FRESH, PROMPTS, case_of
from tests.agents.coached_cases import coached

OF = {name: PROMPTS.examples(name) for name in ("insight", "planner", "coach")}


def of(name: str) -> list[object]:
    return [pytest.param(one, id=f"{one.occasion}-{one.style}") for one in OF[name]]


def allowed(example: Example, *, looks_back: bool = False, choice: Load | None = None) -> Allowed:
    next_ = re.search(r"Next: ([\d.]+) lb", example.facts)
    loads = [Load(Decimal(next_[1]), Unit.LB)] if next_ else []
    return Allowed(
        facts=(example.facts,),
        unit=Unit.LB,
        next_loads=(*loads, *([choice] if choice else [])),
        later=tuple(re.findall(r"PR target: [^.]*", example.facts)),
        pr_allowed="PR target" in example.facts,
        resting=example.occasion is Occasion.REST and not looks_back,
        looks_back=looks_back,
    )


@pytest.mark.parametrize("example", of("insight"))
def test_each_insight_would_pass(example: Example) -> None:
    answer = InsightAnswer.model_validate_json(example.answer)
    for observation in answer.observations:
        assert check(observation, allowed(example, looks_back=True)).reason is None


@pytest.mark.parametrize("example", of("planner"))
def test_each_choice_is_in_its_range_moves_as_its_plan_does_and_has_a_reason_that_would_pass(example: Example) -> None:
    answer = PlannerAnswer.model_validate_json(example.answer)
    choice = Load(Decimal(answer.load_tenths) / 10, Unit.LB)
    amounts = re.search(r"Last: ([\d.]+) lb.*Range: ([\d.]+) lb to ([\d.]+) lb", example.facts)
    assert amounts is not None
    last, low, high = map(Decimal, amounts.groups())
    assert low <= choice.amount <= high
    assert choice.amount % Decimal("2.5") == 0
    if "Plan: increase" in example.facts:
        assert choice.amount > last
    else:
        assert choice.amount <= last if "Plan: hold" in example.facts else choice.amount < last
    assert check(answer.reason, allowed(example, choice=choice)).reason is None


@pytest.mark.parametrize("example", of("coach"))
def test_each_word_of_the_coach_would_pass(example: Example) -> None:
    assert check(example.answer, allowed(example)).reason is None


@pytest.mark.parametrize("name", OF)
def test_examples_are_short(name: str) -> None:
    assert max(estimate(one.facts) + estimate(one.answer) for one in OF[name]) <= MOST_TOKENS


def test_both_voices_have_an_example_of_every_occasion_and_each_mind_one_of_each_that_it_is_asked_about() -> None:
    for style in Style:
        assert {one.occasion for one in OF["coach"] if one.style is style} == set(Occasion)
    assert {one.occasion for one in OF["insight"]} == set(Occasion)
    not_planned = {Occasion.REST, Occasion.FIRST, Occasion.OFFER}
    assert {one.occasion for one in OF["planner"]} == set(Occasion) - not_planned


def test_what_fits_best_comes_first_and_in_the_lifters_voice_alone() -> None:
    found = chosen(OF["coach"], (Occasion.OFFER, Occasion.INCREASE), Style.AGGRESSIVE)
    assert [(one.occasion, one.style) for one in found] == [
        (Occasion.OFFER, Style.AGGRESSIVE),
        (Occasion.INCREASE, Style.AGGRESSIVE),
    ]
    assert [one.occasion for one in chosen(OF["planner"], (Occasion.OFFER, Occasion.HOLD), Style.AGGRESSIVE)] == [
        "hold"
    ]
    assert chosen(OF["coach"], (), Style.AGGRESSIVE) == ()


def test_every_case_has_an_example() -> None:
    for case, _ in coached():
        for name, examples in OF.items():
            assert chosen(examples, occasions(case), case.arm) or (name == "planner" and case.plan.dose is None)


def test_a_rest_day_is_never_shown_an_increase_and_a_bad_day_no_record() -> None:
    for today in (DONE, BEATEN):
        case, _ = case_of(today)
        found = chosen(OF["coach"], occasions(case), case.arm)
        assert found
        assert not {Occasion.INCREASE, Occasion.OFFER} & {one.occasion for one in found}
        assert not any("PR" in one.answer for one in found)
    assert occasions(case_of(FRESH)[0])[0] is Occasion.OFFER or case_of(FRESH)[0].plan.offer is None


def test_a_file_with_an_unknown_occasion_or_field_is_refused() -> None:
    good = {"for": "hold", "facts": "f", "answer": "a"}
    assert examples_from(json.dumps([good])) == (Example(occasion=Occasion.HOLD, facts="f", answer="a"),)
    for wrong in ({"for": "holding"}, {"mood": "good"}, {"answer": ""}):
        with pytest.raises(ValueError, match="validation error"):
            examples_from(json.dumps([good | wrong]))


@pytest.mark.parametrize(
    ("rule", "occasion"),
    [("layoff", "layoff"), ("missed_once", "missed"), ("missed_twice", "missed"), ("short_sleep", "tired")],
)
def test_the_rule_that_set_the_load_says_which_occasion_it_is(rule: str, occasion: str) -> None:
    found = [occasions(case)[0] for case, _ in coached() if case.plan.reasons[0].rule == rule]
    assert found
    assert set(found) == {occasion}
