"""What Telegram does not say by itself: the menu that it shows, and who may manage a group."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.languages import LANGUAGES
from bot.menu import MENU
from bot.platforms.telegram import Telegram
from bot.platforms.telegram_menu import menu_in
from bot.wording_groups import NAMELESS
from tests.bot.desk import Clock
from tests.platforms.telegram_stage import Inbox, Naps, bot, running
from tests.platforms.whole_bot import rows, whole_bot
from tests.servers.telegram import BotApi
from tests.servers.telegram_chats import Shown

GYM, BOSS, ANN = -100, 5, 7
ENTRIES = "SELECT count(*) FROM entries"
DOWN = '{"ok": false, "error_code": 500, "description": "down"}'


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


# ── the menu ──


async def test_the_menu_is_there_in_every_language(api: BotApi) -> None:
    async with running(bot(api, Naps()), Inbox()):
        await api.until(lambda: len(api.menus) == len(LANGUAGES))
    assert set(api.menus) == {"", "de", "es", "fr", "pt", "ru"}
    assert [one["command"] for one in api.menus[""]] == [command.name for command in MENU]
    assert all(0 < len(one["description"]) <= 256 for language in LANGUAGES for one in menu_in(language))


async def test_a_menu_that_stands_already_is_left_alone(api: BotApi) -> None:
    api.menus = {"" if one == "en" else one: menu_in(one) for one in LANGUAGES}
    api.menus["fr"] = []
    async with running(bot(api, Naps()), Inbox()):
        await api.until(lambda: api.menus["fr"] and len(api.calls("getMyCommands")) == len(LANGUAGES))
    assert [call["language_code"] for call in api.calls("setMyCommands")] == ["fr"]


@pytest.mark.parametrize("method", ["getMyCommands", "setMyCommands"])
async def test_a_menu_that_cannot_be_set_keeps_nobody_waiting(api: BotApi, method: str) -> None:
    api.fail(method, status=500, body=DOWN)
    api.fail(method)
    inbox = Inbox()
    async with running(bot(api, Naps()), inbox):
        api.say(ANN, "bench 185x5")
        await inbox.until(1)


# ── who may manage ──


async def managing(api: BotApi, telegram: Telegram, *said: tuple[int, str]) -> list[bool]:
    """Whether each who said something in the gym may manage it, as a later run reads it from the row."""
    inbox = Inbox()
    async with running(telegram, inbox):
        for who, text in said:
            api.say(GYM, text, user=who)
        rows = await inbox.until(len(said))
    heard = [bot(api, Naps()).read(row) for row in rows]
    return [bool(one and one.company and one.company.may_manage) for one in heard]


async def test_an_administrator_may_and_another_may_not(api: BotApi) -> None:
    api.call_group(GYM, "The gym", BOSS)
    said = [(BOSS, "/group summary on"), (ANN, "/group summary on"), (BOSS, "@FocusBot Group")]
    assert await managing(api, bot(api, Naps()), *said) == [True, False, True]
    assert len(api.calls("getChatAdministrators")) == 1, "once a minute"


async def test_an_administrator_without_the_right_to_change_the_group_may_not(api: BotApi) -> None:
    api.call_group(GYM, "The gym", BOSS, ANN)
    api.admins[GYM][1]["can_change_info"] = False
    assert await managing(api, bot(api, Naps()), (ANN, "/group summary on")) == [False]


async def test_nobody_is_asked_about_where_it_does_not_matter(api: BotApi) -> None:
    api.call_group(GYM, "The gym", BOSS)
    said = [(BOSS, "/log bench 185x5"), (BOSS, "group hug, everyone"), (BOSS, "/board")]
    assert await managing(api, bot(api, Naps()), *said) == [False, False, False]
    assert api.calls("getChatAdministrators") == []


async def test_who_cannot_be_asked_about_may_not_until_the_next_time(api: BotApi) -> None:
    api.call_group(GYM, "The gym", BOSS)
    api.fail("getChatAdministrators", status=500, body=DOWN)
    said = [(BOSS, "/group summary on"), (BOSS, "/group summary on")]
    assert await managing(api, bot(api, Naps()), *said) == [False, True]


async def test_what_is_known_of_a_group_is_asked_anew_after_a_minute(api: BotApi) -> None:
    clock, inbox = Clock(), Inbox()
    api.call_group(GYM, "The gym", BOSS)
    telegram = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
    async with running(telegram, inbox):
        api.say(GYM, "/group", user=BOSS)
        await inbox.until(1)
        api.call_group(GYM, "The gym", ANN)
        clock.at += timedelta(minutes=1)
        api.say(GYM, "/group", user=BOSS)
        rows = await inbox.until(2)
    assert ["focusflow" in json.loads(row.raw) for row in rows] == [True, False]


async def test_settings_a_cheer_and_a_foreign_button_in_the_whole_bot(tmp_path: Path) -> None:
    clock = Clock()
    async with BotApi(now=lambda: clock.at.timestamp()) as api:
        telegram = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
        async with whole_bot(tmp_path / "bot.db", telegram, clock.now, clock.sleep):
            api.call_group(GYM, "The gym", BOSS)
            refused = await answer(api, 1, ANN, "/group cheers on")
            allowed = await answer(api, 2, BOSS, "/group cheers on")
            assert refused.text != allowed.text
            assert "cheers on" in allowed.text.lower()
            logged = await answer(api, 3, ANN, "/log bench 185x5")
            for count, press in enumerate((logged.labels[0], f"forget:{ANN}", "up:1f", "nonsense"), 4):
                api.press(logged, press, user=BOSS)
                said = (await api.replies(GYM, count))[-1]
                assert len(said.text) < 120, "one short reply"
                assert "\n" not in said.text


async def answer(api: BotApi, count: int, who: int, text: str) -> Shown:
    """What the bot says last, once it has said that many things in the gym."""
    api.say(GYM, text, user=who)
    return (await api.replies(GYM, count))[-1]


async def test_a_group_that_becomes_a_supergroup_stays_as_it_was_set(tmp_path: Path) -> None:
    clock, new = Clock(), -1005
    async with BotApi(now=lambda: clock.at.timestamp()) as api:
        telegram = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
        async with whole_bot(tmp_path / "bot.db", telegram, clock.now, clock.sleep):
            api.call_group(GYM, "The gym", BOSS)
            for count, text in enumerate(("/group cheers on", "/group board share", "/board join"), 1):
                await answer(api, count, BOSS, text)
            api.upgrade(GYM, new)
            api.call_group(new, "The gym", BOSS)
            for count, (text, told) in enumerate((("/group", "cheers on"), ("/board", "Ada"), ("/board join", "")), 1):
                api.say(new, text, user=BOSS)
                said = (await api.replies(new, count))[-1].text
                assert told in said, said
            assert "already" in said


# ── who shows no name ──


async def test_the_group_itself_may_set_and_logs_nothing(tmp_path: Path) -> None:
    clock, database = Clock(), tmp_path / "bot.db"
    async with BotApi(now=lambda: clock.at.timestamp()) as api:
        telegram = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
        async with whole_bot(database, telegram, clock.now, clock.sleep) as app:
            api.call_group(GYM, "The gym", BOSS)
            api.say(GYM, "/group cheers on", user=BOSS, as_chat=GYM)
            assert "cheers on" in (await api.replies(GYM, 1))[-1].text.lower()
            api.say(GYM, "/log bench 185x5", user=BOSS, as_chat=GYM)
            assert (await api.replies(GYM, 2))[-1].text == NAMELESS.replace("`", "")
            api.say(GYM, "/check-ins join", user=BOSS, as_chat=GYM)
            api.say(GYM, "/board join", user=BOSS, as_chat=GYM)
            assert (await api.replies(GYM, 3))[-1].text == NAMELESS.replace("`", "")
            assert await app.store.lifters() == ()
            assert await app.store.members("telegram", str(GYM)) == ()
    assert api.calls("getChatAdministrators") == []


async def test_a_post_of_a_channel_is_nobody(tmp_path: Path) -> None:
    clock = Clock()
    async with BotApi(now=lambda: clock.at.timestamp()) as api:
        telegram = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
        async with whole_bot(tmp_path / "bot.db", telegram, clock.now, clock.sleep) as app:
            api.call_group(GYM, "The gym", BOSS)
            api.say(GYM, "/group cheers on", as_chat=-200)
            await answer(api, 1, ANN, "/log bench 185x5")
            assert len(await app.store.lifters()) == 1
            assert await app.store.groups() == ()


# ── what is no word of his ──


async def test_a_forwarded_set_is_his_by_a_tap_and_a_thumb_comes_and_goes(tmp_path: Path) -> None:
    clock, database = Clock(), tmp_path / "bot.db"
    async with BotApi(now=lambda: clock.at.timestamp()) as api:
        telegram = Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)
        async with whole_bot(database, telegram, clock.now, clock.sleep):
            api.say(ANN, "bench 315x5", forwarded_from=BOSS)
            [offer] = await api.replies(ANN, 1)
            assert rows(database, ENTRIES) == [(0,)]
            api.press(offer, "Yes")
            logged = (await api.replies(ANN, 2))[-1]
            assert rows(database, ENTRIES) == [(1,)]
            api.say(ANN, "squat 225x5", forwarded_from=ANN)
            await api.until(lambda: rows(database, ENTRIES) == [(2,)], "his own words")
            api.react(ANN, logged.id, "👎")
            assert "Too heavy" in (await api.replies(ANN, 3))[-1].labels
            api.react(ANN, logged.id, old=("👎",))
            api.say(ANN, "squat 225x5")
            await api.replies(ANN, 4)
            assert rows(database, "SELECT count(*) FROM feedback") == [(0,)]
