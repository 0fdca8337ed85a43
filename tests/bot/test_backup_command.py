"""``focusflow backup`` and ``focusflow restore``, as an operator runs them."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from storage.open import open_store
from tests.contracts.store_samples import ANNA, known, turn

RUN = "focusflow"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with a lifter in it, which is the configured one."""
    url = f"sqlite:///{tmp_path}/coach.db"
    monkeypatch.setenv("FOCUSFLOW__DATABASE__URL", url)
    asyncio.run(_live(url))
    return url


async def _live(url: str) -> None:
    async with open_store(url) as store:
        await store.keep(known())
        await store.keep(turn())


async def _log(url: str) -> object:
    async with open_store(url) as store:
        return await store.log(ANNA)


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """The exit status."""
    monkeypatch.setattr(sys, "argv", [RUN, *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_there_and_back_again(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, new = tmp_path / "coach.backup", f"sqlite:///{tmp_path}/new.db"
    assert run(monkeypatch, "backup", file) == 0
    told = capsys.readouterr()
    assert told.out == f"{file} holds 14 rows; lifters: 1.\n"
    assert run(monkeypatch, "restore", file, "--into", new) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("14 rows are restored; lifters: 1.\n", "")
    assert asyncio.run(_log(new)) == asyncio.run(_log(url))


def test_a_database_in_use_is_not_written_over(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = asyncio.run(_log(url))
    run(monkeypatch, "backup", tmp_path / "coach.backup")
    capsys.readouterr()
    assert run(monkeypatch, "restore", tmp_path / "coach.backup") == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "not empty" in said
    assert "--into sqlite:///" in said
    assert asyncio.run(_log(url)) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("restore", "missing.backup", "--into", "sqlite:///:memory:"), "cannot be read: No such file"),
        (("restore", __file__, "--into", "sqlite:///:memory:"), "is no backup of FocusFlow"),
        (("restore", ".", "--into", "sqlite:///:memory:"), "cannot be read: Is a directory"),
        (("backup", "no/such/folder/coach.backup"), "cannot be written: No such file"),
        (("backup", "."), "cannot be written: it is there, and is no file. Name another file."),
        (("backup", "/dev/null"), "cannot be written: it is there, and is no file"),
        (("restore", __file__, "--into", "mysql://x"), "database.url must begin with"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    says: str,
) -> None:
    assert run(monkeypatch, *words) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_a_pipe_is_no_file(url: str) -> None:
    command = [sys.executable, "-m", "learning", "backup", "/dev/stdout"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    told = "The backup /dev/stdout cannot be written: it is there, and is no file. Name another file.\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", told)


def test_a_database_that_is_not_there_is_neither_made_nor_backed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOCUSFLOW__DATABASE__URL", f"sqlite:///{tmp_path}/elsewhere.db")
    assert run(monkeypatch, "backup", tmp_path / "coach.backup") == 1
    assert f"There is no database {tmp_path}/elsewhere.db" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
