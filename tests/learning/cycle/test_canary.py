"""What lifters made of a version decides: each case from rows in a real database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.records import Experiment, Version, VersionState
from tests.learning.cycle.made import NOW, World, canary_days, canary_out, later

LIFTERS = 260
EVEN = {"canary_share": 0.5}  # so that few lifters tell enough


@pytest.fixture
def world(world: World) -> World:
    world.settings |= EVEN
    return world


async def ended(world: World, version: Version) -> tuple[Version, Experiment]:
    (now,) = [one for one in await world.store.versions() if one.name == version.name]
    (experiment,) = [one for one in await world.store.experiments() if one.name == version.name]
    return now, experiment


async def test_one_that_lifters_like_better_serves_from_then_on(world: World) -> None:
    version, experiment = await canary_out(world)
    await canary_days(world, experiment, lifters=LIFTERS, ups={"base": 0.3, version.name: 0.95})
    line = await later(world, 40).line()
    now, over = await ended(world, version)

    assert line.startswith(f"{version.name} serves from now on: {version.name} against base: better in agreement")
    assert (now.state, now.changed_at) == (VersionState.SERVING, NOW + timedelta(days=40))
    assert over.ended_at == NOW + timedelta(days=40)
    assert over.ended_why.startswith("promoted: ")
    assert (await world.store.lineup()).serving == {"coach": version.name}
    assert world.serving.offered == {version.name}


async def test_one_that_lifters_like_less_is_rolled_back(world: World) -> None:
    version, experiment = await canary_out(world)
    await canary_days(world, experiment, lifters=LIFTERS, ups={"base": 0.95, version.name: 0.3})
    line = await later(world, 40).line()
    now, over = await ended(world, version)

    assert f"{version.name} is rolled back: {version.name} against base: worse in agreement" in line
    assert line.endswith("the base model goes on serving")
    assert (now.state, bool(over.ended_at)) == (VersionState.RETIRED, True)
    assert (world.serving.offered, (await world.store.lineup()).serving) == (set(), {})


async def test_one_that_does_harm_is_rolled_back_however_much_it_is_liked(world: World) -> None:
    version, experiment = await canary_out(world)
    await canary_days(
        world, experiment, lifters=120, ups={"base": 0.3, version.name: 0.95}, hurt={"base": 0.02, version.name: 0.9}
    )
    line = await later(world, 40).line()
    assert "it does harm, more often answers followed by a warning sign" in line
    assert (await ended(world, version))[0].state is VersionState.RETIRED


async def test_one_that_is_undecided_at_its_end_is_rolled_back(world: World) -> None:
    version, experiment = await canary_out(world)
    await canary_days(world, experiment, lifters=20, ups={"base": 0.6, version.name: 0.6})
    assert "is still out" in await later(world, 89).line()
    line = await later(world, 90).line()
    assert "undecided at its end with 20 lifters, so base stays" in line
    assert (await ended(world, version))[0].state is VersionState.RETIRED


async def test_one_that_is_undecided_stays_out_and_no_other_is_made(world: World) -> None:
    version, experiment = await canary_out(world)
    await canary_days(world, experiment, lifters=20, ups={"base": 0.6, version.name: 0.6})
    line = await later(world, 40).line()
    now, still = await ended(world, version)
    assert line.startswith(f"{version.name} is still out: ")
    assert (now, still) == (version, experiment)
    assert len(world.trainer.jobs) == 1


async def test_one_whose_experiment_is_stopped_by_hand_is_rolled_back(world: World) -> None:
    version, experiment = await canary_out(world)
    await world.store.keep_experiment(replace(experiment, ended_at=NOW, ended_why="it swears"))
    assert await world.line() == f"{version.name} is rolled back: it swears; the base model goes on serving"
    assert (await ended(world, version))[0].why == "it swears"


async def test_one_that_is_set_against_what_serves_no_more_is_rolled_back(world: World) -> None:
    version, _ = await canary_out(world)
    await world.store.keep_version(replace(version, name="by-hand", state=VersionState.SERVING))
    line = await world.line()
    assert (
        line == f"{version.name} is rolled back: it was set against base, which serves no more; by-hand goes on serving"
    )


async def test_the_next_one_is_set_against_the_one_that_serves(world: World) -> None:
    version, experiment = await canary_out(world)
    await canary_days(world, experiment, lifters=LIFTERS, ups={"base": 0.3, version.name: 0.95})
    await later(world, 40).line()
    world.tuning["seed"] = 2
    world.examiner.base = world.examiner.tuned
    await later(world, 41).line()
    newest = await world.version()
    assert (newest.parent, newest.state) == (version.name, VersionState.REJECTED)
    assert world.examiner.asked[-2:] == [version.name, newest.name]
    assert (await world.store.lineup()).serving == {"coach": version.name}
