"""A database that is only read stays as it is: no schema is made, and an older one is not brought forward."""

import gzip
import json
from pathlib import Path

import pytest

from bot.commands.backup import back_up, restore
from bot.commands.doctor import examine
from bot.config import Config, Database, RetrievalSection, Secrets
from storage.open import NoDatabase, open_as_it_is, open_store
from storage.schema import newest_version
from storage.store import StoreUnavailable
from tests.contracts.databases import run, shape, tables
from tests.contracts.store_samples import NOW, known
from tests.contracts.test_store_schema import make_old

OLD = range(1, newest_version())
MET = "INSERT INTO users (id, name, met_at) VALUES ('ann', 'Ann', '2026-11-22T18:14:01.000250Z')"


def quiet(_: int) -> None: ...


@pytest.mark.parametrize("version", OLD)
async def test_an_older_database_is_backed_up_as_it_is_and_the_file_says_so(
    empty_url: str, tmp_path: Path, version: int
) -> None:
    await make_old(empty_url, version)
    await run(empty_url, MET)
    before = await shape(empty_url)
    file = tmp_path / "coach.backup"
    assert (await back_up(empty_url, file, NOW, quiet)).endswith("lifters: 2.")
    assert await shape(empty_url) == before
    assert await run(empty_url, "SELECT version FROM schema_version") == [{"version": version}]
    with gzip.open(file) as packed:
        head, *rows, _end = map(json.loads, packed)
    assert head["schema"] == version
    assert {"Ann"} < {row["name"] for table, row in rows if table == "users"}
    with pytest.raises(StoreUnavailable, match=rf"schema {version};.*restore it with that one"):
        await restore(file, "sqlite:///:memory:", quiet)


async def test_where_there_is_no_schema_nothing_is_backed_up_and_nothing_is_made(
    empty_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "coach.backup"
    file.write_text("the one of yesterday")
    with pytest.raises(StoreUnavailable, match=r"so nothing is backed up: go to the folder"):
        await back_up(empty_url, file, NOW, quiet)
    with pytest.raises(NoDatabase):
        async with open_as_it_is(empty_url):
            pass
    assert file.read_text() == "the one of yesterday"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".db"] == []
    if empty_url.startswith("postgres"):
        assert await tables(empty_url) == []


async def test_an_empty_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreUnavailable, match="holds nothing of FocusFlow, so nothing is backed up"):
        await back_up(f"sqlite:///{tmp_path}/empty.db", tmp_path / "file", NOW, quiet)
    assert not (tmp_path / "file").exists()


async def test_what_is_opened_as_it_is_can_be_read(url: str) -> None:
    async with open_store(url) as store:
        await store.keep(known())
    async with open_as_it_is(url) as (store, version):
        assert version == newest_version()
        assert len(await store.lifters()) == 1


async def _told(url: str) -> tuple[bool, str]:
    config = Config(database=Database(url=url), retrieval=RetrievalSection(embedder="none"))
    found = await examine(config, Secrets(_env_file=None))  # type: ignore[call-arg]
    [one] = [finding for finding in found if finding.what == "database"]
    return one.broken, one.says


async def test_the_doctor_changes_no_older_database(empty_url: str) -> None:
    await make_old(empty_url, 5)
    before = await shape(empty_url)
    broken, says = await _told(empty_url)
    assert not broken
    assert "version 5; the next start brings it to" in says
    assert await shape(empty_url) == before


async def test_the_doctor_makes_no_database(empty_url: str, tmp_path: Path) -> None:
    broken, says = await _told(empty_url)
    assert not broken
    assert says.endswith("the first start makes it")
    assert not (tmp_path / "empty.db").exists()
    assert await _told(f"sqlite:///{tmp_path}/none/x.db") == (
        True,
        f"The database {tmp_path}/none/x.db has no folder: make {tmp_path}/none, or change database.url.",
    )
