"""What experiments promote and stop when they are looked at every day, on invented lifters with planted effects.

Beside it a z-test that counts votes, looked at every day as well: it takes votes of one lifter for those of many, and
each look for the only one. Then how often the interval holds the true effect at all looks at once, and what size of
effect takes how many lifters. The lifters are those of tests/learning/experiments/made.py.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import NormalDist, median

import numpy as np

from bench.loopback import table
from learning.experiments.analysis import ALPHA, Analysis, Verdict, analyse
from learning.experiments.betting import Floats, evidence_above, evidence_below
from learning.experiments.observation import Observation
from learning.experiments.planning import planned
from tests.learning.experiments.made import ARRIVAL_DAYS, MOST_DAYS, STARTED_AT, Crowd, Planted, crowd, experiment

RUNS = 200
NULL_RUNS = 1000
COVERAGE_RUNS = 500
LIFTERS = 650
SEED = 20261123
PLANTED = {
    "improvement": (Planted(effect=0.1), RUNS),
    "nothing": (Planted(), NULL_RUNS),
    "harm": (Planted(effect=-0.1, hurt=0.1), RUNS),
    "harm that is liked": (Planted(effect=0.1, hurt=0.1), RUNS),
    "less harm, liked": (Planted(effect=0.1, hurt=0.05), RUNS),
}


def main() -> None:
    print(
        f"{LIFTERS} lifters over {ARRIVAL_DAYS} days, a look on each of {MOST_DAYS}; effects of 0.1 on a scale of 1\n"
    )
    head = ["planted", "runs", "promoted", "stopped: harm", "stopped: worse", "undecided", "median day", "z on votes"]
    table(head, [_row(name, planted, runs) for name, (planted, runs) in PLANTED.items()])
    print(f"\nThe interval holds the true effect at all looks at once, of {COVERAGE_RUNS} runs; 95 % are promised\n")
    table(["effect", "share", "held"], [_held(effect, share) for effect, share in ((0, 0.5), (0.1, 0.5), (-0.1, 0.2))])
    print("\nLifters needed in both arms for a power of 80 %, at any look and with one look alone\n")
    sd = float(crowd(np.random.default_rng(SEED), 20_000, Planted()).values.std())
    head = ["effect", f"sd {sd:.2f}, half treated", "one look", f"sd {sd:.2f}, a fifth treated", "one look"]
    table(head, [_needed(effect, sd) for effect in (0.2, 0.1, 0.05, 0.03, 0.02)])


# ── what is decided ────────────────────────────────────────────────────────────────────────────────────────────────


def _row(name: str, planted: Planted, runs: int) -> list[str]:
    random, counts, days = np.random.default_rng(SEED), Counter[str](), []
    for _ in range(runs):
        found = crowd(random, LIFTERS, planted)
        analysis = first_verdict(found)
        counts[analysis.verdict] += 1
        counts["z"] += promotes_by_votes(found)
        if analysis.decided_at:
            days.append((analysis.decided_at - STARTED_AT).days + 1)
    told = [counts[each] for each in (Verdict.BETTER, Verdict.HARM, Verdict.WORSE, Verdict.UNDECIDED)]
    shares = [f"{n / runs:.1%}" for n in told]
    return [name, str(runs), *shares, str(median(days)) if days else "-", f"{counts['z'] / runs:.1%}"]


def first_verdict(found: Crowd) -> Analysis:
    """Of looks on every day, when one stops at the first that decides; one look sees all looks before it."""
    end = analyse(experiment(), found.observations(), found.harms())
    if end.verdict is not Verdict.HARM or end.decided_at is None:
        return end
    day = STARTED_AT + timedelta(days=(end.decided_at - STARTED_AT).days)  # the last look without that harm
    harms = tuple(replace(harm, observations=_until(harm.observations, day)) for harm in found.harms())
    before = analyse(experiment(), _until(found.observations(), day), harms)
    return before if before.verdict is Verdict.BETTER else end


def _until(observations: Iterable[Observation], day: datetime) -> tuple[Observation, ...]:
    return tuple(one for one in observations if one.at <= day)


def promotes_by_votes(found: Crowd) -> bool:
    """Whether on any day the treatment's share of thumbs up is above the control's, to one side at ALPHA."""
    looks = _by_day(found, found.votes), _by_day(found, found.ups)
    (votes, ups), (other, other_ups) = ((looks[0][arm], looks[1][arm]) for arm in (1, 0))
    told = (votes > 0) & (other > 0)
    votes, ups, other, other_ups = (each[told] for each in (votes, ups, other, other_ups))
    pooled = (ups + other_ups) / (votes + other)
    error = np.sqrt(np.maximum(pooled * (1 - pooled), 1e-9) * (1 / votes + 1 / other))
    return bool(((ups / votes - other_ups / other) / error >= NormalDist().inv_cdf(1 - ALPHA)).any())


def _by_day(found: Crowd, counts: Floats) -> Floats:
    """How many there were up to each day, by arm."""
    days = found.came_on.astype(int)[:, None] + np.arange(counts.shape[1])
    sums = np.zeros((2, MOST_DAYS + 1))
    np.add.at(sums, (found.treated.astype(int)[:, None], days), counts)
    return np.cumsum(sums, axis=1)


# ── how sure ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _held(effect: float, share: float) -> list[str]:
    random = np.random.default_rng(SEED)
    runs = [crowd(random, LIFTERS, Planted(effect=effect), share) for _ in range(COVERAGE_RUNS)]
    held = sum(_holds(one, effect, share) for one in runs)
    return [f"{effect:+.1f}", f"{share:.0%}", f"{held / COVERAGE_RUNS:.1%}"]


def _holds(found: Crowd, effect: float, share: float) -> bool:
    bets = found.bets(share)
    return max(evidence_above(bets, effect).max(), evidence_below(bets, effect).max()) < np.log(2 / ALPHA)


def _needed(effect: float, sd: float) -> list[str]:
    cells = [f"{effect:g}"]
    for share in (0.5, 0.2):
        found = planned(sd=sd, effect=effect, share=share)
        cells += [f"{found.lifters:,}" if found.lifters else "-", f"{found.lifters_one_look:,}"]
    return cells


if __name__ == "__main__":
    main()
