"""Messages of one chat are taken in order, chats beside each other, and a bad one stops nobody."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.inbox import Inbox
from storage.open import open_store
from storage.records import Changes, Update
from storage.store import Store
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
