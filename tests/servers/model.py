"""A model endpoint on loopback that answers, or fails, by script.

    async with ModelServer([says("Go for 190.")]) as server:
        model = NimModel(server.base_url, "key", ...)

The script is a list, one entry a request, the last one repeating; or a mapping of an agent's name to such a list, where
the agent is the name in the request's response_format, "eyes" where it shows a picture, "ears" for a transcription
(whose entries are hears(text) and the faults), and else "coach". Entries:

    says(text)              a whole answer, streamed word by word, with usage
    says_json(**fields)     the same, a JSON object
    slow(text, seconds)     a piece every so many seconds
    hangs()                 takes the request and never answers
    refuses(status)         an error with NVIDIA's kind of body; retry_after= and date= add headers, said= the message
    serves(names, then)     *then* for these models, 404 for any other; status=410 says that the others were there once
    accepted()              202 and nothing else
    garbage()               200 and a body that is no JSON
    garbage_stream()        events that are no JSON
    odd_chunks()            events that are JSON of the wrong shape
    cut(text)               some words, then the connection breaks
    faded(text)             some words, then a clean end without a reason
    too_long(text)          some words, then finish_reason "length"
    content_none()          a whole answer whose content is null
    no_choices()            a whole answer without choices
    reasons_only()          a whole answer that is all reasoning_content
    reasons_too_long()      the same, until its tokens are used up
    reasons_first(text)     reasoning, then a whole answer
    error_event()           an error in the middle of the stream
    hears(text)             a transcription
    no_schema(then)         400 when response_format is sent, else *then*
    embeds()                a vector for each text, the last of them first; for /v1/embeddings
    embeds_oddly(rows)      these vectors, whatever was sent

*embeddings* is a list for /v1/embeddings, like the script; *embedded* holds every body that came there.

*models* are listed by /v1/models. With *adapters*, names to numbers, it is a llama.cpp server that lists them.
*lists* counts how often the models were asked for. *requests* holds every body, *headers* every request's headers, in
order. *gone* counts clients that left before their answer was whole; ``await server.left()`` waits for the next one.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from types import TracebackType
from typing import Any, TypeAlias

from aiohttp import web

Reply: TypeAlias = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]
Script: TypeAlias = Sequence[Reply] | Mapping[str, Sequence[Reply]]


class ModelServer:
    def __init__(
        self,
        script: Script,
        *,
        models: Sequence[str] = ("test/model",),
        adapters: Mapping[str, int] | None = None,
        embeddings: Sequence[Reply] = (),
    ) -> None:
        per_agent = script if isinstance(script, Mapping) else {"": script}
        self._script = {agent: list(replies) for agent, replies in per_agent.items()}
        self.models = models
        self._adapters = adapters
        self._embeddings = list(embeddings)
        self.embedded: list[dict[str, Any]] = []
        self.lists = 0
        self._closing = False
        self._left = asyncio.Event()
        self.requests: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.gone = 0
        self.base_url = ""

    async def __aenter__(self) -> "ModelServer":
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._chat)
        app.router.add_post("/v1/audio/transcriptions", self._transcribe)
        app.router.add_get("/v1/models", self._list)
        app.router.add_post("/v1/embeddings", self._embed)
        if self._adapters is not None:
            app.router.add_get("/lora-adapters", self._list_adapters)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._closing = True
        await self._runner.cleanup()

    async def left(self, timeout_seconds: float = 5.0) -> None:
        """Wait until a client leaves."""
        async with asyncio.timeout(timeout_seconds):
            await self._left.wait()
        self._left.clear()

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        return await self._reply(request, await request.json())

    async def _transcribe(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        with file.file as body:
            told = {"name": file.filename, "type": file.content_type, "body": body.read()}
        return await self._reply(request, {"model": form["model"], "agent": "ears", "file": told})

    async def _reply(self, request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        self.requests.append(asked)
        self.headers.append(request.headers)
        try:
            return await self._next(asked)(request, asked)
        except (asyncio.CancelledError, ConnectionResetError):
            if not self._closing:
                self.gone += 1
                self._left.set()
            raise

    def _next(self, asked: dict[str, Any]) -> Reply:
        agent = asked.get("agent") or asked.get("response_format", {}).get("json_schema", {}).get("name")
        agent = agent or ("eyes" if "image_url" in str(asked["messages"]) else "coach")
        replies = self._script.get("") or self._script[agent]
        return replies.pop(0) if len(replies) > 1 else replies[0]

    async def _embed(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.embedded.append(asked)
        self.headers.append(request.headers)
        if not self._embeddings:
            raise web.HTTPNotFound
        reply = self._embeddings.pop(0) if len(self._embeddings) > 1 else self._embeddings[0]
        return await reply(request, asked)

    async def _list(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers)
        self.lists += 1
        owner = "vllm" if self._adapters is None else "llamacpp"
        rows = [{"id": id_, "object": "model", "created": 0, "owned_by": owner} for id_ in self.models]
        return web.json_response({"object": "list", "data": rows})

    async def _list_adapters(self, _: web.Request) -> web.Response:
        adapters = (self._adapters or {}).items()
        return web.json_response([{"id": n, "path": f"adapters/{name}.gguf", "scale": 1.0} for name, n in adapters])


# ── what a script is made of ───────────────────────────────────────────────────────────────────────────────────────


def says(text: str) -> Reply:
    return slow(text, 0)


def says_json(**fields: object) -> Reply:
    return says(json.dumps(fields))


def slow(text: str, seconds: float) -> Reply:
    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        response = await _stream(request)
        for piece in _pieces(text):
            await _send(response, _chunk(asked, {"content": piece}))
            await asyncio.sleep(seconds)
        return await _end(response, asked, "stop")

    return reply


def hangs() -> Reply:
    async def reply(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    return reply


def refuses(status: int, *, retry_after: str | None = None, date: str | None = None, said: str = "it says so") -> Reply:
    async def reply(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
        told = {"Retry-After": retry_after, "Date": date}
        headers = {name: value for name, value in told.items() if value is not None}
        body = {"status": status, "title": said, "error": {"message": said}}
        return web.json_response(body, status=status, headers=headers)

    return reply


def serves(names: Collection[str], then: Reply, *, status: int = 404) -> Reply:
    refused = refuses(status, said="its end of life was on 2026-08-26" if status == 410 else "Not Found")

    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        return await (then if asked["model"] in names else refused)(request, asked)

    return reply


def accepted() -> Reply:
    async def reply(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=202, headers={"NVCF-REQID": "0"})

    return reply


def garbage() -> Reply:
    async def reply(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
        return web.Response(body=b"\x00<html>{not json", content_type="application/json")

    return reply


def garbage_stream() -> Reply:
    return _events("data: {not json\n\n")


def odd_chunks() -> Reply:
    odd = (
        "[1, 2]",
        '"words"',
        '{"choices": null}',
        '{"choices": ["x"]}',
        '{"choices": [{"delta": null}]}',
        "null",
        "7",
    )
    wrong = '{"choices": [{"delta": {"content": {"text": 195}}}], "usage": "many"}'
    return _events("".join(f"data: {chunk}\n\n" for chunk in (*odd, wrong)))


def error_event() -> Reply:
    return _events('data: {"error": {"message": "out of memory", "code": 500}}\n\n')


def cut(text: str) -> Reply:
    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        response = await _stream(request)
        await _send(response, _chunk(asked, {"content": text}))
        assert request.transport is not None
        request.transport.abort()
        return response

    return reply


def faded(text: str) -> Reply:
    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        response = await _stream(request)
        await _send(response, _chunk(asked, {"content": text}))
        return response

    return reply


def too_long(text: str) -> Reply:
    return _whole({"content": text}, "length")


def content_none() -> Reply:
    return _whole({"content": None}, "stop")


def reasons_only() -> Reply:
    return _whole({"reasoning_content": "Let me think about 195.", "content": None}, "stop")


def reasons_too_long() -> Reply:
    return _whole({"reasoning_content": "Let me think about 195, and", "content": None}, "length")


def reasons_first(text: str, *, field: str = "reasoning_content") -> Reply:
    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        response = await _stream(request)
        await _send(response, _chunk(asked, {field: "Let me think about 195."}))
        await _send(response, _chunk(asked, {"content": text}))
        return await _end(response, asked, "stop")

    return reply


def no_choices() -> Reply:
    return _events('data: {"id": "1", "object": "chat.completion.chunk", "choices": []}\n\ndata: [DONE]\n\n')


def hears(text: object) -> Reply:
    async def reply(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
        return web.json_response({"text": text})

    return reply


def no_schema(then: Reply) -> Reply:
    refused = refuses(400, said="response_format is not supported")

    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        return await (refused if "response_format" in asked else then)(request, asked)

    return reply


def embeds() -> Reply:
    async def reply(_: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        rows = [
            {"object": "embedding", "index": index, "embedding": [float(len(text)), float(text.count("e")), 1.0]}
            for index, text in enumerate(asked["input"])
        ]
        return _embeddings(asked, rows[::-1])

    return reply


def embeds_oddly(vectors: Sequence[object]) -> Reply:
    async def reply(_: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        return _embeddings(asked, [{"index": index, "embedding": vector} for index, vector in enumerate(vectors)])

    return reply


# ── the wire ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _embeddings(asked: dict[str, Any], rows: Sequence[object]) -> web.Response:
    usage = {"prompt_tokens": 8, "total_tokens": 8}
    return web.json_response({"object": "list", "data": rows, "model": asked["model"], "usage": usage})


def _pieces(text: str) -> list[str]:
    return [word + " " for word in text.split(" ")]


def _events(raw: str) -> Reply:
    async def reply(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        response = await _stream(request)
        await response.write(raw.encode())
        return response

    return reply


def _whole(delta: dict[str, object], reason: str) -> Reply:
    async def reply(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        response = await _stream(request)
        await _send(response, _chunk(asked, delta))
        return await _end(response, asked, reason)

    return reply


async def _stream(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


def _chunk(asked: dict[str, Any], delta: dict[str, object], reason: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": asked["model"], "choices": [choice]}


async def _send(response: web.StreamResponse, chunk: dict[str, object]) -> None:
    await response.write(f"data: {json.dumps(chunk)}\n\n".encode())


async def _end(response: web.StreamResponse, asked: dict[str, Any], reason: str) -> web.StreamResponse:
    await _send(response, _chunk(asked, {}, reason))
    usage = {"prompt_tokens": 40, "completion_tokens": 9, "total_tokens": 49}
    await _send(response, {**_chunk(asked, {}), "choices": [], "usage": usage})
    await response.write(b"data: [DONE]\n\n")
    return response
