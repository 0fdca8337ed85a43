"""What is usual for a lifter, and how far it moves the readiness rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from agents.norms import below_usual, usual
from agents.plan import Action, Today, Usual
from agents.planner import words
from storage.records import EnergyLevel, Readiness, UserId
from tests.agents.lifts import BENCH, TODAY, day, dose, planned, today


def said(days_ago: int, sleep_h: float | None = None, soreness: int | None = None, hour: int = 9) -> Readiness:
    on = TODAY - timedelta(days=days_ago)
    return Readiness(
        user=UserId("ann"),
        source=f"test:{on}:{hour}",
        message=f"test:{on}:{hour}",
        said_at=datetime.combine(on, time(hour), UTC),
        on=on,
        sleep_minutes=None if sleep_h is None else round(sleep_h * 60),
        soreness=soreness,
    )


def norm_of(*words: Readiness, on: date = TODAY) -> Usual | None:
    return usual(sorted(words, key=lambda word: word.said_at), on)


class TestUsual:
    def test_is_the_median_of_each_value_from_fourteen_days_on(self) -> None:
        fortnight = [said(ago, sleep_h=6 if ago % 3 else 9, soreness=5) for ago in range(1, 15)]
        assert norm_of(*fortnight) == Usual(360, 5)
        assert norm_of(*fortnight[1:]) is None

    def test_one_value_may_be_known_without_the_other(self) -> None:
        nights = [said(ago, sleep_h=6, soreness=5 if ago > 1 else None) for ago in range(1, 15)]
        assert norm_of(*nights) == Usual(360, None)

    def test_a_day_counts_once_and_with_its_latest_word(self) -> None:
        twice = [said(ago, sleep_h=hours, hour=hour) for ago in range(1, 14) for hours, hour in ((4, 8), (8, 20))]
        assert norm_of(*twice) is None
        assert norm_of(*twice, said(14, sleep_h=8)) == Usual(480, None)

    def test_today_and_what_is_older_than_six_weeks_do_not_count(self) -> None:
        nights = [said(ago, sleep_h=6) for ago in range(1, 14)]
        assert norm_of(*nights, said(0, sleep_h=6), said(43, sleep_h=6)) is None
        assert norm_of(*nights, said(42, sleep_h=6)) == Usual(360, None)


def having(now: Today, sleep_h: float | None = None, soreness: int | None = None) -> Today:
    return replace(now, usual=Usual(None if sleep_h is None else round(sleep_h * 60), soreness))


ONCE = day(3, "185x5x5", plan="185x5")


class TestSleep:
    def test_who_always_sleeps_little_loses_no_sets_for_it(self) -> None:
        assert dose(planned(ONCE, now=today(5.8, 2))) == "185x5x4"
        assert dose(planned(ONCE, now=having(today(5.8, 2), sleep_h=5.8))) == "185x5x5"
        assert planned(ONCE, now=having(today(5.8, 2), sleep_h=5.8)).action is Action.HOLD

    def test_who_sleeps_long_is_short_sooner_and_hears_why(self) -> None:
        found = planned(ONCE, now=having(today(6.5, 2), sleep_h=8.5))
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.HOLD, "185x5x4", "short_sleep")
        assert words(found, BENCH).startswith(
            "Next: 185 × 5, 4 sets, hold: 6.5 h sleep, two hours below your usual. Hit it again"
        )
        assert not found.pr_allowed

    @pytest.mark.parametrize(
        ("usually_h", "short_h", "fresh_h"),
        [(3, 5, 6.5), (6, 5, 6.5), (7, 5.5, 7), (7.5, 6, 7.5), (8, 6.5, 8), (11, 7, 8)],
    )
    def test_the_limits_follow_the_norm_within_bounds(self, usually_h: float, short_h: float, fresh_h: float) -> None:
        def at(hours: float) -> str:
            return planned(ONCE, now=having(today(hours, 2), sleep_h=usually_h)).reasons[0].rule

        assert (at(short_h - 0.1), at(short_h)) == ("short_sleep", "not_yet")
        assert (at(fresh_h - 0.1), at(fresh_h)) == ("not_yet", "recovered_and_hit")

    def test_a_larger_step_on_a_usual_night_says_that_it_was_usual(self) -> None:
        found = planned(ONCE, now=having(today(6.75, 2), sleep_h=6.5))
        assert words(found, BENCH) == "Next: 190 × 5, up: 6.75 h sleep as usual, soreness 2 and every rep hit."

    def test_a_short_and_sore_day_tells_the_night_last(self) -> None:
        found = planned(ONCE, now=having(today(6, 8), sleep_h=8))
        assert (
            words(found, BENCH) == "Next: 175 × 5, 4 sets, down: soreness 8 and 6 h sleep, two hours below your usual."
        )

    @pytest.mark.parametrize(
        ("sleep_h", "expected"),
        [(7.6, None), (7.5, "half an hour"), (6.9, "an hour"), (6.5, "an hour and a half"), (5, "three hours")],
    )
    def test_how_far_below_is_said_in_half_hours(self, sleep_h: float, expected: str | None) -> None:
        found = below_usual(having(today(sleep_h), sleep_h=8))
        assert found == (expected and f"{expected} below your usual")

    def test_a_night_without_sleep_is_below_any_norm(self) -> None:
        assert below_usual(having(today(0), sleep_h=12)) == "many hours below your usual"


class TestSoreness:
    def test_who_always_says_5_is_fresh_at_5(self) -> None:
        assert planned(ONCE, now=today(8, 5)).action is Action.HOLD
        found = planned(ONCE, now=having(today(8, 5), soreness=5))
        assert words(found, BENCH) == "Next: 190 × 5, up: 8 h sleep, soreness 5 as usual and every rep hit."

    def test_who_never_is_sore_is_fresh_at_3_as_everybody(self) -> None:
        assert planned(ONCE, now=having(today(8, 3), soreness=0)).action is Action.INCREASE

    @pytest.mark.parametrize("norm", range(11))
    def test_no_norm_makes_6_fresh_or_8_harmless_or_9_less_than_rest(self, norm: int) -> None:
        assert planned(ONCE, now=having(today(8, 6), soreness=norm)).action is Action.HOLD
        assert planned(ONCE, now=having(today(8, 8), soreness=norm)).reasons[0].rule == "sore"
        assert planned(ONCE, now=having(today(8, 8, EnergyLevel.LOW), soreness=norm)).action is Action.REST
        assert planned(ONCE, now=having(today(8, 9), soreness=norm)).action is Action.REST
