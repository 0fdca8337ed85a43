"""PostgreSQL: a pool of connections, a transaction for each trip."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Literal, TypeVar, cast
from urllib.parse import parse_qs, urlsplit

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from storage.holds import ServerHolds
from storage.postgres_copy import fill, rows_of
from storage.schema import queries_of
from storage.steps import Fetch, Row, Script, Step, Steps, Write, WriteEach, storable
from storage.store import StoreUnavailable
from storage.tables import Values

CONNECTIONS = 10
CONNECT_TIMEOUT_SECONDS = 10.0
QUERY_TIMEOUT_SECONDS = 30.0

T = TypeVar("T")
IsolationLevel = Literal["repeatable_read"]


class PostgresEngine:
    """An Engine."""

    def __init__(self, pool: asyncpg.Pool, place: str, holds: ServerHolds) -> None:
        self._pool = pool
        self._place = place
        self._holds = holds
        self._queries = queries_of("postgres", "asyncpg")

    async def read(self, steps: Steps[T]) -> T:
        """Without BEGIN and COMMIT, each of which is a trip over the network: in this isolation every statement sees
        what stands when it runs, with them too."""
        return await self.write_one(steps)

    async def write(self, steps: Steps[T]) -> T:
        async with self._transaction() as connection:
            return await self._run(connection, steps)

    async def write_one(self, steps: Steps[T]) -> T:
        async with self._connection() as connection:
            return await self._run(connection, steps)

    async def hold(self, name: str) -> bool:
        return await self._holds.hold(name)

    async def dump(self) -> AsyncIterator[tuple[str, Values]]:
        async with self._transaction("repeatable_read") as connection:
            async for row in rows_of(connection):
                yield row

    async def load(self, rows: AsyncIterator[tuple[str, Values]]) -> int:
        async with self._transaction() as connection:
            return await fill(connection, rows)

    async def close(self) -> None:
        await self._holds.close()
        await self._pool.close()

    @asynccontextmanager
    async def _transaction(self, isolation: IsolationLevel | None = None) -> AsyncIterator[PoolConnectionProxy]:
        async with self._connection() as connection, connection.transaction(isolation=isolation):
            yield connection

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[PoolConnectionProxy]:
        try:
            async with self._pool.acquire() as connection:
                yield connection
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError) as failure:
            raise ValueError(f"{self._place} refuses a row: {failure.args[0]}") from failure
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as failure:
            raise StoreUnavailable(f"{self._place} cannot be used: {failure}.") from failure

    async def _run(self, connection: PoolConnectionProxy, steps: Steps[T]) -> T:
        try:
            step = next(steps)
            while True:
                step = steps.send(await self._perform(connection, step))
        except StopIteration as end:
            return cast(T, end.value)

    async def _perform(self, connection: PoolConnectionProxy, step: Step) -> Sequence[Row]:
        match step:
            case Fetch():
                query = getattr(self._queries, step.name)
                return [row async for row in query(connection, **storable(step.params))]
            case Write():
                await getattr(self._queries, step.name)(connection, **storable(step.params))
            case WriteEach():
                await getattr(self._queries, step.name)(connection, [storable(row) for row in step.rows])
            case Script():
                await connection.execute(step.text)
        return ()


async def open_postgres(url: str) -> PostgresEngine:
    """The database at *url*. Raises StoreUnavailable, without the url's password."""
    place = place_of(url)
    try:
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=CONNECT_TIMEOUT_SECONDS,
            command_timeout=QUERY_TIMEOUT_SECONDS,
            reset=_stays_as_it_is,
        )
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as failure:
        # Neither the driver's words nor the cause are shown: they may quote the url, and with it the password.
        raise StoreUnavailable(f"{place} {_why(failure)}.") from None
    return PostgresEngine(
        pool, place, ServerHolds(partial(asyncpg.connect, url, timeout=CONNECT_TIMEOUT_SECONDS), place)
    )


async def _stays_as_it_is(_connection: object) -> None:
    """No trip leaves a setting or a lock of its session behind; what it left open of a transaction is rolled back."""


def place_of(url: str) -> str:
    """Where *url* leads, fit to be shown: without user, password and options."""
    unknown = "The PostgreSQL database"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return unknown
    if "@" in parts.path + parts.query + parts.fragment:
        return unknown  # a password with a stray "/", "?" or "#" has been cut in two: what looks like a host is none
    host = host or parse_qs(parts.query).get("host", ["localhost"])[0]
    return f"PostgreSQL at {host}" + (f":{port}" if port else "")


def _why(failure: Exception) -> str:
    match failure:
        case asyncpg.InvalidAuthorizationSpecificationError():
            return "refuses the user or the password in database.url"
        case asyncpg.InvalidCatalogNameError():
            return "has no database of the name in database.url: create it first"
        case asyncpg.PostgresError():
            return f"refuses the connection ({type(failure).__name__})"
        case OSError():
            return "cannot be reached: start it, or change database.url"
        case _:
            return "cannot be opened: database.url is not well formed (write special characters as %XX)"
