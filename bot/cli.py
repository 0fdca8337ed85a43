"""The command line: ``focusflow``. Exit status 0: done; 1: a failure, said in one line; 2: wrong use."""

import asyncio
import io
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.backup_cli import backup, restore
from bot.commands.choices import First, Form
from bot.config import Config, ConfigError, Secrets, load_config
from bot.logs import set_up_logs
from knowledge.units import Unit
from storage.records import Identity, Profile
from storage.store import StoreUnavailable

if TYPE_CHECKING:
    from bot.commands.import_log import Offer, OnRecord

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

Result = TypeVar("Result")


def main() -> None:
    """Run a command; whatever goes wrong is one sentence on standard error."""
    for out in (sys.stdout, sys.stderr):
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="replace")  # a terminal that knows no thumbs shows a question mark
    try:
        app()
    except (ConfigError, StoreUnavailable) as failure:
        _fail(str(failure))
    except OSError as failure:
        _fail_to_write(failure)
    except Exception as failure:  # noqa: BLE001  the edge of the program: no traceback reaches a user
        _fail(f"FocusFlow failed: {type(failure).__name__}: {failure}")


def _fail(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(1)


def _write_nowhere() -> None:
    """What is left to write would fail again at the exit, with a traceback."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _fail_to_write(failure: OSError) -> None:
    _write_nowhere()
    _fail(f"Nobody could read the answer: {failure.strerror or failure}.")


def folder() -> Path:
    """Where config.yaml is: here, or where FocusFlow was checked out."""
    return Path() if Path("config.yaml").exists() else Path(__file__).parent.parent


def settings(quiet: bool = False) -> tuple[Config, Secrets]:
    """The configuration, with the logs set up by it; *quiet* leaves the terminal to the chat."""
    config, secrets = load_config(folder()), Secrets(_env_file=folder() / ".env")  # type: ignore[call-arg]
    set_up_logs(config.logs.format, "error" if quiet else config.logs.level, secrets.values())
    return config, secrets


@app.command()
def chat(user: Annotated[str, typer.Option(help="Whose log this is.")] = "you") -> None:
    """Talk to the coach in this terminal, or let a script talk: one message a line."""
    from bot.commands.talk import talk  # each command imports what it needs: `parse` should not wait for a database
    from bot.wording import WELCOME

    config, secrets = settings(quiet=True)
    screen = _Screen()
    if _is_terminal():
        _warn(f"{WELCOME}\nCtrl-D ends it.\n")
    with suppress(KeyboardInterrupt):
        asyncio.run(talk(config, secrets, user, _lines(), screen.show, _warn))
    if screen.failure:
        _fail_to_write(screen.failure)


@app.command()
def run() -> None:
    """Run every platform that has a token, and the clock."""
    from bot.commands.serve import serve

    config, secrets = settings()
    if not _wait_for(serve(config, secrets, warn=_warn)):
        sys.exit(1)


@app.command()
def parse(
    unit: Annotated[Unit, typer.Option(help="What a bare number is in.")] = Unit.LB,
    explain: Annotated[bool, typer.Option("--explain", help="Show as tables which word became what.")] = False,
) -> None:
    """Read messages from standard input, text or JSON, one a line; print what they say as JSON, one a line."""
    from bot.commands.explain import explain_lines
    from bot.commands.read import read_lines

    for answer in (explain_lines if explain else read_lines)(_stdin_lines(), unit):
        print(answer, flush=True)


@app.command()
def plan() -> None:
    """Plan from one JSON object on standard input; print the plan as JSON."""
    from bot.commands.read import plan_from

    try:
        print(plan_from("\n".join(_stdin_lines())))
    except ValueError as wrong:
        _fail(str(wrong))


@app.command()
def export(
    user: Annotated[str, typer.Option(help="Whose log: the name in the chat, or the account on the platform.")] = "you",
    platform: Annotated[str, typer.Option(help="console, telegram or discord.")] = "console",
    form: Annotated[Form, typer.Option("--format", help="CSV holds the sets; JSON the readiness too.")] = Form.CSV,
) -> None:
    """Print a lifter's log."""
    from bot.commands.export import export_log

    config, _ = settings(quiet=True)
    try:
        print(_wait_for(export_log(config.database.url, platform, user, form == Form.JSON)), end="")
    except LookupError as nobody:
        _fail(str(nobody.args[0]))


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV of Strong, Hevy or FitNotes, or an export of FocusFlow.")],
    user: Annotated[str, typer.Option(help="Into whose log: the name in the chat, or the account.")] = "you",
    platform: Annotated[str, typer.Option(help="console, telegram or discord.")] = "console",
    unit: Annotated[Unit | None, typer.Option(help="What a load is in where the file does not say.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Import without asking.")] = False,
    every: Annotated[bool, typer.Option("--all", help="List every row that is not logged, and why.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the newest import of this file back.")] = False,
    dates: Annotated[First | None, typer.Option(help="What stands first in 03/04/2026.")] = None,
) -> None:
    """Show what a training log holds and, when you say yes, put it into a lifter's log."""
    from bot.imports.sheet import NotALog

    try:
        who = Identity(platform, user)
        _undo_import(file, who) if undo else _import(file, who, unit, dates, yes, every)
    except NotALog as refusal:
        _fail(str(refusal))
    except LookupError as nobody:
        _fail(str(nobody.args[0]))


def _import(file: Path, who: Identity, unit: Unit | None, dates: First | None, yes: bool, every: bool) -> None:
    from bot.app import wall_clock
    from bot.commands.import_log import look_up, read_offer, shown_at_work, text_of, undoing
    from knowledge.library import load_exercises

    config, _ = settings(quiet=True)
    text = text_of(file)
    with shown_at_work(f"Reading {file.name}", sys.stderr.isatty()):
        newcomers = Profile(**config.profile.model_dump())
        known = _wait_for(look_up(config.database.url, who, newcomers))
        day = None if dates is None else dates is First.DAY
        offer = read_offer(text, file.name, unit, known, load_exercises(), wall_clock(), is_day_first=day)
    print(offer.preview())
    for line in offer.everything() if every else ():
        print(line)
    if offer.is_empty:
        print("So nothing is changed.")
    elif yes or _is_wanted(len(offer.entries)):
        _take(config.database.url, offer, known)
        print(f"Imported. `{undoing(file, who)}` takes it back.")
    elif _is_terminal():
        print("Nothing is imported.")
    else:
        print("Nothing is imported yet: add --yes to import it.")


def _take(url: str, offer: "Offer", known: "OnRecord") -> None:
    """Write it. Once that has begun Ctrl-C comes too late: what is half done is neither in the log nor out of it."""
    from bot.commands.import_log import shown_at_work, take

    before = signal.signal(signal.SIGINT, lambda *_: _warn("The import has begun, so it is finished."))
    try:
        with shown_at_work("Importing", sys.stderr.isatty()):
            _wait_for(take(url, offer, known))
    finally:
        signal.signal(signal.SIGINT, before)


def _undo_import(file: Path, who: Identity) -> None:
    from bot.app import wall_clock
    from bot.commands.import_log import take_back, text_of
    from bot.imports.sheet import NotALog

    config, _ = settings(quiet=True)
    try:
        text = text_of(file)
    except NotALog:  # it may be gone by now; its name will do
        text = ""
    print(_wait_for(take_back(config.database.url, who, text, file.name, wall_clock())))


def _is_wanted(sets: int) -> bool:
    """What the lifter says to the question; no where nobody can be asked."""
    if not _is_terminal():
        return False
    try:
        return input(f"Import {sets:,} sets? [y/N] ").strip().lower() in {"y", "yes"}
    except (EOFError, KeyboardInterrupt):
        print()
        return False


@app.command()
def doctor() -> None:
    """Check configuration, database, model and tokens; say what is wrong and how to mend it."""
    from bot.commands.doctor import examine

    config, secrets = settings(quiet=True)
    findings = _wait_for(examine(config, secrets))
    for finding in findings:
        print(finding)
    sys.exit(any(finding.broken for finding in findings))


app.command()(backup)
app.command()(restore)


def _wait_for(work: Coroutine[object, object, Result]) -> Result:
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(130)


def _warn(sentence: str) -> None:
    print(sentence, file=sys.stderr)


class _Screen:
    """Standard output, until nobody reads it any more. What is still typed is kept all the same."""

    failure: OSError | None = None

    def show(self, text: str) -> None:
        try:
            print(text, flush=True)
        except OSError as failure:
            self.failure = failure
            _write_nowhere()


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()  # None: started with standard input closed


def _stdin_lines() -> Iterator[str]:
    for line in sys.stdin.buffer if sys.stdin else ():
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


async def _lines() -> AsyncIterator[str]:
    if _is_terminal():
        async for line in _typed_lines():
            yield line
        return
    lines = _stdin_lines()
    while (piped := await asyncio.to_thread(lambda: next(lines, None))) is not None:
        yield piped


async def _typed_lines() -> AsyncIterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.patch_stdout import patch_stdout

    session: PromptSession[str] = PromptSession()
    with patch_stdout():
        while True:
            try:
                yield await session.prompt_async("> ")
            except EOFError:
                return
