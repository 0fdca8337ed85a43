"""A turn is kept once and whole, beside others."""

import asyncio
from dataclasses import replace

from knowledge.units import Unit
from storage.records import (
    Changes,
    Identity,
    Outcome,
)
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    NOW,
    SQUAT,
    after,
    entry,
    known,
    lift,
    person,
    prediction,
    said,
    turn,
    update,
    wanted,
)


async def test_a_settled_update_is_settled_once(store: Store) -> None:
    await store.receive([update()])
    await store.keep(known())
    assert await store.keep(turn())
    again = turn(entries=(entry(n=9, place=4),), person=person(unit=Unit.KG))
    assert not await store.keep(again)
    assert len((await store.log(ANNA))[0]) == 2
    assert await store.person(Identity("telegram", ANNA)) == person()


async def test_an_update_that_the_inbox_never_saw_is_settled_once_too(store: Store) -> None:
    await store.keep(known())
    assert await store.keep(turn())
    assert not await store.keep(turn())
    assert await store.receive([update()]) == ()
    assert await store.unhandled("telegram") == ()


async def test_two_at_once_settle_an_update_once(store: Store) -> None:
    await store.keep(known())
    kept = await asyncio.gather(*(store.keep(turn()) for _ in range(5)))
    assert sorted(kept) == [False] * 4 + [True]
    assert len((await store.log(ANNA))[0]) == 2


async def test_rows_that_are_written_again_change_nothing(store: Store) -> None:
    await store.keep(known())
    first = turn(settles=None)
    await store.keep(first)
    memory = await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT))
    await store.keep(first)
    assert await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT)) == memory
    assert await store.waiting("telegram") == first.outbox


async def test_the_first_outcome_stays(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    hit = replace(prediction(), outcome=Outcome.HIT, outcome_at=after(days=7), outcome_source="button")
    await store.keep(Changes(at=NOW, outcomes=(hit,)))
    await store.keep(Changes(at=NOW, outcomes=(replace(hit, outcome=Outcome.NOT_YET, outcome_source="log"),)))
    memory = await store.recall(ANNA, wanted(prediction=hit.id))
    assert memory.prediction == hit
    assert memory.predictions == ()


async def test_a_hundred_turns_at_once_are_all_kept_but_the_bad_one(store: Store) -> None:
    await store.keep(known())
    turns = [turn(n=n, flags=(), predictions=(), promises=()) for n in range(100)]
    turns[41] = replace(turns[41], entries=(entry(n=41, lift=lift(reps=-1)),))
    kept = await asyncio.gather(*map(store.keep, turns), return_exceptions=True)
    assert isinstance(kept.pop(41), ValueError)
    assert set(kept) == {True}
    entries, rows = await store.log(ANNA)
    assert (len(entries), len(rows)) == (198, 99)
    assert said(ANNA, 41) not in {e.message for e in entries} | {row.message for row in rows}
    assert await store.keep(turn(n=41)), "what failed was not settled"


async def test_turns_of_many_lifters_at_once_do_not_mix(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await asyncio.gather(*(store.keep(turn(user, n)) for n in range(20) for user in (ANNA, BEN)))
    for user in (ANNA, BEN):
        entries, _ = await store.log(user)
        assert [(e.user, e.message) for e in entries[::2]] == [(user, said(user, n)) for n in range(20)]
