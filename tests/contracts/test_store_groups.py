"""Groups, their members, and rests."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.open import open_store
from storage.records import Address, Alarm, AlarmState, Board, Changes, Group
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.group_samples import alarm, group, link_code, member
from tests.contracts.store_samples import ANNA, BEN, GYM, HOME, NOW, after, known, outgoing, wanted

DISCORD = Group(platform="discord", id="guild")


@pytest.fixture
async def gym(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await store.keep(Changes(at=NOW, groups=(group(),)))
    return store


async def test_a_group_comes_back_as_it_was_set(gym: Store) -> None:
    assert await gym.group("telegram", GYM.chat) == group()
    assert await gym.group("discord", GYM.chat) is None
    calmer = group(title="Iron", board=Board.OFF, cheers=False, summed_up_at=None, address=None)
    await gym.keep(Changes(at=NOW, groups=(DISCORD, calmer)))
    assert await gym.groups() == (calmer, DISCORD)


async def test_a_group_is_told_things_on_its_own_platform_alone(gym: Store) -> None:
    with pytest.raises(ValueError, match="discord has no place on telegram"):
        await gym.keep(Changes(at=NOW, groups=(replace(DISCORD, address=GYM),)))
    assert await gym.groups() == (group(),)


async def test_members_stand_in_the_order_in_which_they_opted_in(gym: Store) -> None:
    await gym.keep(Changes(at=NOW, members=(member(ANNA, joined_at=after(minutes=1)), member(BEN))))
    assert await gym.members("telegram", GYM.chat) == (member(BEN), member(ANNA, joined_at=after(minutes=1)))
    await gym.keep(Changes(at=NOW, members=(member(BEN, on_board=False, joined_at=after(days=9)),)))
    ben, _ = await gym.members("telegram", GYM.chat)
    assert ben == member(BEN, on_board=False), "he has joined before"
    await gym.keep(Changes(at=NOW, members=(member(BEN, on_board=False, shares_check_ins=False),)))
    assert [one.user for one in await gym.members("telegram", GYM.chat)] == [ANNA]


async def test_a_turn_recalls_the_group_and_himself_in_it(gym: Store) -> None:
    await gym.keep(Changes(at=NOW, members=(member(BEN),)))
    there = {"address": GYM, "group": GYM.chat}
    anna, ben = await gym.recall(ANNA, wanted(ANNA, **there)), await gym.recall(BEN, wanted(BEN, **there))
    assert (anna.group, anna.member) == (group(), None)
    assert (ben.group, ben.member) == (group(), member(BEN))
    alone = await gym.recall(BEN, wanted(BEN))
    assert (alone.group, alone.member) == (None, None)


async def test_a_new_rest_stops_the_one_before_in_that_chat(gym: Store, sql: Sql) -> None:
    elsewhere = alarm(n=3, address=GYM)
    await gym.keep(Changes(at=NOW, alarms=(alarm(n=1), elsewhere, alarm(BEN, n=4, address=HOME[ANNA]))))
    await gym.keep(Changes(at=NOW, alarms=(alarm(n=2),)))
    states = [row["state"] for row in await sql("SELECT state FROM alarms ORDER BY seq")]
    assert states == ["stopped", "waiting", "waiting", "waiting"]
    assert (await gym.recall(ANNA, wanted())).alarm == alarm(n=2)
    assert (await gym.recall(ANNA, wanted(address=GYM))).alarm == elsewhere
    assert (await gym.recall(BEN, wanted(BEN))).alarm is None


async def ring(store: Store, rest: Alarm) -> bool:
    return await store.keep(Changes(at=NOW, rings=rest, outbox=(outgoing(rest.user, id=rest.id),)))


async def test_a_rest_rings_once_and_in_order(gym: Store) -> None:
    assert await gym.next_alarm_at() is None
    later, soon = alarm(n=5), alarm(BEN, n=2)
    await gym.keep(Changes(at=NOW, alarms=(later, soon)))
    assert await gym.next_alarm_at() == soon.rings_at
    assert await gym.alarms(soon.rings_at - timedelta(microseconds=1)) == ()
    assert await gym.alarms(later.rings_at) == (soon, later)
    assert await gym.alarms(later.rings_at) == (soon, later), "who was killed before he rang it gets it again"
    assert [await ring(gym, one) for one in (soon, later, soon)] == [True, True, False]
    assert (await gym.alarms(later.rings_at), await gym.next_alarm_at()) == ((), None)
    await gym.keep(Changes(at=NOW, alarms=(later,)))
    assert await gym.alarms(later.rings_at) == (), "a turn that is run twice rings nothing twice"


async def test_a_rest_that_ends_while_it_is_rung_is_told_nothing(gym: Store, sql: Sql) -> None:
    stopped, put_off = alarm(n=1), alarm(BEN, n=2)
    await gym.keep(Changes(at=NOW, alarms=(stopped, put_off)))
    later = replace(put_off, rings_at=put_off.rings_at + timedelta(minutes=1))
    await gym.keep(Changes(at=NOW, alarms=(replace(stopped, state=AlarmState.STOPPED), later)))
    assert [await ring(gym, one) for one in (stopped, put_off)] == [False, False]
    assert await sql("SELECT id FROM outbox") == []
    assert await gym.alarms(later.rings_at) == (later,)


async def test_a_rest_that_was_stopped_stays_silent_and_one_that_was_put_off_rings_later(gym: Store) -> None:
    await gym.keep(Changes(at=NOW, alarms=(alarm(), alarm(BEN))))
    put_off = alarm(BEN, rings_at=after(minutes=9), seconds=540)
    await gym.keep(Changes(at=NOW, alarms=(alarm(state=AlarmState.STOPPED), put_off)))
    await gym.keep(Changes(at=NOW, alarms=(alarm(),)))
    assert await gym.alarms(after(minutes=8)) == ()
    assert await gym.alarms(after(minutes=9)) == (put_off,)


async def test_two_workers_never_ring_the_same_rest(url: str) -> None:
    async with open_store(url) as store, open_store(url) as other:
        await store.keep(known())
        rests = [alarm(n=n, address=Address("telegram", str(n))) for n in range(20)]
        await store.keep(Changes(at=NOW, alarms=tuple(rests)))
        rung = await asyncio.gather(*(ring(one, rest) for rest in rests for one in (store, other)))
        assert sorted(rung) == [False] * 20 + [True] * 20


async def test_a_new_code_ends_the_one_before(gym: Store, sql: Sql) -> None:
    await gym.keep(Changes(at=NOW, link_codes=(link_code(), link_code(BEN))))
    await gym.keep(Changes(at=NOW, link_codes=(link_code(n=2),)))
    digests = {row["digest"] for row in await sql("SELECT digest FROM link_codes")}
    assert digests == {link_code(n=2).digest, link_code(BEN).digest}
    await gym.end_code(link_code(n=2).digest)
    await gym.end_code("none")
    assert len(await sql("SELECT digest FROM link_codes")) == 1
