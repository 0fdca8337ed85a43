"""Telegram calls the bot: what is taken, what is refused, and that nothing is lost or logged twice."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.config import Config, ConfigError, Secrets
from bot.message import Pressed
from bot.platforms.registry import build_platforms
from bot.platforms.telegram import Telegram, WebhookRefused
from bot.platforms.telegram_webhook import HEADER, LOOK_EVERY_SECONDS, WEBHOOK_LOST, Webhook
from storage.records import Update
from storage.store import StoreUnavailable
from tests.bot.desk import Clock
from tests.platforms.telegram_stage import AT, THUMBS, Inbox, Naps, running, words
from tests.platforms.whole_bot import rows, whole_bot
from tests.servers.telegram import BotApi

SECRET = "a-secret_that-only-Telegram-knows"
MOST_BYTES = 1000
SLOW_SECONDS = 0.05
UPDATE: dict[str, Any] = {"update_id": 5, "message": {"message_id": 1}}
ENTRIES = "SELECT count(*) FROM entries"


class Looks(Naps):
    """Sleep that takes no time, but that between looks at the webhook, which lasts until *next* is set."""

    def __init__(self) -> None:
        super().__init__()
        self.next = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        if seconds >= LOOK_EVERY_SECONDS:
            await self.next.wait()
            self.next.clear()
        else:
            await super().__call__(seconds)


class Door:
    """A bot that is called by a loopback Bot API server, and the port where it listens."""

    def __init__(self, api: BotApi) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/telegram/updates"
        self.webhook = Webhook(self.url, SECRET, MOST_BYTES, SLOW_SECONDS)
        self.looks = Looks()
        self.telegram = Telegram(api.token, api.base_url, now=lambda: AT, sleep=self.looks, webhook=self.webhook)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        app = web.Application()
        app.add_routes(self.telegram.routes)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.SockSite(runner, self.socket).start()
        try:
            yield
        finally:
            await runner.cleanup()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def door(api: BotApi) -> AsyncIterator[Door]:
    door = Door(api)
    async with door.open():
        yield door
    await door.telegram.close()


@pytest.fixture
async def inbox(api: BotApi, door: Door) -> AsyncIterator[Inbox]:
    inbox = Inbox()
    async with running(door.telegram, inbox):
        await api.until(lambda: api.webhook)
        yield inbox


@pytest.fixture
async def stranger() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


# ── what Telegram sends ──


async def test_telegram_is_asked_to_call_and_an_update_becomes_a_row(api: BotApi, door: Door, inbox: Inbox) -> None:
    [asked] = api.calls("setWebhook")
    assert (asked["url"], asked["secret_token"]) == (door.url, SECRET)
    assert "message_reaction" in asked["allowed_updates"]
    assert asked.get("drop_pending_updates") is not True
    api.say(7, "bench 185x5")
    assert await api.deliver() == [200]
    [row] = inbox.rows
    assert (row.chat, row.received_at, json.loads(row.raw)["message"]["text"]) == ("7", AT, "bench 185x5")
    assert api.calls("getUpdates") == []
    assert api.calls("deleteWebhook") == []


async def test_what_waited_while_the_bot_was_down_comes_when_it_is_up(api: BotApi, door: Door) -> None:
    api.say(7, "written while the bot was down")
    api.webhook = door.url
    api.calls_out.secret = SECRET
    assert await api.deliver() == [503], "so that Telegram sends it again"
    inbox = Inbox()
    async with running(door.telegram, inbox):
        await api.until(lambda: api.calls("setWebhook"))
        assert await api.deliver() == [200]
    assert len(inbox.rows) == 1
    api.say(7, "written after it")
    assert await api.deliver() == [503]
    assert api.webhook, "it stays, so that the next run gets what is written now"


async def test_what_could_not_be_kept_is_not_confirmed_and_comes_again(api: BotApi, door: Door) -> None:
    api.say(7, "bench 185x5")
    inbox = Inbox(failures=1)
    with capture_logs() as logs:
        async with running(door.telegram, inbox):
            await api.until(lambda: api.webhook)
            assert await api.deliver() == [500]
            assert inbox.rows == []
            assert await api.deliver() == [200]
    assert len(inbox.rows) == 1
    assert any("could not be kept" in log["event"] for log in logs)


async def test_while_the_database_is_away_telegram_keeps_updates_and_the_log_stays_short(
    api: BotApi, door: Door
) -> None:
    async def away(updates: Sequence[Update]) -> None:
        raise StoreUnavailable("the database is away")

    api.say(7, "bench 185x5")
    with capture_logs() as logs:
        async with running(door.telegram, away):
            await api.until(lambda: api.webhook)
            assert [await api.deliver() for _ in range(20)] == [[503]] * 20
    told = [log for log in logs if log["log_level"] != "debug" and "database" in str(log)]
    assert [log["why"] for log in told] == ["the database is away"]


async def test_nothing_is_confirmed_before_it_is_kept(api: BotApi, door: Door) -> None:
    reached, kept = asyncio.Event(), asyncio.Event()

    async def slow(updates: Sequence[Update]) -> None:
        reached.set()
        await kept.wait()

    api.say(7, "bench 185x5")
    async with running(door.telegram, slow):
        await api.until(lambda: api.webhook)
        delivered = asyncio.create_task(api.deliver())
        await reached.wait()
        assert not delivered.done()
        kept.set()
        assert await delivered == [200]


async def test_a_press_is_answered_once_it_is_kept(api: BotApi, door: Door, inbox: Inbox) -> None:
    api.say(7, "bench 185x5")
    await door.telegram.send(words(buttons=THUMBS))
    press = api.press(api.sent(7)[0], "👍")
    assert await api.deliver() == [200, 200]
    await api.until(lambda: api.answered == [press])
    pressed = door.telegram.read(inbox.rows[1])
    assert isinstance(pressed, Pressed)
    assert pressed.press == "up:1f"


async def test_who_may_manage_is_asked_here_too(api: BotApi, door: Door, inbox: Inbox) -> None:
    api.call_group(-100, "The gym", 5)
    api.say(-100, "/group summary on", user=5)
    await api.deliver()
    said = door.telegram.read(inbox.rows[0])
    assert said
    assert said.company
    assert said.company.may_manage


async def test_an_address_that_telegram_does_not_take_ends_the_run_with_a_sentence(api: BotApi) -> None:
    webhook = Webhook("nowhere", SECRET, MOST_BYTES)
    telegram = Telegram(api.token, api.base_url, now=lambda: AT, sleep=Naps(), webhook=webhook)
    with pytest.raises(
        WebhookRefused, match=r"does not take telegram.webhook_url \(.*https url.*\): .*https address\.$"
    ):
        await telegram.run(Inbox())


async def test_the_secret_is_in_no_log_record(api: BotApi, door: Door, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("", "telegram", "telegram.Bot", "aiohttp"):
        caplog.set_level(logging.DEBUG, logger=name)
    api.fail("setWebhook", status=500)
    with capture_logs() as logs:
        async with running(door.telegram, Inbox()):
            await api.until(lambda: api.webhook)
    assert "setWebhook" in caplog.text
    assert SECRET not in caplog.text + str(logs)


async def test_a_server_that_is_away_is_asked_again(api: BotApi, door: Door) -> None:
    api.fail("setWebhook", status=502, body="<html>")
    api.fail("setWebhook")
    async with running(door.telegram, Inbox()):
        await api.until(lambda: api.webhook)


# ── what others send ──


Head = dict[str, str]
WRONG: list[tuple[str, Head]] = [
    ("missing", {}),
    ("empty", {HEADER: ""}),
    ("wrong", {HEADER: SECRET[:-1] + "x"}),
    ("the beginning", {HEADER: SECRET[:-1]}),
    ("more", {HEADER: SECRET + "x"}),
    ("not ASCII", {HEADER: "geheimniß"}),
    ("elsewhere", {"Authorization": SECRET}),
]


@pytest.mark.parametrize("head", [case[1] for case in WRONG], ids=[case[0] for case in WRONG])
async def test_without_the_secret_it_is_403_and_nothing_is_kept(
    door: Door, inbox: Inbox, stranger: aiohttp.ClientSession, head: Head
) -> None:
    async with stranger.post(door.url, json=UPDATE, headers=head) as answer:
        assert (answer.status, await answer.text()) == (403, "")
    assert inbox.rows == []


async def test_without_the_secret_the_body_is_not_even_read(
    door: Door, inbox: Inbox, stranger: aiohttp.ClientSession
) -> None:
    async with stranger.post(door.url, data=never_ending()) as answer:
        assert answer.status == 403


async def never_ending() -> AsyncIterator[bytes]:
    yield b"{"
    await asyncio.Event().wait()


async def test_a_stranger_who_calls_without_end_is_told_of_once(
    door: Door, inbox: Inbox, stranger: aiohttp.ClientSession
) -> None:
    with capture_logs() as logs:
        for _ in range(3):
            await stranger.post(door.url, json=UPDATE, headers={HEADER: "guess"})
    assert [log["log_level"] for log in logs].count("warning") == 1
    assert "guess" not in str(logs)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_only_post_is_taken(door: Door, inbox: Inbox, stranger: aiohttp.ClientSession, method: str) -> None:
    async with stranger.request(method, door.url, headers={HEADER: SECRET}) as answer:
        assert answer.status == 405


async def chunked(size: int) -> AsyncIterator[bytes]:
    """A body whose length is not told before."""
    for _ in range(size // 100):
        yield b" " * 100


Body = Callable[[], Any]
REFUSED: list[tuple[str, Body, int]] = [
    ("oversized", lambda: b" " * (MOST_BYTES + 1), 413),
    ("oversized in chunks", lambda: chunked(10 * MOST_BYTES), 413),
    ("slow", never_ending, 408),
    ("empty", lambda: b"", 400),
    ("no JSON", lambda: b"{", 400),
    ("no text", lambda: b"\xff\xfe", 400),
    ("too deep", lambda: b"[" * MOST_BYTES, 400),
    ("a list", lambda: b"[]", 400),
    ("null", lambda: b"null", 400),
    ("no id", lambda: b'{"message": {}}', 400),
    ("a wordy id", lambda: b'{"update_id": "5"}', 400),
    ("a true id", lambda: b'{"update_id": true}', 400),
    ("no number", lambda: b'{"update_id": NaN}', 400),
]


@pytest.mark.parametrize(("body", "status"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
async def test_what_is_no_update_is_refused_even_with_the_secret(
    door: Door, inbox: Inbox, stranger: aiohttp.ClientSession, body: Body, status: int
) -> None:
    async with stranger.post(door.url, data=body(), headers={HEADER: SECRET}) as answer:
        assert answer.status == status
    assert inbox.rows == []


async def test_a_body_of_just_the_size_is_taken(door: Door, inbox: Inbox, stranger: aiohttp.ClientSession) -> None:
    body = json.dumps(UPDATE).encode()
    async with stranger.post(door.url, data=body.ljust(MOST_BYTES), headers={HEADER: SECRET}) as answer:
        assert answer.status == 200
    assert [row.id for row in inbox.rows] == ["5"]


async def test_who_hangs_up_in_the_middle_keeps_nobody_waiting(api: BotApi, door: Door, inbox: Inbox) -> None:
    host, port = door.socket.getsockname()
    _, writer = await asyncio.open_connection(host, port)
    writer.write(
        f"POST /telegram/updates HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\nContent-Length: 9\r\n\r\n{{".encode()
    )
    await writer.drain()
    writer.close()
    api.say(7, "bench 185x5")
    assert await api.deliver() == [200]
    assert len(inbox.rows) == 1


# ── the whole bot ──


async def test_a_redelivered_message_is_logged_once_and_a_forged_button_does_nothing(
    api: BotApi, door: Door, tmp_path: Path
) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with whole_bot(database, door.telegram, clock.now, clock.sleep):
        await api.until(lambda: api.webhook)
        api.say(7, "bench 185x5 slept 8h sore 2")
        [update] = api.queue.pending()
        assert await api.deliver() == [200]
        assert [await api.calls_out.call(update) for _ in range(2)] == [200, 200]
        [answer] = await api.replies(7, 1)
        assert rows(database, ENTRIES) == [(1,)]
        api.say(8, "hello")
        await api.deliver()
        await api.replies(8, 1)
        owner = rows(database, "SELECT id FROM users ORDER BY id")[0][0]
        done = answer.press(answer.labels[0])
        for count, press in enumerate((done, f"forget:{owner}", "up:0000", "done:0000:3", "undo:all"), 2):
            api.press(api.sent(8)[0], press, user=8, name="Eve")
            assert await api.deliver() == [200]
            await api.replies(8, count)
    assert rows(database, ENTRIES) == [(1,)]
    assert len(api.sent(7)) == 1


# ── the configuration ──


def built(secret: str) -> Telegram:
    telegram = {"mode": "webhook", "webhook_url": "https://example.org/telegram"}
    secrets = Secrets(telegram_bot_token="1:x", telegram_webhook_secret=secret, _env_file=None)
    platform = build_platforms(Config(telegram=telegram), secrets, lambda: AT, Naps())["telegram"]
    assert isinstance(platform, Telegram)
    return platform


@pytest.mark.parametrize("secret", ["", "with spaces", "schlüssel", "x" * 257, "line\n"])
async def test_a_webhook_needs_a_secret_that_telegram_takes(secret: str) -> None:
    with pytest.raises(ConfigError, match=r"^telegram.mode: webhook needs TELEGRAM_WEBHOOK_SECRET .*\.$") as refused:
        built(secret)
    assert not secret or secret not in str(refused.value)


async def test_the_path_of_the_address_is_the_route() -> None:
    [route] = built(SECRET).routes
    assert isinstance(route, web.RouteDef)
    assert (route.method, route.path) == ("POST", "/telegram")


async def test_who_polls_has_no_route(api: BotApi) -> None:
    assert list(Telegram(api.token, api.base_url, now=lambda: AT, sleep=Naps()).routes) == []


async def test_a_webhook_that_another_takes_away_is_set_again(api: BotApi, door: Door, inbox: Inbox) -> None:
    for _ in range(2):
        api.fail("getWebhookInfo", status=502, body="<html>")
        door.looks.next.set()
    api.webhook = ""
    with capture_logs() as logs:
        while not api.webhook:
            door.looks.next.set()
            await asyncio.sleep(0.01)
    assert api.webhook == door.url
    assert [log["event"] for log in logs if log["log_level"] == "error"] == [WEBHOOK_LOST]
    api.say(7, "bench 185x5")
    await api.calls_out.deliver()
    await inbox.until(1)
