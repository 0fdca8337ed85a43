"""A promise is claimed by one caller, asked about once, and never forgotten."""

import asyncio
from datetime import timedelta

import pytest

from knowledge.units import Unit
from storage.open import open_store
from storage.records import Changes, Due, Identity, PrivateTalk, Promise, PromiseState
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    GYM,
    HOME,
    SQUAT,
    after,
    entry,
    flag,
    known,
    lift,
    person,
    prediction,
    promise,
    said,
    turn,
)

A_WEEK_LATER = after(days=7, hours=1)
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
async def promising(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user, unit=Unit.KG))
        await store.keep(turn(user))
    return store


def promises(due: tuple[Due, ...]) -> list[Promise]:
    return [one.promise for one in due]


async def test_a_due_promise_comes_with_all_that_it_rests_on(promising: Store) -> None:
    at = prediction().offered_at
    before, then, later = (entry(n=n, said_at=at + timedelta(days=day)) for n, day in ((5, -1), (6, 0), (7, 3)))
    other = entry(n=8, said_at=at, lift=lift(SQUAT))
    await promising.keep(Changes(at=at, undo=(said(ANNA, 1),)))
    await promising.keep(turn(n=2, entries=(before, then, later, other), predictions=(prediction(n=2, offered_at=at),)))
    talk = PrivateTalk(Identity("telegram", ANNA), HOME[ANNA].chat)
    await promising.keep(Changes(at=at, user=ANNA, private_talk=talk))
    due = await promising.due(A_WEEK_LATER, 9)
    assert due == (
        Due(
            *(promise(BEN), prediction(BEN), person(BEN, unit=Unit.KG), (entry(BEN, said_at=at),), (flag(BEN),)),
            talks=(PrivateTalk(Identity("telegram", BEN), None),),
        ),
        Due(
            *(promise(n=2), prediction(n=2, offered_at=at), person(unit=Unit.KG), (then, later), (flag(n=2),)),
            talks=(talk,),
        ),
    )


async def test_nothing_is_due_before_its_time(promising: Store) -> None:
    assert await promising.due(promise().due_at - timedelta(microseconds=1), 9) == ()
    assert promises(await promising.due(promise().due_at, 9)) == [promise(), promise(BEN)]


async def test_a_claim_lasts_ten_minutes(promising: Store) -> None:
    assert promises(await promising.due(A_WEEK_LATER, 1)) == [promise()]
    assert promises(await promising.due(A_WEEK_LATER, 1)) == [promise(BEN)]
    assert await promising.due(A_WEEK_LATER + TEN_MINUTES - timedelta(seconds=1), 9) == ()
    assert promises(await promising.due(A_WEEK_LATER + TEN_MINUTES, 9)) == [promise(), promise(BEN)]


async def test_two_callers_never_get_the_same_promise(url: str) -> None:
    async with open_store(url) as store, open_store(url) as other:
        await store.keep(known())
        made = [turn(n=n, entries=(), readiness=None, flags=(), prescriptions=(), outbox=()) for n in range(40)]
        await asyncio.gather(*map(store.keep, made))
        claims = await asyncio.gather(*(caller.due(A_WEEK_LATER, 7) for _ in range(5) for caller in (store, other)))
        claimed = [one.promise.id for due in claims for one in due]
        assert sorted(claimed) == sorted(promise(n=n).id for n in range(40))
        for due in claims:
            assert promises(due) == sorted(promises(due), key=lambda one: one.due_at)


async def test_all_of_a_lifter_in_a_chat_go_to_one_caller(url: str) -> None:
    async with open_store(url) as store, open_store(url) as other:
        for user in (ANNA, BEN):
            await store.keep(known(user))
        bare = {"entries": (), "readiness": None, "flags": (), "prescriptions": (), "outbox": ()}
        there = {3: promise(n=3, address=GYM)}
        for n in range(4):
            await store.keep(turn(n=n, promises=(there.get(n, promise(n=n)),), **bare))
            await store.keep(turn(BEN, n=n, **bare))
        claims = [
            promises(due) for due in await asyncio.gather(*(one.due(A_WEEK_LATER, 1) for one in (store, other, store)))
        ]
        whose = [{(one.user, one.address) for one in claimed} for claimed in claims]
        assert all(len(one) == 1 for one in whose)
        assert sorted(len(claimed) for claimed in claims) == [1, 3, 4]


async def test_what_becomes_due_meanwhile_waits_for_the_caller_who_has_the_others(promising: Store) -> None:
    await promising.keep(turn(n=2, promises=(promise(n=2, due_at=A_WEEK_LATER + timedelta(minutes=1)),)))
    at = A_WEEK_LATER + timedelta(minutes=2)
    assert promises(await promising.due(A_WEEK_LATER, 1)) == [promise()]
    assert promises(await promising.due(at, 9)) == [promise(BEN)]
    await promising.keep(Changes(at=at, promises=(promise(state=PromiseState.ASKED),)))
    assert [one.id for one in promises(await promising.due(at, 9))] == [promise(n=2).id]


@pytest.mark.parametrize("state", [PromiseState.ASKED, PromiseState.KEPT, PromiseState.WITHDRAWN])
async def test_a_promise_that_is_dealt_with_is_not_due_again(promising: Store, state: PromiseState) -> None:
    await promising.due(A_WEEK_LATER, 9)
    await promising.keep(Changes(at=A_WEEK_LATER, promises=(promise(state=state),)))
    assert promises(await promising.due(A_WEEK_LATER + TEN_MINUTES, 9)) == [promise(BEN)]


async def test_ask_me_later_makes_it_due_at_the_new_time(promising: Store) -> None:
    await promising.due(A_WEEK_LATER, 9)
    await promising.keep(Changes(at=A_WEEK_LATER, promises=(promise(state=PromiseState.ASKED),)))
    tomorrow = promise(due_at=A_WEEK_LATER + timedelta(minutes=1))
    await promising.keep(Changes(at=A_WEEK_LATER, promises=(tomorrow,)))
    assert await promising.due(A_WEEK_LATER, 9) == ()
    assert promises(await promising.due(tomorrow.due_at, 9)) == [tomorrow], "the old claim is over"


async def test_a_promise_survives_a_restart(url: str) -> None:
    async with open_store(url) as store:
        await store.keep(known())
        await store.keep(turn())
    async with open_store(url) as store:
        assert promises(await store.due(A_WEEK_LATER, 9)) == [promise()]


async def test_only_promises_on_the_platforms_that_are_named_are_claimed(promising: Store) -> None:
    here, there = promise(), promise(BEN).address.platform
    assert await promising.due(A_WEEK_LATER, 9, ("discord",)) == ()
    assert await promising.due(A_WEEK_LATER, 9, ()) == ()
    assert promises(await promising.due(A_WEEK_LATER, 9, ("discord", there))) == [here, promise(BEN)]
