"""A structured answer of the wrong shape is asked for once more; nothing else is."""

from dataclasses import replace

from agents.model import Scripted
from agents.team import think
from tests.agents.cases import FRESH, case_of, means
from tests.agents.test_team import CHOICE, INSIGHT, WORDS, scripted


async def test_an_answer_of_the_wrong_shape_is_mended_once_with_what_was_wrong() -> None:
    case, drafts = case_of(FRESH)
    model = Scripted({"insight": [INSIGHT], "planner": ["Take 187.5.", CHOICE], "coach": [WORDS]})
    thought = await think(case, drafts, means(model))
    first, again = [asked for asked in model.asked if asked.agent == "planner"]
    assert again.previous == "Take 187.5."
    assert "invalid: answer: Invalid JSON" in again.complaint
    assert (again.schema, again.temperature, again.max_tokens) == (first.schema, first.temperature, first.max_tokens)
    assert again.timeout_seconds < first.timeout_seconds
    assert "Range: 180 lb to 190 lb" in again.user
    assert "Also possible: 187.5 lb × 5" in model.asked[-1].user
    kept = [exchange for exchange in thought.exchanges if exchange.agent == "planner"]
    assert [exchange.verdict.split(":")[0] for exchange in kept] == ["invalid", "used"]
    assert [exchange.answer for exchange in kept] == ["Take 187.5.", CHOICE]
    assert "Take 187.5." in kept[1].prompt
    assert again.user.splitlines()[: len(kept[1].facts)] == list(kept[1].facts)
    assert len(kept[1].facts) == 3
    assert kept[0].prompt_version != kept[1].prompt_version
    assert len({exchange.id for exchange in thought.exchanges}) == 4


async def test_what_is_wrong_twice_or_refused_by_the_guard_or_said_by_the_coach_is_not_mended() -> None:
    case, drafts = case_of(FRESH)
    model = Scripted(
        {"insight": ["{}"], "planner": ['{"load_tenths": 1950, "reason": "You can."}'], "coach": ["{500}"]}
    )
    thought = await think(case, drafts, means(model))
    assert sorted(asked.agent for asked in model.asked) == ["coach", "insight", "insight", "planner"]
    assert thought.words is None


async def test_there_is_no_second_try_without_time_for_it() -> None:
    case, drafts = case_of(FRESH)
    model = scripted(planner="Take 187.5.")
    ticks = iter(range(0, 1_000_000, 19_700))
    thought = await think(case, drafts, replace(means(model), elapsed_ms=lambda: next(ticks)))
    assert [asked.agent for asked in model.asked] == ["insight", "planner", "coach"]
    assert thought.words == WORDS
