"""The whole bot in a process of its own, to be killed. Forked from a server that has imported everything already."""

import asyncio
import logging
import multiprocessing
import os
import signal
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess

import structlog

from bot.commands.serve import serve
from bot.config import (
    CheckIns,
    Config,
    Database,
    DiscordSection,
    ProfileSection,
    RetrievalSection,
    Secrets,
    TelegramSection,
)
from tests.servers.discord import WATCHED, DiscordApi, point_at
from tests.servers.telegram import BotApi

FORKSERVER = multiprocessing.get_context("forkserver")
FORKSERVER.set_forkserver_preload(["tests.platforms.warmed"])


@dataclass(frozen=True)
class Bot:
    """What ``focusflow run`` is to run on. Empty: not on that platform. Its clock is *behind_seconds* behind ours."""

    database_url: str
    telegram_url: str = ""
    telegram_token: str = ""
    discord_urls: tuple[str, str] = ("", "")  # of requests, of the gateway
    discord_token: str = ""
    behind_seconds: float = 0

    def on_telegram(self, api: BotApi) -> "Bot":
        return replace(self, telegram_url=api.base_url, telegram_token=api.token)

    def on_discord(self, api: DiscordApi) -> "Bot":
        return replace(self, discord_urls=(api.rest_url, api.gateway_url), discord_token=api.token)


def run(bot: Bot) -> None:
    """``focusflow run``, which logs errors alone and lets nobody have quiet hours."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.basicConfig(level=logging.ERROR)
    if bot.discord_token:
        point_at(*bot.discord_urls)
    config = Config(
        database=Database(url=bot.database_url),
        telegram=TelegramSection(base_url=bot.telegram_url),
        discord=DiscordSection(watched_channels=(str(WATCHED),)),
        profile=ProfileSection(quiet_from_hour=0, quiet_to_hour=0),
        check_ins=CheckIns(look_every_seconds=1),
        retrieval=RetrievalSection(embedder="none"),
    )
    secrets = Secrets(telegram_bot_token=bot.telegram_token, discord_bot_token=bot.discord_token, _env_file=None)
    behind = timedelta(seconds=bot.behind_seconds)
    asyncio.run(serve(config, secrets, warn=lambda _sentence: None, now=lambda: datetime.now(UTC) - behind))


def start(bot: Bot) -> ForkServerProcess:
    started = FORKSERVER.Process(target=run, args=(bot,), daemon=True)
    started.start()
    return started


def kill(running: ForkServerProcess) -> None:
    """End it as a power cut would: no signal that it could catch."""
    assert running.pid is not None
    os.kill(running.pid, signal.SIGKILL)
    running.join()
