"""A lifter sends his old log on Telegram and has his history, through the real client and the whole bot."""

import asyncio
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decide.uploads import opened
from bot.platforms.files import MOST_BYTES
from bot.platforms.telegram import Telegram
from tests.bot.desk import Clock
from tests.platforms.hevy_file import SET_COUNT, hevy
from tests.platforms.killed_bot import Bot, kill, start
from tests.platforms.whole_bot import rows, whole_bot
from tests.servers.telegram import BotApi
from tests.servers.telegram_chats import Shown

ANN = 7
SETS = "SELECT count(*) FROM entries WHERE undone_at IS NULL"
UNSETTLED = "SELECT count(*) FROM inbox WHERE settled_at IS NULL"
IMPORT = f"Import {SET_COUNT} sets"


def telegram(api: BotApi, clock: Clock) -> Telegram:
    return Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)


async def last(api: BotApi, count: int, chat: int = ANN) -> Shown:
    return (await api.replies(chat, count))[-1]


async def test_a_file_is_shown_taken_once_and_taken_back(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.send_file(ANN, "workouts.csv", hevy())
        offered = await last(api, 1)
        assert offered.labels == [IMPORT, "No"]
        assert rows(database, SETS) == [(0,)]

        api.press(offered, IMPORT)
        taken = await last(api, 2)
        assert taken.text.startswith(f"Imported {SET_COUNT} sets of 2 exercises from workouts.csv")
        assert "Next" not in taken.text
        assert rows(database, SETS) == [(SET_COUNT,)]
        assert rows(database, "SELECT state FROM uploads") == [("taken",)]

        api.press(offered, IMPORT)
        assert "on record already" in (await last(api, 3)).text
        api.send_file(ANN, "again.csv", hevy())
        again = await last(api, 4)
        assert "All are on record already" in again.text
        assert again.labels == []
        assert rows(database, SETS) == [(SET_COUNT,)]

        api.press(taken, "Undo import")
        assert (await last(api, 5)).text == "Undone: everything that came from workouts.csv."
        assert rows(database, SETS) == [(0,)]


async def test_what_was_undone_can_be_imported_again(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.send_file(ANN, "workouts.csv", hevy())
        api.press(offered := await last(api, 1), IMPORT)
        api.press(await last(api, 2), "Undo import")
        await last(api, 3)
        api.press(offered, IMPORT)
        assert (await last(api, 4)).text.startswith(f"Imported {SET_COUNT} sets")
        assert rows(database, SETS) == [(SET_COUNT,)]
        api.say(ANN, "undo")
        await last(api, 5)
        assert rows(database, SETS) == [(0,)]
        api.send_file(ANN, "workouts.csv", hevy())
        api.press(await last(api, 6), IMPORT)
        taken = await last(api, 7)
        assert rows(database, SETS) == [(SET_COUNT,)]
        api.press(taken, "Undo import")
        await last(api, 8)
        assert rows(database, SETS) == [(0,)]


async def test_a_later_export_adds_what_is_new_in_it(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        first, second = hevy(("12 Jan 2025, 18:00",)), hevy()
        api.send_file(ANN, "workouts.csv", first)
        api.press(await last(api, 1), "Import 3 sets")
        await last(api, 2)
        api.send_file(ANN, "workouts.csv", second)
        api.press(await last(api, 3), "Import 6 sets")
        await last(api, 4)
        assert rows(database, SETS) == [(9,)]


async def test_undo_in_words_takes_back_the_import_and_nothing_else(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.say(ANN, "bench 185x5")
        await last(api, 1)
        clock.at += timedelta(minutes=1)
        api.send_file(ANN, "workouts.csv", hevy())
        api.press(await last(api, 2), IMPORT)
        await last(api, 3)
        api.say(ANN, "undo")
        assert (await last(api, 4)).text == "Undone: all that the last imported file had brought."
        assert rows(database, "SELECT message FROM entries WHERE undone_at IS NULL") == [("telegram:7:1",)]


async def test_the_history_plans_the_next_set(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.send_file(ANN, "workouts.csv", hevy())
        api.press(await last(api, 1), IMPORT)
        await last(api, 2)
        api.say(ANN, "plan squat")
        assert "Next" in (await last(api, 3)).text


async def test_sets_beside_the_file_are_logged_too(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.send_file(ANN, "workouts.csv", hevy(), caption="bench 185x5")
        logged, offered = await api.replies(ANN, 2)
        assert logged.text.startswith("Logged: bench 185 × 5")
        assert offered.labels == [IMPORT, "No"]
        assert rows(database, SETS) == [(1,)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"x" * (MOST_BYTES + 1), "larger than 20 MB"),
        (bytes(range(256)) * 4, "no text"),
        (b"milk,eggs\n1,2\n", "no training log"),
        (b"", "no training log"),
    ],
    ids=["too large", "binary", "another table", "empty"],
)
async def test_what_is_no_log_is_answered_in_a_sentence(tmp_path: Path, body: bytes, words: str) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.send_file(ANN, "workouts.csv", body)
        answer = await last(api, 1)
        assert words in answer.text
        assert len(answer.text) < 300
        assert answer.labels == []
    assert rows(database, "SELECT count(*) FROM uploads") == [(0,)]
    assert rows(database, UNSETTLED) == [(0,)]


async def test_somebody_else_can_press_nothing_of_it(tmp_path: Path) -> None:
    database, clock, group = tmp_path / "bot.db", Clock(), -5
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.send_file(group, "workouts.csv", hevy(), user=7, caption="@FocusBot")
        offered = await last(api, 1, group)
        api.press(offered, IMPORT, user=8)
        assert "somebody else" in (await last(api, 2, group)).text
        api.press(offered, "No", user=8)
        assert "somebody else" in (await last(api, 3, group)).text
        assert rows(database, SETS) == [(0,)]
        api.press(offered, IMPORT, user=7)
        taken = await last(api, 4, group)
        api.press(taken, "Undo import", user=8)
        assert "somebody else" in (await last(api, 5, group)).text
    assert rows(database, SETS) == [(SET_COUNT,)]


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_download_that_fails_is_owned_up_to_and_tried_again(tmp_path: Path, method: str) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep) as app:
        api.fail(method, status=502)
        api.send_file(ANN, "workouts.csv", hevy())
        assert "I'll try it again" in (await last(api, 1)).text
        await app.inbox.quiet()
        await app.inbox.retry()
        assert (await last(api, 2)).labels == [IMPORT, "No"]
    assert rows(database, UNSETTLED) == [(0,)]


async def test_a_kill_between_the_row_and_the_download_loses_nothing(tmp_path: Path) -> None:
    async with BotApi() as api:
        bot = Bot(f"sqlite:///{tmp_path}/bot.db").on_telegram(api)
        async with api.downloads_held():
            running = start(bot)
            api.send_file(ANN, "workouts.csv", hevy())
            await api.until(lambda: api.calls("download"), "the download")
            kill(running)
        assert api.sent(ANN) == []
        running = start(bot)
        assert (await last(api, 1)).labels == [IMPORT, "No"]
        kill(running)


async def test_one_chat_waits_for_its_file_in_order_and_the_others_do_not(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        async with api.downloads_held():
            api.send_file(ANN, "workouts.csv", hevy())
            api.say(ANN, "bench 185x5")
            await api.until(lambda: api.calls("download"), "the download")
            api.say(8, "squat 225x5")
            await last(api, 1, 8)
            assert api.sent(ANN) == []
        offered, logged = await api.replies(ANN, 2)
        assert offered.labels == [IMPORT, "No"]
        assert logged.text.startswith("Logged: bench 185")


async def test_a_long_file_is_read_beside_the_other_chats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is read, another lifter is answered: the reading has begun before he writes and ends after."""
    began, may_end = threading.Event(), threading.Event()

    def slow(*given):  # type: ignore[no-untyped-def]
        began.set()
        assert may_end.wait(10)
        return opened(*given)

    monkeypatch.setattr("bot.turn.opened", slow)
    database, clock = tmp_path / "bot.db", Clock()
    async with BotApi() as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.send_file(ANN, "workouts.csv", hevy())
        assert await asyncio.to_thread(began.wait, 10)
        api.say(8, "squat 225x5")
        await last(api, 1, 8)
        assert api.sent(ANN) == []
        may_end.set()
        assert (await last(api, 1)).labels == [IMPORT, "No"]
