"""Whether the targets that were named came true, and whether as often as was said."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from learning.backtest.scores import Sums, bins, brier, chance_sums, ece
from learning.metrics.metric import Metric, Parts, share
from learning.signals import Episode
from storage.records import Outcome

TRIED: Final = {Outcome.HIT: True, Outcome.NOT_YET: False}
CHANCES: Final = len(chance_sums(()))  # so many sums are of the chances; those behind them are counts


def pr_success_sums(episodes: Sequence[Episode]) -> Sums:
    """PR success rate: of the targets that were tried, the share that was hit.

    Tried is what was answered with hit or not yet, by the lifter or by his log. A target that was not tried says
    nothing of its chance, so it is counted apart, and so is one without an answer. Its calibration is that of the
    chances as they were shown.

    Sums: those of *chance_sums*, then hits, targets not tried, targets without an answer.
    """
    named = [prediction for episode in episodes for prediction in episode.predictions]
    tried = [(one.probability, TRIED[one.outcome]) for one in named if one.outcome in TRIED]
    not_tried = sum(one.outcome is Outcome.DID_NOT_TRY for one in named)
    hits = sum(hit for _, hit in tried)
    unanswered = len(named) - len(tried) - not_tried
    return *chance_sums(tried), float(hits), float(not_tried), float(unanswered)


def _hit_share(sums: Sums) -> float:
    return sums[CHANCES] / sums[0]


def _parts(sums: Sums) -> Parts:
    chances, (hits, not_tried, unanswered) = sums[:CHANCES], sums[CHANCES:]
    counts = {
        "hit": int(hits),
        "not_yet": int(sums[0] - hits),
        "did_not_try": int(not_tried),
        "without_an_answer": int(unanswered),
    }
    return {
        **counts,
        "said": share(sum(chances[4::3]), chances[0]),
        "came_true": share(hits, chances[0]),
        "brier": brier(chances) if chances[0] else None,
        "ece": ece(chances) if chances[0] else None,
        "bins": [asdict(one) for one in bins(chances)],
    }


PR_SUCCESS: Final = Metric(
    name="pr_success",
    title="PR success rate",
    means="share of the PR targets that were hit, of those that were tried",
    counts="targets that were tried",
    sums=pr_success_sums,
    value=_hit_share,
    parts=_parts,
)
