"""The three minds, and how a case passes through them: each is asked, guarded, and its answer given on to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pydantic import BaseModel

from agents.answers import (
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
from agents.breaker import CircuitOpen
from agents.calls import About, ask, exchange_of, judged
from agents.calls import Means as Means
from agents.case import Case, Thought
from agents.facts import Drafts, about, cues, facts_of, with_news
from agents.plan import Action
from agents.prompting import quoted
from storage.records import Exchange


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
        shape = schema_of(spec.answer) if spec.answer else None
        heard = await ask(means.request(spec.name, _values(ground), shape), means)
        given, verdict = judged(heard, partial(_read, spec, ground))
        exchanges.append(exchange_of(heard, verdict, About(case.turn, case.user, case.arm), means))
        if isinstance(heard.error, CircuitOpen):
            return Thought(None, tuple(exchanges))
        if given:
            ground = replace(ground, facts=(*ground.facts, *given.lines), choices=(*ground.choices, *given.choices))
    return Thought(given.lines[0] if given else None, tuple(exchanges))


def _read(spec: AgentSpec, ground: Ground, text: str) -> Given:
    return spec.read(text, ground)


def _values(ground: Ground) -> Mapping[str, object]:
    """What the prompts name."""
    case = ground.case
    envelope = case.plan.envelope
    return {
        "facts": ground.facts,
        "about": about(case.profile),
        "cues": cues(case),
        "said": quoted(case.said),
        "style": case.arm.value,
        "low": envelope.low if envelope else None,
        "high": envelope.high if envelope else None,
    }
