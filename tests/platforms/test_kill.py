"""kill -9 at random points, fifty times: no set is lost, and none is logged twice."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from storage.open import open_store
from storage.records import Identity
from storage.store import Store
from tests.platforms.killed_bot import kill, start
from tests.servers.telegram import BotApi

KILLS = 50
CHATS = (7, 8, 9)
LONGEST_LIFE_SECONDS = 0.25  # from the first message after a start; a turn takes some milliseconds


async def logged(store: Store, chat: int) -> list[str]:
    person = await store.person(Identity("telegram", str(chat)))
    entries, _ = await store.log(person.user) if person else ((), ())
    return [entry.source for entry in entries]


@pytest.mark.timeout(170)
async def test_fifty_kills_lose_no_set_and_double_none(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    database_url = f"sqlite:///{tmp_path}/bot.db"
    said: list[str] = []

    def say(api: BotApi) -> None:
        chat = chance.choice(CHATS)
        said.append(f"telegram:{chat}:{api.say(chat, f'bench {chance.randrange(100, 200)}x5')}")

    async with BotApi() as api:
        for _ in range(KILLS):
            running = start(api.base_url, api.token, database_url)
            polls = len(api.calls("getUpdates"))
            await api.until(lambda polls=polls: len(api.calls("getUpdates")) > polls, "the first poll after a start")
            for _ in range(chance.randrange(1, 4)):
                say(api)
            # The one wait in the suite: a random point in a real process is a point in real time.
            await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS) ** 2)
            kill(running)
        running = start(api.base_url, api.token, database_url)
        last = {chat: api.say(chat, "squat 225x5") for chat in CHATS}
        said += [f"telegram:{chat}:{message}" for chat, message in last.items()]
        # Replies of one chat are in order, so the answer to its last message comes after all that stands before it.
        await api.until(
            lambda: all(any("squat 225" in text for one in api.sent(chat) for text in one.versions) for chat in CHATS),
            "the answers to the last messages",
        )
        kill(running)
    async with open_store(database_url) as store:
        found = [source for chat in CHATS for source in await logged(store, chat)]
        assert not await store.unhandled("telegram")
    assert Counter(found) == Counter(said)
