"""The program as a container runs it: live, ready, stopped by a signal within its grace, with nothing lost."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from socket import create_server

import aiohttp
import pytest

from bot.app import App, open_app
from bot.commands.serve import DRAIN_SECONDS, NO_ROUTE, run_until, serve
from bot.config import Config, Database, Http, Secrets, TelegramSection
from bot.message import Incoming
from bot.platforms import Accept
from storage.open import open_store
from storage.records import Outgoing, Update
from tests.bot.desk import NAME, Clock
from tests.bot.lifter import Lifter, Room
from tests.deploy.files import HEALTH_COMMAND, RUN_COMMAND
from tests.servers.telegram import TOKEN, BotApi

PATIENCE_SECONDS = 30
WEBHOOK_SECRET = "NobodyInParticular-0123456789"


def free_port() -> int:
    with closing(create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


def environment(folder: Path, base_url: str, port: int, **more: str) -> dict[str, str]:
    """What the image sets, but for the places of this machine."""
    return os.environ | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "FOCUSFLOW__TELEGRAM__BASE_URL": base_url,
        "FOCUSFLOW__DATABASE__URL": f"sqlite:///{folder}/focusflow.db",
        "FOCUSFLOW__HTTP__PORT": str(port),
        "FOCUSFLOW__LOGS__FORMAT": "json",
        **more,
    }


def command(words: list[str]) -> list[str]:
    """A command of the image, with the interpreter that runs the tests."""
    here = {"focusflow": [sys.executable, "-m", "learning"], "python": [sys.executable]}
    return [*here[words[0]], *words[1:]]


@asynccontextmanager
async def running(words: list[str], folder: Path, env: dict[str, str]) -> AsyncIterator[Process]:
    env["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), env.get("PYTHONPATH", "")])
    process = await asyncio.create_subprocess_exec(*command(words), cwd=folder, env=env, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def answers(session: aiohttp.ClientSession, path: str, status: int) -> str:
    """The body, once *path* answers with *status*."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            with suppress(aiohttp.ClientError):
                answer = await session.get(path)
                if answer.status == status:
                    return await answer.text()
            await asyncio.sleep(0.02)  # a process of its own, which begins when it begins


async def test_the_commands_of_the_image_serve_a_lifter_and_end_at_a_signal(tmp_path: Path) -> None:
    port = free_port()
    async with BotApi() as api, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
        env = environment(tmp_path, api.base_url, port)
        async with running(RUN_COMMAND, tmp_path, env) as bot:
            await answers(http, "/healthz/live", 200)
            ready = json.loads(await answers(http, "/healthz/ready", 200))
            assert ready["platforms"]["telegram"]["state"] == "running"
            async with running(HEALTH_COMMAND, tmp_path, env) as probe:
                assert await probe.wait() == 0
            api.say(7, "bench 185x5")
            [reply] = await api.replies(7, 1)
            assert "Logged: bench 185 × 5" in reply.text
            told = await answers(http, "/metrics", 200)
            assert 'focusflow_turn_seconds_count{platform="telegram"} 1.0' in told
            bot.send_signal(signal.SIGTERM)
            out, log = await asyncio.wait_for(bot.communicate(), PATIENCE_SECONDS)
            assert bot.returncode == 0
        async with running(HEALTH_COMMAND, tmp_path, env) as probe:
            assert await probe.wait() == 1
    assert TOKEN.encode() not in out + log + told.encode()
    assert b"Traceback" not in log


async def test_in_webhook_mode_the_program_takes_calls_at_the_path_of_its_address(tmp_path: Path) -> None:
    port = free_port()
    door = f"http://127.0.0.1:{port}"
    async with BotApi() as api, aiohttp.ClientSession(door) as http:
        env = environment(
            tmp_path,
            api.base_url,
            port,
            TELEGRAM_WEBHOOK_SECRET=WEBHOOK_SECRET,
            FOCUSFLOW__TELEGRAM__MODE="webhook",
            FOCUSFLOW__TELEGRAM__WEBHOOK_URL=f"{door}/telegram/updates",
        )
        async with running(RUN_COMMAND, tmp_path, env) as bot:
            await answers(http, "/healthz/ready", 200)
            await api.until(lambda: api.webhook)
            api.say(7, "bench 185x5")
            assert await api.deliver() == [200]
            [reply] = await api.replies(7, 1)
            assert "Logged: bench 185 × 5" in reply.text
            assert (await http.post("/telegram/updates", json={"update_id": 9})).status == 403
            bot.send_signal(signal.SIGTERM)
            out, log = await asyncio.wait_for(bot.communicate(), PATIENCE_SECONDS)
            assert bot.returncode == 0
    assert api.calls("getUpdates") == []
    assert WEBHOOK_SECRET.encode() not in out + log


async def test_a_port_that_is_taken_ends_the_start_in_one_sentence(tmp_path: Path) -> None:
    async with BotApi() as api:
        with closing(create_server(("127.0.0.1", 0))) as taken:
            port, said = taken.getsockname()[1], list[str]()
            config = Config(
                database=Database(url=f"sqlite:///{tmp_path}/bot.db"),
                telegram=TelegramSection(base_url=api.base_url),
                http=Http(port=port),
            )
            assert not await serve(config, Secrets(telegram_bot_token=TOKEN, _env_file=None), said.append)
        assert f"http.port {port} cannot be had" in said[-1]
        assert api.requests == []


async def test_webhook_mode_without_a_platform_for_it_says_what_to_set(tmp_path: Path) -> None:
    said: list[str] = []
    hook = TelegramSection(mode="webhook", webhook_url="https://bot.example/hook")
    config = Config(database=Database(url=f"sqlite:///{tmp_path}/bot.db"), telegram=hook)
    secrets = Secrets(discord_bot_token="x", _env_file=None)
    assert not await serve(config, secrets, said.append)
    assert said == [NO_ROUTE]


# ── the end of a run ──


class Line(Room):
    """A platform that runs until it is cancelled, and whose words wait for the gate."""

    def __init__(self) -> None:
        super().__init__()
        self.accept: Accept | None = None
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()
        self.sending = asyncio.Event()
        self.ended = False

    async def run(self, accept: Accept) -> None:
        self.accept = accept
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True

    def read(self, update: Update) -> Incoming | None:
        return self.said.get(update.id)

    async def send(self, words: Outgoing, *rest: object) -> str:
        self.sending.set()
        await self.gate.wait()
        assert not self.ended, "words came when the platform was closed"
        return await super().send(words)


@asynccontextmanager
async def served(folder: Path, line: Line) -> AsyncIterator[tuple[Lifter, App]]:
    clock = Clock()
    config = Config(database=Database(url=f"sqlite:///{folder}/bot.db"))
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep) as app:
        app.platforms[NAME] = line
        yield Lifter(app, line, clock), app


@asynccontextmanager
async def stopping(app: App, line: Line) -> AsyncIterator[tuple[asyncio.Event, asyncio.Event, "asyncio.Task[bool]"]]:
    first, second = asyncio.Event(), asyncio.Event()
    end = asyncio.create_task(run_until(app, (first, second)))
    await line.begun.wait()
    yield first, second, end
    await asyncio.wait([end])


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():
            await asyncio.sleep(0)


async def test_what_is_being_answered_is_answered_and_what_comes_then_is_kept(tmp_path: Path) -> None:
    line = Line()
    async with served(tmp_path, line) as (ann, app), stopping(app, line) as (first, _, end):
        await ann.send(ann.said("bench 185x5"))
        await line.sending.wait()
        first.set()
        await until(lambda: app.operators.stopping)
        assert app.operators.health(database=True).stopping
        late = await ann.send(ann.said("bench 190x5"))
        line.gate.set()
        assert await end
        assert [words.text.split("\n")[0] for words in line.all_shown] == ["Logged: bench 185 × 5 (est. 1RM 216)."]
        assert [update.id for update in await app.store.unhandled(NAME)] == [late.id]
        assert line.ended
    again = Line()
    again.said = line.said
    again.gate.set()
    async with served(tmp_path, again) as (ann, app), stopping(app, again) as (first, _, end):
        await until(lambda: bool(again.all_shown))
        first.set()
        assert await end
        assert await ann.log() == ["bench_press 185x5", "bench_press 190x5"]


async def test_a_second_signal_ends_it_at_once_and_the_answer_stays_a_row(tmp_path: Path) -> None:
    line = Line()
    async with served(tmp_path, line) as (ann, app), stopping(app, line) as (first, second, end):
        await ann.send(ann.said("bench 185x5"))
        await line.sending.wait()
        first.set()
        await until(lambda: app.operators.stopping)
        second.set()
        assert await end
        assert line.all_shown == []
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as store:
        assert await store.unhandled(NAME) == ()  # the set is logged; its answer was under way, so it is uncertain


async def test_the_deadline_of_a_stop_is_below_the_grace_of_a_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert DRAIN_SECONDS < 10
    monkeypatch.setattr("bot.commands.serve.DRAIN_SECONDS", 0.01)
    line = Line()
    async with served(tmp_path, line) as (ann, app), stopping(app, line) as (first, _, end):
        await ann.send(ann.said("bench 185x5"))
        await line.sending.wait()
        first.set()
        assert await end


async def test_a_run_whose_platforms_all_ended_is_a_failure(tmp_path: Path) -> None:
    room = Room()
    async with served(tmp_path, room) as (_, app):  # type: ignore[arg-type]
        assert not await run_until(app, (asyncio.Event(), asyncio.Event()))
