"""The whole command line: the bot's commands, and those of learning, which the bot may not know of."""

import asyncio
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import app, settings
from bot.cli import main as main
from knowledge.units import Unit
from learning.backtest.days import Top
from learning.cycle.cli import learn, versions
from learning.dataset.cli import dataset
from learning.experiments.cli import experiment
from learning.tuning.cli import tune

app.add_typer(dataset, name="dataset")
app.add_typer(experiment, name="experiment")
app.add_typer(tune, name="tune")
app.add_typer(versions, name="versions")
app.command()(learn)


class Lifts(StrEnum):
    MAIN = "main"
    ALL = "all"


@app.command()
def backtest(
    files: Annotated[list[Path], typer.Argument(help="Exports of Strong, Hevy, FitNotes or FocusFlow, a lifter each.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw the reliability diagram into this PNG.")] = None,
    lifts: Annotated[Lifts, typer.Option(help="Squat, bench, deadlift and press, or every lift.")] = Lifts.MAIN,
    leave_one_out: Annotated[
        bool, typer.Option("--leave-one-out", help="Forecast each lifter with numbers fitted to the others alone.")
    ] = False,
    top: Annotated[Top, typer.Option(help="The set of a day that is asked about.")] = Top.HEAVIEST,
    unit: Annotated[
        Unit, typer.Option(help="What a load is in where no file says; the guide's steps are in lb.")
    ] = Unit.KG,
) -> None:
    """Walk logs forward and print how good the forecast is, beside simple baselines."""
    from learning.backtest.command import NotDrawn, backtested, json_text, show_tables
    from learning.backtest.command import plot as draw
    from learning.logs import BadLog

    try:
        report = backtested(files, top=top, every_lift=lifts is Lifts.ALL, unit=unit, left_out=leave_one_out)
        if plot:
            draw(report, plot)
    except (BadLog, NotDrawn) as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    if as_json:
        print(json_text(report, top=top, lifts=lifts, left_out=leave_one_out))
    else:
        show_tables(report, left_out=leave_one_out)


@app.command()
def simulate(
    lifters: Annotated[int, typer.Option(min=6, help="In each world; a third of each level.")] = 50,
    seed: Annotated[int, typer.Option(help="Another one makes other lifters.")] = 1,
    weeks: Annotated[int, typer.Option(min=2, max=104)] = 26,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
) -> None:
    """Compare the planner with simple rules on invented lifters: a test bed, not evidence about people."""
    from learning.simulator.command import print_simulation

    print_simulation(lifters, seed, weeks, as_json=as_json)


@app.command()
def fit(
    files: Annotated[list[Path], typer.Argument(help="Exports, a lifter each, or a folder of them.")],
    out: Annotated[Path, typer.Option(help="The file that the numbers go to.")] = Path("population.json"),
    unit: Annotated[Unit, typer.Option(help="What a load is in where no file says.")] = Unit.KG,
) -> None:
    """Fit the numbers that the forecast begins with to real logs."""
    from bot.app import wall_clock
    from learning.logs import BadLog
    from learning.population.command import NotWritten, check_place, fitted, write

    try:
        check_place(out)
        population, warning = fitted(files, unit, wall_clock().date())
        write(population, out)
    except (BadLog, NotWritten) as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    if warning:
        print(warning, file=sys.stderr)
    print(f"{out}: {population.source}.")


@app.command("eval")
def evaluate(
    on: Annotated[
        str, typer.Option(help="drafts, live (the model of the configuration), or a recorded file.")
    ] = "drafts",
    against: Annotated[Path | None, typer.Option(help="An earlier run, to compare case by case.")] = None,
    agent: Annotated[str | None, typer.Option(help="insight, planner, coach or adviser; without it, all.")] = None,
    record: Annotated[Path | None, typer.Option(help="Keep the answers in this file of JSON lines.")] = None,
    judge: Annotated[bool, typer.Option("--judge", help="Let the model label every answer by a rubric.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    guard: Annotated[int, typer.Option(min=0, help="Adversarial answers to throw at the whole bot besides.")] = 0,
) -> None:
    """Score the agents' answers to the cases; fail on a safety miss or a regression."""
    from learning.evaluation.case import BadCases
    from learning.evaluation.command import WrongUse, options_from, run_evaluation

    config, secrets = settings(quiet=True)
    try:
        options = options_from(on, against, agent, record, judge=judge, as_json=as_json, guard=guard)
        passed = run_evaluation(options, config, secrets)
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        sys.exit(2)
    except BadCases as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    if not passed:
        sys.exit(1)


@app.command()
def report(
    html: Annotated[Path | None, typer.Option(help="Write one page with plots into this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day whose answers count.")
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=520, help="So many of the last weeks are shown one by one.")] = 12,
) -> None:
    """Print the six metrics, the experiments and the versions, from what lifters logged, voted and rated."""
    from bot.app import wall_clock
    from learning.report.command import NotWritten, Options, print_report

    config, _ = settings(quiet=True)
    options = Options(html=html, as_json=as_json, since=since.date() if since else None, weeks=weeks)
    try:
        asyncio.run(print_report(options, config, wall_clock()))
    except NotWritten as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
