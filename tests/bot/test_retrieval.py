"""Passages are found from the first message on; their vectors come beside the bot, and it waits for none of them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import numpy as np

from agents.embedding import Vectors
from bot.app import App
from bot.config import Config
from knowledge.passage import Query
from storage.open import open_store
from tests.bot.lifter import Clock


class Slow:
    """It begins, and waits until it is let go."""

    name = "slow"

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.go = asyncio.Event()
        self.ended = asyncio.Event()

    async def passages(self, texts: Sequence[str]) -> Vectors:
        self.begun.set()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.ended.set()
            raise
        return np.ones((len(texts), 1), np.float32)

    async def query(self, text: str) -> Vectors:
        return np.ones((1, 1), np.float32)


@asynccontextmanager
async def running(embedder: Slow) -> AsyncIterator[App]:
    clock = Clock()
    async with open_store("sqlite:///:memory:") as store:
        app = App(Config(), store, None, clock.now, clock.sleep, [embedder])
        app._receive = lambda _: asyncio.Event().wait()  # type: ignore[method-assign, assignment]
        app.platforms["nowhere"] = None  # type: ignore[assignment]
        task = asyncio.create_task(app.run())
        try:
            async with asyncio.timeout(5):
                await embedder.begun.wait()
            yield app
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def test_words_find_while_vectors_are_computed() -> None:
    embedder = Slow()
    async with running(embedder) as app:
        found = await app.retriever.find(Query(words="how do I brace"))
        assert found[0].passage.id == "bracing"
        assert app.retriever.embedder is None
        embedder.go.set()
        async with asyncio.timeout(5):
            while app.retriever.embedder is None:
                await asyncio.sleep(0)
        assert app.retriever.embedder == "slow"


async def test_a_bot_that_stops_waits_for_no_vectors() -> None:
    embedder = Slow()
    async with asyncio.timeout(5):
        async with running(embedder):
            pass
    assert embedder.ended.is_set(), "it must not go on beside a store that is closed"
