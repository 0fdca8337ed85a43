"""How near the models' answers come to what somebody who knows would have said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agents.answers import InsightAnswer, PlannerAnswer, Rejected, read_shape
from agents.embedding import Embedder
from learning.backtest.scores import Sums, mean
from learning.evaluation.case import Agent, load_cases
from learning.metrics.metric import Metric, Parts
from learning.signals import Episode
from storage.records import Exchange, RowId, row_id

Nearness = Mapping[RowId, float]
"""By exchange: the cosine of its answer and the nearest reference, from -1 to 1."""

NO_EMBEDDER: Final = "no embedder, so no answer was compared"


def relevance_sums(nearness: Nearness, episodes: Sequence[Episode]) -> Sums:
    """Response relevance: the mean cosine of each used model answer to the nearest reference of the same agent.

    The references are those of the evaluation's cases, written by people; the vectors are an embedder's, so it measures
    likeness of meaning and not whether an answer is right. The code's own words are not measured. Sums: answers, their
    cosines in all.
    """
    found = [nearness[used.id] for episode in episodes for used in episode.used if used.id in nearness]
    return float(len(found)), sum(found)


def relevance(nearness: Nearness, lacking: str = "") -> Metric:
    """The metric by these cosines; *lacking* says why there are none."""
    return Metric(
        name="relevance",
        title="Response relevance",
        means="mean likeness of meaning (cosine) of each model answer to the nearest answer that an expert wrote",
        counts="answers of models",
        sums=partial(relevance_sums, nearness),
        value=mean,
        parts=_parts,
        of_models=True,
        lacking=lacking,
    )


class References:
    """The expert answers of each agent, as vectors; computed when an agent is first met. What two lifters were told in
    the same words is compared once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._texts: dict[str, list[str]] = defaultdict(list)
        for case in load_cases():
            self._texts[case.agent].append(case.reference)
        self._vectors: dict[str, NDArray[np.float64]] = {}
        self._cosines: dict[RowId, float] = {}  # by agent and words, of which none are kept

    async def nearness(self, episodes: Iterable[Episode]) -> Nearness:
        """Of every used answer of an agent that has references. Raises EmbedderUnavailable."""
        answers = [used for episode in episodes for used in episode.used if used.agent in self._texts]
        told = {used.id: (used.agent, words) for used in answers if (words := words_of(used))}
        new = [one for one in dict.fromkeys(told.values()) if row_id(*one) not in self._cosines]
        vectors = await self._embedder.passages([words for _, words in new]) if new else ()
        for (agent, words), vector in zip(new, vectors, strict=True):
            self._cosines[row_id(agent, words)] = float(np.max(await self._of(agent) @ vector.astype(np.float64)))
        return {id_: self._cosines[row_id(*one)] for id_, one in told.items()}

    async def _of(self, agent: str) -> NDArray[np.float64]:
        if agent not in self._vectors:
            vectors = await self._embedder.passages(self._texts[agent])
            self._vectors[agent] = vectors.astype(np.float64)  # so that no cosine hangs on how a library sums
        return self._vectors[agent]


def words_of(exchange: Exchange) -> str:
    """What an answer says, out of the shape that the agent gives it; empty where it has not that shape."""
    try:
        if exchange.agent == Agent.INSIGHT:
            return " ".join(read_shape(InsightAnswer, exchange.answer).observations)
        if exchange.agent == Agent.PLANNER:
            return read_shape(PlannerAnswer, exchange.answer).reason
    except Rejected:
        return ""
    return exchange.answer.strip()


def _parts(_: Sums) -> Parts:
    return {}
