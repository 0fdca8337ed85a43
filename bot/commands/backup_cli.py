"""The command line of backups. It is read with every command, so what it needs is imported when it is called."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

INTERRUPTED = 130
Show = Callable[[int], None]


def backup(file: Annotated[Path, typer.Argument(help="Where to; one that is there is replaced.")]) -> None:
    """Write the whole database, as it is now, into one file. The bot may go on meanwhile."""
    from bot.app import wall_clock
    from bot.cli import settings
    from bot.commands.backup import back_up

    config, _ = settings(quiet=True)
    with _counted("Writing the backup") as show:
        told = _wait_for(back_up(config.database.url, file, wall_clock(), show))
    print(told)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    into: Annotated[str | None, typer.Option(help="The url of an empty database; else database.url.")] = None,
) -> None:
    """Fill an empty database, of either kind, with a backup. Stop the bot first."""
    from bot.cli import settings
    from bot.commands.backup import restore as restored

    config, _ = settings(quiet=True)
    with _counted("Restoring") as show:
        told = _wait_for(restored(file, into or config.database.url, show))
    print(told)


def _wait_for(work: Coroutine[object, object, str]) -> str:
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


@contextmanager
def _counted(what: str) -> Iterator[Show]:
    """How many rows are done, on a terminal alone; gone afterwards."""
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), TextColumn("{task.completed:,} rows"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(what, total=None)
        yield lambda rows: progress.update(task, completed=rows)
