"""The whole bot in a process of its own, to be killed. Forked from a server that has imported everything already."""

import asyncio
import multiprocessing
import os
import signal
from multiprocessing.context import ForkServerProcess

from bot.commands.serve import serve
from bot.config import Config, Database, Secrets, TelegramSection

FORKSERVER = multiprocessing.get_context("forkserver")
FORKSERVER.set_forkserver_preload(["tests.platforms.killed_bot", "bot.platforms.telegram"])


def run(base_url: str, token: str, database_url: str) -> None:
    """``focusflow run`` on one Telegram token."""
    config = Config(database=Database(url=database_url), telegram=TelegramSection(base_url=base_url))
    asyncio.run(serve(config, Secrets(telegram_bot_token=token, _env_file=None), warn=lambda _sentence: None))


def start(base_url: str, token: str, database_url: str) -> ForkServerProcess:
    started = FORKSERVER.Process(target=run, args=(base_url, token, database_url), daemon=True)
    started.start()
    return started


def kill(running: ForkServerProcess) -> None:
    """End it as a power cut would: no signal that it could catch."""
    assert running.pid is not None
    os.kill(running.pid, signal.SIGKILL)
    running.join()
