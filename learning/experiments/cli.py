"""``focusflow experiment``. Each command imports what it needs when it runs."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli import settings
from storage.records import Varies

experiment = typer.Typer(no_args_is_help=True, help="Compare two arms: plan, register, start, look whenever, stop.")

Name = Annotated[str, typer.Argument(help="Of the experiment.")]
Metric = Annotated[str, typer.Option(help="agreement, pr_success, prevention, satisfaction or adherence.")]
Effect = Annotated[float, typer.Option(help="The smallest worth finding, on the metric's scale of 0 to 1.")]
Share = Annotated[float, typer.Option(help="Of lifters who get the treatment.")]
Horizon = Annotated[int, typer.Option(help="Days after a lifter's first answer in it, when he is measured.")]


@contextmanager
def one_sentence() -> Iterator[None]:
    """What is wrong ends a command with its sentence alone: 2 for how it was used, 1 for what stands in the way."""
    from learning.experiments.planning import BadPlan
    from learning.experiments.terms import BadTerms, NotNow

    try:
        yield
    except (BadTerms, BadPlan, NotNow) as failure:
        typer.echo(failure, err=True)
        sys.exit(1 if isinstance(failure, NotNow) else 2)
    except KeyboardInterrupt:
        sys.exit(130)


@experiment.command()
def plan(
    metric: Metric,
    effect: Effect,
    sd: Annotated[float | None, typer.Option(help="How much lifters vary; without it, as those here do.")] = None,
    share: Share = 0.5,
    power: Annotated[float, typer.Option(help="The chance to find such an effect.")] = 0.8,
    horizon: Horizon = 28,
    a_week: Annotated[float | None, typer.Option(help="Lifters who come in a week.")] = None,
) -> None:
    """How many lifters show an effect, and how long that takes."""
    from bot.app import wall_clock
    from learning.experiments.command import Wished, plan_lines

    config, _ = settings(quiet=True)
    wished = Wished(metric=metric, effect=effect, sd=sd, share=share, power=power, horizon_days=horizon, a_week=a_week)
    with one_sentence(), _at_work("Trying it out"):
        lines = asyncio.run(plan_lines(wished, config, wall_clock()))
    typer.echo("\n".join(lines))


@experiment.command()
def register(
    name: Name,
    varies: Annotated[Varies, typer.Option(help="What the arms differ in.")],
    treatment: Annotated[str, typer.Option(help="What is new: a style, adapter, model, set of prompts, or bank.")],
    metric: Metric,
    effect: Effect,
    control: Annotated[str, typer.Option(help="What it is set against; without it, as it ships.")] = "",
    agent: Annotated[str | None, typer.Option(help="insight, planner, coach or adviser; without it, all.")] = None,
    horizon: Horizon = 28,
    share: Share = 0.5,
    days: Annotated[int, typer.Option(help="After which it ends undecided.")] = 180,
) -> None:
    """Say all of it before it begins; nothing of it can be changed later."""
    from bot.app import wall_clock
    from learning.experiments import command
    from learning.experiments.terms import Terms

    config, _ = settings(quiet=True)
    terms = Terms(
        name=name,
        varies=varies,
        agent=agent,
        control=control,
        treatment=treatment,
        metric=metric,
        horizon_days=horizon,
        effect=effect,
        share=share,
        most_days=days,
    )
    with one_sentence():
        typer.echo(asyncio.run(command.register(terms, config, wall_clock())))


@experiment.command()
def start(name: Name) -> None:
    """Begin an experiment that is registered."""
    from bot.app import wall_clock
    from learning.experiments import command

    config, _ = settings(quiet=True)
    with one_sentence():
        typer.echo(asyncio.run(command.start(name, config, wall_clock())))


@experiment.command()
def stop(name: Name, why: Annotated[str, typer.Option(help="A sentence, kept with it.")]) -> None:
    """End an experiment that runs; its control speaks to all again."""
    from bot.app import wall_clock
    from learning.experiments import command

    config, _ = settings(quiet=True)
    with one_sentence():
        typer.echo(asyncio.run(command.stop(name, why, config, wall_clock())))


@experiment.command()
def show(name: Annotated[str | None, typer.Argument(help="Without it, all.")] = None) -> None:
    """What the experiments say so far. Look as often as you like: the verdicts allow for it."""
    from bot.app import wall_clock
    from learning.experiments.command import show_lines

    config, _ = settings(quiet=True)
    with one_sentence(), _at_work("Reading lifters"):
        lines = asyncio.run(show_lines(name, config, wall_clock()))
    typer.echo("\n".join(lines))


@contextmanager
def _at_work(title: str) -> Iterator[None]:
    """A sign of life on standard error, gone at the end."""
    from rich.console import Console

    with Console(stderr=True).status(title):
        yield
