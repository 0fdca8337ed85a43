"""The cycle's hands: a trainer in a process of its own, the folder that a server reads, the evaluation on a model."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress

from agents.calls import Means
from agents.model import Answer as Spoken
from agents.model import Model, ModelUnavailable, Request
from agents.nim import NimModel
from bot.app import Knowledge
from learning.cycle.ports import CycleError, NotListed
from learning.evaluation.answer import Answer
from learning.evaluation.case import Agent, EvaluationCase
from learning.evaluation.live import answered_live
from learning.evaluation.stage import staged
from learning.tuning import TuneJob, TuningError, exported, exported_gguf, write_job

LOADED_WITHIN_SECONDS: Final = 300.0  # NIM looks into its folder every so often, as its operator has set it
LOOK_EVERY_SECONDS: Final = 5.0
AT_ONCE: Final = 4  # cases that the model is asked about at the same time
MOST_SILENT: Final = 0.5  # of the cases: beyond it there is no model to speak of
CHUNK_BYTES: Final = 4096
JOB: Final = "job.json"

Sleep = Callable[[float], Awaitable[None]]


class ChildTrainer:
    """Trains in a child process: what a trainer takes of memory, and how it may end, is not the cycle's.

    The child ends when this process does, or two of them would write into one folder at the next run.
    """

    async def train(self, job: TuneJob) -> None:
        job.out.mkdir(parents=True, exist_ok=True)
        path = job.out / JOB
        write_job(job, path)
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "learning.cycle.child", str(path)),
            stdin=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            said = await _passed_on(child)
        except BaseException:
            child.terminate()
            await child.wait()
            raise
        if await child.wait():
            raise CycleError(said or f"the training ended with status {child.returncode}; run it again")


async def _passed_on(child: asyncio.subprocess.Process) -> str:
    """The last line on its standard error; all of it goes on to ours."""
    tail = ""
    assert child.stderr is not None  # noqa: S101 -- it was asked for
    while piece := await child.stderr.read(CHUNK_BYTES):  # not by lines: a bar may never end its own
        sys.stderr.write(text := piece.decode("utf-8", "replace"))
        tail = (tail + text)[-CHUNK_BYTES:]
    return tail.strip().rpartition("\n")[2].strip()


@dataclass(frozen=True, slots=True)
class FolderServing:
    """A folder that NIM (``NIM_PEFT_SOURCE``) or vLLM reads; for llama.cpp a GGUF file in it.

    A version is served once the endpoint lists its name.
    """

    folder: Path
    model: NimModel | None  # None: nothing can be loaded
    sleep: Sleep

    async def load(self, version: str, adapter: Path) -> str:
        await self._look()
        try:
            where = self._exported(version, adapter)
        except TuningError as error:
            return str(error).rstrip(".")
        waited_seconds = 0.0
        while not await self._is_listed(version):
            if self._is_numbered or waited_seconds >= LOADED_WITHIN_SECONDS:
                how = f"start it anew with `--lora {where}`" if self._is_numbered else "see that it reads that folder"
                raise NotListed(
                    f"the model server does not list {version} of {where.parent}: {how}, and run this again"
                )
            await self.sleep(LOOK_EVERY_SECONDS)
            waited_seconds += LOOK_EVERY_SECONDS
        return ""

    async def unload(self, version: str) -> None:
        shutil.rmtree(self.folder / version, ignore_errors=True)
        self._file(version).unlink(missing_ok=True)

    def _exported(self, version: str, adapter: Path) -> Path:
        if self._is_numbered:
            return exported_gguf(adapter, self._file(version))
        return exported(adapter, self.folder, version)

    @property
    def _is_numbered(self) -> bool:
        """llama.cpp reads adapters at its start alone, and does not watch a folder."""
        return self.model is not None and self.model.served.by_number

    def _file(self, version: str) -> Path:
        return self.folder / f"{version}.gguf"

    async def _is_listed(self, version: str) -> bool:
        served = (await self._look()).served
        return version in served.models or version in served.adapters

    async def _look(self) -> NimModel:
        if self.model is None:
            raise CycleError("no model is configured")
        try:
            await self.model.look()
        except ModelUnavailable as error:
            raise CycleError(f"{error}; start the model server, and run this again") from error
        return self.model


@dataclass(frozen=True, slots=True)
class LiveExaminer:
    """The evaluation on the model that speaks, with the cases of one agent and one adapter of it."""

    means: Means  # as the bot has them, without any lifter's arms
    cases: tuple[EvaluationCase, ...]
    knowledge: Knowledge
    at_once: int = AT_ONCE

    async def answers(self, agent: str, adapter: str | None) -> Sequence[Answer]:
        own = [case for case in self.cases if case.agent == Agent(agent)]
        settings = replace(self.means.settings[agent], adapter=adapter, standby=None)
        means = replace(
            self.means, model=Alone(self.means.model, agent), settings={**self.means.settings, agent: settings}
        )
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(f"Asking {adapter or 'the base model'}", total=len(own))
            stages = [(case, staged(case, self.knowledge)) for case in own]
            found = await answered_live(stages, means, self.at_once, lambda done: progress.advance(task, done))
        silent = [one.verdict for one in found if one.verdict.startswith("unavailable") and not one.raw]
        if len(silent) > len(found) * MOST_SILENT:
            why = f"the model was silent in {len(silent)} of {len(found)} cases ({silent[0]})"
            raise CycleError(f"{why}; start it, and run this again")
        return found


@dataclass(frozen=True, slots=True)
class Alone:
    """Only *agent* speaks: what the others would add costs as much and is not examined. Nor does another adapter."""

    model: Model
    agent: str

    async def stream(self, request: Request) -> AsyncIterator[str | Spoken]:
        if request.agent != self.agent:
            raise ModelUnavailable(f"{request.agent}: only {self.agent} is examined")
        pieces: list[str] = []  # held back until it is known whose they are
        try:
            async for piece in self.model.stream(request):
                if isinstance(piece, str):
                    pieces.append(piece)
                else:
                    _check_speaker(piece, request)
                    yield "".join(pieces)
                    yield piece
        except Stranger:
            raise
        except ModelUnavailable:
            if pieces:  # it broke off, or did not come to its end in time: that much it said
                yield "".join(pieces)
            raise


class Stranger(ModelUnavailable):
    """Another one answered in the place of the one that is examined."""


def _check_speaker(spoken: Spoken, request: Request) -> None:
    if spoken.adapter != request.adapter:
        raise Stranger(f"{request.agent}: {spoken.adapter or 'the base model'} answered in its place")
