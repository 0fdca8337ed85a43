"""The baselines against values computed by hand."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import exp

import pytest

from learning.backtest.days import LoggedDay, Top, training_days
from learning.backtest.levels import OwnErrors, chance_of, levels_of
from storage.records import Entry
from tests.learning.backtest.made import BENCH, SQUAT, day, one_series

LB = 0.45359237


def said_kg(name: str, *days: Sequence[Entry], lift_is_upper: bool = True) -> float:
    found: tuple[LoggedDay, ...] = training_days([entry for entries in days for entry in entries])
    lift = BENCH if lift_is_upper else SQUAT
    return exp(levels_of(lift, Top.HEAVIEST)[name](found, found[-1].on + timedelta(days=3)))


RISING = [day(f"2026-01-{on:02}", f"{load}x1") for on, load in ((1, 100), (4, 110), (7, 121))]
REPEATED = [day(f"2026-01-{on:02}", "100x5") for on in (1, 4, 7)]


def test_the_simple_ones_are_what_their_names_say() -> None:
    assert said_kg("last_value", *RISING) == pytest.approx(121)
    assert said_kg("ewma_0.3", *RISING) == pytest.approx(100 * 1.1 ** (0.7 * 0.3 + 0.3 * 2))
    assert said_kg("ewma_0.7", *RISING) == pytest.approx(100 * 1.1 ** (0.3 * 0.7 + 0.7 * 2))


def test_the_trend_goes_on_as_the_last_eight_sessions_went() -> None:
    assert said_kg("trend_8", *RISING) == pytest.approx(133.1)
    assert said_kg("trend_8", day("2025-01-01", "20x1"), *(day(f"2026-01-{on:02}", "50x1") for on in range(1, 9))) == (
        pytest.approx(50)
    )
    assert said_kg("trend_8", day("2026-01-01", "50x1")) == pytest.approx(50)


def test_the_guide_s_rule_adds_its_step_after_two_hits_and_not_before() -> None:
    last_kg = 350 / 3
    assert said_kg("guide_rule", *REPEATED) == pytest.approx(last_kg * (1 + 2.5 * LB / 100))
    assert said_kg("guide_rule", *REPEATED, lift_is_upper=False) == pytest.approx(last_kg * (1 + 5 * LB / 100))
    assert said_kg("guide_rule", *REPEATED[:2]) == pytest.approx(last_kg)
    assert said_kg("guide_rule", *REPEATED, day("2026-01-09", "90x5")) == pytest.approx(105)
    assert said_kg("guide_rule", *REPEATED, day("2026-01-09", "100x4")) == pytest.approx(100 * 34 / 30)


def test_a_spread_starts_at_6_percent_and_grows_with_the_series_own_errors() -> None:
    series = one_series(*REPEATED, day("2026-01-10", "150x5"), day("2026-01-13", "100x5"))
    own = OwnErrors(levels_of(BENCH, Top.HEAVIEST)["last_value"], series)
    needs_kg, on = 120.0, date(2026, 1, 20)
    calm, wild = own.chance(needs_kg, 3, on), own.chance(needs_kg, 5, on)
    assert 0.25 < calm < wild < 0.5  # the same level at both: more spread, more chance to be above
    assert own.chance(needs_kg, 3, on) == own.chance(needs_kg, 3, on + timedelta(days=1))


def test_a_baseline_claims_no_more_than_99_percent() -> None:
    assert (chance_of(0.0, 0.06, 100.0), chance_of(10.0, 0.06, 1.0)) == (0.01, 0.99)
