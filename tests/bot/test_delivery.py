"""What becomes of one row of the outbox: paced, sent anew, tried again, dropped."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.message import Said
from bot.metrics import Uncounted
from bot.outbox import Outbox
from bot.pacing import Pace, Rate
from bot.platforms import Gone, Refused, TryLater, Uncertain, Unreachable
from storage.open import open_store
from storage.records import DIRECT, Address, Changes, Delivery, Identity, Outgoing
from storage.store import Store
from tests.bot.desk import NAME, Clock, Desk, words


class Counted(Uncounted):
    def __init__(self) -> None:
        self.ends: list[Delivery] = []
        self.floods = 0

    def delivered(self, platform: str, delivery: Delivery, seconds: float) -> None:
        assert seconds >= 0
        self.ends.append(delivery)

    def flooded(self, platform: str) -> None:
        self.floods += 1


class Timed(Desk):
    """Notes when each message came, in seconds."""

    def __init__(self, clock: Clock, pace: Pace, answers: Iterator[Exception | None] | None = None) -> None:
        super().__init__(answers)
        self.pace, self._clock, self._begun_at = pace, clock, clock.at
        self.came: list[tuple[str, float]] = []

    async def send(self, words: Outgoing, *rest: object) -> str:
        sent_as = await super().send(words)
        self.came.append((words.text, (self._clock.at - self._begun_at).total_seconds()))
        return sent_as


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path}/delivery.db") as store:
        yield store


async def deliver(store: Store, desk: Desk, clock: Clock, *given: Outgoing, metrics: Counted | None = None) -> Outbox:
    await store.keep(Changes(at=clock.now(), outbox=given))
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep, metrics=metrics or Counted())
    outbox.post(given)
    await outbox.quiet()
    return outbox


def edit(text: str, of: Outgoing) -> Outgoing:
    return replace(words(text), edits=of.id)


async def test_a_chat_is_written_to_at_its_pace(store: Store) -> None:
    clock = Clock()
    desk = Timed(clock, Pace(of_chat=lambda _: Rate(2, 10), overall=Rate(100, 0.01)))
    await deliver(store, desk, clock, *(words(f"{n}") for n in range(4)))
    assert desk.came == [("0", 0), ("1", 0), ("2", 10), ("3", 20)]


async def test_words_that_wait_for_their_pace_are_not_in_doubt_when_the_bot_is_killed(store: Store) -> None:
    clock, asleep = Clock(), asyncio.Event()

    async def sleep(_seconds: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    desk = Timed(clock, Pace(of_chat=lambda _: Rate(1, 60), overall=Rate(100, 0.01)))
    given = (words("a"), words("b"))
    await store.keep(Changes(at=clock.now(), outbox=given))
    outbox = Outbox(store, {NAME: desk}, clock.now, sleep)
    outbox.post(given)
    await asleep.wait()
    await outbox._lines.close()
    assert [one.text for one in await store.waiting(NAME)] == ["b"]


async def test_an_edit_that_waits_out_a_flood_gives_way_to_a_newer_one(store: Store) -> None:
    clock, first = Clock(), words("first")
    desk = Desk(iter([None, TryLater(30, is_flood=True), None]))
    metrics = Counted()
    await deliver(store, desk, clock, first, edit("a bit more", first), edit("whole", first), metrics=metrics)
    assert desk.edited == [(f"message-{first.id}", "whole")]
    assert metrics.ends == [Delivery.SENT, Delivery.DROPPED, Delivery.SENT]


async def test_a_flood_is_counted_and_what_was_put_off_for_another_reason_is_not(store: Store) -> None:
    metrics = Counted()
    desk = Desk(iter([TryLater(1, is_flood=True), TryLater(1)]))
    await deliver(store, desk, Clock(), words("a"), metrics=metrics)
    assert (metrics.floods, metrics.ends) == (1, [Delivery.SENT])


async def test_an_edit_whose_fate_is_not_known_is_made_again_because_that_shows_nothing_twice(store: Store) -> None:
    first = words("first")
    desk = Desk(iter([None, Uncertain("broken"), Uncertain("broken"), None]))
    await deliver(store, desk, Clock(), first, edit("final", first))
    assert desk.edited == [(f"message-{first.id}", "final")]


async def test_an_edit_that_is_always_in_doubt_holds_its_chat_back_for_a_few_tries_only(store: Store) -> None:
    first, metrics = words("first"), Counted()
    desk = Desk(iter([None, *[Uncertain("broken")] * 5, None]))
    await deliver(store, desk, Clock(), first, edit("final", first), words("next"), metrics=metrics)
    assert [text for _, text in desk.shown] == ["first", "next"]
    assert metrics.ends == [Delivery.SENT, Delivery.UNCERTAIN, Delivery.SENT]


@pytest.mark.parametrize("ended", [Uncertain("broken"), Refused("too odd")])
async def test_an_edit_of_words_that_were_never_shown_is_said_anew_and_its_own_edits_find_it(
    store: Store, ended: Exception
) -> None:
    first, desk = words("first"), Desk(iter([ended]))
    await deliver(store, desk, Clock(), first, (second := edit("second", first)))
    await deliver(store, desk, Clock(), edit("third", first))
    assert [text for _, text in desk.shown] == ["second"]
    assert desk.edited == [(f"message-{second.id}", "third")]


async def test_after_a_message_was_taken_away_its_edits_go_on_in_the_new_one(store: Store) -> None:
    first, desk = words("first"), Desk(iter([None, Gone("taken away")]))
    await deliver(store, desk, Clock(), first, (second := edit("second", first)))
    await deliver(store, desk, Clock(), edit("third", first))
    assert [text for _, text in desk.shown] == ["first", "second"]
    assert desk.edited == [(f"message-{second.id}", "third")]


async def test_private_words_that_reach_nobody_are_dropped_and_shown_nowhere(store: Store) -> None:
    desk, metrics = Desk(iter([Unreachable("closed")])), Counted()
    address = Address(NAME, DIRECT, "ann")
    private = [replace(words(text), address=address, private=True) for text in ("body weight", "pain")]
    await deliver(store, desk, Clock(), *private, words("in the group", chat="group"), metrics=metrics)
    assert desk.shown == [("group", "in the group")]
    assert not await store.waiting(NAME)


async def test_the_private_talks_of_two_lifters_are_two_lines(store: Store) -> None:
    clock = Clock()
    desk = Timed(clock, Pace(of_chat=lambda _: Rate(1, 60), overall=Rate(100, 0.01)))
    given = [replace(words(f"to {who}"), address=Address(NAME, DIRECT, who)) for who in ("ann", "ben")]
    await deliver(store, desk, clock, *given)
    assert [seconds for _, seconds in desk.came] == [0, 0]


async def test_words_to_a_private_chat_and_to_its_account_stand_in_one_line(store: Store) -> None:
    clock, texts = Clock(), ["0", "1", "2", "3"]
    desk = Timed(clock, Pace(of_chat=lambda _: Rate(1, 60), overall=Rate(100, 0.01)))
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep)
    who, where = Identity(NAME, "ann"), Address(NAME, "talk-9")
    outbox.meets(
        Said(who=who, name="Ann", where=where, source="1", message="1", reply_to="1", text="hello", sent_at=clock.at)
    )
    addresses = [Address(NAME, "talk-9"), Address(NAME, DIRECT, "ann")] * 2
    given = [replace(words(text), address=address) for text, address in zip(texts, addresses, strict=True)]
    await store.keep(Changes(at=clock.now(), outbox=tuple(given)))
    outbox.post(given)
    await outbox.quiet()
    assert desk.came == [(text, 60 * int(text)) for text in texts]


async def test_a_row_is_lined_up_once_however_often_it_is_found(store: Store) -> None:
    desk, clock = Desk(), Clock()
    given = tuple(words(f"{n}") for n in range(3))
    await store.keep(Changes(at=clock.now(), outbox=given))
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep)
    for _ in range(3):
        await outbox.pick_up(NAME)
        outbox.post(given)
    await outbox.quiet()
    await outbox.pick_up(NAME)
    await outbox.quiet()
    assert [text for _, text in desk.shown] == ["0", "1", "2"]


async def test_what_another_worker_sends_on_is_left_to_it(store: Store) -> None:
    desk, clock = Desk(), Clock()
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep)
    outbox.leave(NAME)
    await store.keep(Changes(at=clock.now(), outbox=(words("a"),)))
    outbox.post((words("a"),))
    await outbox.quiet()
    assert desk.shown == []
    assert outbox.reaches(Address(NAME, "1"))
    clock.at += timedelta(seconds=5)
    await outbox.resume(NAME)
    await outbox.quiet()
    assert desk.shown == [("1", "a")]
