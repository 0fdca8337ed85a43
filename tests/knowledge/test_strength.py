from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exercise import Equipment
from knowledge.plates import rack
from knowledge.strength import e1rm, maximum_told, percent_table, weight_for
from knowledge.units import KG_PER_LB, Load, Unit


def pounds(amount: str) -> Load:
    return Load(Decimal(amount), Unit.LB)


@pytest.mark.parametrize(
    ("load", "reps", "estimate"),
    [("185", 5, 215.83), ("225", 1, 225.0), ("100", 10, 133.33), ("100", 12, 140.0), ("82.5", 3, 90.75)],
)
def test_a_set_speaks_for_a_one_rep_maximum_in_its_own_unit(load: str, reps: int, estimate: float) -> None:
    assert e1rm(pounds(load), reps) == pytest.approx(estimate, abs=0.01)


@pytest.mark.parametrize(("load", "reps"), [("185", 13), ("185", 0), ("185", -1), ("0", 5), ("-40", 5)])
def test_there_is_no_estimate_where_no_formula_holds(load: str, reps: int) -> None:
    assert e1rm(pounds(load), reps) is None


@given(st.integers(1, 12), st.integers(1, 2000))
def test_the_weight_for_reps_is_the_inverse(reps: int, quarter_pounds: int) -> None:
    load = Load.from_milli(quarter_pounds * 250, Unit.LB)
    estimate = e1rm(load, reps)
    assert estimate is not None
    assert weight_for(estimate, reps) == pytest.approx(float(load.amount))


@pytest.mark.parametrize("reps", [0, 13])
def test_no_weight_is_named_for_reps_outside_the_formula(reps: int) -> None:
    with pytest.raises(ValueError, match=f"{reps} reps"):
        weight_for(200, reps)


def test_percents_are_loads_that_can_be_made_and_never_above_their_share() -> None:
    table = percent_table(pounds("315"), rack(Equipment.BARBELL, pounds("315")))
    shown = {percent: load.amount for percent, load in table}
    assert list(shown) == [100, 95, 90, 85, 80, 75, 70, 65, 60, 55, 50]
    assert {percent: shown[percent] for percent in (100, 90, 85, 50)} == {
        100: Decimal(315),
        90: Decimal("282.5"),
        85: Decimal("267.5"),
        50: Decimal("157.5"),
    }


def test_shares_that_are_lighter_than_the_bar_are_left_out() -> None:
    table = percent_table(pounds("60"), rack(Equipment.BARBELL, pounds("60")))
    assert [percent for percent, _ in table] == [100, 95, 90, 85, 80, 75]


@pytest.mark.parametrize(("maximum", "told"), [(215.83, "216"), (346.5, "347"), (347.5, "348"), (346.49, "346")])
def test_an_estimate_is_told_whole_and_a_half_is_told_up(maximum: float, told: str) -> None:
    assert maximum_told(maximum) == told


@given(st.integers(1, 2000), st.integers(1, 12))
def test_an_estimate_is_told_the_same_by_way_of_another_unit(weight: int, reps: int) -> None:
    maximum = e1rm(pounds(str(weight)), reps)
    assert maximum is not None
    by_way_of_kg = maximum * float(KG_PER_LB) / float(KG_PER_LB)
    assert maximum_told(by_way_of_kg) == maximum_told(maximum)
