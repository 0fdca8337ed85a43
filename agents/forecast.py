"""How strong a lifter will be: simple, and labelled so. All is in kilograms and float: these are estimates.

Everywhere *lift* is an exercise, *history* its entries (others are passed over) oldest first, and *day* the day that
is asked about: entries of that day and later are not looked at. Constants without another source were chosen on
public training logs, walking forward.
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

GAIN: Final = 0.75  # of the way from the forecast to what was seen
LIGHT_GAIN: Final = 0.35  # after a day more than LIGHT below the forecast: nobody lifts more than he can, many less
LIGHT: Final = 0.1

WEEKLY_TREND: Final = 0.002  # of strength, in the first two years on record (0.5 % as a novice, which logs cannot tell)
LATE_WEEKLY_TREND: Final = 0.0007
LATE_DAYS: Final = 730
TREND_DAYS: Final = 35.0  # over which the trend dies away while nothing is trained
KEPT_DAYS: Final = 14  # of rest that cost nothing; after them:
WEEKLY_LOSS: Final = 0.005

# The chance of a set, as the logit of: how far the lifter is above what it needs, in spreads of the next session; how
# often his last top sets had the reps; whether he has done it before. Fitted on 6 lifters, 3,957 sets of public logs.
BASE: Final = -2.27
ABOVE: Final = 0.90
USUAL: Final = 4.47
DONE: Final = 0.83
SPREAD: Final = 0.06
FARTHEST: Final = 6.0  # spreads; more says no more
TOP_SETS: Final = 8

BEST_HEAD: Final = 0.04  # the best day on record was a lucky one: the level lies so far below what it seems
BEST_SPREAD: Final = 0.1
TOGETHER: Final = 0.25  # tries of one week succeed or fail together: n of them count as n to this power

LONGEST_ODDS: Final = 0.01  # no chance below it or above 1 minus it is claimed


@dataclass(frozen=True, slots=True)
class Form:
    """A lifter's form on a day: the logarithm of his 1RM in kg, and the reps of his last top sets, oldest first."""

    level: float
    top_reps: tuple[int, ...]

    def chance(self, load_kg: float, reps: int, *, done: bool = False) -> float:
        """The chance of so many reps at this load, 0.01-0.99. *done*: he has done them at that load before.

        Raises:
            ValueError: *reps* is outside 1-12, or *load_kg* is not above 0.
        """
        need = maximum_from(load_kg, reps)
        if need is None:
            raise ValueError(f"no chance of {load_kg} kg × {reps}: loads are above 0, and reps 1 to {MOST_REPS}")
        above = max(-FARTHEST, min(FARTHEST, (self.level - log(need)) / SPREAD))
        return _claimed(1 / (1 + exp(-(ABOVE * above + self._intent(reps) + DONE * done))))

    def load_kg(self, reps: int, chance: float) -> float:
        """The load, never done before, at which so many reps have this chance: the inverse of *chance*."""
        above = (log(chance / (1 - chance)) - self._intent(reps)) / ABOVE
        return weight_for(exp(self.level - above * SPREAD), reps)

    def _intent(self, reps: int) -> float:
        """What the reps that he usually stops at say, as a logit."""
        usual = (1 + sum(done >= reps for done in self.top_reps)) / (len(self.top_reps) + 2)
        return BASE + USUAL * usual


def next_e1rm(lift: ExerciseId, history: Sequence[Entry], day: date) -> float:
    """The estimated 1RM, in kg, of the best set of a session on *day*.

    Raises:
        LookupError: no set that an estimate holds for (1-12 reps, a load above 0) is on record before *day*.
    """
    return exp(form(lift, history, day).level)


def chance(lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float:
    """The chance, 0.01-0.99, that *reps* at *load_kg* are made on *day* if they are tried.

    Raises:
        LookupError: as *next_e1rm*.
        ValueError: *reps* is outside 1-12, or *load_kg* is not above 0.
    """
    milli = round(load_kg * 1000)
    done = any(
        entry.on < day
        and entry.lift.exercise == lift
        and entry.lift.kind is SetKind.WORK
        and entry.lift.reps >= reps
        and round(entry.lift.load.kg * 1000) >= milli
        for entry in history
    )
    return form(lift, history, day).chance(load_kg, reps, done=done)


def chance_of_pr(lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int = 7) -> float:
    """The chance, 0.01-0.99, of a new best estimated 1RM within *within_days* days, *day* the first of them.

    Raises:
        LookupError: as *next_e1rm*.
    """
    found = _seen(lift, history, day)
    best = log(max(_all_e1rms_kg(lift, history, day)))
    once = 1 - NormalDist(_level(found, day) - BEST_HEAD, BEST_SPREAD).cdf(best)
    month = sum(session.on >= day - timedelta(days=28) for session in found)
    tries = within_days * max(month, 1) / 28
    return _claimed(1 - (1 - once) ** (tries**TOGETHER))


def form(lift: ExerciseId, history: Sequence[Entry], day: date) -> Form:
    """A lifter's form on *day*, to ask more than one thing about.

    Raises:
        LookupError: as *next_e1rm*.
    """
    found = _seen(lift, history, day)
    return Form(_level(found, day), tuple(session.top_reps for session in found[-TOP_SETS:]))


def _seen(lift: ExerciseId, history: Sequence[Entry], day: date) -> list[Session]:
    recent = sessions(lift, history, day - timedelta(days=1), SESSIONS)
    found = [session for session in recent if session.e1rm_kg]
    if not found:
        raise LookupError(f"no set of {lift} before {day} to forecast from")
    return found


def _all_e1rms_kg(lift: ExerciseId, history: Sequence[Entry], day: date) -> list[float]:
    lifts = (entry.lift for entry in history if entry.on < day and entry.lift.exercise == lift)
    estimates = (maximum_from(float(done.load.kg), done.reps) for done in lifts if done.kind is not SetKind.WARMUP)
    return [kg for kg in estimates if kg is not None]


def _level(found: Sequence[Session], day: date) -> float:
    """The logarithm of the next session's best: an average in which the newest weigh most, carried to *day*."""
    first = last = found[0]
    level = log(first.e1rm_kg or 1)
    for session in found[1:]:
        level = _drifted(level, first.on, last.on, session.on)
        surprise = log(session.e1rm_kg or 1) - level
        as_told = surprise < 0 and session.planned is not None and session.hit  # no more than a lower bound
        level += (LIGHT_GAIN if as_told or surprise < -LIGHT else GAIN) * surprise
        last = session
    return _drifted(level, first.on, last.on, day)


def _drifted(level: float, first: date, last: date, day: date) -> float:
    """*level* after the days from *last* to *day*: a little training effect, and what a longer rest costs."""
    days = (day - last).days
    weekly = WEEKLY_TREND if (last - first).days < LATE_DAYS else LATE_WEEKLY_TREND
    gained = weekly / 7 * TREND_DAYS * (1 - exp(-days / TREND_DAYS))
    return level + gained - WEEKLY_LOSS / 7 * max(0, days - KEPT_DAYS)


def _claimed(probability: float) -> float:
    return min(1 - LONGEST_ODDS, max(LONGEST_ODDS, probability))
