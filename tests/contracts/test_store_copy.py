"""The whole database as rows: out of one engine, into either, and not a row more or less."""

import asyncio
import gzip
import json
import os
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest

from bot.commands.export import as_csv, as_json
from storage.backup import read_backup, write_backup
from storage.open import open_store
from storage.records import Changes
from storage.store import Store
from storage.tables import BATCH, TABLES, Values
from tests.contracts.databases import run, tables
from tests.contracts.group_samples import alarm, group, link_code, member
from tests.contracts.learning_samples import dataset, example, experiment, feedback, version
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    GYM,
    NOW,
    ask,
    entry,
    exchange,
    known,
    outgoing,
    promise,
    strength,
    turn,
    update,
    upload,
)


@pytest.fixture(params=["sqlite", "postgres"])
def into(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def other_url(into: str, engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Another database, of either engine."""
    if into == "sqlite":
        return f"sqlite:///{tmp_path}/other.db"
    address = request.getfixturevalue("postgres_server")
    name = f"copy_of_{engine}_{abs(hash(tmp_path))}"
    await run(address, f"CREATE SCHEMA {name}")
    return f"{address}&search_path={name}"


@pytest.fixture
async def lived(store: Store) -> Store:
    """Every kind of row."""
    for user in (ANNA, BEN):
        await store.keep(known(user, goal='schön; "quoted", 💪\n\''))
        await store.receive([update(n, user) for n in (1, 2)])
        full = {"strengths": (strength(user),), "log_version": 0, "uploads": (upload(user),), "ask": ask(user)}
        talked = {"exchanges": (exchange(user),), "feedback": feedback(user), "outbox": (outgoing(user, private=True),)}
        rest = {"alarms": (alarm(user),), "members": (member(user),), "link_codes": (link_code(user),)}
        assert await store.keep(turn(user, groups=(group(),), **full, **talked, **rest))
    await store.unreachable(GYM, NOW)
    await store.keep_dataset(dataset())
    await store.keep_experiment(experiment())
    await store.keep_version(version())
    await store.keep_bank("coach", [example()])
    await store.keep_vectors("local", {"key": b"\x00\xff\x80"})
    await store.keep_switch("paused", "yes", NOW)
    return store


async def dumped(store: Store) -> list[tuple[str, Values]]:
    return [row async for row in store.dump()]


async def given(rows: Iterable[tuple[str, Values]]) -> AsyncIterator[tuple[str, Values]]:
    for row in rows:
        yield row


async def exported(store: Store) -> list[str]:
    logs = [await store.log(user) for user in (ANNA, BEN)]
    return [as_csv(entries) + as_json(entries, readiness) for entries, readiness in logs]


async def test_a_copy_knows_every_table_and_each_had_a_row(lived: Store, url: str) -> None:
    assert set(await tables(url)) == {*TABLES, "schema_version"}
    assert {table for table, _ in await dumped(lived)} == set(TABLES)


async def test_a_restored_backup_is_what_was_backed_up(lived: Store, other_url: str, tmp_path: Path) -> None:
    counts = await write_backup(lived, tmp_path / "coach.backup", NOW)
    async with open_store(other_url) as other:
        assert await other.load(read_backup(tmp_path / "coach.backup")) == sum(counts.values())
        assert await dumped(other) == await dumped(lived)
        assert await exported(other) == await exported(lived)
        assert await other.whole(ANNA) == await lived.whole(ANNA)
        assert await other.waiting("telegram") == await lived.waiting("telegram")


async def test_life_goes_on_in_what_was_restored(lived: Store, other_url: str) -> None:
    async with open_store(other_url) as other:
        await other.load(given(await dumped(lived)))
        assert not await other.keep(turn()), "it is settled"
        assert await other.keep(turn(n=2))
        assert [one.place for one in (await other.log(ANNA))[0]].count(0) == 2
        words = [row["id"] for row in await run(other_url, "SELECT id FROM outbox ORDER BY seq")]
        assert words == [outgoing(ANNA).id, outgoing(BEN).id, outgoing(n=2).id], "what is new comes last"
        kept = {one.promise.id for one in await other.due(promise(n=2).due_at, 9)}
        assert kept == {promise(ANNA).id, promise(BEN).id, promise(n=2).id}


async def test_a_copy_is_of_one_instant_and_stops_nobody(lived: Store) -> None:
    before = await dumped(lived)
    rows = lived.dump()
    seen = [await anext(rows)]
    async with asyncio.timeout(20):
        await lived.keep(turn(n=5, members=(member(BEN, on_board=False, shares_check_ins=False),)))
    seen += [row async for row in rows]
    assert seen == before
    assert len(await dumped(lived)) > len(before)


async def test_a_large_log_goes_through_in_pieces(store: Store, other_url: str, tmp_path: Path) -> None:
    entries = tuple(entry(n=n) for n in range(2 * BATCH + 1))
    await store.keep(Changes(at=NOW, person=known().person, identity=known().identity, entries=entries))
    shown: list[int] = []
    await write_backup(store, tmp_path / "large", NOW, shown.append)
    assert shown == sorted(shown)
    assert len(shown) >= 2
    async with open_store(other_url) as other:
        await other.load(read_backup(tmp_path / "large", shown.append))
        assert shown[-1] == len(entries) + 4, "a person with an account, a profile and a turn"
        assert await exported(other) == await exported(store)


async def test_a_database_that_is_not_empty_is_left_as_it_is(lived: Store) -> None:
    before = await dumped(lived)
    with pytest.raises(ValueError, match="not empty: it has rows in users"):
        await lived.load(given(before))
    assert await dumped(lived) == before


BAD_ROWS: list[tuple[str, Values]] = [
    ("sneaked_in", {"id": 1}),
    ("users; DROP TABLE users", {}),
    ("switches", {"name": "x", "value": "y"}),
    ("switches", {"name": "x", "value": "y", "set_at": "z", "more) --": 1}),
    ("switches", {"name": "x", "value": None, "set_at": "z"}),
    ("switches", {"name": "x", "value": ["y"], "set_at": "z"}),
    ("switches", {"name": "x", "value": True, "set_at": "z"}),
    ("switches", {"name": "x", "value": {"b64": "§"}, "set_at": "z"}),
    ("identities", {"platform": "telegram", "account": "7", "met_at": "", "user_id": "nobody"}),
]


@pytest.mark.parametrize("bad", BAD_ROWS)
async def test_a_row_that_does_not_fit_leaves_it_empty(store: Store, bad: tuple[str, Values]) -> None:
    fine: tuple[str, Values] = ("switches", {"name": "fine", "value": "yes", "set_at": "now"})
    with pytest.raises(ValueError, match=r"refuses a row|other columns|keeps no table|neither text|not base64"):
        await store.load(given([fine, bad]))
    assert await dumped(store) == []
    await store.keep(known())


async def test_in_memory_too() -> None:
    async with open_store("sqlite:///:memory:") as store, open_store("sqlite:///:memory:") as other:
        await store.keep(known())
        await store.keep(turn())
        await other.load(store.dump())
        assert await dumped(other) == await dumped(store)
        assert await other.keep(turn(n=2))
        with pytest.raises(ValueError, match="not empty"):
            await other.load(store.dump())


# ── the file ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(file: Path) -> list[bytes]:
    with gzip.open(file) as packed:
        return packed.readlines()


def _power_cut(_: int) -> None:
    raise KeyboardInterrupt


async def test_a_backup_takes_its_name_when_it_is_whole(lived: Store, tmp_path: Path) -> None:
    file = tmp_path / "coach.backup"
    file.write_text("the one before")
    await lived.keep(Changes(at=NOW, entries=tuple(entry(n=n) for n in range(100, 100 + BATCH))))
    with pytest.raises(KeyboardInterrupt):
        await write_backup(lived, file, NOW, _power_cut)
    assert file.read_text() == "the one before"
    await write_backup(lived, file, NOW)
    head, *rows, end = map(json.loads, _lines(file))
    assert head == {"focusflow_backup": 1, "schema": 9, "made_at": "2026-11-22T18:14:01.000250Z"}
    assert sum(end["rows"].values()) == len(rows)
    assert file.stat().st_mode & 0o077 == 0, "others need not read it"
    assert [one.name for one in tmp_path.iterdir() if "backup" in one.name] == ["coach.backup"]


def _cut(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def _row_short(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-2], lines[-1]]


def _more(lines: list[bytes]) -> list[bytes]:
    return [*lines, lines[1]]


def _newer(lines: list[bytes]) -> list[bytes]:
    return [lines[0].replace(b'"schema":9', b'"schema":10'), *lines[1:]]


def _no_head(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


def _no_json(lines: list[bytes]) -> list[bytes]:
    return [lines[0], b"nonsense\n", *lines[1:]]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_cut, "is not whole"),
        (_row_short, "is not whole"),
        (_more, "a line that is none of a backup"),
        (_newer, "schema 10; this one reads format 1, schema 9"),
        (_no_head, "its first line does not say so"),
        (_no_json, "is no backup"),
    ],
)
async def test_what_is_no_whole_backup_restores_nothing(
    lived: Store, tmp_path: Path, spoil: Callable[[list[bytes]], list[bytes]], says: str
) -> None:
    file = tmp_path / "coach.backup"
    await write_backup(lived, file, NOW)
    file.write_bytes(gzip.compress(b"".join(spoil(_lines(file)))))
    async with open_store(f"sqlite:///{tmp_path}/new.db") as new:
        with pytest.raises(ValueError, match=says):
            await new.load(read_backup(file))
        assert await dumped(new) == []


@pytest.mark.parametrize(
    "content", [b"", b"just text", gzip.compress(b"{}\n" * 9, mtime=0)[:-6], gzip.compress(b"\xff\n", mtime=0)]
)
async def test_a_file_that_is_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "else"
    file.write_bytes(content)
    async with open_store("sqlite:///:memory:") as new:
        with pytest.raises(ValueError, match=r"is no backup|is not whole"):
            await new.load(read_backup(file))


async def test_two_backups_of_one_name_at_once_are_each_whole(lived: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "coach.backup"
    counts = await asyncio.gather(*(write_backup(lived, file, NOW) for _ in range(3)))
    assert [one.name for one in folder.iterdir()] == ["coach.backup"]
    assert sum(counts[0].values()) == len([row async for row in read_backup(file)])


async def test_what_is_no_file_is_never_written_over_and_a_link_stays_one(lived: Store, tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "latest", tmp_path / "of-monday"
    os.mkfifo(pipe)
    link.symlink_to(file)
    with pytest.raises(OSError, match="is no file"):
        await write_backup(lived, pipe, NOW)
    assert pipe.is_fifo()
    await write_backup(lived, link, NOW)
    assert link.is_symlink()
    assert [row async for row in read_backup(file)] == await dumped(lived)
