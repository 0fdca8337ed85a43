"""The six metrics by which it is told whether the coach is any good."""

from collections.abc import Mapping
from typing import Final

from learning.metrics.metric import Measured as Measured
from learning.metrics.metric import Metric as Metric
from learning.metrics.opinions import AGREEMENT, SATISFACTION
from learning.metrics.plans import ADHERENCE, PREVENTION
from learning.metrics.relevance import NO_EMBEDDER as NO_EMBEDDER
from learning.metrics.relevance import Nearness as Nearness
from learning.metrics.relevance import References as References
from learning.metrics.relevance import relevance
from learning.metrics.targets import PR_SUCCESS


def metrics_with(nearness: Nearness, lacking: str = "") -> Mapping[str, Metric]:
    """All six by name; *nearness* of the models' answers is what the last one rests on, for it takes an embedder."""
    six = (AGREEMENT, PR_SUCCESS, PREVENTION, SATISFACTION, ADHERENCE, relevance(nearness, lacking))
    return {metric.name: metric for metric in six}


METRICS: Final[Mapping[str, Metric]] = metrics_with({}, NO_EMBEDDER)
"""All six by name, relevance without a single answer that was compared."""
