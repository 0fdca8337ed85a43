"""Photos and voice notes on Discord: which are meant for the bot, and what becomes of them."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from agents.senses import Medium
from bot.app import open_app
from bot.config import Config, Database, ModelSection, RetrievalSection, Secrets, Senses, Voice
from bot.decide.media import BEGUN
from bot.message import Media, Said, Sent
from bot.platforms.discord_read import read
from bot.platforms.discord_shapes import Attachment
from storage.records import Update
from tests.platforms.discord_stage import Stage, discord_stage
from tests.platforms.test_discord_files import CSV, written
from tests.platforms.whole_bot import rows
from tests.servers.model import ModelServer, hears, refuses, says

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PICTURE = Attachment(id="6", name="board.png", media_type="image/png", size_bytes=48, url="https://x.invalid")
VOICE = Attachment(
    id="7", name="voice-message.ogg", media_type="audio/ogg", size_bytes=48, url="https://x.invalid", seconds=2.5
)


def media(*files: Attachment, **more: Any) -> Media:
    found = read(written(attachments=files, **more))
    assert isinstance(found, Media)
    return found


def test_photos_of_a_message_are_one_and_a_voice_message_has_its_length() -> None:
    photos = media(PICTURE, PICTURE.model_copy(update={"size_bytes": 99}), VOICE, text="my board")
    assert (photos.medium, photos.parts, photos.most_bytes, photos.caption) == (Medium.PHOTO, 2, 99, "my board")
    note = media(VOICE)
    assert (note.medium, note.parts, note.seconds) == (Medium.VOICE, 1, 2.5)


@pytest.mark.parametrize(
    ("files", "parts", "unread"),
    [([PICTURE, PICTURE, VOICE], 2, 1), ([VOICE, VOICE], 1, 1), ([PICTURE] * 12, 10, 2), ([VOICE, PICTURE], 1, 1)],
)
def test_files_beyond_those_that_are_taken_are_counted(files: list[Attachment], parts: int, unread: int) -> None:
    found = media(*files)
    assert (found.parts, found.unread) == (parts, unread)


def test_a_log_beside_a_photo_is_what_is_read() -> None:
    assert isinstance(read(written(attachments=(PICTURE, CSV))), Sent)


@pytest.mark.parametrize("more", [{}, {"watched": True}])
def test_on_a_server_a_photo_that_nobody_showed_us_is_none_of_our_concern(more: dict[str, Any]) -> None:
    assert read(written(is_dm=False, attachments=(PICTURE,), **more)) is None


@pytest.mark.parametrize("more", [{"mentions_us": True}, {"replies_to_us": True}])
def test_on_a_server_it_looks_at_what_it_is_shown(more: dict[str, Any]) -> None:
    assert media(PICTURE, is_dm=False, **more).medium is Medium.PHOTO


def test_in_a_watched_channel_the_words_beside_a_photo_still_count() -> None:
    said = read(written(is_dm=False, watched=True, text="bench 185x5", attachments=(PICTURE,)))
    assert isinstance(said, Said)


def test_a_row_from_before_sounds_had_a_length_is_still_read() -> None:
    row = written(attachments=(PICTURE,))
    old = Update(row.platform, row.id, row.chat, row.raw.replace(',"seconds":null', ""), row.received_at)
    assert old.raw != row.raw
    assert isinstance(read(old), Media)


@asynccontextmanager
async def on_stage(stage: Stage, database: Path, server: ModelServer) -> AsyncIterator[None]:
    config = Config(
        database=Database(url=f"sqlite:///{database}"),
        retrieval=RetrievalSection(embedder="none"),
        model=ModelSection(base_url=server.base_url, vision="test/eyes"),
        senses=Senses(voice=Voice(model="test/ears")),
    )
    async with open_app(config, Secrets(_env_file=None), now=stage.now) as app:
        app.platforms["discord"] = stage.platform
        running = asyncio.create_task(app.run())
        try:
            await stage.up()
            yield
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def test_two_photos_of_one_message_are_both_looked_at_and_offered_together(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    pages = [says("bench press 185 lb x 5 reps"), says("squat 225 lb x 5 reps")]
    script = {"eyes": pages, **{agent: [refuses(401)] for agent in ("insight", "planner", "coach")}}
    async with ModelServer(script) as server, discord_stage() as stage, on_stage(stage, database, server):
        await stage.up()
        files = [("page1.png", PNG), ("page2.png", PNG + b"2")]
        kept = stage.env.backend.store_attachments(stage.lifter.dm_channel.id, files)
        await stage.lifter.send_dm("", attachments=kept)
        assert (await stage.replies(1))[0].content.startswith((BEGUN[Medium.PHOTO], "I read"))
        await stage.press("Yes")
        logged = (await stage.replies(2))[-1]
        assert logged.content.startswith("Logged: bench 185 × 5")
        assert stage.heard()[0].content.startswith("I read: bench 185 × 5, squat 225 × 5. Log it for ")
        asked = [str(one["messages"]) for one in server.requests if one["model"] == "test/eyes"]
        assert [b64encode(body).decode() in words for (_, body), words in zip(files, asked, strict=True)] == [
            True,
            True,
        ]
        assert rows(database, "SELECT exercise FROM entries ORDER BY place") == [("bench_press",), ("squat",)]


async def test_a_photo_among_photos_that_is_none_is_said(tmp_path: Path) -> None:
    script = {"eyes": [says("bench press 185 lb x 5 reps")], "coach": [refuses(401)]}
    async with ModelServer(script) as server, discord_stage() as stage, on_stage(stage, tmp_path / "bot.db", server):
        await stage.up()
        files = [("page1.png", PNG), ("page2.png", b"no picture")]
        kept = stage.env.backend.store_attachments(stage.lifter.dm_channel.id, files)
        await stage.lifter.send_dm("", attachments=kept)
        await stage.until(lambda: any("I read: bench" in message.content for message in stage.heard()))
        left_out, question = stage.heard()[-1].content.split("\n")
        assert left_out == "Left out: 1 file that I could not get or read: send it by itself."
        assert question.startswith("I read: bench 185 × 5. Log it for ")


async def test_a_voice_message_with_a_warning_sign_stops_at_once(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    script = {"ears": [hears("squats 225 for 5 and I just fainted")], "coach": [refuses(401)]}
    async with ModelServer(script) as server, discord_stage() as stage, on_stage(stage, database, server):
        await stage.dm_file("voice-message.ogg", b"OggS" + b"\0" * 40)
        await stage.until(lambda: any("I heard" in message.content for message in stage.heard()))
        assert rows(database, "SELECT count(*) FROM flags") == [(1,)]
        assert rows(database, "SELECT count(*) FROM entries") == [(0,)]
