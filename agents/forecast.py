"""How strong a lifter will be: simple, and labelled so. All is in kilograms and float: these are estimates.

Everywhere *lift* is an exercise, *history* its entries (others are passed over) oldest first, and *day* the day that
is asked about: entries of that day and later are not looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from statistics import NormalDist
from typing import Final

from agents.sessions import Session, sessions
from knowledge.exercise import ExerciseId
from knowledge.strength import MOST_REPS, maximum_from, weight_for
from storage.records import Entry, SetKind

NAME: Final = "simple-1"
SESSIONS: Final = 60  # looked back on; at the gains below a session before them weighs nothing

GAIN: Final = 0.75  # of the way from the forecast to what was seen (best of an average weighted by age, on logs)
LIGHT_GAIN: Final = 0.35  # after a day more than LIGHT below the forecast: nobody lifts more than he can, many less
LIGHT: Final = 0.1

WEEKLY_TREND: Final = 0.002  # of strength, in the first two years on record; science: 0.5 % as a novice, 0.2, then 0.07
LATE_WEEKLY_TREND: Final = 0.0007
LATE_DAYS: Final = 730
TREND_DAYS: Final = 35.0  # over which the trend dies away while nothing is trained
KEPT_DAYS: Final = 14  # of rest that cost nothing; then
WEEKLY_LOSS: Final = 0.005

RESERVE: Final = 0.047  # by which a completed set without RPE understates what can be lifted, and ...
NOISE: Final = 0.0435  # ... the spread around it: both fitted to how often raises by 0 to 8 % kept their reps on logs
REPS_NOISE: Final = 0.01  # for each rep between the set that was seen and the one that is asked about
BOUND_GAIN: Final = 0.15  # a set done as asked is a lower bound: it draws the estimate down only this far

ONE_STEP: Final = 0.06  # spread of the next session's best around its forecast
LONGEST_ODDS: Final = 0.01  # no chance below it or above 1 minus it is claimed


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a lifter could do if asked: the logarithm of his 1RM in kg, and the reps that it was last seen at."""

    level: float
    seen_reps: int

    def chance(self, load_kg: float, reps: int) -> float:
        """The chance of so many reps at this load, 0.01-0.99."""
        need = maximum_from(load_kg, reps)
        if need is None:
            raise ValueError(
                f"no estimate for {load_kg} kg × {reps}: it holds for loads above 0 and 1-{MOST_REPS} reps"
            )
        return _claimed(NormalDist().cdf((self.level - log(need)) / self._spread(reps)))

    def load_kg(self, reps: int, chance: float) -> float:
        """The load at which so many reps have this chance: the inverse of *chance*."""
        return weight_for(exp(self.level - NormalDist().inv_cdf(chance) * self._spread(reps)), reps)

    def _spread(self, reps: int) -> float:
        return float((NOISE**2 + (REPS_NOISE * (reps - self.seen_reps)) ** 2) ** 0.5)


def next_e1rm(lift: ExerciseId, history: Sequence[Entry], day: date) -> float:
    """The estimated 1RM, in kg, of the best set of a session on *day*.

    Raises:
        LookupError: no set that an estimate holds for (1-12 reps, a load above 0) is on record before *day*.
    """
    return exp(_expected(_seen(lift, history, day), day))


def chance(lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float:
    """The chance, 0.01-0.99, that *reps* at *load_kg* are made on *day* if they are tried.

    Raises:
        LookupError: as *next_e1rm*.
        ValueError: *reps* is outside 1-12, or *load_kg* is not above 0.
    """
    return capacity(lift, history, day).chance(load_kg, reps)


def chance_of_pr(lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int = 7) -> float:
    """The chance, 0.01-0.99, of a new best estimated 1RM within *within_days* days, *day* the first of them.

    Raises:
        LookupError: as *next_e1rm*.
    """
    found = _seen(lift, history, day)
    best = max(log(kg) for kg in _all_e1rms(lift, history, day))
    once = 1 - NormalDist(_expected(found, day), ONE_STEP).cdf(best)
    month = sum(session.on >= day - timedelta(days=28) for session in found)
    tries = within_days * max(month, 1) / 28
    return _claimed(1 - (1 - once) ** (tries**0.5))  # sessions of one week succeed or fail together


def capacity(lift: ExerciseId, history: Sequence[Entry], day: date) -> Capacity:
    """What a lifter could do on *day*. A set that was completed as asked is a lower bound, a missed one is the truth.

    Raises:
        LookupError: as *next_e1rm*.
    """
    found = _seen(lift, history, day)
    level, last = _could(found[0]), found[0]
    for session in found[1:]:
        level = _drifted(level, found[0].on, last.on, session.on)
        surprise = _could(session) - level
        bound = surprise < 0 and not session.missed
        level += (BOUND_GAIN if bound else GAIN) * surprise
        last = session
    return Capacity(_drifted(level, found[0].on, last.on, day), last.best.reps if last.best else 1)


def _seen(lift: ExerciseId, history: Sequence[Entry], day: date) -> list[Session]:
    recent = sessions(lift, history, day - timedelta(days=1), SESSIONS)
    found = [session for session in recent if session.e1rm_kg]
    if not found:
        raise LookupError(f"no set of {lift} before {day} to forecast from")
    return found


def _all_e1rms(lift: ExerciseId, history: Sequence[Entry], day: date) -> list[float]:
    lifts = (entry.lift for entry in history if entry.on < day and entry.lift.exercise == lift)
    estimates = (maximum_from(float(done.load.kg), done.reps) for done in lifts if done.kind is not SetKind.WARMUP)
    return [kg for kg in estimates if kg is not None]


def _expected(found: list[Session], day: date) -> float:
    """The logarithm of the next session's best: an average in which the newest weigh most, carried to *day*."""
    level, last = log(found[0].e1rm_kg or 1), found[0]
    for session in found[1:]:
        level = _drifted(level, found[0].on, last.on, session.on)
        surprise = log(session.e1rm_kg or 1) - level
        level += (LIGHT_GAIN if surprise < -LIGHT else GAIN) * surprise
        last = session
    return _drifted(level, found[0].on, last.on, day)


def _could(session: Session) -> float:
    """The logarithm of the 1RM that a session's best set speaks for, with what was left in reserve."""
    seen = log(session.e1rm_kg or 1)
    if session.missed or session.best is None:
        return seen
    if session.best.rpe is not None and session.best.rpe > 6:
        whole = maximum_from(float(session.best.load.kg), round(session.best.reps + 10 - float(session.best.rpe)))
        return log(whole) if whole else seen
    return seen + RESERVE


def _drifted(level: float, first: date, last: date, day: date) -> float:
    days = (day - last).days
    weekly = WEEKLY_TREND if (last - first).days < LATE_DAYS else LATE_WEEKLY_TREND
    gained = weekly / 7 * TREND_DAYS * (1 - exp(-days / TREND_DAYS))
    return level + gained - WEEKLY_LOSS / 7 * max(0, days - KEPT_DAYS)


def _claimed(probability: float) -> float:
    return min(1 - LONGEST_ODDS, max(LONGEST_ODDS, probability))
