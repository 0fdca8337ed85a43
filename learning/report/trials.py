"""The experiments in the report. What they say comes from *learning.experiments*, which is asked here alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.exercise import Exercises
from storage.records import Experiment, Whole

if TYPE_CHECKING:
    from learning.experiments.analysis import Analysis
    from learning.experiments.collect import Collected


@dataclass(frozen=True, slots=True)
class Trial:
    """An experiment, and what it says; None: it has not begun."""

    experiment: Experiment
    analysis: "Analysis | None"

    @property
    def state(self) -> str:
        if self.experiment.started_at is None:
            return "registered"
        return "ended" if self.experiment.ended_at else "running"


class Trials:
    """What lifters add to the experiments that have begun, one lifter at a time."""

    def __init__(self, experiments: Sequence[Experiment], exercises: Exercises, now: datetime) -> None:
        self._exercises, self._now = exercises, now
        self._found: dict[str, list[Collected]] = {}
        self._experiments = tuple(experiments)

    def add(self, whole: Whole) -> None:
        from learning.experiments.collect import collected

        for experiment in self._experiments:
            if experiment.started_at is not None:
                found = collected(experiment, [whole], self._exercises, self._now)
                self._found.setdefault(experiment.name, []).append(found)

    def analysed(self) -> tuple[Trial, ...]:
        return tuple(Trial(one, self._analysis(one)) for one in self._experiments)

    def _analysis(self, experiment: Experiment) -> "Analysis | None":
        from learning.experiments.analysis import analyse
        from learning.experiments.collect import joined

        if experiment.started_at is None:
            return None
        found = joined(self._found.get(experiment.name, []))
        return analyse(experiment, found.observations, found.harms, self._now)
