"""Answers of a model, through the real team and its guard: what a lifter would read, and what each agent said raw."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from agents.adviser import advise
from agents.answers import InsightAnswer, PlannerAnswer, Rejected, read_shape
from agents.calls import Means
from agents.case import Thought
from agents.team import think
from learning.evaluation.answer import Answer
from learning.evaluation.case import Agent, EvaluationCase
from learning.evaluation.drafts import drafted
from learning.evaluation.stage import Advised, Coached, Staged
from storage.records import Exchange, UserId

SOURCE = "live"
USED = "used"


async def answered_live(
    staged: Sequence[tuple[EvaluationCase, Staged]],
    means: Means,
    at_once: int,
    tick: Callable[[int], None] = lambda _: None,
) -> tuple[Answer, ...]:
    """An answer a case; the draft where the model is silent, refused, or not asked. Cancelling leaves the calls.

    Each case is asked as another person's, so that two with the same facts are two draws of a model that has a seed.
    """
    free = asyncio.Semaphore(at_once)

    async def one(case: EvaluationCase, stage: Staged) -> Answer:
        async with free:
            thought = await _thought(stage, UserId(case.id), means)
        tick(1)
        return _answer(case, stage, thought)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(case, stage)) for case, stage in staged]
    return tuple(task.result() for task in tasks)


def raw(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The same as the model alone said it, before the guard: only where it was asked and answered."""
    return tuple(_unguarded(answer) for answer in answers if answer.raw)


async def _thought(stage: Staged, user: UserId, means: Means) -> Thought:
    match stage:
        case Coached():
            return await think(replace(stage.case, user=user), stage.drafts, means)
        case Advised(inquiry=inquiry):
            return await advise(replace(inquiry, user=user), means) if inquiry else Thought(None, ())


def _answer(case: EvaluationCase, stage: Staged, thought: Thought) -> Answer:
    draft = drafted(case, stage)
    own = [exchange for exchange in thought.exchanges if exchange.agent == case.agent]
    if not own:
        return draft.model_copy(update={"source": SOURCE})
    said = own[-1]
    update: dict[str, object] = {"source": SOURCE, "raw": said.answer, "verdict": said.verdict}
    update |= _read(case.agent, said, thought, draft)
    update["given"] = (*draft.given, *_given_by_others(thought, case.agent))
    return draft.model_copy(update=update)


def _read(agent: Agent, said: Exchange, thought: Thought, draft: Answer) -> dict[str, object]:
    """What the lifter reads of an answer that passed, or what the next mind does; nothing of one that did not."""
    if agent in (Agent.COACH, Agent.ADVISER):
        return {"words": thought.words or draft.words}
    return _words_of(agent, said.answer, draft) if said.verdict == USED else {}


def _words_of(agent: Agent, text: str, draft: Answer) -> dict[str, object]:
    """The words of a structured answer, and the load that it chose; the text itself where it has not that shape."""
    try:
        if agent is Agent.INSIGHT:
            return {"words": " ".join(read_shape(InsightAnswer, text).observations)}
        choice = read_shape(PlannerAnswer, text)
    except Rejected:
        return {"words": text}
    return {
        "words": choice.reason,
        "beside": draft.beside or draft.words,
        "choice": Decimal(choice.load_tenths) / 10,
    }


def _given_by_others(thought: Thought, agent: Agent) -> tuple[str, ...]:
    """What the minds before gave on, once it had passed."""
    return tuple(one.answer for one in thought.exchanges if one.agent != agent and one.verdict.startswith(USED))


def _unguarded(answer: Answer) -> Answer:
    if answer.agent in (Agent.COACH, Agent.ADVISER):
        return answer.model_copy(update={"words": answer.raw})
    return answer.model_copy(update=_words_of(answer.agent, answer.raw, answer))
