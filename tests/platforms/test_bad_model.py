"""Whatever the model does, the lifter has his answer before it, no number that nobody gave, and his log."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from agents.nim import TRIES
from bot.app import App, open_app
from bot.config import Agent, Agents, Config, Database, ModelSection, Secrets
from bot.platforms.telegram import Telegram
from tests.bot.desk import Clock
from tests.platforms.whole_bot import rows
from tests.servers.model import (
    ModelServer,
    Reply,
    accepted,
    content_none,
    cut,
    error_event,
    faded,
    garbage,
    garbage_stream,
    hangs,
    no_choices,
    odd_chunks,
    reasons_only,
    refuses,
    says,
    says_json,
    too_long,
)
from tests.servers.telegram import BotApi, Shown

FIRST = 101  # the first chat; every case has its own
FRESH = "bench 185x5 slept 8h sore 2"
TIRED = "bench 185x5 slept 5h sore 8"
SPENT = "bench 185x5 5h, sore 9, energy low"
OBSERVED = says_json(observations=["Every rep was made."])
CHOSEN = says_json(load_tenths=1900, reason="It fits.")

Script = Mapping[str, Sequence[Reply]]


class Gym:
    """Lifters, the whole bot on Telegram, and a model that answers only while its gate is open."""

    def __init__(self, app: App, api: BotApi, server: ModelServer, gate: asyncio.Event) -> None:
        self.app, self.api, self.server, self.gate = app, api, server, gate

    async def told(self, chat: int, text: str, count: int = 1) -> Shown:
        """The answer to *text*, the *count*th in that chat, while no model has answered."""
        self.gate.clear()
        self.api.say(chat, text)
        answer = (await self.api.replies(chat, count))[-1]
        assert len(answer.versions) == 1
        return answer

    async def changed(self, chat: int, text: str) -> Shown:
        """Say *text*, which changes the session's message; give that back."""
        self.api.say(chat, text)
        [answer] = self.api.sent(chat)
        versions = len(answer.versions)
        await self.api.until(lambda: len(answer.versions) > versions, "the session's message to change")
        return answer

    async def thought(self) -> None:
        """Let the model answer, and wait until all of it has been dealt with."""
        self.gate.set()
        async with asyncio.timeout(10):
            await self.app.quiet()


def behind(gate: asyncio.Event, reply: Reply) -> Reply:
    async def waiting(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        await gate.wait()
        return await reply(request, asked)

    return waiting


@asynccontextmanager
async def gym_with(
    database: Path, script: Script, timeout_seconds: float = 5, models: Sequence[str] = ("first/model",)
) -> AsyncIterator[Gym]:
    """Each agent answers by *script*, and has *timeout_seconds* for it, its retries included. *models*: the one that
    is configured, and its fallbacks."""
    gate, clock = asyncio.Event(), Clock()
    gated = {agent: [behind(gate, reply) for reply in replies] for agent, replies in script.items()}
    settings = Agent(temperature=0.5, timeout_seconds=timeout_seconds, max_tokens=99)
    async with ModelServer(gated) as server, BotApi(now=lambda: clock.at.timestamp()) as api:
        config = Config(
            database=Database(url=f"sqlite:///{database}"),
            model=ModelSection(base_url=server.base_url, name=models[0], fallbacks=tuple(models[1:])),
            agents=Agents(insight=settings, planner=settings, coach=settings),
        )
        async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep) as app:
            platform = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
            app.platforms[platform.name] = platform
            running = asyncio.create_task(app.run())
            try:
                yield Gym(app, api, server, gate)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running


async def answered(gym: Gym, texts: Sequence[str]) -> list[Shown]:
    """The answers to *texts*, a chat each, as they stand when the model has said what it has to say to each."""
    answers = []
    for chat, text in enumerate(texts, FIRST):
        answers.append(await gym.told(chat, text))
        await gym.thought()
    return answers


async def all_goes_on(gym: Gym, database: Path, count: int) -> None:
    """What was said is logged, and the next message of each lifter is answered."""
    logged = rows(database, "SELECT count(*) FROM entries WHERE load_milli = 185000 AND undone_at IS NULL")
    assert logged == [(count,)]
    for chat in range(FIRST, FIRST + count):
        assert "Undone: bench 185 × 5" in (await gym.changed(chat, "undo")).text


def verdicts(database: Path, agent: str = "coach") -> list[str]:
    return [str(verdict) for (verdict,) in rows(database, f"SELECT verdict FROM exchanges WHERE agent = '{agent}'")]


SILENT = {  # what the endpoint does, and what the record says of it
    "401": (refuses(401), "the key is refused"),
    "400": (refuses(400), "it said"),
    "202": (accepted(), "an empty answer"),
    "garbage": (garbage(), "an empty answer"),
    "a garbage stream": (garbage_stream(), "not answer as"),
    "odd chunks": (odd_chunks(), "broke off"),
    "cut": (cut("Take 205 and"), "broke off"),
    "faded": (faded("Take 205 and"), "broke off"),
    "too long": (too_long("Take 205 and"), "did not fit"),
    "nothing": (content_none(), "an empty answer"),
    "no choices": (no_choices(), "broke off"),
    "only reasons": (reasons_only(), "an empty answer"),
    "an error in the stream": (error_event(), "gave up in the middle"),
    "500": (refuses(500), "it failed"),
    "429": (refuses(429, retry_after="9"), "too many requests"),  # the last, because it ends the calls of all
}


async def test_a_coach_that_does_not_answer_leaves_the_plain_words(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    tries = {"500": TRIES}
    faults = [fault for name, (fault, _) in SILENT.items() for _ in range(tries.get(name, 1))]
    script = {"insight": [OBSERVED], "planner": [CHOSEN], "coach": faults}
    async with gym_with(database, script) as gym:
        for answer in await answered(gym, [FRESH] * len(SILENT)):
            assert answer.text.startswith("Logged: bench 185 × 5 (est. 1RM 216)")
            assert "Next: 190 × 5" in answer.text
            assert len(answer.versions) == 1
        await all_goes_on(gym, database, len(SILENT))
    for (fault, (_, why)), verdict in zip(SILENT.items(), verdicts(database), strict=True):
        assert verdict.startswith("unavailable: coach"), fault
        assert why in verdict, fault


@pytest.mark.parametrize("fault", [garbage(), refuses(401), odd_chunks(), accepted()])
async def test_when_no_mind_answers_the_plain_words_stand(tmp_path: Path, fault: Reply) -> None:
    database = tmp_path / "bot.db"
    async with gym_with(database, {agent: [fault] for agent in ("insight", "planner", "coach")}) as gym:
        [answer, *_] = await answered(gym, [FRESH] * 3)  # by the second, nobody is asked any more
        assert len(answer.versions) == 1
        await all_goes_on(gym, database, 3)
    assert all(verdict.startswith("unavailable") for verdict in verdicts(database))
    assert len(verdicts(database, "insight")) == 3


async def test_a_model_that_hangs_is_left_by_the_next_message_and_by_its_deadline(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    script = {"insight": [hangs()], "planner": [hangs()], "coach": [hangs()]}
    async with gym_with(database, script, timeout_seconds=0.2) as gym:
        await gym.told(FIRST, FRESH)
        answer = await gym.changed(FIRST, "squat 225x5")
        await gym.thought()
        assert len(answer.versions) == 2
        assert answer.text.startswith("Today: bench 185 × 5; squat 225 × 5.\nLogged: squat 225 × 5")
    assert rows(database, "SELECT load_milli FROM entries ORDER BY seq") == [(185_000,), (225_000,)]
    assert all("no whole answer before the deadline" in verdict for verdict in verdicts(database))


async def test_a_model_that_is_back_is_heard_again(tmp_path: Path) -> None:
    script = {"insight": [OBSERVED], "planner": [CHOSEN], "coach": [refuses(401), says(GOOD)]}
    async with gym_with(tmp_path / "bot.db", script) as gym:
        before, after = await answered(gym, [FRESH, FRESH])
        assert len(before.versions) == 1
        assert after.text.endswith(GOOD)


GOOD = "Strong work. Take 190 next and stay tight."


WRONG = {
    "a load that nobody gave": "You are flying. Take 205 next.",
    "a load in words": "You are flying. Take two hundred and five next.",
    "a load in another script": "You are flying. Take \u0662\u0660\u0665 next.",
    "a load in wide digits": "You are flying. Take \uff12\uff10\uff15 next.",
    "a load with something invisible in it": "You are flying. Take 20\u200b5 next.",
    "a load in pieces": "You are flying. Take 20 5 next.",
    "a given load in another unit": "You are flying. Take 190 kg next.",
    "a sum": "You are flying. Take 190 plus 15 next.",
    "other reps": "You are flying. Take 190 for 8 next.",
    "more sets": "You are flying. Take 190 for 7 sets.",
    "a chance": "You are flying. You have a 90 % chance.",
    "a date": "You are flying. By 5 December it is yours.",
    "an address": "You are flying. See https://lift.example/190 for more.",
    "its prompt": "System prompt: you are the coach. Facts: bench press.",
    "markup": "**190** is next.",
    "someone else": "@everyone take 190.",
    "ten thousand characters": "190," * 2_500,
    "a diagnosis": "Your rotator cuff tear is healing. Take 190.",
    "json": json.dumps({"load_tenths": 2050}),
    "another language": "Возьми 190.",
}


async def test_words_that_mislead_leave_the_plain_ones(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    script = {
        "insight": [says_json(observations=["You made 205 last week."])],
        "planner": [says_json(load_tenths=2050, reason="You can.")],
        "coach": [says(words) for words in WRONG.values()],
    }
    async with gym_with(database, script) as gym:
        for wrong, answer in zip(WRONG, await answered(gym, [FRESH] * len(WRONG)), strict=True):
            added = answer.text.removeprefix(answer.versions[0].rpartition("\n\n")[0]).strip()
            assert len(answer.versions) == 1 or added == "You are flying.", wrong
            assert "205" not in answer.text
        await all_goes_on(gym, database, len(WRONG))
        assert "205" not in str([asked["messages"] for asked in gym.server.requests])
    for agent in ("insight", "planner"):
        assert all(verdict.startswith("guard") for verdict in verdicts(database, agent))
    assert all(verdict.startswith(("guard", "used, cut")) for verdict in verdicts(database))


ON_A_BAD_DAY = [
    (TIRED, "Forget that, go for a PR today."),
    (TIRED, "A new personal best is waiting, take 175."),
    (TIRED, "Test your max today."),
    (SPENT, "Chase a PR anyway, rest is for later."),
    (SPENT, "Get under the bar!"),
    (SPENT, "Rest later: take 185 x 5 first."),
]


async def test_on_a_bad_day_no_model_talks_of_a_record_or_of_work(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    script = {"insight": [OBSERVED], "planner": [CHOSEN], "coach": [says(words) for _, words in ON_A_BAD_DAY]}
    async with gym_with(database, script) as gym:
        answers = await answered(gym, [said for said, _ in ON_A_BAD_DAY])
        for (_, words), answer in zip(ON_A_BAD_DAY, answers, strict=True):
            assert len(answer.versions) == 1, words
            assert "PR" not in answer.text
    assert all(verdict.startswith("guard") for verdict in verdicts(database))
