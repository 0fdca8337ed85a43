"""``focusflow learn`` and ``focusflow versions``, and the daily one."""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from apscheduler.triggers.interval import IntervalTrigger

from bot.config import Config, Secrets
from learning.cli import main
from learning.cycle import daily as daily_module
from learning.cycle.alone import alone
from learning.cycle.cli import STOPPED
from learning.cycle.command import NO_BASE, NO_MODEL, lacking, line_of
from learning.cycle.daily import daily, trigger_of
from learning.cycle.run import Ran
from storage.open import open_store
from storage.records import VersionState
from tests.learning.cycle.made import World, canary_out


def ran(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error."""
    monkeypatch.setattr(sys, "argv", ["focusflow", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out, shown.err


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("FOCUSFLOW__", "NVIDIA_"))]:
        monkeypatch.delenv(name)
    return tmp_path


def write_config(folder: Path) -> None:
    (folder / "config.yaml").write_text(
        "database: {url: sqlite:///cycle.db}\nmodel: {base_url: http://127.0.0.1:9/v1}\n"
        "learning: {folder: runs}\ntuning: {base: some/base}\n"
    )


class TestLearn:
    def test_without_a_base_it_says_so_in_a_sentence(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (here / "config.yaml").write_text("database: {url: sqlite:///cycle.db}\n")
        assert ran(monkeypatch, capsys, "learn") == (1, f"coach: {NO_BASE}\n", "")

    def test_too_little_is_no_failure(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_config(here)
        monkeypatch.setattr("learning.cycle.command.find_spec", lambda _: object())
        status, out, err = ran(monkeypatch, capsys, "learn")
        assert (status, out) == (
            0,
            "coach: too little to learn from: 0 of 200 good examples, by 0 of 20 lifters; nothing was done.\n",
        )
        assert err.split("\n")[:2] == ["coach: collect", "coach: filter"]

    def test_one_that_is_stopped_says_that_the_next_goes_on(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        async def interrupted(*_: object) -> None:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(60)

        write_config(here)
        monkeypatch.setattr("learning.cycle.command.run", interrupted)
        assert ran(monkeypatch, capsys, "learn") == (130, "", f"{STOPPED}\n")

    def test_a_second_one_says_so_and_does_nothing(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_config(here)
        with alone(here / "runs"):
            status, out, err = ran(monkeypatch, capsys, "learn")
        assert (status, out, err) == (
            1,
            "",
            "Another `focusflow learn` is at work in runs: wait until it has ended.\n",
        )

    @pytest.mark.parametrize(
        ("model", "tuning", "key", "said"),
        [
            ({"base_url": "http://127.0.0.1:8000/v1"}, {}, "", NO_BASE),
            ({}, {"base": "b"}, "", NO_MODEL),
            ({}, {"base": "b"}, "nvapi-key", NO_MODEL),  # the hosted one takes no adapters
            ({"base_url": "http://127.0.0.1:8000/v1"}, {"base": "b"}, "", ""),
        ],
    )
    def test_what_is_missing_is_named(
        self, model: dict[str, str], tuning: dict[str, str], key: str, said: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("learning.cycle.command.find_spec", lambda _: object())
        config = Config.model_validate({"model": model, "tuning": tuning})
        assert lacking(config, Secrets(nvidia_api_key=key, _env_file=None)) == said  # type: ignore[arg-type, call-arg]

    def test_without_the_extra_it_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("learning.cycle.command.find_spec", lambda _: None)
        config = Config.model_validate({"tuning": {"base": "b"}})
        assert "pip install 'focusflow[tune]'" in lacking(config, Secrets(_env_file=None))  # type: ignore[call-arg]

    def test_a_decision_is_one_line(self) -> None:
        assert line_of(Ran("coach", "coach-1 is rejected: worse.")) == "coach: coach-1 is rejected: worse."
        assert line_of(Ran("", "3 records were removed")) == "3 records were removed."


class TestVersions:
    def test_there_is_none_yet(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_config(here)
        status, out, _ = ran(monkeypatch, capsys, "versions")
        assert (status, out) == (0, "There is no version yet: `focusflow learn` makes them.\n")

    def test_each_is_listed_with_where_it_comes_from_and_can_be_taken_back(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_config(here)
        name = asyncio.run(_one_that_serves(here))
        status, out, _ = ran(monkeypatch, capsys, "versions")
        first, second, third = out.splitlines()
        assert status == 0
        assert first == f"{name}: serving since 2026-11-22, better."
        assert second == "  of the coach, made on 2026-11-22 from some/base, to follow the base model"
        assert third.startswith("  dataset ")
        assert "of 9 records, 2 lifters who are known, 1 of its lifters forgotten since; " in third

        status, out, _ = ran(monkeypatch, capsys, "versions", "rollback", "coach")
        assert (status, out) == (0, f"{name} is taken back by hand: the base model serves the coach from now on.\n")
        status, out, err = ran(monkeypatch, capsys, "versions", "rollback", "coach")
        assert (status, out) == (1, "")
        assert err == "The base model serves the coach, so there is nothing to take back.\n"

    def test_an_agent_that_is_none_is_named(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_config(here)
        status, _, err = ran(monkeypatch, capsys, "versions", "rollback", "cook")
        assert (status, "There is no agent 'cook'" in err) == (2, True)


async def _one_that_serves(folder: Path) -> str:
    from storage.records import UserId

    async with open_store(f"sqlite:///{folder}/cycle.db") as store:
        world = World(store, folder / "runs")
        version, experiment = await canary_out(world)
        await store.keep_version(replace(version, state=VersionState.SERVING, why="better."))
        await store.keep_experiment(replace(experiment, ended_at=experiment.started_at, ended_why="promoted"))
        await store.forget(UserId("ben"))
    return version.name


class TestDaily:
    def test_it_begins_at_its_hour(self) -> None:
        at = trigger_of(4).get_next_fire_time(None, datetime(2026, 11, 22, 5, tzinfo=UTC))
        assert at == datetime(2026, 11, 23, 4, tzinfo=UTC)

    async def test_a_failed_day_is_told_and_the_next_one_comes_until_a_signal(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        days = 0

        async def day() -> None:
            nonlocal days
            days += 1
            if days == 1:
                raise RuntimeError("the database is asleep")
            if days == 2:
                os.kill(os.getpid(), signal.SIGTERM)

        monkeypatch.setattr(daily_module, "trigger_of", lambda _: IntervalTrigger(seconds=0.02, timezone=UTC))
        await daily(day, 4, said.append)
        assert days == 2
        assert said[0].startswith("The next cycle begins at ")
        assert said[1].endswith(": the database is asleep")

    async def test_never_two_at_once_and_what_is_under_way_is_left_at_the_signal(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ends: list[str] = []
        begun = 0

        async def day() -> None:
            nonlocal begun
            begun += 1
            asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), signal.SIGINT)
            try:
                await asyncio.Event().wait()
            finally:
                ends.append("left in order")

        monkeypatch.setattr(daily_module, "trigger_of", lambda _: IntervalTrigger(seconds=0.02, timezone=UTC))
        await daily(day, 4, lambda _: None)
        assert (begun, ends) == (1, ["left in order"])

    async def test_the_real_program_stays_and_ends_with_0(self, here: Path) -> None:
        write_config(here)
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "learning", "learn", "--daily"), stdout=asyncio.subprocess.PIPE, cwd=here
        )
        assert program.stdout is not None
        assert b"The next cycle begins at" in await program.stdout.readline()
        program.send_signal(signal.SIGTERM)
        assert await program.wait() == 0
