from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.rpe import e1rm_at, share_of_max


@pytest.mark.parametrize(
    ("reps", "rpe", "percent"),
    [
        (1, "10", "100"),
        (2, "10", "95.5"),
        (5, "10", "86.3"),
        (8, "10", "78.6"),
        (12, "10", "68"),
        (5, "8", "81.1"),
        (1, "8", "92.2"),
        (1, "9.5", "97.8"),
        (3, "8.5", "87.8"),
        (12, "7", "59.9"),
    ],
)
def test_the_chart_says_what_it_is_known_for(reps: int, rpe: str, percent: str) -> None:
    assert share_of_max(reps, Decimal(rpe)) == Decimal(percent) / 100


@pytest.mark.parametrize(
    ("reps", "rpe"),
    [(0, "8"), (13, "8"), (-1, "9"), (5, "6"), (5, "5"), (5, "10.5"), (5, "8.3"), (12, "6.5"), (5, "NaN"), (5, "-8")],
)
def test_outside_the_chart_there_is_no_share_and_no_estimate(reps: int, rpe: str) -> None:
    with pytest.raises(ValueError, match="no chart"):
        share_of_max(reps, Decimal(rpe))
    assert e1rm_at(100, reps, Decimal(rpe)) is None


def test_a_rated_set_speaks_for_a_maximum() -> None:
    assert e1rm_at(100, 5, Decimal(8)) == pytest.approx(123.30, abs=0.01)
    assert e1rm_at(100, 1, Decimal(10)) == 100
    assert e1rm_at(0, 5, Decimal(8)) is None


@given(st.integers(1, 10), st.integers(15, 20).map(lambda doubled: Decimal(doubled) / 2))
def test_a_rep_more_and_a_rep_left_weigh_the_same(reps: int, rpe: Decimal) -> None:
    assert share_of_max(reps + 1, rpe) == share_of_max(reps, rpe - 1) < share_of_max(reps, rpe) <= 1
