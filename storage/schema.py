"""Making and renewing the schema. Its version is a row in the database."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import aiosql

from storage.steps import Fetch, Script, Steps, Write
from storage.store import StoreUnavailable

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Schema:
    """One engine's schema: *whole* makes a new database, *migrations* bring an older one forward, a version each."""

    whole: str
    migrations: tuple[str, ...]

    @property
    def version(self) -> int:
        """The newest version: the number of its last migration."""
        return len(self.migrations)


@cache
def read_schema(engine: str) -> Schema:
    """The schema of ``sqlite`` or ``postgres``, from its files. The migrations are numbered from 0001 without a gap."""
    files = sorted((HERE / "migrations" / engine).glob("*.sql"))
    numbers = [int(file.name[:4]) for file in files]
    if numbers != list(range(1, len(files) + 1)):
        raise ValueError(f"migrations of {engine} are not numbered in order: {numbers}")
    whole = (HERE / f"schema.{engine}.sql").read_text(encoding="utf-8")
    return Schema(whole, tuple(file.read_text(encoding="utf-8") for file in files))


def newest_version() -> int:
    """The same for every engine."""
    return read_schema("sqlite").version


@cache
def queries_of(engine: str, driver: str) -> Any:
    """The named queries of an engine, those that all engines share and its own, as *driver* of aiosql calls them. They
    hold no connection, so all stores have the same: to read them takes longer than to open a database."""
    return aiosql.from_str(_read_queries(engine), driver, mandatory_parameters=False)


def _read_queries(engine: str) -> str:
    files = sorted(file for folder in ("both", engine) for file in (HERE / "sql" / folder).glob("*.sql"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def bring_forward(schema: Schema) -> Steps[bool]:
    """One step towards the newest version, in a transaction of its own; False when there is none to take.

    Raises StoreUnavailable when the database is newer than this code.
    """
    yield Fetch("lock_schema")
    version = yield from version_of(schema)
    if version is None:
        yield Script(schema.whole)
        yield Write("set_version", {"version": schema.version})
        return False
    if version == schema.version:
        return False
    yield Script(schema.migrations[version])
    yield Write("set_version", {"version": version + 1})
    return True


def version_of(schema: Schema) -> Steps[int | None]:
    """Its version; None: it has no schema. Raises StoreUnavailable when the database is newer than this code."""
    if not (yield Fetch("version_table")):
        return None
    rows = yield Fetch("version")
    version = int(rows[0]["version"])
    if version > schema.version:
        raise StoreUnavailable(
            f"The database is at version {version}, and this FocusFlow knows versions up to {schema.version} only:"
            " install the newer FocusFlow again, or set database.url to another database."
        )
    return version
