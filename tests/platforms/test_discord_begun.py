"""Which chats are new since all was read, who else may wait for them, and what outlives a client."""

import asyncio
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, NoReturn

import discord
import pytest

from bot.platforms.discord_backfill import CatchUp
from bot.platforms.discord_begun import NOTE, Begun, closed_threads
from bot.platforms.discord_belonging import LASTS, Belonging
from bot.platforms.discord_client import Client, Settings
from tests.platforms.discord_stage import discord_stage
from tests.platforms.test_discord_missed import Store

NOW = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)


def id_at(hours: float) -> int:
    return discord.utils.time_snowflake(NOW + timedelta(hours=hours))


async def no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)


async def test_a_chat_is_new_once_that_has_no_past_and_was_begun_since() -> None:
    store = Store(notes={NOTE: str(id_at(-2))})
    begun = Begun(store.known, lambda: NOW)
    heard, new, old = str(id_at(-1.5)), str(id_at(-1)), str(id_at(-3))
    await begun.look({heard: id_at(-1)})
    assert [begun.place_of(chat) for chat in (heard, old, "console", new, new)] == [
        None,
        None,
        None,
        int(new) - 1,  # the first message of a forum's post has the post's own id
        None,
    ]


async def test_after_a_release_that_noted_nothing_the_newest_row_tells_when_it_was_there() -> None:
    begun = Begun(Store().known, lambda: NOW)
    await begun.look({"5": id_at(-4), "6": id_at(-2)})
    assert begun.place_of(str(id_at(-3))) is None
    assert begun.place_of(str(id_at(-1))) == id_at(-1) - 1


async def test_what_is_noted_is_when_the_session_began_and_a_clock_that_differs_hides_nothing() -> None:
    store, at = Store(), NOW
    begun = Begun(store.known, lambda: at)
    await begun.look({"5": id_at(-4)})
    at = NOW + timedelta(hours=1)
    await begun.all_read()
    assert id_at(-0.1) < int(store.notes[NOTE]) < id_at(0)
    assert begun.place_of(str(id_at(2))) is None, "what is begun from now on is heard"


async def test_newer_words_of_a_new_chat_wait_for_its_beginning() -> None:
    store, filled = Store(notes={NOTE: str(id_at(-2))}), list[tuple[str, int]]()
    thread = str(id_at(-1))

    async def last_seen() -> Mapping[str, str]:
        return {}

    async def fill(chat: str, after: int) -> None:
        filled.append((chat, after))

    catch_up = CatchUp(last_seen, fill, no_pause, Begun(store.known, lambda: NOW))
    catch_up.begin()
    await catch_up.look()
    assert await catch_up.before(thread)
    assert await catch_up.before(thread)
    assert filled == [(thread, int(thread) - 1)]


# ── a chat that cannot be had now ──────────────────────────────────────────────────────────────────────────────────


class Broken:
    """A chat with a past, of which *lost* is all that comes."""

    def __init__(self, lost: Exception) -> None:
        self.lost = lost
        self.tries = 0
        self.pause = asyncio.Event()
        self.catch_up = CatchUp(self.last_seen, self.fill, self.sleep)

    async def last_seen(self) -> Mapping[str, str]:
        return {"7": "m:100"}

    async def fill(self, _chat: str, _after: int) -> NoReturn:
        self.tries += 1
        raise self.lost

    async def sleep(self, _seconds: float) -> None:
        await self.pause.wait()

    async def begin(self) -> None:
        self.catch_up.begin()
        await self.catch_up.look()


async def test_what_comes_while_it_cannot_be_had_asks_no_more_of_discord() -> None:
    broken = Broken(discord.RateLimited(40.0))
    await broken.begin()
    assert [await broken.catch_up.before("7") for _ in range(3)] == [False] * 3
    assert broken.tries == 1


async def test_a_newer_sweep_takes_over() -> None:
    broken = Broken(discord.RateLimited(40.0))
    await broken.begin()
    first = asyncio.create_task(broken.catch_up.sweep())
    while not broken.tries:
        await asyncio.sleep(0)
    second = asyncio.create_task(broken.catch_up.sweep())
    while broken.tries < 2:
        await asyncio.sleep(0)
    broken.pause.set()
    assert not await first
    assert broken.catch_up.is_sweeping
    second.cancel()
    await asyncio.wait({second})
    assert not broken.catch_up.is_sweeping


def wall() -> discord.Forbidden:
    response: Any = SimpleNamespace(status=403, reason="Forbidden")
    return discord.Forbidden(response, "error code: 1010")


async def test_a_wall_before_discord_closes_no_chat() -> None:
    broken = Broken(wall())
    await broken.begin()
    assert not await broken.catch_up.before("7")
    assert broken.catch_up.behind == {"7": 100}


async def test_a_session_that_was_swept_late_notes_nothing_of_the_next() -> None:
    store, filled = Store(notes={NOTE: str(id_at(-2))}), list[str]()
    lost, tried, pause, at = True, asyncio.Event(), asyncio.Event(), NOW
    begun_between = str(id_at(0.1))

    async def last_seen() -> Mapping[str, str]:
        return {str(id_at(-9)): f"m:{id_at(-3)}"}

    async def fill(chat: str, _after: int) -> None:
        tried.set()
        if lost:
            raise discord.RateLimited(40.0)
        filled.append(chat)

    async def sleep(_seconds: float) -> None:
        await pause.wait()

    client = Client(Settings(frozenset(), True, lambda: at, sleep), asyncio.Event())
    client._begun = Begun(store.known, lambda: at)
    client.catch_up = CatchUp(last_seen, fill, sleep, client._begun)
    await client.on_connect()
    first = asyncio.create_task(client.on_ready())
    await tried.wait()
    at = NOW + timedelta(hours=1)
    await client.on_connect()
    lost = False
    pause.set()
    await first
    assert store.notes == {NOTE: str(id_at(-2))}
    assert await client.catch_up.before(begun_between)
    assert begun_between in filled
    await client.on_ready()
    assert id_at(0.9) < int(store.notes[NOTE]) < id_at(1)


async def test_a_session_that_is_over_takes_no_sweep_over() -> None:
    broken = Broken(discord.RateLimited(40.0))
    await broken.begin()
    before = broken.catch_up.session
    await broken.begin()
    sweeping = asyncio.create_task(broken.catch_up.sweep(broken.catch_up.session))
    while not broken.tries:
        await asyncio.sleep(0)
    assert not await broken.catch_up.sweep(before)
    assert broken.catch_up.is_sweeping
    sweeping.cancel()
    await asyncio.wait({sweeping})


async def test_what_is_unread_outlives_a_client() -> None:
    settings = Settings(frozenset(), True, lambda: NOW, no_pause)
    before, after = (Client(settings, asyncio.Event()) for _ in range(2))
    before.catch_up.also([("7", 100)])
    after.follow(before)
    assert after.catch_up.behind == {"7": 100}


async def test_what_somebody_is_lasts_while_discord_does_not_tell() -> None:
    at = NOW

    async def fetch_member(_account: int) -> Any:
        if at > NOW:
            raise discord.RateLimited(45.0)
        return SimpleNamespace(roles=[])

    guild = SimpleNamespace(id=2, unavailable=False, roles=[], fetch_member=fetch_member)
    client: Any = SimpleNamespace(guilds=[guild])
    belonging = Belonging(client, {"2"}, lambda: at)
    assert await belonging.of(7) == ("2",)
    assert belonging.knows(7)
    at = NOW + LASTS
    assert not belonging.knows(7)
    assert await belonging.of(7) == ("2",)


async def test_who_writes_before_discord_tells_what_a_server_has_is_no_stranger() -> None:
    async def fetch_member(_account: int) -> Any:
        return SimpleNamespace(roles=[role])

    role, at = SimpleNamespace(id=77), NOW
    untold = SimpleNamespace(id=2, unavailable=True, roles=[], fetch_member=fetch_member)
    told = SimpleNamespace(id=2, unavailable=False, roles=[role], fetch_member=fetch_member)
    client: Any = SimpleNamespace(guilds=[untold])
    belonging = Belonging(client, {"77"}, lambda: at)
    with pytest.raises(discord.DiscordException):
        await belonging.of(7)
    assert not belonging.knows(7)
    client.guilds = [told]
    assert await belonging.of(7) == ("77",)
    at, client.guilds = NOW + LASTS, [untold]
    assert await belonging.of(7) == ("77",), "as it is remembered"
    assert not belonging.knows(7)


async def test_a_wall_before_discord_makes_nobody_a_stranger() -> None:
    async def fetch_member(_account: int) -> Any:
        raise wall()

    guild = SimpleNamespace(id=2, unavailable=False, roles=[], fetch_member=fetch_member)
    client: Any = SimpleNamespace(guilds=[guild])
    with pytest.raises(discord.Forbidden):
        await Belonging(client, {"2"}, lambda: NOW).of(7)


@pytest.mark.parametrize(("code", "is_raised"), [(0, True), (50001, False)])
async def test_closed_threads_are_left_out_only_where_discord_itself_says_so(code: int, is_raised: bool) -> None:
    async with discord_stage() as stage, stage.running(Store().accept) as bot:
        stage.env.inject_error("GET", f"/channels/{stage.gym.id}/threads/archived/*", status=403, code=code, times=None)
        with pytest.raises(discord.Forbidden) if is_raised else nullcontext():
            assert await closed_threads(bot.client, {str(stage.gym.id)}) == []
