"""Words leave in order, once, and one chat's trouble is no other's."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.attachments import Attachment, CannotMake
from bot.outbox import Outbox
from bot.platforms import Gone, Refused, TryLater, Uncertain, Unreachable
from storage.open import open_store
from storage.records import Changes, Outgoing
from storage.store import Store
from tests.bot.desk import NAME, Clock, Desk, update, words


class RepeatableDesk(Desk):
    repeats_for = timedelta(minutes=2)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path}/outbox.db") as store:
        yield store


async def deliver(store: Store, desk: Desk, clock: Clock, *given: Outgoing) -> None:
    await store.keep(Changes(at=clock.now(), outbox=given))
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep)
    outbox.post(given)
    await outbox.quiet()


async def test_words_of_a_chat_come_in_the_order_in_which_they_were_written(store: Store) -> None:
    desk = Desk()
    await deliver(store, desk, Clock(), *(words(f"{n}", chat=f"{n % 3}") for n in range(30)))
    for chat in "012":
        assert [int(text) for where, text in desk.shown if where == chat] == list(range(int(chat), 30, 3))


async def test_a_flooded_chat_waits_as_long_as_it_is_told_and_loses_nothing(store: Store) -> None:
    desk, clock = Desk(iter([TryLater(7, is_flood=True), TryLater(3, is_flood=True)])), Clock()
    await deliver(store, desk, clock, words("a"), words("b"))
    assert (desk.shown, clock.slept_seconds) == ([("1", "a"), ("1", "b")], [7, 3])


async def test_words_that_are_refused_are_dropped_and_the_next_still_come(store: Store) -> None:
    desk = Desk(iter([Refused("too odd")]))
    await deliver(store, desk, Clock(), words("a"), words("b"))
    assert desk.shown == [("1", "b")]
    assert not await store.waiting(NAME)


async def test_who_blocked_us_is_left_alone_until_he_writes_again(store: Store) -> None:
    desk, clock = Desk(iter([Unreachable("blocked")])), Clock()
    await deliver(store, desk, clock, words("a"), words("b"))
    await deliver(store, desk, clock, words("c"))
    assert desk.shown == []
    await store.receive([update("1")])
    await deliver(store, desk, clock, words("d"))
    assert desk.shown == [("1", "d")]


async def test_words_that_may_have_been_shown_are_not_shown_again(store: Store) -> None:
    desk = Desk(iter([Uncertain("the line broke")]))
    await deliver(store, desk, Clock(), words("a"), words("b"))
    outbox = Outbox(store, {NAME: desk}, Clock().now, Clock().sleep)
    await outbox.resume(NAME)
    await outbox.quiet()
    assert desk.shown == [("1", "b")]


@pytest.mark.parametrize(("minutes", "shown"), [(1, [("1", "a")]), (3, [])])
async def test_what_was_being_sent_when_the_bot_died_is_sent_again_while_that_shows_nothing_twice(
    store: Store, minutes: int, shown: list[tuple[str, str]]
) -> None:
    desk, clock, given = RepeatableDesk(), Clock(), words("a")
    await store.keep(Changes(at=clock.now(), outbox=(given,)))
    await store.sending(given.id, clock.now())
    clock.at += timedelta(minutes=minutes)
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep)
    await outbox.resume(NAME)
    await outbox.quiet()
    assert desk.shown == shown


async def test_what_was_waiting_when_the_bot_stopped_is_sent_when_it_starts(store: Store) -> None:
    await store.keep(Changes(at=Clock().now(), outbox=(words("a"),)))
    desk = Desk()
    outbox = Outbox(store, {NAME: desk}, Clock().now, Clock().sleep)
    await outbox.resume(NAME)
    await outbox.quiet()
    assert desk.shown == [("1", "a")]


async def test_an_edit_replaces_the_message_that_it_names(store: Store) -> None:
    desk, first = Desk(), words("a")
    await deliver(store, desk, Clock(), first, words("better", edits=first.id))
    assert desk.shown == [("1", "a")]
    assert desk.edited == [(f"message-{first.id}", "better")]


async def test_words_for_a_platform_that_is_off_wait_for_it(store: Store) -> None:
    given = words("a")
    await store.keep(Changes(at=Clock().now(), outbox=(given,)))
    Outbox(store, {}, Clock().now, Clock().sleep).post([given])
    assert [w.text for w in await store.waiting(NAME)] == ["a"]


async def test_of_edits_that_wait_only_the_newest_is_shown(store: Store) -> None:
    desk, first = Desk(), words("first")
    edits = [replace(words(f"edit {n}"), edits=first.id) for n in range(4)]
    await deliver(store, desk, Clock(), first, *edits)
    assert desk.shown == [("1", "first")]
    assert desk.edited == [(f"message-{first.id}", "edit 3")]
    assert not await store.waiting(NAME)


async def test_an_edit_of_a_message_that_is_gone_is_said_anew(store: Store) -> None:
    desk, first = Desk(iter([None, Gone("deleted")])), words("first")
    await deliver(store, desk, Clock(), first, replace(words("edit"), edits=first.id))
    assert desk.shown == [("1", "first"), ("1", "edit")]


async def test_a_picture_goes_with_its_words_and_they_go_without_one_that_cannot_be_made(store: Store) -> None:
    async def make(recipe: str) -> Attachment:
        if recipe == "broken":
            raise CannotMake("broken")
        return Attachment("a.png", "image/png", recipe.encode())

    desk, clock = Desk(), Clock()
    given = [replace(words(recipe), recipe=recipe) for recipe in ("broken", "good")]
    await store.keep(Changes(at=clock.now(), outbox=tuple(given)))
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep, make)
    outbox.post(given)
    await outbox.quiet()
    assert desk.shown == [("1", "broken"), ("1", "good")]
    assert desk.attached == [Attachment("a.png", "image/png", b"good")]


async def test_what_others_have_written_is_found_behind_however_many_wait(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbox.PICKED_UP_AT_ONCE", 2)
    clock, gate, came = Clock(), asyncio.Event(), asyncio.Event()

    class Slow(Desk):
        async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
            if words.address.chat == "slow":
                await gate.wait()
            else:
                came.set()
            return await super().send(words, attachment)

    desk = Slow()
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep)
    waiting = tuple(words(f"{n}", chat="slow") for n in range(6))
    await store.keep(Changes(at=clock.now(), outbox=(*waiting, words("other"))))
    outbox.post(waiting)
    await outbox.pick_up(NAME)
    async with asyncio.timeout(9):
        await came.wait()
    gate.set()
    await outbox.quiet()
    assert desk.shown[0] == ("1", "other")
