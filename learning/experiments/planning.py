"""How many lifters an experiment needs: the test that will be used, run on invented ones. Pure; seeded."""

from dataclasses import dataclass
from math import ceil
from statistics import NormalDist
from typing import Final

import numpy as np

from learning.experiments.analysis import ALPHA
from learning.experiments.betting import Floats, bets_on, evidence_above, evidence_below
from learning.experiments.bounds import effect_refusal, refusal, share_refusal

RUNS: Final = 400
LEAST_POWER: Final = 0.5
MOST_POWER: Final = 0.95  # beyond it too few of RUNS are left to tell how long the slowest take
SEED: Final = 20261123
LEAST_SD: Final = 0.01
MOST_SD: Final = 0.5  # no value between 0 and 1 varies more
MIDDLE: Final = 0.5  # of the two arms' means, where a value can vary most
MOST_LIFTERS: Final = 50_000
AT_ONCE: Final = 1_000_000  # values in memory
HARM_MEAN, HARM_SD = 0.06, 0.15  # assumed: what of a lifter's answers a warning sign follows, with few answers a lifter
WIDEST: Final = 0.98  # of the variance that a value between 0 and 1 can have; with it nearly all are 0 or 1


class BadPlan(ValueError):
    """A plan that cannot be made; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """Lifters of both arms together; None: more than MOST_LIFTERS."""

    lifters: int | None  # with a look whenever one likes
    lifters_one_look: int  # with one look, at the end, by the normal distribution: what looking at any time costs


def planned(
    *,
    sd: float,
    effect: float,
    share: float = 0.5,
    power: float = 0.8,
    alpha: float = ALPHA,
    margin: float | None = None,
) -> Needed:
    """How many lifters show an *effect* with a chance of *power*, where their values vary by *sd* within an arm.

    Values are drawn from beta distributions, the arms' means as far above MIDDLE as below. With *margin* it is shown as
    well that less than that is added of a harm, which both arms have alike, by HARM_MEAN and HARM_SD.

    Raises:
        BadPlan: a number is out of its range, or the effect is so small that the answer is beyond use.
    """
    _check(sd, effect, share, power)
    one_look = one_look_lifters(sd=sd, effect=effect, share=share, power=power, alpha=alpha)
    if one_look > MOST_LIFTERS:
        return Needed(lifters=None, lifters_one_look=one_look)
    most = 3 * one_look + 100
    if margin is not None:
        most += 3 * one_look_lifters(sd=HARM_SD, effect=margin, share=share, power=power, alpha=alpha)
    reached = _reached(sd, effect, share, alpha, margin, lifters=min(MOST_LIFTERS, most))
    needed = np.sort(reached)[ceil(power * RUNS) - 1]
    return Needed(lifters=int(needed) if np.isfinite(needed) else None, lifters_one_look=one_look)


def one_look_lifters(*, sd: float, effect: float, share: float, power: float, alpha: float) -> int:
    """(z of 1 - alpha + z of power)² sd² (1 / share + 1 / (1 - share)) / effect², to one side, rounded up."""
    z = NormalDist().inv_cdf(1 - alpha) + NormalDist().inv_cdf(power)
    return ceil(z**2 * sd**2 * (1 / share + 1 / (1 - share)) / effect**2)


def _check(sd: float, effect: float, share: float, power: float) -> None:
    wrong = (
        refusal("standard deviation", sd, LEAST_SD, MOST_SD)
        or effect_refusal(effect)
        or share_refusal(share)
        or refusal("power", power, LEAST_POWER, MOST_POWER)
    )
    if wrong:
        raise BadPlan(wrong)


def _reached(sd: float, effect: float, share: float, alpha: float, margin: float | None, *, lifters: int) -> Floats:
    """After how many lifters the test says "better", by run; infinite where it does not."""
    random, of_harm, reached = np.random.default_rng(SEED), np.random.default_rng(SEED + 1), np.full(RUNS, np.inf)
    rows = max(1, AT_ONCE // lifters)
    for start in range(0, RUNS, rows):
        size = (min(rows, RUNS - start), lifters)
        treated = random.random(size) < share
        mean = np.where(treated, MIDDLE + effect / 2, MIDDLE - effect / 2)
        values = _drawn(random, mean, sd)
        some = _first(evidence_above(bets_on(values, treated, share), 0.0), alpha)
        if margin is not None:
            harms = _drawn(of_harm, np.full(size, HARM_MEAN), HARM_SD)
            some = np.maximum(some, _first(evidence_below(bets_on(harms, treated, share), margin), alpha))
        reached[start : start + size[0]] = some
    return reached


def _drawn(random: np.random.Generator, mean: Floats, sd: float) -> Floats:
    """From beta distributions."""
    spread = mean * (1 - mean) / np.minimum(sd**2, WIDEST * mean * (1 - mean)) - 1
    return random.beta(mean * spread, (1 - mean) * spread)


def _first(evidence: Floats, alpha: float) -> Floats:
    """After how many lifters there is enough of it, by run; infinite where there never is."""
    over = evidence >= -np.log(alpha)
    return np.where(over.any(axis=-1), over.argmax(axis=-1) + 1.0, np.inf)
