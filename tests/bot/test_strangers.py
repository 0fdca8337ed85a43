"""Nobody can press, read or export what is another's: every button and every command, tried by a stranger."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.attachments_export import exporter
from bot.decide import commands
from bot.decide.pressed import VERBS
from storage.records import UserId
from tests.bot.desk import Clock
from tests.bot.lifter import Lifter, Room, database, talk

OF_TURNS = ("forget", "unlink")  # verbs that the turn itself takes
ENDINGS = ("", ":3", ":yes", ":unit:0", ":heavy")
MET = 100  # more messages than her life has
SAID = {  # by the word of the command: all its forms, with her name and her row in the place of his own
    "start": ("start",),
    "help": ("help",),
    "?": ("?",),
    "profile": ("profile", "profile ann", "profile goal stolen"),
    "forget": ("forget me", "forget ann"),
    "delete": ("delete everything", "delete ann"),
    "erase": ("erase all my data",),
    "done": ("done",),
    "missed": ("missed",),
    "group": ("group", "group board dots", "group cheers on"),
    "board": ("board", "board leave", "board join ann"),
    "leaderboard": ("leaderboard",),
    "check-ins": ("check-ins leave", "check-ins join"),
    "checkins": ("checkins join",),
    "privacy": ("privacy", "privacy ann"),
    "export": ("export", "export ann", "export json", "export json ann"),
    "link": ("link", "link ANNANN22"),
    "unlink": ("unlink", "unlink ann"),
    "chart": ("chart", "chart bench", "chart ann"),
    "/chart": ("/chart bench",),
}
READ = (  # by the reader
    *("undo", "plan", "plan bench", "next?", "delete bench", "same again", "that was 195", "got it", "not yet"),
    *("yes", "no", "4 stars", "I'm cleared", "learn yes", "why?", "what did ann bench?", "how was my week?"),
    *("history", "last bench", "prs", "what do I weigh?", "where does it hurt?"),
)
SECRETS = ("186.5", "187", "82.5", "knee", "quixote", "216", "217", "218")


@dataclass(frozen=True, slots=True)
class Life:
    """A database with hers in it, the rows that her buttons name, and the hour after it."""

    folder: Path
    rests: frozenset[str]
    at: datetime


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    folder = tmp_path_factory.mktemp("hers")

    async def lived() -> Life:
        async with talk(folder) as ann:
            rests = await live(ann)
            await meet(ann)
            return Life(folder, frozenset(rests), ann.clock.at)

    return asyncio.run(lived())


@asynccontextmanager
async def beside(life: Life, folder: Path) -> AsyncIterator[tuple[Lifter, Lifter, Lifter]]:
    """Her, a stranger, and the stranger in a group that she is in too; each time on a copy of that database."""
    for path in life.folder.iterdir():
        shutil.copy(path, folder)
    clock, room = Clock(), Room()
    clock.at = life.at
    for number in range(MET):
        room.said[f"before-{number}"] = None  # type: ignore[assignment]  # ids of updates go on
    async with talk(folder, clock=clock, room=room) as ann:
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        yield ann, eve, eve.in_group()


async def live(ann: Lifter) -> set[str]:
    """A life with rows of every kind; gives what stands behind the verb of every button that she was shown."""
    texts = (
        *("bench 186.5x5 slept 8h sore 2", "bench 186.5x5", "start", "profile goal quixote", "weighed 82.5kg"),
        *("squat 225x5 my knee hurts", "bench 186.5x3x5", "forget me", "unlink", "export"),
    )
    for text in texts:
        answer = await ann.say(text, timedelta(hours=20))
        if text == "bench 186.5x5":
            await ann.press(answer.buttons["👍"])
            await ann.press(answer.buttons["Missed"])
    pressed = {press.partition(":")[2] for words in ann.room.all_shown for row in words.buttons for press in _of(row)}
    person = await ann.app.store.person(ann.who)
    assert person is not None
    return {rest.partition(":")[0] for rest in pressed} | {person.user}


def _of(row: tuple[object, ...]) -> Iterator[str]:
    for button in row:
        yield getattr(button, "press", "")


def hers(folder: Path, user: str) -> list[str]:
    """Every row of the database that is hers, but what was written and said."""
    connection = sqlite3.connect(database(folder))
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [
            f"{table} {row}" for table in tables for row in connection.execute(f'SELECT * FROM "{table}"').fetchall()
        ]
    finally:
        connection.close()
    return sorted(row for row in rows if user in row)


async def meet(ann: Lifter) -> None:
    """She in a group, and a stranger with a log of his own."""
    eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
    await eve.say("deadlift 315x5")
    await ann.in_group().say("press 95x5")


async def user_of(lifter: Lifter) -> UserId:
    person = await lifter.app.store.person(lifter.who)
    assert person is not None
    return person.user


@pytest.mark.parametrize("verb", [*VERBS, *OF_TURNS])
async def test_no_button_of_hers_does_anything_for_a_stranger(verb: str, life: Life, tmp_path: Path) -> None:
    async with beside(life, tmp_path) as (ann, eve, _):
        before, user = await ann.log(), await user_of(ann)
        rows = hers(tmp_path, user)
        for rest in sorted(life.rests):
            for ending in ENDINGS:
                answer = await eve.press(f"{verb}:{rest}{ending}", timedelta(seconds=1))
                assert [word for word in SECRETS if word in answer.text] == [], (verb, rest, ending)
        assert await ann.log() == before
        assert hers(tmp_path, user) == rows
        assert [entry for entry in await eve.log() if "bench" in entry] == []


def test_every_command_is_tried() -> None:
    source = Path(commands.__file__).read_text(encoding="utf-8")
    matched = source[source.index("match word:") : source.index("def _marked_by_word")]
    words = {
        word for line in re.findall(r"case (\".*?)(?: if .*)?:\n", matched) for word in re.findall(r'"([^"]+)"', line)
    }
    assert words <= set(SAID), "a new command needs a line above"


@pytest.mark.parametrize("text", [*(text for texts in SAID.values() for text in texts), *READ])
async def test_no_command_of_a_stranger_reads_or_changes_what_is_hers(text: str, life: Life, tmp_path: Path) -> None:
    async with beside(life, tmp_path) as (ann, eve, in_group):
        user = await user_of(ann)
        rows = hers(tmp_path, user)
        said = len(ann.room.all_shown)
        for one in (eve, in_group):
            await one.say(text)
        shown = [words for words in ann.room.all_shown[said:] if "Text me your sets" not in words.text]
        examples = re.compile(r"`[^`]*`")
        assert [word for words in shown for word in SECRETS if word in examples.sub("", words.text)] == []
        assert hers(tmp_path, user) == rows
        own = [words.recipe for words in shown if words.recipe]
        assert all(user not in recipe for recipe in own)


async def test_what_a_stranger_exports_is_his_own(life: Life, tmp_path: Path) -> None:
    async with beside(life, tmp_path) as (ann, eve, _):
        words = (await eve.say("export json")).words
        assert words.recipe is not None
        body = (await exporter(ann.app.store)(words.recipe)).body.decode()
        assert "deadlift" in body
        assert "bench_press" not in body
