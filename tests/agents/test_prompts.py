"""What the minds are told: enough, in few tokens, and the same beginning for every lifter."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import pytest

from agents.background import SENTENCES, background, sentence_of
from agents.briefing import Material, fit
from agents.budget import AROUND_MESSAGES, estimate
from agents.case import Case
from agents.facts import Drafts
from agents.model import Request, Scripted
from agents.prompting import Prompts
from agents.said_numbers import read_numbers
from agents.team import TEAM, think
from bot.config import Config
from knowledge.passages import load_principles
from knowledge.rules import RULES
from knowledge.units import Unit
from storage.records import Injury, Profile, Style
from tests.agents.cases import FRESH, PROMPTS, SETTINGS, case_of, means
from tests.agents.coached_cases import CHATTY, FULL, SHORT, coached

PASSAGES = {passage.id: passage for passage in load_principles()}
MOST_TOKENS = 1_500
OBSERVED = '{"observations": ["Every rep was made and the trend is up.", "The form of late holds."]}'
CHOSEN = '{"load_tenths": 0, "reason": "So."}'


async def asked_about(case: Case, drafts: Drafts) -> list[Request]:
    model = Scripted({"insight": [OBSERVED], "planner": [CHOSEN], "coach": ["Good."]})
    await think(case, drafts, replace(means(model), passages=PASSAGES))
    return model.asked


def tokens(request: Request) -> int:
    return AROUND_MESSAGES + estimate(request.system) + estimate(request.user)


Every = list[tuple[Case, list[Request]]]


@pytest.fixture(scope="module")
def every() -> Every:
    """Each case with what the minds are asked about it."""

    async def all_asked() -> Every:
        return [(case, await asked_about(case, drafts)) for case, drafts in coached()]

    return asyncio.run(all_asked())


def test_a_coached_message_costs_at_most_1500_tokens_over_all_minds_answers_included(every: Every) -> None:
    costs = []
    for _, asked in every:
        costs.append(sum(tokens(request) + request.max_tokens for request in asked))
        for request in asked:
            assert tokens(request) <= PROMPTS.most_tokens(request.agent), request.user
    assert len(costs) >= 60
    assert max(costs) <= MOST_TOKENS


def test_the_budgets_and_the_answers_as_configured_make_up_no_more() -> None:
    agents: Mapping[str, dict[str, int]] = Config().agents.model_dump()
    assert sum(PROMPTS.most_tokens(spec.name) + agents[spec.name]["max_tokens"] for spec in TEAM) <= MOST_TOKENS
    for spec in TEAM:
        assert SETTINGS[spec.name].max_tokens == agents[spec.name]["max_tokens"], "the tests use the same"


@pytest.mark.parametrize("said", ["💪" * 400, "жим лёжа " * 60, "1234567890" * 60, CHATTY * 3])
async def test_no_talk_and_no_profile_makes_a_prompt_dearer(said: str) -> None:
    profile = replace(FULL, goal=said, likes=(said,), injuries=(Injury(said), Injury(said)))
    for style in Style:
        case, drafts = case_of(SHORT, said=said, profile=profile, style=style)
        for request in await asked_about(case, drafts):
            assert tokens(request) <= PROMPTS.most_tokens(request.agent), request.user


def test_the_system_words_of_a_mind_are_the_same_for_everybody(every: Every) -> None:
    systems: dict[str, set[str]] = defaultdict(set)
    for _, asked in every:
        for request in asked:
            systems[request.agent].add(request.system)
    assert {agent: len(found) for agent, found in systems.items()} == {"insight": 1, "planner": 1, "coach": 1}


def test_the_plans_facts_are_always_told(every: Every) -> None:
    for case, requests in every:
        asked = {request.agent: request.user for request in requests}
        assert f"- Plan: {case.plan.action}" in asked["coach"]
        if case.plan.dose is None:
            continue
        for user in (asked["coach"], asked.get("planner", asked["coach"])):
            assert f"- Next: {case.plan.dose.load} × {case.plan.dose.reps}" in user


def material() -> Material:
    return Material(
        facts=("Plan: hold", "Next: 185 lb × 5, 3 sets of 5"),
        about=("28 months of training", "injuries knee (12 days)"),
        observations=("Observation: a steady month.", "Observation: every rep was made."),
        background=("Small, regular steps win.",),
        cues=("Chest up",),
        examples=PROMPTS.examples("coach")[:2],
        style="conservative",
    )


def test_what_there_is_no_room_for_goes_in_the_order_of_its_importance() -> None:
    went: list[str] = []
    for most in range(700, 250, -1):
        left = fit("coach", material(), PROMPTS, most)
        counts = {"example": len(left.examples) - 1, "cues": len(left.cues), "background": len(left.background)}
        counts |= {"observations": len(left.observations), "about": len(left.about)}
        went.extend(name for name, count in counts.items() if not count and name not in went)
        assert left.facts == material().facts
        assert len(left.examples) >= 1
    assert went == ["example", "cues", "background", "observations", "about"]


def test_of_the_profile_what_hurts_is_told_first() -> None:
    one = next(left for most in range(250, 700) if (left := fit("coach", material(), PROMPTS, most)).about)
    assert one.about == ("injuries knee (12 days)",)


def test_every_prompt_of_a_mind_says_what_it_may_cost() -> None:
    with pytest.raises(ValueError, match="its first line"):
        Prompts({"a": "{% block system %}{% endblock %}"}).most_tokens("a")


# ── a sentence of a passage ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rule", SENTENCES)
def test_each_rules_sentence_stands_in_its_passage_and_has_no_number(rule: str) -> None:
    assert rule in RULES
    sentence = sentence_of(PASSAGES, *SENTENCES[rule])
    assert sentence
    assert not read_numbers(sentence, Unit.LB).numbers
    assert estimate(sentence) <= 30


async def test_the_coach_is_told_a_sentence_about_what_has_happened_and_the_others_none() -> None:
    case, drafts = case_of(SHORT)
    assert background(case, PASSAGES) == ("One bad night changes nothing in the long run; many in a row do.",)
    assert background(case, {}) == ()
    insight, planner, coach = await asked_about(case, drafts)
    assert "One bad night changes nothing in the long run" in coach.user
    assert "One bad night" not in insight.user + planner.user


async def test_each_mind_knows_of_an_injury() -> None:
    case, drafts = case_of(FRESH, profile=Profile(injuries=(Injury("left knee"),)))
    for request in await asked_about(case, drafts):
        assert "injuries left knee" in request.user
