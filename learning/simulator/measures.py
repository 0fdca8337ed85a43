"""What is measured of a policy, fixed before any policy was run. In this order of importance:

1. envelope breaches: must be 0 for the planner;
2. failed sets: share of the prescribed sets that fell short;
3. gain: change of true capacity over the time, mean of the lifts, median and quartiles over lifters;
4. regret: how much more of it the oracle brought the same lifter, median;
5. risk: points a session, one each for a failed set, a set above 97 % of the strength of that moment, a load more than
   5 % above the heaviest of four weeks, soreness above 7. It ranks policies; it is no chance of an injury;
6. grinders: share of the sets made with no rep left; jump: median raise from session to session; deload weeks;
7. PR offers: named a lifter, share made of those tried, Brier score of the chance shown, and missed chances: share of
   sessions on which a record had a chance of 60 % or more, and none was named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import mean, median, quantiles
from typing import Final

from learning.simulator.season import Season, Session

HEAVY_SHARE: Final = 0.97
SPIKE: Final = 1.05
SPIKE_DAYS: Final = 28
SORE: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Shares are of 1. None: nothing to measure it by."""

    lifters: int
    sessions: float  # a lifter
    gain: float
    gain_quartiles: tuple[float, float]
    failed: float
    grinders: float
    jump: float | None
    breaches: int  # sessions
    breached: Mapping[str, int]  # how often what
    deload_weeks: float  # a lifter
    risk: float
    regret: float
    offers: float  # a lifter
    tried: int
    made: float | None
    brier: float | None
    missed_chances: float


def measures(seasons: Sequence[Season], best: Sequence[Season]) -> Measures:
    """What *seasons* came to; *best* are those of the same lifters, in the same order, under the oracle."""
    gains = [season.gain for season in seasons]
    sessions = [session for season in seasons for session in season.sessions]
    sets = [done for session in sessions for done in session.sets]
    jumps = [jump for season in seasons for own in by_lift(season) for jump in _jumps(own)]
    low, _, high = quantiles(gains, n=4, method="inclusive")
    attempts = [attempt for season in seasons for attempt in season.attempts]
    breached = Counter(name for session in sessions for name in session.breaches)
    return Measures(
        lifters=len(seasons),
        sessions=len(sessions) / len(seasons),
        gain=median(gains),
        gain_quartiles=(low, high),
        failed=mean(done.failed for done in sets),
        grinders=mean(not done.failed and done.reserve == 0 for done in sets),
        jump=median(jumps) if jumps else None,
        breaches=sum(bool(session.breaches) for session in sessions),
        breached=dict(breached),
        deload_weeks=mean(_deload_weeks(season) for season in seasons),
        risk=sum(map(_risk, seasons)) / len(sessions),
        regret=median(top.gain - season.gain for top, season in zip(best, seasons, strict=True)),
        offers=mean(season.offers for season in seasons),
        tried=len(attempts),
        made=mean(attempt.made for attempt in attempts) if attempts else None,
        brier=mean((attempt.probability - attempt.made) ** 2 for attempt in attempts) if attempts else None,
        missed_chances=mean(session.missed_chance for session in sessions),
    )


def by_lift(season: Season) -> Iterator[list[Session]]:
    """The sessions of each lift, oldest first."""
    ordered = sorted(season.sessions, key=lambda session: (session.lift, session.day))
    for _, own in groupby(ordered, key=lambda session: session.lift):
        yield list(own)


def _jumps(own: Sequence[Session]) -> Iterable[float]:
    rises = (after.top_kg / before.top_kg - 1 for before, after in pairwise(own))
    return (rise for rise in rises if rise > 0)


def _deload_weeks(season: Season) -> int:
    return len({session.day // 7 for session in season.sessions if session.deload})


def _risk(season: Season) -> int:
    return sum(_points(own, at) for own in by_lift(season) for at in range(len(own)))


def _points(own: Sequence[Session], at: int) -> int:
    session = own[at]
    late = [before.top_kg for before in own[:at] if session.day - before.day <= SPIKE_DAYS]
    spike = bool(late) and session.top_kg > SPIKE * max(late)
    sets = sum(done.failed for done in session.sets) + sum(done.share > HEAVY_SHARE for done in session.sets)
    return sets + spike + (session.soreness > SORE)
