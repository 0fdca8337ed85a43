"""From a url to an open store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.database import DatabaseStore, Engine
from storage.postgres import open_postgres
from storage.schema import bring_forward, read_schema
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
