"""From lifters' rows to observations: who was in which arm, and what his horizon showed. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from statistics import fmean
from typing import Final

from agents.lineup import dealt
from knowledge.exercise import Exercises
from learning.experiments.analysis import days_after, ends_at
from learning.experiments.observation import CONTROL, TREATMENT, Harm, Observation
from learning.metrics import METRICS, Metric
from learning.signals import Episode, cuts_of, episodes
from storage.records import Experiment, Lineup, Person, UserId, Varies, Whole

HARMS: Final[Mapping[str, float | None]] = {
    "answers followed by a warning sign": 0.075,
    "prescriptions missed": None,
    "answers cut by the guard": None,
}
"""What is watched, with the margin below which "better" needs it to be shown; None: without evidence of it is enough.

The margin is ours: 3 warning signs more among 40 answers. Half of it would take twice as many lifters and more.
"""


class Left(StrEnum):
    """Why a lifter who was in an experiment adds nothing to it."""

    WAITS = "his horizon is not over"
    MET_BEFORE = "he was met before it began, so that it dealt him no style"
    NO_VALUE = "nothing to measure within his horizon"
    OTHER_ARM = "his answers name another arm than the one that is his"


@dataclass(frozen=True, slots=True)
class LeftOut:
    user: UserId
    arm: str  # the name of the arm in which he was first answered
    why: Left


@dataclass(frozen=True, slots=True)
class Collected:
    """*harms* has each of HARMS in their order; a lifter without a value for one is missing there alone."""

    observations: tuple[Observation, ...]
    harms: tuple[Harm, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Exposed:
    """A lifter who was answered in the experiment."""

    whole: Whole
    first_at: datetime
    over_at: datetime  # when his horizon is over


def observations(
    experiment: Experiment, lifters: Iterable[Whole], exercises: Exercises, now: datetime
) -> tuple[Observation, ...]:
    """*collected* without the rest."""
    return collected(experiment, lifters, exercises, now).observations


def collected(
    experiment: Experiment,
    lifters: Iterable[Whole],
    exercises: Exercises,
    now: datetime,
    metrics: Mapping[str, Metric] = METRICS,
) -> Collected:
    """All that *lifters* add to *experiment*, as it stands at *now*. Who was never answered in it adds nothing.

    A lifter is measured by what was known when his horizon was over: a later vote, set or warning sign does not change
    his value any more, or looks at it would not be looks at one and the same experiment.

    Who had chosen his style is dealt none, so he is in no experiment on it. Who chooses one later stays in the arm that
    he was dealt: people leave the arm that they like less, and without them it would look better than it is.
    """
    found: list[Observation] = []
    harmed: dict[str, list[Observation]] = {name: [] for name in HARMS}
    left_out: list[LeftOut] = []
    for one in _exposed(experiment, lifters):
        user, tag = one.whole.person.user, _tags(experiment, one.whole, one.first_at)[0]
        why = _left(experiment, one, now)
        if why is None:
            within = _within(one, exercises)
            arm = TREATMENT if tag == experiment.treatment.name else CONTROL
            for name, share in _harms(experiment, within).items():
                harmed[name] += [] if share is None else [Observation(user, arm, one.over_at, share)]
            value = metrics[experiment.metric].of_lifter(within)
            found += [] if value is None else [Observation(user, arm, one.over_at, value)]
            why = Left.NO_VALUE if value is None else None
        left_out += [LeftOut(user, tag, why)] if why else []
    harms = tuple(Harm(name, tuple(harmed[name]), margin) for name, margin in HARMS.items())
    return Collected(tuple(found), harms, tuple(left_out))


def joined(parts: Iterable[Collected]) -> Collected:
    """What was collected of some lifters and of others, of one experiment, as one."""
    found = list(parts)
    harms = tuple(
        Harm(name, tuple(one for part in found for one in part.harms[at].observations), margin)
        for at, (name, margin) in enumerate(HARMS.items())
    )
    return Collected(
        observations=tuple(one for part in found for one in part.observations),
        harms=harms,
        left_out=tuple(one for part in found for one in part.left_out),
    )


def usual_values(
    metric: Metric, horizon_days: int, lifters: Iterable[Whole], exercises: Exercises, now: datetime
) -> Iterator[float]:
    """What lifters' first *horizon_days* came to, in an experiment or not: how much values vary from one to another."""
    for whole in lifters:
        first_at = next((turn.at for turn in whole.turns if turn.words), now)
        one = _Exposed(whole, first_at, days_after(first_at, horizon_days))
        if one.over_at <= now and (value := metric.of_lifter(_within(one, exercises))) is not None:
            yield value


def exposed_at(experiment: Experiment, whole: Whole) -> datetime | None:
    """When he was first answered in it, after its start and before its end; None: never."""
    begin, end = experiment.started_at, ends_at(experiment)
    if begin is None or end is None:
        return None
    mark = f"{experiment.name}:"
    within = (turn for turn in whole.turns if begin <= turn.at < end)
    return next((turn.at for turn in within if any(tag.startswith(mark) for tag in turn.arms)), None)


def known_at(whole: Whole, at: datetime) -> Whole:
    """The rows as they were before *at*; what was undone since stays left out."""
    return replace(
        whole,
        turns=tuple(row for row in whole.turns if row.at < at),
        entries=tuple(row for row in whole.entries if row.said_at < at),
        readiness=tuple(row for row in whole.readiness if row.said_at < at),
        flags=tuple(
            row if row.cleared_at and row.cleared_at < at else replace(row, cleared_at=None)
            for row in whole.flags
            if row.raised_at < at
        ),
        prescriptions=tuple(row for row in whole.prescriptions if row.made_at < at),
        predictions=tuple(
            row if row.outcome_at and row.outcome_at < at else replace(row, outcome=None, outcome_at=None)
            for row in whole.predictions
            if row.offered_at < at
        ),
        exchanges=tuple(row for row in whole.exchanges if row.at < at),
        feedback=tuple(row for row in whole.feedback if row.said_at < at),
    )


def _exposed(experiment: Experiment, lifters: Iterable[Whole]) -> Iterator[_Exposed]:
    for whole in lifters:
        if (first_at := exposed_at(experiment, whole)) is not None:
            yield _Exposed(whole, first_at, days_after(first_at, experiment.horizon_days))


def _tags(experiment: Experiment, whole: Whole, since: datetime) -> list[str]:
    """The names of the arms in which his answers were given, oldest first."""
    tags = (tag.partition(":") for turn in whole.turns if turn.at >= since for tag in turn.arms)
    return [arm for name, _, arm in tags if name == experiment.name]


def _left(experiment: Experiment, one: _Exposed, now: datetime) -> Left | None:
    person = one.whole.person
    if experiment.varies is Varies.STYLE and experiment.started_at and one.whole.met_at < experiment.started_at:
        return Left.MET_BEFORE
    if set(_tags(experiment, one.whole, one.first_at)) not in _own(experiment, person):
        return Left.OTHER_ARM
    end = ends_at(experiment)
    return Left.WAITS if one.over_at > (min(now, end) if end else now) else None


def _own(experiment: Experiment, person: Person) -> list[set[str]]:
    """The name of the arm that is his; of both, where his profile tells no more which style he was dealt."""
    if experiment.varies is Varies.STYLE and person.profile.style_chosen:
        return [{experiment.control.name}, {experiment.treatment.name}]
    return [{arm.name for _, arm in dealt(Lineup(experiments=(experiment,)), person)}]


def _within(one: _Exposed, exercises: Exercises) -> tuple[Episode, ...]:
    """His answers from the first in the experiment to the end of his horizon, with what was known then."""
    known = episodes(known_at(one.whole, one.over_at), exercises)
    return tuple(each for each in known if one.first_at <= each.at)


# ── harm ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _harms(experiment: Experiment, within: Sequence[Episode]) -> Mapping[str, float | None]:
    """The shares of HARMS among a lifter's answers, prescriptions and calls of the agent; None: he had none."""
    made = [each.made for one in within for each in one.prescribed if each.made is not None]
    calls = [call for one in within for call in one.exchanges if experiment.agent in (None, call.agent)]
    shares = (
        _share([one.hurt_after for one in within]),
        _share([not was for was in made]),
        _share([bool(cuts_of(call)) for call in calls]),
    )
    return dict(zip(HARMS, shares, strict=True))


def _share(found: Sequence[bool]) -> float | None:
    return fmean(found) if found else None
