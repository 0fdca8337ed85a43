"""How near an answer's meaning is to its reference: the cosine of their vectors."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from agents.embedding import Embedder
from learning.evaluation.answer import Answer
from learning.evaluation.case import EvaluationCase

BATCH: Final = 32  # texts between two ticks of the bar


async def similarities(
    answers: Sequence[Answer],
    cases: Sequence[EvaluationCase],
    embedder: Embedder,
    tick: Callable[[int], None] = lambda _: None,
) -> Mapping[str, float]:
    """By case, from -1 to 1. *tick* counts texts; there are as many as answers and references. Raises
    EmbedderUnavailable."""
    references = {case.id: case.reference for case in cases}
    pairs = [answer for answer in answers if answer.case in references and answer.told.strip()]
    texts = [answer.told for answer in pairs] + [references[answer.case] for answer in pairs]
    if not texts:
        return {}
    rows = []
    for start in range(0, len(texts), BATCH):
        rows.append(await embedder.passages(texts[start : start + BATCH]))
        tick(len(rows[-1]))
    vectors = np.concatenate(rows)
    cosines = np.einsum("ij,ij->i", vectors[: len(pairs)], vectors[len(pairs) :])
    return {answer.case: round(float(cosine), 6) for answer, cosine in zip(pairs, cosines, strict=True)}
