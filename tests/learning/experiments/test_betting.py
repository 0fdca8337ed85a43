"""The test and the interval: exact where all cases can be counted, and at every look where they cannot."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.experiments.analysis import ALPHA
from learning.experiments.betting import (
    Bets,
    bets_on,
    bounds,
    evidence_above,
    evidence_below,
    imbalance,
)
from tests.learning.experiments.made import Crowd, Planted, crowd

values_and_arms = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def made(pairs: list[tuple[float, bool]], share: float) -> Bets:
    return bets_on(np.array([value for value, _ in pairs]), np.array([arm for _, arm in pairs]), share)


def first(bets: Bets, n: int) -> Bets:
    return Bets(bets.effects[:n], bets.least[:n], bets.most[:n])


@pytest.mark.parametrize("share", [0.5, 0.2])
def test_capital_is_worth_its_start_on_average_over_all_ways_to_deal_the_arms(share: float) -> None:
    """Lifters who are all unlike, in any order: chance lies in the assignment alone."""
    control = np.array([0.0, 0.9, 0.1, 0.5, 0.85, 0.3, 0.0, 0.6])
    effect = 0.1
    mean = 0.0
    for dealt in product((False, True), repeat=len(control)):
        arms = np.array(dealt)
        chance = share ** arms.sum() * (1 - share) ** (~arms).sum()
        bets = bets_on(np.where(arms, control + effect, control), arms, share)
        mean += chance * np.exp([evidence_above(bets, effect)[-1], evidence_below(bets, effect)[-1]])
    assert mean == pytest.approx([1.0, 1.0])


@given(values_and_arms, st.sampled_from([0.5, 0.2, 0.9]))
def test_every_effect_lies_between_its_bounds_so_that_no_stake_is_lost_whole(
    pairs: list[tuple[float, bool]], share: float
) -> None:
    bets = made(pairs, share)
    assert (bets.least <= bets.effects + 1e-12).all()
    assert (bets.effects <= bets.most + 1e-12).all()
    assert np.isfinite(evidence_above(bets, -0.999)).all()
    assert np.isfinite(evidence_below(bets, 0.999)).all()


@given(values_and_arms, st.sampled_from([0.5, 0.2]), st.floats(-0.99, 0.98), st.floats(0.001, 0.5))
def test_evidence_above_a_larger_effect_is_never_more(
    pairs: list[tuple[float, bool]], share: float, effect: float, more: float
) -> None:
    bets = made(pairs, share)
    assert (evidence_above(bets, min(0.99, effect + more)) <= evidence_above(bets, effect) + 1e-9).all()


@given(values_and_arms, st.sampled_from([0.5, 0.2]))
def test_the_interval_never_widens_when_looks_go_on(pairs: list[tuple[float, bool]], share: float) -> None:
    bets = made(pairs, share)
    looks = [bounds(first(bets, n), ALPHA) for n in range(len(pairs) + 1)]
    assert looks[0] == pytest.approx((-1, 1), abs=3e-5)
    for (low, high), (next_low, next_high) in pairwise(looks):
        assert next_low >= low
        assert next_high <= high
        assert next_low <= next_high


@given(values_and_arms, st.sampled_from([0.5, 0.3]))
def test_with_the_arms_relabelled_the_sign_turns(pairs: list[tuple[float, bool]], share: float) -> None:
    bets, turned = made(pairs, share), made([(value, not arm) for value, arm in pairs], 1 - share)
    assert turned.effects == pytest.approx(-bets.effects)
    low, high = bounds(bets, ALPHA)
    assert bounds(turned, ALPHA) == pytest.approx((-high, -low), abs=3e-5)


@pytest.mark.parametrize(("planted", "share"), [(0.0, 0.5), (0.1, 0.5), (-0.1, 0.2)])
def test_the_interval_holds_the_true_effect_at_all_looks_at_once(planted: float, share: float) -> None:
    """500 experiments with lifters who differ widely inside arms; 25 of them may leave the effect out at some look."""
    random = np.random.default_rng(20261123)
    left_out = sum(
        _is_ruled_out(crowd(random, 300, Planted(effect=planted), share), planted, share) for _ in range(500)
    )
    assert left_out <= 25


def _is_ruled_out(found: Crowd, effect: float, share: float) -> bool:
    """At any look, which is what *bounds* searches for: the capital of either side reaches 2 / ALPHA."""
    bets = found.bets(share)
    return max(evidence_above(bets, effect).max(), evidence_below(bets, effect).max()) >= np.log(2 / ALPHA)


def test_the_bounds_are_where_the_capital_reaches_its_aim() -> None:
    bets = crowd(np.random.default_rng(3), 300, Planted(effect=0.1)).bets()
    low, high = bounds(bets, ALPHA)
    assert -1 < low < 0.1 < high < 1
    for outside, inside, evidence in ((-3e-5, 3e-5, evidence_above), (3e-5, -3e-5, evidence_below)):
        bound = low if evidence is evidence_above else high
        assert evidence(bets, bound + outside).max() > np.log(2 / ALPHA) > evidence(bets, bound + inside).max()


def test_an_effect_that_turns_round_leaves_no_effect_and_is_said_as_the_middle() -> None:
    values = np.r_[np.tile([1.0, 0.0], 100), np.tile([0.0, 1.0], 400)]
    low, high = bounds(bets_on(values, np.tile([True, False], 500), 0.5), ALPHA)
    assert low == high


def test_an_uneven_deal_is_found_and_an_even_one_is_not() -> None:
    random = np.random.default_rng(5)
    assert imbalance(np.ones(60, np.bool_), 0.5)[-1] > np.log(1000)
    assert imbalance(random.random(3000) < 0.56, 0.5).max() > np.log(1000)
    fair = [imbalance(random.random(1000) < 0.2, 0.2).max() for _ in range(500)]
    assert sum(most > np.log(20) for most in fair) <= 25
