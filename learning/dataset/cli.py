"""``focusflow dataset``: what makes, looks at and shares examples. Each command imports what it needs when it runs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from learning.dataset.record import DatasetError, WrongUse
from learning.sources.options import LEAST_SCORE, SUBREDDITS, By
from learning.synth.options import Format, Formula, SynthAgent

dataset = typer.Typer(no_args_is_help=True, help="Examples to train on: build, check and look at sets of them.")

Folder = Annotated[Path, typer.Argument(help="The folder of a dataset.")]


@contextmanager
def one_sentence() -> Iterator[None]:
    """What is wrong with files or folders ends a command with its sentence alone."""
    try:
        yield
    except WrongUse as wrong:
        typer.echo(wrong, err=True)
        sys.exit(2)
    except DatasetError as failure:
        typer.echo(failure, err=True)
        sys.exit(1)
    except OSError as failure:
        if failure.filename is None:  # of a terminal that went away, say, which has its own sentence
            raise
        typer.echo(
            f"{failure.filename} cannot be used: {failure.strerror}; look at its place and its rights.", err=True
        )
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


@dataset.command()
def build(
    out: Annotated[Path, typer.Option(help="The folder that it goes to; a dataset that is there is replaced.")],
    agent: Annotated[list[str] | None, typer.Option(help="Of this agent alone; may be given again.")] = None,
    also: Annotated[list[Path] | None, typer.Option(help="A file of records to add; may be given again.")] = None,
    seed: Annotated[int, typer.Option(help="Another one splits the lifters otherwise.")] = 1,
    kto: Annotated[bool, typer.Option("--kto", help="Refuse a set without both good and bad answers.")] = False,
) -> None:
    """Gather what lifters who gave their consent liked and disliked, clean it, split it by lifter, and write it."""
    from learning.dataset.command import run_build

    with one_sentence():
        run_build(out, tuple(agent or ()), tuple(also or ()), seed=seed, kto=kto)


@dataset.command()
def synth(
    out: Annotated[Path, typer.Option(help="The file that they go to; one that is there is replaced.")],
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=1_000_000, help="How many.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Another one makes other lifters and other words.")] = 1,
    agent: Annotated[SynthAgent, typer.Option(help="Whose answers.")] = SynthAgent.ALL,
    bad: Annotated[float, typer.Option(help="The share of undesirable answers, for KTO: 0 to 0.5.")] = 0.0,
    formula: Annotated[Formula, typer.Option(help="guide: the ten lines of the guide, as a baseline.")] = Formula.OURS,
    form: Annotated[Format, typer.Option("--format", help="How they are written.")] = Format.RECORDS,
    workers: Annotated[int, typer.Option(min=0, max=64, help="How many at once; 0: as the machine has cores.")] = 0,
) -> None:
    """Invent examples: the planner on simulated lifters, the agents' own prompts, answers that pass the guard."""
    from learning.synth.command import Options, run_synth

    with one_sentence():
        run_synth(
            Options(
                count=count, out=out, seed=seed, agent=agent, bad=bad, formula=formula, format=form, workers=workers
            )
        )


@dataset.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Files that lie here; whoever owns one answers for its licence.")],
    out: Annotated[Path, typer.Option(help="The file that they go to; one that is there is replaced.")],
    licence: Annotated[str, typer.Option(help="Of every file without a FILE.licence beside it.")] = "",
    source: Annotated[str, typer.Option(help="How records name where they come from; else the file's name.")] = "",
    agent: Annotated[str, typer.Option(help="Whose answers they become.")] = "adviser",
    least_score: Annotated[int, typer.Option(help="Of an answer on Reddit.")] = LEAST_SCORE,
    subreddits: Annotated[str, typer.Option(help="Those that are read, with commas between.")] = SUBREDDITS,
    by: Annotated[By, typer.Option(help="Who finds questions in passages.")] = By.RULES,
) -> None:
    """Make examples of local files: Reddit dumps (.jsonl, .zst, .gz), .vtt, .srt, .epub, .pdf, .txt, .md."""
    from learning.sources.command import run_read
    from learning.sources.options import Options

    with one_sentence():
        run_read(
            Options(
                files=tuple(files),
                out=out,
                licence=licence,
                source=source,
                agent=agent,
                least_score=least_score,
                subreddits=frozenset(name.strip().casefold() for name in subreddits.split(",") if name.strip()),
                by=by,
            )
        )


@dataset.command()
def check(folder: Folder) -> None:
    """Look for a lifter in two splits, for examples that are nearly the same in two, and for files that disagree."""
    from learning.dataset.command import run_check

    with one_sentence():
        run_check(folder)


@dataset.command()
def card(folder: Folder) -> None:
    """Print what is in a dataset, where it comes from, and what was left out."""
    from learning.dataset.command import run_card

    with one_sentence():
        run_card(folder)


@dataset.command()
def purge(folders: Annotated[list[Path], typer.Argument(help="Folders of datasets.")]) -> None:
    """Take lifters who are forgotten, or consent no more, out of datasets that were built before."""
    from learning.dataset.command import run_purge

    with one_sentence():
        if not run_purge(folders):
            sys.exit(1)


@dataset.command()
def bank() -> None:
    """Keep the answers that lifters liked most as examples for prompts; an experiment decides who gets them."""
    from learning.dataset.command import run_bank

    with one_sentence():
        run_bank()
