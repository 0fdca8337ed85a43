"""Adapters, as the endpoint sees them: asked by name or number, and what speaks where one does not."""

from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from agents.model import ModelUnavailable, whole
from agents.nim import LOOK_AGAIN_SECONDS
from tests.agents.test_nim import FakeTime
from tests.agents.test_nim_fallbacks import ASKED, FIRST, asked, model_at
from tests.servers.model import ModelServer, Reply, refuses, says, serves

COACH = replace(ASKED, adapter="coach-1")


async def test_an_adapter_of_a_nim_is_asked_by_its_name_with_the_switches_of_its_base() -> None:
    coach = replace(COACH, model="nvidia/nemotron-nano-9b-v2")
    async with ModelServer([says("Fine.")], models=[coach.model, "coach-1"]) as server, model_at(server) as model:
        await whole(model, coach)
        await whole(model, replace(coach, adapter=None))
    assert asked(server) == ["coach-1", coach.model]
    assert server.requests[0]["messages"][0]["content"].endswith("/no_think")
    assert "lora" not in server.requests[0]


async def test_an_adapter_of_llama_cpp_is_asked_by_its_number_and_the_base_by_none() -> None:
    numbers = {"insight-1": 0, "coach-1": 1}
    async with ModelServer([says("Fine.")], models=["smollm2"], adapters=numbers) as server, model_at(server) as model:
        await whole(model, COACH)
        await whole(model, ASKED)
    adapted, base = server.requests
    assert (adapted["lora"], base["lora"]) == (
        [{"id": 0, "scale": 0}, {"id": 1, "scale": 1}],
        [{"id": 0, "scale": 0}, {"id": 1, "scale": 0}],
    )
    assert adapted["cache_prompt"] is base["cache_prompt"] is False


@pytest.mark.parametrize("adapters", [None, {"insight-1": 0}])
async def test_an_adapter_that_is_not_served_leaves_the_base_model_and_one_line(
    adapters: dict[str, int] | None,
) -> None:
    async with ModelServer([says("Fine.")], models=[FIRST], adapters=adapters) as server, model_at(server) as model:
        with capture_logs() as lines:
            await whole(model, COACH)
            await whole(model, COACH)
    assert asked(server) == [FIRST, FIRST]
    assert [(line["event"], line["adapter"]) for line in lines] == [("adapter not served", "coach-1")]


async def test_an_adapter_that_was_unloaded_leaves_the_base_model() -> None:
    script = [serves([FIRST], says("Fine."))]
    async with ModelServer(script, models=[FIRST, "coach-1"]) as server, model_at(server) as model:
        for _ in range(3):
            assert (await whole(model, COACH)).text == "Fine."
    assert asked(server) == ["coach-1", FIRST, "coach-1", FIRST, FIRST], "it is still listed, so it is tried once more"


@pytest.mark.parametrize("fault", [refuses(404), refuses(400), refuses(422), refuses(500), refuses(503)])
async def test_an_adapter_that_fails_to_load_leaves_the_old_one_speaking_and_the_answer_says_so(fault: Reply) -> None:
    async def only_the_old(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        return await (fault if asked["model"] == "coach-2" else says("Fine."))(request, asked)

    asking = replace(COACH, adapter="coach-2", standby="coach-1")
    time = FakeTime()
    served = [FIRST, "coach-1", "coach-2"]
    async with ModelServer([only_the_old], models=served) as server, model_at(server, time) as model:
        with capture_logs() as lines:
            answer = await whole(model, asking)
    assert (answer.text, answer.model, answer.adapter) == ("Fine.", FIRST, "coach-1")
    assert asked(server) == ["coach-2", "coach-1"]
    assert time.slept == [], "the next one is asked at once"
    assert [line["log_level"] for line in lines] == ["warning"]


async def test_the_answer_names_the_adapter_that_spoke_or_none() -> None:
    script = [says("Fine.")]
    async with ModelServer(script, models=[FIRST, "coach-1"]) as server, model_at(server) as model:
        assert (await whole(model, COACH)).adapter == "coach-1"
        assert (await whole(model, COACH)).model == FIRST, "not the name that it is asked by"
        assert (await whole(model, ASKED)).adapter is None
        away = await whole(model, replace(COACH, adapter="coach-9"))
        assert (away.model, away.adapter) == (FIRST, None)
    numbers = {"coach-1": 0}
    async with ModelServer(script, models=["smollm2"], adapters=numbers) as server, model_at(server) as model:
        assert (await whole(model, COACH)).adapter == "coach-1"


async def test_a_refusal_that_is_about_no_adapter_is_not_passed_on() -> None:
    async with ModelServer([refuses(401)], models=[FIRST, "coach-1"]) as server, model_at(server) as model:
        with pytest.raises(ModelUnavailable, match="the key is refused"):
            await whole(model, COACH)
    assert asked(server) == ["coach-1"]


async def test_an_adapter_that_is_loaded_later_is_found_by_a_list_that_is_not_too_old() -> None:
    time = FakeTime()
    async with ModelServer([says("Fine.")], models=[FIRST]) as server, model_at(server, time) as model:
        await whole(model, COACH)
        server.models = [FIRST, "coach-1"]
        await whole(model, COACH)
        time.at += LOOK_AGAIN_SECONDS
        assert (await whole(model, COACH)).adapter == "coach-1"
    assert asked(server) == [FIRST, FIRST, "coach-1"]
    assert server.lists == 2
