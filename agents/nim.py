"""Language models behind an OpenAI-compatible endpoint: hosted NIM, a NIM of one's own, llama.cpp, vLLM."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from typing import Final, TypeVar
from urllib.parse import urlsplit
from zlib import crc32

import httpx2
import structlog
from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    AsyncStream,
    BadRequestError,
    InternalServerError,
    RateLimitError,
)
from openai.types.chat import ChatCompletionChunk

from agents.breaker import Breaker
from agents.bucket import Bucket, Busy
from agents.model import Answer, ModelUnavailable, Request
from agents.nim_answers import Told
from agents.nim_causes import cause_of, excerpt, is_not_served, may_be_the_adapter, told_to_wait
from agents.nim_client import client_of
from agents.nim_messages import messages_of
from agents.rate_limiter import RateLimiter
from agents.reasoning import Visible, without_reasoning
from agents.served import Served, Target, adapters_in

log = structlog.get_logger(__name__)

T = TypeVar("T")
Chunks = AsyncStream[ChatCompletionChunk]

TRIES: Final = 4
FIRST_PAUSE_SECONDS: Final = 0.5  # doubles with each try, and up to half as much again is added at random
LONGEST_PAUSE_SECONDS: Final = 600.0  # an endpoint may ask for any; after this one call looks whether it is back
LIST_SECONDS: Final = 10.0
LOOK_AGAIN_SECONDS: Final = 60.0  # the age of a list that is too old to say that an adapter is not there
LLAMA_CPP: Final = "llamacpp"  # what its models say who owns them


class NimModel:
    """Calls an endpoint. *api_key* may be empty; neither it nor any header is taken from the environment.

    *clock* gives seconds that only go forward, *jitter* numbers in [0, 1). A request's timeout bounds the whole call:
    its wait for a permit, its retries, the models that are asked instead, and the time between its pieces. One breaker
    and one limit serve all agents and all people, for they share the endpoint. With *seed* each call has one, by whose
    it is: an endpoint that heeds it answers him the same question the same way, and others as it falls.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        jitter: Callable[[], float],
        breaker: Breaker | None = None,
        fallbacks: Sequence[str] = (),
        requests_per_minute: int | None = None,
        seed: int | None = None,
    ) -> None:
        self._where = urlsplit(base_url).hostname or base_url
        self._root = base_url.rstrip("/").removesuffix("/v1")
        self._secret = api_key
        self._client = client_of(base_url, api_key)
        self._completions = self._client.chat.completions  # looked up now: its modules are imported by it
        self._clock, self._sleep, self._jitter = clock, sleep, jitter
        self._seed = seed
        self._breaker = breaker or Breaker()
        self.limiter = RateLimiter(Bucket(requests_per_minute), clock, sleep)
        self._looking: asyncio.Task[None] | None = None
        self._looked_at = 0.0
        self._passed_over: set[str] = set()  # models and adapters of which the operator knows that another one is asked
        self.served = Served(fallbacks)
        self.refuses_schema: set[str] = set()  # models, learnt from their answers

    async def stream(self, request: Request) -> AsyncGenerator[str | Answer, None]:
        """As ``Model.stream``. The pieces leave out reasoning, and together with white space are the answer's text."""
        begun = self._clock()
        self._breaker.enter(begun)
        told = Told()
        try:
            async with aclosing(self._pieces(request, told, begun + request.timeout_seconds)) as pieces:
                async for piece in pieces:
                    yield piece
        except Busy:  # which says nothing about the endpoint
            self._breaker.left()
            raise
        except ModelUnavailable:
            self._breaker.failed(self._clock())
            raise
        except BaseException:
            self._breaker.left()
            raise
        self._breaker.succeeded()
        yield self._answer(request, told, begun)

    def circuit(self) -> str:
        """ "open" while the endpoint is left alone because it kept failing, else "closed"."""
        return "open" if self._breaker.is_open(self._clock()) else "closed"

    async def models(self) -> list[str]:
        """The ids of the models that are served, in the endpoint's order. Raises ModelUnavailable."""
        await self.look()
        return list(self.served.models)

    async def look(self) -> None:
        """Learn which models and adapters are served. Raises ModelUnavailable."""
        try:
            async with asyncio.timeout(LIST_SECONDS):
                page = await self._client.models.list()
                ids, owners = [model.id for model in page.data], {model.owned_by for model in page.data}
                self.served.by_number = LLAMA_CPP in owners
                self.served.adapters = await self._numbered_adapters() if self.served.by_number else {}
        except (APIError, httpx2.HTTPError, TimeoutError) as error:
            raise ModelUnavailable(f"{self._where}: {self._without_key(cause_of(error))}") from None
        except (AttributeError, TypeError, ValueError):
            raise ModelUnavailable(
                f"{self._where} does not list models as an OpenAI-compatible endpoint does"
            ) from None
        self.served.learn([id_ for id_ in ids if isinstance(id_, str)])

    def look_soon(self) -> None:
        """*look* in the background; a failure is a line in the log, and every model counts as served."""
        if self._looking is None or self._looking.done():
            self._looked_at = self._clock()
            self._looking = asyncio.create_task(self._look_quietly())

    async def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking
        await self.limiter.close()
        await self._client.close()

    async def _look_quietly(self) -> None:
        try:
            await self.look()
        except ModelUnavailable as unavailable:
            log.info("models are not listed", why=str(unavailable))

    async def _numbered_adapters(self) -> Mapping[str, int]:
        return adapters_in(await self._client.get(f"{self._root}/lora-adapters", cast_to=object))

    async def _pieces(self, request: Request, told: Told, deadline: float) -> AsyncGenerator[str, None]:
        visible = Visible()
        try:
            async with await self._open(request, told, deadline) as stream:
                while (chunk := await self._by(deadline, anext(stream, None))) is not None:
                    if piece := told.take(chunk, visible):
                        yield piece
                told.status = stream.response.status_code
        except Busy as busy:
            raise Busy(f"{request.agent}: {busy}") from None
        except (APIError, httpx2.HTTPError, TimeoutError, ValueError) as error:
            # Not chained: the error holds its request, and so the key.
            raise self._unavailable(request, self._without_key(cause_of(error))) from None
        if rest := told.end(visible):
            yield rest
        if told.finished is None and told.chunks:
            raise self._unavailable(request, "the answer broke off")

    def _answer(self, request: Request, told: Told, begun: float) -> Answer:
        """Raises ModelUnavailable where the endpoint did answer, but not with a whole text."""
        if fault := told.fault(request.max_tokens):
            raise self._unavailable(request, fault)
        model, adapter = told.speaker(request.model)
        return Answer(
            text=self._without_key(told.spoken()),
            model=model,
            prompt_tokens=told.prompt_tokens,
            completion_tokens=told.completion_tokens,
            latency_ms=round((self._clock() - begun) * 1000),
            has_reasoned=told.has_reasoned,
            adapter=adapter,
        )

    async def _open(self, request: Request, told: Told, deadline: float) -> Chunks:
        """The beginning of the answer of the first one that is served, which *told* names from then on."""
        *others, last = await self._targets(request, deadline)
        for target in others:
            told.target = target
            try:
                return await self._persist(request, target, deadline)
            except APIStatusError as error:
                self._pass_over(target, error)
        told.target = last
        return await self._persist(request, last, deadline)

    def _pass_over(self, target: Target, error: APIStatusError) -> None:
        """Raises *error* where another one would be refused too."""
        if is_not_served(error):
            return
        if target.adapter is None or not may_be_the_adapter(error):
            raise error
        if target.adapter not in self._passed_over:
            self._passed_over.add(target.adapter)
            log.warning("adapter failed", adapter=target.adapter, why=self._without_key(cause_of(error)))

    async def _targets(self, request: Request, deadline: float) -> Sequence[Target]:
        adapters = [name for name in (request.adapter, request.standby) if name]
        if adapters:
            await self._learn_of(adapters, deadline)
        targets = self.served.targets(request.model, adapters, sees=bool(request.images))
        for missing in filter(self.served.is_missing, adapters):
            log.warning("adapter not served", adapter=missing, asked_instead=targets[0].adapter or targets[0].base)
        if targets[0].base != request.model and request.model not in self._passed_over:
            self._passed_over.add(request.model)
            log.warning("model not served", model=request.model, asked_instead=targets[0].base)
        return targets

    async def _learn_of(self, adapters: Sequence[str], deadline: float) -> None:
        """By name or by number, only the lists say; they come within milliseconds. One may have come since the last."""
        is_old = self._clock() - self._looked_at >= LOOK_AGAIN_SECONDS
        if self._looking is None or (is_old and not all(map(self.served.is_listed, adapters))):
            self.look_soon()
        if self._looking is not None:
            await asyncio.wait([self._looking], timeout=deadline - self._clock())

    async def _persist(self, request: Request, target: Target, deadline: float) -> Chunks:
        """The answer's beginning, after as many tries as it takes, the deadline allows and TRIES permits."""
        for pause in (FIRST_PAUSE_SECONDS * 2**n for n in range(TRIES - 1)):
            try:
                return await self._ask(request, target, deadline)
            except (RateLimitError, InternalServerError, APIConnectionError) as error:
                if target.adapter and may_be_the_adapter(error):  # the next in order needs no pause
                    raise
                seconds = told_to_wait(error) or pause * (1 + self._jitter() / 2)
                if self._clock() + seconds >= deadline:
                    raise
            await self._sleep(seconds)
        return await self._ask(request, target, deadline)

    async def _ask(self, request: Request, target: Target, deadline: float) -> Chunks:
        """One try; two where the endpoint refuses *response_format*, which is remembered if that was why."""
        if request.schema is None or target.asked in self.refuses_schema:
            return await self._send(request, target, deadline, {})
        shape = {"name": request.agent, "schema": dict(request.schema), "strict": True}
        try:
            asked = {"response_format": {"type": "json_schema", "json_schema": shape}}
            return await self._send(request, target, deadline, asked)
        except BadRequestError:
            stream = await self._send(request, target, deadline, {})
            self.refuses_schema.add(target.asked)
            return stream

    async def _send(self, request: Request, target: Target, deadline: float, more: Mapping[str, object]) -> Chunks:
        """One request, when the limit permits it; what its refusal tells about all others is heeded."""
        if self._clock() >= deadline:
            raise TimeoutError
        await self.limiter.enter(request.whose, deadline)
        try:
            return await self._by(deadline, self._post(request, target, more))
        except APIStatusError as error:
            if (seconds := told_to_wait(error)) is not None:
                self.limiter.pause(min(seconds, LONGEST_PAUSE_SECONDS))
            if is_not_served(error):
                self._lose(target, error)
            raise

    def _lose(self, target: Target, error: APIStatusError) -> None:
        if self.served.lose(target.asked):
            why = self._without_key(f"{cause_of(error)}; it said: {excerpt(error)}")
            log.warning("model not served", model=target.asked, why=why)
            self.look_soon()

    async def _post(self, request: Request, target: Target, more: Mapping[str, object]) -> Chunks:
        system, extra = without_reasoning(target.base, request.system)
        return await self._completions.create(
            model=target.asked,
            messages=messages_of(request, system),
            temperature=request.temperature,
            max_tokens=request.max_tokens,
            stream=True,
            stream_options={"include_usage": True},
            extra_body={**extra, **target.extra, **self._seeded(request), **more},
        )

    def _seeded(self, request: Request) -> Mapping[str, int]:
        return {} if self._seed is None else {"seed": crc32(f"{self._seed}:{request.whose}".encode()) >> 1}

    async def _by(self, deadline: float, awaited: Awaitable[T]) -> T:
        async with asyncio.timeout(deadline - self._clock()):
            return await awaited

    def _unavailable(self, request: Request, cause: str) -> ModelUnavailable:
        return ModelUnavailable(f"{request.agent}: {request.model} at {self._where}: {cause}")

    def _without_key(self, text: str) -> str:
        return text.replace(self._secret, "…") if self._secret else text
