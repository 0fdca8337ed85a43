"""Scores against values computed by hand, and the draws of lifters."""

from math import log

import pytest

from learning.backtest.scores import (
    Draws,
    bins,
    brier,
    chance_sums,
    difference,
    ece,
    error_sums,
    figure,
    log_loss,
    mean,
)

PAIRS = [(0.9, True), (0.95, False), (0.2, False), (0.25, True), (1.0, True)]


def test_brier_and_log_loss_are_means_over_the_forecasts() -> None:
    sums = chance_sums(PAIRS)
    assert brier(sums) == pytest.approx((0.01 + 0.9025 + 0.04 + 0.5625 + 0) / 5)
    assert log_loss(sums) == pytest.approx(-(log(0.9) + log(0.05) + log(0.8) + log(0.25) + 0) / 5)


def test_calibration_error_weighs_ten_bins_by_their_forecasts() -> None:
    sums = chance_sums(PAIRS)  # 0.9-1: 3 forecasts, 2.85 said, 2 came; 0.2-0.3: 2 forecasts, 0.45 said, 1 came
    assert ece(sums) == pytest.approx((0.85 + 0.55) / 5)
    assert [(each.low, each.high, each.n) for each in bins(sums)] == [(0.2, 0.3, 2), (0.9, 1.0, 3)]
    assert [each.said for each in bins(sums)] == pytest.approx([0.225, 0.95])
    assert [each.came_true for each in bins(sums)] == pytest.approx([0.5, 2 / 3])


@pytest.mark.parametrize("tenth", range(11))
def test_a_chance_on_an_edge_is_in_the_bin_above_and_1_in_the_last(tenth: int) -> None:
    (only,) = bins(chance_sums([(tenth / 10, True)]))
    assert only.low == min(9, tenth) / 10


def test_being_sure_and_wrong_is_punished_without_end_but_not_infinitely() -> None:
    assert 30 < log_loss(chance_sums([(1.0, False)])) < 40


def test_a_score_is_pooled_over_lifters_and_not_a_mean_of_their_means() -> None:
    totals = Draws(["ann", "ben"]).totals({"ann": error_sums([1.0]), "ben": error_sums([4.0, 4.0, 4.0])})
    assert figure(totals, mean).value == pytest.approx(13 / 4)


def test_the_same_seed_draws_the_same_lifters_and_another_seed_others() -> None:
    sums = {f"lifter {number}": error_sums([float(number**2)]) for number in range(6)}
    first, again, other = (figure(Draws([*sums], seed=seed).totals(sums), mean) for seed in (1, 1, 2))
    assert first == again
    assert (first.low, first.high) != (other.low, other.high)


def test_the_interval_is_that_of_the_draws() -> None:
    totals = Draws(["ann", "ben"]).totals({"ann": error_sums([0.0]), "ben": error_sums([1.0])})
    drawn = [mean(sums) for sums in totals[1:]]
    assert set(drawn) == {0.0, 0.5, 1.0}  # ann twice, one of each, ben twice
    assert 0.4 < sum(value == 0.5 for value in drawn) / len(drawn) < 0.6
    found = figure(totals, mean)
    assert (found.low, found.value, found.high) == (0.0, 0.5, 1.0)


def test_one_lifter_has_no_interval() -> None:
    totals = Draws(["ann"]).totals({"ann": error_sums([2.0, 4.0])})
    assert (figure(totals, mean).value, figure(totals, mean).low, figure(totals, mean).high) == (3.0, None, None)


def test_a_difference_is_taken_within_each_draw() -> None:
    draws = Draws(["ann", "ben", "cid"])
    own, base = ({"ann": (1.0, 1.0 + at), "ben": (1.0, 5.0 + at), "cid": (1.0, 50.0 + at)} for at in (0, 2))
    less = difference(draws.totals(own), draws.totals(base), mean)
    assert (less.value, less.low, less.high) == pytest.approx((-2, -2, -2))
