"""``focusflow backtest``: read the logs, walk them, and say what that showed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from knowledge.library import load_exercises
from knowledge.population import Population, load_population
from knowledge.units import Unit
from learning.backtest.days import LEAST_DAYS, MAIN_LIFTS, Series, Top, series_of
from learning.backtest.forecasts import Ours
from learning.backtest.report import Report, report_of
from learning.backtest.scores import DRAWS, SEED
from learning.backtest.tables import WIDTH, show
from learning.backtest.walk import Walked, walk
from learning.logs import BadLog, LifterLog, read_logs
from storage.records import UserId


class NotDrawn(OSError):
    """The diagram cannot be written; the message says why, in one sentence."""


def backtested(files: Sequence[Path], *, top: Top, every_lift: bool, unit: Unit, left_out: bool) -> Report:
    """The forecast's scores on *files*, with a progress bar on standard error while it walks.

    *left_out*: each lifter is forecast with numbers that were fitted to the others alone.

    Raises:
        BadLog: a file cannot be read, or none has a lift to walk over; in one sentence.
    """
    logs = read_logs(files, load_exercises(), unit)
    series = [own for log in logs for own in _series(log, every_lift)]
    report = report_of(series, _walked(series, Ours(_without_each(logs) if left_out else None), top))
    if not report.chances:
        which, hint = ("lift", "") if every_lift else ("main lift", "; `--lifts all` takes the others too")
        raise BadLog(f"No {which} in these logs was trained on more than {LEAST_DAYS} days{hint}.")
    return report


def _series(log: LifterLog, every_lift: bool) -> list[Series]:
    lifts = {name: replace(exercise, id=name) for name, exercise in log.lifts.items()}
    main = {name for name, exercise in log.lifts.items() if exercise.id in MAIN_LIFTS}
    return series_of(log.lifter, log.entries, lifts, None if every_lift else main)


def _without_each(logs: Sequence[LifterLog]) -> dict[UserId, Population]:
    """For each lifter, the population of the others."""
    from learning.population.fit import fit  # it imports numpy

    if len(logs) < 2:
        raise BadLog("One log cannot be left out of itself: give at least two, or leave out `--leave-one-out`.")
    every = {log.lifter: log.entries for log in logs}
    others = {log.lifter: {name: own for name, own in every.items() if name != log.lifter} for log in logs}
    return {lifter: fit(rest, f"without {lifter}") for lifter, rest in others.items()}


def _walked(series: Sequence[Series], forecast: Ours, top: Top) -> Walked:
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("Walking the logs", total=len(series))
        return walk(series, forecast, top, lambda: progress.advance(task))


def show_tables(report: Report, *, left_out: bool) -> None:
    """Print it for people, and which lifters the forecast had seen before."""
    screen = Console()
    console = screen if screen.is_terminal else Console(width=WIDTH)
    show(report, console)
    own = "Each lifter was forecast with numbers fitted to the others."
    console.print(own if left_out else f"The forecast's numbers were fitted to: {load_population().source}.")


def json_text(report: Report, *, top: Top, lifts: str, left_out: bool) -> str:
    """The report for scripts, under the names of its fields."""
    population = "of the other lifters" if left_out else load_population().source
    draws = {"over": "lifters", "draws": DRAWS, "seed": SEED}
    return json.dumps(
        {"lifts": lifts, "top": top, "population": population, "bootstrap": draws, **asdict(report)}, indent=1
    )


def plot(report: Report, out: Path) -> None:
    """Write the reliability diagram as PNG.

    Raises:
        NotDrawn: *out* cannot be written.
    """
    from learning.backtest.diagram import draw  # it imports matplotlib

    try:
        draw(report, out)
    except OSError as failure:
        raise NotDrawn(f"The diagram cannot be written to {out}: {failure.strerror or failure}.") from failure
