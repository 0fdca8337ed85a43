"""The whole simulation: the same from the same seed, real enough, and honest about what it is."""

import json
import sys
from functools import cache

import pytest

from learning.cli import main
from learning.simulator import run
from learning.simulator.policies import POLICIES
from learning.simulator.realism import DAYS, checks
from learning.simulator.run import CAVEAT, Report, as_json, as_text, people, simulate
from learning.simulator.world import STANDARD, WORLDS, Level
from tests.learning.simulator.lifters import BENCH, EXERCISES, SQUAT


def simulated(seed: int) -> Report:
    worlds = [STANDARD, WORLDS["noisy"]]  # tables by level in the first alone
    return simulate(EXERCISES, lifters=6, seed=seed, weeks=2, worlds=worlds, checked_lifters=3)


@cache
def small(seed: int) -> Report:
    return simulated(seed)


def test_a_seed_makes_the_same_report_again() -> None:
    assert as_json(simulated(1)) == as_json(small(1))
    assert as_json(small(2)) != as_json(small(1))


def test_the_lifters_are_real_enough() -> None:
    failing = [check for check in checks(people(36, 7, DAYS), (SQUAT, BENCH)) if not check.holds]
    assert failing == []


def test_the_tables_say_what_they_are() -> None:
    lines = list(as_text(small(1)))
    assert lines[1] == lines[-1] == CAVEAT
    assert "not evidence about people" in CAVEAT
    assert [f"standard, {level}" in lines for level in Level] == [True] * 3
    assert sum(line.startswith("  planner ") for line in lines) == 5


def test_the_command_prints_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(run, "checks", lambda *_: ())  # they have a test of their own, and take seconds
    assert called(monkeypatch, "--lifters", "6", "--weeks", "2", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["caveat"] == CAVEAT
    assert {row["world"] for row in report["rows"]} == set(WORLDS)
    assert {row["policy"] for row in report["rows"]} == {*POLICIES, "oracle"}


def test_too_few_lifters_are_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert called(monkeypatch, "--lifters", "1") == 2


def called(monkeypatch: pytest.MonkeyPatch, *options: str) -> object:
    """The exit status of ``focusflow simulate``."""
    monkeypatch.setattr(sys, "argv", ["focusflow", "simulate", *options])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code
