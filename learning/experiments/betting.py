"""A test and an interval that stay valid however often one looks, by betting on what comes next. Pure.

A lifter's value Y in [0, 1] becomes Z = (Y - m) (A / p - (1 - A) / (1 - p)): A is 1 in the treatment and 0 in the
control, p the share of the treatment, m a guess made from the lifters before him. As a hash drew A, the mean of Z given
the past is the effect, whatever m is and however unlike the lifters are; a good m only makes Z vary less. Z is bounded,
so capital that is staked on "the effect is above x" can never be lost whole, and grows only by luck where that is not
so: the chance that it ever reaches k times its start is 1 / k at most (Ville 1939).

Sources: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86 (2024); Lindon
and Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022, for the balance of the arms.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

STAKES: Final = (0.9, 0.5, 0.25, 0.125, 0.0625)
"""Of the most that could be staked. The capital is split evenly among them, and no part ever changes its stake: small
ones find small effects, large ones find what is rare early."""
HALVINGS: Final = 18  # of an interval of 2: a bound is found to 1e-5
EDGE: Final = 1e-6  # from an effect of 1, where a stake would have no bound
BALANCE_PRIOR: Final = 50.0  # lifters: as sure of the registered share as if so many had been dealt by it before


@dataclass(frozen=True, slots=True)
class Bets:
    """*effects* are the Z of lifters in the order in which they ended; each lies between its *least* and its *most*.

    The last axis is that of the lifters; others, where there are any, are separate experiments.
    """

    effects: Floats
    least: Floats
    most: Floats


def bets_on(values: Floats, treated: Flags, share: float) -> Bets:
    """*values* in [0, 1], in the order in which the lifters ended. m is the mean of those before and one at 0.5."""
    before: Floats = (0.5 + np.cumsum(values, axis=-1) - values) / (1 + np.arange(values.shape[-1]))
    effects = (values - before) * np.where(treated, 1 / share, -1 / (1 - share))
    least = -np.maximum(before / share, (1 - before) / (1 - share))
    most = np.maximum((1 - before) / share, before / (1 - share))
    return Bets(effects, least, most)


def evidence_above(bets: Bets, effect: float) -> Floats:
    """The logarithm of the capital after each lifter, staked on an effect above *effect*, which is between -1 and 1.

    It never falls where *effect* is made smaller: the stakes depend on nothing but the least that Z can be.
    """
    won = (bets.effects - effect) / (effect - bets.least)  # -1: all that was staked is lost
    stakes = np.reshape(STAKES, (-1, *[1] * won.ndim))
    parts = np.cumsum(np.log1p(stakes * won), axis=-1)
    most = parts.max(axis=0)  # taken out before it is exponentiated: capital can be beyond all numbers
    capital: Floats = most + np.log(np.exp(parts - most).mean(axis=0))
    return capital


def evidence_below(bets: Bets, effect: float) -> Floats:
    """The same, staked on an effect below *effect*."""
    return evidence_above(_turned(bets), -effect)


def bounds(bets: Bets, alpha: float) -> tuple[float, float]:
    """The effects that no look so far has ruled out; the true one is among them at all looks with chance 1 - *alpha*.

    Every earlier look counts, so the interval never widens. Should an effect that changes with time leave nothing of
    it, both are the middle of what is crossed.
    """
    low, high = _low(bets, alpha / 2), -_low(_turned(bets), alpha / 2)
    return (low, high) if low <= high else ((low + high) / 2,) * 2


def imbalance(treated: Flags, share: float) -> Floats:
    """The logarithm of the evidence after each lifter that the treatment is dealt to another share than *share*."""
    before: Floats = np.cumsum(treated, dtype=np.float64) - treated
    expected = (BALANCE_PRIOR * share + before) / (BALANCE_PRIOR + np.arange(len(treated)))
    return np.cumsum(np.where(treated, np.log(expected / share), np.log((1 - expected) / (1 - share))))


def _turned(bets: Bets) -> Bets:
    return Bets(-bets.effects, -bets.most, -bets.least)


def _low(bets: Bets, alpha: float) -> float:
    """The least effect that is not ruled out; capital falls as the effect rises, so halving finds it."""
    ruled_out, kept = -1.0, 1.0 - EDGE
    for _ in range(HALVINGS if bets.effects.size else 0):
        middle = (ruled_out + kept) / 2
        if evidence_above(bets, middle).max() >= -np.log(alpha):
            ruled_out = middle
        else:
            kept = middle
    return ruled_out
