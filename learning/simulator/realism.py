"""Whether the simulated lifters look like real ones: each check with the band that it has to keep.

The bands were written down first. The constants of world.py were then set until lifters who choose their loads by feel,
in the standard world, kept them; no compared policy was run for it. The shares of kept reps, the layoff and the PRs
are those of public training logs (13 lifters, 2,014 sessions); gains by level are a rule of thumb; the cost of a short
night is from PMC9584849.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp, log
from random import Random
from statistics import mean, median, stdev
from typing import Final

from knowledge.exercise import Exercise
from learning.simulator.baselines import ByFeel
from learning.simulator.offers import best_e1rm_kg
from learning.simulator.season import Person, Season, Session, live
from learning.simulator.seen import Policy
from learning.simulator.world import STANDARD, Level

DAYS: Final = 182
BAD_NIGHT: Final = 91  # the day after it; a Monday, so both lifts are trained
TREND_DAYS: Final = 28

KEPT: Final = {
    "same load": (-0.001, 0.001, 0.88),
    "load up 2-4 %": (0.015, 0.04, 0.67),
    "load up 4-6 %": (0.04, 0.06, 0.47),
    "load up 6 %+": (0.06, 1.0, 0.28),
}
KEPT_WITHIN: Final = 0.10
GAINS: Final = {Level.NOVICE: (0.15, 0.35), Level.INTERMEDIATE: (0.05, 0.12), Level.ADVANCED: (0.01, 0.05)}
DAY_TO_DAY: Final = (0.02, 0.05)
LAYOFF_DROP: Final = (0.05, 0.08)
PR_SHARE: Final = (0.10, 0.22)  # near 16 %
SHORT_NIGHT: Final = (0.02, 0.04)
STEP: Final = (-0.005, 0.005)  # how much one bad night may change the trend of the four weeks after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    name: str
    value: float  # a share
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.value <= self.high


def checks(people: Sequence[Person], exercises: Sequence[Exercise], days: int = DAYS) -> tuple[Check, ...]:
    """Every check, on *people* who choose by feel for half a year in the standard world."""
    seasons = [live(person, STANDARD, exercises, days, _by_feel(at)) for at, person in enumerate(people)]
    away = replace(STANDARD, layoff_chance=1.0, layoff_days=(14, 35))
    layoffs = [live(person, away, exercises, days, _by_feel(at)) for at, person in enumerate(people)]
    bad = [live(person, STANDARD, exercises, days, _by_feel(at), BAD_NIGHT) for at, person in enumerate(people)]
    return tuple(_checks(seasons, layoffs, bad))


def _checks(seasons: Sequence[Season], layoffs: Sequence[Season], bad: Sequence[Season]) -> Iterator[Check]:
    for level, (low, high) in GAINS.items():
        gains = [season.gain for season in seasons if season.level is level]
        yield Check(name=f"gain, {level}", value=median(gains), low=low, high=high)
    pairs = [pair for season in seasons for pair in _pairs(season)]
    for name, (least, most, share) in KEPT.items():
        yield _kept(name, pairs, least, most, share)
    for name, value, (low, high) in (
        ("day-to-day variation", median(_variation(season) for season in seasons), DAY_TO_DAY),
        ("drop after 2-5 weeks off", _layoff_drop(layoffs), LAYOFF_DROP),
        ("sessions with an e1RM record", mean(map(_pr_share, seasons)), PR_SHARE),
        ("cost of 6 h of sleep or less", _short_night(seasons), SHORT_NIGHT),
        ("one bad night on the next 4 weeks", _step_response(seasons, bad), STEP),
    ):
        yield Check(name=name, value=value, low=low, high=high)


def _by_feel(at: int) -> Callable[[], Policy]:
    return lambda: ByFeel(Random(f"by feel {at}"))


def _pairs(season: Season) -> list[tuple[Session, Session]]:
    """Sessions of a lift that follow each other within ten days."""
    found = []
    for lift in range(len(season.start_kg)):
        own = [session for session in season.sessions if session.lift == lift]
        found += [(before, after) for before, after in pairwise(own) if after.day - before.day <= 10]
    return found


def _kept(name: str, pairs: Sequence[tuple[Session, Session]], least: float, most: float, share: float) -> Check:
    """How often the reps of last time were reached again, where the load changed by so much."""
    found = [
        after.top_reps >= before.top_reps for before, after in pairs if least < after.top_kg / before.top_kg - 1 <= most
    ]
    value = mean(found) if found else 0.0
    return Check(name=f"reps kept, {name}", value=value, low=share - KEPT_WITHIN, high=share + KEPT_WITHIN)


def _variation(season: Season) -> float:
    """The spread of a day's strength around what he is capable of untired."""
    return stdev(log(session.strength_kg / session.capacity_kg) for session in season.sessions)


def _layoff_drop(seasons: Sequence[Season]) -> float:
    """The first session back against the best of the three before, as strength on the day."""
    drops = []
    for season in seasons:
        for lift in range(len(season.start_kg)):
            own = [session for session in season.sessions if session.lift == lift]
            drops += [
                1 - own[at].strength_kg / max(session.strength_kg for session in own[at - 3 : at])
                for at in range(3, len(own))
                if 14 <= own[at].day - own[at - 1].day <= 35
            ]
    return median(drops) if drops else 0.0


def _pr_share(season: Season) -> float:
    """The share of sessions, after the first, whose best set speaks for more strength than all before."""
    records = total = 0
    for lift in range(len(season.start_kg)):
        best = 0.0
        for session in (session for session in season.sessions if session.lift == lift):
            kg = best_e1rm_kg(session.sets)
            total += best > 0
            records += 0 < best < kg
            best = max(best, kg)
    return records / total if total else 0.0


def _short_night(seasons: Sequence[Season]) -> float:
    """How much weaker the days after 6 h or less are than those after 7 h or more, each against his own capacity."""
    days = [session for season in seasons for session in season.sessions]
    short = [log(day.strength_kg / day.capacity_kg) for day in days if day.sleep_hours <= 6]
    rested = [log(day.strength_kg / day.capacity_kg) for day in days if day.sleep_hours >= 7]
    return 1 - exp(mean(short) - mean(rested)) if short and rested else 0.0


def _step_response(seasons: Sequence[Season], bad: Sequence[Season]) -> float:
    """The median change of true capacity that one night of 4 h leaves four weeks later."""
    at = BAD_NIGHT + TREND_DAYS
    apart = [
        after.capacity[at] - season.capacity[at]
        for season, after in zip(seasons, bad, strict=True)
        if at < len(season.capacity)
    ]
    return median(apart) if apart else 0.0
