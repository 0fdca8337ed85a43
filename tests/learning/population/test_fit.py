"""The numbers that lifters have in common: what is learnt from, and that what is true of made-up lifters is found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

import learning.cli  # noqa: F401  adds its commands
from agents.chances import inputs_of_set, logit_of_set, probability
from agents.forecast import carried, chance, form_on
from agents.form import Form
from bot.cli import app
from knowledge.population import FILE, Population, SetWeights, as_json, load_population
from knowledge.units import Unit
from learning.logs import BadLog
from learning.population.command import NotWritten, check, check_place, fitted, write
from learning.population.events import events_of
from learning.population.fit import fit
from storage.records import Entry, UserId
from tests.agents.lifts import BENCH, TODAY, day, pounds

STRONG = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"


def log(*days: str) -> list[Entry]:
    """A day every fourth day, the last one four days ago."""
    return [entry for at, done in enumerate(days) for entry in day(4 * (len(days) - at), *done.split())]


def test_a_set_is_asked_about_from_the_fourth_day_on_and_a_week_from_the_day_after_it() -> None:
    events = list(events_of(log("185x5", "185x5", "185x5", "190x5", "190x4"), load_population()))
    sets = [event for event in events if event.kind in ("same", "best")]
    assert [(event.kind, event.came_true) for event in sets] == [
        ("same", True),  # 190: five, as the time before
        ("best", True),  # and five of them are more than 185 × 5
        ("same", False),
        ("best", False),
    ]
    assert [(event.kind, event.came_true) for event in events if event.kind == "week"] == [("week", False)]


def test_an_event_sees_nothing_of_its_own_day_or_later() -> None:
    before = log("185x5", "185x5", "185x5", "185x5")
    last = [event for event in events_of([*before, *day(0, "225x1")], load_population()) if event.kind == "same"][-1]
    assert last.inputs == inputs_of_set(form_on(BENCH.id, before, TODAY), float(pounds(225).kg), 5)


def lifters(truth: SetWeights, count: int) -> dict[UserId, list[Entry]]:
    """Lifters who make their reps as *truth* says, at loads that they choose as people do."""
    population, draw = replace(load_population(), sets=truth), Random(7)
    return {UserId(f"lifter {n}"): _lifter(population, draw) for n in range(count)}


def _lifter(population: Population, draw: Random) -> list[Entry]:
    history = [*day(400, "200x5"), *day(398, "200x5"), *day(396, "200x5")]
    form = form_on(BENCH.id, history, TODAY)
    load = 200
    for ago in range(390, 0, -3):
        load = draw.choice([load, load, max(150, load - 5), min(260, load + 5)])
        made = day(ago, f"{load}x{_made(form, load, population, draw.random())}")
        form = carried(form, BENCH.id, made, TODAY) or form
        history += made
    return history


def _made(form: Form, load: int, population: Population, luck: float) -> int:
    chances = (probability(logit_of_set(form, float(pounds(load).kg), reps, population)) for reps in range(1, 11))
    return max((reps for reps, chance in enumerate(chances, 1) if luck < chance), default=1)


def test_it_finds_what_is_true_of_made_up_lifters() -> None:
    truth = SetWeights(base=-1.5, above=1.6, usual=3.0, done=0.3, lately=0.2, fell=0.0)
    found = fit(lifters(truth, 4), "made up")
    assert found.sets.above > load_population().sets.above
    assert found.sets.usual < load_population().sets.usual
    assert found.source == "made up"


def test_without_logs_it_stays_where_it_begins() -> None:
    assert fit({}, "none").sets.usual == pytest.approx(4.47)


def test_the_numbers_survive_their_file(tmp_path: Path) -> None:
    file = tmp_path / "population.json"
    file.write_text(as_json(load_population()))
    assert load_population(file) == load_population()


def test_the_numbers_that_ship_make_sense() -> None:
    sets = load_population().sets
    assert sets.above > 0
    assert sets.usual > 0
    assert sets.done >= 0
    assert sets.lately >= 0
    assert 0.01 <= chance(BENCH.id, log("185x5"), TODAY, 300.0, 12) < chance(BENCH.id, log("185x5"), TODAY, 60.0, 3)


def write_log(file: Path, days: Sequence[date]) -> None:
    rows = [f"{on} 10:00:00,A,Bench Press (Barbell),1,{100 + on.day % 3},5,0,0,,,\n" for on in days]
    file.write_text(STRONG + "".join(rows))


def test_a_folder_of_logs_is_fitted_and_its_source_named(tmp_path: Path) -> None:
    days = [date(2026, 1, 1) + timedelta(days=3 * n) for n in range(20)]
    write_log(tmp_path / "ann.csv", days)
    found, warning = fitted([tmp_path], Unit.KG, TODAY)
    assert found.source == "1 lifter, 20 days of a lift, fitted on 2026-11-22: ann"
    assert warning.startswith("1 lifter with 20 days of a lift: that is little")
    assert "2 lifters and 200 days" in warning


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_what_is_no_log_is_one_sentence_with_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.csv").write_text(text)
    with pytest.raises(BadLog, match=r"odd\.csv"):
        fitted([tmp_path], Unit.KG, TODAY)


def test_a_folder_without_logs_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadLog, match="no CSV"):
        fitted([tmp_path], Unit.KG, TODAY)


@pytest.mark.parametrize(("lifters", "days", "is_little"), [(1, 250, True), (2, 99, True), (2, 100, False)])
def test_few_logs_are_warned_about(tmp_path: Path, lifters: int, days: int, is_little: bool) -> None:
    for lifter in range(lifters):
        write_log(tmp_path / f"{lifter}.csv", [date(2025, 1, 1) + timedelta(days=n) for n in range(days)])
    assert bool(fitted([tmp_path], Unit.KG, TODAY)[1]) is is_little


SENSIBLE = SetWeights(base=-2.0, above=0.9, usual=4.0, done=0.0, lately=0.0, fell=0.0)


@pytest.mark.parametrize(
    "wrong", [replace(SENSIBLE, above=0.0), replace(SENSIBLE, done=-0.1), replace(SENSIBLE, lately=-0.1)]
)
def test_numbers_that_make_no_sense_are_refused(wrong: SetWeights) -> None:
    check(SENSIBLE)
    with pytest.raises(BadLog, match="make no sense") as refused:
        check(wrong)
    assert str(refused.value).count(". ") == 0


def test_senseless_logs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_log(tmp_path / "ann.csv", [date(2026, 1, 1) + timedelta(days=n) for n in range(9)])
    senseless = replace(load_population(), sets=replace(SENSIBLE, above=-1.0))
    monkeypatch.setattr("learning.population.command.fit", lambda *_: senseless)
    with pytest.raises(BadLog, match="above -1"):
        fitted([tmp_path], Unit.KG, TODAY)


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="is a folder"):
        check_place(tmp_path)
    with pytest.raises(NotWritten, match="there is no folder"):
        check_place(tmp_path / "gone" / "population.json")
    with pytest.raises(NotWritten, match="cannot be written"):
        write(load_population(), tmp_path)


def test_the_command_writes_here_and_never_over_what_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_log(tmp_path / "ann.csv", [date(2026, 1, 1) + timedelta(days=n) for n in range(9)])
    shipped = FILE.read_bytes()
    done = CliRunner().invoke(app, ["fit", "ann.csv"])
    assert done.exit_code == 0
    assert load_population(tmp_path / "population.json").source.startswith("1 lifter, 9 days of a lift")
    assert FILE.read_bytes() == shipped


def test_the_command_says_before_the_fit_that_the_place_is_wrong(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["fit", "nobody.csv", "--out", str(tmp_path / "gone" / "new.json")])
    assert done.exit_code == 1
    assert "there is no folder" in done.output
