"""Fitting the numbers that lifters have in common. Needs numpy, which the forecast itself does not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.population import BestWeights, Population, SetWeights, load_population
from learning.population.events import Event, events_of
from storage.records import Entry, UserId

Floats = NDArray[np.float64]

# Where the fit begins, and is drawn to where logs are few: weights of six other lifters, 3,957 sets of public logs, by
# the same form of chance; the last two inputs are ours and begin at nothing.
SETS_BEFORE: Final = SetWeights(base=-2.27, above=0.9, usual=4.47, done=0.83, lately=0.0, fell=0.0)
BESTS_BEFORE: Final = BestWeights(base=0.0, raw=1.0)
DRAWN: Final = 100.0  # how hard, in sets of evidence for each input's own spread
BESTS_DRAWN: Final = 5.0
MOST_STEPS: Final = 50
NEAR_ENOUGH: Final = 1e-9
FEW_LIFTERS: Final = 2  # below it, or below FEW_DAYS, the numbers are mostly those that the fit begins with
FEW_DAYS: Final = 200  # of a lift
SET_QUESTIONS: Final = 3  # kinds of question about a set, which count as one together


def fit(
    logs: Mapping[UserId, Sequence[Entry]], source: str, progress: Callable[[str], None] = lambda _: None
) -> Population:
    """The population of these lifters, by name. Each counts as the root of his events, so that no long log rules."""
    known = load_population()
    sets: list[tuple[Event, float]] = []
    weeks: list[tuple[Event, float]] = []
    for name, history in logs.items():
        for weighed in _weighed(list(events_of(history, known))):
            (weeks if weighed[0].kind == "week" else sets).append(weighed)
        progress(name)
    return Population(
        sets=SetWeights(*_logistic(sets, astuple(SETS_BEFORE), DRAWN, SET_QUESTIONS)),
        bests=BestWeights(*_logistic(weeks, astuple(BESTS_BEFORE), BESTS_DRAWN, 1)),
        source=source,
    )


def _weighed(events: Sequence[Event]) -> list[tuple[Event, float]]:
    counts = {kind: sum(event.kind == kind for event in events) for kind in {event.kind for event in events}}
    return [(event, counts[event.kind] ** -0.5) for event in events]


def _logistic(
    weighed: Sequence[tuple[Event, float]], before: Sequence[float], drawn: float, questions: int
) -> list[float]:
    """Newton's method on the log loss and a ridge around *before*; the base is free. Without events, *before*."""
    if not weighed:
        return list(before)
    inputs: Floats = np.array([event.inputs for event, _ in weighed])
    outcomes: Floats = np.array([event.came_true for event, _ in weighed], dtype=float)
    counts: Floats = np.array([weight for _, weight in weighed])
    counts *= len(weighed) / counts.sum() / questions
    start: Floats = np.array(before)
    pull: Floats = drawn * inputs.std(axis=0) ** 2
    weights = start
    for _ in range(MOST_STEPS):
        step = _newton_step(inputs, outcomes, counts, weights, pull, start)
        weights = weights - step
        if np.abs(step).max() < NEAR_ENOUGH:
            break
    return [round(float(weight), 4) for weight in weights]


def _newton_step(
    inputs: Floats, outcomes: Floats, counts: Floats, weights: Floats, pull: Floats, start: Floats
) -> Floats:
    said = 1 / (1 + np.exp(-inputs @ weights))
    slope = inputs.T @ (counts * (said - outcomes)) + pull * (weights - start)
    curve = (inputs * (counts * said * (1 - said))[:, None]).T @ inputs + np.diag(pull + NEAR_ENOUGH)
    return np.asarray(np.linalg.solve(curve, slope), dtype=np.float64)
