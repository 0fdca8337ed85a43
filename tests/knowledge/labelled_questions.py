"""Labelled questions: what lifters ask, and the passages of which any would answer.

Each file in ``questions/`` was written by people who had seen the ids and titles of the passages and nothing else; then
one judge read, of every question, the five best of three searches in a shuffled order, and kept what answers it. In a
line: ``{"asked", "lift", "any_of", "split"}``; *lift* is the exercise that the question names, or null. What is chosen
in the search is chosen on the split ``dev``.
"""

import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.exercise import ExerciseId
from knowledge.passage import Found, PassageId, Query

FOLDER = Path(__file__).with_name("questions")
DEEPEST = 10  # places that are looked at

Find = Callable[[Query, int], Awaitable[tuple[Found, ...]]]


@dataclass(frozen=True, slots=True)
class Question:
    query: Query
    any_of: frozenset[PassageId]
    split: str


@dataclass(frozen=True, slots=True)
class Recall:
    """*places* has, for each question, that of the first acceptable passage, from 1; None: not among the first ten."""

    places: tuple[int | None, ...]
    missed: tuple[tuple[str, tuple[str, ...]], ...]  # (question, what was found), of those without one among three

    def at(self, deepest: int) -> float:
        return sum(place is not None and place <= deepest for place in self.places) / len(self.places)

    @property
    def mean_reciprocal_rank(self) -> float:
        return sum(1 / place for place in self.places if place) / len(self.places)


def labelled_questions(split: str) -> list[Question]:
    return [question for question in _all() if question.split == split]


async def recall(find: Find, questions: Sequence[Question]) -> Recall:
    places: list[int | None] = []
    missed = []
    for question in questions:
        found = [one.passage.id for one in await find(question.query, DEEPEST)]
        place = next((n for n, id_ in enumerate(found, start=1) if id_ in question.any_of), None)
        places.append(place)
        if place is None or place > 3:
            missed.append((question.query.words, tuple(found[:3])))
    return Recall(tuple(places), tuple(missed))


def _all() -> Iterator[Question]:
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            lifts = (ExerciseId(row["lift"]),) if row["lift"] else ()
            yield Question(Query(words=row["asked"], lifts=lifts), frozenset(row["any_of"]), row["split"])
