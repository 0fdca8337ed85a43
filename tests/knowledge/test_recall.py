"""What lifters ask is answered by one of the first three passages: 200 labelled questions and more."""

from importlib.util import find_spec

import pytest

from agents.local_embedder import LocalEmbedder
from agents.retriever import Retriever
from knowledge.library import load_exercises
from knowledge.passage import Found, Query
from knowledge.passages import load_passages
from knowledge.shelf import Shelf
from knowledge.vectors import shipped_vectors
from tests.knowledge.labelled_questions import labelled_questions, recall

SPLITS = ("dev", "test")
LEAST = 0.90  # of all questions, with words and meaning together
LEAST_OF_SPLIT = 0.88
LEAST_BY_WORDS = 0.70


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(load_passages(load_exercises()))


def test_the_labels_name_what_there_is(shelf: Shelf) -> None:
    questions = [question for split in SPLITS for question in labelled_questions(split)]
    assert len(questions) >= 200
    known = {passage.id for passage in shelf.passages}
    unknown = {id_ for question in questions for id_ in question.any_of} - known
    nowhere = [question.query.words for question in questions if not question.any_of & known]
    assert not nowhere, unknown


@pytest.mark.parametrize("split", SPLITS)
async def test_words_alone(shelf: Shelf, split: str) -> None:
    async def find(query: Query, limit: int) -> tuple[Found, ...]:
        return shelf.find(query, limit=limit)

    found = await recall(find, labelled_questions(split))
    assert found.at(3) >= LEAST_BY_WORDS, found.missed


@pytest.mark.skipif(find_spec("onnxruntime") is None, reason="no wheel of onnxruntime for this machine")
async def test_words_and_meaning(shelf: Shelf) -> None:
    retriever = Retriever(shelf, [LocalEmbedder()], None, shipped_vectors)
    await retriever.prepare()
    among_three, asked = 0.0, 0
    for split in SPLITS:
        questions = labelled_questions(split)
        found = await recall(retriever.find, questions)
        assert found.at(3) >= LEAST_OF_SPLIT, (split, found.missed)
        among_three, asked = among_three + found.at(3) * len(questions), asked + len(questions)
    assert among_three >= LEAST * asked
