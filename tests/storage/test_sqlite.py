"""SQLite's own promises: commits that are shared, durable, and whole or not at all."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import DatabaseStore
from storage.schema import bring_forward, read_schema
from storage.sqlite import SqliteEngine, open_sqlite
from storage.store import StoreUnavailable
from tests.contracts.store_samples import ANNA, entry, known, lift, turn, turn_of


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[SqliteEngine]:
    opened = await open_sqlite(str(tmp_path / "coach.db"))
    await opened.write(bring_forward(read_schema("sqlite")))
    yield opened
    await opened.close()


@pytest.fixture
async def store(engine: SqliteEngine) -> DatabaseStore:
    opened = DatabaseStore(engine)
    await opened.keep(known())
    return opened


def is_committed(path: Path, n: int) -> bool:
    """Whether another connection sees that turn."""
    with closing(sqlite3.connect(path)) as other:
        return other.execute("SELECT 1 FROM turns WHERE id = ?", [turn_of(ANNA, n)]).fetchone() is not None


async def test_the_connection_is_set_to_keep_what_it_says_it_kept(engine: SqliteEngine) -> None:
    settings = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    assert {name: engine._raw.execute(f"PRAGMA {name}").fetchone()[0] for name in settings} == settings


async def test_turns_at_once_share_a_commit(engine: SqliteEngine, store: DatabaseStore) -> None:
    statements: list[str] = []
    engine._raw.set_trace_callback(statements.append)
    await asyncio.gather(*(store.keep(turn(n=n)) for n in range(100)))
    assert 1 <= statements.count("COMMIT") <= 20
    assert len((await store.log(ANNA))[0]) == 200


async def test_nobody_is_told_before_the_commit(store: DatabaseStore, tmp_path: Path) -> None:
    async def keep(n: int) -> bool:
        await store.keep(turn(n=n))
        return is_committed(tmp_path / "coach.db", n)

    assert all(await asyncio.gather(*map(keep, range(20))))


async def test_reads_run_between_writes(store: DatabaseStore) -> None:
    async def write_then_read(n: int) -> int:
        await store.keep(turn(n=n))
        return len((await store.log(ANNA))[0])

    counts = await asyncio.gather(*map(write_then_read, range(10)))
    assert min(counts) >= 2


async def test_a_lock_that_does_not_end_fails_all_who_wait_and_the_next_go_on(
    engine: SqliteEngine, store: DatabaseStore, tmp_path: Path
) -> None:
    engine._raw.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(tmp_path / "coach.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        kept = await asyncio.gather(*(store.keep(turn(n=n)) for n in range(5)), return_exceptions=True)
        assert {type(one) for one in kept} == {StoreUnavailable}
        assert "locked" in str(kept[0])
        other.execute("ROLLBACK")
    assert await store.keep(turn(n=0))
    assert len((await store.log(ANNA))[0]) == 2


async def test_a_full_disk_fails_the_turn_and_keeps_the_rest(engine: SqliteEngine, store: DatabaseStore) -> None:
    await store.keep(turn(n=0))
    (pages,) = engine._raw.execute("PRAGMA page_count").fetchone()
    engine._raw.execute(f"PRAGMA max_page_count = {pages}")
    kept = await asyncio.gather(*(store.keep(turn(n=n)) for n in range(1, 100)), return_exceptions=True)
    assert {type(one) for one in kept} <= {bool, StoreUnavailable}
    assert any("full" in str(one) for one in kept)
    engine._raw.execute("PRAGMA max_page_count = 100000")
    entries, readiness = await store.log(ANNA)
    assert len(entries) == 2 * len(readiness) == 2 + 2 * kept.count(True), "only what was said to be kept is there"
    assert await store.keep(turn(n=300))


async def test_a_caller_who_gives_up_does_not_stop_the_others(store: DatabaseStore) -> None:
    tasks = [asyncio.create_task(store.keep(turn(n=n))) for n in range(5)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    kept = await asyncio.gather(*tasks, return_exceptions=True)
    assert kept[1:] == [True] * 4
    assert len((await store.log(ANNA))[0]) in {8, 10}


async def test_a_broken_reader_leaves_no_transaction_open(engine: SqliteEngine, store: DatabaseStore) -> None:
    engine._raw.execute("ALTER TABLE readiness RENAME TO gone")
    with pytest.raises(StoreUnavailable, match="readiness"):
        await store.log(ANNA)
    engine._raw.execute("ALTER TABLE gone RENAME TO readiness")
    assert await store.keep(turn())


async def test_the_refused_row_is_named_by_its_rule(store: DatabaseStore) -> None:
    with pytest.raises(ValueError, match="reps"):
        await store.keep(turn(entries=(entry(lift=lift(reps=-1)),)))
