"""Models that are not served any more, adapters, pictures and second tries, as the endpoint sees them."""

import asyncio
import json
from base64 import b64encode
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from agents.breaker import Breaker
from agents.model import ModelUnavailable, Request, whole
from agents.nim import NimModel
from agents.served import VISION_MODELS
from tests.agents.test_nim import KEY, REQUEST, SCHEMA, FakeTime
from tests.servers.model import ModelServer, Reply, no_schema, refuses, says, serves

FIRST, SECOND, THIRD = "nvidia/first", "nvidia/second", "nvidia/third"
ASKED = replace(REQUEST, model=FIRST)


@asynccontextmanager
async def model_at(server: ModelServer, time: FakeTime | None = None) -> AsyncIterator[NimModel]:
    time = time or FakeTime()
    model = NimModel(
        server.base_url, KEY, clock=time.clock, sleep=time.sleep, jitter=lambda: 0.5, fallbacks=(SECOND, THIRD)
    )
    try:
        yield model
    finally:
        await model.close()


def asked(server: ModelServer) -> list[str]:
    return [request["model"] for request in server.requests]


async def looked(model: NimModel, server: ModelServer, lists: int = 1) -> None:
    async with asyncio.timeout(5):
        while server.lists < lists or (model._looking and not model._looking.done()):
            await asyncio.sleep(0)


@pytest.mark.parametrize(("status", "why"), [(404, "not served there"), (410, "end of life was on 2026-08-26")])
async def test_a_model_that_is_gone_is_replaced_within_the_call_and_for_good_and_the_operator_is_told_once(
    status: int, why: str
) -> None:
    script = [serves([THIRD], says("Go for 190."), status=status)]
    async with ModelServer(script, models=[FIRST]) as server, model_at(server) as model:
        with capture_logs() as lines:
            for _ in range(2):
                answer = await whole(model, ASKED)
                assert (answer.text, answer.model) == ("Go for 190.", THIRD)
            await looked(model, server)
    assert asked(server) == [FIRST, SECOND, THIRD, THIRD]
    warned = [line for line in lines if line["log_level"] == "warning" and "why" in line]
    assert [line["model"] for line in warned] == [FIRST, SECOND]
    assert why in warned[0]["why"]
    assert KEY not in str(lines)
    assert server.lists == 1, "the list is asked for again"


async def test_a_picture_is_shown_to_another_model_that_sees_when_the_first_is_gone() -> None:
    script = [serves([VISION_MODELS[1]], says("A bar."))]
    async with ModelServer(script) as server, model_at(server) as model:
        await whole(model, replace(ASKED, images=(("image/png", b"\x89"),)))
    assert asked(server) == [FIRST, *VISION_MODELS[:2]]


async def test_the_line_to_the_operator_never_holds_the_key() -> None:
    async with ModelServer([refuses(410, said=f"{KEY} has no such model")]) as server, model_at(server) as model:
        with capture_logs() as lines, pytest.raises(ModelUnavailable):
            await whole(model, ASKED)
    assert "… has no such model" in str(lines)
    assert KEY not in str(lines)


async def test_all_models_share_the_deadline_of_the_call() -> None:
    time = FakeTime()

    async def slowly_gone(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        time.at += 15
        return await refuses(410)(request, asked)

    async with ModelServer([slowly_gone]) as server, model_at(server, time) as model:
        with pytest.raises(ModelUnavailable, match="before the deadline"):
            await whole(model, ASKED)
    assert asked(server) == [FIRST, SECOND]


async def test_when_all_are_gone_the_call_says_so_and_the_wanted_one_is_tried_again_by_the_next() -> None:
    async with ModelServer([serves([], says(""))]) as server, model_at(server) as model:
        for _ in range(2):
            with pytest.raises(ModelUnavailable, match=f"{FIRST} at .* 404, this model is not served there"):
                await whole(model, ASKED)
    assert asked(server) == [FIRST, SECOND, THIRD, FIRST]


async def test_other_refusals_are_no_reason_to_ask_another_model() -> None:
    async with ModelServer([refuses(401)]) as server, model_at(server) as model:
        with pytest.raises(ModelUnavailable, match="the key is refused"):
            await whole(model, ASKED)
    assert asked(server) == [FIRST]


async def test_after_the_list_the_first_that_is_served_is_asked_and_the_operator_is_told_once() -> None:
    async with ModelServer([says("Fine.")], models=[THIRD, SECOND]) as server, model_at(server) as model:
        model.look_soon()
        await looked(model, server)
        with capture_logs() as lines:
            await whole(model, ASKED)
            await whole(model, ASKED)
    assert asked(server) == [SECOND, SECOND]
    assert [(line["model"], line["asked_instead"]) for line in lines] == [(FIRST, SECOND)]


async def test_a_server_with_a_name_of_its_own_is_asked_for_what_is_configured() -> None:
    async with ModelServer([says("Fine.")], models=["SmolLM2-135M"]) as server, model_at(server) as model:
        await model.look()
        with capture_logs() as lines:
            await whole(model, ASKED)
    assert asked(server) == [FIRST]
    assert lines == []


async def test_an_endpoint_that_lists_nothing_is_asked_all_the_same() -> None:
    async with ModelServer([says("Fine.")]) as server, model_at(server) as model:
        server.models = [7]  # type: ignore[list-item]
        model.look_soon()
        await looked(model, server)
        assert (await whole(model, ASKED)).text == "Fine."


async def test_the_switch_for_reasoning_is_that_of_the_model_that_is_asked() -> None:
    nano = replace(REQUEST, model="nvidia/nemotron-nano-12b-v2-vl")
    async with ModelServer([serves([SECOND], says("Fine."))]) as server, model_at(server) as model:
        await whole(model, nano)
    assert [request["messages"][0]["content"] for request in server.requests] == ["Be short.\n/no_think", "Be short."]


async def test_a_refused_schema_is_remembered_of_the_model_that_refused_it() -> None:
    planner = replace(ASKED, agent="planner", schema=SCHEMA)
    async with ModelServer([serves([SECOND], no_schema(says("{}")))]) as server, model_at(server) as model:
        await whole(model, planner)
        await whole(model, planner)
        assert model.refuses_schema == {SECOND}
    assert asked(server) == [FIRST, SECOND, SECOND, SECOND]
    assert "response_format" not in server.requests[-1]


# ── messages ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def messages_sent(request: Request) -> Sequence[dict[str, object]]:
    async with ModelServer([says("Fine.")]) as server, model_at(server) as model:
        await whole(model, request)
    [sent] = server.requests
    return list(sent["messages"])


async def test_a_complaint_follows_the_answer_that_it_is_about() -> None:
    mended = replace(REQUEST, previous="{oops", complaint="That was no JSON. Answer again.")
    messages = await messages_sent(mended)
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user"]
    assert [message["content"] for message in messages[2:]] == ["{oops", "That was no JSON. Answer again."]


async def test_pictures_are_sent_with_the_words_as_data() -> None:
    pictures = (("image/jpeg", b"\xff\xd8one"), ("image/png", b"\x89two"))
    [_, message] = await messages_sent(replace(REQUEST, user="What is on the bar?", images=pictures))
    content = json.loads(json.dumps(message["content"]))
    assert content[0] == {"type": "text", "text": "What is on the bar?"}
    assert [part["image_url"]["url"] for part in content[1:]] == [
        f"data:{kind};base64,{b64encode(content).decode()}" for kind, content in pictures
    ]


# ── the limit ──────────────────────────────────────────────────────────────────────────────────────────────────────


def limited(server: ModelServer, time: FakeTime, per_minute: int | None) -> NimModel:
    return NimModel(
        server.base_url,
        KEY,
        clock=time.clock,
        sleep=time.sleep,
        jitter=lambda: 0.0,
        breaker=Breaker(failures=2),
        requests_per_minute=per_minute,
    )


async def test_a_call_waits_for_the_limit_and_one_that_could_not_wait_so_long_fails_at_once() -> None:
    time = FakeTime()
    async with ModelServer([says("Fine.")]) as server:
        model = limited(server, time, 6)  # one at once, and one each ten seconds
        await whole(model, REQUEST)
        await whole(model, REQUEST)
        assert time.slept == [10.0]
        for _ in range(3):
            with pytest.raises(
                ModelUnavailable, match="coach: not asked: the endpoint's limit leaves no room for 10 s"
            ):
                await whole(model, replace(REQUEST, timeout_seconds=6))
        assert (await whole(model, REQUEST)).text == "Fine.", "being busy does not open the breaker"
        await model.close()
    assert len(server.requests) == 3


DATE = "Mon, 23 Nov 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (refuses(429, retry_after="12"), 12.0),
        (refuses(429, retry_after="Mon, 23 Nov 2026 09:00:12 GMT", date=DATE), 12.0),
        (refuses(503, retry_after="Mon, 23 Nov 2026 08:59:00 GMT", date=DATE), 0.5),  # it is past
        (refuses(429, retry_after="soon"), 0.5),
        (refuses(429, retry_after="Mon, 99 Nov 2026 09:00:12 GMT"), 0.5),
    ],
)
async def test_retry_after_is_heeded_in_seconds_and_as_a_date(fault: Reply, seconds: float) -> None:
    time = FakeTime()
    async with ModelServer([fault, says("Fine.")]) as server:
        model = limited(server, time, None)
        assert (await whole(model, REQUEST)).text == "Fine."
        await model.close()
    assert time.slept == [seconds]


async def test_what_one_person_was_told_to_wait_everybody_waits() -> None:
    time = FakeTime()
    async with ModelServer([refuses(429, retry_after="30"), says("Fine.")]) as server:
        model = limited(server, time, None)
        with pytest.raises(ModelUnavailable, match="429"):
            await whole(model, replace(REQUEST, whose="ann"))
        with pytest.raises(ModelUnavailable, match="no room for 30 s"):
            await whole(model, replace(REQUEST, whose="bob"))
        assert len(server.requests) == 1
        time.at += 15
        assert (await whole(model, replace(REQUEST, whose="bob"))).text == "Fine."
        assert time.slept == [15.0]
        await model.close()


async def test_no_refusal_stops_the_calls_for_ever() -> None:
    time = FakeTime()
    async with ModelServer([refuses(429, retry_after="999999"), says("Fine.")]) as server:
        model = limited(server, time, None)
        with pytest.raises(ModelUnavailable, match="429"):
            await whole(model, REQUEST)
        time.at += 600
        assert (await whole(model, REQUEST)).text == "Fine."
        await model.close()
