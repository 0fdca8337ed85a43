"""Files on Telegram: which are meant for the bot, and how they are fetched."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.message import Said, Sent
from bot.platforms import TryLater
from bot.platforms.telegram import Telegram
from bot.platforms.telegram_read import Me, read, row
from storage.records import Address, Identity, Update
from tests.platforms.telegram_stage import AT, Inbox, Naps, bot, running
from tests.servers.telegram import BotApi

ME = Me(99, "FocusBot")
OURS = {"from": {"id": 99, "is_bot": True, "first_name": "Focus"}}
CSV = {"file_id": "BQAC1", "file_name": "strong.csv", "mime_type": "text/csv", "file_size": 12}
BODY = "title,start_time\nLegs,“now”".encode()
TOO_LARGE = 20 * 1024 * 1024 + 1


def update(kind: str = "message", chat: int = 5, document: dict[str, Any] = CSV, **more: Any) -> Update:
    sender = {"id": 5, "is_bot": False, "first_name": "Ada"}
    place = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
    message = {"message_id": 3, "date": int(AT.timestamp()), "chat": place, "from": sender, "document": document}
    return row({"update_id": 1, kind: message | more}, AT)


# ── what is meant for the bot ──────────────────────────────────────────────────────────────────────────────────────


def test_a_document_in_a_private_chat_is_a_file_without_its_text() -> None:
    assert read(update(caption=" my log "), ME) == Sent(
        who=Identity("telegram", "5"),
        name="Ada",
        where=Address("telegram", "5"),
        source="telegram:5:3",
        message="telegram:5:3",
        reply_to="3",
        file_name="strong.csv",
        text=None,
        sent_at=AT,
        caption="my log",
    )


@pytest.mark.parametrize(
    ("more", "is_for_us"),
    [
        ({}, False),
        ({"caption": "my log"}, False),
        ({"caption": "@FocusBot"}, True),
        ({"caption": "@FocusBot my log"}, True),
        ({"caption": "@OtherBot my log"}, False),
        ({"reply_to_message": OURS}, True),
        ({"reply_to_message": {"from": {"id": 7}}}, False),
    ],
)
def test_in_a_group_a_file_is_read_where_the_bot_is_spoken_to(more: dict[str, Any], is_for_us: bool) -> None:
    assert isinstance(read(update(chat=-5, **more), ME), Sent) is is_for_us


def test_a_film_is_no_log_and_its_caption_is_words() -> None:
    said = read(update(document=CSV | {"mime_type": "video/mp4"}, caption="bench 185x5"), ME)
    assert isinstance(said, Said)
    assert said.text == "bench 185x5"


def test_an_edited_caption_is_an_edit_of_words() -> None:
    said = read(update("edited_message", caption="bench 195x5", edit_date=int(AT.timestamp()) + 9), ME)
    assert isinstance(said, Said)
    assert (said.text, said.edited) == ("bench 195x5", True)


@pytest.mark.parametrize("document", [{}, {"file_id": 7}, {"file_id": "x", "file_size": "big"}, [], "x"])
def test_a_document_of_another_shape_is_passed_over(document: Any) -> None:
    assert read(update(document=document), ME) is None


# ── fetching ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[Telegram]:
    telegram = bot(api, Naps())
    yield telegram
    await telegram.close()


async def sent(api: BotApi, body: bytes = BODY) -> Update:
    """The row that the bot keeps about a file."""
    inbox = Inbox()
    async with running(bot(api, Naps()), inbox):
        api.send_file(7, "strong.csv", body)
        return (await inbox.until(1))[0]


async def test_a_file_comes_as_it_was_sent(api: BotApi, telegram: Telegram) -> None:
    assert await telegram.download(await sent(api)) == BODY


async def test_a_file_that_is_too_large_is_not_even_asked_for(api: BotApi, telegram: Telegram) -> None:
    assert await telegram.download(await sent(api, b"x" * TOO_LARGE)) is None
    assert not api.calls("getFile")


async def test_a_file_is_not_taken_to_be_as_small_as_it_says(api: BotApi, telegram: Telegram) -> None:
    api.fail("download", status=200, body="x" * TOO_LARGE)
    assert await telegram.download(await sent(api)) is None


@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize("status", [None, 500, 502, 429])
async def test_what_cannot_be_had_now_is_had_later(
    api: BotApi, telegram: Telegram, method: str, status: int | None
) -> None:
    update = await sent(api)
    broken = 2 if (method, status) == ("download", None) else 1  # the client itself asks once more on a broken line
    api.fail(method, status=status, body=f"<html>{api.token}</html>", times=broken)
    with pytest.raises(TryLater) as later:
        await telegram.download(update)
    assert api.token not in f"{later.value!r} {later.value.__cause__!r} {later.value.__context__!r}"
    assert await telegram.download(update) == BODY


async def test_a_path_that_is_too_old_is_asked_for_anew(api: BotApi, telegram: Telegram) -> None:
    update = await sent(api)
    api.fail("download", status=404)
    with pytest.raises(TryLater):
        await telegram.download(update)
    assert await telegram.download(update) == BODY
    assert len({str(call["path"]) for call in api.calls("download")}) == 2


async def test_a_file_that_telegram_does_not_give_out_is_none(api: BotApi, telegram: Telegram) -> None:
    assert await telegram.download(update()) is None


async def test_a_client_that_is_closed_puts_it_off(api: BotApi, telegram: Telegram) -> None:
    row = await sent(api)
    await telegram.close()
    with pytest.raises(TryLater):
        await telegram.download(row)
