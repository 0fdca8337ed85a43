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
from agents.bank import alike
from agents.breaker import CircuitOpen
from agents.briefing import Material, fit
from agents.budget import clipped
from agents.calls import About, Heard, ask, exchange_of, judged, repair
from agents.calls import Means as Means
from agents.case import Case, Thought
from agents.examples import Example, chosen
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
    ground = _ground(talk)
    shaped = [spec for spec in asked if spec.answer]
    parts = await _side_by_side(talk, shaped, ground)
    exchanges = tuple(exchange for part in parts for exchange in part.exchanges)
    if not asked or any(part.is_open for part in parts):
        return Thought(None, exchanges)
    given = [part.given for part in reversed(parts) if part.given]  # a load that may be named is told before all else
    lines = _lines(given)
    ground = _with_given(ground, given)
    last = await _asked(talk, TEAM[-1], ground, lines or drafts.observations[:MOST_OBSERVATIONS])
    return Thought(last.given.lines[0] if last.given else None, (*exchanges, *last.exchanges))


def asked_of(
    agent: str, case: Case, drafts: Drafts, means: Means, given: Sequence[Given] = ()
) -> tuple[Request, Ground]:
    """What one mind would be asked about *case*, and what its answer stands on. Nobody is asked.

    *given*, to the last mind alone, is what those before it gave on, the planner's first.
    """
    spec, talk = next(spec for spec in TEAM if spec.name == agent), _Talk(case, drafts, means)
    if spec.answer:
        return _request(talk, spec, _told_to_shaped(talk)), _ground(talk)
    observations = _lines(given) or drafts.observations[:MOST_OBSERVATIONS]
    return _request(talk, spec, observations), _with_given(_ground(talk), given)


def _ground(talk: _Talk) -> Ground:
    drafts = talk.drafts
    news = (*drafts.observations, drafts.plan_words, drafts.coach_words)
    return Ground(talk.case, with_news(_facts(talk.case, drafts), news), drafts.last, private=talk.means.private)


def _with_given(ground: Ground, given: Sequence[Given]) -> Ground:
    choices = tuple(load for one in given for load in one.choices)
    return replace(ground, facts=(*ground.facts, *_lines(given)), choices=choices)


def _lines(given: Sequence[Given]) -> tuple[str, ...]:
    return tuple(line for one in given for line in one.lines)


def _told_to_shaped(talk: _Talk) -> tuple[str, ...]:
    return (*talk.drafts.observations[:MOST_OBSERVATIONS], why(talk.case.plan))


def _facts(case: Case, drafts: Drafts) -> tuple[str, ...]:
    """Those of the plan, which are never left out for want of room."""
    return with_news(facts_of(case, drafts.last), [range_of(case.plan)])


async def _side_by_side(talk: _Talk, specs: Sequence[AgentSpec], ground: Ground) -> list[_Part]:
    async with asyncio.TaskGroup() as group:
        told = _told_to_shaped(talk)
        tasks = [group.create_task(_asked(talk, spec, ground, told)) for spec in specs]
    return [task.result() for task in tasks]


async def _asked(talk: _Talk, spec: AgentSpec, ground: Ground, observations: Sequence[str]) -> _Part:
    """Ask one mind, and once more where its answer has the wrong shape."""
    told = _fitting(talk, spec, observations)
    heard = await ask(_filled(talk, spec, told), talk.means)
    given, verdict = judged(heard, partial(_read, spec, ground))
    exchanges = (_exchange(talk, heard, verdict, (*told.facts, *told.observations)),)
    again = _repair(talk, spec, heard, verdict) if verdict.startswith(INVALID) else None
    if again is None:
        return _Part(given, exchanges, isinstance(heard.error, CircuitOpen))
    heard = await ask(again, talk.means)
    given, verdict = judged(heard, partial(_read, spec, ground))
    mended = _exchange(talk, heard, verdict, _mended_with(talk, spec))
    return _Part(given, (*exchanges, mended), isinstance(heard.error, CircuitOpen))


def _repair(talk: _Talk, spec: AgentSpec, heard: Heard, verdict: str) -> Request | None:
    return repair(heard, verdict, {"facts": _mended_with(talk, spec), "shape": spec.shape}, talk.means)


def _mended_with(talk: _Talk, spec: AgentSpec) -> tuple[str, ...]:
    return tuple(fact for fact in _facts(talk.case, talk.drafts) if fact.startswith(spec.mends_with))


def _request(talk: _Talk, spec: AgentSpec, observations: Sequence[str]) -> Request:
    return _filled(talk, spec, _fitting(talk, spec, observations))


def _fitting(talk: _Talk, spec: AgentSpec, observations: Sequence[str]) -> Material:
    prompts = talk.means.prompts_of(spec.name)
    return fit(spec.name, _material(talk, spec, observations), prompts, prompts.most_tokens(spec.name))


def _filled(talk: _Talk, spec: AgentSpec, told: Material) -> Request:
    schema = schema_of(spec.answer) if spec.answer else None
    return talk.means.request(spec.name, told.values(), schema, talk.case.user)


def _material(talk: _Talk, spec: AgentSpec, observations: Sequence[str]) -> Material:
    case = talk.case
    is_coach = spec.answer is None
    return Material(
        facts=_told(talk, spec),
        about=about(case.profile, case.today.on),
        observations=with_news((), observations),
        background=background(case, talk.means.passages) if is_coach else (),
        cues=cues(case) if is_coach else (),
        examples=_examples(talk, spec),
        said=clipped(quoted(case.said), spec.said_tokens) if spec.said_tokens else "",
        style=case.arm.value,
        shape=spec.shape,
    )


def _examples(talk: _Talk, spec: AgentSpec) -> tuple[Example, ...]:
    case, means = talk.case, talk.means
    kinds = occasions(case)
    bank = means.bank.get(spec.name, ()) if kinds else ()
    banked = alike(bank, _told(talk, spec), kinds[0], case.arm, case.user) if bank else ()
    return chosen(means.prompts_of(spec.name).examples(spec.name), kinds, case.arm, banked=banked)


def _told(talk: _Talk, spec: AgentSpec) -> tuple[str, ...]:
    facts = [fact for fact in _facts(talk.case, talk.drafts) if not fact.startswith(spec.leaves_out)]
    return tuple(clipped(fact, spec.shown_tokens) if fact.startswith("Shown:") else fact for fact in facts)


def _exchange(talk: _Talk, heard: Heard, verdict: str, facts: Sequence[str]) -> Exchange:
    case = talk.case
    about = About(case.turn, case.user, case.arm, next(iter(occasions(case)), ""))
    return exchange_of(heard, verdict, about, talk.means, facts)


def _read(spec: AgentSpec, ground: Ground, text: str) -> Given:
    return spec.read(text, ground)
