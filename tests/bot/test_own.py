"""What is kept is told, given as a file to its owner alone, and gone when he asks."""

import json
import sqlite3
from pathlib import Path

import pytest

from bot.attachments import CannotMake
from bot.attachments_export import exporter
from bot.decide.own import export_recipe
from bot.wording_own import EXPORT_HOW, NOTHING_TO_EXPORT, Keeping, privacy
from storage.records import UserId
from tests.bot.lifter import Lifter, database, talk


async def recipe_of(lifter: Lifter, text: str) -> str:
    words = (await lifter.say(text)).words
    assert words.private
    assert words.recipe is not None
    return words.recipe


async def test_privacy_says_what_is_kept_in_twelve_lines() -> None:
    async with talk() as ann:
        shown = (await ann.say("privacy")).text
        assert len(shown.split("\n")) <= 12
        assert "Messages as they came: deleted after 30 days." in shown
        assert "My answers: deleted after 90 days." in shown
        assert "Models: none is asked here" in shown
        assert "no model is trained on our talks" in shown
        await ann.say("learn yes")
        assert "as you allowed" in (await ann.say("privacy")).text


def test_privacy_names_the_model_and_what_is_kept_for_good() -> None:
    shown = privacy(Keeping(None, 1, 365, "https://models.example"), learning=False)
    assert "Messages as they came: kept until you delete them." in shown
    assert "My answers: deleted after 1 day." in shown
    assert "https://models.example" in shown


async def test_the_export_is_a_file_of_his_sets_or_of_everything() -> None:
    async with talk() as ann:
        make = exporter(ann.app.store)
        assert (await ann.say("export")).text == NOTHING_TO_EXPORT
        await ann.say("bench 185x5 slept 7h")
        table = await make(await recipe_of(ann, "export"))
        assert (table.name, table.media_type, table.is_picture) == ("focusflow.csv", "text/csv", False)
        assert "2026-11-22,bench_press,185,lb,5,1" in table.body.decode()
        whole = json.loads((await make(await recipe_of(ann, "export json"))).body)
        assert (len(whole["sets"]), whole["readiness"][0]["sleep_minutes"]) == (1, 420)
        assert (await ann.say("export pdf")).text == EXPORT_HOW


@pytest.mark.parametrize("recipe", ["", "{}", "[]", '{"export": 1}', '{"export": {"user": "u", "as": "exe"}}', "null"])
async def test_what_is_no_recipe_makes_nothing(recipe: str) -> None:
    async with talk() as ann:
        with pytest.raises(CannotMake):
            await exporter(ann.app.store)(recipe)


async def test_an_export_that_waits_is_not_made_once_he_is_forgotten() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        recipe = await recipe_of(ann, "export")
        await ann.press((await ann.say("forget me")).buttons["Delete everything"])
        with pytest.raises(CannotMake):
            await exporter(ann.app.store)(recipe)
        with pytest.raises(CannotMake):
            await exporter(ann.app.store)(export_recipe(UserId("nobody"), "csv"))


def rows(folder: Path) -> list[str]:
    """Every row of every table, read past all of our own code."""
    connection = sqlite3.connect(database(folder))
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [f"{table} {row}" for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
    finally:
        connection.close()


async def test_forgetting_leaves_none_of_his_words_in_the_whole_database_nor_in_a_dataset(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        group = ann.in_group(may_manage=True)
        for text in (
            "bench 185x5 zanzibar felt great",
            "profile injury quixote elbow",
            "profile goal xylophone strong",
        ):
            await ann.say(text)
        for text in ("group board share", "board join", "group check-ins on", "check-ins join", "squat 225x5 wombat"):
            await group.say(text)
        for text in ("link", "export", "export json", "learn yes", "undo", "unlink"):
            await ann.say(text)
        person = await ann.app.store.person(ann.who)
        assert person is not None
        marks = ("zanzibar", "quixote", "xylophone", "wombat", "Ann", person.user)
        assert [mark for mark in marks if not any(mark in row for row in rows(tmp_path))] == []
        await ann.press((await ann.say("forget me")).buttons["Delete everything"])
        await ann.app.quiet()
        assert [row for row in rows(tmp_path) for mark in marks if mark in row] == []
        assert await ann.app.store.lifters() == ()
        assert await ann.app.store.whole(person.user) is None
