"""The three minds, and how a case passes through them: each is asked, guarded, and its answer given on to the next."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from pydantic import BaseModel

from agents.answers import (
    Given,
    Ground,
    InsightAnswer,
    PlannerAnswer,
    Reader,
    Rejected,
    read_choice,
    read_insight,
    read_words,
    schema_of,
)
from agents.breaker import CircuitOpen
from agents.case import AgentSettings, Case, Thought
from agents.facts import Drafts, about, cues, facts_of, with_news
from agents.model import Answer, Model, ModelUnavailable, Request
from agents.plan import Action
from agents.prompting import Prompt, Prompts, quoted
from storage.records import Exchange, row_id


@dataclass(frozen=True, slots=True)
class AgentSpec:
    """One mind. Its prompt is ``prompts/NAME.j2``, and its settings have its name.

    *answer* is the shape of its structured answer, None for words. *draft* gives it, as facts, what pure code made in
    its place. The words of the last one are what the lifter reads.
    """

    name: str
    answer: type[BaseModel] | None
    draft: Callable[[Drafts], tuple[str, ...]]
    read: Reader
    needs_dose: bool = False  # not asked on a rest day


TEAM = (
    AgentSpec("insight", InsightAnswer, lambda drafts: drafts.observations, read_insight),
    AgentSpec("planner", PlannerAnswer, lambda drafts: (drafts.plan_words,), read_choice, needs_dose=True),
    AgentSpec("coach", None, lambda drafts: (f"Plain words: {drafts.coach_words}",), read_words),
)


@dataclass(frozen=True, slots=True)
class Means:
    """What thinking needs besides the case. *elapsed_ms* only goes forward."""

    model: Model
    settings: Mapping[str, AgentSettings]  # of every agent in TEAM
    prompts: Prompts
    now: Callable[[], datetime]
    elapsed_ms: Callable[[], int]


async def think(case: Case, drafts: Drafts, means: Means) -> Thought:
    """Ask the minds in turn. A silent or rejected one stops nobody: its draft stands, and the next is asked.

    Nobody is asked about a referral, and nobody any more once the endpoint's breaker is open. Cancelling leaves the
    call in progress. Raises nothing that a model could cause.
    """
    if case.plan.action is Action.REFER:
        return Thought(None, ())
    ground = Ground(case, facts_of(case, drafts.last), drafts.last)
    exchanges: list[Exchange] = []
    given: Given | None = None
    for spec in TEAM:
        if spec.needs_dose and case.plan.dose is None:
            continue
        ground = replace(ground, facts=with_news(ground.facts, spec.draft(drafts)))
        heard = await _ask(spec, ground, means)
        given, verdict = _judged(spec, heard, ground)
        exchanges.append(_exchange(spec, heard, verdict, case, means))
        if isinstance(heard.error, CircuitOpen):
            return Thought(None, tuple(exchanges))
        if given:
            ground = replace(ground, facts=(*ground.facts, *given.lines), choices=(*ground.choices, *given.choices))
    return Thought(given.lines[0] if given else None, tuple(exchanges))


@dataclass(frozen=True, slots=True)
class _Heard:
    """One call as it went: *answer* where it came whole, else *error* and the *text* until then."""

    request: Request
    at: datetime
    latency_ms: int
    text: str
    answer: Answer | None = None
    error: ModelUnavailable | None = None


async def _ask(spec: AgentSpec, ground: Ground, means: Means) -> _Heard:
    request = _request(spec, ground, means)
    at, begun, text = means.now(), means.elapsed_ms(), ""
    answer, error = None, None
    # Every model streams with an async generator, and only closing one at once cancels its call at once.
    stream = cast("AsyncGenerator[str | Answer, None]", means.model.stream(request))
    try:
        async with aclosing(stream):
            async for piece in stream:
                if isinstance(piece, Answer):
                    answer = piece
                else:
                    text += piece
    except ModelUnavailable as unavailable:
        error = unavailable
    return _Heard(request, at, means.elapsed_ms() - begun, answer.text if answer else text, answer, error)


def _request(spec: AgentSpec, ground: Ground, means: Means) -> Request:
    settings = means.settings[spec.name]
    prompt = _prompt(spec, ground, means.prompts)
    return Request(
        agent=spec.name,
        model=settings.model,
        system=prompt.system,
        user=prompt.user,
        temperature=settings.temperature,
        max_tokens=settings.max_tokens,
        timeout_seconds=settings.timeout_seconds,
        schema=schema_of(spec.answer) if spec.answer else None,
    )


def _prompt(spec: AgentSpec, ground: Ground, prompts: Prompts) -> Prompt:
    case = ground.case
    envelope = case.plan.envelope
    values = {
        "facts": ground.facts,
        "about": about(case.profile),
        "cues": cues(case),
        "said": quoted(case.said),
        "style": case.arm.value,
        "low": envelope.low if envelope else None,
        "high": envelope.high if envelope else None,
    }
    return prompts.render(spec.name, values)


def _judged(spec: AgentSpec, heard: _Heard, ground: Ground) -> tuple[Given | None, str]:
    """What is given on, and the verdict for the record."""
    if heard.answer is None:
        return None, f"unavailable: {heard.error or 'the answer broke off'}"
    try:
        return spec.read(heard.answer.text, ground), "used"
    except Rejected as rejected:
        return None, str(rejected)


def _exchange(spec: AgentSpec, heard: _Heard, verdict: str, case: Case, means: Means) -> Exchange:
    answer = heard.answer
    return Exchange(
        id=row_id(case.turn, spec.name),
        turn=case.turn,
        user=case.user,
        agent=spec.name,
        model=answer.model if answer else heard.request.model,
        prompt_version=means.prompts.version(spec.name),
        arm=case.arm,
        prompt=f"{heard.request.system}\n\n{heard.request.user}",
        answer=heard.text,
        verdict=verdict,
        prompt_tokens=answer.prompt_tokens if answer else 0,
        completion_tokens=answer.completion_tokens if answer else 0,
        latency_ms=heard.latency_ms,
        at=heard.at,
    )
