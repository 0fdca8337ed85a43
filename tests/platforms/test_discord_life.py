"""A bot's life on Discord: it starts, answers from tasks of its own, stops, and comes back."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import discord
import pytest

from bot.delivery import Sending, makes_nothing
from bot.message import Pressed, Said
from bot.metrics import UNCOUNTED
from bot.platforms import TryLater
from bot.platforms.discord import CannotStart
from storage.open import open_store
from storage.records import Button, Changes, Update
from storage.store import Store
from tests.platforms.discord_stage import Inbox, Stage, discord_stage

THUMBS = ((Button("👍", "up:1f"), Button("👎", "down:1f")),)


async def test_a_bot_may_answer_long_after_it_has_kept_what_was_said() -> None:
    said: asyncio.Queue[Update] = asyncio.Queue()

    async def accept(updates: Sequence[Update]) -> None:
        for update in updates:
            said.put_nowait(update)
            asyncio.create_task(asyncio.Event().wait())  # noqa: RUF006  (a model that hangs)

    async with discord_stage() as stage, stage.running(accept) as bot:

        async def answer() -> None:
            while True:
                words = bot.read(await said.get())
                assert isinstance(words, Said)
                sent = await bot.send(stage.words(words.text, reply_to=words.reply_to))
                await bot.edit(stage.words(f"{words.text}, and well done"), sent)

        answering = asyncio.create_task(answer())
        await stage.dm("bench 185x5")
        await stage.dm("squat 225x5")
        await stage.until(lambda: len(stage.heard()) == 2 and "well done" in stage.heard()[1].content)
        assert [message.content for message in stage.heard()] == [
            "bench 185x5, and well done",
            "squat 225x5, and well done",
        ]
        answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering


async def test_a_button_answers_after_a_restart() -> None:
    inbox = Inbox()
    async with discord_stage() as stage:
        async with stage.running(inbox.accept) as bot:
            await bot.send(stage.words(buttons=THUMBS))
        stage.restart()
        async with stage.running(inbox.accept) as bot:
            result = await stage.press("👍")
            assert result.acknowledged
            (pressed,) = inbox.said(bot)
            assert isinstance(pressed, Pressed)
            assert pressed.press == "up:1f"


def delivery(stage: Stage, store: Store) -> Sending:
    there = {"discord": stage.platform}
    return Sending(
        store, there, stage.now, stage.sleep, makes_nothing, UNCOUNTED, lambda _words: False, lambda _platform: True
    )


async def test_words_wait_for_the_login(tmp_path: Path) -> None:
    async with discord_stage() as stage, open_store(f"sqlite:///{tmp_path}/login.db") as store:
        words = stage.words()
        await store.keep(Changes(at=stage.now(), outbox=(words,)))
        sending = asyncio.create_task(delivery(stage, store).deliver(words))
        await asyncio.sleep(0.1)
        assert not sending.done()
        async with stage.running(Inbox().accept):
            await sending
            (shown,) = await stage.replies(1)
            assert await store.sent_as(words.id) == str(shown.id)


async def test_words_that_may_be_shown_are_not_sent_again_after_a_long_wait_for_the_login(tmp_path: Path) -> None:
    async with discord_stage() as stage, open_store(f"sqlite:///{tmp_path}/login.db") as store:
        words = stage.words()
        await store.keep(Changes(at=stage.now(), outbox=(words,)))
        await store.sending(words.id, stage.now())
        await store.retry(words.id, may_be_shown=True)  # the line broke, and then the bot was killed
        async with stage.running(Inbox().accept):
            pass
        stage.restart()
        await stage.advance(timedelta(minutes=1))
        sending = asyncio.create_task(delivery(stage, store).deliver(words))
        await asyncio.sleep(0.1)
        await stage.advance(timedelta(minutes=5))
        async with stage.running(Inbox().accept):
            await sending
        assert stage.heard() == [], "Discord has forgotten the nonce"
        assert await store.waiting("discord", stage.now()) == ()


async def test_after_a_stop_words_are_kept_for_later() -> None:
    async with discord_stage() as stage:
        async with stage.running(Inbox().accept) as bot:
            pass
        with pytest.raises(TryLater):
            await bot.send(stage.words())


async def test_a_missing_intent_is_said_with_what_to_do() -> None:
    async with discord_stage(approved_intents=discord.Intents.default()) as stage:
        with pytest.raises(CannotStart, match="Message Content Intent"):
            async with stage.running(Inbox().accept):
                pass


async def test_slash_commands_that_discord_does_not_take_stop_nothing() -> None:
    inbox = Inbox()
    async with discord_stage() as stage:
        stage.env.inject_error("PUT", "/applications/*/commands", status=403, code=50001)
        async with stage.running(inbox.accept):
            await stage.dm("bench 185x5")
            assert len(inbox.rows) == 1
