"""What may come back instead of a message: refusals, rate limits, lost connections."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeAlias

import discord
import pytest
from aiohttp import web
from discord.http import Route

from bot.platforms import Gone, Refused, TryLater, Unreachable
from bot.platforms.discord import CannotStart, Discord
from storage.records import Address, Outgoing, Update, row_id
from tests.platforms.discord_stage import discord_stage

UNKNOWN_MESSAGE = 10008
NOW = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
WORDS = Outgoing(
    id=row_id("reply"),
    turn=row_id("turn"),
    address=Address("discord", "10"),
    text="Logged: bench 185 × 5.",
    written_at=NOW,
)
US = {"id": "1", "username": "focusflow", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "1",
    "name": "FocusFlow",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": US,
    "flags": 0,
}

Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


def as_discord(body: object, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})) -> web.Response:
    """JSON with a bare content type: the library reads any other as text."""
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json", **headers}
    )


async def too_fast(_: web.Request) -> web.StreamResponse:
    body = {"message": "You are being rate limited.", "retry_after": 45.5, "global": False}
    return as_discord(body, 429, {"Via": "1.1 google", "Retry-After": "46"})


async def banned_for_a_while(_: web.Request) -> web.StreamResponse:
    return web.Response(text="error code: 1015", status=429, headers={"Retry-After": "120"})


async def banned(_: web.Request) -> web.StreamResponse:
    return web.Response(text="error code: 1015", status=429)


async def hung_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


class Wire:
    """A loopback server for the library's own HTTP client; it lets the bot in and gives *answer* to what it sends."""

    def __init__(self) -> None:
        self.runner = web.AppRunner(self.app(), shutdown_timeout=0.1)
        self.answer: Answer = hung_up
        self.me: Answer | None = None  # in the place of letting it in
        self.token_is_good = True
        self.nonces: list[tuple[str, bool]] = []

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/users/@me", self._me)
        app.router.add_get("/oauth2/applications/@me", self._application)
        app.router.add_put("/applications/1/commands", self._commands)
        app.router.add_post("/channels/10/messages", self._message)
        return app

    async def _me(self, request: web.Request) -> web.StreamResponse:
        if self.me is not None:
            return await self.me(request)
        return as_discord(US, 200 if self.token_is_good else 401)

    async def _application(self, _: web.Request) -> web.StreamResponse:
        return as_discord(APPLICATION)

    async def _commands(self, _: web.Request) -> web.StreamResponse:
        return as_discord([])

    async def _message(self, request: web.Request) -> web.StreamResponse:
        body: dict[str, Any] = await request.json()
        self.nonces.append((body["nonce"], body["enforce_nonce"]))
        return await self.answer(request)


@pytest.fixture
async def wire(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wire]:
    wire = Wire()
    await wire.runner.setup()
    await web.TCPSite(wire.runner, "127.0.0.1", 0).start()
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{wire.runner.addresses[0][1]}")
    yield wire
    await wire.runner.cleanup()


async def nobody(_: Sequence[Update]) -> None:
    pass


async def without_gateway(client: discord.Client, token: str) -> None:
    await client.login(token)
    await asyncio.Event().wait()


@asynccontextmanager
async def running() -> AsyncIterator[Discord]:
    is_in = asyncio.Event()

    async def connect(client: discord.Client, token: str) -> None:
        await client.login(token)
        is_in.set()
        await asyncio.Event().wait()

    bot = Discord("MTIz.fake.token", now=lambda: NOW, sleep=asyncio.sleep, connect=connect)
    run = asyncio.create_task(bot.run(nobody))
    try:
        async with asyncio.timeout(10):
            await is_in.wait()
        yield bot
    finally:
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run


@pytest.mark.parametrize(
    ("answer", "seconds"), [(too_fast, 45.5), (banned_for_a_while, 120), (banned, 60), (hung_up, 1)]
)
async def test_words_that_were_not_taken_are_sent_later(wire: Wire, answer: Answer, seconds: float) -> None:
    wire.answer = answer
    async with running() as bot:
        with pytest.raises(TryLater) as later:
            await bot.send(WORDS)
    assert later.value.seconds == seconds


async def test_a_line_that_breaks_leaves_it_open_whether_words_were_taken(wire: Wire) -> None:
    async with running() as bot:
        with pytest.raises(TryLater) as broken:
            await bot.send(WORDS)
        await wire.runner.cleanup()
        for _ in range(2):  # the first goes out on a line that was open before
            with pytest.raises(TryLater) as unreachable:
                await bot.send(WORDS)
    assert broken.value.maybe_taken
    assert not unreachable.value.maybe_taken


async def test_words_that_may_have_left_are_sent_again_under_the_same_nonce(wire: Wire) -> None:
    async with running() as bot:
        for _ in range(2):
            with pytest.raises(TryLater):
                await bot.send(WORDS)
    assert wire.nonces == [(WORDS.id, True)] * 2


async def test_a_refused_token_is_said_with_what_to_do(wire: Wire) -> None:
    wire.token_is_good = False
    bot = Discord("MTIz.fake.token", now=lambda: NOW, sleep=asyncio.sleep, connect=without_gateway)
    sending = asyncio.create_task(bot.send(WORDS))
    with pytest.raises(CannotStart, match="Bot page"):
        await bot.run(nobody)
    with pytest.raises(TryLater):
        await sending


@pytest.mark.parametrize(
    ("status", "code", "raised"),
    [
        (403, 50007, Unreachable),
        (403, 50001, Unreachable),
        (403, 50013, Unreachable),
        (404, 10003, Unreachable),
        (404, UNKNOWN_MESSAGE, Refused),
        (401, 0, TryLater),
        (403, 0, TryLater),
        (400, 50035, Refused),
        (500, 0, TryLater),
        (503, 0, TryLater),
        (429, 0, TryLater),
    ],
)
async def test_a_refusal_says_whether_to_try_again(status: int, code: int, raised: type[Exception]) -> None:
    async with discord_stage() as stage, stage.running(nobody) as bot:
        stage.env.inject_error("*", "/channels/*", status=status, code=code, times=None)
        with pytest.raises(raised) as sending:
            await bot.send(WORDS)
        with pytest.raises(raised) as editing:
            await bot.edit(WORDS, "1")
    assert type(sending.value) is raised
    assert type(editing.value) is (Gone if code == UNKNOWN_MESSAGE else raised)


async def test_a_channel_that_is_gone_is_unreachable() -> None:
    async with discord_stage() as stage, stage.running(nobody) as bot:
        with pytest.raises(Unreachable):
            await bot.send(WORDS)
