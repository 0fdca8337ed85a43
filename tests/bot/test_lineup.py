"""What speaks now is read from the store, a read that fails changes nothing, and the style experiment is begun once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from agents.lineup import Offers
from agents.prompting import Prompts
from bot.app import open_app
from bot.config import Config, ConfigError, Database, Experiments, Secrets, StyleExperiment
from bot.lineup import CurrentLineup, style_experiment
from bot.models import open_prompt_sets
from storage.open import open_store
from storage.records import Arm, Lineup, Varies, VersionState
from storage.store import Store, StoreUnavailable
from tests.agents.cases import SETTINGS
from tests.agents.test_lineup import experiment
from tests.contracts.learning_samples import version

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
OFFERS = Offers(SETTINGS)
STYLE = style_experiment(Experiments(), NOW)
assert STYLE is not None


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    async with open_store("sqlite:///:memory:") as opened:
        yield opened


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_promoted_speaks_from_the_next_look_on_and_the_model_is_looked_at_anew(store: Store) -> None:
    looked: list[str] = []
    current = CurrentLineup(store, OFFERS, lambda: looked.append("again"))
    await current.begin(None)
    await current.look()
    assert (current.now, looked) == (Lineup(), [])
    await store.keep_version(version(state=VersionState.SERVING))
    await current.look()
    await current.look()
    assert (current.now.serving, looked) == ({"coach": "coach-1"}, ["again"])


class Failing:
    """A store that cannot be read while *why* is set."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.why: Exception | None = None

    async def lineup(self) -> Lineup:
        if self.why:
            raise self.why
        return await self._store.lineup()


@pytest.mark.parametrize("why", [StoreUnavailable("gone."), ValueError("'mood' is not a valid Varies")])
async def test_a_read_that_fails_leaves_what_was_and_is_told_once_until_one_succeeds(
    store: Store, why: Exception
) -> None:
    await store.keep_version(version(state=VersionState.SERVING))
    failing = Failing(store)
    current = CurrentLineup(failing, OFFERS)  # type: ignore[arg-type]
    await current.begin(None)
    with capture_logs() as lines:
        for failure in (why, why, None, why):
            failing.why = failure
            await current.look()
            assert current.now.serving == {"coach": "coach-1"}
    assert [(line["event"], line["why"]) for line in lines] == [("lineup not read", str(why))] * 2


async def test_an_experiment_that_cannot_run_here_stops_no_other_change_and_is_told_once(store: Store) -> None:
    current = CurrentLineup(store, OFFERS)
    await current.begin(None)
    odd = experiment("wet", varies=Varies.PROMPTS, treatment=Arm("new", "wet"))
    assert await store.keep_experiment(odd)
    await store.keep_version(version(state=VersionState.SERVING))
    with capture_logs() as lines:
        await current.look()
        await current.look()
    assert (current.now.experiments, current.now.serving) == ((), {"coach": "coach-1"})
    assert [(line["experiment"], line["why"]) for line in lines] == [("wet", "experiments.prompt_sets has no wet")]


# ── the experiment on style ────────────────────────────────────────────────────────────────────────────────────────


async def test_it_is_begun_at_the_first_start_and_goes_on_at_the_next(store: Store) -> None:
    with capture_logs() as lines:
        for at in (NOW, LATER):
            current = CurrentLineup(store, OFFERS)
            await current.begin(style_experiment(Experiments(), at))
    assert (lines, current.now.experiments, await store.experiments()) == ([], (STYLE,), (STYLE,))
    assert (STYLE.control.value, STYLE.treatment.value, STYLE.share) == ("conservative", "aggressive", 0.5)


async def test_one_that_has_ended_is_not_begun_again(store: Store) -> None:
    ended = replace(STYLE, ended_at=LATER, ended_why="enough")
    assert await store.keep_experiment(ended)
    current = CurrentLineup(store, OFFERS)
    await current.begin(style_experiment(Experiments(), LATER))
    assert (current.now.experiments, await store.experiments()) == ((), (ended,))


async def test_other_terms_leave_the_old_ones_and_the_operator_is_told_what_to_do(store: Store) -> None:
    await CurrentLineup(store, OFFERS).begin(STYLE)
    other = Experiments(style=StyleExperiment(horizon_days=7))
    with capture_logs() as lines:
        await CurrentLineup(store, OFFERS).begin(style_experiment(other, LATER))
    assert await store.experiments() == (STYLE,)
    (line,) = lines
    assert "`focusflow experiment stop style`" in line["mend"]
    assert "experiments.style.name" in line["mend"]
    renamed = Experiments(style=StyleExperiment(name="style-2", horizon_days=7))
    await CurrentLineup(store, OFFERS).begin(style_experiment(renamed, LATER))
    assert [one.name for one in await store.experiments()] == ["style", "style-2"]


async def test_null_begins_none(store: Store) -> None:
    assert style_experiment(Experiments(style=None), NOW) is None
    await CurrentLineup(store, OFFERS).begin(None)
    assert await store.experiments() == ()


# ── sets of prompts ────────────────────────────────────────────────────────────────────────────────────────────────


def sets_of(folder: Path) -> Config:
    return Config(experiments=Experiments(prompt_sets={"dry": folder}))


def test_the_files_of_a_set_lie_over_those_that_ship(tmp_path: Path) -> None:
    shipped = Prompts.load()
    (tmp_path / "coach.j2").write_text(
        "{# at most 99 tokens #}{% block system %}Dry.{% endblock %}{% block user %}{% endblock %}"
    )
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "insight.yaml").write_text("[{for: hold, facts: f, answer: a}]")
    dry = open_prompt_sets(sets_of(tmp_path))["dry"]
    assert dry.render("coach", {}).system == "Dry."
    assert [one.answer for one in dry.examples("insight")] == ["a"]
    assert dry.version("planner") == shipped.version("planner")


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("", "", "holds no prompts"),
        ("readme.txt", "x", "holds no prompts"),
        ("coahc.j2", "x", "coahc, which is no prompt"),
        ("coach.j2", "{% block %}", "cannot be used"),
        ("examples/coach.yaml", "[{for: noon}]", "cannot be used"),
        ("examples/coach.yaml", "[", "cannot be used"),
    ],
)
def test_a_set_that_is_none_stops_the_start_and_is_named(tmp_path: Path, file: str, text: str, why: str) -> None:
    folder = tmp_path / "dry"
    if file:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text)
    with pytest.raises(ConfigError, match=rf"^experiments\.prompt_sets\.dry: .*{why}"):
        open_prompt_sets(sets_of(folder))


async def test_a_running_experiment_on_a_set_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    async with open_store(url) as store:
        await store.keep_experiment(experiment("dry-1", varies=Varies.PROMPTS, treatment=Arm("new", "dry")))
    with pytest.raises(ConfigError, match=r"has no dry, which the experiment dry-1 needs"):
        async with open_app(Config(database=Database(url=url)), Secrets(_env_file=None)):
            pass
