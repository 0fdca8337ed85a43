"""Finds passages for a question: by words at once, by meaning too as soon as the vectors are there."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Protocol

import numpy as np
import structlog

from agents.embedding import BATCH, Embedder, EmbedderUnavailable, Vectors
from knowledge.passage import Found, Query
from knowledge.shelf import QUERY_LETTERS, Shelf
from knowledge.vectors import STORED, key_of

QUERY_SECONDS: Final = 2.0  # after that, words alone decide

log = structlog.get_logger(__name__)


class VectorCache(Protocol):
    """Where vectors are kept, by the embedder's name and the content's key. The store is one."""

    async def vectors(self, embedder: str, keys: Sequence[str]) -> Mapping[str, bytes]: ...

    async def keep_vectors(self, embedder: str, vectors: Mapping[str, bytes]) -> None: ...

    async def drop_vectors(self, embedder: str, but: Collection[str]) -> None: ...


class Retriever:
    """Of *embedders* the first that comes up is used.

    Without one, until ``prepare`` is done, and where a query gets no vector, words alone decide. *shipped* gives the
    vectors of an embedder that need neither be computed nor kept.
    """

    def __init__(
        self,
        shelf: Shelf,
        embedders: Sequence[Embedder] = (),
        cache: VectorCache | None = None,
        shipped: Callable[[str], Mapping[str, bytes]] = lambda _: {},
    ) -> None:
        self._shelf = shelf
        self._embedders = embedders
        self._cache = cache
        self._shipped = shipped
        self._embedder: Embedder | None = None  # the one whose vectors are on the shelf
        self._has_failed = False  # with the last question, so that a row of failures is one line in the log

    @property
    def embedder(self) -> str | None:
        """The name of the one in use; None while words alone decide."""
        return self._embedder.name if self._embedder else None

    async def prepare(self) -> None:
        """Put vectors of every passage on the shelf, from the cache or the embedder. Never raises."""
        for embedder in self._embedders:
            try:
                vectors = await self._vectors(embedder)
                self._shelf = self._shelf.with_vectors(vectors)
            except Exception as failure:  # noqa: BLE001  it runs beside the bot, and words do without it
                log.warning("embedder unavailable", embedder=embedder.name, why=str(failure))
                continue
            self._embedder = embedder
            await self._drop_unknown(embedder)
            return

    async def find(self, query: Query, limit: int = 3) -> tuple[Found, ...]:
        """The passages that fit best, best first; may be empty. Never raises, and never holds up the loop."""
        if not query.words.strip() and query.passage is None:
            return ()
        shelf, embedder = self._shelf, None if query.at_once else self._embedder
        vector = await self._vector(embedder, query.words[:QUERY_LETTERS]) if embedder else None
        return await asyncio.to_thread(shelf.find, query, vector, limit)

    async def _vectors(self, embedder: Embedder) -> Vectors:
        """A row for each text of the shelf; those that were never embedded are computed and kept."""
        texts = {key_of(text): text for text in self._shelf.texts}
        shipped = await asyncio.to_thread(self._shipped, embedder.name)
        unknown = [key for key in texts if key not in shipped]
        kept = {**shipped, **(await self._cache.vectors(embedder.name, unknown) if self._cache and unknown else {})}
        missing = {key: text for key, text in texts.items() if key not in kept}
        vectors = {**kept, **await self._computed(embedder, missing)}
        if not _are_alike(vectors.values()):  # the endpoint serves another model under the old name
            vectors = await self._computed(embedder, texts)
        return np.stack([np.frombuffer(vectors[key], STORED) for key in texts])

    async def _computed(self, embedder: Embedder, texts: Mapping[str, str]) -> dict[str, bytes]:
        keys = list(texts)
        vectors: dict[str, bytes] = {}
        for start in range(0, max(1, len(keys)), BATCH):  # once for nothing too: that says whether it is there
            some = keys[start : start + BATCH]
            rows = await embedder.passages([texts[key] for key in some])
            new = {key: row.astype(STORED).tobytes() for key, row in zip(some, rows, strict=True)}
            if self._cache and new:
                await self._cache.keep_vectors(embedder.name, new)
            vectors |= new
        return vectors

    async def _drop_unknown(self, embedder: Embedder) -> None:
        """What was kept of texts that nobody looks for any more."""
        if self._cache is None:
            return
        try:
            await self._cache.drop_vectors(embedder.name, {key_of(text) for text in self._shelf.texts})
        except Exception as failure:  # noqa: BLE001  as above: what is left over harms nobody
            log.warning("old vectors not dropped", embedder=embedder.name, why=str(failure))

    async def _vector(self, embedder: Embedder, words: str) -> Vectors | None:
        try:
            async with asyncio.timeout(QUERY_SECONDS):
                vector = await embedder.query(words)
        except (EmbedderUnavailable, TimeoutError) as failure:
            if not self._has_failed:
                log.warning("question not embedded", embedder=embedder.name, why=str(failure) or "no answer in time")
            self._has_failed = True
            return None
        self._has_failed = False
        return vector


def _are_alike(vectors: Collection[bytes]) -> bool:
    return len({len(vector) for vector in vectors}) <= 1 and not any(
        len(vector) % STORED.itemsize for vector in vectors
    )
