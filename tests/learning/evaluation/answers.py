"""What the tests of the evaluation share: the cases, their drafts, and answers with a fault planted in them."""

from collections.abc import Mapping
from functools import cache

from bot.app import Knowledge
from learning.evaluation.answer import Answer
from learning.evaluation.case import EvaluationCase, load_cases
from learning.evaluation.drafts import drafted
from learning.evaluation.rules import Ruling, rulings
from learning.evaluation.stage import Staged, staged


@cache
def cases() -> Mapping[str, EvaluationCase]:
    return {case.id: case for case in load_cases()}


@cache
def stage(case: str) -> Staged:
    return staged(cases()[case], Knowledge.load())


@cache
def draft(case: str) -> Answer:
    return drafted(cases()[case], stage(case))


def changed(case: str, **fields: object) -> Answer:
    """The draft with *fields* of it changed."""
    return draft(case).model_copy(update=fields)


def failed(answer: Answer) -> dict[str, Ruling]:
    """The rules that *answer* fails, by name."""
    return {one.rule: one for one in rulings(cases()[answer.case], answer) if not one.passed}
