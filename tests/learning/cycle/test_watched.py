"""Other experiments than canaries are ended by the daily run, where they do harm or their days are over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.records import Arm, Experiment, Varies
from tests.learning.cycle.made import NOW, World, canary_days, later

TRIAL = Experiment(
    name="trial",
    varies=Varies.EXAMPLES,
    agent="coach",
    control=Arm("base", ""),
    treatment=Arm("bank", "bank"),
    salt="salt",
    metric="agreement",
    horizon_days=14,
    minimum_effect=0.1,
    most_days=60,
    registered_at=NOW,
    started_at=NOW,
)
EVEN = {"base": 0.6, "bank": 0.6}


async def lived(world: World, **how: object) -> None:
    await world.store.keep_experiment(TRIAL)
    await canary_days(world, replace(TRIAL), ups=EVEN, **how)  # type: ignore[arg-type]


async def test_one_that_does_harm_is_ended(world: World) -> None:
    await lived(world, lifters=120, hurt={"base": 0.02, "bank": 0.9})
    lines = [ran.line for ran in await later(world, 40).run()]
    assert "trial has ended: bank against base: it does harm, more often answers followed by a warning sign" in lines[0]
    (ended,) = await world.store.experiments()
    assert ended.ended_at == NOW + timedelta(days=40)
    assert (await world.store.lineup()).experiments == ()


async def test_one_whose_days_are_over_is_ended_and_one_that_is_not_goes_on(world: World) -> None:
    await lived(world, lifters=20)
    before, on_the_day = [(await later(world, days).run())[0].line for days in (59, 60)]
    assert before.startswith("trial goes on: bank against base: undecided")
    assert on_the_day.startswith("trial has ended: bank against base: undecided")
    assert (await world.store.lineup()).experiments == ()


async def test_one_that_cannot_be_looked_at_does_not_stop_the_agents(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr("learning.cycle.run.watched", broken)
    first, *agents = await world.run()
    assert (first.line, first.is_done) == ("looking at the experiments failed: ZeroDivisionError: odd", False)
    assert [ran.agent for ran in agents] == ["coach"]
