"""``focusflow learn`` and ``focusflow versions``. Each command imports what it needs when it runs."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

import typer

from bot.cli import settings

versions = typer.Typer(invoke_without_command=True, help="What was learned: the versions, and the way back.")


STOPPED: Final = "Stopped: the next `focusflow learn` goes on where this one was."


@contextmanager
def one_sentence(stopped: str = "") -> Iterator[None]:
    """What is wrong ends a command with its sentence alone; *stopped* is said where somebody stops it."""
    from learning.cycle.ports import CycleError, NoSuchAgent

    try:
        yield
    except CycleError as failure:
        typer.echo(f"{str(failure)[:1].upper()}{str(failure)[1:].rstrip('.')}.", err=True)
        sys.exit(2 if isinstance(failure, NoSuchAgent) else 1)
    except KeyboardInterrupt:
        if stopped:
            typer.echo(stopped, err=True)
        sys.exit(130)


def learn(
    every_day: Annotated[bool, typer.Option("--daily", help="Stay, and do it at learning.at_hour each day.")] = False,
) -> None:
    """Collect, build, tune, evaluate, and let lifters decide: one cycle for each agent, or a look at its canary."""
    from learning.cycle.command import learn as cycle
    from learning.cycle.command import learn_daily

    config, secrets = settings(quiet=not every_day)
    with one_sentence(STOPPED):
        if every_day:
            asyncio.run(learn_daily(config, secrets))
        elif not asyncio.run(cycle(config, secrets)):
            sys.exit(1)


@versions.callback()
def listed(context: typer.Context) -> None:
    """List the versions of adapters, what each was made of, and what was decided about it."""
    from learning.cycle.command import list_versions

    if context.invoked_subcommand is None:
        config, _ = settings(quiet=True)
        with one_sentence():
            asyncio.run(list_versions(config))


@versions.command()
def rollback(agent: Annotated[str, typer.Argument(help="Whose version: insight, planner, coach or adviser.")]) -> None:
    """Take the version that serves back to the one before it, and a canary with it."""
    from learning.cycle.command import roll_back

    config, secrets = settings(quiet=True)
    with one_sentence():
        asyncio.run(roll_back(agent, config, secrets))
