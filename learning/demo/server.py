"""llama.cpp's server in a process of its own, started anew whenever it has another adapter."""

import asyncio
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from agents.model import ModelUnavailable
from agents.nim import NimModel
from learning.cycle.ports import CycleError
from learning.demo.plan import MODEL
from learning.tuning import TuningError, exported_gguf

STARTS_WITHIN_SECONDS: Final = 120.0
LOOK_EVERY_SECONDS: Final = 0.5
CONTEXT_TOKENS: Final = 2048
SLOTS: Final = 1  # two answers at once are computed together, and then not to the last digit as each alone
THREADS: Final = 2


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


class LocalServer:
    """*base_url* stays the same from start to start."""

    def __init__(self, weights: Path) -> None:
        self._weights = weights
        self._port = free_port()
        self._child: asyncio.subprocess.Process | None = None
        self.base_url = f"http://127.0.0.1:{self._port}/v1"

    async def start(self, adapters: Sequence[Path] = ()) -> None:
        await self.stop()
        self._child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "learning.demo.server", str(self._port), str(self._weights), *map(str, adapters)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )

    async def stop(self) -> None:
        if self._child and self._child.returncode is None:
            self._child.kill()
            await self._child.wait()


class LocalServing:
    """The cycle's serving: each version is a GGUF file, and the server is started anew with all of them."""

    def __init__(self, server: LocalServer, model: NimModel, folder: Path) -> None:
        self._server, self._model, self._folder = server, model, folder

    async def load(self, version: str, adapter: Path) -> str:
        try:
            exported_gguf(adapter, self._folder / f"{version}.gguf")
        except TuningError as error:
            return str(error).rstrip(".")
        await self._server.start(self._files())
        await until_listed(self._model)
        return "" if version in self._model.served.adapters else "the server does not list it"

    async def unload(self, version: str) -> None:
        (self._folder / f"{version}.gguf").unlink(missing_ok=True)
        await self._server.start(self._files())
        await until_listed(self._model)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.gguf"))


async def until_listed(model: NimModel) -> None:
    """Raises CycleError where the server does not come up."""
    waited_seconds = 0.0
    while True:
        try:
            await model.look()
        except ModelUnavailable as error:
            if waited_seconds >= STARTS_WITHIN_SECONDS:
                raise CycleError(
                    f"the local server does not start ({error}); look whether its weights are whole"
                ) from error
        else:
            return
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        waited_seconds += LOOK_EVERY_SECONDS


def serve(port: int, weights: Path, adapters: Sequence[Path]) -> None:
    """Until the process that began it ends, or kills it."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_parallel = SLOTS
    params.n_ctx = CONTEXT_TOKENS * SLOTS
    params.cpuparams.n_threads = THREADS
    params.cpuparams_batch.n_threads = THREADS
    params.cache_prompt = False  # so that an answer hangs on its own question alone, and a seed gives it again
    params.verbosity = 0
    params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(path), 1.0) for path in adapters]
    server = xllamacpp.Server(params)
    sys.stdin.buffer.read()  # comes back once nobody holds the other end
    del server


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
