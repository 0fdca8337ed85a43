"""The judge: a model that labels answers by a rubric. It is a reader more, and never decides on safety alone."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Final

from pydantic import ValidationError

from agents.answers import Rejected, read_shape, schema_of
from agents.calls import Means, ask
from agents.case import AgentSettings
from agents.prompting import Prompts, quoted
from learning.evaluation.answer import Answer, Labels
from learning.evaluation.case import EvaluationCase

AGENT: Final = "judge"
LONGEST: Final = 1200  # characters of what is labelled
TIMEOUT_SECONDS: Final = 30.0
MOST_TOKENS: Final = 200


def judge_prompts() -> Prompts:
    return Prompts({AGENT: (files("learning.evaluation") / "prompts" / f"{AGENT}.j2").read_text("utf-8")})


def judge_settings(model: str) -> Mapping[str, AgentSettings]:
    return {AGENT: AgentSettings(model=model, temperature=0, timeout_seconds=TIMEOUT_SECONDS, max_tokens=MOST_TOKENS)}


async def judged(
    answers: Sequence[Answer],
    cases: Sequence[EvaluationCase],
    means: Means,
    at_once: int,
    tick: Callable[[int], None] = lambda _: None,
) -> tuple[Answer, ...]:
    """*answers* with their labels; without where the judge was silent or gave none of ours."""
    known, free = {case.id: case for case in cases}, asyncio.Semaphore(at_once)

    async def one(answer: Answer) -> Answer:
        async with free:
            labels = await _labels(answer, known[answer.case], means) if answer.case in known else None
        tick(1)
        return answer.model_copy(update={"labels": labels})

    return tuple(await asyncio.gather(*map(one, answers)))


async def _labels(answer: Answer, case: EvaluationCase, means: Means) -> Labels | None:
    heard = await ask(means.request(AGENT, _values(answer, case), schema_of(Labels)), means)
    if heard.answer is None:
        return None
    try:
        return read_shape(Labels, heard.answer.text)
    except (Rejected, ValidationError):
        return None


def _values(answer: Answer, case: EvaluationCase) -> Mapping[str, object]:
    situation = case.question.asked if case.question else json.dumps(case.input, default=float, ensure_ascii=False)
    return {
        "situation": quoted(situation, LONGEST),
        "plan": quoted(answer.beside or "none", LONGEST),
        "reference": quoted(case.reference, LONGEST),
        "answer": quoted(answer.words, LONGEST),
    }
