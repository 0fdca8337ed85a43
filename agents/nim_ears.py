"""Transcription by an OpenAI-compatible endpoint: a speech NIM behind its REST interface, a whisper server."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

import httpx2
from openai import APIConnectionError, APIError, InternalServerError, RateLimitError

from agents.breaker import Breaker
from agents.bucket import Bucket, Busy
from agents.model import ModelUnavailable
from agents.nim_causes import cause_of, told_to_wait
from agents.nim_client import client_of
from agents.rate_limiter import RateLimiter
from agents.senses import EARS

TRIES: Final = 3
FIRST_PAUSE_SECONDS: Final = 0.5  # doubles with each try
LONGEST_PAUSE_SECONDS: Final = 600.0  # an endpoint may ask for any; after this one call looks whether it is back
ENDINGS: Final = {"audio/ogg": "ogg", "audio/wav": "wav", "audio/mp4": "m4a", "audio/mpeg": "mp3"}
FAILURES: Final = (APIError, httpx2.HTTPError, TimeoutError, ValueError)


class NimEars:
    """*model* at *base_url*; *api_key* may be empty. *clock* gives seconds that only go forward.

    *limiter* is that of the language model where both are one endpoint. *timeout_seconds* bounds the whole call: its
    wait for a permit and its tries.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        *,
        timeout_seconds: float,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        limiter: RateLimiter | None = None,
        breaker: Breaker | None = None,
    ) -> None:
        self._where = urlsplit(base_url).hostname or base_url
        self._secret = api_key
        self._model = model
        self._timeout_seconds = timeout_seconds
        self._client = client_of(base_url, api_key)
        self._clock, self._sleep = clock, sleep
        self._limiter = limiter or RateLimiter(Bucket(None), clock, sleep)
        self._owns_limiter = limiter is None
        self._breaker = breaker or Breaker(failures=3)

    @property
    def name(self) -> str:
        return self._model

    async def hear(self, recording: bytes, media_type: str, whose: str) -> str:
        """As ``Ears.hear``."""
        begun = self._clock()
        self._breaker.enter(begun)
        try:
            text = await self._patiently(recording, media_type, whose, begun + self._timeout_seconds)
        except Busy:  # which says nothing about the endpoint
            self._breaker.left()
            raise
        except FAILURES as error:
            self._breaker.failed(self._clock())
            raise self._unavailable(cause_of(error)) from None  # not chained: it holds its request, and so the key
        except BaseException:
            self._breaker.left()
            raise
        self._breaker.succeeded()
        return self._without_key(text)

    async def close(self) -> None:
        if self._owns_limiter:
            await self._limiter.close()
        await self._client.close()

    async def _patiently(self, recording: bytes, media_type: str, whose: str, deadline: float) -> str:
        for pause in (FIRST_PAUSE_SECONDS * 2**n for n in range(TRIES - 1)):
            try:
                return await self._ask(recording, media_type, whose, deadline)
            except (RateLimitError, InternalServerError, APIConnectionError) as error:
                told = told_to_wait(error)
                seconds = pause if told is None else told
                if told is not None:
                    self._limiter.pause(min(told, LONGEST_PAUSE_SECONDS))
                if self._clock() + seconds >= deadline:
                    raise
            await self._sleep(seconds)
        return await self._ask(recording, media_type, whose, deadline)

    async def _ask(self, recording: bytes, media_type: str, whose: str, deadline: float) -> str:
        """Raises ValueError where what came is no transcription, Busy, or whatever the client raises."""
        await self._limiter.enter(whose, deadline)
        async with asyncio.timeout(deadline - self._clock()):
            answer = await self._client.audio.transcriptions.create(
                file=(f"{EARS}.{ENDINGS[media_type]}", recording, media_type),
                model=self._model,
                response_format="json",
                temperature=0,
            )
        match getattr(answer, "text", None):
            case str(text):
                return text
            case _:
                raise ValueError

    def _unavailable(self, cause: str) -> ModelUnavailable:
        return ModelUnavailable(f"{EARS}: {self._model} at {self._where}: {self._without_key(cause)}")

    def _without_key(self, text: str) -> str:
        return text.replace(self._secret, "…") if self._secret else text
