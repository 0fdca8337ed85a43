"""``focusflow backtest`` on the sample that the project ships."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from learning.backtest.events import Question
from learning.backtest.tables import NAMES, TITLES
from learning.cli import main

SAMPLES = sorted(str(path) for path in (Path(__file__).parents[3] / "learning" / "samples").glob("*.csv"))
FORECASTS = {"focusflow", "last_value", "ewma_0.7", "trend_8", "own_rate", "guide_table"}
LEVELS = {"focusflow", "last_value", "ewma_0.3", "ewma_0.7", "guide_rule", "trend_8"}
ONE_DAY = b"""Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2026-01-05,Barbell Squat,Legs,100.0,kgs,5,,,,
"""
TINY = 1e-9  # a sum in another order
PNG = b"\x89PNG\r\n\x1a\n"

Ran = tuple[int, str, str]
Backtest = Callable[..., Ran]


@pytest.fixture
def backtest(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Backtest:
    def run(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["focusflow", "backtest", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        return int(ended.value.code or 0), shown.out, shown.err

    return run


def object_of(ran: Ran) -> dict[str, Any]:
    status, out, err = ran
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_it_prints_every_table_and_needs_no_matplotlib_for_it(
    backtest: Backtest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # importing it would fail
    status, out, err = backtest(*SAMPLES)
    assert (status, err) == (0, "")
    for words in ("fitnotes-kaiserlift", "strong-ys-math", "MAE %", "at most 75%", *TITLES.values(), *NAMES.values()):
        assert words in out


def test_json_has_the_same_keys_for_every_question_and_honest_counts(backtest: Backtest) -> None:
    found = object_of(backtest(*SAMPLES, "--json"))
    assert [(own["lifter"], own["lifts"]) for own in found["lifters"]] == [
        ("fitnotes-kaiserlift", 3),
        ("strong-ys-math", 3),
    ]
    days = sum(own["training_days"] for own in found["lifters"])
    assert found["next_e1rm"]["n"] == found["chances"]["same_reps"]["n"] == days - 3 * 6
    assert set(found["next_e1rm"]["forecasts"]) == {
        "focusflow",
        "last_value",
        "ewma_0.3",
        "ewma_0.7",
        "guide_rule",
        "trend_8",
    }
    assert set(found["chances"]) == set(Question)
    for chances in found["chances"].values():
        assert set(chances["forecasts"]) == FORECASTS
        assert sum(each["n"] for each in chances["reliability"]) == chances["n"]
        assert chances["shown"]["above_cap"] == 0
        for score in chances["forecasts"].values():
            assert set(score) == {"brier", "log_loss", "ece", "log_loss_minus_last_value"}
            for figure in score.values():
                assert figure["low"] - TINY <= figure["value"] <= figure["high"] + TINY


def test_the_same_command_says_the_same(backtest: Backtest) -> None:
    assert backtest(*SAMPLES, "--json") == backtest(*SAMPLES, "--json")


def test_one_lifter_has_no_interval_and_no_table_from_others(backtest: Backtest) -> None:
    same = object_of(backtest(SAMPLES[1], "--json", "--unit", "kg"))["chances"]["same_reps"]
    assert set(same["forecasts"]) == FORECASTS - {"guide_table"}
    assert same["forecasts"]["focusflow"]["brier"]["low"] is None
    assert "One lifter has no interval" in backtest(SAMPLES[1])[1]


def test_the_diagram_is_a_png(backtest: Backtest, tmp_path: Path) -> None:
    out = tmp_path / "reliability.png"
    assert backtest(*SAMPLES, "--plot", out)[0] == 0
    assert out.read_bytes().startswith(PNG)


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("gone.csv", None, "cannot be read"),
        ("photo.csv", PNG + b"\xff\xfe", "photo.csv: "),
        ("poem.csv", b"roses are red\nviolets are blue\n", "poem.csv: "),
        ("empty.csv", b"", "empty.csv: "),
        (
            "short.csv",
            b"Date,Exercise,Category,Weight,Weight Unit,Reps\n2026-01-05,Barbell Squat,Legs,100,kgs,5\n",
            "3 days",
        ),
    ],
)
def test_a_bad_file_is_one_sentence(
    backtest: Backtest, tmp_path: Path, name: str, written: bytes | None, said: str
) -> None:
    if written is not None:
        (tmp_path / name).write_bytes(written)
    status, out, err = backtest(tmp_path / name)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert said in err
    assert "Error" not in err


def test_a_diagram_that_cannot_be_written_is_one_sentence(backtest: Backtest, tmp_path: Path) -> None:
    status, _, err = backtest(*SAMPLES, "--plot", tmp_path / "nowhere" / "out.png")
    assert (status, err.count("\n")) == (1, 1)
    assert "The diagram cannot be written" in err


@pytest.mark.parametrize("words", [(), ("log.csv", "--lifts", "some"), ("log.csv", "--top", "best")])
def test_wrong_use_is_2(backtest: Backtest, words: tuple[str, ...]) -> None:
    assert backtest(*words)[0] == 2
