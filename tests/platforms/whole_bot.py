"""The whole bot on one platform, with a clock that a test sets, and a look into its database."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from agents.model import Model
from bot.app import App, Now, Sleep, open_app
from bot.config import Config, Database, Secrets
from bot.platforms import Platform


@asynccontextmanager
async def whole_bot(
    database: Path, platform: Platform, now: Now, sleep: Sleep = asyncio.sleep, model: Model | None = None
) -> AsyncIterator[App]:
    config = Config(database=Database(url=f"sqlite:///{database}"))
    async with open_app(config, Secrets(_env_file=None), now=now, sleep=sleep, model=model) as app:
        app.platforms[platform.name] = platform
        running = asyncio.create_task(app.run())
        try:
            yield app
            await app.drain(5)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


def struck(app: App) -> None:
    """Let the clock do now all that it does again and again."""
    for job in app._clock.get_jobs():
        job.modify(next_run_time=datetime.now(UTC))


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    """What the database says, read past all of our own code."""
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
