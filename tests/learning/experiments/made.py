"""Experiments on invented lifters who differ widely: the effect is planted, so it is known.

They come over weeks, more of them at its beginning, vote 1 to 200 times within two weeks, most of them seldom, some
days more than others, and some leave early. How often a lifter is content is his own; an effect is added to it, for
some more and for others less. Who is met with warning signs is his own as well.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from learning.experiments.betting import Bets, Flags, Floats, bets_on
from learning.experiments.collect import HARMS
from learning.experiments.observation import CONTROL, TREATMENT, Harm, Observation
from storage.records import Arm, Experiment, UserId, Varies

STARTED_AT = datetime(2026, 9, 7, tzinfo=UTC)
HORIZON_DAYS = 14
ARRIVAL_DAYS = 76
MOST_DAYS = ARRIVAL_DAYS + HORIZON_DAYS
USERS = [UserId(f"{number:06}") for number in range(2000)]
WARNINGS = "answers followed by a warning sign"
WEEKDAYS = np.array([1.4, 0.8, 1.3, 0.7, 1.2, 1.0, 0.6])  # how busy, from Monday
MOODS = np.array([0.04, 0.0, 0.02, 0.0, -0.01, -0.03, -0.02])  # more or less content


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    effect: float = 0.0  # on how often a lifter is content
    hurt: float = 0.0  # on the share of his answers that a warning sign follows


@dataclass(frozen=True, slots=True)
class Crowd:
    """One experiment's lifters in the order in which they came; *votes* and *ups* by lifter and day of his horizon."""

    came_on: Floats  # days after the start
    treated: Flags
    votes: Floats
    ups: Floats
    hurt: Floats

    @property
    def valued(self) -> Flags:
        return self.votes.sum(axis=1) > 0

    @property
    def values(self) -> Floats:
        """Of those who voted at all."""
        voted = self.valued
        return self.ups[voted].sum(axis=1) / self.votes[voted].sum(axis=1)

    def bets(self, share: float = 0.5) -> Bets:
        return bets_on(self.values, self.treated[self.valued], share)

    def observations(self) -> tuple[Observation, ...]:
        voted = np.flatnonzero(self.valued)
        return self._observed(voted, self.values)

    def harms(self) -> tuple[Harm, ...]:
        everybody = np.arange(self.hurt.size)
        return (Harm(WARNINGS, self._observed(everybody, self.hurt), HARMS[WARNINGS]),)

    def _observed(self, who: NDArray[np.intp], values: Floats) -> tuple[Observation, ...]:
        names, times = map(USERS.__getitem__, who), map(over_at, self.came_on[who].tolist())
        arms = np.where(self.treated[who], TREATMENT, CONTROL).tolist()
        return tuple(map(Observation, names, arms, times, values.tolist()))


def over_at(came_on: float) -> datetime:
    return STARTED_AT + timedelta(days=came_on + HORIZON_DAYS)


def crowd(random: np.random.Generator, lifters: int, planted: Planted, share: float = 0.5) -> Crowd:
    came_on = np.sort(ARRIVAL_DAYS * random.beta(1.0, 1.3, lifters))
    treated = random.random(lifters) < share
    content = 0.2 + 0.6 * random.beta(1.5, 1.0, lifters)
    moved = np.where(treated, planted.effect + random.uniform(-0.05, 0.05, lifters), 0.0)
    days = came_on.astype(int)[:, None] + np.arange(HORIZON_DAYS)
    volume = np.exp(random.uniform(0, np.log(200), lifters)) / HORIZON_DAYS
    # who is content stays longer, in either arm
    stays = np.arange(HORIZON_DAYS) < random.geometric(0.15 - 0.12 * content)[:, None]
    votes = np.minimum(random.poisson(volume[:, None] * WEEKDAYS[days % 7]) * stays, 30)
    ups = random.binomial(votes, np.clip((content + moved)[:, None] + MOODS[days % 7], 0, 1))
    prone = random.beta(0.4, 6.0, lifters) + np.where(treated, planted.hurt, 0.0)
    answers = 1 + random.poisson(3 * volume)
    hurt = random.binomial(answers, np.minimum(prone, 1.0)) / answers
    return Crowd(came_on, treated, votes.astype(np.float64), ups.astype(np.float64), hurt)


def experiment(**changed: object) -> Experiment:
    terms: dict[str, object] = {
        "name": "canary",
        "varies": Varies.ADAPTER,
        "agent": "coach",
        "control": Arm("base", ""),
        "treatment": Arm("coach-1", "coach-1"),
        "salt": "salt",
        "metric": "satisfaction",
        "horizon_days": HORIZON_DAYS,
        "minimum_effect": 0.1,
        "most_days": MOST_DAYS,
        "registered_at": STARTED_AT,
        "started_at": STARTED_AT,
    }
    return Experiment(**{**terms, **changed})  # type: ignore[arg-type]
