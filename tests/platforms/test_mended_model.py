"""A model that is gone, busy, silent in part or wrong in form: the whole turn ends in a good reply all the same."""

from pathlib import Path

import pytest

from tests.platforms.test_bad_model import CHOSEN, FIRST, FRESH, GOOD, OBSERVED, answered, gym_with, verdicts
from tests.platforms.whole_bot import rows
from tests.servers.model import Reply, accepted, content_none, garbage, refuses, says, says_json, serves


async def test_a_model_that_has_come_to_its_end_is_followed_by_the_next(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    left = {"insight": OBSERVED, "planner": CHOSEN, "coach": says(GOOD)}
    script = {agent: [serves(["second/model"], reply, status=410)] for agent, reply in left.items()}
    async with gym_with(database, script, models=("first/model", "second/model")) as gym:
        for answer in await answered(gym, [FRESH] * 2):
            assert answer.text.endswith(GOOD)
        asked = [request["model"] for request in gym.server.requests]
    assert "first/model" not in asked[-3:], "the second message asks it no more"
    assert rows(database, "SELECT DISTINCT verdict FROM exchanges") == [("used",)]


@pytest.mark.parametrize("fault", [accepted(), garbage(), refuses(401), content_none()])
async def test_a_coach_speaks_though_the_two_before_him_do_not(tmp_path: Path, fault: Reply) -> None:
    database = tmp_path / "bot.db"
    async with gym_with(database, {"insight": [fault], "planner": [fault], "coach": [says(GOOD)]}) as gym:
        [answer] = await answered(gym, [FRESH])
        assert answer.text.endswith(GOOD)
    assert all(verdict.startswith("unavailable") for verdict in verdicts(database, "insight"))
    assert verdicts(database) == ["used"]


async def test_an_answer_of_the_wrong_shape_is_asked_for_once_more(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    script = {"insight": [says("No JSON here."), OBSERVED], "planner": [says_json(load=190)], "coach": [says(GOOD)]}
    async with gym_with(database, script) as gym:
        [answer] = await answered(gym, [FRESH])
        assert answer.text.endswith(GOOD)
        mended = next(asked for asked in gym.server.requests if len(asked["messages"]) == 4)
        assert mended["messages"][2]["role"] == "assistant"
    assert [verdict.split(":")[0] for verdict in verdicts(database, "insight")] == ["invalid", "used"]
    assert [verdict.split(":")[0] for verdict in verdicts(database, "planner")] == ["invalid", "invalid"]
    assert rows(database, "SELECT count(DISTINCT id) FROM exchanges") == [(5,)]


async def test_too_many_requests_leave_the_plain_words_and_the_next_message_is_answered(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    refused = refuses(429, retry_after="600")
    async with gym_with(database, {"insight": [refused], "planner": [refused], "coach": [refused]}) as gym:
        first = await gym.told(FIRST, FRESH)
        await gym.thought()
        assert len(first.versions) == 1
        second = await gym.changed(FIRST, "squat 225x5")
        await gym.thought()
        assert len(second.versions) == 2
        assert second.text.startswith("Today: bench 185 × 5; squat 225 × 5.\nLogged: squat 225 × 5")
