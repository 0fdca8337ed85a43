"""``focusflow simulate``: its bar on standard error, its tables on standard output."""

from rich.console import Console
from rich.progress import Progress

from knowledge.library import load_exercises
from learning.simulator.run import as_json as json_of
from learning.simulator.run import as_text, simulate
from learning.simulator.world import WORLDS


def print_simulation(lifters: int, seed: int, weeks: int, *, as_json: bool) -> None:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Half years lived", total=lifters * len(WORLDS))
        report = simulate(
            load_exercises(), lifters=lifters, seed=seed, weeks=weeks, tick=lambda: progress.advance(task)
        )
    for line in [json_of(report)] if as_json else as_text(report):
        print(line)  # noqa: T201 -- the command prints
