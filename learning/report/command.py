"""``focusflow report``: its bar on standard error, its tables or its JSON on standard output, its page in a file."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from agents.local_embedder import LocalEmbedder
from bot.config import Config
from knowledge.library import load_exercises
from learning.report.as_json import json_text
from learning.report.figures import Report
from learning.report.gather import gathered
from learning.report.tables import WIDTH, show
from storage.open import open_store


class NotWritten(OSError):
    """The page cannot be written; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    html: Path | None = None
    as_json: bool = False
    since: date | None = None
    weeks: int


async def print_report(options: Options, config: Config, now: datetime) -> None:
    """Gather the figures, print them, and write the page if one is asked for. Raises StoreUnavailable, NotWritten."""
    found = await _found(options, config, now)
    console = Console(width=None if Console().is_terminal else WIDTH, highlight=False)
    if options.as_json:
        console.out(json_text(found))
    else:
        show(found, console)
    if options.html:
        _write(found, options.html)


async def _found(options: Options, config: Config, now: datetime) -> Report:
    screen = Console(stderr=True)
    embedder = None if config.retrieval.embedder == "none" else LocalEmbedder()
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("Reading what came back", total=None)
        async with open_store(config.database.url) as store:
            return await gathered(
                store,
                load_exercises(),
                embedder,
                now,
                since=options.since,
                weeks=options.weeks,
                begun=lambda total: progress.update(task, total=total),
                tick=lambda: progress.advance(task),
            )


def _write(found: Report, out: Path) -> None:
    from learning.report.page import page  # it imports matplotlib

    part = out.with_name(f"{out.name}.part")
    try:
        part.write_text(page(found), "utf-8")
        part.replace(out)
    except OSError as failure:
        part.unlink(missing_ok=True)
        raise NotWritten(f"The page cannot be written to {out}: {failure.strerror or failure}.") from failure
