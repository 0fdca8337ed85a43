"""How far a tuning is, told on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """*done* of *of* steps; *seconds_left* by the pace so far, None where there was none yet."""

    done: int
    of: int
    loss: float
    seconds_left: float | None


Shown = Callable[[Step], None]


def line_of(step: Step) -> str:
    left = "" if step.seconds_left is None else f", {_spoken(step.seconds_left)} left"
    return f"step {step.done}/{step.of}, loss {step.loss:.3f}{left}"


def _spoken(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


@contextmanager
def on(console: Console) -> Iterator[Shown]:
    """A bar where *console* is a terminal, and a line for each step where it is a file or a pipe."""
    if not console.is_terminal:
        yield lambda step: console.print(line_of(step), highlight=False)
        return
    columns = (
        TextColumn("tuning"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("tuning", loss=float("nan"), total=None)
        yield lambda step: bar.update(task, completed=step.done, total=step.of, loss=step.loss)
