"""Which embedders there are, in the order in which they are asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic

from agents.embedding import Embedder
from agents.local_embedder import LocalEmbedder
from agents.rate_limiter import RateLimiter
from bot.config import RetrievalSection


@asynccontextmanager
async def open_embedders(
    retrieval: RetrievalSection,
    address: str | None,
    api_key: str,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    limiter: RateLimiter | None = None,
) -> AsyncIterator[tuple[Embedder, ...]]:
    """What *retrieval* names; where it names nothing, NIM when there is a key. The local one stands in for NIM."""
    chosen = retrieval.embedder or ("nim" if api_key else "local")
    async with AsyncExitStack() as stack:
        local: tuple[Embedder, ...] = () if chosen == "none" else (LocalEmbedder(),)
        if chosen == "nim" and address:
            yield (*await _nims(retrieval, address, api_key, sleep, limiter, stack), *local)
        else:
            yield local


async def _nims(
    retrieval: RetrievalSection,
    address: str,
    api_key: str,
    sleep: Callable[[float], Awaitable[None]],
    limiter: RateLimiter | None,
    stack: AsyncExitStack,
) -> tuple[Embedder, ...]:
    from agents.nim_embedder import MODELS, NimEmbedder  # here: the client takes a second to import

    models = (retrieval.model,) if retrieval.model else MODELS
    nims = [NimEmbedder(address, api_key, model, clock=monotonic, sleep=sleep, limiter=limiter) for model in models]
    for nim in nims:
        stack.push_async_callback(nim.close)
    return tuple(nims)
