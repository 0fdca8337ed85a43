"""What an experiment says, at any look: pure, and the same whatever the looks before were.

Every prefix of the observations is looked at, so a look a day can only see later what is seen here, and a verdict once
reached stays, unless harm or a broken assignment is seen. The chance that a treatment which is no better is ever called
better is ALPHA at most; that one which does no harm is ever stopped for harm, HARM_ALPHA over all measures of harm
together; that one which adds as much of a harm as its margin is ever called better, ALPHA again, however much people
like it.

All that is said of the lifters who have a value. Where the treatment changes who has one, the arms are not alike any
more: a change of how many is found as a broken assignment, one of who alone is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import exp
from typing import Final

import numpy as np

from learning.experiments.betting import (
    Bets,
    Flags,
    Floats,
    bets_on,
    bounds,
    evidence_above,
    evidence_below,
    imbalance,
)
from learning.experiments.observation import CONTROL, TREATMENT, Harm, Observation
from storage.records import Experiment

ALPHA: Final = 0.05
HARM_ALPHA: Final = 0.05  # split evenly among the measures of harm
HELD_ODDS: Final = 2.0  # for harm, at which "better" has to wait; odds of 1 are no evidence
IMBALANCE_ALPHA: Final = 0.001  # strict: a sound assignment is called broken once in a thousand experiments
MOST_ODDS: Final = 1e6  # that are written out


class Verdict(StrEnum):
    UNDECIDED = "undecided"
    BETTER = "better"
    WORSE = "worse"
    HARM = "harm"
    OVER = "over"  # its days are over and it is undecided: the control stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """*effect* is the treatment's mean less the control's, None where an arm is empty. *low* and *high* hold the true
    one in 95 % of experiments, at all looks at once; BETTER is a test to one side, so *low* may be just below 0 then.
    """

    effect: float | None
    low: float
    high: float
    n: Mapping[str, int]  # lifters, by CONTROL and TREATMENT
    verdict: Verdict
    why: str  # in one line
    decided_at: datetime | None = None  # when BETTER, WORSE or HARM could first be seen
    is_broken: bool = False  # the arms have other shares than registered, so nothing is said of better and worse


@dataclass(frozen=True, slots=True)
class _Seen:
    """Observations in the order in which their horizons ended."""

    times: Floats  # seconds
    treated: Flags
    values: Floats
    bets: Bets


@dataclass(frozen=True, slots=True)
class _Found:
    verdict: Verdict
    why: str
    at: float | None = None  # seconds


def analyse(
    experiment: Experiment,
    observations: Sequence[Observation],
    harms: Sequence[Harm] = (),
    now: datetime | None = None,
) -> Analysis:
    """*observations* in any order; those from after the end of the experiment do not count.

    Harm goes before all else, and is told even where the assignment is broken: to stop costs little. *now* tells
    whether its days are over; without it the newest observation does.
    """
    seen = _seen(experiment, observations)
    found, odds = _found(experiment, seen, harms), _odds(imbalance(seen.treated, experiment.share), IMBALANCE_ALPHA)
    if found is None or (odds and found.verdict is not Verdict.HARM):
        verdict = _without(experiment, now or max((one.at for one in observations), default=None))
        found = _Found(verdict, _why_broken(experiment, seen, odds) if odds else _why_none(experiment, seen, verdict))
    low, high = bounds(seen.bets, ALPHA)
    treatment, control = seen.values[seen.treated], seen.values[~seen.treated]
    return Analysis(
        effect=float(treatment.mean() - control.mean()) if treatment.size and control.size else None,
        low=low,
        high=high,
        n={CONTROL: control.size, TREATMENT: treatment.size},
        verdict=found.verdict,
        why=f"{experiment.treatment.name} against {experiment.control.name}: {found.why}",
        decided_at=None if found.at is None else _at(experiment, found.at),
        is_broken=bool(odds),
    )


def ends_at(experiment: Experiment) -> datetime | None:
    """When it ended, or at the latest will; None: it has not begun."""
    if experiment.started_at is None:
        return None
    last = days_after(experiment.started_at, experiment.most_days)
    return min(last, experiment.ended_at) if experiment.ended_at else last


def days_after(at: datetime, days: int) -> datetime:
    """The last instant that there is where the calendar does not reach so far: rows may be older than the bounds."""
    try:
        return at + timedelta(days=days)
    except OverflowError:
        return datetime.max.replace(tzinfo=at.tzinfo)


def _seen(experiment: Experiment, observations: Sequence[Observation]) -> _Seen:
    end = ends_at(experiment)
    within = sorted((one.at, one.user, one.arm, one.value) for one in observations if end is None or one.at <= end)
    treated = np.array([arm == TREATMENT for _, _, arm, _ in within], np.bool_)
    values = np.array([value for *_, value in within], np.float64)
    times = np.array([at.timestamp() for at, *_ in within], np.float64)
    return _Seen(times, treated, values, bets_on(values, treated, experiment.share))


def _at(experiment: Experiment, seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, experiment.registered_at.tzinfo)


def _without(experiment: Experiment, now: datetime | None) -> Verdict:
    """What it is called where nothing was found."""
    end = ends_at(experiment)
    return Verdict.OVER if now and end and now >= end else Verdict.UNDECIDED


# ── what is found ──────────────────────────────────────────────────────────────────────────────────────────────────


def _found(experiment: Experiment, seen: _Seen, harms: Sequence[Harm]) -> _Found | None:
    """Harm, or the first of better and worse; None: nothing yet."""
    harmed = {harm.name: _seen(experiment, harm.observations) for harm in harms}
    evidence = {name: evidence_above(each.bets, 0.0) for name, each in harmed.items()}
    found = [
        _Found(Verdict.HARM, f"it does harm, more often {name}, odds {_written(odds)}.", at)
        for name, each in harmed.items()
        if (odds := _odds(evidence[name], HARM_ALPHA / len(harms)))
        and (at := _first(each.times, evidence[name] >= -np.log(HARM_ALPHA / len(harms)))) is not None
    ]
    if not found:
        clear = [_clear(harmed[harm.name], evidence[harm.name], harm.margin, seen.times) for harm in harms]
        found = [each for each in (_better(experiment, seen, clear), _worse(experiment, seen)) if each]
    return min(found, key=lambda each: each.at or 0.0, default=None)


def _better(experiment: Experiment, seen: _Seen, clear: Sequence[Flags]) -> _Found | None:
    """*clear*: whether each measure of harm lets it be called so, at the times of *seen*."""
    evidence = evidence_above(seen.bets, 0.0)
    was_reached = np.maximum.accumulate(evidence) >= -np.log(ALPHA)
    at = _first(seen.times, np.logical_and.reduce([was_reached, *clear]))
    why = f"better in {experiment.metric}, odds {_written(_odds(evidence, ALPHA))}."
    return None if at is None else _Found(Verdict.BETTER, why, at)


def _worse(experiment: Experiment, seen: _Seen) -> _Found | None:
    evidence = evidence_below(seen.bets, 0.0)
    at = _first(seen.times, evidence >= -np.log(ALPHA))
    why = f"worse in {experiment.metric}, odds {_written(_odds(evidence, ALPHA))}."
    return None if at is None else _Found(Verdict.WORSE, why, at)


def _clear(harm: _Seen, evidence: Floats, margin: float | None, times: Floats) -> Flags:
    """Whether, at *times*, nothing speaks for harm, and it was shown to be below its margin where it has one."""
    is_clear = evidence < np.log(HELD_ODDS)
    if margin is not None:
        is_clear &= np.maximum.accumulate(evidence_below(harm.bets, margin)) >= -np.log(ALPHA)
    known: Flags = np.concatenate(([margin is None], is_clear))[np.searchsorted(harm.times, times, side="right")]
    return known


def _first(times: Floats, reached: Flags) -> float | None:
    return float(times[reached.argmax()]) if reached.any() else None


def _odds(evidence: Floats, alpha: float) -> float:
    """The most that the capital ever was, of a start of 1, where that is 1 / *alpha* or more; else 0."""
    most = evidence.max(initial=-np.inf)
    return exp(min(most, np.log(10 * MOST_ODDS))) if most >= -np.log(alpha) else 0.0


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _written(odds: float) -> str:
    return f"above {MOST_ODDS:,.0f} to 1" if odds > MOST_ODDS else f"{odds:,.0f} to 1"


def _lifters(n: int) -> str:
    return "1 lifter" if n == 1 else f"{n:,} lifters"


def _why_none(experiment: Experiment, seen: _Seen, verdict: Verdict) -> str:
    if verdict is Verdict.OVER:
        return f"undecided at its end with {_lifters(seen.values.size)}, so {experiment.control.name} stays."
    return f"undecided after {_lifters(seen.values.size)}."


def _why_broken(experiment: Experiment, seen: _Seen, odds: float) -> str:
    return (
        f"no verdict, as {seen.treated.sum():,} of {_lifters(seen.values.size)} had the treatment where "
        f"{experiment.share:.0%} were registered, odds {_written(odds)} against chance; find out why."
    )
