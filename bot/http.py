"""The one door that others knock at: health, metrics, and the routes that platforms bring."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol, runtime_checkable

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.health import Health, is_ready, report
from bot.metrics_prometheus import CONTENT_TYPE
from storage.store import StoreUnavailable

WRITE_SECONDS: Final = 2.0  # that the database may take for one row before it counts as away
WRITTEN_EVERY: Final = timedelta(seconds=1)  # so that who asks often cannot flood the disk
SHUTDOWN_SECONDS: Final = 2.0
SILENT_SECONDS: Final = 15.0  # after which a connection without a whole request is closed
MOST_CONNECTIONS: Final = 100  # Telegram opens 40 at most; the others are probes, and each takes a file of the process

log = structlog.get_logger(__name__)


class CannotListen(Exception):
    """The port cannot be had; the message is one sentence that says what to do."""


@runtime_checkable
class Routed(Protocol):
    """A platform that is called by its servers."""

    @property
    def routes(self) -> Sequence[web.RouteDef]: ...


class HttpServer:
    """Answers from *start* to *close*. *write* keeps a row, *health* says the rest; *most_bytes* bounds every body."""

    def __init__(
        self,
        *,
        write: Callable[[], Awaitable[None]],
        health: Callable[[bool], Health],
        metrics: Callable[[], Awaitable[bytes]],
        now: Callable[[], datetime],
        routes: Iterable[web.RouteDef] = (),
        most_bytes: int = 1_000_000,
        silent_seconds: float = SILENT_SECONDS,
        most_connections: int = MOST_CONNECTIONS,
    ) -> None:
        self._write = write
        self._health = health
        self._metrics = metrics
        self._now = now
        self._writing: asyncio.Task[bool] | None = None
        self._wrote_at: datetime | None = None
        app = web.Application(client_max_size=most_bytes)
        app.add_routes(
            [
                web.get("/healthz/live", self._live),
                web.get("/healthz/ready", self._ready),
                web.get("/metrics", self._counted),
                *routes,
            ]
        )
        self._runner = web.AppRunner(
            app,
            access_log=None,
            handle_signals=False,
            shutdown_timeout=SHUTDOWN_SECONDS,
            keepalive_timeout=silent_seconds,
            auto_decompress=False,  # or a stranger's body would be unpacked before anybody looks at its secret
            logger=_server_log(),
        )
        self._most_connections = most_connections
        self._listening: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; gives the port, which the system chooses where *port* is 0. Raises CannotListen."""
        await self._runner.setup()
        try:
            self._listening = await asyncio.get_running_loop().create_server(self._met, host, port)
        except OSError as busy:
            await self._runner.cleanup()
            raise _taken(host, port, busy) from None
        listening = int(self._listening.sockets[0].getsockname()[1])
        log.info("http is on", host=host, port=listening)
        return listening

    async def close(self) -> None:
        if self._listening is not None:
            self._listening.close()
        await self._runner.cleanup()
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.wait([self._writing])

    def _met(self) -> asyncio.Protocol:
        """Who answers a new connection."""
        server = self._runner.server
        if server is None or len(server.connections) >= self._most_connections:
            return _TurnedAway()
        return server()

    async def _live(self, _: web.Request) -> web.Response:
        """The loop turns, or nobody would answer."""
        return web.json_response({"live": True})

    async def _ready(self, _: web.Request) -> web.Response:
        health, now = self._health(await self._writes()), self._now()
        return web.json_response(report(health, now), status=200 if is_ready(health, now) else 503)

    async def _counted(self, _: web.Request) -> web.Response:
        return web.Response(body=await self._metrics(), headers={"Content-Type": CONTENT_TYPE})

    async def _writes(self) -> bool:
        """Whether the database takes a row in time: one try for all who ask at the same time, or within a second."""
        now = self._now()
        is_old = self._wrote_at is None or now - self._wrote_at >= WRITTEN_EVERY
        if self._writing is None or (self._writing.done() and is_old):
            self._wrote_at = now
            self._writing = asyncio.create_task(self._try_to_write())
        return await asyncio.shield(self._writing)

    async def _try_to_write(self) -> bool:
        try:
            async with asyncio.timeout(WRITE_SECONDS):
                await self._write()
        except (StoreUnavailable, TimeoutError) as failure:
            log.warning("the database does not take a row", why=str(failure) or "too late")
            return False
        return True


class _TurnedAway(asyncio.Protocol):
    """Hangs up at once: there are too many connections."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.abort()


def _server_log() -> logging.Logger:
    """Where aiohttp tells of what broke. A malformed request is a stranger's fault, and worth no traceback."""
    server_log = logging.getLogger(f"{__name__}.server")
    server_log.addFilter(_is_ours)
    return server_log


def _is_ours(record: logging.LogRecord) -> bool:
    failure = record.exc_info[1] if record.exc_info else None
    if not isinstance(failure, HttpProcessingError):
        return True
    log.debug("a malformed request is refused", why=type(failure).__name__)
    return False


async def can_listen(host: str, port: int) -> None:
    """Listen for a moment. Raises CannotListen."""
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    except OSError as busy:
        raise _taken(host, port, busy) from None
    server.close()
    await server.wait_closed()


def _taken(host: str, port: int, busy: OSError) -> CannotListen:
    why = os.strerror(busy.errno) if busy.errno and busy.errno > 0 else busy.strerror or str(busy)
    return CannotListen(
        f"http.host {host}, http.port {port} cannot be had ({why.lower()}): set others, or end what has them."
    )
