"""A cycle from votes to a canary, and all that may stand in its way."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from learning.cycle.journal import cycles
from learning.cycle.ports import CycleError, NotListed
from learning.dataset.build import GONE
from learning.dataset.folder import read_splits
from learning.dataset.record import Record, write_records
from learning.tuning import TuneJob
from storage.records import Thumb, UserId, Varies, VersionState
from tests.learning.cycle.made import (
    NOW,
    Examiner,
    Killed,
    Reaper,
    World,
    bad_answers,
    canary_out,
    crowd,
    drafts,
    later,
    liked,
)
from tests.learning.cycle.reaper import KilledAt


async def test_votes_become_a_version_that_speaks_to_a_share(world: World) -> None:
    await crowd(world.store)
    (ran,) = await world.run()
    version = await world.version()
    (experiment,) = await world.store.experiments()
    (dataset,) = await world.store.datasets()

    assert ran.is_done
    assert f"{version.name} speaks to 20% of lifters for up to 90 days" in ran.line
    assert (version.state, version.parent, version.base) == (VersionState.CANARY, None, "some/base")
    assert json.loads(version.settings)["losses"] == {"1": 2.0, "3": 1.0}
    assert json.loads(version.evaluation)["moved"][0] > 0
    assert (dataset.id, set(dataset.members)) == (version.dataset, {UserId("anna"), UserId("ben"), UserId("cleo")})
    assert (experiment.varies, experiment.control.value, experiment.treatment.value) == (
        Varies.ADAPTER,
        "",
        version.name,
    )
    assert (experiment.share, experiment.metric, experiment.started_at) == (0.2, "agreement", NOW)
    assert world.serving.offered == {version.name}
    assert (await world.store.lineup()).experiments == (experiment,)


async def test_what_lifters_said_is_kept_in_the_dataset_alone(world: World) -> None:
    await crowd(world.store)
    await world.run()
    held = {path.name for path in world.folder.rglob("*") if path.is_file() and b"Brace before" in path.read_bytes()}
    assert not held & {"collected.jsonl", "kept.jsonl", "journal.json"}


async def test_with_too_little_it_says_so_and_does_nothing(world: World) -> None:
    await liked(world.store, "anna", count=9)
    (ran,) = await world.run()

    assert ran.is_done
    assert ran.line == "too little to learn from: 9 of 6 good examples, by 1 of 2 lifters; nothing was done"
    assert (await world.store.versions(), await world.store.datasets(), world.trainer.jobs) == ((), (), [])
    assert not [path for path in world.folder.rglob("*") if path.suffix == ".jsonl"]


async def test_days_without_enough_to_learn_from_leave_one_folder_and_not_one_each(world: World) -> None:
    await liked(world.store, "anna", count=9)
    for _ in range(3):
        assert "too little to learn from" in await world.line()
    assert [path.name for path in world.folder.glob("cycles/coach/*")] == ["000001"]
    await crowd(world.store)
    assert "too little" not in await world.line()
    assert [path.name for path in world.folder.glob("cycles/coach/*")] == ["000001"]
    assert await world.store.versions() != ()


async def test_the_same_words_over_and_over_are_no_more_than_one_example(world: World) -> None:
    for user in ("anna", "ben", "cleo"):
        await liked(world.store, user, count=3)
    assert "3 of 6 good examples" in await world.line()


async def test_disliked_answers_do_not_count_as_good_ones(world: World) -> None:
    await liked(world.store, "anna", first=0, count=3)
    await liked(world.store, "ben", first=3, count=6, thumb=Thumb.DOWN)
    assert "3 of 6 good examples" in await world.line()


async def test_kto_with_one_kind_of_vote_is_too_little(world: World) -> None:
    world.tuning["method"] = "kto"
    await crowd(world.store)
    assert "too little to learn from" in await world.line()
    assert await world.store.versions() == ()


async def test_nothing_new_is_nothing_done(world: World) -> None:
    version, _ = await canary_out(world)
    world.examiner.tuned = bad_answers()
    await world.store.keep_version(replace(version, state=VersionState.REJECTED, why="so that no canary is out"))
    for one in await world.store.experiments():
        await world.store.keep_experiment(replace(one, ended_at=NOW, ended_why="stopped"))

    assert await world.line() == f"nothing new since {version.name}; nothing was done"
    assert (len(await world.store.versions()), len(world.trainer.jobs)) == (1, 1)
    assert len(list(world.folder.glob("cycles/coach/*/dataset"))) == 1, "the second dataset was of no use"

    await liked(world.store, "dora", first=1, count=1)
    world.tuning["steps"] = 4
    await world.line()
    assert [job.steps for job in world.trainer.jobs] == [3, 4]


async def test_one_that_is_no_better_is_rejected_and_is_not_served(world: World) -> None:
    await crowd(world.store)
    world.examiner = Examiner(base=drafts(), tuned=drafts())
    line, version = await world.line(), await world.version()

    assert f"{version.name} is rejected: no improvement beyond chance" in line
    assert line.endswith("the base model goes on serving")
    assert version.state is VersionState.REJECTED
    assert (world.serving.offered, await world.store.experiments()) == (set(), ())


async def test_an_adapter_that_cannot_be_loaded_leaves_the_old_one_serving(world: World) -> None:
    old = await _serving(world)
    await liked(world.store, "dora", first=2, count=2)
    await liked(world.store, "emil", first=5, count=2)
    world.serving.refuses = "its tensors are broken"
    world.tuning["seed"] = 2
    line = await later(world, 90).line()

    assert line.endswith(f"is rejected: it could not be loaded: its tensors are broken; {old} goes on serving")
    assert (await world.store.lineup()).serving == {"coach": old}
    assert world.serving.offered == {old}


async def _serving(world: World) -> str:
    version, experiment = await canary_out(world)
    await world.store.keep_version(replace(version, state=VersionState.SERVING))
    await world.store.keep_experiment(replace(experiment, ended_at=NOW, ended_why="promoted"))
    return version.name


async def test_one_that_is_not_listed_waits_for_the_operator_and_is_given_up_after_days(world: World) -> None:
    await crowd(world.store)
    world.serving.raises = NotListed("the model server does not list it: start it anew.")
    (ran,) = await world.run()
    assert (ran.is_done, ran.line) == (
        False,
        "the cycle stops at load: the model server does not list it: start it anew",
    )

    (ran,) = await later(world, 4).run()
    assert ran.is_done
    assert "is rejected: it could not be loaded" in ran.line


async def test_once_it_is_listed_the_cycle_goes_on(world: World) -> None:
    await crowd(world.store)
    world.serving.raises = NotListed("not listed")
    await world.run()
    world.serving.raises = None
    assert "speaks to 20%" in await world.line()
    assert len(world.trainer.jobs) == 1


async def test_what_was_answered_before_a_kill_is_not_asked_again(world: World) -> None:
    await crowd(world.store)
    counted = Reaper()
    with pytest.raises(Killed):
        await world.run(KilledAt("answers", 2, before=True))
    await world.run(counted)
    assert counted.effects.count("answers") == 1
    assert world.examiner.asked == [None, (await world.version()).name]


async def test_a_silent_endpoint_stops_the_cycle_where_it_is(world: World) -> None:
    await crowd(world.store)
    world.serving.raises = CycleError("nobody answers")
    (ran,) = await later(world, 30).run()
    assert (ran.is_done, "the cycle stops at load" in ran.line) == (False, True)


async def test_settings_that_change_on_the_way_are_for_the_next_cycle(world: World) -> None:
    await crowd(world.store)
    world.serving.raises = NotListed("not listed")
    await world.run()
    world.serving.raises = None
    world.tuning["steps"] = 50
    assert "speaks to 20%" in await world.line()
    assert json.loads((await world.version()).settings)["steps"] == 3


async def test_a_canary_that_was_registered_before_a_kill_goes_out_as_it_was_registered(world: World) -> None:
    await crowd(world.store)
    with pytest.raises(Killed):
        await world.run(KilledAt("keep_experiment", before=False))
    world.settings["canary_share"] = 0.4
    assert "speaks to 20% of lifters" in await later(world, 1).line()
    (experiment,) = await world.store.experiments()
    assert (experiment.share, experiment.started_at) == (0.2, NOW)


async def test_another_one_that_serves_by_then_ends_the_cycle(world: World) -> None:
    await crowd(world.store)
    world.serving.raises = NotListed("not listed")
    await world.run()
    world.serving.raises = None
    made = await world.version()
    await world.store.keep_version(replace(made, name="coach-by-hand", state=VersionState.SERVING))
    assert "coach-by-hand serves by now, and it was made to follow the base model" in await world.line()


async def test_an_experiment_on_who_speaks_keeps_the_canary_waiting(world: World) -> None:
    await crowd(world.store)
    other = (await canary_out(world))[1]
    await world.store.keep_experiment(replace(other, ended_at=NOW, ended_why="stopped"))
    running = replace(other, name="models", varies=Varies.MODEL, ended_at=None, registered_at=NOW - timedelta(days=1))
    await world.store.keep_experiment(running)
    await world.line()  # the canary, whose experiment was stopped, is rolled back
    await liked(world.store, "dora", first=4, count=2)
    world.tuning["seed"] = 2
    assert "varies what models varies: stop that one first" in await later(world, 1).line()


# ── several agents, and what the operator says ─────────────────────────────────────────────────────────────────────


async def test_a_failing_agent_does_not_stop_the_next(world: World) -> None:
    await crowd(world.store)
    world.settings["agents"] = ("insight", "coach")
    broken = world.folder / "cycles" / "insight" / "000001"
    broken.mkdir(parents=True)
    (broken / "journal.json").write_text("{")
    *_, insight, coach = await world.run()
    assert (insight.agent, insight.is_done) == ("insight", False)
    assert "is no journal of a cycle" in insight.line
    assert (coach.agent, coach.is_done) == ("coach", True)
    assert "speaks to 20%" in coach.line


async def test_a_defect_in_one_agents_cycle_does_not_stop_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await crowd(world.store)
    world.settings["agents"] = ("coach", "insight")

    async def explode(_: TuneJob) -> None:
        raise KeyError("planted")

    monkeypatch.setattr(world.trainer, "train", explode)
    coach, insight = await world.run()
    assert (coach.is_done, coach.line) == (False, "the cycle failed: KeyError: 'planted'")
    assert "too little" in insight.line


async def test_an_adapter_of_the_operator_wins_so_nothing_is_learned(world: World) -> None:
    await crowd(world.store)
    (ran,) = await replace(world, own_adapter="mine").run()
    assert not ran.is_done
    assert "agents.coach.adapter is set in config.yaml" in ran.line
    assert await world.store.versions() == ()


async def test_what_lacks_is_said_and_nothing_begins(world: World) -> None:
    await crowd(world.store)
    (ran,) = await replace(world, lacks="tuning.base is not set.").run()
    assert (ran.is_done, ran.line) == (False, "tuning.base is not set.")
    assert not list(cycles(world.folder, "coach"))


async def test_a_canary_is_looked_at_even_where_nothing_can_be_tuned(world: World) -> None:
    await canary_out(world)
    (ran,) = await replace(world, lacks="no extra").run()
    assert (ran.is_done, "is still out" in ran.line) == (True, True)


async def test_no_file_brings_a_lifter_back_who_left(world: World, tmp_path: Path) -> None:
    await crowd(world.store)
    path = tmp_path / "older.jsonl"
    own: dict[str, Any] = {"agent": "coach", "input": "Facts", "source": "FocusFlow", "licence": "consent to training"}
    gone = [Record(id=f"g{n}", output=f"Planted words {n}.", lifter=f"gone{n}", **own) for n in range(2)]
    world.settings["also"] = (path,)
    write_records(gone, path)
    await world.run()
    (dataset,) = await world.store.datasets()
    assert json.loads(dataset.card)["left_out"][GONE] == 2
    assert not [path for path in world.folder.rglob("*") if path.is_file() and b"Planted" in path.read_bytes()]


async def test_what_an_operator_adds_is_trained_on_and_counts_for_nothing_else(world: World, tmp_path: Path) -> None:
    path = tmp_path / "synthetic.jsonl"
    record = Record(id="s1", agent="coach", input="Facts", output="Hips back, chest up.", source="own", licence="own")
    write_records([record, record.model_copy(update={"id": "s2", "agent": "insight"})], path)
    world.settings["also"] = (path,)
    await liked(world.store, "anna")
    assert "too little" in await world.line()
    await crowd(world.store)
    await world.line()
    (folder,) = world.folder.glob("cycles/*/*/dataset")
    own = [one.id for some in read_splits(folder).values() for one in some if one.source == "own"]
    assert own == ["s1"]
