"""Who is deleted, or takes his consent back, leaves what cycles keep, wherever a cycle stands."""

from dataclasses import replace

from learning.cycle.bench import Bench
from learning.cycle.journal import Journal
from learning.cycle.material import build, collect, sift
from learning.cycle.ports import CycleError
from learning.dataset.folder import read_splits
from learning.dataset.key_file import read_key
from learning.dataset.pseudonym import pseudonym
from learning.tuning import TuneJob
from storage.records import Changes, Consent, UserId
from tests.learning.cycle.made import (
    NOW,
    Trainer,
    World,
    canary_out,
    crowd,
    liked,
)


def held(world: World) -> set[str]:
    """Of whom anything is in the datasets that are kept."""
    folders = world.folder.glob("cycles/*/*/dataset")
    return {one.lifter for folder in folders for some in read_splits(folder).values() for one in some if one.lifter}


async def test_who_is_deleted_between_collecting_and_building_is_not_in_the_dataset(world: World) -> None:
    await crowd(world.store)
    await liked(world.store, "dora", first=2, count=2)
    world.settings["also"] = (world.folder.parent / "missing.jsonl",)
    (ran,) = await world.run()
    assert "the cycle stops at filter" in ran.line
    await forget(world, "dora")
    await world.run()
    waiting = (world.folder / "cycles" / "coach" / "000001" / "collected.jsonl").read_text()
    names = [pseudonym(UserId(user), read_key(world.folder)) for user in ("dora", "anna")]
    assert [name in waiting for name in names] == [False, True]
    world.settings["also"] = ()
    await world.run()
    assert len(held(world)) == 3
    assert UserId("dora") not in (await world.store.datasets())[0].members


async def test_who_is_deleted_between_two_steps_of_one_run_is_not_in_it_either(world: World) -> None:
    await crowd(world.store)
    await liked(world.store, "dora", first=2, count=2)
    journal = Journal(agent="coach", began_at=NOW, parent=None)
    bench = Bench(world.shop(), journal, world.folder / "cycles" / "coach" / "000001")
    bench.folder.mkdir(parents=True)
    bench = replace(bench, journal=journal.with_step("collect", await collect(bench)))
    await sift(bench)
    await forget(world, "dora")
    await build(bench)
    assert len(held(world)) == 3


async def test_who_is_deleted_later_leaves_the_datasets_and_it_is_said_what_had_seen_him(world: World) -> None:
    version, _ = await canary_out(world)
    await forget(world, "ben")
    first, *_ = await world.run()
    assert first.line == (
        f"3 records of lifters who are gone or consent no more were removed from dataset {version.dataset}; "
        f"{version.name} had been trained with them"
    )
    assert len(held(world)) == 2
    (dataset,) = await world.store.datasets()
    assert (dataset.forgotten, set(dataset.members)) == (1, {UserId("anna"), UserId("cleo")})


async def test_who_takes_his_consent_back_leaves_them_too(world: World) -> None:
    await canary_out(world)
    await refuse(world, "cleo")
    first, *_ = await world.run()
    assert "3 records of lifters who are gone or consent no more" in first.line
    assert len(held(world)) == 2


async def test_who_leaves_while_a_cycle_waits_is_not_trained_with(world: World) -> None:
    """It stops in the training, he leaves, and the next run trains without him, on what is left."""
    await crowd(world.store)
    good, world.trainer = world.trainer, Failing()
    (ran,) = await world.run()
    assert "the cycle stops at tune: no memory" in ran.line
    await refuse(world, "ben")
    world.trainer = good
    await world.run()
    (job,) = good.jobs
    kept = (world.folder / "cycles" / "coach" / "000001" / "dataset" / "train.jsonl").read_text()
    assert (job.out / "adapter_model.safetensors").read_text() == kept
    assert len(held(world)) == 2
    assert len(list((world.folder / "tuned").glob("*/*"))) == 1, "what was begun with him is gone"


class Failing(Trainer):
    async def train(self, job: TuneJob) -> None:
        self.begin(job)
        raise CycleError("no memory")


async def forget(world: World, user: str) -> None:
    await world.store.forget(UserId(user))


async def refuse(world: World, user: str) -> None:
    whole = await world.store.whole(UserId(user))
    assert whole is not None
    person = replace(whole.person, profile=replace(whole.person.profile, consent=Consent.REFUSED))
    await world.store.keep(Changes(at=NOW, user=person.user, person=person))
