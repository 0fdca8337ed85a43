"""Files on Discord: which are meant for the bot, and how they are fetched."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
from aiohttp import web

from bot.message import Incoming, Said, Sent
from bot.platforms import TryLater
from bot.platforms.discord import Discord
from bot.platforms.discord_read import read, update_of
from bot.platforms.discord_shapes import Attachment, Written
from storage.records import Update
from tests.platforms.discord_stage import Inbox, Stage, discord_stage
from tests.platforms.test_discord_wire import NOW, hung_up, running, wire

__all__ = ["wire"]  # a fixture

CSV = Attachment(
    id="5", name="strong.csv", media_type="text/csv; charset=utf-8", size_bytes=12, url="https://x.invalid"
)
BODY = "title,start_time\nLegs,“now”".encode()
TOO_LARGE = 20 * 1024 * 1024 + 1


def written(**more: Any) -> Update:
    shape: dict[str, Any] = {"channel": "10", "account": "7", "name": "Ann", "at": NOW, "message": "30", "text": ""}
    where = {"us": "1", "by_bot": False, "is_dm": True, "mentions_us": False, "replies_to_us": False, "watched": False}
    return update_of(Written(**(shape | where | {"attachments": (CSV,)} | more)), NOW)


# ── what is meant for the bot ──────────────────────────────────────────────────────────────────────────────────────


def test_a_file_in_a_direct_message_has_no_text_yet() -> None:
    sent = read(written(text="my log"))
    assert isinstance(sent, Sent)
    assert (sent.file_name, sent.text, sent.caption) == ("strong.csv", None, "my log")
    assert (sent.message, sent.reply_to, sent.sent_at) == ("discord:10:30", "30", NOW)


@pytest.mark.parametrize(
    ("more", "is_for_us"),
    [
        ({}, False),
        ({"mentions_us": True}, True),
        ({"replies_to_us": True}, True),
        ({"watched": True}, True),
        ({"watched": True, "attachments": (CSV.model_copy(update={"name": "notes.pdf"}),)}, False),
        ({"watched": True, "by_bot": True}, False),
    ],
)
def test_on_a_server_it_reads_what_is_sent_to_it_and_logs_in_watched_channels(
    more: dict[str, Any], is_for_us: bool
) -> None:
    assert isinstance(read(written(is_dm=False, **more)), Sent) is is_for_us


def test_a_film_is_no_log_and_its_caption_is_words() -> None:
    picture = CSV.model_copy(update={"name": "form.mp4", "media_type": "video/mp4"})
    said = read(written(text="bench 185x5", attachments=(picture,)))
    assert isinstance(said, Said)
    assert said.text == "bench 185x5"


def test_the_first_of_several_files_is_read_and_the_others_are_named() -> None:
    files = tuple(CSV.model_copy(update={"id": name, "name": name}) for name in ("a.csv", "b.csv", "c.csv"))
    sent = read(written(attachments=files))
    assert isinstance(sent, Sent)
    assert (sent.file_name, sent.unread) == ("a.csv", ("b.csv", "c.csv"))


def test_an_edit_sends_no_file_again() -> None:
    assert isinstance(read(written(text="bench 185x5", edited_at=NOW)), Said)


def test_a_row_from_before_there_were_files_is_still_read() -> None:
    row = written(text="bench 185x5", attachments=())
    old = Update(row.platform, row.id, row.chat, row.raw.replace(',"attachments":[]', ""), row.received_at)
    assert old.raw != row.raw
    assert isinstance(read(old), Said)


# ── fetching, from the simulated Discord ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with discord_stage() as stage:
        yield stage


async def sent(stage: Stage, inbox: Inbox, body: bytes = BODY) -> tuple[discord.Message, Update]:
    message = await stage.dm_file("strong.csv", body)
    return message, inbox.rows[-1]


async def test_a_file_comes_as_it_was_sent(stage: Stage) -> None:
    inbox = Inbox()
    async with stage.running(inbox.accept) as bot:
        _, row = await sent(stage, inbox)
        said: Incoming | None = bot.read(row)
        assert isinstance(said, Sent)
        assert said.file_name == "strong.csv"
        assert await bot.download(row) == BODY


async def test_a_url_that_has_expired_is_asked_for_anew(stage: Stage) -> None:
    inbox = Inbox()
    async with stage.running(inbox.accept) as bot:
        message, row = await sent(stage, inbox)
        stage.move_file(message, "https://cdn.simcord.invalid/anew.csv")
        assert await bot.download(row) == BODY


async def test_a_file_whose_message_is_gone_is_none(stage: Stage) -> None:
    inbox = Inbox()
    async with stage.running(inbox.accept) as bot:
        message, row = await sent(stage, inbox)
        stage.move_file(message, "https://cdn.simcord.invalid/anew.csv")
        await stage.lifter.delete(message)
        assert await bot.download(row) is None


# ── fetching, with the library's own client ────────────────────────────────────────────────────────────────────────


async def broken(_: web.Request) -> web.StreamResponse:
    return web.Response(status=503)


async def whole(_: web.Request) -> web.StreamResponse:
    return web.Response(body=BODY)


@asynccontextmanager
async def cdn(answer: Callable[[web.Request], Any]) -> AsyncIterator[Update]:
    """The row of a file that lies on a loopback server."""
    app = web.Application()
    app.router.add_get("/strong.csv", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/strong.csv"
    yield written(attachments=(CSV.model_copy(update={"url": url}),))
    await runner.cleanup()


@pytest.mark.usefixtures("wire")
async def test_the_library_fetches_it() -> None:
    async with running() as bot, cdn(whole) as row:
        assert await bot.download(row) == BODY


@pytest.mark.usefixtures("wire")
@pytest.mark.parametrize("answer", [broken, hung_up])
async def test_what_cannot_be_had_now_is_had_later(answer: Callable[[web.Request], Any]) -> None:
    async with running() as bot, cdn(answer) as row:
        with pytest.raises(TryLater):
            await bot.download(row)


async def test_a_file_that_is_too_large_is_not_fetched() -> None:
    bot = Discord("MTIz.fake.token", now=lambda: NOW, sleep=asyncio.sleep)
    assert await bot.download(written(attachments=(CSV.model_copy(update={"size_bytes": TOO_LARGE}),))) is None
