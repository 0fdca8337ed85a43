"""How often the passage that answers a question is among the first, by which means, and how long finding it takes."""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from agents.embedding import Embedder, EmbedderUnavailable, Vectors
from agents.local_embedder import LocalEmbedder
from agents.retriever import Retriever
from bench.loopback import table
from bot.config import HOSTED_NIM, Secrets
from knowledge.library import load_exercises
from knowledge.passage import Found, Passage, Query
from knowledge.passages import load_passages
from knowledge.shelf import Shelf
from tests.knowledge.labelled_questions import Find, labelled_questions, recall

SPLITS: Final = ("dev", "test")
AIM_MS: Final = 20.0
HEAD: Final = [f"{split} {figure}" for split in SPLITS for figure in ("recall@1", "recall@3", "MRR")]


class WordLlama:
    """Static vectors of words, their mean taken; its loader looks for one of its files in the wrong folder."""

    name = "wordllama"

    def __init__(self) -> None:
        if find_spec("wordllama") is None:
            raise EmbedderUnavailable("not installed")
        from wordllama import WordLlama as Library

        here = Path(str(next(file for file in files("wordllama") or () if file.name == "wordllama.py").locate())).parent
        self._model: Any = Library.load(cache_dir=here, disable_download=True)

    async def passages(self, texts: Sequence[str]) -> Vectors:
        return self._embedded(texts)

    async def query(self, text: str) -> Vectors:
        return self._embedded([text])

    def _embedded(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._model.embed(list(texts), norm=True)
        return vectors


async def main() -> None:
    passages = load_passages(load_exercises())
    shelf = Shelf(passages)
    counts = ", ".join(f"{len(labelled_questions(split))} {split}" for split in SPLITS)
    print(f"{len(passages)} passages in {len(shelf.texts)} lines; labelled questions: {counts}\n")
    rows = [["words alone", *await _recall(_by_words(shelf))]]
    for embedder in _embedders():
        rows += await _rows(embedder, passages)
    table(["", *HEAD], rows)
    _on_one_core()
    await _speed(shelf)


def _by_words(shelf: Shelf) -> Find:
    async def find(query: Query, limit: int) -> tuple[Found, ...]:
        return shelf.find(query, limit=limit)

    return find


def _embedders() -> Iterator[Embedder | tuple[str, str]]:
    """Those that can be asked here; of the others, the name and why not."""
    yield LocalEmbedder()
    try:
        yield WordLlama()
    except EmbedderUnavailable as why:
        yield "wordllama", str(why)
    key = Secrets().nvidia_api_key.get_secret_value()
    if not key:
        yield "NIM", "no NVIDIA_API_KEY"
        return
    from agents.nim_embedder import NimEmbedder

    yield NimEmbedder(HOSTED_NIM, key, clock=time.monotonic, sleep=asyncio.sleep)


async def _rows(embedder: Embedder | tuple[str, str], passages: tuple[Passage, ...]) -> list[list[str]]:
    if isinstance(embedder, tuple):
        return [[f"{embedder[0]}: {embedder[1]}", *("" for _ in HEAD)]]
    rows = []
    try:
        vectors = await embedder.passages(Shelf(passages).texts)
        for share, label in ((0.0, f"{embedder.name} alone"), (None, f"words and {embedder.name}")):
            plain = Shelf(passages) if share is None else Shelf(passages, words_share=share)
            rows.append([label, *await _recall(_by_both(plain.with_vectors(vectors), embedder))])
    except EmbedderUnavailable as why:
        rows.append([f"{embedder.name}: {why}", *("" for _ in HEAD)])
    return rows


def _by_both(shelf: Shelf, embedder: Embedder) -> Find:
    async def find(query: Query, limit: int) -> tuple[Found, ...]:
        return shelf.find(query, await embedder.query(query.words), limit)

    return find


async def _recall(find: Find) -> list[str]:
    figures: list[str] = []
    for split in SPLITS:
        questions = labelled_questions(split)
        if not questions:
            figures += ["", "", ""]
            continue
        found = await recall(find, questions)
        figures += [f"{figure:.3f}" for figure in (found.at(1), found.at(3), found.mean_reciprocal_rank)]
    return figures


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


async def _speed(shelf: Shelf) -> None:
    queries = [question.query for split in SPLITS for question in labelled_questions(split)]
    retriever = Retriever(shelf, [LocalEmbedder()])
    rows = [["words alone, while vectors are not there", *await _timed(retriever, queries)]]
    start = time.process_time()
    await retriever.prepare()
    prepared = f"{time.process_time() - start:.0f} s, once"
    rows.append([f"as shipped: words and {retriever.embedder or 'nothing more'}", *await _timed(retriever, queries)])
    print(f"\non one core; every vector of the knowledge base is computed in {prepared}\n")
    table(["milliseconds a question", "half within", "99 % within", f"aim {AIM_MS:.0f}"], rows)


async def _timed(retriever: Retriever, queries: Sequence[Query]) -> list[str]:
    milliseconds = []
    for query in queries:
        start = time.process_time()  # what else runs here is left out
        await retriever.find(query)
        milliseconds.append((time.process_time() - start) * 1000)
    milliseconds.sort()
    half, most = (milliseconds[int(share * (len(milliseconds) - 1))] for share in (0.5, 0.99))
    return [f"{half:.1f}", f"{most:.1f}", "met" if most < AIM_MS else "missed"]


if __name__ == "__main__":
    asyncio.run(main())
