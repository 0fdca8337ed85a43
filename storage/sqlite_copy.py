"""The whole of a SQLite database, row by row, past the connection that makes its trips."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from itertools import islice

from storage.tables import BATCH, TABLES, Values, batches, value_out


async def rows_of(connection: sqlite3.Connection) -> AsyncGenerator[tuple[str, Values], None]:
    """Every row as of now: in WAL mode a transaction that reads sees one instant and stops nobody who writes."""
    await asyncio.to_thread(connection.execute, "BEGIN")
    rows = _rows(connection)
    while batch := await asyncio.to_thread(lambda: list(islice(rows, BATCH))):
        for row in batch:
            yield row


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[str, Values]]:
    for table, order in TABLES.items():
        known = [row["name"] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        if not known:
            continue  # an older schema has no such table
        by = ", ".join([name for name in order if name in known] or known)
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {by}"):  # noqa: S608  names of our own tables
            yield table, {name: value_out(row[name]) for name in row.keys()}  # noqa: SIM118  a row is no mapping


async def fill(connection: sqlite3.Connection, rows: AsyncIterator[tuple[str, Values]]) -> int:
    """Write *rows* in one transaction. Raises ValueError, and writes none, for a database that is not empty."""
    await asyncio.to_thread(connection.execute, "BEGIN IMMEDIATE")
    try:
        columns = await asyncio.to_thread(_columns, connection)
        count = 0
        async for table, names, batch in batches(rows, columns):
            places = ", ".join("?" * len(names))
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608  names of our own tables
            await asyncio.to_thread(connection.executemany, statement, batch)
            count += len(batch)
    except BaseException:
        await asyncio.to_thread(connection.execute, "ROLLBACK")
        raise
    await asyncio.to_thread(connection.execute, "COMMIT")
    return count


def _columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    columns = {}
    for table in TABLES:
        found = connection.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608  names of our own tables
        columns[table] = [column[0] for column in found.description]
        if found.fetchone():
            raise ValueError(f"the database is not empty: it has rows in {table}")
    return columns
