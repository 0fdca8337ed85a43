"""Language models behind an OpenAI-compatible endpoint: hosted NIM, a NIM of one's own, llama.cpp, vLLM."""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlsplit

import httpx2
from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    AsyncOpenAI,
    AsyncStream,
    BadRequestError,
    InternalServerError,
    RateLimitError,
)
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta

from agents.breaker import Breaker
from agents.model import Answer, ModelUnavailable, Request
from agents.reasoning import Visible, without_reasoning

T = TypeVar("T")

TRIES: Final = 4
FIRST_PAUSE_SECONDS: Final = 0.5  # doubles with each try, and up to half as much again is added at random
CONNECT_SECONDS: Final = 5.0
LIST_SECONDS: Final = 10.0
_SENT_HEADERS = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}


class NimModel:
    """Calls an endpoint. *api_key* may be empty; neither it nor any header is taken from the environment.

    *clock* gives seconds that only go forward, *jitter* numbers in [0, 1). A request's timeout bounds the whole call,
    its retries and the time between its pieces included. One breaker serves all agents, for they share the endpoint.
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
    ) -> None:
        self._where = urlsplit(base_url).hostname or base_url
        self._secret = api_key
        self._client = _client(base_url, api_key)
        self._completions = self._client.chat.completions  # looked up now: its modules are imported by it
        self._clock, self._sleep, self._jitter = clock, sleep, jitter
        self._breaker = breaker or Breaker()
        self._refuses_schema: set[str] = set()  # models, learnt from their answers

    async def stream(self, request: Request) -> AsyncGenerator[str | Answer, None]:
        """As ``Model.stream``. The pieces leave out reasoning, and together with white space are the answer's text."""
        begun = self._clock()
        self._breaker.enter(begun)
        heard = _Heard()
        try:
            async with aclosing(self._pieces(request, heard, begun + request.timeout_seconds)) as pieces:
                async for piece in pieces:
                    yield piece
        except ModelUnavailable:
            self._breaker.failed(self._clock())
            raise
        except BaseException:
            self._breaker.left()
            raise
        self._breaker.succeeded()
        yield self._answer(request, heard, begun)

    async def models(self) -> list[str]:
        """The ids of the models that are served, in the endpoint's order. Raises ModelUnavailable."""
        try:
            async with asyncio.timeout(LIST_SECONDS):
                page = await self._client.models.list()
                return [model.id for model in page.data]
        except (APIError, httpx2.HTTPError, TimeoutError) as error:
            raise ModelUnavailable(f"{self._where}: {self._cause(error)}") from None
        except (AttributeError, TypeError, ValueError):
            raise ModelUnavailable(
                f"{self._where} does not list models as an OpenAI-compatible endpoint does"
            ) from None

    async def close(self) -> None:
        await self._client.close()

    async def _pieces(self, request: Request, heard: "_Heard", deadline: float) -> AsyncGenerator[str, None]:
        visible = Visible()
        try:
            async with await self._open(request, deadline) as stream:
                while (chunk := await self._by(deadline, anext(stream, None))) is not None:
                    if piece := visible.feed(heard.take(chunk)):
                        heard.text += piece
                        yield piece
                heard.status = stream.response.status_code
        except (APIError, httpx2.HTTPError, TimeoutError, ValueError) as error:
            # Not chained: the error holds its request, and so the key.
            raise self._unavailable(request, self._cause(error)) from None
        if rest := visible.rest():
            heard.text += rest
            yield rest
        if heard.finished is None and heard.chunks:
            raise self._unavailable(request, "the answer broke off")

    def _answer(self, request: Request, heard: "_Heard", begun: float) -> Answer:
        """Raises ModelUnavailable where the endpoint did answer, but not with a whole text."""
        spoken = heard.text.rpartition("</think>")[2]  # some templates open the tag in the prompt
        text = self._without_key(spoken.strip())
        if heard.finished == "length":
            raise self._unavailable(request, f"the answer did not fit into {request.max_tokens} tokens")
        if heard.finished == "content_filter":
            raise self._unavailable(request, "the endpoint's own filter cut the answer")
        if not text:
            raise self._unavailable(request, f"an empty answer (status {heard.status})")
        milliseconds = round((self._clock() - begun) * 1000)
        return Answer(text, heard.model or request.model, heard.prompt_tokens, heard.completion_tokens, milliseconds)

    async def _open(self, request: Request, deadline: float) -> AsyncStream[ChatCompletionChunk]:
        """The answer's beginning, after as many tries as it takes, the deadline allows and TRIES permits."""
        for pause in (FIRST_PAUSE_SECONDS * 2**n for n in range(TRIES - 1)):
            try:
                return await self._ask(request, deadline)
            except (RateLimitError, InternalServerError, APIConnectionError) as error:
                seconds = _told_to_wait(error) or pause * (1 + self._jitter() / 2)
                if self._clock() + seconds >= deadline:
                    raise
            await self._sleep(seconds)
        return await self._ask(request, deadline)

    async def _ask(self, request: Request, deadline: float) -> AsyncStream[ChatCompletionChunk]:
        """One try; two where the endpoint refuses *response_format*, which is remembered if that was why."""
        if request.schema is None or request.model in self._refuses_schema:
            return await self._by(deadline, self._post(request, {}))
        shape = {"name": request.agent, "schema": dict(request.schema), "strict": True}
        try:
            asked = {"response_format": {"type": "json_schema", "json_schema": shape}}
            return await self._by(deadline, self._post(request, asked))
        except BadRequestError:
            stream = await self._by(deadline, self._post(request, {}))
            self._refuses_schema.add(request.model)
            return stream

    async def _post(self, request: Request, more: Mapping[str, object]) -> AsyncStream[ChatCompletionChunk]:
        system, extra = without_reasoning(request.model, request.system)
        return await self._completions.create(
            model=request.model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": request.user}],
            temperature=request.temperature,
            max_tokens=request.max_tokens,
            stream=True,
            stream_options={"include_usage": True},
            extra_body={**extra, **more},
        )

    async def _by(self, deadline: float, awaited: Awaitable[T]) -> T:
        async with asyncio.timeout(deadline - self._clock()):
            return await awaited

    def _unavailable(self, request: Request, cause: str) -> ModelUnavailable:
        return ModelUnavailable(f"{request.agent}: {request.model} at {self._where}: {cause}")

    def _cause(self, error: Exception) -> str:
        """One clause for the operator, without the key even if the endpoint has sent it back."""
        match error:
            case APIStatusError(status_code=status):
                said = _CAUSES.get(status, f"it said: {_excerpt(error)}" if status in (400, 422) else "it failed")
                cause = f"{status}, {said}"
            case TimeoutError():
                cause = "no whole answer before the deadline"
            case APIConnectionError() | httpx2.HTTPError():
                cause = f"no connection, or it broke off ({type(error.__cause__ or error).__name__})"
            case APIError():
                cause = f"it gave up in the middle of its answer: {_excerpt(error)}"
            case _:
                cause = "it does not answer as an OpenAI-compatible endpoint does"
        return self._without_key(cause)

    def _without_key(self, text: str) -> str:
        return text.replace(self._secret, "…") if self._secret else text


_CAUSES: Final = {
    401: "the key is refused",
    402: "the account has no credits left",
    403: "the key may not use this model",
    404: "this model is not served there; `focusflow doctor` lists what is",
    410: "this model has reached its end of life; `focusflow doctor` lists what is served",
    429: "too many requests",
}


def _excerpt(error: APIError) -> str:
    return "".join(letter for letter in error.message if letter.isprintable())[:120]


def _told_to_wait(error: APIError) -> float | None:
    """Retry-After in seconds; None when it is absent, a date or nonsense."""
    told = error.response.headers.get("retry-after", "") if isinstance(error, APIStatusError) else ""
    return float(told) if re.fullmatch(r"\d{1,6}(\.\d+)?", told) else None


@dataclass(slots=True)
class _Heard:
    """What a stream has told so far. Whatever shape its chunks have, nothing here raises."""

    text: str = ""  # what was visible
    chunks: int = 0
    finished: str | None = None
    status: int | None = None
    model: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def take(self, chunk: object) -> str:
        """The new words of *chunk*; "" where it brings none."""
        self.chunks += 1
        if not isinstance(chunk, ChatCompletionChunk):
            return ""
        self.model = chunk.model or self.model
        if isinstance(chunk.usage, CompletionUsage):
            self.prompt_tokens = chunk.usage.prompt_tokens or 0
            self.completion_tokens = chunk.usage.completion_tokens or 0
        choice = chunk.choices[0] if isinstance(chunk.choices, list) and chunk.choices else None
        if not isinstance(choice, Choice):
            return ""
        self.finished = choice.finish_reason or self.finished
        words = choice.delta.content if isinstance(choice.delta, ChoiceDelta) else None
        return words if isinstance(words, str) else ""


def _client(base_url: str, api_key: str) -> AsyncOpenAI:
    """A client that sends what is named here: no header, address or key that it would find in the environment."""

    async def only_ours(request: httpx2.Request) -> None:
        for name in set(request.headers) - _SENT_HEADERS:
            del request.headers[name]
        if api_key:
            request.headers["Authorization"] = f"Bearer {api_key}"

    # Redirects would carry the key to another host.
    http = httpx2.AsyncClient(
        event_hooks={"request": [only_ours]},
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=200),
        follow_redirects=False,
        trust_env=False,
    )
    return AsyncOpenAI(
        base_url=base_url, api_key="not here", admin_api_key="", http_client=http, max_retries=0, timeout=http.timeout
    )
