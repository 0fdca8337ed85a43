"""``focusflow run``: every platform that has a token, together, until a signal."""

import asyncio
import errno
import signal
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import structlog
from aiohttp import web

from bot.app import App, Now, model_address, open_app, wall_clock
from bot.commands.alive import USUAL_PORT
from bot.commands.talk import NO_MODEL
from bot.config import Config, Secrets
from bot.http import CannotListen, HttpServer, Routed
from bot.metrics_prometheus import PrometheusMetrics
from bot.platforms import Platform
from bot.platforms.registry import TOKENS, build_platforms
from storage.records import Standing
from storage.store import Store, StoreUnavailable

NO_PLATFORM = (
    f"Nothing to run: set {' or '.join(TOKENS.values())} in the environment or in .env. "
    "README.md says how to get one; `focusflow chat` needs none."
)
NO_ROUTE = "telegram.mode: webhook, and no platform here takes such calls: set TELEGRAM_BOT_TOKEN, or use polling."
DRAIN_SECONDS = 8  # what is being answered is answered; below the ten seconds that container engines wait
STANDING_SECONDS = 5.0
NO_FILES = (errno.EMFILE, errno.ENFILE)

log = structlog.get_logger(__name__)


async def serve(config: Config, secrets: Secrets, warn: Callable[[str], None], *, now: Now = wall_clock) -> bool:
    """Run until SIGINT or SIGTERM. False when there is nothing to run, or when all of it ended by itself."""
    platforms = build_platforms(config, secrets, now, asyncio.sleep)
    routes = routes_of(platforms.values())
    if not platforms or (config.telegram.mode == "webhook" and not routes):
        warn(NO_ROUTE if platforms else NO_PLATFORM)
        return False
    if model_address(config, secrets) is None:
        warn(NO_MODEL)
    metrics = PrometheusMetrics()
    async with open_app(config, secrets, now=now, metrics=metrics) as app:
        app.platforms.update(platforms)
        stop = signals()
        tell_once(asyncio.get_running_loop())
        try:
            async with listening(config, app, metrics, routes):
                warn(f"Running: {', '.join(platforms)}.")
                return await run_until(app, stop)
        except CannotListen as busy:
            warn(str(busy))
            return False


def routes_of(platforms: Iterable[Platform]) -> list[web.RouteDef]:
    return [route for platform in platforms if isinstance(platform, Routed) for route in platform.routes]


def http_port(config: Config) -> int | None:
    """Where to listen; None: nowhere."""
    if config.http.port is None and config.telegram.mode == "webhook":
        return USUAL_PORT
    return config.http.port


@asynccontextmanager
async def listening(
    config: Config, app: App, metrics: PrometheusMetrics, routes: Iterable[web.RouteDef]
) -> AsyncIterator[None]:
    """Health, metrics and *routes*, where the configuration has a port for them. Raises CannotListen."""
    port = http_port(config)
    if port is None:
        yield
        return

    async def counted() -> bytes:
        return await metrics.shown(await standing_of(app.store), wall_clock())

    server = HttpServer(
        write=app.operators.write,
        health=app.operators.health,
        metrics=counted,
        now=wall_clock,
        routes=routes,
        most_bytes=config.telegram.most_bytes,
    )
    await server.start(config.http.host, port)
    try:
        yield
    finally:
        await server.close()


async def standing_of(store: Store, patience_seconds: float = STANDING_SECONDS) -> Standing | None:
    """How its rows stand; None: the database is away, or takes longer than who asks would wait."""
    try:
        async with asyncio.timeout(patience_seconds):
            return await store.standing()
    except (StoreUnavailable, TimeoutError):
        return None


def tell_once(loop: asyncio.AbstractEventLoop) -> None:
    """Say once that no file can be opened any more: Python itself would say it a hundred times a second."""
    told = set[int | None]()

    def tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        failure = context.get("exception")
        if not isinstance(failure, OSError) or failure.errno not in NO_FILES:
            loop.default_exception_handler(context)
        elif failure.errno not in told:
            told.add(failure.errno)
            log.error("no more files can be opened: allow more (ulimit -n, or LimitNOFILE of the unit)")

    loop.set_exception_handler(tell)


def signals() -> tuple[asyncio.Event, asyncio.Event]:
    """Set by the first SIGINT or SIGTERM, and by the second."""
    first, second = asyncio.Event(), asyncio.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wanted, lambda: (second if first.is_set() else first).set())
    return first, second


async def run_until(app: App, stop: tuple[asyncio.Event, asyncio.Event]) -> bool:
    """Run until a signal, then answer what is being answered; a second signal ends that too. False: it ended itself."""
    first, second = stop
    running = asyncio.create_task(app.run())
    await _first_of(running, asyncio.create_task(first.wait()), leave=running)
    app.stop()
    await _first_of(asyncio.create_task(app.drain(DRAIN_SECONDS)), asyncio.create_task(second.wait()))
    running.cancel()
    (ended,) = await asyncio.gather(running, return_exceptions=True)
    if isinstance(ended, Exception):
        raise ended
    return first.is_set()


async def _first_of(*tasks: asyncio.Task[Any], leave: asyncio.Task[Any] | None = None) -> None:
    """Wait for the first of *tasks*, and end the others, but the one to *leave*."""
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    others = [task for task in tasks if task is not leave]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
