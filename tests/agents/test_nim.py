"""The model client, through the real OpenAI client, against an endpoint that fails in every way."""

import asyncio
import logging
from contextlib import aclosing
from dataclasses import dataclass, field, replace

import pytest

from agents.breaker import Breaker, CircuitOpen
from agents.model import Answer, ModelUnavailable, Request, whole
from agents.nim import NimModel
from agents.reasoning import Visible, without_reasoning
from tests.servers.model import (
    ModelServer,
    Reply,
    accepted,
    content_none,
    cut,
    error_event,
    faded,
    garbage,
    garbage_stream,
    hangs,
    no_choices,
    no_schema,
    odd_chunks,
    reasons_first,
    reasons_only,
    reasons_too_long,
    refuses,
    says,
    slow,
    too_long,
)

KEY = "nvapi-not-a-real-key"
REQUEST = Request(
    agent="coach",
    model="test/model",
    system="Be short.",
    user="bench 185 lb × 5",
    temperature=0.9,
    max_tokens=80,
    timeout_seconds=20,
)
SCHEMA = {"type": "object", "properties": {"load_tenths": {"type": "integer"}}, "required": ["load_tenths"]}


@dataclass
class FakeTime:
    """A clock that moves only when somebody sleeps."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def client(server: ModelServer, time: FakeTime | None = None, breaker: Breaker | None = None) -> NimModel:
    time = time or FakeTime()
    return NimModel(
        server.base_url, KEY, clock=time.clock, sleep=time.sleep, jitter=lambda: 0.5, breaker=breaker or Breaker()
    )


async def ask(script: list[Reply], request: Request = REQUEST, time: FakeTime | None = None) -> Answer:
    async with ModelServer(script) as server:
        model = client(server, time)
        try:
            return await whole(model, request)
        finally:
            await model.close()


async def test_an_answer_comes_in_pieces_and_then_whole_with_its_tokens() -> None:
    async with ModelServer([says("Go for 190.")]) as server:
        model = client(server)
        pieces = [piece async for piece in model.stream(REQUEST)]
        await model.close()
    *words, answer = pieces
    assert "".join(str(word) for word in words).strip() == "Go for 190."
    assert answer == Answer("Go for 190.", "test/model", 40, 9, 0)


async def test_what_is_sent_is_what_was_asked_and_nothing_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Team: from-the-environment\nAuthorization: from-the-environment")
    async with ModelServer([says("{}")]) as server:
        model = client(server)
        await whole(model, replace(REQUEST, agent="planner", schema=SCHEMA))
        await model.close()
    (sent,) = server.requests
    assert (sent["temperature"], sent["max_tokens"], sent["stream"]) == (0.9, 80, True)
    assert sent["stream_options"] == {"include_usage": True}
    assert sent["response_format"]["json_schema"]["schema"] == SCHEMA
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert "from-the-environment" not in str(server.headers[0])


async def seed_sent(seed: int | None, whose: str) -> object:
    async with ModelServer([says("Fine.")]) as server:
        model = NimModel(server.base_url, "", clock=lambda: 0.0, sleep=asyncio.sleep, jitter=lambda: 0.0, seed=seed)
        await whole(model, replace(REQUEST, whose=whose))
        await model.close()
    return server.requests[0].get("seed", "none")


async def test_without_a_seed_none_is_sent() -> None:
    assert await seed_sent(None, "ann") == "none"


async def test_a_seed_is_the_same_for_one_person_and_another_for_others() -> None:
    assert await seed_sent(7, "ann") == await seed_sent(7, "ann")
    sent = {await seed_sent(seed, whose) for seed in (0, 7) for whose in ("ann", "eve", "")}
    assert len(sent) == 6
    assert all(isinstance(one, int) and 0 <= one < 2**31 for one in sent), "which every endpoint takes"


async def test_a_local_server_needs_no_key() -> None:
    async with ModelServer([says("Fine.")]) as server:
        model = NimModel(server.base_url, "", clock=lambda: 0.0, sleep=asyncio.sleep, jitter=lambda: 0.0)
        await whole(model, REQUEST)
        await model.close()
    assert "Authorization" not in server.headers[0]


FAULTS = [
    (refuses(401), "the key is refused"),
    (refuses(404), "test/model at 127.0.0.1: 404, this model is not served"),
    (refuses(410), "test/model at 127.0.0.1: 410, this model has reached its end of life"),
    (refuses(429), "429, too many requests"),
    (refuses(429, retry_after="3600"), "429, too many requests"),
    (refuses(500), "500, it failed"),
    (refuses(503), "503, it failed"),
    (refuses(400, said="context too long"), "400, it said: .*context too long"),
    (refuses(400, said=f"bad key {KEY}"), "bad key …"),
    (refuses(307), "307, it failed"),
    (accepted(), r"an empty answer \(status 202\)"),
    (garbage(), r"an empty answer \(status 200\)"),
    (garbage_stream(), "does not answer as an OpenAI-compatible endpoint does"),
    (odd_chunks(), "broke off"),
    (error_event(), "gave up in the middle of its answer: out of memory"),
    (cut("Go for 195"), "broke off"),
    (faded("Go for 195"), "the answer broke off"),
    (too_long("Go for 195 and then"), "did not fit into 80 tokens"),
    (content_none(), "an empty answer"),
    (no_choices(), "broke off"),
    (reasons_only(), r"an empty answer \(reasoning alone\)"),
    (reasons_too_long(), "an empty answer: all 80 tokens went into reasoning"),
    (says(""), "an empty answer"),
    (says("<think>195 it is"), r"an empty answer \(reasoning alone\)"),
]


@pytest.mark.parametrize(("fault", "cause"), FAULTS)
async def test_every_fault_ends_as_unavailable_with_its_cause_and_without_the_key(
    fault: Reply, cause: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ModelUnavailable, match=cause) as caught:
        await ask([fault])
    assert KEY not in f"{caught.value!r} {caught.value.__cause__!r} {caplog.text}"
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("fault", [hangs(), slow("a b c d e f", 0.04)])
async def test_the_deadline_is_for_the_whole_answer(fault: Reply) -> None:
    with pytest.raises(ModelUnavailable, match="no whole answer before the deadline"):
        await asyncio.wait_for(ask_by_the_wall_clock(fault), 2)


async def ask_by_the_wall_clock(fault: Reply) -> None:
    clock = asyncio.get_running_loop().time
    async with ModelServer([fault]) as server:
        model = NimModel(server.base_url, KEY, clock=clock, sleep=asyncio.sleep, jitter=lambda: 0.0)
        try:
            await whole(model, replace(REQUEST, timeout_seconds=0.1))
        finally:
            await model.close()


async def test_an_endpoint_that_is_not_there_is_tried_again_and_then_named() -> None:
    time = FakeTime()
    model = NimModel("http://127.0.0.1:9/v1", KEY, clock=time.clock, sleep=time.sleep, jitter=lambda: 0.0)
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1: no connection"):
        await whole(model, REQUEST)
    await model.close()
    assert time.slept == [0.5, 1.0, 2.0]


async def test_a_busy_endpoint_is_asked_again_when_it_said_and_a_failing_one_later_each_time() -> None:
    time = FakeTime()
    answer = await ask([refuses(429, retry_after="3"), refuses(500), refuses(503), says("Go for 190.")], time=time)
    assert answer.text == "Go for 190."
    assert time.slept == [3.0, 1.0 * 1.25, 2.0 * 1.25]


async def test_no_try_is_begun_that_could_only_end_after_the_deadline() -> None:
    time = FakeTime()
    with pytest.raises(ModelUnavailable, match="429"):
        await ask([refuses(429, retry_after="21"), says("Too late.")], time=time)
    assert time.slept == []


async def test_a_refused_response_format_is_left_out_once_and_for_all() -> None:
    planner = replace(REQUEST, agent="planner", schema=SCHEMA)
    async with ModelServer([no_schema(says("{}"))]) as server:
        model = client(server)
        assert (await whole(model, planner)).text == "{}"
        assert (await whole(model, planner)).text == "{}"
        await model.close()
    assert ["response_format" in sent for sent in server.requests] == [True, False, False]


async def test_leaving_the_stream_closes_the_connection() -> None:
    async with ModelServer([slow("one two three four five six", 0.02)]) as server:
        model = client(server)
        async with aclosing(model.stream(REQUEST)) as pieces:
            async for _ in pieces:
                break
        await server.left()
        await model.close()
    assert server.gone == 1


async def test_cancelling_the_caller_closes_the_connection() -> None:
    async with ModelServer([hangs()]) as server:
        model = client(server)
        task = asyncio.create_task(whole(model, REQUEST))
        while not server.requests:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await server.left()
        await model.close()


async def test_after_failures_in_a_row_the_endpoint_is_left_alone_and_then_probed_by_one_call() -> None:
    time = FakeTime()
    async with ModelServer([refuses(410), refuses(410), says("Back.")]) as server:
        model = client(server, time, Breaker(failures=2, open_seconds=30))
        for _ in range(2):
            with pytest.raises(ModelUnavailable, match="410"):
                await whole(model, REQUEST)
        with pytest.raises(CircuitOpen, match="2 calls in a row failed, next try in 30 s"):
            await whole(model, REQUEST)
        assert len(server.requests) == 2
        time.at += 30
        assert (await whole(model, REQUEST)).text == "Back."
        await model.close()


def test_while_one_call_probes_nobody_else_does_and_a_probe_that_was_left_can_be_repeated() -> None:
    breaker = Breaker(failures=1, open_seconds=30)
    breaker.enter(0)
    breaker.failed(0)
    breaker.enter(31)
    with pytest.raises(CircuitOpen):
        breaker.enter(32)
    breaker.left()
    breaker.enter(33)
    breaker.failed(33)
    with pytest.raises(CircuitOpen):
        breaker.enter(34)


async def test_models_are_listed_and_a_failure_to_list_is_named() -> None:
    async with ModelServer([], models=["a/b", "c/d"]) as server:
        model = client(server)
        assert await model.models() == ["a/b", "c/d"]
        await model.close()
    with pytest.raises(ModelUnavailable, match="no connection"):
        await client(server).models()


@pytest.mark.parametrize(
    ("model", "system", "extra"),
    [
        ("nvidia/nvidia-nemotron-nano-9b-v2", "S\n/no_think", {}),
        ("nvidia/nemotron-nano-12b-v2-vl", "S\n/no_think", {}),
        ("nvidia/llama-3.3-nemotron-super-49b-v1.5", "S\n/no_think", {}),
        ("nvidia/llama-3.1-nemotron-nano-8b-v1", "S\ndetailed thinking off", {}),
        ("nvidia/nemotron-3-nano-30b-a3b", "S", {"chat_template_kwargs": {"enable_thinking": False}}),
        ("nvidia/nemotron-nano-3-30b-a3b", "S", {"chat_template_kwargs": {"enable_thinking": False}}),
        ("nvidia/nemotron-3.5-lightning-30b-a3b", "S", {"chat_template_kwargs": {"enable_thinking": False}}),
        ("nvidia/nemotron-3-super-120b-a12b", "S", {"chat_template_kwargs": {"enable_thinking": False}}),
        ("nvidia/nemotron-3-nano-omni-30b-a3b-reasoning", "S", {"chat_template_kwargs": {"enable_thinking": False}}),
        ("smollm2", "S", {}),
    ],
)
async def test_reasoning_is_switched_off_by_the_switch_of_the_model(
    model: str, system: str, extra: dict[str, object]
) -> None:
    assert without_reasoning(model, "S") == (system, extra)
    async with ModelServer([says("Fine.")]) as server:
        nim = client(server)
        await whole(nim, replace(REQUEST, model=model, system="S"))
        await nim.close()
    assert server.requests[0]["messages"][0]["content"] == system
    assert server.requests[0].get("chat_template_kwargs") == extra.get("chat_template_kwargs")


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_inline_reasoning_is_hidden_however_its_tags_are_cut(size: int) -> None:
    text = "A <b> <think>195?</think>B<think></think> C < D <thi"
    visible = Visible()
    shown = "".join(visible.feed(text[at : at + size]) for at in range(0, len(text), size)) + visible.rest()
    assert shown == "A <b> B C < D <thi"


async def test_reasoning_whose_opening_tag_was_in_the_prompt_is_cut_off() -> None:
    assert (await ask([says("195 perhaps </think> Go for 190.")])).text == "Go for 190."


@pytest.mark.parametrize(
    ("reply", "has_reasoned"),
    [
        (says("Go for 190."), False),
        (says("<think>\n\n</think>Go for 190."), False),  # what some templates put before every answer
        (says("</think> Go for 190."), False),
        (says("<think>195?</think>Go for 190."), True),
        (says("195? </think> Go for 190."), True),
        (reasons_first("Go for 190."), True),
        (reasons_first("Go for 190.", field="reasoning"), True),
    ],
)
async def test_reasoning_that_came_nevertheless_is_told_and_is_no_part_of_the_answer(
    reply: Reply, has_reasoned: bool
) -> None:
    answer = await ask([reply])
    assert (answer.text, answer.has_reasoned) == ("Go for 190.", has_reasoned)
