"""``focusflow tune``: what is missing is said in one sentence, before anything that trains is loaded."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from learning.cli import app
from tests.learning.tuning.test_export import adapter  # noqa: F401  a fixture


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_tuning_without_a_base_or_examples_says_what_to_set(elsewhere: Path) -> None:
    without = CliRunner().invoke(app, ["tune", "sft", "train.jsonl", "--out", "a"])
    assert (without.exit_code, without.stdout) == (1, "")
    assert "set tuning.base" in without.stderr
    missing = CliRunner().invoke(app, ["tune", "kto", "train.jsonl", "--out", "a", "--base", "b"])
    assert missing.exit_code == 1
    assert missing.stderr == "train.jsonl cannot be read: No such file or directory; name a file of examples.\n"
    assert not list(elsewhere.iterdir())


def test_an_export_goes_where_it_is_told_to(elsewhere: Path, adapter: Path) -> None:  # noqa: F811
    nowhere = CliRunner().invoke(app, ["tune", "export", str(adapter)])
    assert nowhere.exit_code == 2
    assert "--to" in nowhere.stderr
    done = CliRunner().invoke(app, ["tune", "export", str(adapter), "--to", "loras", "--name", "coach"])
    assert (done.exit_code, done.stdout) == (0, "loras/coach\n")
    assert json.loads((elsewhere / "loras/coach/adapter_config.json").read_text()) == {"r": 16}
