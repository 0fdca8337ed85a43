"""The real client on the loopback Discord: what was missed is found, a nonce holds, and a chat keeps its order."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.message import Said
from bot.platforms import Known
from bot.platforms.discord import Discord
from storage.records import Address, Outgoing, Update, row_id
from tests.servers.discord import WATCHED, DiscordApi

ANN, BEN = 7, 8


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()


class Kept:
    """Rows as a store would keep them, and what the client asks of one."""

    def __init__(self) -> None:
        self.updates: dict[str, Update] = {}
        self.notes: dict[str, str] = {}

    async def accept(self, updates: Sequence[Update]) -> None:
        self.updates |= {update.id: update for update in updates}

    async def last_seen(self, _platform: str) -> dict[str, str]:
        return {update.chat: update.id for update in self.updates.values()}

    async def noted(self, name: str) -> str | None:
        return self.notes.get(name)

    async def note(self, name: str, value: str) -> None:
        self.notes[name] = value


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordApi]:
    async with DiscordApi(now=clock.seconds) as api:
        monkeypatch.setattr(Route, "BASE", api.rest_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(api.gateway_url))
        yield api


@asynccontextmanager
async def running(api: DiscordApi, clock: Clock, kept: Kept) -> AsyncIterator[Discord]:
    bot = Discord(api.token, now=clock.now, sleep=asyncio.sleep, watched_channels=(str(WATCHED),))
    bot.learn(Known(last_seen=kept.last_seen, noted=kept.noted, note=kept.note, suggest=lambda _: ()))
    sessions, run = api.gateway.sessions, asyncio.create_task(bot.run(kept.accept))
    await api.until(lambda: api.gateway.sessions > sessions, "a session")
    try:
        yield bot
    finally:
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run


def said(bot: Discord, kept: Kept) -> list[str]:
    read = [bot.read(update) for update in kept.updates.values()]
    return [one.text for one in read if isinstance(one, Said)]


async def heard(bot: Discord, kept: Kept, *texts: str) -> None:
    async with asyncio.timeout(10):
        while said(bot, kept) != list(texts):
            await asyncio.sleep(0.01)


async def test_what_was_said_while_nobody_was_there_is_not_told_and_is_found_by_asking(
    api: DiscordApi, clock: Clock
) -> None:
    kept, talk = Kept(), api.talk(ANN)
    async with running(api, clock, kept) as bot:
        await api.say(talk, "one")
        await api.say(WATCHED, "two", account=BEN)
        await heard(bot, kept, "one", "two")
    for number in range(3, 8):
        await api.say(talk, str(number))
    assert api.requests[-1][1] != f"/api/channels/{talk}/messages"
    async with running(api, clock, kept) as bot:
        await api.say(talk, "8")
        await heard(bot, kept, "one", "two", *"345678")


async def test_however_much_was_missed_is_read(api: DiscordApi, clock: Clock) -> None:
    kept, talk = Kept(), api.talk(ANN)
    async with running(api, clock, kept) as bot:
        await api.say(talk, "0")
        await heard(bot, kept, "0")
    for number in range(1, 251):
        await api.say(talk, str(number))
    async with running(api, clock, kept) as bot:
        await api.say(talk, "251")
        async with asyncio.timeout(10):
            while len(kept.updates) < 252:
                await asyncio.sleep(0.01)
        assert said(bot, kept) == [str(number) for number in range(252)]
    pages = [path for method, path in api.requests if (method, path) == ("GET", f"/api/channels/{talk}/messages")]
    assert len(pages) == 3, "a hundred messages each"


class SlowAtFirst(Kept):
    """Keeps what came first last, unless nothing else is told to it meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_for, self.may_go_on = 0, asyncio.Event()

    async def accept(self, updates: Sequence[Update]) -> None:
        self.asked_for += 1
        if self.asked_for == 1:
            await self.may_go_on.wait()
        await super().accept(updates)


async def test_a_chat_s_messages_are_kept_one_after_the_other_and_other_chats_do_not_wait(
    api: DiscordApi, clock: Clock
) -> None:
    kept, talk, other = SlowAtFirst(), api.talk(ANN), api.talk(BEN)
    async with running(api, clock, kept) as bot:
        for text in ("one", "two"):
            await api.say(talk, text)
        await api.say(other, "beside")
        await heard(bot, kept, "beside")
        assert kept.asked_for == 2, "a kill now would lose the first of two, if the second were kept"
        kept.may_go_on.set()
        await heard(bot, kept, "beside", "one", "two")


@pytest.mark.parametrize(("minutes", "shown"), [(2, 1), (4, 2)])
async def test_a_nonce_makes_one_message_of_two_for_some_minutes(
    api: DiscordApi, clock: Clock, minutes: int, shown: int
) -> None:
    talk = api.talk(ANN)
    words = Outgoing(
        id=row_id("w"), turn=row_id("t"), address=Address("discord", str(talk)), text="Logged.", written_at=clock.at
    )
    async with running(api, clock, Kept()) as bot:
        first = await bot.send(words)
        clock.at += timedelta(minutes=minutes)
        again = await bot.send(words)
        assert ((again == first), len(api.sent(talk)), api.repeated) == (shown == 1, shown, 2 - shown)
        await bot.edit(words, first)
        assert [len(one.versions) for one in api.sent(talk)] == [2, 1][:shown]
