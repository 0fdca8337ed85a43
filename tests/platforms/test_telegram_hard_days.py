"""What Telegram's adapter makes of half-answers: proxies, missing rights, groups that move, topics that close."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.attachments import Attachment
from bot.platforms import Gone, Refused, Uncertain, Unreachable
from bot.platforms.telegram import REFUSALS_BELIEVED, Telegram, TokenRefused
from storage.records import Update
from tests.platforms.telegram_stage import Inbox, Naps, running, words
from tests.servers.telegram import BotApi

CHART = Attachment("chart.png", "image/png", b"\x89PNG")
TABLE = Attachment("log.csv", "text/csv", b"date,lift")
NOT_FOUND = json.dumps({"ok": False, "error_code": 404, "description": "Not Found"})


def refusal(why: str) -> str:
    return json.dumps({"ok": False, "error_code": 400, "description": f"Bad Request: {why}"})


# ── proxies ──


@pytest.mark.parametrize("status", [502, 504])
async def test_words_that_a_proxy_lost_sight_of_are_uncertain(api: BotApi, telegram: Telegram, status: int) -> None:
    api.open(7)
    api.fail("sendMessage", status=status, body="<html>", taken=True)
    with pytest.raises(Uncertain):
        await telegram.send(words())
    assert len(api.sent(7)) == 1


async def test_a_file_that_is_too_large_for_a_proxy_leaves_its_words(api: BotApi, telegram: Telegram) -> None:
    api.open(7)
    api.fail("sendDocument", status=413, body="<html>413 Request Entity Too Large</html>")
    await telegram.send(words("Your log."), TABLE)
    assert [(shown.text, shown.upload) for shown in api.sent(7)] == [("Your log.", None)]
    api.fail("sendDocument", status=413, body="<html>413 Request Entity Too Large</html>")
    with pytest.raises(Refused) as raised:
        await telegram.send(words(""), TABLE)
    assert type(raised.value) is Refused, "it would be too large each time"


async def test_a_proxy_that_loses_a_poll_costs_nothing(api: BotApi, telegram: Telegram) -> None:
    api.fail("getUpdates", status=502, body="<html>", times=2)
    api.say(7, "bench 185x5")
    inbox = Inbox()
    async with running(telegram, inbox):
        await inbox.until(1)


# ── a token ──


async def test_a_404_while_it_polls_ends_nothing(api: BotApi, telegram: Telegram) -> None:
    api.fail("getUpdates", status=404, body=NOT_FOUND, times=2 * REFUSALS_BELIEVED)
    api.say(7, "bench 185x5")
    inbox = Inbox()
    async with running(telegram, inbox):
        await inbox.until(1)


async def test_a_server_that_knows_nobody_for_a_moment_ends_nothing(api: BotApi, telegram: Telegram) -> None:
    inbox = Inbox()
    async with running(telegram, inbox):
        api.say(7, "bench 185x5")
        await inbox.until(1)
        api.fail("getUpdates", status=404, body=NOT_FOUND, times=REFUSALS_BELIEVED - 1)
        api.fail("getMe", status=404, body=NOT_FOUND, times=REFUSALS_BELIEVED - 1)
        api.say(7, "bench 190x5")
        await inbox.until(2)


async def test_a_token_that_is_taken_back_ends_it(api: BotApi, telegram: Telegram, naps: Naps) -> None:
    async def take_back(_updates: Sequence[Update]) -> None:
        for method in ("getUpdates", "getMe"):
            api.fail(method, status=401, body=NOT_FOUND.replace("404", "401"), times=99)

    api.say(7, "bench 185x5")
    with pytest.raises(TokenRefused):
        await telegram.run(take_back)
    assert naps.seconds == [1, 2, 4, 8]


# ── rights ──


@pytest.mark.parametrize("why", ["not enough rights to send photos to the chat", "CHAT_SEND_PHOTOS_FORBIDDEN"])
async def test_a_picture_that_may_not_be_sent_shuts_out_no_group(api: BotApi, telegram: Telegram, why: str) -> None:
    api.open(-5)
    api.fail("sendPhoto", status=400, body=refusal(why))
    await telegram.send(words("Bench, 12 weeks.", -5), CHART)
    [shown] = api.sent(-5)
    assert (shown.text, shown.upload and shown.upload.kind) == ("Bench, 12 weeks.", "document")


@pytest.mark.parametrize("text", ["Bench, 12 weeks.", "Bench. " * 300])
async def test_words_whose_file_may_not_be_sent_are_shown_alone(api: BotApi, telegram: Telegram, text: str) -> None:
    api.open(-5)
    api.fail("sendPhoto", status=400, body=refusal("CHAT_SEND_PHOTOS_FORBIDDEN"))
    api.fail("sendDocument", status=400, body=refusal("CHAT_SEND_DOCS_FORBIDDEN"))
    await telegram.send(words(text.strip(), -5), CHART)
    assert [(shown.text, shown.upload) for shown in api.sent(-5)] == [(text.strip(), None)]


async def test_words_that_may_not_be_sent_find_nobody(api: BotApi, telegram: Telegram) -> None:
    api.open(-5)
    api.fail("sendMessage", status=400, body=refusal("CHAT_SEND_PLAIN_FORBIDDEN"))
    with pytest.raises(Unreachable):
        await telegram.send(words("hello", -5))


# ── groups ──


async def test_an_edit_in_a_group_that_has_moved_is_to_be_sent_anew(api: BotApi, telegram: Telegram) -> None:
    api.open(-5)
    sent_as = await telegram.send(words("one", -5))
    api.move(-5, to=-1005)
    with pytest.raises(Gone):
        await telegram.edit(words("two", -5), sent_as)
    await telegram.send(words("two", -5))
    assert [shown.text for shown in api.sent(-1005)] == ["two"]


async def test_words_for_a_closed_topic_go_to_its_group(api: BotApi, telegram: Telegram) -> None:
    api.say(-5, "/log bench 185x5", user=7, thread=9)
    api.fail("sendMessage", status=400, body=refusal("TOPIC_CLOSED"))
    await telegram.send(words("Did you get it?", -5, thread="9"))
    await telegram.send(words("open again", -5, thread="9"))
    assert [(shown.text, shown.thread) for shown in api.sent(-5)] == [("Did you get it?", None), ("open again", 9)]


async def test_a_group_whose_every_topic_is_closed_takes_no_words(api: BotApi, telegram: Telegram) -> None:
    api.say(-5, "/log bench 185x5", user=7, thread=9)
    api.fail("sendMessage", status=400, body=refusal("TOPIC_CLOSED"), times=2)
    with pytest.raises(Unreachable):
        await telegram.send(words("Did you get it?", -5, thread="9"))


# ── who speaks ──


def _of_membership(chat: int, status: str) -> dict[str, object]:
    kind = "private" if chat > 0 else "supergroup"
    return {"chat": {"id": chat, "type": kind}, "from": {"id": 7}, "date": 1, "new_chat_member": {"status": status}}


async def test_only_who_speaks_to_us_or_lets_us_in_opens_a_chat(api: BotApi, telegram: Telegram) -> None:
    inbox = Inbox()
    async with running(telegram, inbox):
        for chat, status in ((7, "kicked"), (7, "member"), (-5, "left"), (-5, "restricted"), (-5, "administrator")):
            api.queue.put("my_chat_member", _of_membership(chat, status))
        api.say(-5, "who is in on Monday?", user=7)
        api.say(-5, "@FocusBot bench 185x5", user=7)
        api.say(7, "bench 185x5")
        rows: list[Update] = await inbox.until(8)
    assert [row.opens for row in rows] == [False, True, False, False, True, False, True, True]
    assert replace(rows[0], opens=True) == rows[0], "it is no part of what names a row"
