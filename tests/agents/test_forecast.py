from dataclasses import replace
from datetime import timedelta
from math import exp, log
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agents import chances
from agents.chances import FARTHEST_ABOVE, FARTHEST_BELOW, load_for, usual_count
from agents.forecast import carried, chance, chance_of_pr, form_on, is_broken, next_e1rm, read, version, written
from agents.training_day import has_made
from knowledge.population import BestWeights, load_population
from storage.records import Entry
from tests.agents.lifts import BENCH, SQUAT, TODAY, day, pounds

KG = 0.45359237
STEADY = tuple(entry for ago in range(30, 0, -3) for entry in day(ago, "185x5x3"))


def test_a_steady_lifter_is_expected_to_stay() -> None:
    assert next_e1rm(BENCH.id, STEADY, TODAY) == pytest.approx(215.8 * KG, rel=0.01)


def test_the_newest_sessions_weigh_most_and_a_light_day_little() -> None:
    stronger = (*STEADY, *day(0, "195x5"))
    lighter = (*STEADY, *day(0, "135x5"))
    tomorrow = TODAY + timedelta(days=1)
    assert next_e1rm(BENCH.id, stronger, tomorrow) == pytest.approx(227.5 * KG, rel=0.01)
    assert next_e1rm(BENCH.id, lighter, tomorrow) > 185 * KG


def test_a_lighter_day_as_prescribed_says_little_of_capacity() -> None:
    told, chosen = day(0, "170x5", plan="170x5"), day(0, "170x5")
    tomorrow = TODAY + timedelta(days=1)
    assert next_e1rm(BENCH.id, (*STEADY, *told), tomorrow) > next_e1rm(BENCH.id, (*STEADY, *chosen), tomorrow)


def test_who_repeats_himself_is_forecast_by_his_last_day_and_who_swings_by_his_better_ones() -> None:
    repeats = tuple(entry for ago in range(40, 0, -4) for entry in day(ago, "185x5" if ago > 4 else "190x5"))
    swings = tuple(
        entry for at, ago in enumerate(range(80, 0, -4)) for entry in day(ago, "185x5" if at % 2 else "150x5")
    )
    assert next_e1rm(BENCH.id, repeats, TODAY) == pytest.approx(190 * 7 / 6 * KG)
    assert next_e1rm(BENCH.id, (*swings, *day(1, "150x5")), TODAY) > 165 * 7 / 6 * KG


def test_a_layoff_changes_no_forecast_for_most_come_back_to_what_they_did_last() -> None:
    now, later = (next_e1rm(BENCH.id, STEADY, TODAY + timedelta(days=days)) for days in (0, 90))
    assert later == now


def test_a_day_done_as_told_holds_little_in_reserve() -> None:
    strong = day(200, "225x3")
    told = tuple(entry for ago in range(30, 0, -3) for entry in day(ago, "185x5x3", plan="185x5"))
    assert next_e1rm(BENCH.id, (*strong, *told), TODAY) < 185 * 7 / 6 * 1.06 * KG


def test_reps_in_reserve_that_were_said_count_where_the_set_was_prescribed() -> None:
    easy, hard = (day(0, "185x5", plan="185x5", rpe=rpe) for rpe in ("7", "10"))
    tomorrow = TODAY + timedelta(days=1)
    left, none = (next_e1rm(BENCH.id, (*STEADY, *done), tomorrow) for done in (easy, hard))
    assert left == pytest.approx(185 * (1 + 8 / 30) * KG, rel=0.01)
    assert none == pytest.approx(185 * 7 / 6 * KG, rel=0.01)


def test_who_keeps_missing_what_the_numbers_expect_is_expected_to_miss() -> None:
    def raised(made: int) -> tuple[Entry, ...]:
        loads = ((185, 6), (190, made), (185, 6), (195, made), (185, 6), (190, made), (185, 6), (195, made), (185, 6))
        return tuple(entry for at, (lb, reps) in enumerate(loads) for entry in day(40 - 3 * at, f"{lb}x{reps}"))

    asked = float(pounds(190).kg), 6
    assert chance(BENCH.id, raised(6), TODAY, *asked) > chance(BENCH.id, raised(4), TODAY, *asked) + 0.2


def test_entries_of_the_day_and_after_and_other_lifts_are_not_looked_at() -> None:
    ahead = (*STEADY, *day(0, "405x5"), *day(-3, "405x5"), *day(2, "405x5", lift=SQUAT))
    assert next_e1rm(BENCH.id, ahead, TODAY) == next_e1rm(BENCH.id, STEADY, TODAY)
    assert chance(BENCH.id, ahead, TODAY, 90, 5) == chance(BENCH.id, STEADY, TODAY, 90, 5)
    assert chance_of_pr(BENCH.id, ahead, TODAY) == chance_of_pr(BENCH.id, STEADY, TODAY)


@pytest.mark.parametrize("history", [(), day(1, "45x10w"), day(1, "185x20"), day(1, "185x0!"), day(0, "185x5")])
def test_without_a_set_that_an_estimate_holds_for_it_says_so(history: tuple[Entry, ...]) -> None:
    for ask in (next_e1rm, chance_of_pr, form_on):
        with pytest.raises(LookupError, match="bench_press"):
            ask(BENCH.id, history, TODAY)


@pytest.mark.parametrize(("load_kg", "reps"), [(100.0, 0), (100.0, 13), (0.0, 5), (-20.0, 5)])
def test_a_set_that_no_estimate_holds_for_is_refused(load_kg: float, reps: int) -> None:
    with pytest.raises(ValueError, match="reps 1 to 12"):
        chance(BENCH.id, STEADY, TODAY, load_kg, reps)


def test_what_was_done_before_is_likelier_than_a_hair_more() -> None:
    done_kg = float(pounds(185).kg)
    assert chance(BENCH.id, STEADY, TODAY, done_kg, 5) > chance(BENCH.id, STEADY, TODAY, done_kg + 0.01, 5) + 0.05


@given(st.floats(20, 300), st.floats(20, 300), st.integers(1, 12), st.integers(1, 12))
def test_more_load_or_more_reps_is_never_likelier(load: float, other: float, reps: int, more: int) -> None:
    light, heavy = sorted((load, other))
    few, many = sorted((reps, more))
    odds = [chance(BENCH.id, STEADY, TODAY, kg, count) for kg, count in ((light, few), (heavy, few), (heavy, many))]
    assert 0.99 >= odds[0] >= odds[1] >= odds[2] >= 0.01


@given(st.integers(1, 12), st.floats(0.2, 0.8))
def test_the_load_for_a_chance_has_that_chance(reps: int, wanted: float) -> None:
    form, population = form_on(BENCH.id, STEADY, TODAY), load_population()
    load_kg = load_for(form, reps, wanted, population)
    above = (form.level - log(load_kg * (1 + reps / 30 if reps > 1 else 1))) / form.spread
    assume(not has_made(form.made, load_kg, reps) and -FARTHEST_BELOW < above < FARTHEST_ABOVE)
    assert chances.chance(form, load_kg, reps, population) == pytest.approx(wanted, abs=0.001)


@pytest.mark.parametrize(
    "history", [STEADY, day(1, "185x5"), tuple(e for ago in range(140, 0, -7) for e in day(ago, "185x5"))]
)
def test_what_nobody_gains_in_a_day_is_not_likely(history: tuple[Entry, ...]) -> None:
    form = form_on(BENCH.id, history, TODAY)
    twice_kg = 2 * exp(form.level) / (1 + 5 / 30)
    assert chance(BENCH.id, history, TODAY, twice_kg, 5) < 0.1
    assert chance(BENCH.id, history, TODAY, 3 * twice_kg, 5) == 0.01


def test_a_lighter_day_as_told_changes_nothing() -> None:
    told = tuple(entry for ago in range(40, 0, -2) for entry in day(ago, "300x5", plan="300x5"))
    tomorrow = TODAY + timedelta(days=1)
    light = form_on(BENCH.id, (*told, *day(0, "215x5x2", plan="215x5")), tomorrow)
    assert light.level == form_on(BENCH.id, told, tomorrow).level
    assert chances.chance(light, float(pounds(300).kg), 5, load_population()) > 0.6


def test_a_rating_counts_without_a_plan_and_a_first_day_counts_its_best_set() -> None:
    easy, hard = (
        form_on(BENCH.id, (*STEADY, *day(0, "185x5", rpe=rpe)), TODAY + timedelta(days=1)) for rpe in ("7", "10")
    )
    assert easy.level > hard.level
    first = (*day(3, "135x5", plan="135x5", rpe="7"), *day(3, "225x5"))
    assert form_on(BENCH.id, first, TODAY).level == form_on(BENCH.id, day(3, "225x5"), TODAY).level


@pytest.mark.parametrize("days", [0, -3])
def test_a_best_within_no_day_cannot_be_asked_about(days: int) -> None:
    with pytest.raises(ValueError, match="one day"):
        chance_of_pr(BENCH.id, STEADY, TODAY, days)


def test_a_new_best_is_likelier_near_the_best_and_with_more_days() -> None:
    far = (*day(200, "225x5"), *STEADY)
    assert chance_of_pr(BENCH.id, STEADY, TODAY) > chance_of_pr(BENCH.id, far, TODAY)
    assert chance_of_pr(BENCH.id, STEADY, TODAY, 28) > chance_of_pr(BENCH.id, STEADY, TODAY, 7)


SET = st.tuples(st.integers(100, 250), st.integers(1, 14), st.sampled_from(["", "!", "w"]))
RPES = st.sampled_from([None, "7.5", "9"])
DAYS = st.lists(
    st.tuples(st.integers(0, 20), st.lists(SET, min_size=1, max_size=3), st.booleans(), RPES), min_size=1, max_size=25
)


@given(DAYS, st.integers(0, 25))
def test_a_form_that_is_carried_is_the_form_made_from_the_whole_history(found: list[Any], cut: int) -> None:
    ago, history = 500, []
    for gap, sets, told, rpe in found:
        ago -= gap + 1
        plan = f"{sets[0][0]}x5" if told else None
        history += [entry for lb, reps, mark in sets for entry in day(ago, f"{lb}x{reps}{mark}", plan=plan, rpe=rpe)]
    cut_on = history[min(cut, len(history) - 1)].on
    first = carried(None, BENCH.id, history, cut_on)
    kept = read(written(first)) if first else None
    assert kept == first
    assert carried(kept, BENCH.id, history, TODAY) == carried(None, BENCH.id, history, TODAY)


def test_a_load_that_did_not_move_is_learnt_from_and_is_no_day_of_its_own() -> None:
    missed = (*STEADY, *day(0, "185x5", "205x0!"))
    alone = (*STEADY, *day(0, "205x0!"))
    tomorrow = TODAY + timedelta(days=1)
    asked = float(pounds(205).kg), 3
    assert chance(BENCH.id, missed, tomorrow, *asked) < chance(BENCH.id, (*STEADY, *day(0, "185x5")), tomorrow, *asked)
    assert form_on(BENCH.id, alone, tomorrow) == form_on(BENCH.id, STEADY, tomorrow)


def test_no_form_is_something_else_than_one_that_cannot_be_read() -> None:
    assert read(written(None)) is None
    assert not is_broken(written(None))
    assert not is_broken(written(form_on(BENCH.id, STEADY, TODAY)))
    assert is_broken("{}")
    assert is_broken("no json")


def test_a_version_names_the_numbers_that_it_was_made_with() -> None:
    other = replace(load_population(), bests=BestWeights(0.0, 1.0))
    assert other.version != load_population().version
    assert load_population().version in version()


def test_how_often_leaves_out_what_was_stopped_as_told() -> None:
    own = day(9, "185x3")
    told = tuple(entry for ago in (6, 3) for entry in day(ago, "185x5", plan="185x5"))
    form = form_on(BENCH.id, (*own, *told), TODAY)
    assert usual_count(form, 5) == (2, 3)
    assert usual_count(form, 6) == (0, 1)
