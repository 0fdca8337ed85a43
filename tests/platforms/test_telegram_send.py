"""Telegram's adapter shows words through the real client on the loopback Bot API server."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.platforms import Gone, Refused, TryLater, Uncertain, Unreachable
from bot.platforms.telegram import Telegram
from storage.records import DIRECT, Address
from tests.platforms.telegram_stage import THUMBS, Naps, bot, words
from tests.servers.telegram import BotApi


async def test_words_are_shown_as_they_are_with_their_buttons(api: BotApi, telegram: Telegram) -> None:
    heard = api.say(7, "bench 185x5")
    text = "Next: *190* lb × 5 <b>& no markup</b> https://example.org"
    sent_as = await telegram.send(words(text, buttons=THUMBS, reply_to=str(heard)))
    [shown] = api.sent(7)
    assert (shown.text, shown.labels, shown.press("👎")) == (text, ["👍", "👎"], "down:1f")
    assert (str(shown.id), shown.reply_to) == (sent_as, heard)
    [call] = api.calls("sendMessage")
    assert "parse_mode" not in call
    assert call["link_preview_options"] == {"is_disabled": True}


async def test_a_reply_to_a_message_that_is_gone_is_sent_without_it(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    await telegram.send(words(reply_to="999"))
    assert api.sent(7)[0].reply_to is None


async def test_words_go_to_their_thread(api: BotApi, telegram: Telegram) -> None:
    api.say(-100, "/log bench 185x5", user=5, thread=9)
    await telegram.send(words(chat=-100, thread="9"))
    assert api.sent(-100)[0].thread == 9


async def test_words_for_a_deleted_topic_go_to_its_group(api: BotApi, telegram: Telegram) -> None:
    api.say(-100, "/log bench 185x5", user=5, thread=9)
    for text in ("one", "two"):
        await telegram.send(words(text, chat=-100, thread="8"))  # deleted, or never there
    await telegram.send(words("three", chat=-100, thread="9"))
    assert [(shown.text, shown.thread) for shown in api.sent(-100)] == [("one", None), ("two", None), ("three", 9)]
    assert len(api.calls("sendMessage")) == 4, "it is asked about once"


async def test_an_edit_takes_the_place_of_words_and_buttons(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    sent_as = await telegram.send(words("one", buttons=THUMBS))
    await telegram.edit(words("two"), sent_as)
    await telegram.edit(words("two"), sent_as)
    [shown] = api.sent(7)
    assert (shown.versions, shown.buttons) == (["one", "two"], ())


async def test_two_hundred_chats_are_written_to_at_once(api: BotApi, telegram: Telegram) -> None:
    chats = range(1, 201)
    for chat in chats:
        api.say(chat, "bench 185x5")
    await asyncio.gather(*(telegram.send(words(chat=chat)) for chat in chats))
    assert all(len(api.sent(chat)) == 1 for chat in chats)


Arrange = Callable[[BotApi], None]

NOT_SENT: list[tuple[str, Arrange, type[Exception]]] = [
    ("blocked", lambda api: api.block(7), Unreachable),
    ("refused text", lambda api: api.fail("sendMessage", status=400, body='{"ok": false}'), Refused),
    (
        "no rights",
        lambda api: api.fail(
            "sendMessage",
            status=400,
            body='{"ok": false, "description": "Bad Request: not enough rights to send text messages to the chat"}',
        ),
        Unreachable,
    ),
    ("flood", lambda api: api.flood(7, retry_after=7), TryLater),
    ("server error", lambda api: api.fail("sendMessage", status=500), TryLater),
    ("bad gateway", lambda api: api.fail("sendMessage", status=502, body="<html>"), Uncertain),
    ("a proxy's 403", lambda api: api.fail("sendMessage", status=403, body="<html>"), TryLater),
    ("a flood without seconds", lambda api: api.fail("sendMessage", status=429, body="[]"), TryLater),
    ("line broken", lambda api: api.fail("sendMessage"), Uncertain),
    ("no Bot API", lambda api: api.fail("sendMessage", status=200, body="<html>"), Uncertain),
]


@pytest.mark.parametrize(("arrange", "error"), [case[1:] for case in NOT_SENT], ids=[case[0] for case in NOT_SENT])
async def test_what_was_not_sent_is_told_apart(
    api: BotApi, telegram: Telegram, arrange: Arrange, error: type[Exception]
) -> None:
    api.say(7, "bench 185x5")
    arrange(api)
    with pytest.raises(error) as raised:
        await telegram.send(words())
    assert type(raised.value) is error
    assert api.sent(7) == []


async def test_an_unknown_chat_is_unreachable(telegram: Telegram) -> None:
    with pytest.raises(Unreachable, match=r"(?i)chat not found"):
        await telegram.send(words(chat=8))


async def test_a_flood_says_how_long(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    api.flood(7, retry_after=7)
    with pytest.raises(TryLater) as raised:
        await telegram.send(words())
    assert raised.value.seconds == 7
    await telegram.send(words())


async def test_words_that_were_taken_before_the_line_broke_are_uncertain(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    api.fail("sendMessage", taken=True)
    with pytest.raises(Uncertain):
        await telegram.send(words())
    assert len(api.sent(7)) == 1


async def test_words_that_are_never_answered_are_uncertain(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    telegram._sending._read_timeout_seconds = 0.05
    api.fail("sendMessage", hangs=True, taken=True)
    with pytest.raises(Uncertain):
        await telegram.send(words())


async def test_words_that_found_nobody_listening_are_tried_later(naps: Naps) -> None:
    async with BotApi() as gone:
        telegram = bot(gone, naps)
    with pytest.raises(TryLater) as raised:
        await telegram.send(words())
    assert raised.value.seconds == 1
    await telegram.close()


async def test_words_under_a_revoked_token_are_kept_for_later(api: BotApi, naps: Naps) -> None:
    telegram = bot(api, naps, token="123456789:" + "x" * 35)
    with pytest.raises(TryLater):
        await telegram.send(words())
    await telegram.close()


async def test_a_group_that_became_a_supergroup_is_followed(api: BotApi, telegram: Telegram) -> None:
    api.say(-5, "/log bench 185x5", user=5)
    await telegram.send(words(chat=-5))
    api.move(-5, to=-1005)
    await telegram.send(words("still with you", chat=-5))
    assert [shown.text for shown in api.sent(-1005)] == ["still with you"]


async def test_an_edit_of_a_message_that_is_gone_says_so(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    sent_as = await telegram.send(words())
    api.take_away(api.sent(7)[0])
    with pytest.raises(Gone):
        await telegram.edit(words("two"), sent_as)


async def test_an_edit_of_a_message_that_telegram_keeps_as_it_is_says_that_too(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    sent_as = await telegram.send(words())
    body = '{"ok": false, "error_code": 400, "description": "Bad Request: message can\'t be edited"}'
    api.fail("editMessageText", status=400, body=body)
    with pytest.raises(Gone):
        await telegram.edit(words("two"), sent_as)


async def test_words_to_an_account_open_its_private_chat(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "hello")
    await telegram.send(replace(words(), address=Address("telegram", DIRECT, "7")))
    assert len(api.sent(7)) == 1
    assert "message_thread_id" not in api.calls("sendMessage")[0]


async def test_an_edit_tells_its_failures_apart_too(api: BotApi, telegram: Telegram) -> None:
    api.say(7, "bench 185x5")
    sent_as = await telegram.send(words("one"))
    api.fail("editMessageText", taken=True)
    with pytest.raises(Uncertain):
        await telegram.edit(words("two"), sent_as)
    api.flood(7, retry_after=3)
    with pytest.raises(TryLater):
        await telegram.edit(words("three"), sent_as)
