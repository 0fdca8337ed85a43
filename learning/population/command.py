"""``focusflow fit``: the population's numbers from logs."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from knowledge.library import load_exercises
from knowledge.population import Population, as_json
from knowledge.units import Unit
from learning.logs import LifterLog, read_logs
from learning.population.fit import fit


def fitted(files: Sequence[Path], unit: Unit, today: date) -> Population:
    """The numbers of the lifters whose logs these are, a file or a folder of CSV files each. Raises BadLog."""
    logs = read_logs(files, load_exercises(), unit)
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("Fitting", total=len(logs))
        return fit({log.lifter: log.entries for log in logs}, _source(logs, today), lambda _: progress.advance(task))


def _source(logs: Sequence[LifterLog], today: date) -> str:
    days = sum(len({(entry.on, entry.lift.exercise) for entry in log.entries}) for log in logs)
    names = ", ".join(sorted(log.lifter for log in logs))
    return f"{len(logs)} lifters, {days} days of a lift, fitted on {today}: {names}"


def write(population: Population, out: Path) -> None:
    """Raises OSError."""
    out.write_text(as_json(population), encoding="utf-8")
