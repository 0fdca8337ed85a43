"""What was said while the bot was away is read when it is back, in order and once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from bot.message import Said
from bot.platforms.discord_backfill import CatchUp
from storage.records import Update
from storage.store import StoreUnavailable
from tests.platforms.discord_stage import Stage, discord_stage
from tests.platforms.test_discord_commands import Notes


class Store(Notes):
    """Keeps a row once, as a store does."""

    failures: int = 0  # of the next tries to keep something

    async def accept(self, updates: Sequence[Update]) -> None:
        if self.failures:
            self.failures -= 1
            raise StoreUnavailable("the database is away")
        known = {row.id for row in self.inbox.rows}
        self.inbox.rows += [update for update in updates if update.id not in known]

    def texts(self, stage: Stage) -> list[str]:
        return [said.text for said in self.inbox.said(stage.platform) if isinstance(said, Said)]


def back(stage: Stage, store: Store) -> None:
    stage.restart().learn(store.known())


async def test_what_was_missed_is_read_in_order_in_every_chat() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
            await stage.member.send(stage.gym, "squat 225x5")
        await stage.lifter.send_dm("bench 185x4")
        await stage.member.send(stage.gym, "squat 225x4")
        await stage.lifter.send_dm("bench 185x3")
        await stage.member.send(stage.lobby, f"{stage.mention} never heard there before")
        await stage.advance(timedelta(minutes=5))
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x2")
        dm, gym = ([text for text in store.texts(stage) if text.startswith(lift)] for lift in ("bench", "squat"))
        assert dm == ["bench 185x5", "bench 185x4", "bench 185x3", "bench 185x2"]
        assert gym == ["squat 225x5", "squat 225x4"]
        assert len(store.texts(stage)) == 6


async def test_more_than_one_page_is_read_in_order() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.member.send(stage.gym, "squat 225x5")
        for number in range(205):
            await stage.member.send(stage.gym, f"squat {number}x5")
        back(stage, store)
        async with stage.running(store.accept):
            pass
        assert store.texts(stage) == ["squat 225x5", *(f"squat {number}x5" for number in range(205))]


async def test_who_wrote_it_is_known_as_if_it_had_been_heard() -> None:
    store = Store()
    async with discord_stage() as stage:
        guild = stage.member.guild
        coach = guild.create_role("coach", permissions=discord.Permissions(administrator=True))
        bob = guild.add_member(stage.env.create_user("bob"), roles=[coach], nick="Bobby")
        back(stage, store)
        async with stage.running(store.accept):
            await bob.send(stage.gym, "bench 185x5")
        await bob.send(stage.gym, "bench 185x4")
        back(stage, store)
        async with stage.running(store.accept):
            pass
        heard, missed = store.inbox.said(stage.platform)
        assert isinstance(heard, Said)
        assert isinstance(missed, Said)
        assert (missed.name, missed.company) == ("Bobby", heard.company)
        assert missed.company is not None
        assert missed.company.may_manage


async def test_what_was_said_more_than_a_week_ago_is_not_read() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
        await stage.lifter.send_dm("bench 185x4")
        await stage.advance(timedelta(days=6, hours=23))
        await stage.lifter.send_dm("bench 185x3")
        await stage.advance(timedelta(hours=2))
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x2")
        assert store.texts(stage) == ["bench 185x5", "bench 185x3", "bench 185x2"]


async def test_on_its_first_day_it_reads_nothing_old() -> None:
    store = Store()
    async with discord_stage() as stage:
        async with stage.running(Store().accept):
            await stage.member.send(stage.gym, "squat 225x5")
        await stage.member.send(stage.gym, "squat 225x4")
        back(stage, store)
        async with stage.running(store.accept):
            pass
        assert store.inbox.rows == []


async def test_a_thread_that_was_begun_meanwhile_is_read_whole() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.member.send(stage.gym, "squat 225x5")
            gym = stage.platform.client.get_channel(stage.gym.id)
            assert isinstance(gym, discord.TextChannel)
            await gym.create_thread(name="monday", type=discord.ChannelType.public_thread)
        (thread,) = stage.gym.threads
        await stage.member.send(thread, "bench 185x5")
        back(stage, store)
        async with stage.running(store.accept):
            pass
        assert store.texts(stage) == ["squat 225x5", "bench 185x5"]


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50001)])
async def test_a_chat_that_is_gone_or_closed_holds_up_no_other(status: int, code: int) -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
            await stage.member.send(stage.gym, "squat 225x5")
        await stage.lifter.send_dm("bench 185x4")
        stage.env.inject_error("GET", f"/channels/{stage.gym.id}/messages", status=status, code=code, times=None)
        back(stage, store)
        async with stage.running(store.accept):
            await stage.member.send(stage.gym, "squat 225x3")
        assert store.texts(stage) == ["bench 185x5", "squat 225x5", "bench 185x4", "squat 225x3"]


async def test_what_discord_does_not_give_now_is_asked_for_again() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
        await stage.lifter.send_dm("bench 185x4")
        stage.env.inject_error("GET", f"/channels/{stage.where.chat}/messages", status=500, times=2)
        back(stage, store)
        async with stage.running(store.accept):
            pass
        assert store.texts(stage) == ["bench 185x5", "bench 185x4"]
        assert stage.pauses_seconds == [1, 2]


async def test_a_session_that_was_not_resumed_is_caught_up_with() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
            deaf = stage.env.backend.subscribers[:]
            stage.env.backend.subscribers.clear()
            await stage.lifter.send_dm("bench 185x4")
            stage.env.backend.subscribers.extend(deaf)
            stage.platform.client.dispatch("disconnect")
            stage.platform.client.dispatch("connect")
            stage.platform.client.dispatch("ready")
            await stage.dm("bench 185x3")
        assert store.texts(stage) == ["bench 185x5", "bench 185x4", "bench 185x3"]


async def test_what_could_not_be_kept_is_read_again_with_what_came_behind_it() -> None:
    store = Store()
    async with discord_stage() as stage:
        back(stage, store)
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
            store.failures = 3
            await stage.dm("bench 185x4")
            await stage.dm("bench 185x3")
        assert store.texts(stage) == ["bench 185x5", "bench 185x4", "bench 185x3"]
        assert stage.pauses_seconds == [1, 2]


async def test_messages_wait_for_a_store_that_is_away_when_the_bot_starts() -> None:
    store = Store()
    tries = 0

    async def last_seen(_platform: str) -> dict[str, str]:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise StoreUnavailable("the database is away")
        return {}

    async with discord_stage() as stage:
        stage.restart().learn(replace(store.known(), last_seen=last_seen))
        async with stage.running(store.accept):
            await stage.dm("bench 185x5")
        assert store.texts(stage) == ["bench 185x5"]
        assert tries == 3


async def test_newer_words_of_a_chat_wait_for_the_older_and_other_chats_do_not() -> None:
    read, kept = asyncio.Event(), []

    async def fill(chat: str, after: int) -> None:
        await read.wait()
        kept.append(f"missed in {chat} after {after}")

    async def last_seen() -> dict[str, str]:
        return {"5": "m:77", "console chat": "m:1", "6": "not ours"}

    async def newer(chat: str, words: str) -> None:
        await catch_up.before(chat)
        kept.append(words)

    catch_up = CatchUp(last_seen, fill, asyncio.sleep)
    await catch_up.look()
    waiting = [asyncio.create_task(newer("5", words)) for words in ("first", "second")]
    await asyncio.create_task(newer("6", "elsewhere"))
    read.set()
    late = asyncio.create_task(newer("5", "third"))
    await asyncio.gather(*waiting, late)
    assert kept == ["elsewhere", "missed in 5 after 77", "first", "second", "third"]
