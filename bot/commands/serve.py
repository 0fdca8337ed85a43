"""``focusflow run``: every platform that has a token, together, until a signal."""

import asyncio
import signal
from collections.abc import Callable

from bot.app import model_address, open_app, wall_clock
from bot.commands.talk import NO_MODEL
from bot.config import Config, Secrets
from bot.platforms.registry import TOKENS, build_platforms

NO_PLATFORM = (
    f"Nothing to run: set {' or '.join(TOKENS.values())} in the environment or in .env. "
    "README.md says how to get one; `focusflow chat` needs none."
)
DRAIN_SECONDS = 5  # what is being answered is answered; below the ten seconds that container engines wait
NO_WEBHOOK = "telegram.mode: webhook is not built yet; use polling."


async def serve(config: Config, secrets: Secrets, warn: Callable[[str], None]) -> bool:
    """Run until SIGINT or SIGTERM. False when there is nothing to run, or when all of it ended by itself."""
    platforms = build_platforms(config, secrets, wall_clock, asyncio.sleep)
    if not platforms or config.telegram.mode == "webhook":
        warn(NO_WEBHOOK if platforms else NO_PLATFORM)
        return False
    if model_address(config, secrets) is None:
        warn(NO_MODEL)
    async with open_app(config, secrets) as app:
        app.platforms.update(platforms)
        running, stop = asyncio.create_task(app.run()), asyncio.Event()
        for wanted in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
        warn(f"Running: {', '.join(platforms)}.")
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        await app.drain(DRAIN_SECONDS)
        running.cancel()
        stopping.cancel()
        ended, _ = await asyncio.gather(running, stopping, return_exceptions=True)
        if isinstance(ended, Exception):
            raise ended
        return stop.is_set()
