"""The whole of a PostgreSQL database, row by row."""

from collections.abc import AsyncGenerator, AsyncIterator

from asyncpg.pool import PoolConnectionProxy

from storage.tables import BATCH, NUMBERED, TABLES, Values, batches, value_out


async def rows_of(connection: PoolConnectionProxy) -> AsyncGenerator[tuple[str, Values], None]:
    """Every row, inside of a transaction that sees one instant. Text is ordered by its bytes, as on SQLite."""
    types = await _types(connection)
    for table, known in types.items():
        order = [name for name in TABLES[table] if name in known] or known
        by = ", ".join(f'{name} COLLATE "C"' if known[name] == "text" else name for name in order)
        query = f"SELECT * FROM {table} ORDER BY {by}"  # noqa: S608  names of our own tables
        async for row in connection.cursor(query, prefetch=BATCH):
            yield table, {name: value_out(value) for name, value in row.items()}


async def fill(connection: PoolConnectionProxy, rows: AsyncIterator[tuple[str, Values]]) -> int:
    """Write *rows* inside of a transaction. Raises ValueError for a database that is not empty."""
    await connection.execute(f"LOCK TABLE {', '.join(TABLES)} IN EXCLUSIVE MODE")
    for table in TABLES:
        if await connection.fetchval(f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608  names of our own tables
            raise ValueError(f"the database is not empty: it has rows in {table}")
    count = 0
    async for table, names, batch in batches(rows, await _types(connection)):
        await connection.copy_records_to_table(table, records=batch, columns=names)
        count += len(batch)
    for table in NUMBERED:
        newest = f"SELECT MAX(seq) FROM {table}"  # noqa: S608  names of our own tables
        if (seq := await connection.fetchval(newest)) is not None:
            await connection.execute("SELECT setval(pg_get_serial_sequence($1, 'seq'), $2)", table, seq)
    return count


async def _types(connection: PoolConnectionProxy) -> dict[str, dict[str, str]]:
    """The type of each column by table; an older schema has not all of them."""
    types = {}
    for table in TABLES:
        if await connection.fetchval("SELECT to_regclass($1)", table) is None:
            continue
        prepared = await connection.prepare(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608  names of our own tables
        types[table] = {column.name: column.type.name for column in prepared.get_attributes()}
    return types
