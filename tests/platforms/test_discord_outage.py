"""Discord or the store fails while a chat is caught up with: nothing is lost, doubled or taken out of order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import aiohttp
import discord
import pytest
import simcord

from bot.message import Pressed, Reacted, Said
from bot.platforms.discord_backfill import CatchUp
from bot.platforms.discord_begun import NOTE
from bot.platforms.discord_read import update_of
from bot.platforms.discord_shapes import Commanded
from storage.open import open_store
from storage.records import Button, Update
from storage.store import Store as Database
from storage.store import StoreUnavailable
from tests.platforms.discord_stage import Stage, discord_stage
from tests.platforms.test_discord_missed import Store, back

THUMBS = ((Button("👍", "up:1f"), Button("👎", "down:1f")),)
MANY = 25  # more than the library itself tries, several times over


async def no_pause(_seconds: float) -> None:
    await asyncio.sleep(0)


def history_fails(stage: Stage, times: int | None = MANY) -> None:
    stage.env.inject_error("GET", f"/channels/{stage.where.chat}/messages", status=503, times=times)


async def test_what_is_written_while_older_words_cannot_be_had_comes_behind_them() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
        await stage.lifter.send_dm("bench 185x4")
        history_fails(stage)
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x3")
            await stage.env.settle()
        assert store.texts(stage) == ["bench 185x5", "bench 185x4", "bench 185x3"]


async def test_a_place_that_was_not_read_yet_outlives_a_newer_session() -> None:
    seen, filled, is_down = {"7": "m:100"}, list[tuple[str, int]](), True

    async def last_seen() -> Mapping[str, str]:
        return seen

    async def fill(chat: str, after: int) -> None:
        if is_down:
            raise StoreUnavailable("the database is away")
        filled.append((chat, after))

    catch_up = CatchUp(last_seen, fill, no_pause)
    catch_up.begin()
    await catch_up.look()
    assert not await catch_up.before("7")
    seen["7"] = "m:150"
    catch_up.begin()
    await catch_up.look()
    is_down = False
    assert await catch_up.sweep()
    assert filled == [("7", 100)]


async def test_a_session_that_begins_while_a_chat_is_read_has_it_read_again() -> None:
    filled = list[int]()

    async def last_seen() -> Mapping[str, str]:
        return {"7": "m:100"}

    async def fill(_chat: str, after: int) -> None:
        filled.append(after)
        if len(filled) == 1:  # the line breaks after the last page was read
            catch_up.begin()
            await catch_up.look()

    catch_up = CatchUp(last_seen, fill, no_pause)
    catch_up.begin()
    await catch_up.look()
    assert not await catch_up.sweep(), "the session that begins is to sweep"
    assert await catch_up.sweep()
    assert filled == [100, 100]


async def test_messages_of_a_new_session_wait_until_it_is_known_what_was_seen_last() -> None:
    store = Store()
    gate, sessions = asyncio.Event(), 0

    async def last_seen(platform: str) -> Mapping[str, str]:
        nonlocal sessions
        sessions += 1
        if sessions > 1:
            await gate.wait()
        return await store.last_seen(platform)

    async with discord_stage() as stage:
        stage.restart().learn(replace(store.known(), last_seen=last_seen))
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
            deaf = stage.env.backend.subscribers[:]
            stage.env.backend.subscribers.clear()
            await stage.lifter.send_dm("bench 185x4")
            stage.env.backend.subscribers.extend(deaf)
            for event in ("disconnect", "connect", "ready"):
                stage.platform.client.dispatch(event)
            asyncio.get_running_loop().call_later(0.1, gate.set)
            await stage.dm("bench 185x3")
            await stage.env.settle()
        assert store.texts(stage) == ["bench 185x5", "bench 185x4", "bench 185x3"]


async def test_a_database_that_is_away_for_long_leaves_nothing_unread() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            store.failures = 12
            await stage.dm("bench 185x5")
            await stage.env.settle()
        assert store.texts(stage) == ["bench 185x5"]
        assert stage.pauses_seconds[-3:] == [60, 60, 60]


async def test_a_flood_in_one_chat_ends_the_reading_of_no_other() -> None:
    filled, floods = list[str](), 3

    async def last_seen() -> Mapping[str, str]:
        return {"7": "m:100", "8": "m:100"}

    async def fill(chat: str, _after: int) -> None:
        nonlocal floods
        if chat == "7" and floods:
            floods -= 1
            raise discord.RateLimited(40.0)
        filled.append(chat)

    catch_up = CatchUp(last_seen, fill, no_pause)
    catch_up.begin()
    await catch_up.look()
    assert await catch_up.sweep()
    assert filled == ["8", "7"]


async def test_a_chat_that_cannot_be_read_at_all_holds_up_no_other_and_no_newer_words() -> None:
    filled = list[str]()

    async def last_seen() -> Mapping[str, str]:
        return {"7": "m:100", "8": "m:100"}

    async def fill(chat: str, _after: int) -> None:
        if chat == "7":
            raise KeyError("something that the library does not know")
        filled.append(chat)

    catch_up = CatchUp(last_seen, fill, no_pause)
    catch_up.begin()
    await catch_up.look()
    assert await catch_up.sweep()
    assert filled == ["8"]
    assert await catch_up.before("7")


async def test_a_sweep_ends_with_the_bot() -> None:
    pauses = 0

    async def last_seen() -> Mapping[str, str]:
        return {"7": "m:100"}

    async def fill(_chat: str, _after: int) -> NoReturn:
        raise discord.RateLimited(40.0)

    async def sleep(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1

    catch_up = CatchUp(last_seen, fill, sleep, is_over=lambda: pauses == 9)
    catch_up.begin()
    await catch_up.look()
    assert not await catch_up.sweep()
    assert not catch_up.is_sweeping


# ── threads and posts that were begun meanwhile ────────────────────────────────────────────────────────────────────


def begin_thread(stage: Stage, channel: simcord.ChannelHandle, name: str) -> simcord.ChannelHandle:
    made = stage.env.backend.create_thread(channel.id, name, stage.lifter.id)
    return next(thread for thread in channel.threads if thread.id == made.id)


async def test_posts_that_were_begun_in_a_watched_forum_are_read_whole() -> None:
    store = Store()
    async with discord_stage() as stage:
        forum = stage.member.guild.create_forum_channel("logs")
        stage.watched.append(forum)
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("squat 225x5")
        await stage.advance(timedelta(hours=1))
        post = begin_thread(stage, forum, "monday")
        await stage.member.send(post, "bench 185x5")
        await stage.member.send(post, "bench 185x4")
        back(stage, store)
        async with stage.running(store.accept):
            await stage.member.send(post, "bench 185x3")
        assert store.texts(stage) == ["squat 225x5", "bench 185x5", "bench 185x4", "bench 185x3"]


async def test_a_thread_is_read_whole_where_nobody_ever_wrote_beside_it_and_though_it_is_closed() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            pass
        await stage.advance(timedelta(hours=1))
        for name in ("monday", "tuesday"):
            await stage.member.send(begin_thread(stage, stage.gym, name), f"{name}: bench 185x5")
        closed = stage.env.backend.get_channel(stage.gym.threads[0].id).thread_metadata
        assert closed is not None
        closed.archived, closed.archive_timestamp = True, stage.now().isoformat()
        back(stage, store)
        async with stage.running(store.accept):
            pass
        assert sorted(store.texts(stage)) == ["monday: bench 185x5", "tuesday: bench 185x5"]


async def test_that_all_is_read_is_noted_when_it_is() -> None:
    class Watched(Store):
        read_by_then: tuple[str, ...] = ()

        async def note(self, name: str, said: str) -> None:
            await super().note(name, said)
            if name == NOTE:
                self.read_by_then = tuple(self.texts(stage))

    store = Watched()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("squat 225x5")
        await stage.advance(timedelta(hours=1))
        thread = begin_thread(stage, stage.gym, "monday")
        await stage.member.send(thread, "bench 185x5")
        stage.env.inject_error("GET", f"/channels/{thread.id}/messages", status=503, times=3)
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("squat 225x4")
        assert sorted(store.read_by_then) == ["bench 185x5", "squat 225x5"]


# ── commands, presses and reactions do not wait for what was missed ────────────────────────────────────────────────


class Kept(Store):
    """Rows in a real database, and the same in memory, to be read."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.before_it_answers: Callable[[], Awaitable[None]] | None = None

    async def accept(self, updates: Sequence[Update]) -> None:
        await super().accept(await self.database.receive(updates))

    async def last_seen(self, platform: str) -> dict[str, str]:
        if (first := self.before_it_answers) is not None:
            self.before_it_answers = None
            await first()
            raise StoreUnavailable("the database is away")
        return dict(await self.database.last_seen(platform))


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    async with open_store(f"sqlite:///{tmp_path}/focusflow.db") as database:
        yield Kept(database)


def help_asked(stage: Stage) -> Update:
    """The row of a slash command that is given now in the direct messages."""
    event = Commanded(
        channel=stage.where.chat,
        account=str(stage.lifter.id),
        name="Ann",
        at=stage.now(),
        interaction=str(discord.utils.time_snowflake(stage.now())),
        command="help",
    )
    return update_of(event, stage.now())


async def test_a_command_before_it_is_known_what_was_seen_last_hides_nothing(kept: Kept) -> None:
    async with discord_stage() as stage:
        back(stage, kept)
        async with stage.running(kept.accept):
            await stage.dm("bench 185x5")
        await stage.lifter.send_dm("bench 185x4")
        await stage.advance(timedelta(minutes=5))
        kept.before_it_answers = lambda: kept.accept([help_asked(stage)])
        back(stage, kept)
        async with stage.running(kept.accept):
            await stage.dm("bench 185x3")
        assert kept.texts(stage) == ["bench 185x5", "help", "bench 185x4", "bench 185x3"]


async def test_a_kill_after_a_command_leaves_what_was_missed_to_be_read(kept: Kept) -> None:
    async with discord_stage() as stage:
        back(stage, kept)
        async with stage.running(kept.accept):
            await stage.dm("bench 185x5")
        await stage.lifter.send_dm("bench 185x4")
        await stage.advance(timedelta(minutes=5))
        await kept.accept([help_asked(stage)])  # a short life kept no more than that
        back(stage, kept)
        async with stage.running(kept.accept):
            await stage.dm("bench 185x3")
        assert kept.texts(stage) == ["bench 185x5", "help", "bench 185x4", "bench 185x3"]


async def test_where_only_commands_were_given_what_was_missed_is_read_too(kept: Kept) -> None:
    async with discord_stage() as stage:
        back(stage, kept)
        async with stage.running(kept.accept):
            await stage.slash("help")
        await stage.lifter.send_dm("bench 185x4")
        back(stage, kept)
        async with stage.running(kept.accept):
            await stage.slash("help")
        assert sorted(kept.texts(stage)) == ["bench 185x4", "help", "help"]


async def test_a_reaction_while_the_store_is_away_is_kept_later() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.platform.send(stage.words(buttons=THUMBS))
            store.failures = 3
            await stage.react("👎", stage.heard()[0])
            await stage.env.settle()
        (reacted,) = store.inbox.said(stage.platform)
        assert isinstance(reacted, Reacted)


# ── a server lets people in, and Discord does not say who they are ─────────────────────────────────────────────────


def does_not_say(stage: Stage, lost: Exception, times: int) -> None:
    """Fail the next lookups of a member."""
    http = stage.platform.client.http
    asked = http.get_member

    async def get_member(*account: Any) -> Any:
        nonlocal times
        times -= 1
        if times >= 0:
            raise lost
        return await asked(*account)

    http.get_member = get_member  # type: ignore[assignment, method-assign]


LOST = [discord.RateLimited(45.0), aiohttp.ServerDisconnectedError(), ConnectionResetError()]


@pytest.mark.parametrize("lost", LOST)
async def test_who_cannot_be_looked_up_now_is_no_stranger(lost: Exception) -> None:
    store = Store()
    async with discord_stage() as stage:
        door = str(stage.member.guild.id)
        stage.restart(frozenset({door})).learn(store.known())
        async with stage.running(store.accept):
            does_not_say(stage, lost, times=2)
            await stage.dm("bench 185x5")
            await stage.dm("bench 185x4")
            await stage.env.settle()
        said = store.inbox.said(stage.platform)
        assert [(one.text, one.belongs_to) for one in said if isinstance(one, Said)] == [
            ("bench 185x5", (door,)),
            ("bench 185x4", (door,)),
        ]


@pytest.mark.parametrize("lost", LOST)
async def test_commands_and_presses_are_acknowledged_before_that_is_looked_up(lost: Exception) -> None:
    store = Store()
    async with discord_stage() as stage:
        door = str(stage.member.guild.id)
        stage.restart(frozenset({door})).learn(store.known())
        async with stage.running(store.accept):
            await stage.platform.send(stage.words(buttons=THUMBS))
            does_not_say(stage, lost, times=2)
            asked = await stage.slash("help")
            await stage.advance(timedelta(hours=1))  # what was looked up is forgotten
            does_not_say(stage, lost, times=0)
            pressed = await stage.press("👍")
        assert asked.acknowledged
        assert pressed.acknowledged
        said = store.inbox.said(stage.platform)
        assert [type(one) for one in said] == [Said, Pressed]
        assert [one.belongs_to for one in said if one is not None] == [(door,)] * 2
        calls = [call.path for call in stage.env.http_requests]
        first_lookup = next(place for place, path in enumerate(calls) if "/members/" in path)
        assert any(path.endswith("/callback") for path in calls[:first_lookup])


async def test_what_was_asked_is_kept_later_once_he_reads_that_we_are_on_it() -> None:
    store = Store()
    async with discord_stage() as stage:
        stage.restart(frozenset({str(stage.member.guild.id)})).learn(store.known())
        async with stage.running(store.accept):
            await stage.platform.send(stage.words(buttons=THUMBS))
            store.failures = 2
            assert (await stage.slash("help")).acknowledged
            await stage.advance(timedelta(hours=1))  # what was looked up is forgotten
            store.failures = 2
            assert (await stage.press("👍")).acknowledged
            await stage.env.settle()
        assert [type(one) for one in store.inbox.said(stage.platform)] == [Said, Pressed]


async def test_a_command_on_a_server_is_acknowledged_at_once() -> None:
    store = Store()
    async with discord_stage() as stage:
        stage.restart(frozenset({str(stage.member.guild.id)})).learn(store.known())
        async with stage.running(store.accept):
            result = await stage.member.slash(stage.gym, "help")
        assert result.acknowledged
        answers = [call.json for call in stage.env.http_requests if call.path.endswith("/callback")]
        assert [answer["type"] for answer in answers if answer] == [
            discord.InteractionResponseType.channel_message.value
        ]
