"""What the forecast carries of a lift is recalled where it covers what is left out, and never out of date."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.records import TRAINING_DAYS, Changes, Entry, ExerciseId, Memory, Strength
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    NOW,
    SQUAT,
    TODAY,
    entry,
    known,
    lift,
    said,
    strength,
    wanted,
)

VERSION = strength().version


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def trained(days: int, every: int = 1) -> tuple[Entry, ...]:
    """Two sets on each of the last *days* training days, the newest of them today; oldest first. Some are held."""
    held = lift(hold_seconds=60)
    return tuple(
        entry(n=1000 - ago, place=place, on=day(ago * every), **({"lift": held} if ago % 7 == 0 else {}))
        for ago in reversed(range(days))
        for place in range(2)
    )


async def keep(store: Store, *entries: Entry, **other: object) -> None:
    await store.keep(Changes(at=NOW, user=ANNA, entries=entries, **other))  # type: ignore[arg-type]


async def carry(store: Store, *carried: Strength) -> None:
    await keep(store, strengths=carried, log_version=(await recall(store)).log_version)


async def recall(store: Store, *lifts: ExerciseId, version: str | None = VERSION) -> Memory:
    return await store.recall(ANNA, wanted(ANNA, *(lifts or (BENCH,)), strength_version=version))


@pytest.fixture
async def lifted(store: Store) -> Store:
    """Two lifters, each with a bench of two days ago."""
    for user in (ANNA, BEN):
        await store.keep(known(user))
        await store.keep(Changes(at=NOW, entries=(entry(user, on=day(2)),)))
    return store


# ── recalled ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("through", "covers"),
    [
        (1, True),  # beyond the first of the days that are recalled
        (89, True),  # to the day before it, on which nothing was lifted
        (90, True),  # to the last day that is left out
        (91, False),  # which is not covered
        (300, False),
    ],
)
async def test_the_last_days_are_recalled_with_what_covers_all_before_them(
    store: Store, through: int, covers: bool
) -> None:
    await store.keep(known())
    sets = trained(60, every=2)  # the 45 newest days begin 88 days ago
    await keep(store, *sets)
    carried = strength(through=day(through))
    await carry(store, carried)
    memory = await recall(store)
    assert memory.strengths == ({BENCH: carried} if covers else {})
    assert memory.history == {BENCH: sets[-2 * TRAINING_DAYS :] if covers else sets}


@pytest.mark.parametrize("days", [0, 1, TRAINING_DAYS])
async def test_a_short_history_is_whole_and_has_its_strength_all_the_same(store: Store, days: int) -> None:
    await store.keep(known())
    sets = trained(days)
    await keep(store, *sets)
    await carry(store, strength(through=day(300)))
    memory = await recall(store)
    assert (memory.strengths, memory.history) == ({BENCH: strength(through=day(300))}, {BENCH: sets})


@pytest.mark.parametrize("version", [None, "filter-3"])
async def test_without_that_version_the_history_is_whole(store: Store, version: str | None) -> None:
    await store.keep(known())
    sets = trained(TRAINING_DAYS + 5)
    await keep(store, *sets)
    await carry(store, strength())
    memory = await recall(store, version=version)
    assert (memory.strengths, memory.history) == ({}, {BENCH: sets})


async def test_days_that_were_undone_do_not_count(store: Store) -> None:
    await store.keep(known())
    sets = trained(TRAINING_DAYS + 2)
    await keep(store, *sets)
    await keep(store, undo_entries=sets[-4:])  # the two newest days
    await carry(store, strength(through=day(300)))
    memory = await recall(store)
    assert (memory.strengths, memory.history) == ({BENCH: strength(through=day(300))}, {BENCH: sets[:-4]})


async def test_each_lift_of_each_lifter_has_its_own(lifted: Store) -> None:
    of_bench, of_squat = strength(), strength(exercise=SQUAT, through=day(9), state="{}")
    await carry(lifted, of_bench, of_squat)
    assert (await recall(lifted, BENCH, SQUAT)).strengths == {BENCH: of_bench, SQUAT: of_squat}
    assert (await recall(lifted, SQUAT)).strengths == {SQUAT: of_squat}
    nosy = wanted(BEN, BENCH, SQUAT, strength_version=VERSION)
    assert (await lifted.recall(BEN, nosy)).strengths == {}


async def test_a_newer_strength_takes_the_place_of_the_old_one(lifted: Store) -> None:
    newer = strength(through=TODAY, version="filter-3", state="[]")
    await carry(lifted, strength())
    await carry(lifted, newer)
    assert (await recall(lifted)).strengths == {}
    assert (await recall(lifted, version="filter-3")).strengths == {BENCH: newer}


# ── out of date ────────────────────────────────────────────────────────────────────────────────────────────────────

LAST = strength().through  # yesterday; what is on record was lifted the day before
OLD = entry(on=day(2))
CHANGES = {
    "an entry of its last day": (Changes(at=NOW, entries=(entry(n=2, on=LAST),)), False),
    "an entry of long ago": (Changes(at=NOW, entries=(entry(n=2, on=day(900)),)), False),
    "an old entry among new ones": (
        Changes(at=NOW, entries=(entry(n=2), entry(n=2, place=1, on=LAST), entry(n=2, place=2))),
        False,
    ),
    "a timed hold": (Changes(at=NOW, entries=(entry(n=2, on=LAST, lift=lift(hold_seconds=60)),)), False),
    "a message undone": (Changes(at=NOW, user=ANNA, undo=(said(ANNA, 1),)), False),
    "a message undone in nobody's turn": (Changes(at=NOW, undo=(said(ANNA, 1),)), False),
    "an entry undone alone": (Changes(at=NOW, user=ANNA, undo_entries=(OLD,)), False),
    "a set put right": (Changes(at=NOW, user=ANNA, undo_entries=(OLD,), entries=(replace(OLD, source="new"),)), False),
    "an entry of the next day": (Changes(at=NOW, entries=(entry(n=2),)), True),
    "another lift": (Changes(at=NOW, entries=(entry(n=2, on=LAST, lift=lift(SQUAT)),)), True),
    "another lifter": (Changes(at=NOW, entries=(entry(BEN, n=2, on=LAST),)), True),
    "his message undone": (Changes(at=NOW, user=BEN, undo=(said(BEN, 1),)), True),
    "another one's message undone": (Changes(at=NOW, user=BEN, undo=(said(ANNA, 1),)), True),
    "a message that logged nothing": (Changes(at=NOW, user=ANNA, undo=("telegram:anna's:77",)), True),
}


OUTDATING = {name: changes for name, (changes, stands) in CHANGES.items() if not stands}
OWN = {name: case for name, case in CHANGES.items() if name != "another lifter" and case[0].user != BEN}


@pytest.mark.parametrize(("changes", "stands"), CHANGES.values(), ids=CHANGES)
async def test_who_changes_an_entry_that_it_covers_deletes_it(lifted: Store, changes: Changes, stands: bool) -> None:
    await carry(lifted, strength())
    await lifted.keep(changes)
    assert (await recall(lifted)).strengths == ({BENCH: strength()} if stands else {})


@pytest.mark.parametrize(("changes", "stands"), OWN.values(), ids=OWN)
async def test_what_the_same_turn_outdates_is_not_kept(lifted: Store, changes: Changes, stands: bool) -> None:
    version = (await recall(lifted)).log_version
    await lifted.keep(replace(changes, strengths=(strength(),), log_version=version))
    assert (await recall(lifted)).strengths == ({BENCH: strength()} if stands else {})


@pytest.mark.parametrize("changes", OUTDATING.values(), ids=OUTDATING)
async def test_what_another_turn_changed_meanwhile_is_never_missed(lifted: Store, changes: Changes) -> None:
    mine = await recall(lifted)
    await lifted.keep(changes)
    await keep(lifted, entry(n=9), strengths=(strength(),), log_version=mine.log_version)
    assert (await recall(lifted)).strengths == {}
    await carry(lifted, strength())
    assert (await recall(lifted)).strengths == {BENCH: strength()}


async def test_a_strength_that_goes_on_from_one_deleted_meanwhile_is_not_kept(lifted: Store) -> None:
    await carry(lifted, strength(through=day(2)))
    mine = await recall(lifted)
    await keep(lifted, entry(n=2, on=day(400)))  # in his other chat
    await keep(lifted, entry(n=3), strengths=(strength(),), log_version=mine.log_version)
    memory = await recall(lifted)
    assert memory.strengths == {}
    assert [one.on for one in memory.history[BENCH]] == [day(400), day(2), TODAY]


async def test_what_was_undone_before_outdates_nothing(lifted: Store) -> None:
    await lifted.keep(CHANGES["a message undone"][0])
    await carry(lifted, strength())
    await lifted.keep(CHANGES["a message undone"][0])
    assert (await recall(lifted)).strengths == {BENCH: strength()}


async def test_a_turn_of_another_lifter_is_in_nobody_s_way(lifted: Store) -> None:
    mine = await recall(lifted)
    await lifted.keep(Changes(at=NOW, entries=(entry(BEN, n=2, on=day(400)),)))
    await keep(lifted, strengths=(strength(),), log_version=mine.log_version)
    assert (await recall(lifted)).strengths == {BENCH: strength()}


async def test_a_strength_of_an_unknown_log_is_refused_whole(lifted: Store) -> None:
    with pytest.raises(ValueError, match="log_version"):
        await keep(lifted, entry(n=2), strengths=(strength(),))
    assert len((await lifted.log(ANNA))[0]) == 1


async def test_of_two_turns_at_once_neither_leaves_what_the_other_outdates(lifted: Store) -> None:
    """Each has recalled before the other keeps; whichever comes first, no strength misses an entry."""
    for n in range(10, 20):
        mine = await recall(lifted)
        carried = strength(state=f"knows {len(mine.history[BENCH])} sets")
        await asyncio.gather(
            keep(lifted, entry(n=n + 100), strengths=(carried,), log_version=mine.log_version),
            keep(lifted, entry(n=n, on=LAST)),
        )
        assert (await recall(lifted)).strengths == {}
