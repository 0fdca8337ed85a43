"""The forecast that is carried along says what its three public functions say."""

import pytest

from agents.forecast import chance, chance_of_pr, next_e1rm
from learning.backtest.days import Top
from learning.backtest.events import events_of
from learning.backtest.forecasts import Ours
from tests.learning.backtest.made import BENCH, SQUAT, day, one_series
from tests.learning.backtest.test_events import LOG

SQUATS = [day(own[0].on.isoformat(), "140x5", "150x3", lift=SQUAT) for own in LOG]


def test_it_is_the_same_in_whatever_order_it_is_asked() -> None:
    ours = Ours()
    for series in (one_series(*LOG), one_series(*SQUATS, lift=SQUAT), one_series(*LOG, lifter="ben")):
        lift = series.exercise.id
        for event in [*events_of(series, Top.HEAVIEST), *reversed(list(events_of(series, Top.HEAVIEST)))]:
            asked = lift, series.before(event.asked_on), event.asked_on
            assert ours.next_e1rm(*asked) == next_e1rm(*asked)
            assert ours.chance(*asked, 100.0, 5) == chance(*asked, 100.0, 5)
            assert ours.chance_of_pr(*asked, 7) == chance_of_pr(*asked)


def test_without_a_counted_set_there_is_none() -> None:
    with pytest.raises(LookupError, match="bench_press"):
        Ours().next_e1rm(BENCH.id, day("2026-01-05", "60x5w"), LOG[1][0].on)
