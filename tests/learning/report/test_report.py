"""``focusflow report``: its tables, its page, and what it says where there is little or nothing."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from agents.embedding import Embedder, EmbedderUnavailable, Vectors
from knowledge.library import load_exercises
from learning.cli import main
from learning.metrics import METRICS
from learning.report import command
from learning.report.cuts import By
from learning.report.figures import Report
from learning.report.gather import gathered
from learning.report.page import page
from learning.report.shown import basis_text, interval_text, parts_of, value_text
from storage.open import open_store
from storage.records import Arm, Varies, Version, VersionState
from storage.store import Store
from tests.learning.letters import Letters
from tests.learning.lifters_on_record import EXPERIMENT, FIRST_DAY, lifters_on_record, put_on_record

EXERCISES = load_exercises()
NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)  # six weeks behind the first day
HOSTILE = "<script>alert('x')</script>"
MADE_AT = datetime(2026, 9, 1, tzinfo=UTC)
VERSION = Version(
    name=HOSTILE,
    agent="coach",
    base="nemotron-nano",
    parent=None,
    dataset="0123",
    path="adapters/coach-2",
    settings="{}",
    evaluation="{}",
    state=VersionState.REJECTED,
    why=f"the lower bound was {HOSTILE}",
    made_at=MADE_AT,
    changed_at=MADE_AT,
)
REGISTERED = replace(EXPERIMENT, name=HOSTILE, varies=Varies.PROMPTS, treatment=Arm("a&b :fire:", "x"), started_at=None)

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/coach.db"


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    def run(*words: str | Path, url: str) -> tuple[int, str, str]:
        monkeypatch.setenv("FOCUSFLOW__DATABASE__URL", url)
        monkeypatch.setattr(sys, "argv", ["focusflow", "report", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        return int(ended.value.code or 0), shown.out, shown.err

    return run


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Six lifters, an experiment and a version with a hostile name. Nothing of it changes."""
    url = f"sqlite:///{tmp_path_factory.mktemp('report')}/coach.db"
    asyncio.run(_fill(url))
    return url


async def _fill(url: str) -> None:
    async with open_store(url) as store:
        await put_on_record(store, list(lifters_on_record(6, sessions=8)))
        await store.keep_version(VERSION)
        await store.keep_experiment(REGISTERED)


@pytest.fixture(scope="module")
def found(filled: str) -> Report:
    return asyncio.run(found_of(filled, embedder=Letters()))


@pytest.fixture(scope="module")
def text(found: Report) -> str:
    return page(found)


async def found_of(url: str, embedder: Embedder | None = None, weeks: int = 12, **other: Any) -> Report:
    async with open_store(url) as store:
        return await gathered(store, EXERCISES, embedder, NOW, weeks=weeks, **other)


# ── nothing, and little ────────────────────────────────────────────────────────────────────────────────────────────


def test_of_an_empty_database_it_says_that_there_is_nothing_yet(report: Cli, url: str, tmp_path: Path) -> None:
    status, out, err = report("--html", tmp_path / "report.html", url=url)
    assert (status, err) == (0, "")
    assert out.startswith("There is nothing yet")
    assert "There is nothing yet" in (tmp_path / "report.html").read_text()
    assert report("--json", url=url)[0] == 0


async def test_of_one_lifter_there_is_a_value_and_no_interval(url: str) -> None:
    async with open_store(url) as store:
        await put_on_record(store, list(lifters_on_record(1, sessions=8)))
    found = await found_of(url)
    adherence = found.metrics["adherence"]
    assert adherence.overall.value is not None
    assert adherence.overall.low is None
    assert interval_text(adherence.metric, adherence.overall) == "too few lifters, or all alike"


async def test_without_an_embedder_relevance_says_so_and_the_rest_stands(filled: str) -> None:
    found = await found_of(filled)
    assert found.metrics["relevance"].overall.n == 0
    assert "embedder" in found.metrics["relevance"].overall.lacking
    assert found.metrics["agreement"].overall.n > 0


async def test_an_embedder_that_fails_on_the_way_leaves_no_figure_of_half_the_lifters(filled: str) -> None:
    class Failing(Letters):
        async def passages(self, texts: Sequence[str]) -> Vectors:
            if len(self.asked) > 100:
                raise EmbedderUnavailable("out of memory")
            return await super().passages(texts)

    found = await found_of(filled, embedder=Failing())
    assert found.metrics["relevance"].overall.n == 0
    assert found.metrics["relevance"].by == {}
    assert "out of memory" in found.metrics["relevance"].overall.lacking


# ── what is gathered ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_each_lifter_is_counted_off(filled: str) -> None:
    totals: list[int] = []
    ticks: list[int] = []
    found = await found_of(filled, begun=totals.append, tick=lambda: ticks.append(1))
    assert (totals, len(ticks), found.lifters) == ([6], 6, 6)


async def test_since_leaves_earlier_answers_out(filled: str, found: Report) -> None:
    later = await found_of(filled, since=FIRST_DAY + timedelta(days=14))
    assert 0 < later.answers < found.answers
    assert later.metrics["adherence"].overall.n < found.metrics["adherence"].overall.n
    assert min(later.metrics["agreement"].by[By.WEEK]) >= "2026-W34"


async def test_where_no_answer_is_young_enough_nothing_is_made_up(filled: str) -> None:
    none = await found_of(filled, since=date(2030, 1, 1))
    assert basis_text(none) == "0 answers to 6 lifters since 2030-01-01"
    assert (none.lifters, none.answers) == (6, 0)
    assert all(each.overall.value is None for each in none.metrics.values())


async def test_a_day_long_ago_is_written_whole(filled: str) -> None:
    assert basis_text(await found_of(filled, since=date(1, 1, 1))).endswith(" since 0001-01-01")


async def test_how_many_gave_how_many_stars_is_one_line(found: Report) -> None:
    parts = dict(parts_of(found.metrics["satisfaction"].overall.parts))
    counts = found.metrics["satisfaction"].overall.parts["by_stars"]
    assert isinstance(counts, dict)
    assert parts["by stars"] == ", ".join(f"{stars} ★ {counts[str(stars)]:,}" for stars in range(1, 6))
    assert [name for name in parts if "star" in name] == ["by stars"]


async def test_weeks_are_the_last_ones_and_the_figure_is_over_all(filled: str, found: Report) -> None:
    few = await found_of(filled, weeks=3)
    assert few.metrics["agreement"].overall == found.metrics["agreement"].overall
    assert set(few.metrics["agreement"].by[By.WEEK]) <= {"2026-W36", "2026-W37", "2026-W38"}
    by_week = found.metrics["agreement"].by[By.WEEK].values()
    assert sum(one.n for one in by_week) == found.metrics["agreement"].overall.n


async def test_who_is_forgotten_while_it_runs_is_left_out(url: str) -> None:
    async with open_store(url) as store:
        await put_on_record(store, list(lifters_on_record(3, sessions=4)))
        found = await gathered(_Forgetful(store), EXERCISES, None, NOW, weeks=12)  # type: ignore[arg-type]
    assert found.lifters == 2


class _Forgetful:
    """A store whose first lifter is gone by the time that he is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def whole(self, user: Any) -> object:
        return None if user == (await self._store.lifters())[0] else await self._store.whole(user)


def test_experiments_are_told_with_what_they_say_so_far(found: Report) -> None:
    by_name = {trial.experiment.name: trial for trial in found.trials}
    running, registered = by_name[EXPERIMENT.name], by_name[HOSTILE]
    assert (running.state, registered.state) == ("running", "registered")
    assert registered.analysis is None
    assert running.analysis is not None
    assert running.analysis.verdict == "undecided"
    ended = replace(running, experiment=replace(EXPERIMENT, ended_at=NOW, ended_why="stopped for harm"))
    assert ended.state == "ended"


# ── the tables ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_tables_hold_every_metric_and_need_no_matplotlib(
    filled: str, found: Report, report: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # importing it would fail
    monkeypatch.setattr(command, "LocalEmbedder", Letters)
    monkeypatch.setenv("FOCUSFLOW__RETRIEVAL__EMBEDDER", "local")
    status, out, err = report(url=filled)
    assert (status, err) == (0, "")
    assert f"{found.answers:,} answers to 6 lifters" in out
    for name, each in found.metrics.items():
        assert METRICS[name].title in out
        assert value_text(each.metric, each.overall.value) in out
    for words in ("plain words", "coach-2", "coach-style:second", "rejected", "undecided", "has not begun", ":fire:"):
        assert words in out
    assert "Lifter <b>" not in out


def test_json_keeps_every_name_as_it_is(report: Cli, filled: str, found: Report) -> None:
    status, out, _ = report("--json", url=filled)
    told = json.loads(out)
    assert status == 0
    assert [one["name"] for one in told["experiments"]] == [trial.experiment.name for trial in found.trials]
    assert {one["treatment"]["name"] for one in told["experiments"]} == {"a&b :fire:", "second"}
    assert "salt" not in told["experiments"][0]  # who knows it knows everybody's arm
    assert [one["why"] for one in told["versions"]] == [VERSION.why]
    assert (told["lifters"], told["answers"]) == (6, found.answers)


def test_importing_the_report_draws_nothing_in() -> None:
    told = "import sys, learning.report.command, learning.report.page; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


# ── the page ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Parsed(HTMLParser):
    """Its tags with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_holds_every_number_and_a_plot_of_each_metric(found: Report, text: str) -> None:
    parsed = Parsed(text)
    assert parsed.open == []
    for each in found.metrics.values():
        assert each.metric.title in parsed.words
        assert value_text(each.metric, each.overall.value) in parsed.words
        assert interval_text(each.metric, each.overall) in parsed.words
        for parts in each.by.values():
            for label, one in parts.items():
                assert label in parsed.words
                assert value_text(each.metric, one.value) in parsed.words
    drawn = [attributes["id"] for tag, attributes in parsed.tags if tag == "svg"]
    assert {f"{name}-week" for name in found.metrics} < set(drawn)
    assert "pr_success-reliability" in drawn


def test_a_hostile_name_is_escaped_and_no_lifter_s_word_is_in_it(text: str) -> None:
    assert HOSTILE not in text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in text
    assert "a&amp;b" in text
    parsed = Parsed(text)
    assert "script" not in {tag for tag, _ in parsed.tags}
    for said in ("Lifter <b>", "Lifter &lt;b&gt;", "lifter-00", "sharp pain", "Stay here and make it clean"):
        assert said not in text


def test_the_page_needs_nothing_from_elsewhere(text: str) -> None:
    assert not re.search(r"https?:|//|@import|javascript:", text)
    for tag, attributes in Parsed(text).tags:
        assert tag not in {"script", "link", "iframe", "img", "object", "embed", "base"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in {"src", "href", "xlink:href", "action"}:
                assert (value or "").startswith("#"), (tag, value)
        assert not re.search(r"url\((?!#)", attributes.get("style") or "")
    assert "prefers-color-scheme: dark" in text


def test_the_page_is_written_whole_or_not_at_all(report: Cli, filled: str, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert report("--html", out, url=filled)[0] == 0
    assert out.read_text().rstrip().endswith("</html>")
    status, _, err = report("--html", tmp_path / "missing" / "report.html", url=filled)
    assert status == 1
    assert err.startswith("The page cannot be written to")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_wrong_date_is_wrong_use(report: Cli, url: str) -> None:
    assert report("--since", "yesterday", url=url)[0] == 2
