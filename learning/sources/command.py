"""``focusflow dataset read``: records into a file, whole or not at all; bars and a summary on standard error."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic_ns
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from agents.calls import Means
from bot.app import wall_clock
from bot.cli import settings
from bot.models import open_model
from knowledge.red_flags import load_red_flags
from learning.dataset.gathering import SOURCE
from learning.dataset.record import DatasetError, WrongUse, write_records
from learning.evaluation.case import Agent
from learning.sources.by_model import pairs_by_model, source_prompts, source_settings
from learning.sources.found import MOST_NAMED, Passage, Tally
from learning.sources.options import By, Options
from learning.sources.read import Asker, Bars, by_rules, checked, records

AT_ONCE: Final = 8  # passages that the model is asked about at the same time


class NotRead(DatasetError):
    """Nothing was written; the message is for the operator."""


def run_read(options: Options) -> None:
    """Read and write them. Raises DatasetError."""
    _check(options)
    with _asker(options) as asker:
        count, tally = read_into(options, asker)
    shown = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in summary(options, count, tally):
        shown.print(line, markup=False)


def read_into(options: Options, asker: Asker = by_rules) -> tuple[int, Tally]:
    """Writes aside and renames, so that what is broken off leaves nothing. Raises DatasetError."""
    files, tally, flags = checked(options), Tally(), load_red_flags()
    part = options.out.with_name(f"{options.out.name}.part")
    try:
        with _bars(sum(file.path.stat().st_size for file in files)) as bars:
            count = write_records(records(files, options, asker, flags, tally, bars), part)
        part.replace(options.out)
    except OSError as failure:
        raise NotRead(
            f"{options.out} cannot be written: {failure.strerror or failure}; name another file."
        ) from failure
    finally:
        part.unlink(missing_ok=True)
    return count, tally


def summary(options: Options, count: int, tally: Tally) -> Iterator[str]:
    """What was read, in lines for people."""
    yield f"{options.out}: {count} records for {options.agent}."
    yield from tally.named
    if tally.faults > MOST_NAMED:
        yield f"Malformed: {tally.faults} in all; the first {MOST_NAMED} are named."
    for why, number in tally.left_out.most_common():
        yield f"Left out: {number}, {why}."


def _check(options: Options) -> None:
    if options.agent not in set(Agent):
        raise WrongUse(f"There is no agent {options.agent!r}; name one of {', '.join(Agent)}.")
    if options.source.strip().casefold() == SOURCE:
        raise WrongUse(f"--source {options.source} is what lifters' own answers are called; give the source its name.")
    if options.out.is_dir():
        raise NotRead(f"{options.out} is a folder; name a file.")
    if options.out in options.files:
        raise NotRead(f"{options.out} is one of the files to read; name another one.")


@contextmanager
def _asker(options: Options) -> Iterator[Asker]:
    if options.by is By.RULES:
        yield by_rules
        return
    config, secrets = settings(quiet=True)
    with asyncio.Runner() as runner:
        model = open_model(config, secrets)
        if model is None:
            raise NotRead("There is no model to ask; set NVIDIA_API_KEY or FOCUSFLOW__MODEL__BASE_URL, or use rules.")
        means = Means(
            model, source_settings(config.model.name), source_prompts(), wall_clock, lambda: monotonic_ns() // 1_000_000
        )
        try:
            yield model_asker(means, runner, min(AT_ONCE, config.model.at_once))
        finally:
            runner.run(model.close())


def model_asker(means: Means, runner: asyncio.Runner, at_once: int) -> Asker:
    def asker(found: Iterable[Passage], tally: Tally) -> Iterator[tuple[Passage, tuple[str, str]]]:
        return pairs_by_model(found, means, runner, at_once, tally)

    return asker


@contextmanager
def _bars(size: int) -> Iterator[Bars]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        reading = progress.add_task("Reading", total=size)
        joining = progress.add_task("Joining", total=None, visible=False)
        yield Bars(
            read=lambda done: progress.advance(reading, done),
            to_join=lambda count: progress.update(joining, total=count, visible=True),
            joined=lambda done: progress.advance(joining, done),
        )
