"""The retriever: vectors are computed once and kept, and whatever happens to an embedder, words still find."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from structlog.testing import capture_logs

from agents.embedding import BATCH, EmbedderUnavailable, Vectors
from agents.retriever import Retriever
from knowledge.passage import Passage, PassageId, Query, Topic
from knowledge.shelf import Shelf
from knowledge.vectors import key_of
from storage.open import open_store
from storage.store import Store, StoreUnavailable

WORDS = ("protein", "sleep", "bench", "deload")


def passage(id_: str, text: str, *asked: str) -> Passage:
    return Passage(
        id=PassageId(id_), title=f"About {id_}", text=text, topics=(Topic.SLEEP,), sources=("s",), asked=asked
    )


PASSAGES = (passage("food", "Eat protein.", "whey shakes"), passage("night", "Sleep long."), passage("week", "Deload."))
QUERY = Query(words="protein")


class Counting:
    """Which of four words a text has. It counts the texts, and fails or hangs when told to."""

    def __init__(self, name: str = "counting", *, fails: Exception | None = None) -> None:
        self.name = name
        self.fails = fails
        self.hangs = False
        self.embedded: Counter[str] = Counter()
        self.asked: list[str] = []

    async def passages(self, texts: Sequence[str]) -> Vectors:
        if self.fails:
            raise self.fails
        self.embedded.update(texts)
        return self._rows(texts)

    async def query(self, text: str) -> Vectors:
        self.asked.append(text)
        if self.hangs:
            await asyncio.Event().wait()
        if self.fails:
            raise self.fails
        return self._rows([text])

    def _rows(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[word in text.lower() for word in WORDS] for text in texts], np.float32).reshape(
            -1, len(WORDS)
        )
        rows[:, 1] += np.array(["night" in text for text in texts], np.float32)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1), np.float32)


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    async with open_store("sqlite:///:memory:") as opened:
        yield opened


async def ids(retriever: Retriever, words: str = "protein") -> list[str]:
    return [found.passage.id for found in await retriever.find(Query(words=words))]


async def test_words_find_before_vectors_are_there() -> None:
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder])
    assert await ids(retriever) == ["food"]
    assert (embedder.asked, retriever.embedder) == ([], None)


async def test_meaning_finds_once_they_are() -> None:
    retriever = Retriever(Shelf(PASSAGES), [Counting()])
    assert await ids(retriever, "tonight") == []
    await retriever.prepare()
    assert retriever.embedder == "counting"
    assert await ids(retriever, "tonight") == ["night"]


async def test_a_second_start_computes_nothing(store: Store) -> None:
    first, second = Counting(), Counting()
    await Retriever(Shelf(PASSAGES), [first], store).prepare()
    assert set(first.embedded.values()) == {1}
    assert set(first.embedded) == set(Shelf(PASSAGES).texts)
    retriever = Retriever(Shelf(PASSAGES), [second], store)
    await retriever.prepare()
    assert not second.embedded
    assert await ids(retriever, "tonight") == ["night"]


async def test_a_text_that_changed_is_the_one_that_is_computed(store: Store) -> None:
    await Retriever(Shelf(PASSAGES), [Counting()], store).prepare()
    changed = (replace(PASSAGES[0], text="Eat more protein."), *PASSAGES[1:])
    embedder = Counting()
    await Retriever(Shelf(changed), [embedder], store).prepare()
    assert embedder.embedded == {"Eat more protein.": 1}


async def test_another_embedder_s_vectors_are_not_taken(store: Store) -> None:
    await Retriever(Shelf(PASSAGES), [Counting("one")], store).prepare()
    other = Counting("other")
    await Retriever(Shelf(PASSAGES), [other], store).prepare()
    assert set(other.embedded) == set(Shelf(PASSAGES).texts)


async def test_a_start_that_was_interrupted_goes_on_where_it_was(store: Store) -> None:
    many = Shelf(tuple(passage(f"id {n}", f"text {n}") for n in range(BATCH)))

    class Tired(Counting):
        async def passages(self, texts: Sequence[str]) -> Vectors:
            self.fails = EmbedderUnavailable("tired") if self.embedded else None
            return await super().passages(texts)

    await Retriever(many, [Tired()], store).prepare()
    rested = Counting()
    await Retriever(many, [rested], store).prepare()
    assert len(rested.embedded) == BATCH


async def test_where_one_does_not_come_up_the_next_is_used() -> None:
    gone = Counting("gone", fails=EmbedderUnavailable("410"))
    retriever = Retriever(Shelf(PASSAGES), [gone, Counting("next")])
    await retriever.prepare()
    assert retriever.embedder == "next"
    assert await ids(retriever, "tonight") == ["night"]


@pytest.mark.parametrize("failure", [EmbedderUnavailable("410"), RuntimeError("odd"), MemoryError()])
async def test_where_none_comes_up_words_find(failure: Exception) -> None:
    retriever = Retriever(Shelf(PASSAGES), [Counting(fails=failure)])
    await retriever.prepare()
    assert retriever.embedder is None
    assert await ids(retriever) == ["food"]


async def test_a_question_that_gets_no_vector_is_found_by_words() -> None:
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder])
    await retriever.prepare()
    embedder.fails = EmbedderUnavailable("429")
    assert await ids(retriever) == ["food"]
    embedder.fails = None
    assert await ids(retriever, "tonight") == ["night"], "and the next is asked for again"


async def test_a_question_does_not_wait_for_an_embedder_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.retriever.QUERY_SECONDS", 0.01)
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder])
    await retriever.prepare()
    embedder.hangs = True
    assert await ids(retriever) == ["food"]


async def test_a_cache_that_fails_leaves_words() -> None:
    class Broken:
        async def vectors(self, embedder: str, keys: Sequence[str]) -> Mapping[str, bytes]:
            raise StoreUnavailable("closed")

        async def keep_vectors(self, embedder: str, vectors: Mapping[str, bytes]) -> None:
            raise AssertionError

        async def drop_vectors(self, embedder: str, but: Collection[str]) -> None:
            raise AssertionError

    retriever = Retriever(Shelf(PASSAGES), [Counting()], Broken())
    await retriever.prepare()
    assert await ids(retriever) == ["food"]


async def test_what_lies_in_the_cache_and_is_no_vector_is_computed_anew(store: Store) -> None:
    await Retriever(Shelf(PASSAGES), [Counting()], store).prepare()
    keys = [key_of(text) for text in Shelf(PASSAGES).texts]
    await store.keep_vectors("counting", dict.fromkeys(keys, b"odd"))
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder], store)
    await retriever.prepare()
    assert set(embedder.embedded) == set(Shelf(PASSAGES).texts)
    assert retriever.embedder == "counting"


@pytest.mark.parametrize("words", ["", "  \n "])
async def test_nobody_is_asked_about_nothing(words: str) -> None:
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder])
    await retriever.prepare()
    assert await retriever.find(Query(words=words)) == ()
    assert embedder.asked == []


async def test_an_empty_shelf_finds_nothing() -> None:
    retriever = Retriever(Shelf(()), [Counting()])
    await retriever.prepare()
    assert await retriever.find(QUERY) == ()


async def test_what_is_shipped_is_neither_computed_nor_kept(store: Store) -> None:
    texts = Shelf(PASSAGES).texts
    counting = Counting()
    rows = await counting.passages(texts)
    shipped = {key_of(text): row.tobytes() for text, row in zip(texts[1:], rows[1:], strict=True)}
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder], store, {"counting": shipped}.__getitem__)
    await retriever.prepare()
    assert list(embedder.embedded) == [texts[0]]
    assert list(await store.vectors("counting", [key_of(text) for text in texts])) == [key_of(texts[0])]
    assert await ids(retriever, "tonight") == ["night"]


async def test_a_question_in_haste_waits_for_no_embedder() -> None:
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder])
    await retriever.prepare()
    assert await ids(retriever, "protein") == ["food"]
    asked = len(embedder.asked)
    found = await retriever.find(replace(QUERY, at_once=True))
    assert [one.passage.id for one in found] == ["food"]
    assert len(embedder.asked) == asked


async def test_what_no_passage_says_any_more_is_dropped_and_only_of_this_embedder(store: Store) -> None:
    await store.keep_vectors("other", {key_of("Eat protein."): b"1"})
    await Retriever(Shelf(PASSAGES), [Counting()], store).prepare()
    await Retriever(Shelf(PASSAGES[1:]), [Counting()], store).prepare()
    keys = [key_of(text) for text in Shelf(PASSAGES).texts]
    assert set(await store.vectors("counting", keys)) == {key_of(text) for text in Shelf(PASSAGES[1:]).texts}
    assert list(await store.vectors("other", keys)) == [key_of("Eat protein.")]


async def test_old_vectors_that_cannot_be_dropped_cost_no_new_ones(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(embedder: str, but: Collection[str]) -> None:
        raise StoreUnavailable("full")

    monkeypatch.setattr(store, "drop_vectors", refuse)
    retriever = Retriever(Shelf(PASSAGES), [Counting()], store)
    await retriever.prepare()
    assert await ids(retriever, "tonight") == ["night"]


async def test_questions_that_get_no_vector_in_a_row_are_one_line_in_the_log() -> None:
    embedder = Counting()
    retriever = Retriever(Shelf(PASSAGES), [embedder])
    await retriever.prepare()
    told = []
    for failure in (EmbedderUnavailable("429"), EmbedderUnavailable("429"), None, EmbedderUnavailable("429")):
        embedder.fails = failure
        with capture_logs() as lines:
            await ids(retriever)
        told.append(len(lines))
    assert told == [1, 0, 0, 1]
