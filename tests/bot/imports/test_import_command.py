"""The command beside a real database: what it keeps, what it leaves, and what it takes back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.export import export_log
from bot.commands.import_log import Offer, look_up, read_offer, take, take_back, text_of
from bot.imports.sheet import NotALog
from knowledge.library import load_exercises
from storage.records import Identity, Profile
from tests.bot.imports.files import HEVY, hevy_row

WHO, NOW = Identity("console", "ann"), datetime(2026, 11, 22, 18, tzinfo=UTC)
EXERCISES = load_exercises()


class Here:
    """A database, and a clock that goes on with each command."""

    def __init__(self, url: str) -> None:
        self.url, self.now = url, NOW

    async def offer(self, text: str, name: str = "hevy.csv") -> Offer:
        self.now += timedelta(minutes=1)
        known = await look_up(self.url, WHO, Profile(), "salt")
        return read_offer(text, name, None, known, EXERCISES, self.now)

    async def take(self, text: str, name: str = "hevy.csv") -> Offer:
        offer = await self.offer(text, name)
        await take(self.url, offer, await look_up(self.url, WHO, Profile(), "salt"))
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


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(NotALog, match="cannot be read"):
            text_of(path)
