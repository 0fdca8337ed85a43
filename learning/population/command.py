"""``focusflow fit``: the population's numbers from logs."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from knowledge.library import load_exercises
from knowledge.population import Population, SetWeights, as_json
from knowledge.units import Unit
from learning.logs import BadLog, LifterLog, read_logs
from learning.population.fit import FEW_DAYS, FEW_LIFTERS, fit


class NotWritten(OSError):
    """The numbers could not be written; the message says where and why, in one sentence."""


def fitted(files: Sequence[Path], unit: Unit, today: date) -> tuple[Population, str]:
    """The numbers of the lifters whose logs these are, a file or a folder of CSV files each.

    Beside it a warning in one sentence, empty where the logs are enough. Raises BadLog.
    """
    logs = read_logs(files, load_exercises(), unit)
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("Fitting", total=len(logs))
        entries = {log.lifter: log.entries for log in logs}
        found = fit(entries, _source(logs, today), lambda _: progress.advance(task))
    check(found.sets)
    return found, _warning(logs)


def check(found: SetWeights) -> None:
    """Raises BadLog where the numbers cannot be true of lifters."""
    wrong = ""
    if found.above <= 0:
        wrong = f"a stronger lifter would make fewer reps (above {found.above:g})"
    elif found.done < 0 or found.lately < 0:
        wrong = f"a set that was made before would be made less often (done {found.done:g}, lately {found.lately:g})"
    if wrong:
        raise BadLog(f"These logs give numbers that make no sense: {wrong}; nothing is written, fit more logs.")


def _source(logs: Sequence[LifterLog], today: date) -> str:
    names = ", ".join(sorted(log.lifter for log in logs))
    return f"{_count(len(logs), 'lifter')}, {_days_of_a_lift(logs)}, fitted on {today}: {names}"


def _warning(logs: Sequence[LifterLog]) -> str:
    """That the logs are few; empty where they are not."""
    if len(logs) >= FEW_LIFTERS and _days(logs) >= FEW_DAYS:
        return ""
    return (
        f"{_count(len(logs), 'lifter')} with {_days_of_a_lift(logs)}: that is little, so the numbers are mostly those "
        f"that the fit begins with; give it at least {FEW_LIFTERS} lifters and {FEW_DAYS} days of a lift."
    )


def _days_of_a_lift(logs: Sequence[LifterLog]) -> str:
    return f"{_count(_days(logs), 'day')} of a lift"


def _days(logs: Sequence[LifterLog]) -> int:
    return sum(len({(entry.on, entry.lift.exercise) for entry in log.entries}) for log in logs)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def check_place(out: Path) -> None:
    """Raises NotWritten where no file can be, so that it is said before the fit."""
    if out.is_dir():
        raise NotWritten(f"{out} is a folder; give --out a file in it, like {out / 'population.json'}.")
    if not out.parent.is_dir():
        raise NotWritten(f"{out} cannot be written: there is no folder {out.parent}; make it, or give --out another.")


def write(population: Population, out: Path) -> None:
    """Raises NotWritten."""
    try:
        out.write_text(as_json(population), encoding="utf-8")
    except OSError as failure:
        raise NotWritten(f"{out} cannot be written: {failure.strerror or failure}; give --out another.") from failure
