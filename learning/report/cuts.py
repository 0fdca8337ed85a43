"""Which answers a figure is taken of: those of a week, an arm, an agent, a version. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from learning.signals import Episode
from storage.records import Exchange

PLAIN: Final = "plain words"  # of the code, where no model had a part in an answer


class By(StrEnum):
    WEEK = "week"
    ARM = "arm"
    AGENT = "agent"
    VERSION = "version"


OF_MODELS: Final = (By.AGENT, By.VERSION)  # cuts that only a metric of what models said can have


@dataclass(frozen=True, slots=True)
class Cut:
    """*label* is the ISO week ("2026-W47"), the "experiment:arm", the agent, or the adapter or else the base model."""

    by: By
    label: str


def cuts(episodes: Sequence[Episode], since_week: str) -> Mapping[Cut, Sequence[Episode]]:
    """*episodes* in every way, weeks only from *since_week* on.

    An answer in which several agents had a part counts for each of them, with the calls of that one alone.
    """
    found: dict[Cut, list[Episode]] = defaultdict(list)
    for episode in episodes:
        if (week := week_of(episode.on)) >= since_week:
            found[Cut(By.WEEK, week)].append(episode)
        for arm in dict.fromkeys(episode.arms):
            found[Cut(By.ARM, arm)].append(episode)
        used = tuple(episode.used)
        for by, label_of in ((By.AGENT, _agent), (By.VERSION, version_of)):
            for label, own in _by(used, label_of).items():
                found[Cut(by, label)].append(replace(episode, exchanges=tuple(own)))
    return found


def week_of(on: date) -> str:
    """``2026-W47``: sorts as time goes."""
    year, week, _ = on.isocalendar()
    return f"{year:04}-W{week:02}"


def first_week(today: date, weeks: int) -> str:
    """The first of the last *weeks*, that of *today* among them."""
    return week_of(today - timedelta(weeks=weeks - 1))


def version_of(exchange: Exchange) -> str:
    return exchange.adapter or exchange.model


def _agent(exchange: Exchange) -> str:
    return exchange.agent


def _by(used: Iterable[Exchange], label_of: Callable[[Exchange], str]) -> Mapping[str, list[Exchange]]:
    found: dict[str, list[Exchange]] = defaultdict(list)
    for exchange in used:
        found[label_of(exchange)].append(exchange)
    return found or {PLAIN: []}
