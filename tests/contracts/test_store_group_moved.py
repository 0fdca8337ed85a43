"""A group that gets another id takes along what is known of it, and what is promised and open there."""

from dataclasses import replace

import pytest

from storage.records import Address, Board, Changes, Group, GroupMoved
from storage.store import Store
from tests.contracts.group_samples import alarm, group, member
from tests.contracts.store_samples import ANNA, BEN, GYM, NOW, after, known, promise, turn, wanted

NEW = Address("telegram", "-1005")
MOVED = GroupMoved("telegram", GYM.chat, NEW.chat)
HALL = replace(GYM, thread=None)


@pytest.fixture
async def gym(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    where = {"address": HALL, "check_in_address": HALL}
    await store.keep(Changes(at=NOW, groups=(group(**where),), members=(member(ANNA), member(BEN))))
    return store


async def test_settings_and_members_go_along(gym: Store) -> None:
    for _ in range(2):
        await gym.keep(Changes(at=NOW, group_moved=MOVED))
    assert await gym.groups() == (group(id=NEW.chat, address=NEW, check_in_address=NEW),)
    there = (member(ANNA, group=NEW.chat), member(BEN, group=NEW.chat))
    assert await gym.members("telegram", NEW.chat) == there
    assert await gym.members("telegram", GYM.chat) == ()
    anna = await gym.recall(ANNA, wanted(ANNA, address=NEW, group=NEW.chat))
    assert anna.member == member(ANNA, group=NEW.chat)


async def test_a_place_elsewhere_stays_where_it_is(gym: Store) -> None:
    elsewhere = Address("telegram", "channel", "7")
    await gym.keep(Changes(at=NOW, groups=(group(address=elsewhere, check_in_address=None),)))
    await gym.keep(Changes(at=NOW, group_moved=MOVED))
    assert await gym.groups() == (group(id=NEW.chat, address=elsewhere, check_in_address=None),)


async def test_promises_and_rests_go_along(gym: Store) -> None:
    await gym.keep(turn(ANNA, promises=(promise(ANNA, address=HALL),)))
    await gym.keep(Changes(at=NOW, alarms=(alarm(BEN, address=HALL),)))
    await gym.keep(Changes(at=NOW, group_moved=MOVED))
    assert [one.promise.address for one in await gym.due(after(days=30), 9)] == [NEW]
    assert [one.address for one in await gym.alarms(after(days=1))] == [NEW]


async def test_what_was_set_and_joined_under_the_new_id_already_stays(gym: Store) -> None:
    calmer = Group(platform="telegram", id=NEW.chat, board=Board.SHARE)
    sharing = member(ANNA, group=NEW.chat, sex=None)
    await gym.keep(Changes(at=NOW, groups=(calmer,), members=(sharing,)))
    await gym.keep(Changes(at=NOW, group_moved=MOVED))
    assert await gym.groups() == (calmer,)
    assert await gym.members("telegram", NEW.chat) == (sharing, member(BEN, group=NEW.chat))
    assert await gym.members("telegram", GYM.chat) == ()
