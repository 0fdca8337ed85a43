"""Embeddings of an OpenAI-compatible endpoint: hosted NIM, or a NIM of one's own."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, Literal
from urllib.parse import urlsplit

import httpx2
import numpy as np
from openai import APIConnectionError, APIError, APIStatusError, InternalServerError, RateLimitError
from openai.types import CreateEmbeddingResponse

from agents.breaker import Breaker, CircuitOpen
from agents.bucket import Busy
from agents.embedding import BATCH, EmbedderUnavailable, Vectors
from agents.nim_causes import cause_of, told_to_wait
from agents.nim_client import client_of
from agents.rate_limiter import RateLimiter

Kind = Literal["query", "passage"]

MODELS: Final = ("nvidia/nemotron-3-embed-1b", "nvidia/llama-nemotron-embed-1b-v2")  # in the order they are tried
TRIES: Final = 4  # of a batch; a query is asked once, for words alone are quicker than a second try
FIRST_PAUSE_SECONDS: Final = 2.0  # doubles with each try
LONGEST_PAUSE_SECONDS: Final = 60.0  # whoever says that he wants more is given up, and left alone for that long
BATCH_SECONDS: Final = 30.0
QUERY_SECONDS: Final = 0.5  # a question waits for it
ASKERS: Final[Mapping[Kind, str]] = {"passage": "passages", "query": "questions"}  # permits are dealt person by person

FAILURES: Final = (APIError, httpx2.HTTPError, TimeoutError, ValueError, Busy)


class NimEmbedder:
    """*model* at *base_url*; *api_key* may be empty. *clock* gives seconds that only go forward.

    *limiter* is that of the endpoint's other calls.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str = MODELS[0],
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        breaker: Breaker | None = None,
        limiter: RateLimiter | None = None,
    ) -> None:
        self._where = urlsplit(base_url).hostname or base_url
        self._secret = api_key
        self._model = model
        self._client = client_of(base_url, api_key)
        self._clock, self._sleep = clock, sleep
        self._breaker = breaker or Breaker(failures=3)
        self._limiter = limiter

    @property
    def name(self) -> str:
        return self._model

    async def passages(self, texts: Sequence[str]) -> Vectors:
        batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
        try:
            rows = [await self._patiently(batch) for batch in batches]
        except FAILURES as error:
            raise self._unavailable(_cause(error)) from None  # not chained: it holds its request, and so the key
        return np.concatenate(rows) if rows else np.empty((0, 0), np.float32)

    async def query(self, text: str) -> Vectors:
        try:
            self._breaker.enter(self._clock())
        except CircuitOpen as refused:
            raise self._unavailable(str(refused)) from None
        try:
            rows = await self._ask([text], "query", QUERY_SECONDS)
        except Busy as busy:  # which says nothing about the endpoint
            self._breaker.left()
            raise self._unavailable(str(busy)) from None
        except FAILURES as error:
            self._breaker.failed(self._clock())
            raise self._unavailable(_cause(error)) from None
        except BaseException:
            self._breaker.left()
            raise
        self._breaker.succeeded()
        return rows

    async def close(self) -> None:
        await self._client.close()

    async def _patiently(self, texts: Sequence[str]) -> Vectors:
        for pause in (FIRST_PAUSE_SECONDS * 2**n for n in range(TRIES - 1)):
            try:
                return await self._ask(texts, "passage", BATCH_SECONDS)
            except (RateLimitError, InternalServerError, APIConnectionError, Busy) as error:
                seconds = told_to_wait(error) or pause
                if seconds > LONGEST_PAUSE_SECONDS:
                    raise
            await self._sleep(seconds)
        return await self._ask(texts, "passage", BATCH_SECONDS)

    async def _ask(self, texts: Sequence[str], kind: Kind, seconds: float) -> Vectors:
        """Raises ValueError where what came is no vector a text, Busy, or whatever the client raises."""
        deadline = self._clock() + seconds
        if self._limiter:
            await self._limiter.enter(ASKERS[kind], deadline)
        try:
            answer = await self._post(texts, kind, deadline)
        except APIStatusError as error:
            if self._limiter and (told := told_to_wait(error)) is not None:
                self._limiter.pause(min(told, LONGEST_PAUSE_SECONDS))
            raise
        try:
            in_order = sorted(answer.data, key=lambda one: one.index)
            rows = np.array([one.embedding for one in in_order], np.float32)
        except (AttributeError, TypeError) as odd:
            raise ValueError from odd
        lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.all(lengths > 0) or not np.all(np.isfinite(lengths)):
            raise ValueError
        return np.asarray(rows / lengths, np.float32)

    async def _post(self, texts: Sequence[str], kind: Kind, deadline: float) -> CreateEmbeddingResponse:
        async with asyncio.timeout(deadline - self._clock()):
            return await self._client.embeddings.create(
                model=self._model,
                input=list(texts),
                encoding_format="float",
                extra_body={"input_type": kind, "truncate": "END"},
            )

    def _unavailable(self, cause: str) -> EmbedderUnavailable:
        clean = cause.replace(self._secret, "…") if self._secret else cause
        return EmbedderUnavailable(f"{self._model} at {self._where}: {clean}")


def _cause(error: Exception) -> str:
    return str(error) if isinstance(error, Busy) else cause_of(error)
