"""The minds against a real language model on loopback (``make test-model``)."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace
from itertools import count

import pytest

from agents.answers import InsightAnswer, PlannerAnswer
from agents.case import AgentSettings
from agents.model import Answer, Request
from agents.nim import NimModel
from agents.plan import Today
from agents.proposal import ReaderAnswer, propose
from agents.team import Means, think
from tests.agents.cases import DONE, FRESH, PROMPTS, SETTINGS, TIRED, case_of, means
from tests.agents.test_proposal import LIBRARY, unread
from tests.servers.local_model import LocalModel, Recorded

pytestmark = [pytest.mark.model, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def local_model() -> LocalModel:
    return LocalModel()


def nim(proxy: Recorded) -> NimModel:
    clock = asyncio.get_running_loop().time
    return NimModel(proxy.base_url, "", clock=clock, sleep=asyncio.sleep, jitter=lambda: 0.5)


def means_of(model: NimModel) -> Means:
    limits = {"insight": 800, "planner": 300, "coach": 60, "reader": 300}
    settings: dict[str, AgentSettings] = {
        agent: replace(SETTINGS[agent], model="smollm2", timeout_seconds=60, max_tokens=limit)
        for agent, limit in limits.items()
    }
    ticks = count()
    return replace(means(model), settings=settings, elapsed_ms=lambda: next(ticks))


async def test_the_three_minds_call_it_each_in_its_own_way_and_every_call_is_kept(local_model: LocalModel) -> None:
    case, drafts = case_of(FRESH)
    async with Recorded(local_model.address) as proxy:
        model = nim(proxy)
        thought = await think(case, drafts, means_of(model))
        await model.close()
    by_shape = {sent.get("response_format", {}).get("json_schema", {}).get("name"): sent for sent in proxy.requests}
    assert len(by_shape) == len(proxy.requests) == 3
    assert [by_shape[name]["temperature"] for name in ("insight", "planner", None)] == [0.3, 0.6, 0.9]
    assert [by_shape[name]["max_tokens"] for name in ("insight", "planner", None)] == [800, 300, 60]
    assert all(sent["stream"] for sent in proxy.requests)
    assert proxy.requests[-1] is by_shape[None], "the coach comes after both"
    assert proxy.streamed[-1] > 3, "the coach's words come in pieces"

    _no_new_number(thought.words, proxy)
    insight, planner, coach = thought.exchanges
    assert InsightAnswer.model_validate_json(insight.answer)
    assert PlannerAnswer.model_validate_json(planner.answer)
    assert {exchange.verdict.split(":")[0] for exchange in (insight, planner)} <= {"used", "guard"}
    for exchange in (insight, planner):
        assert exchange.prompt_tokens > 100
        assert exchange.completion_tokens > 3
    assert coach.answer
    for exchange in (insight, planner):
        assert exchange.prompt_tokens <= PROMPTS.most_tokens(exchange.agent), "the estimate is not below the count"


@pytest.mark.parametrize("today", [TIRED, DONE])
async def test_whatever_it_says_no_number_that_was_not_given_reaches_the_lifter(
    local_model: LocalModel, today: Today
) -> None:
    case, drafts = case_of(today)
    async with Recorded(local_model.address) as proxy:
        model = nim(proxy)
        thought = await think(case, drafts, means_of(model))
        await model.close()
    coach = thought.exchanges[-1]
    assert coach.agent == "coach"
    _no_new_number(thought.words, proxy)
    assert (thought.words is not None) == coach.verdict.startswith("used")
    if today is DONE:
        assert "PR" not in (thought.words or "")


def _no_new_number(words: str | None, proxy: Recorded) -> None:
    told = proxy.requests[-1]["messages"][1]["content"].partition("\nFacts\n")[2]
    assert set(re.findall(r"\d+(?:\.\d+)?", words or "")) <= set(re.findall(r"\d+(?:\.\d+)?", told))


@pytest.mark.parametrize("words", ["did one eighty five on da flat bnech thingy fer 5", "flrp zgg 185 wibble 5"])
async def test_its_reading_of_unread_words_passes_the_guard_or_is_not_offered(
    local_model: LocalModel, words: str
) -> None:
    async with Recorded(local_model.address) as proxy:
        model = nim(proxy)
        proposal = await propose(unread(words), LIBRARY, means_of(model))
        await model.close()
    [sent], [kept] = proxy.requests, proposal.exchanges
    assert sent["response_format"]["json_schema"]["name"] == kept.agent == "reader"
    assert ReaderAnswer.model_validate_json(kept.answer), "the endpoint holds to the shape"
    assert kept.verdict == "used" or kept.verdict.startswith("guard: ")
    assert (proposal.offered is not None) == (kept.verdict == "used")
    assert kept.prompt_tokens < 700


async def test_the_next_message_ends_both_streams_of_the_last_and_the_slot_is_free(local_model: LocalModel) -> None:
    case, drafts = case_of(FRESH)
    async with Recorded(local_model.address) as proxy:
        model = nim(proxy)
        thinking = asyncio.create_task(think(case, drafts, means_of(model)))
        await proxy.until_busy(1, timeout_seconds=20)
        thinking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await thinking
        await proxy.until_busy(0, timeout_seconds=30)  # this server reads a prompt to its end before it looks up
        assert len(proxy.requests) == 2, "the coach was not asked"
        await model.close()


async def test_a_second_try_with_what_was_wrong_comes_back_in_its_shape(local_model: LocalModel) -> None:
    case, drafts = case_of(FRESH)
    async with Recorded(local_model.address) as proxy:
        model = nim(proxy)

        async def first_is_wrong(request: Request) -> AsyncIterator[str | Answer]:
            if request.agent == "planner" and not request.complaint:
                yield Answer("Take 187.5.", "smollm2", 1, 1, 1)
                return
            async with aclosing(model.stream(request)) as pieces:
                async for piece in pieces:
                    yield piece

        thought = await think(case, drafts, replace(means_of(model), model=Through(first_is_wrong)))
        await model.close()
    [mended] = [sent for sent in proxy.requests if len(sent["messages"]) == 4]
    assert mended["response_format"]["json_schema"]["name"] == "planner"
    first, second = [exchange for exchange in thought.exchanges if exchange.agent == "planner"]
    assert first.verdict.startswith("invalid")
    assert PlannerAnswer.model_validate_json(second.answer)


class Through:
    """A model that answers by a function of the request."""

    def __init__(self, stream: Callable[[Request], AsyncIterator[str | Answer]]) -> None:
        self.stream = stream


async def test_cancelling_the_coach_frees_the_slot_at_once(local_model: LocalModel) -> None:
    request = Request(
        agent="coach",
        model="smollm2",
        system="You tell long stories.",
        user="Tell a very long story about a lifter.",
        temperature=0.9,
        max_tokens=3_000,
        timeout_seconds=60,
    )

    async def listen(model: NimModel) -> None:
        async for _ in model.stream(request):
            pass

    async with Recorded(local_model.address) as proxy:
        model = nim(proxy)
        coach = asyncio.create_task(listen(model))
        await proxy.until_busy(1, timeout_seconds=20)
        coach.cancel()
        with pytest.raises(asyncio.CancelledError):
            await coach
        await proxy.until_busy(0, timeout_seconds=2)
        await model.close()
