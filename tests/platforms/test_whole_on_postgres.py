"""The whole bot on a real PostgreSQL server: the week, a restart in it, and two bots that look at the same promises."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from itertools import count

import pytest

from bot.app import App, open_app
from bot.config import Config, Database, Secrets
from bot.platforms.telegram import Telegram
from tests.bot.desk import Clock
from tests.contracts import conftest as contracts
from tests.contracts.databases import run, tables
from tests.servers.telegram import BotApi

ANN = 7
MANY = range(101, 113)
SCHEMAS = count(1)

postgres_server = contracts.postgres_server


@pytest.fixture
async def url(postgres_server: str) -> str:
    """A database of its own, without a schema in it yet."""
    name = f"whole_{next(SCHEMAS)}"
    await run(postgres_server, f"CREATE SCHEMA {name}")
    return f"{postgres_server}&search_path={name}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(clock: Clock) -> AsyncIterator[BotApi]:
    async with BotApi(now=lambda: clock.at.timestamp()) as server:
        yield server


@asynccontextmanager
async def bot_on(url: str, api: BotApi, clock: Clock, *, polls: bool = True) -> AsyncIterator[App]:
    """The bot. One that does not poll only has the clock's part: it looks at the promises and sends what is due."""
    config, secrets = Config(database=Database(url=url)), Secrets(_env_file=None)
    async with open_app(config, secrets, now=clock.now, sleep=clock.sleep) as app:
        telegram = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
        app.platforms[telegram.name] = telegram
        running = asyncio.create_task(app.run() if polls else asyncio.Event().wait())
        try:
            yield app
            await app.drain(5)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            await telegram.close()


async def test_text_thumb_restart_a_week_and_hit_it(url: str, api: BotApi, clock: Clock) -> None:
    async with bot_on(url, api, clock):
        api.say(ANN, "bench 185x5 slept 8h sore 2")
        [answer] = await api.replies(ANN, 1)
        assert answer.text.startswith("Logged: bench 185 × 5 (est. 1RM 216)")
        assert "Next: 190 × 5" in answer.text
        assert answer.labels[:4] == ["Done as prescribed", "Missed", "👍", "👎"]
    async with bot_on(url, api, clock):
        press = api.press(answer, "👍")
        await api.until(lambda: press in api.answered)
        await api.replies(ANN, 2)
        assert await run(url, "SELECT thumb FROM feedback") == [{"thumb": "up"}]
    clock.at += timedelta(days=7)
    async with bot_on(url, api, clock) as app:
        await app.look()
        question = (await api.replies(ANN, 3))[-1]
        assert question.text.endswith("in you on bench. Did you get it?")
    async with bot_on(url, api, clock) as app:
        api.press(question, "Hit it")
        await api.replies(ANN, 4)
        clock.at += timedelta(days=1)
        assert await app.look() == 0
    assert await run(url, "SELECT exercise, outcome FROM predictions") == [
        {"exercise": "bench_press", "outcome": "hit"}
    ]
    assert await run(url, "SELECT load_milli, reps FROM entries") == [{"load_milli": 185_000, "reps": 5}]


async def test_two_bots_that_look_at_the_same_promises_ask_each_lifter_once(
    url: str, api: BotApi, clock: Clock
) -> None:
    async with bot_on(url, api, clock) as first, bot_on(url, api, clock, polls=False) as second:
        for chat in MANY:
            api.say(chat, "bench 185x5 slept 8h sore 2")
        for chat in MANY:
            await api.replies(chat, 1)
        await first.quiet()
        clock.at += timedelta(days=7)
        looked_at = await asyncio.gather(*(bot.look() for bot in (first, second) * 3))
        assert sum(looked_at) == len(MANY)
        await asyncio.gather(first.quiet(), second.quiet())
        asked = Counter(chat for chat in MANY for shown in api.sent(chat) if "Did you get it?" in shown.text)
        assert asked == dict.fromkeys(MANY, 1)


async def test_a_message_that_is_delivered_again_after_a_restart_logs_nothing_new(
    url: str, api: BotApi, clock: Clock
) -> None:
    async with bot_on(url, api, clock):
        await api.until(lambda: api.calls("getUpdates"), "the first poll")
        api.fail("getUpdates", hangs=True)  # the one that would confirm what the first one brings
        bench = api.say(ANN, "bench 185x5")
        await api.replies(ANN, 1)
    assert len(api.queue.pending()) == 1
    async with bot_on(url, api, clock):
        squat = api.say(ANN, "squat 225x5")
        [answer] = api.sent(ANN)
        await api.until(lambda: "squat 225 × 5" in answer.text, "the session's message to have it")
    sources = [row["source"] for row in await run(url, "SELECT source FROM entries ORDER BY seq")]
    assert sources == [f"telegram:{ANN}:{message}" for message in (bench, squat)]
    assert len(api.sent(ANN)) == 1
    assert len(answer.versions) == 2


async def test_forget_me_leaves_no_row_about_the_lifter(url: str, api: BotApi, clock: Clock) -> None:
    async with bot_on(url, api, clock) as app:
        api.say(ANN, "bench 185x5 slept 8h sore 2")
        await api.replies(ANN, 1)
        api.say(ANN, "forget me")
        asked = (await api.replies(ANN, 2))[-1]
        api.press(asked, asked.labels[0])
        await api.replies(ANN, 3)
        await app.quiet()
    left = {name: await run(url, f"SELECT * FROM {name}") for name in await tables(url)}
    assert not any("185" in str(row) for rows in left.values() for row in rows)
    assert left["users"] == []
