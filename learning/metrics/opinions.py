"""What lifters think of the answers: whether they agree, and how content they are."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.decide.votes import REASONS
from learning.backtest.scores import Sums, mean
from learning.metrics.metric import Metric, Parts, share
from learning.signals import Episode
from storage.records import Thumb

STARS: Final = (1, 2, 3, 4, 5)


def agreement_sums(episodes: Sequence[Episode]) -> Sums:
    """Recommendation accuracy: the share of thumbs up among the answers that were voted on.

    Of an answer the newest thumb counts, whatever was voted before. Answers without a thumb count for nothing, so it
    speaks of those who vote. Sums: answers with a thumb, those with a thumb up, then thumbs down by reason.
    """
    voted = [episode for episode in episodes if episode.thumb]
    down = Counter(episode.reason for episode in voted if episode.thumb is Thumb.DOWN)
    ups = sum(episode.thumb is Thumb.UP for episode in voted)
    return float(len(voted)), float(ups), *(float(down[reason]) for reason in REASONS)


def satisfaction_sums(episodes: Sequence[Episode]) -> Sums:
    """User satisfaction: the mean of the stars, 1 to 5, over the answers that were rated.

    Of an answer the newest rating counts. Sums: rated answers, their stars in all, then answers by stars, from 1 up.
    """
    rated = [episode.stars for episode in episodes if episode.stars]
    return float(len(rated)), float(sum(rated)), *(float(rated.count(stars)) for stars in STARS)


def _agreement_parts(sums: Sums) -> Parts:
    return {
        "up": int(sums[1]),
        "down": int(sums[0] - sums[1]),
        "down_because": {reason: int(n) for reason, n in zip(REASONS, sums[2:], strict=True)},
    }


def _satisfaction_parts(sums: Sums) -> Parts:
    return {
        "by_stars": {str(stars): int(n) for stars, n in zip(STARS, sums[2:], strict=True)},
        "at_least_4_share": share(sum(sums[5:]), sums[0]),
    }


AGREEMENT: Final = Metric(
    name="agreement",
    title="Recommendation accuracy",
    means="share of thumbs up among the answers that were voted on; the newest thumb of an answer counts",
    counts="votes",
    sums=agreement_sums,
    value=mean,
    parts=_agreement_parts,
    of_models=True,
)

SATISFACTION: Final = Metric(
    name="satisfaction",
    title="Satisfaction",
    means="mean of 1 to 5 stars over the answers that were rated",
    counts="ratings",
    sums=satisfaction_sums,
    value=mean,
    parts=_satisfaction_parts,
    scale=(1.0, 5.0),
    of_models=True,
)
