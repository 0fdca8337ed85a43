"""What has to be said before an experiment begins, and what it may not say. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from agents.lineup import BANK, apart
from learning.evaluation.case import Agent
from learning.experiments.bounds import effect_refusal, horizon_refusal, length_refusal, share_refusal
from learning.metrics import METRICS
from storage.records import Arm, Experiment, Style, Varies

NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
NOTHING: Final = "base"  # the name of an arm whose value is "": the model, the prompts or the examples as they ship
NOT_TESTED: Final = frozenset({"relevance", "prevention"})
"""Likeness of meaning is no reason to promote, and who holds back more prevents more, whether or not it was needed."""


class BadTerms(ValueError):
    """Terms that cannot stand; the message says which and why, in one sentence."""


class NotNow(ValueError):
    """The experiment is not where this can be done; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """As they were typed; an empty *control* or *treatment* is what ships."""

    name: str
    varies: Varies
    agent: str | None
    control: str
    treatment: str
    metric: str
    horizon_days: int
    effect: float
    share: float
    most_days: int


def registered(terms: Terms, salt: str, now: datetime, prompt_sets: Collection[str] = ()) -> Experiment:
    """The experiment of *terms*, not begun.

    Raises:
        BadTerms: one of them is not among what there is, or out of its range.
    """
    _check_numbers(terms)
    check_metric(terms.metric)
    _check_arms(terms, prompt_sets)
    return Experiment(
        name=terms.name,
        varies=terms.varies,
        agent=terms.agent,
        control=Arm(terms.control or NOTHING, terms.control),
        treatment=Arm(terms.treatment or NOTHING, terms.treatment),
        share=terms.share,
        salt=salt,
        metric=terms.metric,
        horizon_days=terms.horizon_days,
        minimum_effect=terms.effect,
        most_days=terms.most_days,
        registered_at=now,
    )


def check_metric(name: str) -> None:
    """Raises BadTerms where no experiment can be about it."""
    known = [metric for metric in METRICS if metric not in NOT_TESTED]
    if name not in known:
        raise BadTerms(f"There is no experiment on {name!r}: it is one of {', '.join(known)}.")


def started(experiment: Experiment, running: Sequence[Experiment], now: datetime) -> Experiment:
    """*experiment*, begun. Raises NotNow where it had begun, or *running* ones vary the same already."""
    if experiment.ended_at:
        raise NotNow(f"{experiment.name} has ended and cannot begin again: register another one.")
    if experiment.started_at:
        raise NotNow(f"{experiment.name} runs since {experiment.started_at:%Y-%m-%d} already.")
    begun = replace(experiment, started_at=now)
    if begun not in apart((*running, begun)):
        others = ", ".join(one.name for one in running if begun not in apart((one, begun)))
        raise NotNow(f"{experiment.name} varies what {others} varies: stop that one first.")
    return begun


def stopped(experiment: Experiment, why: str, now: datetime) -> Experiment:
    """*experiment*, ended. Raises NotNow where it does not run, and BadTerms where no reason is given."""
    if not why.strip():
        raise BadTerms("Say why it is stopped: --why takes a sentence.")
    if not experiment.started_at:
        raise NotNow(f"{experiment.name} has not begun, so there is nothing to stop.")
    if experiment.ended_at:
        raise NotNow(f"{experiment.name} has ended on {experiment.ended_at:%Y-%m-%d} already.")
    return replace(experiment, ended_at=now, ended_why=" ".join(why.split()))


def _check_numbers(terms: Terms) -> None:
    if not NAME.fullmatch(terms.name):
        raise BadTerms(f"The name {terms.name!r} is no name: up to 60 of a-z, 0-9, dot, hyphen and underscore.")
    wrong = (
        share_refusal(terms.share)
        or effect_refusal(terms.effect)
        or horizon_refusal(terms.horizon_days)
        or length_refusal(terms.most_days)
    )
    if wrong:
        raise BadTerms(wrong)
    if terms.most_days <= terms.horizon_days:
        raise BadTerms(f"{terms.most_days} days are no more than the horizon, so that nobody would be measured.")


def _check_arms(terms: Terms, prompt_sets: Collection[str]) -> None:
    if terms.control == terms.treatment:
        raise BadTerms(f"Both arms are {terms.control or 'as they ship'!r}: there is nothing to compare.")
    if terms.agent is not None and terms.agent not in set(Agent):
        raise BadTerms(f"There is no agent {terms.agent!r}: it is one of {', '.join(Agent)}.")
    if terms.varies is Varies.ADAPTER and terms.agent is None:
        raise BadTerms("An adapter is one agent's: say whose with --agent.")
    if terms.varies is Varies.STYLE and (terms.agent is not None or terms.share != 0.5):
        raise BadTerms("Styles are of the whole coach and are dealt evenly: leave --agent and --share out.")
    known = _known(terms.varies, prompt_sets)
    for value in (terms.control, terms.treatment):
        if known is not None and value not in known:
            raise BadTerms(f"No {terms.varies.value} is called {value!r}: it is one of {_listed(known)}.")


def _known(varies: Varies, prompt_sets: Collection[str]) -> Collection[str] | None:
    """The values that an arm can have; None: only the model server knows."""
    match varies:
        case Varies.STYLE:
            return [style.value for style in Style]
        case Varies.PROMPTS:
            return ["", *prompt_sets]
        case Varies.EXAMPLES:
            return ["", BANK]
        case Varies.ADAPTER | Varies.MODEL:
            return None


def _listed(known: Collection[str]) -> str:
    return ", ".join(value or "'' (as it ships)" for value in known)
