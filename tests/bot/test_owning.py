"""Of two workers on one database one serves a platform; the other takes over when that one has died."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.commands.talk import talk
from bot.config import Config, Database, Secrets
from bot.health import Receiving
from bot.platforms import Accept
from storage.open import open_store
from storage.records import Changes, Outgoing
from tests.bot.desk import NAME, Clock, update, words
from tests.bot.lifter import Lifter, Room
from tests.contracts import conftest as contracts

postgres_server, engine, url = contracts.postgres_server, contracts.engine, contracts.url
PATIENCE_SECONDS = 10


class Open(Room):
    """A platform that receives until it is ended."""

    def __init__(self) -> None:
        super().__init__()
        self.accept: Accept | None = None

    async def run(self, accept: Accept) -> None:
        self.accept = accept
        try:
            await asyncio.Event().wait()
        finally:
            self.accept = None


@asynccontextmanager
async def worker(url: str, clock: Clock) -> AsyncIterator[tuple[App, Open]]:
    async def nap(seconds: float) -> None:
        await clock.sleep(seconds)
        await asyncio.sleep(0.001)  # a real one lets others run

    room = Open()
    config = Config(database=Database(url=url))
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=nap) as app:
        app.platforms[NAME] = room
        running = asyncio.create_task(app.run())
        try:
            yield app, room
            await app.drain(5)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():
            await asyncio.sleep(0.001)


async def test_the_second_worker_stands_by_and_takes_over_when_the_first_has_ended(url: str) -> None:
    clock = Clock()
    async with worker(url, clock) as (first, room):
        await until(lambda: room.accept)
        async with worker(url, clock) as (second, other):
            await until(lambda: second.operators.receiving.get(NAME) is Receiving.STANDING_BY)
            ann = Lifter(first, room, clock)
            await ann.say("bench 185x5")
            assert (len(room.seen), other.accept, other.seen) == (1, None, [])
            await first.store.close()  # what it held is free, as after its death
            await until(lambda: other.accept)
            assert second.operators.receiving[NAME] is Receiving.RUNNING
            other.said.update(room.said)  # so that what he says now is a new update
            await Lifter(second, other, clock).say("bench 190x5")
            assert len(other.seen) >= 1
            assert len(room.seen) == 1


async def test_what_waited_for_the_first_worker_is_sent_by_the_second(url: str) -> None:
    clock = Clock()
    async with worker(url, clock) as (first, room):
        await until(lambda: room.accept)
        async with worker(url, clock) as (second, other):
            await until(lambda: second.operators.receiving.get(NAME) is Receiving.STANDING_BY)
            await second.store.keep(Changes(at=clock.now(), outbox=(words("left over"),)))
            await second.store.receive([update("u1")])
            second.outbox.post([words("left over")])
            await second.outbox.quiet()
            assert other.seen == []
            await first.store.close()
            await until(lambda: other.seen)
    assert other.seen == ["left over"]


async def test_words_of_a_worker_that_stands_by_are_picked_up_once_by_the_one_that_sends(url: str) -> None:
    clock = Clock()
    async with worker(url, clock) as (first, room), open_store(url) as aside:
        await until(lambda: room.accept)
        await aside.keep(Changes(at=clock.now(), outbox=tuple(words(f"{n}") for n in range(5))))
        await asyncio.gather(*(first.owning.pick_up() for _ in range(3)))
        await first.outbox.quiet()
        assert room.seen == [f"{n}" for n in range(5)]


async def test_a_platform_may_be_given_up_while_words_are_picked_up(tmp_path: Path) -> None:
    clock = Clock()
    async with worker(f"sqlite:///{tmp_path}/bot.db", clock) as (app, room):
        app.platforms["second"] = Open()
        await until(lambda: room.accept)
        app.owning._serving["second"] = None
        written = app.store.written

        async def lost_meanwhile(name: str, limit: int) -> tuple[Outgoing, ...]:
            app.owning._serving.pop("second", None)
            return await written(name, limit)

        app.store.written = lost_meanwhile  # type: ignore[method-assign]
        await app.owning.pick_up()


async def test_only_one_of_two_workers_asks_what_is_due(url: str) -> None:
    clock = Clock()
    async with worker(url, clock) as (first, room), worker(url, clock) as (second, other):
        await until(lambda: room.accept or other.accept)
        at_work = first if room.accept else second
        ann = Lifter(at_work, room if room.accept else other, clock)
        await ann.say("bench 185x5 slept 8h sore 2")
        clock.at = clock.at.replace(day=29, hour=18)
        looked_at = [await one.look() for one in (first, second, first)]
        assert sum(looked_at) == 1
        await at_work.owning.pick_up()
        await at_work.outbox.quiet()
        assert sum("Did you get it?" in text for text in (*room.seen, *other.seen)) == 1


async def test_a_platform_that_another_worker_has_taken_is_given_up(tmp_path: Path) -> None:
    clock, url = Clock(), f"sqlite:///{tmp_path}/bot.db"
    async with worker(url, clock) as (app, room):
        await until(lambda: room.accept)

        async def lost(_name: str) -> bool:
            return False

        app.store.hold = lost  # type: ignore[method-assign]
        await app.owning.look()
        await until(lambda: room.accept is None)
        assert not app.outbox.sends(NAME)
        assert app.operators.receiving[NAME] is Receiving.ENDED


@pytest.mark.parametrize("user", ["ann", "ben"])
async def test_two_terminals_may_be_open_on_one_database(tmp_path: Path, user: str) -> None:
    config = Config(database=Database(url=f"sqlite:///{tmp_path}/chat.db"))

    async def lines() -> AsyncIterator[str]:
        yield "bench 185x5"

    shown: list[str] = []
    async with open_store(config.database.url) as other:
        assert await other.hold("console")
        await talk(config, Secrets(_env_file=None), user, lines(), shown.append, lambda _: None)
    assert any("Logged: bench 185" in text for text in shown)


async def test_a_rest_is_rung_by_the_worker_that_sends(tmp_path: Path) -> None:
    clock, url = Clock(), f"sqlite:///{tmp_path}/bot.db"
    async with worker(url, clock) as (first, room):
        await until(lambda: room.accept)
        async with worker(url, clock) as (second, _other):
            await until(lambda: second.operators.receiving.get(NAME) is Receiving.STANDING_BY)
            await Lifter(first, room, clock).say("rest 2")
            clock.at += timedelta(minutes=2)
            assert [await second.alarms.ring(), await first.alarms.ring()] == [0, 1]
