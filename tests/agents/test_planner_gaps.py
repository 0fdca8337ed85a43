"""Gaps between sessions: which of them are a layoff, and what layoffs in a row cost."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice

import pytest

from agents.plan import Today
from knowledge.units import Unit
from tests.agents.lifts import CURL, DEADLIFT, KG, TODAY, day, dose, planned, today
from tests.agents.walks import Walk

AVERAGE = today(7, 5)


def loads(gaps: Sequence[int], sessions: int = 30, start: str = "200x5x3", fresh: bool = True) -> list[int]:
    """What is asked for, session by session, of who does it all with such days between."""
    walk = Walk(DEADLIFT, KG, day(0, start, unit=Unit.KG, lift=DEADLIFT))
    walk.on = TODAY
    asked = []
    for gap in islice(cycle(gaps), sessions):
        walk.on += timedelta(days=gap)
        now = Today(on=walk.on, sleep_minutes=480 if fresh else 420, soreness=2 if fresh else 5)
        found = walk.go(now=now, days=0)
        assert found.dose is not None
        asked.append(int(found.dose.load.amount))
    return asked


class TestTheGapsOfALifter:
    @pytest.mark.parametrize("gap", [11, 12, 14, 20, 21, 34])
    @pytest.mark.parametrize("fresh", [True, False])
    def test_who_always_trains_so_seldom_is_cut_once_and_then_goes_up(self, gap: int, fresh: bool) -> None:
        asked = loads([gap], fresh=fresh)
        assert min(asked) == asked[0] == (190 if gap < 21 else 185)
        assert asked[:3] == asked[:1] * 3  # the layoffs in a row before his gaps are known
        assert asked[-1] > 200
        assert sorted(asked) == asked

    def test_a_gap_that_is_usual_though_others_are_short_is_none(self) -> None:
        asked = loads([12, 3])
        assert asked[-1] > 200

    @pytest.mark.parametrize("gap", [35, 70])
    def test_a_gap_of_five_weeks_always_counts_and_layoffs_in_a_row_are_paid_for_once(self, gap: int) -> None:
        assert set(loads([gap])) == {180 if gap == 35 else 160}

    def test_a_longer_layoff_after_a_short_one_costs_the_longer_one_alone(self) -> None:
        back = *day(52, "200x5x3"), *day(40, "190x5x3", plan="190x5")
        assert dose(planned(back, now=AVERAGE)) == "180x5x3"
        back = *day(52, "200x5x3"), *day(12, "180x5x3", plan="180x5")
        assert dose(planned(back, now=AVERAGE)) == "180x5x3"

    def test_what_was_missed_on_the_way_back_is_the_load_that_the_next_layoff_is_taken_of(self) -> None:
        back = *day(24, "200x5x3"), *day(12, "190x3x3", plan="190x5")
        assert dose(planned(back, now=AVERAGE)) == "180x5x3"

    def test_of_a_weekly_lifter_eleven_days_are_a_layoff_however_long_he_has_trained(self) -> None:
        weeks = [day(ago, "200x5x3") for ago in range(60, 10, -7)]
        assert dose(planned(*weeks, now=AVERAGE)).startswith("190x5")
        assert planned(*weeks, now=AVERAGE).flags == ("layoff",)

    def test_a_usual_gap_leaves_no_flag(self) -> None:
        seldom = [day(ago, "200x5x3") for ago in range(84, 0, -12)]
        assert planned(*seldom, now=AVERAGE).flags == ()


def test_a_share_of_what_was_lifted_is_no_dumbbell() -> None:
    history = *day(17, "47.5x8x3", lift=CURL), *day(3, "47.5x6x3", plan="47.5x8", lift=CURL)
    assert dose(planned(history, now=AVERAGE, lift=CURL)) == "45x8x3"
