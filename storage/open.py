"""From a url to an open store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.database import DatabaseStore, Engine
from storage.postgres import open_postgres
from storage.schema import bring_forward, read_schema, version_of
from storage.sqlite import IN_MEMORY, open_sqlite
from storage.store import Store, StoreUnavailable

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """The store at *url*, its schema brought to the newest version; closed at the end.

    ``sqlite:///folder/file`` is relative, ``sqlite:////folder/file`` absolute, ``~`` is the home folder, and
    ``sqlite:///:memory:`` is forgotten at the end; ``postgresql://user:password@host/database`` is a server's.

    Raises StoreUnavailable with one sentence that holds no password.
    """
    engine, kind = await _open(url)
    store = DatabaseStore(engine)
    try:
        schema = read_schema(kind)
        while await engine.write(bring_forward(schema)):
            pass
        yield store
    finally:
        await store.close()


class NoDatabase(StoreUnavailable):
    """There is nothing of FocusFlow at the url yet."""


@asynccontextmanager
async def open_as_it_is(url: str) -> AsyncIterator[tuple[Store, int]]:
    """The store at *url* and the version of its schema, which may be an old one: nothing is made or brought forward.

    Only ``dump`` is sure to work on an old one. Raises NoDatabase; and StoreUnavailable as *open_store* does.
    """
    if missing := _missing_file(url):
        raise NoDatabase(f"There is no database {missing}")
    engine, kind = await _open(url)
    try:
        version = await engine.read(version_of(read_schema(kind)))
        if version is None:
            raise NoDatabase("What database.url names holds nothing of FocusFlow")
        yield DatabaseStore(engine), version
    finally:
        await engine.close()


def _missing_file(url: str) -> str | None:
    """The SQLite file that *url* names, where it is not there: to open it would make an empty one."""
    path = _path(url) if url.startswith(SQLITE) else IN_MEMORY
    is_missing = path != IN_MEMORY and Path(path).parent.is_dir() and not Path(path).exists()
    return path if is_missing else None


async def _open(url: str) -> tuple[Engine, str]:
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return await open_sqlite(_path(url)), "sqlite"
    if url.startswith(POSTGRES):
        return await open_postgres(url), "postgres"
    scheme = url.partition(":")[0] if "://" in url else "none"
    raise StoreUnavailable(
        f"database.url must begin with {SQLITE} and a file, or with {POSTGRES[0]}; its scheme is {scheme!r}."
    )


def _path(url: str) -> str:
    path = url.removeprefix(SQLITE)
    return path if path == IN_MEMORY else str(Path(path).expanduser())
