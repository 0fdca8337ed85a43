"""Messages of one chat are taken in order, chats beside each other, and a bad one stops nobody."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.inbox import MOST_TRIES, Inbox
from storage.open import open_store
from storage.records import Changes, Update
from storage.store import Store, StoreUnavailable
from tests.bot.desk import NAME, Clock, update


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path}/inbox.db") as store:
        yield store


async def test_a_chat_is_in_order_while_another_goes_ahead(store: Store) -> None:
    taken: list[str] = []
    gate = asyncio.Event()

    async def take(one: Update) -> None:
        if one.id == "a1":
            await gate.wait()
        taken.append(one.id)
        if one.id == "b2":
            gate.set()

    inbox = Inbox(store, take)
    await inbox.accept([update("a1", "a"), update("a2", "a"), update("b1", "b"), update("b2", "b")])
    await inbox.quiet()
    assert taken == ["b1", "b2", "a1", "a2"]


async def test_an_update_that_comes_twice_is_taken_once(store: Store) -> None:
    taken: list[str] = []

    async def take(one: Update) -> None:
        taken.append(one.id)

    inbox = Inbox(store, take)
    await inbox.accept([update("1"), update("2")])
    await inbox.accept([update("2"), update("3")])
    await inbox.quiet()
    assert taken == ["1", "2", "3"]


async def test_an_update_is_in_the_database_before_it_is_taken(store: Store) -> None:
    found: list[bool] = []

    async def take(one: Update) -> None:
        found.append(one in await store.unhandled(NAME))

    inbox = Inbox(store, take)
    await inbox.accept([update("1")])
    await inbox.quiet()
    assert found == [True]


async def test_a_message_that_breaks_a_turn_stays_and_the_next_is_taken(store: Store) -> None:
    taken: list[str] = []

    async def take(one: Update) -> None:
        if one.id == "bad":
            raise ZeroDivisionError
        taken.append(one.id)
        await store.keep(Changes(at=Clock().now(), settles=(NAME, one.id)))

    inbox = Inbox(store, take)
    await inbox.accept([update("bad"), update("good")])
    await inbox.quiet()
    assert taken == ["good"]
    assert [one.id for one in await store.unhandled(NAME)] == ["bad"]


async def test_what_a_former_run_left_is_taken_at_the_start(store: Store) -> None:
    await store.receive([update("1"), update("2")])
    taken: list[str] = []

    async def take(one: Update) -> None:
        taken.append(one.id)

    inbox = Inbox(store, take)
    await inbox.resume(NAME)
    await inbox.quiet()
    assert taken == ["1", "2"]


class Outage:
    """A database that can be away, and the turns that need it. *poison* is an update that it never takes."""

    def __init__(self, poison: str = "") -> None:
        self.is_away, self.poison, self.taken = False, poison, list[str]()

    async def write(self) -> None:
        if self.is_away:
            raise StoreUnavailable("the database is away")

    async def take(self, one: Update) -> None:
        await self.write()
        if one.id == self.poison:
            raise StoreUnavailable("the database cannot be used")
        self.taken.append(one.id)


async def test_a_long_outage_gives_nothing_up_and_each_chat_goes_on_in_order(store: Store) -> None:
    outage = Outage()
    inbox = Inbox(store, outage.take, write=outage.write)
    outage.is_away = True
    await inbox.accept([update("a1", "a"), update("b1", "b"), update("a2", "a")])
    for _ in range(3 * MOST_TRIES):
        await inbox.quiet()
        await inbox.retry()
    await inbox.quiet()
    assert outage.taken == []
    outage.is_away = False
    await inbox.accept([update("a3", "a"), update("c1", "c")])
    await inbox.quiet()
    assert outage.taken == ["c1"]  # what came later waits behind what came before, in its own chat
    await inbox.retry()
    await inbox.accept([update("a4", "a")])
    await inbox.quiet()
    assert [one for one in outage.taken if one[0] == "a"] == ["a1", "a2", "a3", "a4"]
    assert sorted(outage.taken) == ["a1", "a2", "a3", "a4", "b1", "c1"]


async def test_an_update_that_a_healthy_database_never_takes_blocks_its_chat_for_a_while_only(store: Store) -> None:
    outage = Outage(poison="bad")
    inbox = Inbox(store, outage.take, write=outage.write)
    await inbox.accept([update("bad"), update("good")])
    for _ in range(MOST_TRIES):
        await inbox.quiet()
        await inbox.retry()
    await inbox.quiet()
    assert outage.taken == ["good"]


async def test_what_waits_for_the_database_is_left_for_the_next_start_by_a_stop(store: Store) -> None:
    outage = Outage()
    inbox = Inbox(store, outage.take, write=outage.write)
    outage.is_away = True
    await inbox.accept([update("1")])
    await inbox.quiet()
    outage.is_away = False
    inbox.stop()
    await inbox.retry()
    await inbox.quiet()
    assert outage.taken == []
    assert [one.id for one in await store.unhandled(NAME)] == ["1"]


class AnswerLost:
    """A store whose connection breaks, *times* times, after it has kept what came."""

    def __init__(self, store: Store, times: int = 1) -> None:
        self._store, self.times = store, times

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def receive(self, updates: Sequence[Update]) -> tuple[Update, ...]:
        new = await self._store.receive(updates)
        if self.times:
            self.times -= 1
            raise StoreUnavailable("the connection was lost while it answered")
        return new


@pytest.mark.parametrize("comes_again", [["1"], ["2"], ["1", "2"], []])
async def test_what_was_kept_though_the_database_could_not_say_so_is_taken_once(
    store: Store, comes_again: list[str]
) -> None:
    taken: list[str] = []

    async def take(one: Update) -> None:
        taken.append(one.id)

    inbox = Inbox(AnswerLost(store), take)  # type: ignore[arg-type]
    with pytest.raises(StoreUnavailable):
        await inbox.accept([update("1")])
    if comes_again:
        await inbox.accept([update(id_) for id_ in comes_again])
    for _ in range(3):
        await inbox.retry()
    await inbox.quiet()
    assert taken == sorted({"1", *comes_again})


async def test_what_is_kept_only_after_its_platform_came_again_is_taken_once(store: Store) -> None:
    taken: list[str] = []

    async def take(one: Update) -> None:
        taken.append(one.id)

    class Late(AnswerLost):
        looks = 0

        async def unhandled(self, platform: str) -> tuple[Update, ...]:
            self.looks += 1
            return () if self.looks == 1 else await self._store.unhandled(platform)  # its commit has not ended at first

    inbox = Inbox(Late(store), take)  # type: ignore[arg-type]
    with pytest.raises(StoreUnavailable):
        await inbox.accept([update("1")])
    await inbox.accept([update("1")])
    await inbox.accept([update("1")])
    await inbox.quiet()
    assert taken == ["1"]


@pytest.mark.parametrize("is_under_way", [True, False])
async def test_what_was_taken_already_is_not_taken_again_when_it_comes_again_in_an_outage(
    store: Store, is_under_way: bool
) -> None:
    taken: list[str] = []
    goes_on = asyncio.Event()

    async def take(one: Update) -> None:
        taken.append(one.id)
        await goes_on.wait()
        await store.keep(Changes(at=Clock().now(), settles=(one.platform, one.id)))

    flaky = AnswerLost(store, times=0)
    inbox = Inbox(flaky, take)  # type: ignore[arg-type]
    await inbox.accept([update("1")])
    if not is_under_way:
        goes_on.set()
        await inbox.quiet()
    flaky.times = 1
    with pytest.raises(StoreUnavailable):
        await inbox.accept([update("1")])
    await inbox.accept([update("1")])
    await inbox.retry()
    goes_on.set()
    await inbox.quiet()
    assert taken == ["1"]


async def test_what_waited_for_the_database_comes_before_what_is_held_in_a_pause(store: Store) -> None:
    outage, is_paused = Outage(), False
    inbox = Inbox(store, outage.take, write=outage.write, holds=lambda _: is_paused)
    outage.is_away = True
    await inbox.accept([update("1")])
    await inbox.quiet()
    is_paused, outage.is_away = True, False
    await inbox.accept([update("2")])
    await inbox.retry()
    await inbox.quiet()
    is_paused = False
    inbox.release()
    await inbox.quiet()
    assert outage.taken == ["1", "2"]


async def test_nothing_is_remembered_of_an_update_that_is_given_up(store: Store) -> None:
    outage = Outage(poison="bad")
    inbox = Inbox(store, outage.take, write=outage.write)
    await inbox.accept([update("bad")])
    for _ in range(MOST_TRIES + 1):
        await inbox.quiet()
        await inbox.retry()
    assert not inbox._tries
