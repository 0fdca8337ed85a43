"""What the doctor says of the model: what is served, what it can do, and how to mend what it cannot."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.commands import doctor_model
from bot.commands.doctor import examine
from bot.commands.doctor_model import RED_SQUARE, examine_model
from bot.commands.finding import Finding
from bot.config import Agent, Agents, Config, Database, ModelSection, RetrievalSection, Secrets
from tests.servers.model import ModelServer, Reply, hangs, no_schema, reasons_first, refuses, says, says_json, serves

KEY = "nvapi-NobodyInParticular-0123456789abcdef"
WANTED, OTHER = "nvidia/wanted", "nvidia/other"
ENFORCED = says_json(plates=7)


def told_in_words(then: Reply) -> Reply:
    """A model that heeds no response_format, and answers *then* when the words ask for JSON."""

    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        said = asked["messages"][1]["content"]
        return await (then if "JSON" in said else says("Hello strong lifter!"))(request, asked)

    return reply


def agents(**coach: object) -> Agents:
    return Agents(coach=Agent(temperature=0, timeout_seconds=5, max_tokens=9, **coach))  # type: ignore[arg-type]


async def findings(
    reply: Reply,
    models: Sequence[str] = (WANTED,),
    *,
    adapters: Mapping[str, int] | None = None,
    coach: Mapping[str, object] | None = None,
    **model: object,
) -> list[Finding]:
    async with ModelServer([reply], models=models, adapters=adapters) as server:
        section = ModelSection(base_url=server.base_url, **({"name": WANTED, "fallbacks": (OTHER,)} | model))  # type: ignore[arg-type]
        config = Config(model=section, agents=agents(**(coach or {})))
        found = await examine_model(config, Secrets(nvidia_api_key=KEY, _env_file=None))
    assert KEY not in str([str(finding) for finding in found])
    return found


def of(found: Sequence[Finding], what: str) -> Finding:
    [one] = [finding for finding in found if finding.what == what]
    return one


async def test_a_model_that_does_all_is_said_to_in_a_line_for_each_thing() -> None:
    found = await findings(ENFORCED)
    assert [(finding.what, finding.broken) for finding in found] == [
        ("model", False),
        ("answers", False),
        ("reasoning", False),
        ("limit", False),
    ]
    assert "structured answers are enforced" in of(found, "answers").says


@pytest.mark.parametrize(
    ("reply", "broken", "says_so"),
    [
        (told_in_words(ENFORCED), False, "ignores response_format, but keeps to the shape when told to"),
        (told_in_words(says("Sure!")), True, "ignores response_format, and does not keep to the shape"),
        (no_schema(told_in_words(ENFORCED)), False, "refuses response_format, but keeps to the shape when told to"),
        (no_schema(says("Hello!")), True, "set model.name to a larger model"),
    ],
)
async def test_how_the_model_treats_a_shape_is_told(reply: Reply, broken: bool, says_so: str) -> None:
    found = of(await findings(reply), "answers")
    assert found.broken is broken
    assert says_so in found.says


async def test_the_fallback_that_is_asked_is_named_and_is_what_is_probed() -> None:
    for listed in ([OTHER], [WANTED, OTHER]):  # it is not listed; it is, but is gone
        found = await findings(serves([OTHER], ENFORCED, status=410), listed)
        assert of(found, "model").says == f"{WANTED} is not served; {OTHER} is asked in its place. Set model.name to it"
        assert of(found, "answers").says.startswith(OTHER)


async def test_a_model_that_nobody_serves_is_wrong_and_the_listed_ones_are_named() -> None:
    found = of(await findings(refuses(404), ["a/b", "c/d"]), "model")
    assert found.broken
    assert f"{WANTED} is not served there; set model.name to one of: a/b, c/d" in found.says
    assert "check model.base_url" in of(await findings(refuses(404), []), "model").says


async def test_a_server_that_answers_to_any_name_is_well() -> None:
    found = of(await findings(ENFORCED, ["smollm2"]), "model")
    assert (found.broken, found.says) == (
        False,
        f"{WANTED} is not listed there, but answers to that name; listed: smollm2",
    )


async def test_a_model_that_reasons_nevertheless_is_named() -> None:
    found = of(await findings(reasons_first('{"plates": 7}')), "reasoning")
    assert found.broken
    assert "reasons though it is told not to" in found.says


@pytest.mark.parametrize(
    ("models", "adapters", "broken"),
    [
        ([WANTED, "coach-1"], None, False),
        ([WANTED], {"coach-1": 0}, False),
        ([WANTED], None, True),
        ([WANTED], {"insight-1": 0}, True),
    ],
)
async def test_each_agent_s_adapter_is_looked_for(
    models: list[str], adapters: dict[str, int] | None, broken: bool
) -> None:
    found = of(await findings(ENFORCED, models, adapters=adapters, coach={"adapter": "coach-1"}), "adapter")
    assert found.broken is broken
    assert ("set agents.coach.adapter to null" in found.says) is broken


async def test_an_agent_s_own_model_is_probed_too() -> None:
    found = await findings(ENFORCED, [WANTED, "nvidia/own"], coach={"model": "nvidia/own"})
    assert [one.says for one in found if one.what == "model"] == ["nvidia/own is served", f"{WANTED} is served"]


async def sees(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
    content = asked["messages"][1]["content"]
    return await (says("Red.") if isinstance(content, list) else ENFORCED)(request, asked)


async def blind(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
    content = asked["messages"][1]["content"]
    return await (refuses(400, said="no images") if isinstance(content, list) else ENFORCED)(request, asked)


@pytest.mark.parametrize(("reply", "broken"), [(sees, False), (blind, True), (ENFORCED, True)])
async def test_the_model_for_photos_is_shown_one(reply: Reply, broken: bool) -> None:
    assert of(await findings(reply, vision=WANTED), "vision").broken is broken
    assert RED_SQUARE.startswith(b"\x89PNG")


async def test_no_probe_waits_longer_than_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_model, "PROBE_SECONDS", 0.05)
    async with asyncio.timeout(5):
        found = of(await findings(hangs(), fallbacks=()), "model")
    assert found.broken
    assert "no whole answer before the deadline" in found.says


@pytest.mark.parametrize(("per_minute", "told"), [(12, "12 requests a minute"), (None, "none")])
async def test_the_limit_is_told(per_minute: int | None, told: str) -> None:
    assert told in of(await findings(ENFORCED, requests_per_minute=per_minute), "limit").says


async def test_without_a_model_the_doctor_says_how_to_get_one() -> None:
    [found] = await examine_model(Config(), Secrets(_env_file=None))
    assert not found.broken
    assert "NVIDIA_API_KEY" in found.says


@pytest.mark.parametrize(
    ("embedder", "broken", "told"),
    [
        ("none", False, "found by words alone"),
        ("nim", True, "404.*is asked in their place; set retrieval.embedder or retrieval.model"),
        ("local", False, "answers$"),
    ],
)
async def test_the_embedder_that_a_turn_would_use_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedder: str, broken: bool, told: str
) -> None:
    monkeypatch.delenv("FOCUSFLOW__RETRIEVAL__EMBEDDER")  # it goes before what is given
    async with ModelServer([ENFORCED]) as server:
        config = Config(
            database=Database(url=f"sqlite:///{tmp_path}/bot.db"),
            model=ModelSection(base_url=server.base_url),
            retrieval=RetrievalSection(embedder=embedder),  # type: ignore[arg-type]
        )
        found = of(await examine(config, Secrets(nvidia_api_key=KEY, _env_file=None)), "embeddings")
    assert found.broken is broken
    assert re.search(told, found.says)
    assert KEY not in found.says
