"""A week on Discord, through the real client on a simulated server; buttons are pressed after a restart too."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.app import App
from bot.platforms.discord import Discord
from tests.platforms.discord_stage import Stage, discord_stage
from tests.platforms.whole_bot import rows, whole_bot


@asynccontextmanager
async def on_stage(stage: Stage, database: Path, platform: Discord) -> AsyncIterator[App]:
    async with whole_bot(database, platform, stage.now, asyncio.sleep) as app:
        await stage.up()
        yield app


async def test_text_restart_thumb_a_week_and_hit_it(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    async with discord_stage() as stage:
        async with on_stage(stage, database, stage.platform):
            await stage.dm("profile quiet 0-0")
            await stage.replies(1)
            await stage.dm("bench 185x5 slept 8h sore 2")
            answer = (await stage.replies(2))[-1]
            assert answer.content.startswith("Logged: bench 185 × 5 (est. 1RM 216)")
            assert "Next: 190 × 5" in answer.content
        async with on_stage(stage, database, stage.restart()) as app:
            await stage.press("👍")
            await stage.replies(3)
            assert rows(database, "SELECT thumb FROM feedback") == [("up",)]
            await stage.advance(timedelta(days=7, hours=1))
            await app.look()
            question = (await stage.replies(4))[-1]
            assert question.content.endswith("in you on bench. Did you get it?")
        async with on_stage(stage, database, stage.restart()):
            await stage.press("Hit it")
            await stage.replies(5)
        assert rows(database, "SELECT exercise, outcome FROM predictions") == [("bench_press", "hit")]
        assert rows(database, "SELECT count(*) FROM entries") == [(1,)]


async def test_slash_commands_log_plan_and_undo(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    async with discord_stage() as stage, on_stage(stage, database, stage.platform):
        await stage.slash("log", text="squat 225x5 slept 8h sore 2")
        await stage.until(lambda: rows(database, "SELECT count(*) FROM entries") == [(1,)])
        await stage.slash("plan", lift="squat")
        await stage.slash("undo")
        await stage.until(lambda: rows(database, "SELECT count(*) FROM entries WHERE undone_at IS NULL") == [(0,)])
