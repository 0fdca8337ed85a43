"""``focusflow chat``: the terminal coach."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from tempfile import gettempdir

from bot.app import model_address, open_app, wall_clock
from bot.config import Config, Secrets
from bot.platforms.console import Console

NO_MODEL = "No model: the coach uses its own plain words. Set NVIDIA_API_KEY, or model.base_url, for more."


async def talk(
    config: Config,
    secrets: Secrets,
    user: str,
    lines: AsyncIterator[str],
    show: Callable[[str], None],
    warn: Callable[[str], None],
) -> None:
    """Answer *lines* until they end."""
    if model_address(config, secrets) is None:
        warn(NO_MODEL)
    folders = (Path(), Path(gettempdir()))  # of pictures and files: where it was begun, else where anything goes
    async with open_app(config, secrets) as app:
        app.platforms[Console.name] = Console(user, lines, show, app.quiet, wall_clock, folders)
        await app.run(is_shared=True)  # another terminal may be open on the same database
