"""At the terminal, ``import`` and a path send a file of this machine; nothing else reads one."""

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.message import Said, Sent
from bot.platforms.console import HOW, Console
from bot.platforms.files import MOST_BYTES
from storage.records import Update
from tests.bot.desk import Clock
from tests.platforms.telegram_stage import Inbox


async def typed(line: str) -> tuple[Console, Update]:
    """The console, and the row that it makes of a line."""

    async def lines() -> AsyncIterator[str]:
        yield line

    async def answered() -> None:
        pass

    inbox = Inbox()
    console = Console("ann", lines(), lambda _: None, answered, Clock().now)
    await console.run(inbox)
    [row] = inbox.rows
    return console, row


@pytest.mark.parametrize("line", ["import {}", "IMPORT  {}", 'import "{}"', "import '{}'"])
async def test_import_and_a_path_send_that_file(tmp_path: Path, line: str) -> None:
    path = tmp_path / "my strong log.CSV"
    path.write_bytes(b"Date,Workout\r\n")
    console, row = await typed(line.format(path))
    sent = console.read(row)
    assert isinstance(sent, Sent)
    assert (sent.file_name, sent.text) == ("my strong log.CSV", None)
    assert await console.download(row) == b"Date,Workout\r\n"


async def test_the_home_folder_may_be_called_by_its_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "log.json").write_bytes(b"{}")
    console, row = await typed("import ~/log.json")
    assert await console.download(row) == b"{}"


@pytest.mark.parametrize("line", ["{}", "bench 185x5 {}", "import my bench 185x5"])
async def test_every_other_line_is_words(tmp_path: Path, line: str) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"x")
    console, row = await typed(line.format(path))
    assert isinstance(console.read(row), Said)


@pytest.mark.parametrize("path", ["nowhere.csv", "~nobody-of-that-name/log.csv"])
async def test_a_file_that_is_not_there_is_none(path: str) -> None:
    console, row = await typed(f"import {path}")
    sent = console.read(row)
    assert isinstance(sent, Sent)
    assert sent.trouble == f"{path} is not found, so nothing is imported."
    assert await console.download(row) is None


@pytest.mark.parametrize("line", ["import", "import everything", "import /etc/passwd"])
async def test_import_without_a_log_is_told_how_and_reads_nothing(line: str) -> None:
    console, row = await typed(line)
    sent = console.read(row)
    assert isinstance(sent, Sent)
    assert sent.trouble == HOW
    assert await console.download(row) is None


async def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "log.csv")
    console, row = await typed(f"import {tmp_path}/log.csv")
    sent = console.read(row)
    assert isinstance(sent, Sent)
    assert "no regular file" in sent.trouble
    assert await console.download(row) is None


async def test_a_folder_and_a_file_that_is_too_large_are_none(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for name in ("folder.csv", "large.csv"):
        console, row = await typed(f"import {tmp_path / name}")
        assert await console.download(row) is None


async def test_no_chat_but_the_terminal_reads_files_of_this_machine(tmp_path: Path) -> None:
    """The path is in a row of the console's own, which only its own lines make."""
    console, row = await typed(f"import {tmp_path}/log.csv")
    assert row.platform == "console"
    assert json.loads(row.raw) == {"user": "ann", "file": f"{tmp_path}/log.csv"}
    assert console.name == "console"
