"""``python -m learning.tuning JOB.json``: one tuning in a process of its own. Exit status as of ``focusflow``."""

import sys
from pathlib import Path

import typer
from rich.console import Console

from learning.tuning import TuningError, read_job, tuned
from learning.tuning.progress import on

INTERRUPTED = 130


def main(words: list[str]) -> int:
    if len(words) != 1:
        typer.echo("Name one job file: python -m learning.tuning JOB.json", err=True)
        return 2
    try:
        job = read_job(Path(words[0]))
        with on(Console(stderr=True)) as shown:
            tuned(job, shown)
    except TuningError as failure:
        typer.echo(failure, err=True)
        return 1
    except OSError as failure:
        typer.echo(f"The adapter could not be written: {failure}.", err=True)
        return 1
    except KeyboardInterrupt:
        typer.echo("Stopped. The same job goes on from its last checkpoint.", err=True)
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
