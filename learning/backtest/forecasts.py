"""The forecast that is tested: the one place that knows where it comes from."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import exp
from typing import Protocol

from agents.chances import chance, chance_of_best
from agents.forecast import carried
from agents.form import Form
from knowledge.exercise import ExerciseId
from knowledge.population import Population, load_population
from storage.records import Entry, UserId


class Forecast(Protocol):
    """Three questions; *history* is one lift's entries before *day*, oldest first.

    Each raises LookupError when it has nothing to forecast from.
    """

    def next_e1rm(self, lift: ExerciseId, history: Sequence[Entry], day: date) -> float: ...

    def chance(self, lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float: ...

    def chance_of_pr(self, lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int) -> float: ...


class Ours:
    """The forecast that the planner uses. The form is carried from one question to the next, as the planner does it.

    *populations* gives a lifter one of his own, as it was fitted without him; everybody else has the one that ships.
    """

    def __init__(self, populations: Mapping[UserId, Population] | None = None) -> None:
        self._of: tuple[ExerciseId, Entry] | None = None  # the lift that the form is of, and its first entry
        self._form: Form | None = None
        self._populations = populations or {}
        self._population = load_population()

    def next_e1rm(self, lift: ExerciseId, history: Sequence[Entry], day: date) -> float:
        return exp(self._on(lift, history, day).level)

    def chance(self, lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float:
        return chance(self._on(lift, history, day), load_kg, reps, self._population)

    def chance_of_pr(self, lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int) -> float:
        return chance_of_best(self._on(lift, history, day), day, within_days, self._population)

    def _on(self, lift: ExerciseId, history: Sequence[Entry], day: date) -> Form:
        of = (lift, history[0])
        if self._of != of or (self._form and self._form.last.on >= day):
            self._of, self._form = of, None
            self._population = self._populations.get(history[0].user, load_population())
        self._form = carried(self._form, lift, history, day, self._population)
        if self._form is None:
            raise LookupError(f"no set of {lift} before {day} to forecast from")
        return self._form
