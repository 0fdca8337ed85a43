"""SQLite: one connection on a thread of its own; trips that wait for it at the same time share one durable commit."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import aiosqlite

from storage.holds import FileHolds
from storage.schema import queries_of
from storage.sqlite_copy import fill, rows_of
from storage.steps import Fetch, Row, Script, Step, Steps, Write, WriteEach, storable
from storage.store import StoreUnavailable
from storage.tables import Values

BUSY_TIMEOUT_SECONDS = 5.0  # how long to wait while another process holds the lock
CACHED_STATEMENTS = 256  # more than there are queries, so that each is compiled once
IN_MEMORY = ":memory:"

T = TypeVar("T")


class _Trip(Generic[T]):
    """A trip that waits for its commit. *outcome* is settled after it."""

    def __init__(self, steps: Steps[T]) -> None:
        self.steps = steps
        self.outcome: Future[T] = Future()


class SqliteEngine:
    """An Engine. Everything below ``_on_thread`` runs on the connection's thread, one call at a time."""

    def __init__(self, raw: sqlite3.Connection, thread: aiosqlite.Connection, path: str) -> None:
        self._raw = raw
        self._thread = thread
        self._path = path
        self._place = place_of(path)
        self._holds = None if path == IN_MEMORY else FileHolds(Path(path).resolve())
        self._queries = queries_of("sqlite", "sqlite3")
        self._waiting: deque[_Trip[Any]] = deque()
        self._closed = False

    async def read(self, steps: Steps[T]) -> T:
        return await self._on_thread(partial(self._read_now, steps))

    async def write(self, steps: Steps[T]) -> T:
        trip = _Trip(steps)
        self._waiting.append(trip)
        await self._on_thread(self._commit_waiting)
        return trip.outcome.result(timeout=0)  # settled by now, by this call or by one before it

    async def write_one(self, steps: Steps[T]) -> T:
        return await self.write(steps)

    async def prepare(self) -> None:
        """Settings that every connection needs. Raises StoreUnavailable when the file is no usable database."""
        await self._on_thread(self._set_up)

    async def hold(self, name: str) -> bool:
        """Nobody else knows a database in memory."""
        if self._closed:
            raise StoreUnavailable(f"{self._place} was closed.")
        return self._holds is None or self._holds.hold(name)

    async def dump(self) -> AsyncIterator[tuple[str, Values]]:
        async with self._aside() as connection, aclosing(rows_of(connection)) as rows:
            async for row in rows:
                yield row

    async def load(self, rows: AsyncIterator[tuple[str, Values]]) -> int:
        async with self._aside() as connection:
            count = await fill(connection, rows)
            if self._path == IN_MEMORY:
                await self._on_thread(partial(connection.backup, self._raw))
            return count

    @asynccontextmanager
    async def _aside(self) -> AsyncIterator[sqlite3.Connection]:
        """A connection of its own, so that trips go on; to a copy of a database in memory."""
        connection = _connect(self._path)
        try:
            await self._on_thread(partial(self._prepare_aside, connection))
            yield connection
        except (sqlite3.Error, OverflowError) as failure:
            raise self._told(failure) from failure
        finally:
            await asyncio.to_thread(connection.close)

    def _prepare_aside(self, connection: sqlite3.Connection) -> None:
        if self._path == IN_MEMORY:
            self._raw.backup(connection)
        self._queries.settings(connection)

    async def close(self) -> None:
        self._closed = True
        if self._holds is not None:
            self._holds.close()
        await self._thread.close()

    async def _on_thread(self, do: Callable[[], T]) -> T:
        if self._closed:
            raise StoreUnavailable(f"{self._place} was closed.")
        # aiosqlite's public calls make a trip to the thread for each statement; this makes one for all of them.
        return cast(T, await self._thread._execute(do))  # type: ignore[no-untyped-call]  # noqa: SLF001

    def _set_up(self) -> None:
        try:
            self._queries.settings(self._raw)
        except sqlite3.Error as failure:
            raise self._told(failure) from failure

    def _read_now(self, steps: Steps[T]) -> T:
        try:
            self._raw.execute("BEGIN")
            try:
                return self._run(steps)
            finally:
                self._raw.execute("ROLLBACK")
        except sqlite3.Error as failure:
            raise self._told(failure) from failure

    def _commit_waiting(self) -> None:
        """Make all trips that wait now, in one transaction. Nobody hears how his went before it is durable.

        A call finds nothing to do when one before it took its trip along.
        """
        trips = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if not trips:
            return
        try:
            self._raw.execute("BEGIN IMMEDIATE")
            endings = [self._attempt(trip) for trip in trips]
            self._raw.execute("COMMIT")
        except Exception as failure:  # noqa: BLE001  each of them waits to hear something
            self._roll_back()
            for trip in trips:
                trip.outcome.set_exception(self._told(failure))
            return
        for end in endings:
            end()

    def _attempt(self, trip: _Trip[T]) -> Callable[[], None]:
        """Make one trip in a savepoint of its own, and give back how it ends."""
        self._raw.execute("SAVEPOINT trip")
        try:
            result = self._run(trip.steps)
        except Exception as failure:  # whatever is wrong with one turn, the others of its commit stand
            if not self._raw.in_transaction:
                raise  # SQLite gave up the whole transaction: the disk is full, or fails
            self._raw.execute("ROLLBACK TO trip")
            end = partial(trip.outcome.set_exception, self._told(failure))
        else:
            end = partial(trip.outcome.set_result, result)
        self._raw.execute("RELEASE trip")
        return end

    def _roll_back(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def _run(self, steps: Steps[T]) -> T:
        try:
            step = next(steps)
            while True:
                step = steps.send(self._perform(step))
        except StopIteration as end:
            return cast(T, end.value)

    def _perform(self, step: Step) -> Sequence[Row]:
        match step:
            case Fetch():
                return list(getattr(self._queries, step.name)(self._raw, **storable(step.params)))
            case Write():
                getattr(self._queries, step.name)(self._raw, **storable(step.params))
            case WriteEach():
                getattr(self._queries, step.name)(self._raw, [storable(row) for row in step.rows])
            case Script():
                for statement in statements(step.text):
                    self._raw.execute(statement)
        return ()

    def _told(self, failure: Exception) -> Exception:
        """*failure* in the port's words."""
        if isinstance(failure, sqlite3.IntegrityError | sqlite3.DataError | OverflowError):
            return ValueError(f"{self._place} refuses a row: {failure}")
        if isinstance(failure, sqlite3.OperationalError) or type(failure) is sqlite3.DatabaseError:
            return StoreUnavailable(f"{self._place} cannot be used: {failure}.")
        return failure


async def open_sqlite(path: str) -> SqliteEngine:
    """The database in the file at *path*, made when it is missing, or in memory. Raises StoreUnavailable."""
    place = place_of(path)
    if path != IN_MEMORY and not Path(path).parent.is_dir():
        raise StoreUnavailable(f"{place} has no folder: make {Path(path).parent}, or change database.url.")
    try:
        raw = _connect(path)
    except sqlite3.Error as failure:
        raise StoreUnavailable(f"{place} cannot be opened: {failure}.") from failure
    engine = SqliteEngine(raw, await aiosqlite.Connection(lambda: raw, iter_chunk_size=1), path)
    try:
        await engine.prepare()
    except StoreUnavailable:
        await engine.close()
        raise
    return engine


def place_of(path: str) -> str:
    """The database in words."""
    return "The database in memory" if path == IN_MEMORY else f"The database {path}"


def _connect(path: str) -> sqlite3.Connection:
    """Transactions are begun and ended by hand; after opening, only the connection's own thread uses it."""
    connection = sqlite3.connect(
        path,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_SECONDS,
        cached_statements=CACHED_STATEMENTS,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    return connection


def statements(script: str) -> Iterator[str]:
    """The statements of a script: sqlite3 runs a whole script only outside of a transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
