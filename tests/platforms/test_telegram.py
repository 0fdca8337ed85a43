"""Telegram's adapter receives through the real client from the loopback Bot API server."""

import asyncio
import json
import logging
import re
from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from bot.message import Pressed, Reacted, Said
from bot.platforms import Platform, Refused, TryLater, Uncertain
from bot.platforms.telegram import LONGEST_PAUSE_SECONDS, Telegram, TokenRefused
from bot.platforms.telegram_webhook import WEBHOOK_SET
from storage.records import Address, Thumb, Update
from tests.platforms.telegram_stage import AT, THUMBS, Inbox, Naps, bot, running, words
from tests.servers.telegram import TOKEN, BotApi
from tests.servers.telegram_queue import CONFLICT

CONFLICT_BODY = json.dumps({"ok": False, "error_code": 409, "description": CONFLICT})


def test_it_is_a_platform(telegram: Telegram) -> None:
    platform: Platform = telegram
    assert platform.name == "telegram"


async def test_it_polls_for_all_that_it_reads_and_drops_nothing(api: BotApi, telegram: Telegram) -> None:
    api.webhook = "https://example.org/left-over"
    api.say(7, "written while the bot was down")
    inbox = Inbox()
    async with running(telegram, inbox):
        await inbox.until(1)
    assert [method for method, _ in api.requests if "Commands" not in method][:3] == [
        *("deleteWebhook", "getMe", "getUpdates")
    ]
    assert api.calls("deleteWebhook")[0].get("drop_pending_updates") is not True
    assert api.calls("getUpdates")[0]["timeout"] > 0
    assert {"message", "edited_message", "callback_query", "message_reaction", "my_chat_member"} <= set(
        api.calls("getUpdates")[0]["allowed_updates"]
    )


async def test_an_update_becomes_a_row_as_it_came(api: BotApi, telegram: Telegram) -> None:
    inbox = Inbox()
    async with running(telegram, inbox):
        message = api.say(7, "bench 185x5 💪", name="Bo")
        [row] = await inbox.until(1)
    assert (row.platform, row.chat, row.received_at) == ("telegram", "7", AT)
    raw = json.loads(row.raw)
    assert str(raw["update_id"]) == row.id
    assert raw["message"]["text"] == "bench 185x5 💪"
    said = telegram.read(row)
    assert isinstance(said, Said)
    assert (said.text, said.name, said.reply_to) == ("bench 185x5 💪", "Bo", str(message))


async def test_nothing_is_confirmed_before_it_is_kept(api: BotApi, telegram: Telegram) -> None:
    reached, kept = asyncio.Event(), asyncio.Event()

    async def slow(updates: Sequence[Update]) -> None:
        reached.set()
        await kept.wait()

    api.say(7, "bench 185x5")
    async with running(telegram, slow):
        await reached.wait()
        assert len(api.queue.pending()) == 1
        assert len(api.calls("getUpdates")) == 1
        kept.set()
        await api.until(lambda: not api.queue.pending())
    assert api.calls("getUpdates")[1]["offset"] == api.queue.confirmed_below


async def test_what_could_not_be_kept_comes_again(api: BotApi, telegram: Telegram, naps: Naps) -> None:
    api.say(7, "bench 185x5")
    inbox = Inbox(failures=2)
    with capture_logs() as logs:
        async with running(telegram, inbox):
            await inbox.until(1)
    assert [row.id for row in inbox.refused] == [inbox.rows[0].id] * 2
    assert naps.seconds == [1, 2]
    assert sum("could not be kept" in log["event"] for log in logs) == 2


async def test_what_was_not_kept_when_it_was_stopped_comes_to_the_next_run(api: BotApi, naps: Naps) -> None:
    reached = asyncio.Event()

    async def stuck(updates: Sequence[Update]) -> None:
        reached.set()
        await asyncio.Event().wait()

    api.say(7, "bench 185x5")
    async with running(bot(api, naps), stuck):
        await reached.wait()
    inbox = Inbox()
    async with running(bot(api, naps), inbox):
        assert len(await inbox.until(1)) == 1


async def test_updates_come_in_their_order(api: BotApi, telegram: Telegram) -> None:
    inbox = Inbox()
    async with running(telegram, inbox):
        for n in range(250):
            api.say(7 + n % 3, str(n))
        rows = await inbox.until(250)
    assert [json.loads(row.raw)["message"]["text"] for row in rows] == [str(n) for n in range(250)]


async def test_a_press_is_answered_once_it_is_kept(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    await telegram.send(words(buttons=THUMBS))
    inbox = Inbox(failures=1)
    async with running(telegram, inbox):
        press = api.press(api.sent(7)[0], "👍")
        await api.until(lambda: api.answered)
        pressed = telegram.read((await inbox.until(2))[1])
    assert api.answered == [press], "once, although it was delivered twice"
    assert isinstance(pressed, Pressed)
    assert pressed.press == "up:1f"


async def test_a_press_that_is_too_old_to_answer_is_kept_all_the_same(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    await telegram.send(words(buttons=THUMBS))
    inbox = Inbox()
    async with running(telegram, inbox):
        api.fail("answerCallbackQuery", status=400, body='{"ok": false, "description": "query is too old"}')
        api.press(api.sent(7)[0], "👍")
        await inbox.until(2)
        api.say(7, "still here")
        await inbox.until(3)


async def test_an_edit_a_thread_and_a_reaction_come_through(api: BotApi, telegram: Telegram) -> None:
    inbox = Inbox()
    async with running(telegram, inbox):
        first = api.say(-100, "@FocusBot bench 185x5", user=5, thread=9)
        api.say(-100, "@FocusBot bench 195x5", user=5, thread=9, edited=first)
        api.say(-100, "nothing for the bot", user=5, thread=9)
        await inbox.until(3)
        sent_as = await telegram.send(words(chat=-100, thread="9", reply_to=str(first)))
        api.react(-100, int(sent_as), "👍", user=5)
        rows = await inbox.until(4)
        heard = [telegram.read(row) for row in rows]
    said, edit, noise, reacted = heard
    assert isinstance(said, Said)
    assert isinstance(edit, Said)
    assert isinstance(reacted, Reacted)
    assert noise is None
    assert said.where == Address("telegram", "-100", "9")
    assert (edit.text, edit.edited, edit.message == said.message) == ("bench 195x5", True, True)
    assert (reacted.on, reacted.thumb) == (sent_as, Thumb.UP)


async def test_another_poller_is_told_of_once_and_waited_for(api: BotApi, telegram: Telegram, naps: Naps) -> None:
    api.fail("getUpdates", status=409, body=CONFLICT_BODY, times=3)
    api.say(7, "bench 185x5")
    inbox = Inbox()
    with capture_logs() as logs:
        async with running(telegram, inbox):
            await inbox.until(1)
            api.fail("getUpdates", status=409, body=CONFLICT_BODY)
            api.say(7, "bench 185x5")
            await inbox.until(2)
            await api.until(lambda: len(naps.seconds) == 4)
    told = [log["event"] for log in logs if log["log_level"] == "error"]
    assert len(told) == 2, "once each time"
    assert re.search(r"another program .* the same TELEGRAM_BOT_TOKEN: stop that one, or .*@BotFather", told[0])
    assert naps.seconds == [10, 10, 10, 10]


async def test_a_webhook_of_another_is_told_of_and_taken_away(api: BotApi, telegram: Telegram) -> None:
    inbox = Inbox()
    with capture_logs() as logs:
        async with running(telegram, inbox):
            api.say(7, "bench 185x5")
            await inbox.until(1)
            api.webhook = "https://example.org/of-another"
            api.say(7, "bench 190x5")
            await inbox.until(2)
    assert [log["event"] for log in logs if log["log_level"] == "error"] == [WEBHOOK_SET]
    assert all(call.get("drop_pending_updates") is not True for call in api.calls("deleteWebhook"))


async def test_two_bots_on_one_token_leave_the_updates_to_one_of_them(api: BotApi, naps: Naps) -> None:
    first, second = Inbox(), Inbox()
    async with running(bot(api, naps), first):
        await api.until(lambda: api.calls("getUpdates"))
        async with running(bot(api, naps), second):
            await api.until(lambda: naps.seconds)
        api.say(7, "bench 185x5")
        await first.until(1)


@pytest.mark.parametrize("method", ["deleteWebhook", "getMe", "getUpdates"])
async def test_it_comes_back_from_every_trouble_with_the_network(
    api: BotApi, telegram: Telegram, naps: Naps, method: str
) -> None:
    api.fail(method)
    api.fail(method, status=500)
    api.fail(method, status=502, body="<html>Bad Gateway</html>")
    api.fail(method, status=403, body="<html>the proxy says no</html>")
    api.fail(method, status=200, body="<html>the hotel's log-in page</html>")
    api.fail(method, status=302, body="")
    api.say(7, "bench 185x5")
    inbox = Inbox()
    async with running(telegram, inbox):
        await inbox.until(1)
    assert naps.seconds == [1, 2, 4, 8, 16, LONGEST_PAUSE_SECONDS]


async def test_a_flood_while_polling_is_waited_out(api: BotApi, telegram: Telegram, naps: Naps) -> None:
    api.fail("getUpdates", status=429, body='{"ok": false, "parameters": {"retry_after": 17}}')
    api.say(7, "bench 185x5")
    inbox = Inbox()
    async with running(telegram, inbox):
        await inbox.until(1)
    assert naps.seconds == [17]


@pytest.mark.parametrize("token", ["1:mistyped", "123456789:" + "x" * 35])
async def test_a_token_that_telegram_does_not_know_ends_the_run_with_a_sentence(
    api: BotApi, naps: Naps, token: str
) -> None:
    with pytest.raises(TokenRefused, match=r"^Telegram does not know this bot token: .*\.$") as ended:
        await bot(api, naps, token=token).run(Inbox())
    assert token not in str(ended.value)
    assert naps.seconds == []


async def test_a_token_that_is_revoked_ends_the_run_too(api: BotApi, telegram: Telegram) -> None:
    inbox = Inbox()
    run = asyncio.create_task(telegram.run(inbox))
    api.say(7, "bench 185x5")
    await inbox.until(1)
    api.token = "123456789:" + "y" * 35
    api.say(7, "and again")
    with pytest.raises(TokenRefused):
        await run


@pytest.mark.parametrize("tail", ["", "/", "/bot", "/bot/"])
async def test_the_server_may_be_given_with_or_without_bot(api: BotApi, naps: Naps, tail: str) -> None:
    inbox = Inbox()
    async with running(bot(api, naps, base_url=api.base_url + tail), inbox):
        api.say(7, "bench 185x5")
        await inbox.until(1)


async def test_it_stops_at_once_and_sends_nothing_after(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    inbox = Inbox()
    async with running(telegram, inbox):
        await inbox.until(1)
        await api.until(lambda: len(api.calls("getUpdates")) == 2)
    with pytest.raises(TryLater):
        await telegram.send(words())
    assert api.sent(7) == []


async def test_the_token_is_in_no_log_record_whatever_goes_wrong(
    api: BotApi, naps: Naps, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "telegram", "aiohttp", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    for method in ("getUpdates", "sendMessage"):
        api.fail(method)
        api.fail(method, status=500)
        api.fail(method, status=200, body="<html>")
        api.fail(method, status=409, body=CONFLICT_BODY)
    api.say(7, "bench 185x5")
    inbox, errors = Inbox(failures=1), []
    telegram = bot(api, naps)
    with capture_logs() as logs:
        async with running(telegram, inbox):
            await inbox.until(1)
            for _ in range(4):
                with pytest.raises((Refused, TryLater, Uncertain)) as error:
                    await telegram.send(words())
                errors.append(error.value)
        api.token = "123456789:" + "z" * 35
        refused = bot(api, naps, token=TOKEN)
        with pytest.raises(TokenRefused) as end:
            await refused.run(inbox)
    told = [caplog.text, *map(str, logs), *map(repr, [*errors, end.value, telegram]), *capfd.readouterr()]
    assert len(logs) >= 5
    assert "sendMessage" in caplog.text
    assert not [text for text in told if TOKEN.partition(":")[2] in text]
