from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.forecast import chance, chance_of_pr, form, next_e1rm
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
    assert next_e1rm(BENCH.id, stronger, tomorrow) == pytest.approx(225 * KG, rel=0.01)
    assert next_e1rm(BENCH.id, lighter, tomorrow) > 185 * KG


def test_a_lighter_day_as_prescribed_says_little_of_capacity() -> None:
    told, chosen = day(0, "170x5", plan="170x5"), day(0, "170x5")
    tomorrow = TODAY + timedelta(days=1)
    assert next_e1rm(BENCH.id, (*STEADY, *told), tomorrow) > next_e1rm(BENCH.id, (*STEADY, *chosen), tomorrow)


def test_a_long_rest_costs_strength_and_a_short_one_none() -> None:
    now, later = (next_e1rm(BENCH.id, STEADY, TODAY + timedelta(days=days)) for days in (0, 90))
    assert next_e1rm(BENCH.id, STEADY, TODAY + timedelta(days=10)) >= now
    assert later < 0.96 * now


def test_entries_of_the_day_and_after_and_other_lifts_are_not_looked_at() -> None:
    ahead = (*STEADY, *day(0, "405x5"), *day(-3, "405x5"), *day(2, "405x5", lift=SQUAT))
    assert next_e1rm(BENCH.id, ahead, TODAY) == next_e1rm(BENCH.id, STEADY, TODAY)
    assert chance(BENCH.id, ahead, TODAY, 90, 5) == chance(BENCH.id, STEADY, TODAY, 90, 5)
    assert chance_of_pr(BENCH.id, ahead, TODAY) == chance_of_pr(BENCH.id, STEADY, TODAY)


@pytest.mark.parametrize("history", [(), day(1, "45x10w"), day(1, "185x20"), day(1, "185x0!"), day(0, "185x5")])
def test_without_a_set_that_an_estimate_holds_for_it_says_so(history: tuple[Entry, ...]) -> None:
    for ask in (next_e1rm, chance_of_pr, form):
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
    state = form(BENCH.id, STEADY, TODAY)
    load_kg = state.load_kg(reps, wanted)
    assert state.chance(load_kg, reps) == pytest.approx(wanted, abs=0.001)


def test_a_new_best_is_likelier_near_the_best_and_with_more_days() -> None:
    far = (*day(200, "225x5"), *STEADY)
    assert chance_of_pr(BENCH.id, STEADY, TODAY) > chance_of_pr(BENCH.id, far, TODAY)
    assert chance_of_pr(BENCH.id, STEADY, TODAY, 28) > chance_of_pr(BENCH.id, STEADY, TODAY, 7)
