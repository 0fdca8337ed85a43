"""Experiments, versions, datasets and examples: what was said of them before stands."""

import asyncio
from dataclasses import replace

import pytest

from storage.records import Arm, Consent, Experiment, Lineup, Style, UserId, Varies, VersionState
from storage.store import Store
from tests.contracts.learning_samples import dataset, example, experiment, version
from tests.contracts.store_samples import ANNA, BEN, after, known

SERVING, RETIRED, CANARY = VersionState.SERVING, VersionState.RETIRED, VersionState.CANARY


async def test_nothing_is_learned_at_first(store: Store) -> None:
    assert await store.lineup() == Lineup()
    assert await store.lifters() == await store.experiments() == await store.versions() == await store.datasets() == ()


async def test_lifters_come_in_the_order_in_which_they_were_met(store: Store) -> None:
    late = replace(known(ANNA), at=after(days=1))
    for met in (late, known(BEN), replace(known(UserId("zoe")), at=after(hours=1))):
        await store.keep(met)
    await store.keep(replace(known(BEN, goal="a bigger bench"), at=after(days=9)))
    assert await store.lifters() == (BEN, "zoe", ANNA)


# ── experiments ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_experiment_comes_back_as_it_was_registered(store: Store) -> None:
    whole = experiment(1, started_at=after(days=1), ended_at=after(days=9), ended_why="harm – 3 of 4")
    bare = experiment(2, agent=None, varies=Varies.PROMPTS, treatment=Arm("b", ""), minimum_effect=0.1 + 0.2)
    assert await store.keep_experiment(bare)
    assert await store.keep_experiment(whole)
    assert await store.experiments() == (whole, bare)


@pytest.mark.parametrize(
    "other",
    [
        {"varies": Varies.MODEL},
        {"agent": None},
        {"agent": "adviser"},
        {"control": Arm("calm", "aggressive")},
        {"control": Arm("quiet", "conservative")},
        {"treatment": Arm("pushing – schön", "conservative")},
        {"treatment": Arm("pushing", "aggressive")},
        {"share": 0.31},
        {"salt": "focusflow-2"},
        {"metric": "satisfaction"},
        {"horizon_days": 29},
        {"minimum_effect": 0.05},
        {"most_days": 181},
    ],
)
async def test_the_terms_of_an_experiment_cannot_move(store: Store, other: dict[str, object]) -> None:
    running = experiment(started_at=after(days=1))
    await store.keep_experiment(running)
    assert not await store.keep_experiment(experiment(**other, started_at=after(days=1), ended_at=after(days=2)))
    assert await store.experiments() == (running,)


async def test_every_term_is_held() -> None:
    """The test above names each field that is no moment of its running."""
    moving = {"name", "registered_at", "started_at", "ended_at", "ended_why"}
    held = {"varies", "agent", "control", "treatment", "share", "salt", "metric", "horizon_days", "minimum_effect"}
    assert set(Experiment.__dataclass_fields__) - moving == held | {"most_days"}


async def test_an_experiment_begins_once_and_ends_once(store: Store) -> None:
    registered = experiment()
    assert await store.keep_experiment(registered)
    begun = replace(registered, started_at=after(days=1))
    assert await store.keep_experiment(begun)
    assert await store.keep_experiment(registered), "an older copy of it takes nothing back"
    assert await store.keep_experiment(replace(begun, started_at=after(days=2)))
    assert await store.experiments() == (begun,)
    ended = replace(begun, ended_at=after(days=9), ended_why="better")
    assert await store.keep_experiment(replace(ended, started_at=after(days=3)))
    assert await store.experiments() == (ended,)
    assert await store.keep_experiment(replace(ended, ended_at=after(days=10), ended_why="worse"))
    assert await store.keep_experiment(begun)
    assert await store.experiments() == (ended,)


async def test_who_registers_the_same_again_a_moment_later_is_not_told_of_other_terms(store: Store) -> None:
    first = experiment(started_at=after(days=1))
    later = replace(first, registered_at=after(minutes=2), started_at=after(days=1, minutes=2))
    assert await store.keep_experiment(first)
    assert await store.keep_experiment(later)
    assert await store.experiments() == (first,)


@pytest.mark.parametrize("bad", [{"share": 0.0}, {"share": 1.0}, {"most_days": 0}, {"horizon_days": -1}])
async def test_terms_that_cannot_be_are_refused(store: Store, bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="refuses a row"):
        await store.keep_experiment(experiment(**bad))
    assert await store.experiments() == ()


async def test_of_two_registrations_at_once_one_stands(store: Store) -> None:
    terms = [experiment(most_days=days) for days in range(1, 6)]
    kept = await asyncio.gather(*map(store.keep_experiment, terms))
    assert sorted(kept) == [False] * 4 + [True]
    assert await store.experiments() == (terms[kept.index(True)],)


# ── versions ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_version_comes_back_as_it_was_kept(store: Store) -> None:
    first, second = version(1, parent=None), version(2, evaluation='{"gain": 0.4}')
    for one in (second, first):
        await store.keep_version(one)
    assert await store.versions() == (first, second)
    assert (await store.lineup()).serving == {}


async def test_what_becomes_of_a_version_is_noted_and_where_it_comes_from_stays(store: Store) -> None:
    await store.keep_version(version())
    judged = version(state=VersionState.REJECTED, why="no better", evaluation='{"gain": 0}', changed_at=after(days=1))
    await store.keep_version(judged)
    assert await store.versions() == (judged,)
    await store.keep_version(replace(judged, base="another", parent=None, dataset="another", made_at=after(days=9)))
    assert await store.versions() == (judged,)


async def test_a_version_that_begins_to_serve_retires_the_one_before(store: Store) -> None:
    await store.keep_version(version(1, state=SERVING))
    await store.keep_version(version(2, state=CANARY))
    await store.keep_version(version(3, agent="adviser", state=SERVING))
    assert (await store.lineup()).serving == {"coach": "coach-1", "adviser": "coach-3"}
    at = after(days=3)
    await store.keep_version(version(2, state=SERVING, changed_at=at))
    assert (await store.lineup()).serving == {"coach": "coach-2", "adviser": "coach-3"}
    former, *_ = await store.versions()
    assert former == version(1, state=RETIRED, why="gave way to coach-2", changed_at=at)


async def test_the_one_before_can_serve_again(store: Store) -> None:
    await store.keep_version(version(1, state=SERVING))
    await store.keep_version(version(2, state=SERVING))
    await store.keep_version(version(1, state=SERVING, why="2 did harm"))
    await store.keep_version(version(1, state=SERVING, why="2 did harm"))
    assert (await store.lineup()).serving == {"coach": "coach-1"}
    assert [one.state for one in await store.versions()] == [SERVING, RETIRED]
    await store.keep_version(version(1, state=RETIRED))
    assert (await store.lineup()).serving == {}, "the base model speaks"


async def test_two_that_begin_at_once_do_not_both_serve(store: Store) -> None:
    await store.keep_version(version(0, state=SERVING))
    begun = (store.keep_version(version(n, state=SERVING)) for n in range(1, 6))
    told = await asyncio.gather(*begun, return_exceptions=True)
    assert {type(one) for one in told} <= {type(None), ValueError}
    assert [one.state for one in await store.versions()].count(SERVING) == 1


# ── datasets ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_dataset_comes_back_with_its_members(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    synthetic = dataset(2, members=())
    await store.keep_dataset(synthetic)
    await store.keep_dataset(dataset(1))
    assert await store.datasets() == (dataset(1), synthetic)


async def test_a_dataset_is_kept_once(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await store.keep_dataset(dataset(members=(ANNA,)))
    await store.keep_dataset(dataset(members=(ANNA, BEN), card="{}", forgotten=4))
    assert await store.datasets() == (dataset(members=(ANNA,)),)


async def test_members_who_are_not_known_any_more_are_counted_as_forgotten(store: Store) -> None:
    await store.keep(known(BEN))
    await store.keep_dataset(dataset(members=(BEN, ANNA, ANNA)))
    assert await store.datasets() == (dataset(members=(BEN,), forgotten=1),)


async def test_who_was_forgotten_and_comes_again_is_in_no_dataset_of_before(store: Store) -> None:
    await store.keep(known())
    await store.keep_dataset(dataset(members=(ANNA,)))
    await store.forget(ANNA)
    await store.keep(known())
    await store.keep_dataset(dataset(members=(ANNA,)))
    assert await store.datasets() == (dataset(members=(), forgotten=1),)


# ── the bank and the lineup ────────────────────────────────────────────────────────────────────────────────────────


async def test_the_bank_of_an_agent_is_replaced_whole(store: Store) -> None:
    await store.keep(known(consent=Consent.GIVEN))
    adviser = example(n=9, agent="adviser", style=Style.CONSERVATIVE, occasion="question", facts=())
    await store.keep_bank("adviser", [adviser])
    await store.keep_bank("coach", [example(n=1), example(n=2)])
    assert (await store.lineup()).bank == (adviser, example(n=2), example(n=1))
    await store.keep_bank("coach", [example(n=3), example(n=2, answer="Well done.")])
    assert (await store.lineup()).bank == (adviser, example(n=3), example(n=2, answer="Well done."))
    await store.keep_bank("coach", [])
    assert (await store.lineup()).bank == (adviser,)


async def test_who_takes_his_consent_back_is_shown_to_nobody_from_then_on(store: Store) -> None:
    await store.keep(known(consent=Consent.GIVEN))
    await store.keep(known(BEN, consent=Consent.GIVEN))
    await store.keep_bank("coach", [example(ANNA), example(BEN)])
    await store.keep(known(ANNA, consent=Consent.REFUSED))
    assert (await store.lineup()).bank == (example(BEN),)


async def test_nothing_in_the_bank_is_of_somebody_unknown(store: Store) -> None:
    await store.keep(known(BEN, consent=Consent.GIVEN))
    await store.keep_bank("coach", [example(ANNA), example(BEN)])
    assert (await store.lineup()).bank == (example(BEN),)


async def test_a_bank_that_is_refused_leaves_the_one_before(store: Store) -> None:
    await store.keep(known(consent=Consent.GIVEN))
    await store.keep_bank("coach", [example()])
    for bad in ([example(n=2), example(n=2)], [example(n=2), example(n=3, agent="adviser")]):
        with pytest.raises(ValueError, match=r"refuses a row|takes no examples of adviser"):
            await store.keep_bank("coach", bad)
    assert (await store.lineup()).bank == (example(),)


async def test_the_lineup_has_the_experiments_that_run(store: Store) -> None:
    running = [experiment(n, started_at=after(days=5 - n)) for n in (1, 2)]
    ended = experiment(3, started_at=after(days=1), ended_at=after(days=2))
    for one in (*running, ended, experiment(4)):
        await store.keep_experiment(one)
    assert (await store.lineup()).experiments == (running[1], running[0])
