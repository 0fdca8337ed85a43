"""``python -m learning.adversary``: its bar on standard error, its table on standard output; fails on a breach."""

import asyncio
import logging
import sys
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.progress import Progress

from learning.adversary.figures import GOOD_COUNT, guard_figures
from learning.adversary.report import as_text

TARGET_UNTOUCHED = 0.95


def main(
    count: Annotated[int, typer.Option(min=1, help="Adversarial answers.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Another one makes other answers.")] = 1,
) -> None:
    """Throw bad answers at the whole bot, and good ones; print what became of them."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Answers", total=count + GOOD_COUNT)
        figures = asyncio.run(guard_figures(count, seed, tick=lambda done: progress.advance(task, done)))
    for line in as_text(figures):
        print(line)  # noqa: T201 -- the command prints
    if figures.breaches or figures.untouched_share < TARGET_UNTOUCHED:
        sys.exit(1)


if __name__ == "__main__":
    typer.run(main)
