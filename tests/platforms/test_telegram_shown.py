"""What is more than one line of words: long texts, code, pictures, files and previews, through the real client."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.attachments import Attachment
from bot.platforms import Gone, TryLater, Uncertain, Unreachable
from bot.platforms.telegram import Telegram
from bot.platforms.telegram_send import MOST_TRIES
from storage.records import Outgoing, RowId
from tests.platforms.telegram_stage import THUMBS, Naps, words
from tests.servers.telegram import BotApi

CHART = Attachment("bench.png", "image/png", b"\x89PNG 1")
LOG = Attachment("log.csv", "text/csv", b"date,lift\n")
FLOOD = '{"ok": false, "error_code": 429, "parameters": {"retry_after": 4}}'
LONG = "\n".join(f"line {number} of a long history" for number in range(400))


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        api.say(7, "hello")
        yield api


# ── long words ──


async def test_code_is_marked_and_loses_its_backticks(api: BotApi, telegram: Telegram) -> None:
    sent_as = await telegram.send(words("💪 Ann` logged. `undo` takes it back."))
    [shown] = api.sent(7)
    assert (shown.text, shown.code) == ("💪 Ann` logged. undo takes it back.", ("undo",))
    await telegram.edit(words("Say `plan`."), sent_as)
    assert (shown.text, shown.code) == ("Say plan.", ("plan",))


async def test_long_words_become_several_messages_with_the_buttons_on_the_last(api: BotApi, telegram: Telegram) -> None:
    heard = api.say(7, "history")
    sent_as = await telegram.send(words(LONG, buttons=THUMBS, reply_to=str(heard)))
    shown = api.sent(7)
    assert "\n".join(one.text for one in shown) == LONG
    assert [one.labels for one in shown] == [[]] * (len(shown) - 1) + [["👍", "👎"]]
    assert [one.reply_to for one in shown] == [heard] + [None] * (len(shown) - 1)
    assert sent_as == str(shown[-1].id)


async def test_all_parts_stay_in_their_topic(api: BotApi, telegram: Telegram) -> None:
    api.say(-100, "/history", user=5, thread=9)
    await telegram.send(words(LONG, chat=-100, thread="9"))
    assert {shown.thread for shown in api.sent(-100)} == {9}


async def test_a_flood_between_two_parts_is_waited_for(api: BotApi, telegram: Telegram, naps: Naps) -> None:
    api.say(7, "history")
    api.watch(lambda what, shown: api.flood(7, 4, 2) if shown.text.startswith("line 0 ") else None)
    await telegram.send(words(LONG))
    assert "\n".join(one.text for one in api.sent(7)) == LONG
    assert naps.seconds == [4, 4]


@pytest.mark.parametrize("fault", [{"status": 429, "body": FLOOD, "times": MOST_TRIES}, {"times": 1}])
async def test_what_fails_after_the_first_part_is_uncertain(
    api: BotApi, telegram: Telegram, fault: dict[str, object]
) -> None:
    api.watch(lambda what, shown: api.fail("sendMessage", **fault))  # type: ignore[arg-type]
    with pytest.raises(Uncertain):
        await telegram.send(words(LONG))
    assert len(api.sent(7)) == 1


async def test_who_blocks_between_two_parts_was_shown_the_first(api: BotApi, telegram: Telegram) -> None:
    api.watch(lambda what, shown: api.block(7))
    with pytest.raises(Uncertain, match="only the beginning is shown"):
        await telegram.send(words(LONG))


async def test_a_flood_before_the_first_part_is_told(api: BotApi, telegram: Telegram) -> None:
    api.flood(7, retry_after=4)
    with pytest.raises(TryLater):
        await telegram.send(words(LONG))
    assert api.sent(7) == []


async def test_long_words_follow_a_group_that_moved(api: BotApi, telegram: Telegram) -> None:
    api.say(-5, "/history", user=5)
    api.move(-5, to=-1005)
    await telegram.send(words(LONG, chat=-5))
    assert "\n".join(one.text for one in api.sent(-1005)) == LONG


# ── pictures and files ──


async def test_a_picture_is_shown_with_its_caption_and_buttons(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(words("Bench. `chart squat` shows another.", buttons=THUMBS), CHART)
    [shown] = api.sent(7)
    assert shown.upload
    assert (shown.upload.kind, shown.upload.name, shown.upload.body) == ("photo", "bench.png", CHART.body)
    assert (shown.text, shown.code, shown.labels) == (
        *("Bench. chart squat shows another.", ("chart squat",)),
        ["👍", "👎"],
    )


async def test_a_file_is_offered_and_a_thread_kept(api: BotApi, telegram: Telegram) -> None:
    api.say(-100, "/export", user=5, thread=9)
    await telegram.send(words("Your log.", chat=-100, thread="9"), LOG)
    [shown] = api.sent(-100)
    assert shown.upload
    assert (shown.upload.kind, shown.upload.media_type, shown.thread) == ("document", "text/csv", 9)


async def test_a_picture_needs_no_words(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(words(""), CHART)
    assert [shown.text for shown in api.sent(7)] == [""]


@pytest.mark.parametrize(("text", "messages"), [("💪" * 512, 1), ("💪" * 513, 2), (LONG, 4)])
async def test_words_that_are_too_long_for_a_caption_follow_the_picture(
    api: BotApi, telegram: Telegram, text: str, messages: int
) -> None:
    await telegram.send(words(text, buttons=THUMBS), CHART)
    shown = api.sent(7)
    assert (len(shown), shown[0].upload is not None, shown[-1].labels) == (messages, True, ["👍", "👎"])


@pytest.mark.parametrize("why", ["PHOTO_INVALID_DIMENSIONS", "file of size 11534336 bytes is too big for a photo"])
async def test_a_picture_that_is_none_to_telegram_goes_as_a_file(api: BotApi, telegram: Telegram, why: str) -> None:
    body = f'{{"ok": false, "error_code": 400, "description": "Bad Request: {why}"}}'
    api.fail("sendPhoto", status=400, body=body)
    await telegram.send(words("Bench."), CHART)
    [shown] = api.sent(7)
    assert shown.upload
    assert (shown.upload.kind, shown.text) == ("document", "Bench.")


async def test_a_picture_for_nobody_is_not_tried_as_a_file(api: BotApi, telegram: Telegram) -> None:
    api.block(7)
    with pytest.raises(Unreachable):
        await telegram.send(words("Bench."), CHART)
    assert api.calls("sendDocument") == []


async def test_the_words_beside_a_picture_can_be_edited(api: BotApi, telegram: Telegram) -> None:
    sent_as = await telegram.send(words("Bench."), CHART)
    for _ in range(2):
        await telegram.edit(words("Bench, `3` months.", buttons=THUMBS), sent_as)
    [shown] = api.sent(7)
    assert (shown.text, shown.code, shown.labels) == ("Bench, 3 months.", ("3",), ["👍", "👎"])
    with pytest.raises(Gone):
        await telegram.edit(words("x" * 1025), sent_as)
    assert shown.text == "Bench, 3 months."


async def test_a_picture_whose_line_breaks_is_uncertain(api: BotApi, telegram: Telegram) -> None:
    api.fail("sendPhoto", taken=True)
    with pytest.raises(Uncertain):
        await telegram.send(words("Bench."), CHART)
    assert len(api.sent(7)) == 1


async def test_a_server_that_takes_no_file_at_all_is_given_the_words(api: BotApi, telegram: Telegram) -> None:
    for method in ("sendPhoto", "sendDocument"):
        api.fail(method, status=413, body='{"ok": false, "description": "Request Entity Too Large"}')
    await telegram.send(words("Bench."), CHART)
    assert [(shown.text, shown.upload) for shown in api.sent(7)] == [("Bench.", None)]


# ── previews ──


def draft(text: str, chat: int = 7) -> Outgoing:
    return replace(words(text, chat), id=RowId("1f2e3d4c5b6a7988"))


async def test_a_preview_is_a_draft_in_a_private_chat_alone(api: BotApi, telegram: Telegram) -> None:
    api.say(-100, "/plan", user=5)
    await telegram.preview(draft("Next: 190 …"))
    await telegram.preview(draft("Next: 190 …", chat=-100))
    await api.until(lambda: api.drafts)
    assert api.drafts == [(7, "Next: 190 …")]
    assert api.sent(7) == []


async def test_words_that_are_still_to_come_are_being_written(api: BotApi, telegram: Telegram) -> None:
    await telegram.preview(draft(""))
    await telegram.preview(draft("", chat=-100))
    await api.until(lambda: api.calls("sendChatAction"))
    assert api.calls("sendChatAction") == [{"chat_id": 7, "action": "typing"}]


@pytest.mark.parametrize("fault", [{"status": 404, "body": '{"ok": false}'}, {"status": 429, "body": FLOOD}, {}])
async def test_a_preview_that_fails_is_none(api: BotApi, telegram: Telegram, fault: dict[str, object]) -> None:
    api.fail("sendMessageDraft", **fault)  # type: ignore[arg-type]
    await telegram.preview(draft("Next: 190 …"))
    await api.until(lambda: api.calls("sendMessageDraft"))
    assert api.drafts == []
    await telegram.send(words("the answer comes all the same"))
