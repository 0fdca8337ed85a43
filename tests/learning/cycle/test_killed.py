"""A cycle that is killed at any of its effects, before or after it, ends as one that was not."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from learning.cycle.alone import alone
from learning.cycle.ports import CycleError
from storage.open import open_store
from storage.records import VersionState
from tests.learning.cycle.made import (
    Examiner,
    Killed,
    Reaper,
    Trainer,
    World,
    bad_answers,
    canary_days,
    canary_out,
    crowd,
    drafts,
    later,
    liked,
)

Scene = Callable[[World], Awaitable[World]]
"""Sets a world up to the run that is killed; gives it as it is at that run."""


async def to_a_canary(world: World) -> World:
    await crowd(world.store)
    return world


async def to_a_rejection(world: World) -> World:
    await crowd(world.store)
    world.examiner = Examiner(base=drafts(), tuned=bad_answers())
    return world


async def to_no_load(world: World) -> World:
    await crowd(world.store)
    world.serving.refuses = "its tensors are broken"
    return world


async def to_too_little(world: World) -> World:
    await liked(world.store, "anna", count=2)
    return world


async def to_a_promotion(world: World) -> World:
    world.settings["canary_share"] = 0.5
    version, experiment = await canary_out(world)
    await canary_days(world, experiment, lifters=160, ups={"base": 0.1, version.name: 1.0})
    return later(world, 40)


async def to_a_roll_back(world: World) -> World:
    world.settings["canary_share"] = 0.5
    version, experiment = await canary_out(world)
    await canary_days(world, experiment, lifters=90, ups={"base": 1.0, version.name: 0.0})
    return later(world, 40)


async def to_nothing_new(world: World) -> World:
    await to_a_rejection(world)
    await world.run()
    return world


@asynccontextmanager
async def opened(folder: Path, like: World | None = None) -> AsyncIterator[World]:
    """The world in *folder*; what is not kept there is as *like* has it."""
    folder.mkdir(exist_ok=True)
    async with open_store(f"sqlite:///{folder}/cycle.db") as store:
        yield World(store, folder / "runs") if like is None else replace(like, store=store, trainer=Trainer())


def put_back(template: Path, folder: Path) -> None:
    rmtree(folder)
    copytree(template, folder)


@pytest.mark.parametrize(
    ("scene", "ends", "first"),
    [
        (to_a_canary, VersionState.CANARY, "keep_bank"),  # from its first effect on; the others begin as this one
        (to_a_rejection, VersionState.REJECTED, "unload"),
        (to_no_load, VersionState.REJECTED, "load"),
        (to_too_little, None, "journal"),
        (to_a_promotion, VersionState.SERVING, "keep_version"),
        (to_a_roll_back, VersionState.RETIRED, "keep_experiment"),
        (to_nothing_new, VersionState.REJECTED, "journal"),
    ],
)
async def test_wherever_it_is_killed_the_next_run_ends_the_same(
    scene: Scene, ends: VersionState | None, first: str, tmp_path: Path
) -> None:
    """As one that was not, or, where all was done before the kill, as one after which another came."""
    folder, template = tmp_path / "world", tmp_path / "template"
    async with opened(folder) as world:
        ready = await scene(world)
    copytree(folder, template)
    async with opened(folder, ready) as world:
        counted = Reaper()
        await world.run(counted)
        once = await world.state()
        versions = await world.store.versions()
        await world.run()
        twice = await world.state()
    assert [one.state for one in versions][-1:] == ([ends] if ends else [])
    for at, before in product(range(counted.effects.index(first) + 1, counted.count + 1), (True, False)):
        put_back(template, folder)
        async with opened(folder, ready) as world:
            with pytest.raises(Killed):
                await world.run(Reaper(at, before=before))
            await world.run()
            found = await world.state()
        differs = [{name for name in {*found, *one} if found.get(name) != one.get(name)} for one in (once, twice)]
        assert set() in differs, (f"{'before' if before else 'after'} effect {at}, {counted.effects[at - 1]}", differs)


# ── a real process ─────────────────────────────────────────────────────────────────────────────────────────────────

WORKER = """
import asyncio, sys
from pathlib import Path
from learning.cycle.alone import alone
from tests.learning.cycle.made import Trainer
from tests.learning.cycle.test_killed import opened

class Stuck(Trainer):
    async def train(self, job):
        job.out.mkdir(parents=True)
        (job.out / "checkpoint").write_text("half")
        print("training", flush=True)
        await asyncio.sleep(600)

async def main(folder):
    with alone(folder / "runs"):
        async with opened(folder) as world:
            world.trainer = Stuck()
            await world.run()

asyncio.run(main(Path(sys.argv[1])))
"""


async def test_a_real_kill_in_the_middle_of_the_training_leaves_what_the_next_run_goes_on_with(tmp_path: Path) -> None:
    folder, other = tmp_path / "world", tmp_path / "other"
    for each in (folder, other):
        async with opened(each) as world:
            await crowd(world.store)
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, str(folder), stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"training\n"
    with pytest.raises(CycleError, match="another `focusflow learn` is at work"), alone(folder / "runs"):
        pass
    child.send_signal(signal.SIGKILL)
    assert await child.wait() == -signal.SIGKILL

    async with opened(folder) as killed, opened(other) as spared:
        with alone(folder / "runs"):
            await killed.run()
        await spared.run()
        (one,), (two,) = await killed.store.versions(), await spared.store.versions()
        assert (one.name, one.state, one.dataset, one.why) == (two.name, VersionState.CANARY, two.dataset, two.why)
        assert await killed.store.experiments() == await spared.store.experiments()
        assert await killed.store.datasets() == await spared.store.datasets()
