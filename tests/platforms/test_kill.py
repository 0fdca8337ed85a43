"""kill -9 at random points, on both platforms: no set is lost or logged twice, and no promise; `make chaos` goes on."""

from pathlib import Path

import pytest

from tests.chaos.killing import Chaos

KILLS = 30


@pytest.mark.timeout(300)
async def test_thirty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    found = await Chaos(KILLS, 20261122, f"sqlite:///{tmp_path}/bot.db", lambda _line: None).run()
    assert found.is_clean, found.table()
    assert found.asked_once + found.asked_uncertain == found.due
