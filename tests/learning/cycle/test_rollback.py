"""The operator's hand: what serves goes back to what served before, and a canary with it."""

from dataclasses import replace

import pytest

from learning.cycle.ports import CycleError
from learning.cycle.rollback import rolled_back
from storage.records import VersionState
from tests.learning.cycle.made import NOW, World, canary_out


async def states(world: World) -> dict[str, VersionState]:
    return {one.name: one.state for one in await world.store.versions()}


async def serve(world: World, name: str, parent: str | None = None) -> None:
    version = await world.version()
    made = replace(version, name=name, parent=parent, state=VersionState.SERVING, made_at=NOW)
    await world.store.keep_version(made)


async def test_the_canary_goes_and_where_nothing_served_the_base_model_does(world: World) -> None:
    version, _ = await canary_out(world)
    lines = await rolled_back("coach", world.shop())
    assert lines == (f"{version.name} is rolled back: taken back by hand; the base model goes on serving",)
    assert (await states(world), (await world.store.experiments())[0].ended_at) == (
        {version.name: VersionState.RETIRED},
        NOW,
    )


async def test_what_serves_goes_back_to_its_parent_and_then_to_the_base_model(world: World) -> None:
    version, _ = await canary_out(world)
    await rolled_back("coach", world.shop())
    await serve(world, "one")
    await serve(world, "two", parent="one")

    assert await rolled_back("coach", world.shop()) == ("two is taken back by hand: one serves the coach from now on",)
    assert (await world.store.lineup()).serving == {"coach": "one"}
    assert (await states(world))["two"] is VersionState.RETIRED

    (line,) = await rolled_back("coach", world.shop())
    assert line == "one is taken back by hand: the base model serves the coach from now on"
    assert (await world.store.lineup()).serving == {}
    assert version.name in await states(world)


async def test_a_canary_that_was_set_against_what_goes_goes_too(world: World) -> None:
    version, _ = await canary_out(world)
    await serve(world, "one")
    lines = await rolled_back("coach", world.shop())
    assert [line.split()[0] for line in lines] == [version.name, "one"]
    assert (await world.store.lineup()).experiments == ()


async def test_a_promotion_that_a_kill_cut_short_is_finished_and_then_taken_back(world: World) -> None:
    version, _ = await canary_out(world)
    await world.store.keep_version(replace(version, state=VersionState.SERVING, why="better"))
    lines = await rolled_back("coach", world.shop())
    assert lines[-1] == f"{version.name} is taken back by hand: the base model serves the coach from now on"
    assert (await world.store.lineup(), (await states(world))[version.name]) == (
        replace(await world.store.lineup(), serving={}, experiments=()),
        VersionState.RETIRED,
    )


async def test_where_nothing_was_learned_there_is_nothing_to_take_back(world: World) -> None:
    with pytest.raises(CycleError, match="the base model serves the coach, so there is nothing to take back"):
        await rolled_back("coach", world.shop())
