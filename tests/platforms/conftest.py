"""Our Telegram on a loopback Bot API of its own, for the tests that look at it without a bot behind it."""

from collections.abc import AsyncIterator

import pytest

from bot.platforms.telegram import Telegram
from tests.platforms.telegram_stage import Naps, bot
from tests.servers.telegram import BotApi


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def telegram(api: BotApi, naps: Naps) -> AsyncIterator[Telegram]:
    telegram = bot(api, naps)
    yield telegram
    await telegram.close()
