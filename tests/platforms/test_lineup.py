"""Another process promotes, tries or withdraws a version while the bot runs: the next answer has it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agents.lineup import arm_of
from storage.open import open_store
from storage.records import Arm, Lineup, UserId, VersionState, row_id
from storage.store import Store
from tests.agents.test_lineup import experiment
from tests.contracts.learning_samples import version
from tests.platforms.test_bad_model import CHOSEN, FIRST, FRESH, GOOD, OBSERVED, Gym, gym_with
from tests.platforms.whole_bot import rows, struck
from tests.servers.model import says

SCRIPT = {"insight": [OBSERVED], "planner": [CHOSEN], "coach": [says(GOOD)]}
SPOKE = "SELECT adapter FROM exchanges WHERE agent = 'coach' ORDER BY at, seq"


@asynccontextmanager
async def another(database: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{database}") as store:
        yield store


async def looked(gym: Gym) -> Lineup:
    """The lineup once the clock has had the store looked at."""
    before = gym.app.lineup.now
    struck(gym.app)
    async with asyncio.timeout(5):
        while gym.app.lineup.now == before:
            await asyncio.sleep(0)
    return gym.app.lineup.now


async def spoke(gym: Gym, chat: int) -> str:
    """By which name the coach was asked about a message of *chat*."""
    await gym.told(chat, FRESH)
    await gym.thought()
    return str(gym.server.requests[-1]["model"])


async def test_a_version_that_is_promoted_while_it_runs_is_asked_for_the_next_answer(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    async with gym_with(database, SCRIPT) as gym, another(database) as store:
        assert await spoke(gym, FIRST) == "first/model"
        gym.server.models = ["first/model", "coach-1"]  # it was loaded since
        await store.keep_version(version(state=VersionState.SERVING))
        assert (await looked(gym)).serving == {"coach": "coach-1"}
        assert await spoke(gym, FIRST + 1) == "coach-1"
        await store.keep_version(version(state=VersionState.RETIRED))
        await looked(gym)
        assert await spoke(gym, FIRST + 2) == "first/model"
    assert rows(database, SPOKE) == [(None,), ("coach-1",), (None,)]


async def test_a_canary_speaks_to_its_share_and_every_turn_has_the_arms_that_it_was_answered_in(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    canary = experiment("canary-2", control=Arm("coach-1", "coach-1"), treatment=Arm("coach-2", "coach-2"), share=0.5)
    users = {chat: UserId(row_id("user", "telegram", str(chat))) for chat in range(FIRST, FIRST + 6)}
    arms = {chat: arm_of(canary, user).value for chat, user in users.items()}
    assert len({*arms.values()}) == 2
    async with gym_with(database, SCRIPT) as gym, another(database) as store:
        gym.server.models = ["first/model", "coach-1", "coach-2"]
        await store.keep_version(version(1, state=VersionState.SERVING))
        await store.keep_experiment(canary)
        await looked(gym)
        assert {chat: await spoke(gym, chat) for chat in arms} == arms
    told = [json.loads(str(arms)) for (arms,) in rows(database, "SELECT arms FROM turns ORDER BY seq")]
    assert [row[0] for row in told if row] == [f"canary-2:{arm}" for arm in arms.values()]
    assert {row[1] for row in told if row} == {"style:conservative", "style:aggressive"}


async def test_a_canary_that_is_not_served_leaves_the_old_one_speaking_and_the_record_says_so(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    canary = experiment("canary-2", treatment=Arm("coach-2", "coach-2"), share=0.999999)
    async with gym_with(database, SCRIPT) as gym, another(database) as store:
        gym.server.models = ["first/model", "coach-1"]
        await store.keep_version(version(1, state=VersionState.SERVING))
        await store.keep_experiment(canary)
        await looked(gym)
        assert await spoke(gym, FIRST) == "coach-1"
    assert rows(database, SPOKE) == [("coach-1",)]
