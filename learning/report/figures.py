"""The report as figures under stable names, gathered lifter by lifter. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from learning.backtest.scores import Sums
from learning.metrics import Measured, Metric, metrics_with
from learning.report.cuts import OF_MODELS, By, Cut, cuts
from learning.report.trials import Trial
from learning.signals import Episode
from storage.records import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricReport:
    """*by* holds no cut that the metric does not have, and no part of one where nothing was measured."""

    metric: Metric
    overall: Measured
    by: Mapping[By, Mapping[str, Measured]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    made_at: datetime
    since: date | None
    lifters: int  # who are known
    answers: int
    metrics: Mapping[str, MetricReport]
    trials: tuple[Trial, ...]
    versions: tuple[Version, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.trials or self.versions)


class Tally:
    """What is kept of the lifters that were seen: a row of sums each, and none of their words."""

    def __init__(self, since_week: str) -> None:
        self.lifters = self.answers = 0
        self._since_week = since_week
        self._overall: dict[str, list[Sums]] = defaultdict(list)
        self._cut: dict[tuple[str, Cut], list[Sums]] = defaultdict(list)

    def add(self, episodes: Sequence[Episode], metrics: Mapping[str, Metric]) -> None:
        """One lifter, by metrics that know how near his answers are."""
        self.lifters += 1
        self.answers += len(episodes)
        own = cuts(episodes, self._since_week)
        for name, metric in metrics.items():
            self._overall[name].append(metric.sums(episodes))
            for cut, part in own.items():
                if (metric.of_models or cut.by not in OF_MODELS) and any(sums := metric.sums(part)):
                    self._cut[name, cut].append(sums)

    def measured(self, lacking: str) -> Mapping[str, MetricReport]:
        """All that was seen; *lacking*: why no answer was compared with the references."""
        return {name: self._measured(metric) for name, metric in metrics_with({}, lacking).items()}

    def _measured(self, metric: Metric) -> MetricReport:
        """Nothing of a metric that lacks something: what some lifters gave before it did is no figure of all."""
        if metric.lacking:
            return MetricReport(metric=metric, overall=metric.summed(()), by={})
        by: dict[By, dict[str, Measured]] = {one: {} for one in By if metric.of_models or one not in OF_MODELS}
        own = ((cut, rows) for (name, cut), rows in self._cut.items() if name == metric.name)
        for cut, rows in sorted(own, key=lambda one: one[0].label):
            if (found := metric.summed(rows)).value is not None:
                by[cut.by][cut.label] = found
        return MetricReport(metric=metric, overall=metric.summed(self._overall[metric.name]), by=by)
