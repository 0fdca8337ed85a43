"""What experiments say, looked at every day, on lifters with planted effects."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from learning.experiments import analysis
from learning.experiments.analysis import Analysis, Verdict, analyse
from learning.experiments.collect import HARMS
from learning.experiments.observation import CONTROL, TREATMENT, Harm, Observation
from learning.experiments.planning import planned
from storage.records import Arm, UserId
from tests.learning.experiments.made import MOST_DAYS, STARTED_AT, WARNINGS, Crowd, Planted, crowd, experiment

RUNS = 200
LIFTERS = 450
BETTER, HARMFUL = Planted(effect=0.15), Planted(effect=-0.15, hurt=0.15)
LIKED_AND_HARMFUL = Planted(effect=0.15, hurt=0.15)


def runs(planted: Planted, count: int = RUNS, lifters: int = LIFTERS) -> list[Crowd]:
    random = np.random.default_rng(20261123)
    return [crowd(random, lifters, planted) for _ in range(count)]


def at_end(found: Crowd) -> Analysis:
    return analyse(experiment(), found.observations(), found.harms())


def until(observations: Sequence[Observation], day: datetime) -> tuple[Observation, ...]:
    return tuple(one for one in observations if one.at <= day)


def each_day(found: Crowd) -> list[Analysis]:
    """A look at the end of every day, as the clock has it."""
    observations, harms = found.observations(), found.harms()
    looks = []
    for day in (STARTED_AT + timedelta(days=day) for day in range(MOST_DAYS + 1)):
        seen = tuple(replace(harm, observations=until(harm.observations, day)) for harm in harms)
        looks.append(analyse(experiment(), until(observations, day), seen, day))
    return looks


@cache
def told(planted: Planted) -> Counter[str]:
    """What RUNS experiments came to: "promoted" where a look found it better before any found harm, and the verdict
    at the end. A look sees all looks before it, so the last one and the one before the harm tell."""
    found: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis, "bounds", lambda *_: (-1.0, 1.0))  # most of the work, and no verdict hangs on it
        for one in runs(planted):
            observations, harms = one.observations(), one.harms()
            end = analyse(experiment(), observations, harms)
            found[end.verdict] += 1
            found["promoted"] += end.verdict is Verdict.BETTER or _was_better(observations, harms, end)
    return found


def _was_better(observations: Sequence[Observation], harms: Sequence[Harm], end: Analysis) -> bool:
    if end.verdict is not Verdict.HARM or end.decided_at is None:
        return False
    before = end.decided_at - timedelta(microseconds=1)
    known = tuple(replace(harm, observations=until(harm.observations, before)) for harm in harms)
    return analyse(experiment(), until(observations, before), known).verdict is Verdict.BETTER


def test_a_planted_improvement_is_promoted_in_four_of_five_experiments_and_more() -> None:
    assert told(BETTER)["promoted"] >= 0.8 * RUNS


def test_a_planted_harm_is_never_promoted_and_is_stopped() -> None:
    assert told(HARMFUL)["promoted"] == 0
    assert told(HARMFUL)[Verdict.HARM] + told(HARMFUL)[Verdict.WORSE] >= 0.95 * RUNS


def test_a_harm_that_people_like_is_never_promoted_either() -> None:
    assert told(LIKED_AND_HARMFUL)["promoted"] == 0
    assert told(LIKED_AND_HARMFUL)[Verdict.HARM] >= 0.95 * RUNS


def test_what_changes_nothing_is_promoted_in_one_of_twenty_experiments_at_most() -> None:
    assert told(Planted())["promoted"] <= 0.05 * RUNS
    assert told(Planted())[Verdict.HARM] <= 0.05 * RUNS


def test_as_many_lifters_as_were_planned_find_the_effect_as_often_as_was_planned() -> None:
    """The plan knows one number of them, how much they vary, and not how unlike they are. That they come to no harm has
    to be shown too, which takes more lifters than the effect itself."""
    sd = float(crowd(np.random.default_rng(1), 20_000, Planted()).values.std())
    needed = planned(sd=sd, effect=0.15, power=0.8, margin=HARMS[WARNINGS]).lifters
    assert needed is not None
    with_a_value = [crowd(np.random.default_rng(seed), round(needed / 0.86), BETTER) for seed in range(RUNS)]
    found = sum(at_end(one).verdict is Verdict.BETTER for one in with_a_value)
    assert 0.7 * RUNS <= found <= 0.9 * RUNS


@pytest.mark.parametrize("planted", [BETTER, HARMFUL, LIKED_AND_HARMFUL, Planted()])
def test_a_look_every_day_sees_what_one_look_at_the_end_sees(planted: Planted) -> None:
    for found in runs(planted, count=2, lifters=500):
        looks, end = each_day(found), at_end(found)
        told = [look for look in looks if look.verdict not in (Verdict.UNDECIDED, Verdict.OVER)]
        if end.decided_at is None:
            assert not told
            continue
        assert told[-1].verdict is end.verdict
        assert end.verdict in (Verdict.HARM, told[0].verdict)
        assert sum(look.verdict is end.verdict for look in looks) == MOST_DAYS - (end.decided_at - STARTED_AT).days
        intervals = [(look.low, look.high) for look in looks]
        assert all(a <= c and d <= b for (a, b), (c, d) in pairwise(intervals))


# ── one experiment ─────────────────────────────────────────────────────────────────────────────────────────────────


def seen(count: int, control: float, treatment: float, *, every_days: float = 0.1) -> list[Observation]:
    """Pairs of lifters who hardly vary, one in each arm."""
    arms = ((CONTROL, control), (TREATMENT, treatment))
    return [
        Observation(UserId(f"{at:04}{arm}"), arm, STARTED_AT + timedelta(days=14 + at * every_days), value)
        for at in range(count)
        for arm, value in arms
    ]


def test_the_order_in_which_they_are_given_and_the_order_inside_a_day_change_nothing() -> None:
    found = crowd(np.random.default_rng(2), 300, BETTER).observations()
    by_day = [replace(one, at=one.at.replace(hour=12, minute=0, second=0, microsecond=0)) for one in found]
    shuffled = Random(1).sample(by_day, len(by_day))
    assert analyse(experiment(), shuffled) == analyse(experiment(), by_day)


def test_relabelled_arms_turn_the_sign_and_better_into_worse() -> None:
    found = crowd(np.random.default_rng(2), 650, BETTER).observations()
    other = {CONTROL: TREATMENT, TREATMENT: CONTROL}
    straight = analyse(experiment(), found)
    turned = analyse(experiment(), [replace(one, arm=other[one.arm]) for one in found])
    assert (straight.verdict, turned.verdict) == (Verdict.BETTER, Verdict.WORSE)
    assert straight.effect is not None
    assert turned.effect == pytest.approx(-straight.effect)
    assert (turned.low, turned.high) == pytest.approx((-straight.high, -straight.low), abs=3e-5)
    assert (turned.n[CONTROL], turned.n[TREATMENT]) == (straight.n[TREATMENT], straight.n[CONTROL])


def test_before_anybody_was_measured_all_is_open() -> None:
    empty = analyse(experiment(), [])
    assert (empty.effect, empty.verdict, empty.decided_at) == (None, Verdict.UNDECIDED, None)
    assert (empty.low, empty.high) == pytest.approx((-1, 1), abs=3e-5)
    assert empty.why == "coach-1 against base: undecided after 0 lifters."


def test_the_line_says_what_was_found_and_how_sure_that_is() -> None:
    found = analyse(experiment(), seen(60, 0.4, 0.8))
    assert found.verdict is Verdict.BETTER
    assert found.effect == pytest.approx(0.4)
    assert found.why.startswith("coach-1 against base: better in satisfaction, odds ")
    assert found.why.endswith(" to 1.")
    assert found.decided_at is not None
    assert STARTED_AT < found.decided_at < STARTED_AT + timedelta(days=20)


def test_at_its_end_it_is_over_and_the_control_stays() -> None:
    last = STARTED_AT + timedelta(days=MOST_DAYS)
    found = seen(20, 0.5, 0.5)
    assert analyse(experiment(), found, now=last - timedelta(seconds=1)).verdict is Verdict.UNDECIDED
    over = analyse(experiment(), found, now=last)
    assert over.verdict is Verdict.OVER
    assert over.why.endswith("so base stays.")


def test_who_is_measured_after_its_end_does_not_count() -> None:
    stopped = experiment(ended_at=STARTED_AT + timedelta(days=15))
    assert analyse(stopped, seen(60, 0.4, 0.8)).n == {CONTROL: 11, TREATMENT: 11}
    short = analyse(experiment(most_days=15), seen(60, 0.5, 0.5))
    assert (short.n, short.verdict) == ({CONTROL: 11, TREATMENT: 11}, Verdict.OVER)


def test_harm_is_said_though_people_like_it() -> None:
    harm = Harm("answers followed by a warning sign", tuple(seen(100, 0.0, 0.5)))
    found = analyse(experiment(), seen(100, 0.3, 0.8), [harm])
    assert found.verdict is Verdict.HARM
    assert "it does harm, more often answers followed by a warning sign, odds" in found.why


def test_less_harm_is_no_harm() -> None:
    harm = Harm("answers cut by the guard", tuple(seen(100, 0.5, 0.0)))
    assert analyse(experiment(), seen(100, 0.3, 0.8), [harm]).verdict is Verdict.BETTER


def test_better_waits_until_the_harm_is_shown_to_be_below_its_margin() -> None:
    liked = seen(100, 0.3, 0.8)
    few, many = (Harm("warning signs", tuple(seen(n, 0.05, 0.05)), margin=0.075) for n in (10, 100))
    assert analyse(experiment(), liked).verdict is Verdict.BETTER
    assert analyse(experiment(), liked, [few]).verdict is Verdict.UNDECIDED
    assert analyse(experiment(), liked, [many]).verdict is Verdict.BETTER


def test_better_waits_while_something_speaks_for_harm() -> None:
    """A third more, in the last lifters: odds above 2, and not enough to stop for it."""
    late = [replace(one, user=UserId(f"late {one.user}")) for one in seen(12, 0.0, 0.35)]
    missed = Harm("prescriptions missed", (*seen(6, 0.0, 0.0), *late))
    liked = seen(12, 0.0, 1.0)
    assert analyse(experiment(), liked).verdict is Verdict.BETTER
    assert analyse(experiment(), liked, [missed]).verdict is Verdict.UNDECIDED


def test_a_broken_assignment_gets_no_verdict() -> None:
    found = seen(200, 0.3, 0.8)
    broken = [one for at, one in enumerate(found) if one.arm == TREATMENT or at % 4 == 0]
    told = analyse(experiment(), broken)
    assert told.is_broken
    assert told.verdict is Verdict.UNDECIDED
    assert "no verdict, as 200 of 300 lifters had the treatment where 50% were registered" in told.why
    assert not analyse(experiment(), found).is_broken
    assert not analyse(experiment(share=2 / 3), broken).is_broken


def test_a_broken_assignment_is_stopped_for_harm_all_the_same() -> None:
    broken = [one for at, one in enumerate(seen(200, 0.0, 0.5)) if one.arm == TREATMENT or at % 4 == 0]
    told = analyse(experiment(), broken, [Harm("prescriptions missed", tuple(broken))])
    assert told.is_broken
    assert told.verdict is Verdict.HARM


def test_the_verdict_that_was_reached_first_stays() -> None:
    """An effect that turns round: whoever looked each day would have stopped at the first."""
    early, late = seen(40, 0.2, 0.9), seen(400, 0.9, 0.2, every_days=0.001)
    later = [replace(one, user=UserId(f"late {one.user}"), at=one.at + timedelta(days=30)) for one in late]
    assert analyse(experiment(), later).verdict is Verdict.WORSE
    both = analyse(experiment(), [*early, *later])
    assert both.verdict is Verdict.BETTER
    assert both.decided_at == analyse(experiment(), early).decided_at


def test_the_arms_are_called_by_their_names() -> None:
    styles = experiment(control=Arm("conservative", "conservative"), treatment=Arm("aggressive", "aggressive"))
    assert analyse(styles, []).why.startswith("aggressive against conservative: ")
