"""Baselines that count how often it came true: in the lifter's own past, and among the other lifters. Pure."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from learning.backtest.events import Event, Question

PRIOR_WEIGHT: Final = 4.0  # events that the other lifters' rate counts as
NOTHING_KNOWN: Final = 0.5


class OtherLifters:
    """How often each kind of event came true for everybody but one lifter."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._all: Counter[Hashable] = Counter()
        self._true: Counter[Hashable] = Counter()
        for event in events:
            for key in ((event.question,), (event.question, event.state)):
                for name in (key, (event.lifter, *key)):
                    self._all[name] += 1
                    self._true[name] += event.came_true

    def rate(self, question: Question, lifter: str) -> float | None:
        """None when there is no other lifter with such an event."""
        count, true = self._without(lifter, question)
        return true / count if count else None

    def in_state(self, event: Event) -> float | None:
        """The guide's rule as a table: hits in a row by the day's jump. None as in *rate*."""
        overall = self.rate(event.question, event.lifter)
        if overall is None:
            return None
        count, true = self._without(event.lifter, event.question, event.state)
        return (PRIOR_WEIGHT * overall + true) / (PRIOR_WEIGHT + count)

    def _without(self, lifter: str, *key: Hashable) -> tuple[int, int]:
        return self._all[key] - self._all[lifter, *key], self._true[key] - self._true[lifter, *key]


def own_rate(event: Event, earlier: Sequence[Event], others: OtherLifters) -> float:
    """How often it came true in the same series so far, with the others' rate as the beta prior's mean.

    *earlier* are events of the same question; those that were not settled before this one is asked are passed over.
    """
    prior = others.rate(event.question, event.lifter)
    known = [past.came_true for past in earlier if past.settled_on < event.asked_on]
    mean = NOTHING_KNOWN if prior is None else prior
    return (PRIOR_WEIGHT * mean + sum(known)) / (PRIOR_WEIGHT + len(known))
