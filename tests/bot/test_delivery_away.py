"""Words whose database is away for a while keep their place, and what is known of them is kept."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.attachments import Attachment
from bot.outbox import Outbox
from bot.platforms import Refused, TryLater, Unreachable
from storage.open import open_store
from storage.records import Changes
from storage.store import Store, StoreUnavailable
from tests.bot.desk import NAME, Clock, Desk, words
from tests.bot.test_delivery import deliver, edit


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path}/delivery.db") as store:
        yield store


class AwayAt:
    """A store that is away, *times* times, when it is asked for *trip*."""

    def __init__(self, store: Store, trip: str, times: int) -> None:
        self._store, self._trip, self.times = store, trip, times

    def __getattr__(self, name: str) -> object:
        return self._go if name == self._trip else getattr(self._store, name)

    async def _go(self, *given: object, **named: object) -> object:
        if self.times:
            self.times -= 1
            raise StoreUnavailable("the database is away")
        return await getattr(self._store, self._trip)(*given, **named)


@pytest.mark.parametrize(("trip", "answers"), [("retry", [TryLater(1)]), ("sent", [])], ids=["not sent", "shown"])
async def test_what_is_known_of_words_is_kept_once_the_database_is_back(
    store: Store, trip: str, answers: list[Exception | None]
) -> None:
    clock, desk, given = Clock(), Desk(iter(answers)), words("hello")
    away = AwayAt(store, trip, times=9)
    await deliver(away, desk, clock, given)  # type: ignore[arg-type]
    assert away.times == 0
    assert desk.shown == [("1", "hello")]
    await Outbox(store, {NAME: desk}, clock.now, clock.sleep).resume(NAME)  # the next start
    assert (await store.standing()).outbox == {}
    assert await store.sent_as(given.id) == f"message-{given.id}"


@pytest.mark.parametrize("trip", ["sending", "sent_as"])
async def test_a_database_that_is_away_for_a_moment_changes_no_order(store: Store, trip: str) -> None:
    first, away = words("first"), AwayAt(store, trip, times=0)
    clock, desk = Clock(), Desk()
    outbox = await deliver(away, desk, clock, first)  # type: ignore[arg-type]
    for text in ("older", "newer"):
        away.times = 2
        given = (edit(text, first), words(f"after {text}"))
        await store.keep(Changes(at=clock.now(), outbox=given))
        outbox.post(given)
        await outbox.quiet()
    await outbox.pick_up(NAME)
    await outbox.quiet()
    assert [text for _, text in desk.edited] == ["older", "newer"]
    assert [text for _, text in desk.shown] == ["first", "after older", "after newer"]
    assert (await store.standing()).outbox == {}


@pytest.mark.parametrize(("trip", "ended"), [("dropped", Refused("too odd")), ("unreachable", Unreachable("blocked"))])
async def test_that_nobody_takes_words_is_known_once_the_database_is_back(
    store: Store, trip: str, ended: Exception
) -> None:
    clock, desk = Clock(), Desk(iter([ended]))
    await deliver(AwayAt(store, trip, times=9), desk, clock, words("a"))  # type: ignore[arg-type]
    assert (await store.standing()).outbox == {"dropped": 1}


async def test_a_claim_that_the_database_kept_without_saying_so_is_ours(store: Store) -> None:
    class AnswerLost(AwayAt):
        async def _go(self, *given: object, **named: object) -> object:
            made = await getattr(self._store, self._trip)(*given, **named)
            if self.times:
                self.times -= 1
                raise StoreUnavailable("the connection broke")
            return made

    desk = Desk()
    await deliver(AnswerLost(store, "sending", times=1), desk, Clock(), words("a"))  # type: ignore[arg-type]
    assert desk.shown == [("1", "a")]


async def test_a_file_that_is_made_from_the_database_waits_for_it(store: Store) -> None:
    away = AwayAt(store, "standing", times=3)

    async def make(recipe: str) -> Attachment:
        await away.standing()  # type: ignore[operator]
        return Attachment("log.csv", "text/csv", recipe.encode())

    clock, desk, given = Clock(), Desk(), replace(words("your log"), recipe="export")
    await store.keep(Changes(at=clock.now(), outbox=(given,)))
    outbox = Outbox(store, {NAME: desk}, clock.now, clock.sleep, make)
    outbox.post((given,))
    await outbox.quiet()
    assert [file.name for file in desk.attached] == ["log.csv"]
    assert (await store.standing()).outbox == {}
