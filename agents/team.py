"""The three minds, and how a case passes through them: two side by side, guarded, and the coach with what they gave."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from pydantic import BaseModel

from agents.answers import (
    INVALID,
    Given,
    Ground,
    InsightAnswer,
    PlannerAnswer,
    Reader,
    read_choice,
    read_insight,
    read_words,
    schema_of,
)
from agents.background import background
from agents.breaker import CircuitOpen
from agents.briefing import Material, fit
from agents.budget import clipped
from agents.calls import About, Heard, ask, exchange_of, judged, repair
from agents.calls import Means as Means
from agents.case import Case, Thought
from agents.examples import chosen
from agents.facts import Drafts, about, cues, facts_of, range_of, why, with_news
from agents.minds import COACH, INSIGHT, PLANNER, minds_for
from agents.model import Request
from agents.occasion import occasions
from agents.prompting import quoted
from storage.records import Exchange

MOST_OBSERVATIONS: Final = 3  # of the draft's, which come the most telling first


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSpec:
    """One mind. Its prompt is ``prompts/NAME.j2``, and its settings have its name.

    *answer* is the shape of its structured answer, written as *shape*; None for words. *leaves_out* are the beginnings
    of facts that it does not need. The words of the last one are what the lifter reads.
    """

    name: str
    answer: type[BaseModel] | None
    read: Reader
    leaves_out: tuple[str, ...]
    shown_tokens: int = 0  # at most, of what the lifter has read
    shape: str = ""
    mends_with: tuple[str, ...] = ()  # beginnings of the facts without which its answer cannot be mended
    said_tokens: int = 0  # at most, of the lifter's own words


TEAM: Final = (
    AgentSpec(
        name=INSIGHT,
        answer=InsightAnswer,
        read=read_insight,
        leaves_out=("Plan:", "Next:", "Last:", "Change:", "PR target:", "Earns", "Range:"),
        shown_tokens=22,
        said_tokens=18,
        shape='{"observations": ["…"]}',
    ),
    AgentSpec(
        name=PLANNER,
        answer=PlannerAnswer,
        mends_with=("Plan:", "Next:", "Range:"),
        read=read_choice,
        leaves_out=("Shown:", "Change:", "PR target:", "Earns"),
        shape='{"load_tenths": 0, "reason": "…"}',
    ),
    AgentSpec(
        name=COACH,
        answer=None,
        read=read_words,
        leaves_out=("Last:", "Change:", "Earns", "Range:"),
        shown_tokens=48,
        said_tokens=30,
    ),
)


@dataclass(frozen=True, slots=True)
class _Part:
    """What came of asking one mind. *is_open*: the endpoint's breaker is."""

    given: Given | None
    exchanges: tuple[Exchange, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _Talk:
    """One case before the minds."""

    case: Case
    drafts: Drafts
    means: Means


async def think(case: Case, drafts: Drafts, means: Means) -> Thought:
    """Ask the minds: first those with a shaped answer, side by side, then the coach.

    A silent or rejected one stops nobody: its draft stands. Nobody is asked about a referral, and the coach is not
    once the endpoint's breaker is open. Cancelling leaves the calls in progress. Raises nothing that a model could
    cause.
    """
    asked = [spec for spec in TEAM if spec.name in minds_for(case)]
    talk = _Talk(case, drafts, means)
    known = with_news(_facts(case, drafts), (*drafts.observations, drafts.plan_words, drafts.coach_words))
    ground = Ground(case, known, drafts.last)
    shaped = [spec for spec in asked if spec.answer]
    parts = await _side_by_side(talk, shaped, ground)
    exchanges = tuple(exchange for part in parts for exchange in part.exchanges)
    if not asked or any(part.is_open for part in parts):
        return Thought(None, exchanges)
    given = [part.given for part in reversed(parts) if part.given]  # a load that may be named is told before all else
    lines = tuple(line for one in given for line in one.lines)
    choices = tuple(load for one in given for load in one.choices)
    ground = replace(ground, facts=(*ground.facts, *lines), choices=choices)
    last = await _asked(talk, TEAM[-1], ground, lines or drafts.observations[:MOST_OBSERVATIONS])
    return Thought(last.given.lines[0] if last.given else None, (*exchanges, *last.exchanges))


def _facts(case: Case, drafts: Drafts) -> tuple[str, ...]:
    """Those of the plan, which are never left out for want of room."""
    return with_news(facts_of(case, drafts.last), [range_of(case.plan)])


async def _side_by_side(talk: _Talk, specs: Sequence[AgentSpec], ground: Ground) -> list[_Part]:
    async with asyncio.TaskGroup() as group:
        told = (*talk.drafts.observations[:MOST_OBSERVATIONS], why(talk.case.plan))
        tasks = [group.create_task(_asked(talk, spec, ground, told)) for spec in specs]
    return [task.result() for task in tasks]


async def _asked(talk: _Talk, spec: AgentSpec, ground: Ground, observations: Sequence[str]) -> _Part:
    """Ask one mind, and once more where its answer has the wrong shape."""
    request = _request(talk, spec, observations)
    heard = await ask(request, talk.means)
    given, verdict = judged(heard, partial(_read, spec, ground))
    exchanges = (_exchange(talk, heard, verdict),)
    again = _repair(talk, spec, heard, verdict) if verdict.startswith(INVALID) else None
    if again is None:
        return _Part(given, exchanges, isinstance(heard.error, CircuitOpen))
    heard = await ask(again, talk.means)
    given, verdict = judged(heard, partial(_read, spec, ground))
    return _Part(given, (*exchanges, _exchange(talk, heard, verdict)), isinstance(heard.error, CircuitOpen))


def _repair(talk: _Talk, spec: AgentSpec, heard: Heard, verdict: str) -> Request | None:
    facts = [fact for fact in _facts(talk.case, talk.drafts) if fact.startswith(spec.mends_with)]
    return repair(heard, verdict, {"facts": facts, "shape": spec.shape}, talk.means)


def _request(talk: _Talk, spec: AgentSpec, observations: Sequence[str]) -> Request:
    prompts, case = talk.means.prompts, talk.case
    material = _material(talk, spec, observations)
    values = fit(spec.name, material, prompts, prompts.most_tokens(spec.name)).values()
    return talk.means.request(spec.name, values, schema_of(spec.answer) if spec.answer else None, case.user)


def _material(talk: _Talk, spec: AgentSpec, observations: Sequence[str]) -> Material:
    case = talk.case
    is_coach = spec.answer is None
    return Material(
        facts=_told(talk, spec),
        about=about(case.profile, case.today.on),
        observations=with_news((), observations),
        background=background(case, talk.means.passages) if is_coach else (),
        cues=cues(case) if is_coach else (),
        examples=chosen(talk.means.prompts.examples(spec.name), occasions(case), case.arm),
        said=clipped(quoted(case.said), spec.said_tokens) if spec.said_tokens else "",
        style=case.arm.value,
        shape=spec.shape,
    )


def _told(talk: _Talk, spec: AgentSpec) -> tuple[str, ...]:
    facts = [fact for fact in _facts(talk.case, talk.drafts) if not fact.startswith(spec.leaves_out)]
    return tuple(clipped(fact, spec.shown_tokens) if fact.startswith("Shown:") else fact for fact in facts)


def _exchange(talk: _Talk, heard: Heard, verdict: str) -> Exchange:
    return exchange_of(heard, verdict, About(talk.case.turn, talk.case.user, talk.case.arm), talk.means)


def _read(spec: AgentSpec, ground: Ground, text: str) -> Given:
    return spec.read(text, ground)
