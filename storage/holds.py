"""Who of all workers on a database does what: a lock that the system frees when its process ends, however it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import asyncpg
from filelock import FileLock, Timeout

from storage.store import StoreUnavailable

LOCK: Final = "SELECT pg_try_advisory_lock(hashtextextended(current_schema() || ':' || $1, 7012026))"
ALIVE: Final = "SELECT true"
CHECK_TIMEOUT_SECONDS: Final = 10.0


class FileHolds:
    """Lock files beside a SQLite database: ``coach.db.telegram.lock``. They stay when they are free."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._held: dict[str, FileLock] = {}

    def hold(self, name: str) -> bool:
        """Raises StoreUnavailable where no lock file can be written."""
        if name in self._held:
            return True
        file = self._database.with_name(f"{self._database.name}.{name}.lock")
        lock = FileLock(file, thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return False
        except OSError as failure:
            raise StoreUnavailable(
                f"The lock file {file} cannot be written: {failure.strerror or failure}."
                " Let FocusFlow write to the folder of its database."
            ) from failure
        self._held[name] = lock
        return True

    def close(self) -> None:
        for lock in self._held.values():
            lock.release()
        self._held.clear()


class ServerHolds:
    """Advisory locks of one PostgreSQL session, which has a connection of its own until it is closed.

    A session that breaks loses all that it held. That is noticed when something is held again: it is tried anew then.
    """

    def __init__(self, connect: Callable[[], Awaitable[asyncpg.Connection]], place: str) -> None:
        self._connect = connect
        self._place = place
        self._session: asyncpg.Connection | None = None
        self._held: set[str] = set()
        self._turn = asyncio.Lock()
        self._is_closed = False

    async def hold(self, name: str) -> bool:
        """Raises StoreUnavailable where the server cannot be asked; nothing is held then."""
        async with self._turn:
            if self._is_closed:
                raise StoreUnavailable(f"{self._place} was closed.")
            try:
                return await self._ask(name)
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as failure:
                self._lose()
                raise StoreUnavailable(
                    f"{self._place} cannot be asked who does {name}: {type(failure).__name__}."
                ) from None

    async def _ask(self, name: str) -> bool:
        if self._session is None or self._session.is_closed():
            self._lose()
            self._session = await self._connect()
        if name in self._held:
            await self._session.fetchval(ALIVE, timeout=CHECK_TIMEOUT_SECONDS)
        elif await self._session.fetchval(LOCK, name, timeout=CHECK_TIMEOUT_SECONDS):
            self._held.add(name)
        return name in self._held

    def _lose(self) -> None:
        """The session is of no use: end it, so that the server frees what it may still hold for us."""
        self._held.clear()
        if self._session is not None:
            self._session.terminate()
            self._session = None

    async def close(self) -> None:
        async with self._turn:
            self._is_closed = True
            self._lose()
