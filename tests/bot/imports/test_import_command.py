"""The command beside a real database: what it keeps, what it leaves, and what it takes back."""

import asyncio
import os
import shlex
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import cli
from bot.commands import import_log
from bot.commands.export import export_log
from bot.commands.import_log import Offer, look_up, read_offer, take, take_back, text_of, undoing
from bot.imports.sheet import NotALog
from knowledge.library import load_exercises
from knowledge.units import Unit
from storage.open import open_store
from storage.records import Identity, Profile, Style
from tests.bot.imports.files import HEVY, STRONG, hevy_row
from tests.bot.test_arms import STYLE

WHO, NOW = Identity("console", "ann"), datetime(2026, 11, 22, 18, tzinfo=UTC)
EXERCISES = load_exercises()


class Here:
    """A database, and a clock that goes on with each command."""

    def __init__(self, url: str) -> None:
        self.url, self.now = url, NOW

    async def offer(self, text: str, name: str = "hevy.csv") -> Offer:
        self.now += timedelta(minutes=1)
        known = await look_up(self.url, WHO, Profile())
        return read_offer(text, name, None, known, EXERCISES, self.now)

    async def take(self, text: str, name: str = "hevy.csv") -> Offer:
        offer = await self.offer(text, name)
        await take(self.url, offer, await look_up(self.url, WHO, Profile()))
        return offer

    async def back(self, text: str = "", name: str = "hevy.csv") -> str:
        self.now += timedelta(minutes=1)
        return await take_back(self.url, WHO, text, name, self.now)

    async def log(self, whole: bool = False) -> str:
        return await export_log(self.url, WHO.platform, WHO.account, whole)


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(f"sqlite:///{tmp_path}/log.db")


async def test_an_import_is_kept_once_and_exported(here: Here) -> None:
    await here.offer(HEVY)
    with pytest.raises(LookupError):
        await here.log()  # a preview makes nobody known
    assert len((await here.take(HEVY)).entries) == 4
    assert (await here.log()).count("leg_curl") == 4
    again = await here.offer(HEVY)
    assert again.is_empty
    assert "All are on record already." in again.preview()


async def test_the_newest_import_of_a_file_is_taken_back_and_can_be_imported_anew(here: Here) -> None:
    later = hevy_row(start='"17 Sep 2025, 07:48"').splitlines(keepends=True)[1]
    await here.take(HEVY)
    await here.take(HEVY + later)
    assert await here.back(HEVY + later) == "Undone: 1 set from hevy.csv, imported on 2026-11-22."
    assert (await here.log()).count("\n") == 5
    assert (await here.back()).startswith("Undone: 4 sets")
    assert (await here.log()).count("\n") == 1
    with pytest.raises(LookupError, match="No import of hevy"):
        await here.back()
    await here.take(HEVY)
    assert (await here.log()).count("\n") == 5


@pytest.mark.parametrize("whole", [False, True])
async def test_an_export_makes_the_same_log_elsewhere(here: Here, tmp_path: Path, whole: bool) -> None:
    await here.take(HEVY + hevy_row("Pull Up", weight="", notes='"=a,\nb"').splitlines(keepends=True)[1] + 'b"\n')
    text = await here.log(whole)
    if whole:
        text = text.replace('"readiness": []', '"readiness": [{"date": "2025-09-15", "sleep_minutes": 400}]')
    there = Here(f"sqlite:///{tmp_path}/there.db")
    await there.take(text, "export")
    exported = await there.log(whole)
    assert exported == text or '"sleep_minutes": 400' in exported
    assert (await there.offer(exported)).is_empty


async def test_the_other_unit_adds_nothing_and_is_told_how(here: Here) -> None:
    offer = await here.take(STRONG, "strong.csv")
    assert "--unit kg takes them the other way." in offer.preview()
    known = await look_up(here.url, WHO, Profile())
    other = read_offer(STRONG, "strong.csv", Unit.KG, known, EXERCISES, here.now)
    assert other.is_empty
    assert "undo that import first to have them in kg" in other.preview()


async def test_who_begins_with_an_import_is_dealt_a_style_as_who_writes_is(here: Here) -> None:
    async def styles() -> set[Style]:
        crowd = [await look_up(here.url, Identity("console", f"lifter {n}"), Profile()) for n in range(8)]
        return {one.person.profile.style for one in crowd}

    assert await styles() == {Style.CONSERVATIVE}
    async with open_store(here.url) as store:
        await store.keep_experiment(replace(STYLE, started_at=NOW))
    assert await styles() == {Style.AGGRESSIVE, Style.CONSERVATIVE}


async def test_options_are_named_where_they_help(here: Here) -> None:
    many = HEVY + "".join(f',"15 Sep 2025, 07:48",,,Lift {number},,,0,normal,1,1,,0,\n' for number in "ABCDEFG")
    assert "--all lists every row that is not logged." in (await here.offer(many)).preview()
    assert "--all" not in (await here.offer(HEVY)).preview()
    unclear = hevy_row(start="03/04/2019")
    assert "--dates day or --dates month says it." in (await here.offer(unclear)).preview()
    known = await look_up(here.url, WHO, Profile())
    [row] = read_offer(unclear, "x.csv", None, known, EXERCISES, NOW, is_day_first=True).entries
    assert row.on.isoformat() == "2019-04-03"


def test_the_command_that_undoes_an_import_can_be_pasted() -> None:
    who = Identity("telegram", "42 $HOME")
    command = undoing(Path("my logs/it's.csv"), who)
    assert shlex.split(command)[1:] == [
        "import", "my logs/it's.csv", "--platform", "telegram", "--user", "42 $HOME", "--undo"
    ]  # fmt: skip


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(NotALog, match="no regular file"):
            text_of(path)


def test_ctrl_c_while_it_is_written_lets_it_be_finished(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finished = []

    async def slow(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(0)
        finished.append(True)

    monkeypatch.setattr(import_log, "take", slow)
    before = signal.getsignal(signal.SIGINT)
    cli._take("", None, None)  # type: ignore[arg-type]
    assert finished
    assert "has begun, so it is finished" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(NotALog, match="cannot be read"):
            text_of(path)
