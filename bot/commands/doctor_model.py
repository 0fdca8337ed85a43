"""What ``focusflow doctor`` finds at the model's address: lists, answers, adapters, eyes, and the limit."""

from base64 import b64decode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict

from agents.answers import Rejected, read_shape, schema_of
from agents.case import AgentSettings
from agents.model import Answer, ModelUnavailable, Request, whole
from bot.app import agent_settings, model_address, open_model, requests_per_minute
from bot.commands.finding import Finding
from bot.config import Config, Secrets

if TYPE_CHECKING:
    from agents.nim import NimModel

PROBE_SECONDS: Final = 15.0
PROBE_TOKENS: Final = 60
MOST_NAMED: Final = 8  # models of a list
NO_MODEL: Final = "none; the plain words are the product. Set NVIDIA_API_KEY or model.base_url"
GREET: Final = "Greet a lifter in three words."  # what keeps to the shape nevertheless was made to
IN_JSON: Final = 'Answer with this JSON object and nothing else: {"plates": 7}'
RED_SQUARE: Final = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAAA1BMVEX/AAAZ4gk3AAAAG0lEQVR42u3BgQAAAADDoPlT3+AEVQEAAAB8AxBA"
    "AAG9PLePAAAAAElFTkSuQmCC"
)


class Plates(BaseModel):
    model_config = ConfigDict(extra="forbid")
    plates: Literal[7]


async def examine_model(config: Config, secrets: Secrets) -> list[Finding]:
    """Lines for each model that an agent wants, each adapter, the one that looks at photos, and the limit.

    Asks each model once or twice; every question has PROBE_SECONDS.
    """
    model = open_model(config, secrets)
    if model is None:
        return [Finding("model", False, NO_MODEL)]
    try:
        await model.look()
        settings = agent_settings(config)
        found = []
        for name in sorted({agent.model for agent in settings.values()}):
            found += await _one(model, name)
        found += [*_adapters(model, settings), *await _eyes(model, config.model.vision)]
    except ModelUnavailable as failure:
        return [Finding("model", True, f"{failure}. Check model.base_url and NVIDIA_API_KEY")]
    finally:
        await model.close()
    return [*found, _limit(config, secrets)]


async def _one(model: "NimModel", name: str) -> list[Finding]:
    """Whether *name* is served, keeps to a shape, and leaves reasoning alone; all of it said of what answers."""
    try:
        answer = await whole(model, _request(name, GREET))
    except ModelUnavailable as failure:
        return [_unserved(model, name, failure)]
    asked = model.served.order(name)[0]
    return [_served(model, name, asked), await _shape(model, name, asked, answer), _reasoning(asked, answer)]


def _unserved(model: "NimModel", name: str, failure: ModelUnavailable) -> Finding:
    if name in model.served.models:
        return Finding("model", True, f"{name} is listed, but gives no answer: {failure}. Ask again, or set model.name")
    listed = ", ".join(model.served.models[:MOST_NAMED])
    mend = f"set model.name to one of: {listed}" if listed else "nothing is; check model.base_url"
    return Finding("model", True, f"{name} is not served there; {mend} ({failure})")


def _served(model: "NimModel", name: str, asked: str) -> Finding:
    if asked != name:
        return Finding("model", False, f"{name} is not served; {asked} is asked in its place. Set model.name to it")
    if name in model.served.models:
        return Finding("model", False, f"{name} is served")
    listed = ", ".join(model.served.models[:MOST_NAMED]) or "nothing"
    return Finding("model", False, f"{name} is not listed there, but answers to that name; listed: {listed}")


async def _shape(model: "NimModel", name: str, asked: str, answer: Answer) -> Finding:
    is_refused = asked in model.refuses_schema
    if not is_refused and _keeps_to_shape(answer.text):
        return Finding("answers", False, f"{asked}: structured answers are enforced")
    how = "refuses response_format" if is_refused else "ignores response_format"
    try:
        told = (await whole(model, _request(name, IN_JSON))).text
    except ModelUnavailable as failure:
        return Finding("answers", True, f"{asked} {how}, then gave no answer: {failure}. Ask again")
    if _keeps_to_shape(told):
        return Finding("answers", False, f"{asked} {how}, but keeps to the shape when told to; answers are checked")
    mend = "the drafts will mostly stand; set model.name to a larger model"
    return Finding("answers", True, f"{asked} {how}, and does not keep to the shape when told to: {mend}")


def _keeps_to_shape(text: str) -> bool:
    try:
        read_shape(Plates, text)
    except Rejected:
        return False
    return True


def _reasoning(asked: str, answer: Answer) -> Finding:
    if answer.has_reasoned:
        mend = "its thoughts are hidden, but cost time and tokens; raise max_tokens or set another model"
        return Finding("reasoning", True, f"{asked} reasons though it is told not to: {mend}")
    return Finding("reasoning", False, f"{asked} answers without reasoning")


def _adapters(model: "NimModel", settings: Mapping[str, AgentSettings]) -> list[Finding]:
    return [_adapter(model, agent, own.adapter) for agent, own in settings.items() if own.adapter]


def _adapter(model: "NimModel", agent: str, adapter: str) -> Finding:
    served = model.served
    if adapter in served.adapters or adapter in served.models:
        return Finding("adapter", False, f"{agent} speaks with {adapter}")
    known = ", ".join(served.adapters) or "none by number"
    mend = f"load it at the endpoint, or set agents.{agent}.adapter to null (adapters there: {known})"
    return Finding("adapter", True, f"{adapter} is not served, so {agent} is the base model; {mend}")


async def _eyes(model: "NimModel", name: str | None) -> list[Finding]:
    if name is None:
        return []
    request = _request(name, "Which colour is this square? One word.", images=(("image/png", RED_SQUARE),))
    try:
        seen = (await whole(model, request)).text
    except ModelUnavailable as failure:
        return [Finding("vision", True, f"{failure}. Set model.vision to a model that can see, or to null")]
    asked = model.served.order(name, sees=True)[0]
    if "red" in seen.casefold():
        return [Finding("vision", False, f"{asked} sees")]
    return [Finding("vision", True, f"{asked} did not see a red square; set model.vision to another model, or to null")]


def _limit(config: Config, secrets: Secrets) -> Finding:
    limit = requests_per_minute(config, model_address(config, secrets) or "")
    says = f"{limit} requests a minute, shared by all chats" if limit else "none; model.requests_per_minute sets one"
    return Finding("limit", False, says)


def _request(name: str, words: str, *, images: tuple[tuple[str, bytes], ...] = ()) -> Request:
    return Request(
        agent="doctor",
        model=name,
        system="Be brief.",
        user=words,
        temperature=0,
        max_tokens=PROBE_TOKENS,
        timeout_seconds=PROBE_SECONDS,
        schema=None if images else schema_of(Plates),
        images=images,
    )
