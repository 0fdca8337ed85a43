"""The cycle's hands on a model server on loopback, and its child process."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from agents.calls import Means
from agents.model import Answer, ModelUnavailable, Request, Scripted
from agents.nim import NimModel
from bot.app import Knowledge
from learning.cycle import workers
from learning.cycle.command import means_of
from learning.cycle.ports import CycleError, NotListed
from learning.cycle.workers import LOADED_WITHIN_SECONDS, FolderServing, LiveExaminer
from learning.tuning import TuneJob
from tests.learning.cycle.made import Trainer, World, cases
from tests.servers.model import ModelServer, says

Sleep = Callable[[float], Awaitable[None]]


def model_at(base_url: str) -> NimModel:
    async def sleep(_: float) -> None: ...

    return NimModel(base_url, "", clock=lambda: 0.0, sleep=sleep, jitter=lambda: 0.0)


@pytest.fixture
async def adapter(tmp_path: Path) -> Path:
    train = tmp_path / "train.jsonl"
    train.write_text("weights")
    await Trainer().train(TuneJob(base="b", train=train, out=tmp_path / "tuned"))
    return tmp_path / "tuned"


class Waits:
    """Instead of sleeping; *then* happens at the second time."""

    def __init__(self, then: Callable[[], None] = lambda: None) -> None:
        self.seconds, self._then = 0.0, then

    async def __call__(self, seconds: float) -> None:
        self.seconds += seconds
        if self.seconds > seconds:
            self._then()


async def test_it_is_served_once_the_endpoint_lists_it(adapter: Path, tmp_path: Path) -> None:
    async with ModelServer([says("yes")]) as server:
        waits = Waits(lambda: setattr(server, "models", ("test/model", "coach-1")))
        model = model_at(server.base_url)
        serving = FolderServing(tmp_path / "peft", model, waits)
        assert await serving.load("coach-1", adapter) == ""
        assert waits.seconds > 0
        kept = {path.name for path in (tmp_path / "peft" / "coach-1").iterdir()}
        assert kept == {"adapter_config.json", "adapter_model.safetensors"}

        assert await serving.load("coach-1", adapter) == "", "loading it twice is loading it once"
        await serving.unload("coach-1")
        await serving.unload("coach-1")
        assert not list((tmp_path / "peft").iterdir())
        await model.close()


async def test_one_that_is_never_listed_is_left_to_the_operator(adapter: Path, tmp_path: Path) -> None:
    async with ModelServer([says("yes")]) as server:
        model, waits = model_at(server.base_url), Waits()
        with pytest.raises(NotListed, match=r"does not list coach-1 of .*: see that it reads that folder"):
            await FolderServing(tmp_path / "peft", model, waits).load("coach-1", adapter)
        assert waits.seconds == LOADED_WITHIN_SECONDS
        await model.close()


async def test_llama_cpp_has_to_be_started_anew(adapter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def written(_: Path, file: Path) -> Path:
        file.parent.mkdir(exist_ok=True)
        file.touch()
        return file

    monkeypatch.setattr(workers, "exported_gguf", written)
    async with ModelServer([says("yes")], adapters={}) as server:
        model, waits = model_at(server.base_url), Waits()
        with pytest.raises(NotListed, match=r"start it anew with `--lora .*/coach-1\.gguf`"):
            await FolderServing(tmp_path / "peft", model, waits).load("coach-1", adapter)
        assert waits.seconds == 0
        await model.close()
    async with ModelServer([says("yes")], adapters={"coach-1": 0}) as server:
        model = model_at(server.base_url)
        assert await FolderServing(tmp_path / "peft", model, Waits()).load("coach-1", adapter) == ""
        await model.close()


async def test_what_is_no_adapter_can_never_be_served(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with ModelServer([says("yes")]) as server:
        model = model_at(server.base_url)
        why = await FolderServing(tmp_path / "peft", model, Waits()).load("coach-1", tmp_path / "empty")
        assert "holds no finished adapter" in why
        await model.close()


async def test_an_endpoint_that_is_down_is_said(adapter: Path, tmp_path: Path) -> None:
    model = model_at("http://127.0.0.1:9/v1")
    with pytest.raises(CycleError, match="start the model server"):
        await FolderServing(tmp_path / "peft", model, Waits()).load("coach-1", adapter)
    await model.close()


# ── the examiner ───────────────────────────────────────────────────────────────────────────────────────────────────


class Speaks:
    """Answers everybody as *adapter*; None: as whom it is asked for."""

    def __init__(self, adapter: str | None = None, words: str = "Stay calm and brace.") -> None:
        self.adapter, self.words = adapter, words
        self.asked: list[Request] = []

    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        self.asked.append(request)
        yield self.words
        yield Answer(self.words, "m", 1, 1, 0, adapter=self.adapter or request.adapter)


class Breaks(Speaks):
    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        yield self.words
        raise ModelUnavailable("coach: the answer did not fit into 9 tokens")


def examiner(world: World, model: object) -> LiveExaminer:
    means: Means = means_of(world.config, Scripted({}), Knowledge.load())
    return LiveExaminer(replace(means, model=model), cases()[:6], Knowledge.load())  # type: ignore[arg-type]


async def test_the_agent_alone_is_asked_with_the_adapter_that_is_examined(world: World) -> None:
    model = Speaks()
    found = await examiner(world, model).answers("coach", "coach-1")
    assert {(one.agent, one.adapter, one.standby) for one in model.asked} == {("coach", "coach-1", None)}
    assert [one.case for one in found] == [case.id for case in cases()[:6]]
    assert {one.raw for one in found} == {"Stay calm and brace."}


async def test_an_answer_of_another_one_is_none_of_the_one_that_is_examined(world: World) -> None:
    with pytest.raises(CycleError, match=r"silent in 6 of 6 cases .*an-older-one answered in its place"):
        await examiner(world, Speaks("an-older-one")).answers("coach", "coach-1")


async def test_what_an_answer_that_broke_off_had_said_is_examined(world: World) -> None:
    found = await examiner(world, Breaks()).answers("coach", None)
    assert {(one.raw, one.verdict.partition(":")[0]) for one in found} == {("Stay calm and brace.", "unavailable")}


async def test_a_model_that_is_silent_is_not_examined(world: World) -> None:
    with pytest.raises(CycleError, match="the model was silent in 6 of 6 cases"):
        await examiner(world, Scripted({})).answers("coach", None)


# ── the child ──────────────────────────────────────────────────────────────────────────────────────────────────────

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-m", "learning.cycle.child", sys.argv[1]], stdin=subprocess.PIPE)
print(child.pid, flush=True)
time.sleep(600)
"""


async def test_the_child_says_in_a_sentence_why_it_failed(tmp_path: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "learning.cycle.child", str(tmp_path / "none.json")),
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert child.stderr is not None
    said = await child.stderr.read()
    assert (await child.wait(), said.decode()) == (
        1,
        f"{tmp_path}/none.json cannot be read: No such file or directory; name a job file.\n",
    )


async def test_the_child_ends_with_the_process_that_began_it(tmp_path: Path) -> None:
    """Else two would write into one folder at the next run. The job is a pipe that nobody fills, so it waits for it."""
    os.mkfifo(tmp_path / "job.json")
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT, str(tmp_path / "job.json")), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    assert int(await parent.stdout.readline()) > 0
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    assert await parent.stdout.read() == b"", "which ends when nobody holds it any more"
