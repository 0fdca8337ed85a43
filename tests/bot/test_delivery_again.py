"""Words that were not taken are sent again: as long as that shows them once, and as long as they help."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.attachments import Attachment
from bot.outbox import Outbox
from bot.pacing import Pace, Rate
from bot.platforms import TryLater
from storage.open import open_store
from storage.records import Changes, Delivery, Outgoing
from storage.store import Store
from tests.bot.desk import NAME, Clock, Desk, words
from tests.bot.test_delivery import Counted, Timed, deliver, edit


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path}/delivery.db") as store:
        yield store


class Stopped:
    """A sleep from which nobody wakes up before the bot is stopped."""

    def __init__(self) -> None:
        self.is_asleep = asyncio.Event()

    async def __call__(self, _seconds: float) -> None:
        self.is_asleep.set()
        await asyncio.Event().wait()


async def start_again(store: Store, desk: Desk, clock: Clock) -> None:
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep)
    await outbox.resume(NAME)
    await outbox.quiet()


class Nonced(Desk):
    """Shows words once, however often they come within three minutes of the first time. *lost*: when its answers are;
    *unheard*: when nothing reaches it. In seconds."""

    repeats_for = timedelta(minutes=2)

    def __init__(self, clock: Clock, lost: range, unheard: range = range(0)) -> None:
        super().__init__()
        self._clock, self._begun_at, self._lost, self._unheard = clock, clock.at, lost, unheard
        self.first_at: float | None = None

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        second = (self._clock.at - self._begun_at).total_seconds()
        if int(second) in self._unheard:
            raise TryLater(1)
        if self.first_at is None or second - self.first_at > 180:
            self.first_at = second
            await super().send(words, attachment)
        if int(second) in self._lost:
            raise TryLater(1, maybe_taken=True)
        return "m"


@pytest.mark.parametrize(
    ("lost", "unheard", "ends"),
    [
        (range(100), range(0), Delivery.SENT),
        (range(600), range(0), Delivery.UNCERTAIN),
        (range(1), range(1, 600), Delivery.UNCERTAIN),
        (range(0), range(600), Delivery.SENT),
    ],
    ids=["in time", "answers lost for long", "shown, then out of reach for long", "out of reach alone"],
)
async def test_words_that_may_be_shown_are_sent_again_only_while_that_shows_them_once(
    store: Store, lost: range, unheard: range, ends: Delivery
) -> None:
    clock, metrics = Clock(), Counted()
    desk = Nonced(clock, lost, unheard)
    await deliver(store, desk, clock, words("hi"), metrics=metrics)
    assert [text for _, text in desk.shown] == ["hi"]
    assert metrics.ends == [ends]


async def test_a_restart_counts_from_the_first_time_too(store: Store) -> None:
    clock, given = Clock(), words("hi")
    desk = Nonced(clock, lost=range(1))
    await store.keep(Changes(at=clock.now(), outbox=(given,)))
    outbox = Outbox(store, {NAME: desk}, clock.now, stopped := Stopped())
    outbox.post((given,))
    await stopped.is_asleep.wait()
    await outbox._lines.close()
    clock.at += timedelta(minutes=4)
    await start_again(store, desk, clock)
    await start_again(store, desk, clock)
    assert len(desk.shown) == 1
    assert (await store.standing()).outbox == {"uncertain": 1}


async def test_an_edit_may_be_made_again_however_late(store: Store) -> None:
    first, metrics = words("first"), Counted()
    desk = Desk(iter([None, *[TryLater(30, maybe_taken=True)] * 9, None]))
    await deliver(store, desk, Clock(), first, edit("final", first), metrics=metrics)
    assert metrics.ends == [Delivery.SENT, Delivery.SENT]


async def test_words_that_are_never_taken_hold_their_chat_back_for_a_day_and_less_and_less_often(store: Store) -> None:
    class Deaf(Desk):
        async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
            if words.text == "poison":
                raise TryLater(1)
            return await super().send(words, attachment)

    clock, desk, metrics = Clock(), Deaf(), Counted()
    await deliver(store, desk, clock, words("poison"), words("next"), metrics=metrics)
    assert clock.slept_seconds[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert timedelta(days=1) < clock.at - Clock().at < timedelta(days=1, minutes=2)
    assert desk.shown == [("1", "next")]
    assert metrics.ends == [Delivery.DROPPED, Delivery.SENT]


async def test_a_flood_is_waited_out_however_long_it_is(store: Store) -> None:
    clock, desk = Clock(), Desk(iter([TryLater(86_400, is_flood=True)] * 9))
    await deliver(store, desk, clock, words("a"))
    assert clock.slept_seconds == [86_400] * 9
    assert desk.shown == [("1", "a")]


async def test_words_that_waited_while_the_bot_was_down_for_days_are_tried_more_than_once(store: Store) -> None:
    clock, desk = Clock(), Desk(iter([TryLater(1)] * 4))
    await store.keep(Changes(at=clock.now(), outbox=(words("a"),)))
    clock.at += timedelta(days=2)
    await start_again(store, desk, clock)
    assert desk.shown == [("1", "a")]


async def test_a_restart_waits_as_long_as_the_platform_said(store: Store) -> None:
    clock, given = Clock(), (words("a"), words("b"))
    pace = Pace(of_chat=lambda _: Rate(9, 0.01), overall=Rate(100, 0.01))
    desk = Timed(clock, pace, iter([TryLater(7200, is_flood=True)]))
    await store.keep(Changes(at=clock.now(), outbox=given))
    outbox = Outbox(store, {NAME: desk}, clock.now, stopped := Stopped())
    outbox.post(given)
    await stopped.is_asleep.wait()
    await outbox._lines.close()
    clock.at += timedelta(minutes=1)
    await start_again(store, desk, clock)
    assert desk.came == [("a", 7200), ("b", 7200)]
