"""No token and no key shows anywhere, whatever fails: not in a log line, on the terminal, in a row or in an error."""

import asyncio
import gc
import io
import json
import logging
import os
import sqlite3
import sys
import traceback
import warnings
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from urllib.parse import quote

import discord
import pytest
import structlog
from aiohttp import web
from pydantic import SecretStr

from agents.model import ModelUnavailable, Request, whole
from bot.app import App, open_app, open_model
from bot.commands.doctor import examine
from bot.config import Config, Database, ModelSection, Secrets
from bot.logs import HIDDEN, set_up_logs
from bot.platforms import Platform, Refused, TryLater, Uncertain
from bot.platforms.discord import Discord
from bot.platforms.telegram import Telegram
from tests.bot.desk import Clock, words
from tests.servers.model import ModelServer, cut, error_event, garbage, refuses, says
from tests.servers.telegram import TOKEN, BotApi

ANN = 7
KEY = "nvapi-NobodyInParticular-0123456789abcdef"
DISCORD_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GNobdy.NobodyInParticular-0123456789abcdef"
UNAUTHORIZED = 401
NOBODY_LISTENS = "http://127.0.0.1:1/api"
SECRETS = Secrets(nvidia_api_key=KEY, telegram_bot_token=TOKEN, discord_bot_token=DISCORD_TOKEN, _env_file=None)
NONE = Secrets(_env_file=None)
TELLING = (KEY, TOKEN.partition(":")[2], DISCORD_TOKEN, DISCORD_TOKEN.rpartition(".")[2])


def telling(text: str) -> list[str]:
    """The lines of *text* that tell a secret, in whatever case."""
    return [line for line in text.splitlines() if any(secret.casefold() in line.casefold() for secret in TELLING)]


@pytest.fixture(params=["json", "console"])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Every record of everybody, the libraries' finest included, through our own logs."""
    root = logging.getLogger()
    handlers, loggers = root.handlers[:], [logging.getLogger(name) for name in list(root.manager.loggerDict)]
    levels = [(logger, logger.level) for logger in (root, *loggers)]
    out = io.StringIO()
    set_up_logs(request.param, "debug", SECRETS.values(), out)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield out
    root.handlers[:] = handlers
    for logger, level in levels:
        logger.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()


@pytest.fixture
async def talkative(log: io.StringIO) -> io.StringIO:
    """asyncio in debug, and every step of it slow enough to be written down with its arguments."""
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 0
    return log


def telegram(api: BotApi, clock: Clock) -> Telegram:
    return Telegram(SECRETS.telegram_bot_token.get_secret_value(), api.base_url, now=clock.now, sleep=clock.sleep)


@asynccontextmanager
async def bot(
    database: Path, platform: Platform, clock: Clock, model_url: str | None = None
) -> AsyncIterator[tuple[App, asyncio.Task[None]]]:
    """The whole bot, and its run, which ends by itself when its platform does."""
    config = Config(database=Database(url=f"sqlite:///{database}"), model=ModelSection(base_url=model_url))
    async with open_app(config, SECRETS if model_url else NONE, now=clock.now, sleep=clock.sleep) as app:
        app.platforms[platform.name] = platform
        running = asyncio.create_task(app.run())
        try:
            yield app, running
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def ended(running: asyncio.Task[None]) -> None:
    async with asyncio.timeout(10):
        await running


def rows(database: Path) -> str:
    """All that lies in the database, as SQL."""
    with closing(sqlite3.connect(database)) as connection:
        return "\n".join(connection.iterdump())


def nothing_told(log: io.StringIO, capfd: pytest.CaptureFixture[str], database: Path) -> None:
    shown = capfd.readouterr()
    assert telling(log.getvalue()) == []
    assert telling(shown.out + shown.err) == []
    assert telling(rows(database)) == []


# ── while things fail ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_telegram_fails_in_every_way(
    tmp_path: Path, talkative: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api:
        for status in (500, 404, 403, None):
            api.fail("getMe", status=status, body=f"no such page: /bot{TOKEN}/getMe")
        async with bot(database, telegram(api, clock), clock) as (app, running):
            await api.until(lambda: api.calls("getUpdates"), "the first poll")
            for status in (502, None):
                api.fail("getUpdates", status=status, body=f"<html>{TOKEN}</html>")
                api.fail("sendMessage", status=status)
            api.say(ANN, "bench 185x5")
            await api.until(lambda: len(api.calls("sendMessage")) == 2, "a message that may have been taken")
            api.say(ANN, "squat 225x5")
            [answer] = await api.replies(ANN, 1)
            await app.quiet()
            api.token = f"1:{'x' * 35}"
            api.react(ANN, answer.id, "👍")
            await ended(running)
    written = talkative.getvalue()
    for sentence in ("telegram does not answer", "uncertain", "platform ended", "set TELEGRAM_BOT_TOKEN"):
        assert sentence in written
    nothing_told(talkative, capfd, database)


async def test_the_model_fails_in_every_way_and_says_the_key_back(
    tmp_path: Path, talkative: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    said = f"the key {KEY} is not good"
    script = [
        *(refuses(401, said=said), refuses(404, said=said), refuses(500, said=said), refuses(429, said=said)),
        *(says("Solid."), refuses(400, said=said), refuses(422, said=said)),
        *(cut("Go"), garbage(), error_event(), says("Solid.")),
    ]
    async with ModelServer(script) as server, BotApi() as api:
        async with bot(database, telegram(api, clock), clock, server.base_url) as (app, _):
            for _ in range(6):
                api.say(ANN, "bench 185x5")
                await api.until(lambda: not api.queue.pending(), "the message to be kept")
                await app.quiet()
        assert all(headers["Authorization"] == f"Bearer {KEY}" for headers in server.headers)
        assert len(server.requests) > len(script)
    assert "the key is refused" in rows(database)
    nothing_told(talkative, capfd, database)


@asynccontextmanager
async def discord_that_answers(status: int) -> AsyncIterator[str]:
    async def answer(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == f"Bot {DISCORD_TOKEN}"
        return web.json_response({"message": "it says why", "code": 0}, status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "says_why"),
    [(UNAUTHORIZED, "Discord refuses the token"), (404, "it says why"), (503, "it says why"), (None, "Cannot connect")],
)
async def test_discord_does_not_let_us_in(
    tmp_path: Path,
    talkative: io.StringIO,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    status: int | None,
    says_why: str,
) -> None:
    database, clock, tried_often = tmp_path / "bot.db", Clock(), asyncio.Event()

    async def patience(seconds: float) -> None:
        await clock.sleep(seconds)
        if len(clock.slept_seconds) == len([1, 2, 4]):
            tried_often.set()
            await asyncio.Event().wait()

    async with discord_that_answers(status or 200) as address:
        monkeypatch.setattr(discord.http.Route, "BASE", address if status else NOBODY_LISTENS)
        discord_bot = Discord(DISCORD_TOKEN, now=clock.now, sleep=patience)
        async with bot(database, discord_bot, clock) as (_, running), asyncio.timeout(10):
            over = asyncio.create_task(tried_often.wait())
            await asyncio.wait({running, over}, return_when=asyncio.FIRST_COMPLETED)
            over.cancel()
    assert ("platform ended" if status == UNAUTHORIZED else "trying again") in talkative.getvalue()
    assert says_why in talkative.getvalue()
    nothing_told(talkative, capfd, database)


async def test_the_program_itself_ends_without_a_secret_when_no_token_is_taken(tmp_path: Path) -> None:
    ours = ("FOCUSFLOW", "NVIDIA", "TELEGRAM", "DISCORD")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    async with BotApi() as api:
        api.token = f"1:{'x' * 35}"
        env |= {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "NVIDIA_API_KEY": KEY,
            "FOCUSFLOW__MODEL__BASE_URL": NOBODY_LISTENS,
            "FOCUSFLOW__TELEGRAM__BASE_URL": api.base_url,
            "FOCUSFLOW__LOGS__LEVEL": "debug",
            "PYTHONASYNCIODEBUG": "1",
        }
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-X", "dev", "-m", "learning", "run"), cwd=tmp_path, env=env, stdout=PIPE, stderr=STDOUT
        )
        try:
            async with asyncio.timeout(30):
                shown = (await program.communicate())[0].decode()
        finally:
            if program.returncode is None:
                program.kill()
    assert program.returncode == 1
    assert "set TELEGRAM_BOT_TOKEN" in shown
    assert telling(shown + rows(tmp_path / "focusflow.db")) == []


# ── what Python says by itself ─────────────────────────────────────────────────────────────────────────────────────


def an_error_that_tells() -> Exception:
    try:
        int(f"no such page: /bot{TOKEN}/getMe")
    except ValueError as error:
        return error
    raise AssertionError


async def test_what_a_library_tells_is_taken_out_of_the_line(
    log: io.StringIO, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    theirs, ours = logging.getLogger("theirs"), structlog.get_logger("ours")
    theirs.warning("asked %s with %r", f"https://host/bot{TOKEN}/getMe", {"Authorization": f"Bearer {KEY}"})
    theirs.error("failed", exc_info=an_error_that_tells(), extra={DISCORD_TOKEN: [KEY]}, stack_info=True)
    theirs.warning("in a query: %s", f"?token={quote(TOKEN, safe='')}")
    theirs.warning("without the id, or in lower case: %s, %s", TOKEN.partition(":")[2], TOKEN.lower())
    ours.info(f"asked {TOKEN}", key=SecretStr(KEY), headers={"Authorization": [f"Bot {DISCORD_TOKEN}".encode()]})
    ours.error("failed", exc_info=an_error_that_tells())
    assert log.getvalue().count(HIDDEN) >= 9
    nothing_told(log, capfd, tmp_path / "none.db")


async def test_what_nobody_caught_goes_the_same_way(
    log: io.StringIO, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    async def fail() -> None:
        raise an_error_that_tells()

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    del task
    gc.collect()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)  # pytest listens to warnings as well: the last to come is heard
        logging.captureWarnings(True)
        warnings.warn(f"{KEY} will be ignored", stacklevel=1)
    assert "never retrieved" in log.getvalue()
    assert "will be ignored" in log.getvalue()
    nothing_told(log, capfd, tmp_path / "none.db")


async def test_a_record_that_cannot_be_written_is_not_shown_as_it_is(
    log: io.StringIO, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    theirs = logging.Logger("theirs")
    theirs.handlers = [sink for sink in logging.getLogger().handlers if getattr(sink, "stream", None) is log]
    theirs.warning("%d tries with %s", KEY, TOKEN)
    assert "theirs" in (shown := capfd.readouterr().err)
    assert telling(shown) == []
    nothing_told(log, capfd, tmp_path / "none.db")


# ── what values and errors say of themselves ───────────────────────────────────────────────────────────────────────


def said_by(error: BaseException) -> str:
    return f"{error!r} {error} {''.join(traceback.format_exception(error))}"


async def test_no_error_of_telegram_tells_a_secret() -> None:
    clock = Clock()
    async with BotApi() as api:
        platform = telegram(api, clock)
        api.say(ANN, "hello")
        for status in (500, 404, 400, 403, 401, 429, None):
            body = {"ok": False, "error_code": status, "description": "Bad Request: it says why"}
            api.fail("sendMessage", status=status, body=json.dumps(body))
            with pytest.raises((TryLater, Refused, Uncertain)) as caught:
                await platform.send(words("hello", str(ANN)))
            assert telling(said_by(caught.value)) == []
        assert telling(f"{platform!r} {platform._api!r} {platform._sending!r}") == []
        await platform.close()
    nowhere = Telegram(TOKEN, NOBODY_LISTENS, now=clock.now, sleep=clock.sleep)
    with pytest.raises(TryLater) as caught:
        await nowhere.send(words("hello"))
    assert telling(said_by(caught.value)) == []
    await nowhere.close()


async def test_no_error_of_the_model_and_no_finding_of_the_doctor_tells_a_secret(tmp_path: Path) -> None:
    said = f"the key {KEY} is not good"
    faults = [refuses(401, said=said), refuses(400, said=said), refuses(403, said=said), cut("Go"), garbage()]
    request = Request(
        agent="coach", model="m", system="", user="", temperature=0, max_tokens=9, timeout_seconds=5, schema=None
    )
    async with ModelServer(faults) as server:
        config = Config(
            model=ModelSection(base_url=server.base_url), database=Database(url=f"sqlite:///{tmp_path}/bot.db")
        )
        model = open_model(config, SECRETS, Clock().sleep)
        assert model is not None
        for _ in faults:
            with pytest.raises(ModelUnavailable) as caught:
                await whole(model, request)
            assert telling(said_by(caught.value)) == []
        await model.close()
    assert telling("\n".join(map(str, await examine(config, SECRETS)))) == []


async def test_the_doctor_does_not_show_who_signs_in_at_the_model(tmp_path: Path) -> None:
    config = Config(
        model=ModelSection(base_url="http://me:s3cr3t@127.0.0.1:1/v1"),
        database=Database(url=f"sqlite:///{tmp_path}/bot.db"),
    )
    findings = "\n".join(map(str, await examine(config, NONE)))
    assert "WRONG  model" in findings
    assert "s3cr3t" not in findings


def test_settings_show_stars() -> None:
    shown = f"{SECRETS!r} {SECRETS} {SECRETS.model_dump()} {SECRETS.model_dump_json()} {Config()!r}"
    assert telling(shown) == []
    assert "**********" in shown


def test_the_configuration_does_not_show_a_password_in_an_address() -> None:
    config = Config(
        database=Database(url="postgresql://focusflow:s3cr3t@localhost/focusflow"),
        model=ModelSection(base_url="http://me:s3cr3t@localhost/v1"),
    )
    assert "s3cr3t" not in f"{config!r} {config}"


# ── what a server says back ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_key_in_a_models_words_is_not_kept(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with (
        ModelServer([says(f"You sent {KEY} to me.")]) as server,
        BotApi() as api,
        bot(database, telegram(api, clock), clock, server.base_url) as (app, _),
    ):
        api.say(ANN, "bench 185x5")
        await api.replies(ANN, 1)
        await app.quiet()
        assert telling(api.sent(ANN)[0].text) == []
    assert telling(rows(database)) == []


async def test_a_token_in_a_servers_refusal_is_not_kept(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    body = {"ok": False, "error_code": 400, "description": f"Bad Request: /bot{TOKEN}/sendMessage"}
    async with BotApi() as api:
        api.fail("sendMessage", status=400, body=json.dumps(body))
        async with bot(database, telegram(api, clock), clock) as (app, _):
            api.say(ANN, "bench 185x5")
            await api.until(lambda: api.calls("sendMessage"), "the answer")
            await app.quiet()
    assert telling(rows(database)) == []
