"""The whole bot with a real model server behind it (``make test-model``)."""

from pathlib import Path

import pytest

from agents.nim import NimModel
from bot.platforms.telegram import Telegram
from tests.bot.desk import Clock
from tests.platforms.whole_bot import rows, whole_bot
from tests.servers.local_model import LocalModel, Recorded
from tests.servers.telegram import BotApi

pytestmark = [pytest.mark.model, pytest.mark.timeout(120)]
ANN = 101


async def test_a_lifter_s_next_message_ends_what_is_thought_about_his_last(tmp_path: Path) -> None:
    database, clock, server = tmp_path / "bot.db", Clock(), LocalModel()
    async with Recorded(server.address) as proxy, BotApi(now=lambda: clock.at.timestamp()) as api:
        model = NimModel(proxy.base_url, "", clock=lambda: 0.0, sleep=clock.sleep, jitter=lambda: 0.0)
        platform = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
        async with whole_bot(database, platform, clock.now, clock.sleep, model) as app:
            api.say(ANN, "bench 185x5 slept 8h sore 2")
            await api.replies(ANN, 1)
            await proxy.until_busy(1, timeout_seconds=20)
            api.say(ANN, "thanks")
            first, _ = await api.replies(ANN, 2)
            await proxy.until_busy(0, timeout_seconds=30)
            await app.quiet()
            assert len(proxy.requests) == 2, "insight and planner; the coach was not asked any more"
            assert len(first.versions) == 1
        await model.close()
    assert rows(database, "SELECT count(*) FROM exchanges WHERE verdict = 'used'") == [(0,)]
