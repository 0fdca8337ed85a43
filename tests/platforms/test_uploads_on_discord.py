"""A lifter sends his old log on Discord and has his history, through the real client and the whole bot."""

from pathlib import Path

from tests.platforms.discord_stage import discord_stage
from tests.platforms.hevy_file import SET_COUNT, hevy
from tests.platforms.test_week_on_discord import on_stage
from tests.platforms.whole_bot import rows

SETS = "SELECT count(*) FROM entries WHERE undone_at IS NULL"
IMPORT = f"Import {SET_COUNT} sets"


async def test_a_file_is_shown_beside_the_sets_that_came_with_it_taken_once_and_taken_back(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    async with discord_stage() as stage, on_stage(stage, database, stage.platform):
        await stage.dm_file("workouts.csv", hevy(), "bench 185x5", others=("fitnotes.csv",))
        logged, offered = await stage.replies(2)
        assert logged.content.startswith("Logged: bench 185 × 5")
        assert "Send fitnotes.csv by itself." in offered.content
        assert rows(database, SETS) == [(1,)]
        await stage.press(IMPORT)
        taken = (await stage.replies(3))[-1]
        assert taken.content.startswith(f"Imported {SET_COUNT} sets of 2 exercises from workouts.csv")
        assert rows(database, SETS) == [(1 + SET_COUNT,)]
        await stage.dm_file("again.csv", hevy())
        assert "All are on record already" in (await stage.replies(4))[-1].content
        await stage.press("Undo import")
        await stage.replies(5)
        assert rows(database, SETS) == [(1,)]


async def test_a_download_that_fails_is_tried_again_and_what_is_no_log_is_said(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    async with discord_stage() as stage, on_stage(stage, database, stage.platform) as app:
        stage.lose_files(times=1)
        await stage.dm_file("workouts.csv", hevy())
        assert "I'll try it again" in (await stage.replies(1))[0].content
        await app.inbox.quiet()
        await app.inbox.retry()
        assert "Hevy: 9 sets" in (await stage.replies(2))[-1].content
        await stage.dm_file("notes.txt", b"milk, eggs")
        assert "no training log" in (await stage.replies(3))[-1].content
        assert rows(database, "SELECT count(*) FROM uploads") == [(1,)]
