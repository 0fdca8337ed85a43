"""The shelf: finds passages by their words and, where there are vectors, by what they mean."""

import logging
import re
from functools import cached_property
from typing import Any, Final, Self

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from knowledge.passage import Found, Passage, Query

Vectors = NDArray[float32]
"""A row a text, each of length 1, so that a product of two is their cosine."""

QUERY_LETTERS: Final = 500  # what is longer is a story, of which the beginning asks
# Chosen on the dev half of the labelled questions; bench/retrieval.py prints what they are worth on the other half.
K1, B = 2.0, 0.6  # of BM25: how much a word's repetition counts, and how much a long passage is held back
TITLE_WEIGHT: Final = 3  # a word of the title, or of the ways in which it is asked, counts as so many of the text
ASKED_WEIGHT: Final = 3
WORDS_SHARE: Final = 0.3  # of the score; the rest is meaning
NEAREST: Final = 3  # lines of a passage whose mean is its nearness: one alone may lie near by chance
SENTENCE_LETTERS: Final = 15  # what is shorter is no line of its own
NO_LINE: Final = -2.0  # below every cosine
TOPIC_BOOST: Final = 1.15
UNNAMED_WEIGHT: Final = 0.7  # of a passage about one exercise, where the question names none
SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?:;])\s+")


class Shelf:
    """Immutable. *vectors* has a row for each of ``texts``, in their order; without them words alone decide.

    The index of words takes a quarter of a second to build, so it is built when something is first looked for.
    *words_share* of a score, from 0 to 1, comes from the words.
    """

    def __init__(
        self, passages: tuple[Passage, ...], vectors: Vectors | None = None, *, words_share: float = WORDS_SHARE
    ) -> None:
        self.passages = passages
        self._words_share = words_share
        self._words = _Words(passages)
        rows: dict[str, int] = {}
        places = [[rows.setdefault(text, len(rows)) for text in _lines(passage)] for passage in passages]
        self.texts = tuple(rows)
        self._rows = _filled(places, len(rows))
        self._vectors = self._fitting(vectors)

    def with_vectors(self, vectors: Vectors) -> Self:
        """Raises ValueError where there is not one for each text."""
        shelf = object.__new__(type(self))
        shelf.__dict__ = self.__dict__ | {"_vectors": self._fitting(vectors)}
        return shelf

    def find(self, query: Query, vector: Vectors | None = None, limit: int = 3) -> tuple[Found, ...]:
        """The passages that fit best, best first; none where nothing does.

        *vector* is the query's one row; one of another width than the shelf's is ignored.
        """
        if not self.passages:
            return ()
        fit = self._words.fit(query.words[:QUERY_LETTERS])
        if vector is not None and self._vectors is not None and vector.size == self._vectors.shape[1]:
            # Not @: its library takes every core for this, and waits for those that are busy.
            cosines = np.einsum("ij,j->i", self._vectors, vector.reshape(-1))
            near = _near(np.append(cosines, float32(NO_LINE))[self._rows])
            fit = self._words_share * _of_best(fit) + (1 - self._words_share) * _of_best(near)
        fit = fit * np.array([_weight(passage, query) for passage in self.passages], float32)
        best = np.argsort(-fit, kind="stable")[:limit]
        found = [Found(self.passages[place], float(fit[place])) for place in best if fit[place] > 0]
        return tuple([*self._named(query, fit), *(one for one in found if one.passage.id != query.passage)][:limit])

    def _named(self, query: Query, fit: Vectors) -> list[Found]:
        """The passage that answers it by its name, as good as the best."""
        score = float(fit.max(initial=0))
        return [Found(one, score) for one in self.passages if one.id == query.passage]

    def _fitting(self, vectors: Vectors | None) -> Vectors | None:
        if vectors is not None and (vectors.ndim != 2 or len(vectors) != len(self.texts)):
            raise ValueError(f"{len(self.texts)} texts need as many vectors, not {vectors.shape}")
        return vectors


class _Words:
    """The index of words, which a shelf shares with those that have vectors beside it."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self._passages = passages

    def fit(self, words: str) -> Vectors:
        """How well each passage fits."""
        index = self._index  # two threads at once may both build it, which costs time and no more
        known = [stem for stem in self._stems([words])[0] if stem in index.vocab_dict]
        if not known:
            return np.zeros(len(self._passages), float32)
        return np.asarray(index.get_scores(known), float32)

    @cached_property
    def _index(self) -> Any:
        import bm25s  # here: a chat without a question needs neither

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # as it is imported, it lets itself say everything
        index = bm25s.BM25(k1=K1, b=B)
        index.index(self._stems([_weighted(passage) for passage in self._passages]), show_progress=False)
        return index

    @cached_property
    def _stemmer(self) -> Any:
        import Stemmer

        return Stemmer.Stemmer("english", 0)  # without its cache, so that threads may share it

    def _stems(self, texts: list[str]) -> list[list[str]]:
        import bm25s

        stems: list[list[str]] = bm25s.tokenize(
            texts, stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False
        )
        return stems


def _lines(passage: Passage) -> tuple[str, ...]:
    """What has a vector of its own. An exercise's sentences have none: they are many, and its lift finds them."""
    sentences = () if passage.exercise else SENTENCE_ENDS.split(passage.text)
    long = (sentence for sentence in sentences if len(sentence) > SENTENCE_LETTERS)
    return tuple(dict.fromkeys((passage.title, passage.text, *long, *passage.asked)))


def _filled(places: list[list[int]], nothing: int) -> NDArray[np.intp]:
    """A row a passage, all of one width; *nothing* stands where there is no line."""
    width = max([NEAREST, *map(len, places)])
    return np.array([[*row, *[nothing] * (width - len(row))] for row in places], np.intp)


def _near(cosines: Vectors) -> Vectors:
    """Of each row the mean of the nearest, from 0 to 1."""
    best = -np.partition(-cosines, NEAREST - 1, axis=1)[:, :NEAREST]
    is_line = best > NO_LINE
    return np.asarray((best * is_line).sum(axis=1) / is_line.sum(axis=1), float32).clip(0)


def _weighted(passage: Passage) -> str:
    return " ".join([passage.title] * TITLE_WEIGHT + [passage.text] + list(passage.asked) * ASKED_WEIGHT)


def _weight(passage: Passage, query: Query) -> float:
    if query.lifts and passage.exercise is not None and passage.exercise not in query.lifts:
        return 0
    boost = TOPIC_BOOST if query.topics.intersection(passage.topics) else 1
    return boost * UNNAMED_WEIGHT if passage.exercise is not None and not query.lifts else boost


def _of_best(scores: Vectors) -> Vectors:
    best = scores.max(initial=0)
    return scores / best if best > 0 else scores
