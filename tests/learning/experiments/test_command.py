"""``focusflow experiment``: what it prints, its exit status, and what it leaves in a real database."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agents.lineup import arm_of
from bot.app import wall_clock
from learning.cli import app
from learning.experiments import command
from storage.open import open_store
from storage.records import UserId
from tests.learning.lifters_on_record import EXPERIMENT, lifters_on_record, put_on_record

REGISTER = ("register", "trial", "--varies", "examples", "--treatment", "bank", "--metric", "agreement")


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/coach.db"
    monkeypatch.setenv("FOCUSFLOW__DATABASE__URL", url)
    return url


def run(*arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, ["experiment", *arguments])
    return found.exit_code, found.stdout, found.stderr


async def lived(url: str, lifters: int, sessions: int) -> None:
    async with open_store(url) as store:
        await put_on_record(store, [*lifters_on_record(lifters, sessions=sessions)])


@pytest.mark.usefixtures("url")
def test_an_experiment_from_its_terms_to_its_end() -> None:
    status, out, _ = run(*REGISTER, "--agent", "coach", "--effect", "0.1", "--days", "90")
    assert status == 0
    assert "trial: examples of coach, bank for 50% against base; agreement after 28 days" in out
    assert "registered on " in run("show")[1]
    assert run("start", "trial")[0] == 0
    assert "UNDECIDED. Bank against base: undecided after 0 lifters." in run("show", "trial")[1]
    assert run("stop", "trial", "--why", "enough of it")[0] == 0
    assert ": enough of it" in run("show", "trial")[1]


@pytest.mark.usefixtures("url")
def test_its_terms_cannot_be_changed_later() -> None:
    run(*REGISTER, "--effect", "0.1")
    status, out, err = run(*REGISTER, "--effect", "0.2")
    assert (status, out) == (1, "")
    assert err == "trial is registered already, and its terms do not change: take another name.\n"
    assert "for an effect of 0.1," in run("show")[1]


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        ((*REGISTER, "--effect", "1.5"), 2, "The effect is 1.5"),
        (("plan", "--metric", "joy", "--effect", "0.1"), 2, "There is no experiment on 'joy'"),
        (("plan", "--metric", "agreement", "--effect", "0.1", "--sd", "7"), 2, "The standard deviation is 7"),
        (("plan", "--metric", "agreement", "--effect", "0.001", "--sd", "0.3"), 0, ""),
        ((*REGISTER, "--effect", "0.1", "--days", "99999999999"), 2, "The longest time that it runs is 99999999999"),
        (("plan", "--metric", "agreement", "--effect", "0.1", "--horizon", "-5"), 2, "The horizon is -5 days"),
        (("plan", "--metric", "agreement", "--effect", "0.1", "--a-week", "nan"), 2, "The number of lifters a week"),
        (("plan", "--metric", "agreement", "--effect", "0.1", "--a-week", "1e-300"), 2, "The number of lifters a"),
        (("start", "nobody"), 1, "There is no experiment 'nobody': none is registered."),
        (("show", "nobody"), 1, "There is no experiment 'nobody'"),
        (("stop", "nobody", "--why", "x"), 1, "There is no experiment 'nobody'"),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments: tuple[str, ...], status: int, sentence: str) -> None:
    found = run(*arguments)
    assert found[0] == status
    assert found[2].startswith(sentence)
    assert found[2].count("\n") == (1 if status else 0)


@pytest.mark.usefixtures("url")
def test_a_plan_says_what_it_rests_on() -> None:
    status, out, _ = run("plan", "--metric", "agreement", "--effect", "0.2", "--a-week", "10")
    assert status == 0
    assert "values vary by 0.30 (standard deviation, assumed: only 0 lifters here have a value" in out
    assert "With 10 lifters a week that is " in out


def test_a_plan_takes_how_much_lifters_vary_from_the_database(url: str) -> None:
    asyncio.run(lived(url, 36, sessions=6))
    out = run("plan", "--metric", "agreement", "--effect", "0.2", "--horizon", "14")[1]
    lines = out.splitlines()
    assert "lifters here)." in lines[0]
    assert "assumed" not in lines[0]
    assert "assumed" in run("plan", "--metric", "pr_success", "--effect", "0.2", "--horizon", "1")[1]


def test_real_rows_are_shown_with_their_arms(url: str) -> None:
    asyncio.run(lived(url, 12, sessions=12))
    out = run("show", EXPERIMENT.name)[1]
    assert f"{EXPERIMENT.name}: adapter of coach, second for 50% against base; agreement" in out
    measured = re.search(r"second (\d+) and base (\d+) lifters", out)
    left_out = re.findall(r"(?:base|second) (\d+)(?=,|$)", "\n".join(re.findall("left out.*", out)), re.MULTILINE)
    assert measured is not None
    assert sum(map(int, (*measured.groups(), *left_out))) == 12
    treated = sum(arm_of(EXPERIMENT, UserId(f"lifter-{number:03}")) == EXPERIMENT.treatment for number in range(12))
    assert int(measured[1]) <= treated


@pytest.mark.parametrize("days", [3651, 3_000_000, 99_999_999_999])
async def test_a_row_from_before_the_bounds_is_still_shown(url: str, days: int) -> None:
    old = replace(EXPERIMENT, horizon_days=days, most_days=days + 1)
    async with open_store(url) as store:
        assert await store.keep_experiment(old)
        await put_on_record(store, [*lifters_on_record(3, sessions=3)])
    status, out, _ = await asyncio.to_thread(run, "show", old.name)
    assert status == 0
    assert "UNDECIDED" in out
    assert "left out, his horizon is not over" in out


async def test_what_ended_elsewhere_meanwhile_is_said(url: str) -> None:
    async with open_store(url) as store:
        await store.keep_experiment(EXPERIMENT)
        with pytest.raises(command.NotNow, match="has other terms by now"):
            await command._keep(store, replace(EXPERIMENT, share=0.3))
        ended = replace(EXPERIMENT, ended_at=wall_clock() - timedelta(days=1), ended_why="enough")
        assert await store.keep_experiment(ended)
    status, _, err = await asyncio.to_thread(run, "stop", EXPERIMENT.name, "--why", "again")
    assert status == 1
    assert "has ended on " in err
