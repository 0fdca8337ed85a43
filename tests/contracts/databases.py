"""Databases as they lie on disk, past the store: rows by SQL, and the shape of a schema as lines to compare."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import asyncpg

TABLES = {
    "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgres": "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
}
SHAPES = {
    "sqlite": (
        """SELECT t.name, t.strict, c.name, c.type, c."notnull", c.dflt_value, c.pk
           FROM pragma_table_list t, pragma_table_xinfo(t.name) c WHERE t.name NOT LIKE 'sqlite_%'""",
        """SELECT t.name, f."from", f."table", f."to", f.on_delete
           FROM pragma_table_list t, pragma_foreign_key_list(t.name) f""",
        """SELECT t.name, i."unique", i.origin, i.partial, c.seqno, c.name, c."desc"
           FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c""",
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
    ),
    "postgres": (
        """SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name, is_identity
           FROM information_schema.columns WHERE table_schema = current_schema()""",
        """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
           WHERE connamespace = current_schema()::regnamespace""",
        """SELECT indexname, replace(indexdef, schemaname || '.', '') FROM pg_indexes
           WHERE schemaname = current_schema()""",
    ),
}


def engine_of(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgres"


async def run(url: str, statement: str) -> list[dict[str, object]]:
    """The rows of one statement, which stands when this returns."""
    if engine_of(url) == "sqlite":
        return _run_on_sqlite(url.removeprefix("sqlite:///"), statement)
    connection = await asyncpg.connect(url)
    try:
        return [dict(row) for row in await connection.fetch(statement)]
    finally:
        await connection.close()


def _run_on_sqlite(path: str, statement: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(statement)]


async def tables(url: str) -> list[str]:
    return [str(row["name"]) for row in await run(url, TABLES[engine_of(url)])]


async def shape(url: str) -> set[str]:
    """A line for each column, key, index and check; none about the order of columns or the layout of the SQL."""
    engine = engine_of(url)
    lines = {_plain(*row.values()) for query in SHAPES[engine] for row in await run(url, _named_apart(query))}
    if engine == "sqlite":
        for row in await run(url, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
            lines |= {_plain(row["name"], check) for check in _checks(str(row["sql"]))}
    return lines


def _named_apart(query: str) -> str:
    """*query* with its columns numbered, because rows come as dicts and two columns may share a name."""
    chosen, rest = re.split(r"\s+FROM\s", query, maxsplit=1)
    parts = re.split(r",\s*(?![^()]*\))", chosen.removeprefix("SELECT "))
    return "SELECT " + ", ".join(f"{part} AS c{n}" for n, part in enumerate(parts)) + f" FROM {rest}"


def _plain(*parts: object) -> str:
    return " | ".join(" ".join(str(part).split()) for part in parts)


def _checks(sql: str) -> Iterator[str]:
    """Every CHECK of a CREATE TABLE, up to its closing bracket."""
    for found in re.finditer(r"CHECK \(", sql):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        yield sql[found.start() : end]
