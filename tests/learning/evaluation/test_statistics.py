"""The statistics, against values worked out by hand."""

import pytest

from learning.evaluation.statistics import holm, mean_of, paired, sign_test, wilson


@pytest.mark.parametrize(
    ("passed", "n", "low", "high"),
    [(9, 10, 0.5958, 0.9821), (10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (95, 100, 0.8882, 0.9785)],
)
def test_wilson(passed: int, n: int, low: float, high: float) -> None:
    found = wilson(passed, n)
    assert (found.value, found.low, found.high) == (
        passed / n,
        pytest.approx(low, abs=1e-4),
        pytest.approx(high, abs=1e-4),
    )


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (0, 5, 0.0625), (0, 6, 0.03125), (1, 8, 0.0390625), (5, 5, 1.0), (6, 0, 0.03125)],
)
def test_the_sign_test_is_the_exact_binomial(better: int, worse: int, p: float) -> None:
    assert sign_test(better, worse) == pytest.approx(p)


def test_holm_corrects_the_least_the_most_and_keeps_the_order() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([0.6, 0.9]) == (1.0, 1.0)


def test_the_bounds_of_a_mean_are_the_same_each_time_and_hold_it() -> None:
    values = {f"case {number}": number % 2 for number in range(40)}
    first = mean_of(values)
    assert first == mean_of(values)
    assert first.value == 0.5
    assert first.low is not None
    assert first.high is not None
    # the standard error of a share of one half over 40 is 0.079, so 95 % lie within about 0.155 of it
    assert first.low == pytest.approx(0.345, abs=0.04)
    assert first.high == pytest.approx(0.655, abs=0.04)


def test_one_case_has_no_bounds() -> None:
    assert mean_of({"a": 0.5}).low is None


def test_pairs_are_of_the_cases_that_both_runs_have() -> None:
    found = paired({"a": 1.0, "b": 1.0, "c": 0.0}, {"a": 0.0, "b": 1.0, "d": 1.0})
    assert (found.n, found.before, found.after, found.better, found.worse) == (2, 1.0, 0.5, 0, 1)
    assert found.moved.value == -0.5
    assert not found.is_worse


def test_the_same_loss_everywhere_is_worse_and_not_within_a_margin() -> None:
    before = {f"case {number}": 1.0 for number in range(10)}
    after = dict.fromkeys(before, 0.9)
    found = paired(before, after)
    assert found.is_worse
    assert found.p == pytest.approx(2 / 2**10)
    assert not found.is_within(0.05)
    assert found.is_within(0.2)


def test_equal_runs_are_within_any_margin() -> None:
    values = {"a": 1.0, "b": 0.5}
    assert paired(values, values).is_within(0.01)
