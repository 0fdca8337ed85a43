"""What became of the plans: how often they are followed, and how often they hold back where a plain rule would push."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from agents.plan import Action
from knowledge.exercise import ExerciseId
from learning.backtest.scores import Sums, mean
from learning.metrics.metric import Metric, Parts, share
from learning.signals import Episode, Prescribed

HALF: Final = 0.5  # of a lifter's prescriptions: who followed as many counts as one who follows
HELD_BACK: Final[Mapping[str, tuple[Action, ...]]] = {
    "held": (Action.HOLD,),
    "cut": (Action.REDUCE, Action.DELOAD),
    "rested": (Action.REST,),
    "stopped": (Action.REFER,),
}
FOLLOWED: Final = ("n", "known_next", "made_next", "hurt")  # what is summed of those held back, and of the raises


def adherence_sums(episodes: Sequence[Episode]) -> Sums:
    """Adherence rate: the mean over lifters of the share of their prescriptions that they followed.

    See *learning.signals.following* for what followed means; a prescription of which that is not known counts for
    nothing. Each lifter counts once, however much he trains.

    Sums, of one lifter: 1 if any is known, the share that he followed, 1 if that is at least HALF; then prescriptions
    known, followed, followed with a load, of these made, unknown.
    """
    plans = [plan for episode in episodes for plan in episode.prescribed]
    known = [plan for plan in plans if plan.followed is not None]
    followed = [plan for plan in known if plan.followed]
    loads = [plan for plan in followed if plan.made is not None]
    made = sum(plan.made is True for plan in loads)
    counts = (len(known), len(followed), len(loads), made, len(plans) - len(known))
    of_lifter = len(followed) / len(known) if known else 0.0
    return float(bool(known)), of_lifter, float(bool(known) and of_lifter >= HALF), *map(float, counts)


def prevention_sums(episodes: Sequence[Episode]) -> Sums:
    """Injury prevention: of the plans at which the guide's plain rule would have pushed, the share that held back.

    The plain rule adds load when the last session's reps were all made. The plan held back where it held the load, cut
    it, rested or stopped. Of a lift and day the newest plan counts, save that a step up which was taken in the same
    session is that day's plan.

    Beside it stands what followed, for these and for the raises: whether the next session's reps were made, and whether
    a warning sign was raised within 14 days. That is an observation and proves no cause: the plans hold back for those
    who are worse off.

    Sums: plans at which the rule would push, those that held back, by kind of HELD_BACK; then, for those held back and
    for the raises, FOLLOWED each.
    """
    pushed = [(episode, plan) for episode, plan in _of_each_day(episodes) if plan.earned]
    back = [one for one in pushed if one[1].prescription.action != Action.INCREASE]
    raised = [one for one in pushed if one[1].prescription.action == Action.INCREASE]
    kinds = (sum(plan.prescription.action in actions for _, plan in back) for actions in HELD_BACK.values())
    return float(len(pushed)), float(len(back)), *map(float, kinds), *_what_followed(back), *_what_followed(raised)


def _of_each_day(episodes: Sequence[Episode]) -> Iterator[tuple[Episode, Prescribed]]:
    found: dict[tuple[ExerciseId, date], tuple[Episode, Prescribed]] = {}
    for episode in episodes:
        for plan in episode.prescribed:
            key = plan.prescription.exercise, plan.prescription.on
            if key not in found or not _was_taken_at_once(found[key][1]):
                found[key] = (episode, plan)
    yield from found.values()


def _was_taken_at_once(plan: Prescribed) -> bool:
    is_raise = plan.prescription.action == Action.INCREASE
    return is_raise and any(entry.on == plan.prescription.on for entry in plan.done)


def _what_followed(plans: Sequence[tuple[Episode, Prescribed]]) -> Sums:
    known = [plan.made for _, plan in plans if plan.made is not None]
    hurt = sum(episode.hurt_after for episode, _ in plans)
    return float(len(plans)), float(len(known)), float(sum(known)), float(hurt)


def _adherence_parts(sums: Sums) -> Parts:
    lifters, _, at_least_half, known, followed, loads, made, unknown = sums
    return {
        "prescriptions_followed": int(followed),
        "prescriptions_not_followed": int(known - followed),
        "prescriptions_unknown": int(unknown),
        "lifters_with_at_least_half_share": share(at_least_half, lifters),
        "followed_loads": int(loads),
        "made_when_followed_share": share(made, loads),
    }


def _prevention_parts(sums: Sums) -> Parts:
    kinds = {name: int(n) for name, n in zip(HELD_BACK, sums[2:6], strict=True)}
    return {
        "held_back": int(sums[1]),
        **kinds,
        "after_holding_back": _rates(sums[6:10]),
        "after_a_raise": _rates(sums[10:14]),
    }


def _rates(sums: Sums) -> Parts:
    n, known, made, hurt = sums
    return {
        "n": int(n),
        "next_session_known": int(known),
        "made_next_share": share(made, known),
        "hurt_within_14_days": int(hurt),
        "hurt_within_14_days_share": share(hurt, n),
    }


PREVENTION: Final = Metric(
    name="prevention",
    title="Injury prevention",
    means="share of the plans that held, cut, rested or stopped where the guide's plain rule would have added load; "
    "what followed is an observation and proves no cause",
    counts="plans at which the plain rule would push",
    sums=prevention_sums,
    value=mean,
    parts=_prevention_parts,
)

ADHERENCE: Final = Metric(
    name="adherence",
    title="Adherence",
    means="mean over lifters of the share of their prescriptions that they followed",
    counts="prescriptions that came to be followed or not",
    sums=adherence_sums,
    value=mean,
    parts=_adherence_parts,
    n_at=3,
)
