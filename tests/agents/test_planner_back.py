"""Where the planner goes back: misses, light days, layoffs, deloads."""

from dataclasses import replace

import pytest

from agents.plan import Action
from agents.planner import words
from knowledge.units import Unit
from tests.agents.lifts import BENCH, KG, PULL_UP, TODAY, day, dose, kilos, planned, today

AVERAGE = today(7, 5)


class TestMissesAndLightDays:
    def test_a_miss_goes_back_to_what_was_lately_hit(self) -> None:
        found = planned(day(3, "185x5x3", plan="185x5"), day(0, "190x4x3", plan="190x5"))
        assert (found.action, dose(found)) == (Action.HOLD, "185x5x3")
        assert found.earn == "hit it in two sessions running and it's 187.5"

    def test_a_first_miss_with_nothing_hit_before_holds(self) -> None:
        found = planned(day(0, "185x4", plan="185x5"))
        assert (found.action, dose(found)) == (Action.HOLD, "185x5x3")

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            (("185x4x3",), ("185x3x3",), "170x5x3"),
            (("185x5", "185x4!"), ("185x4!",), "170x5x2"),
            (("165x5x3",), ("165x5x3",), "165x5x3"),
        ],
    )
    def test_missed_twice_running_resets(self, first, second, expected) -> None:  # type: ignore[no-untyped-def]
        found = planned(day(3, *first, plan="185x5"), day(0, *second, plan="185x5"))
        assert dose(found) == expected
        assert found.reasons[0].rule == "missed_twice"
        assert found.offer is None

    def test_the_miss_that_caused_a_reset_does_not_count_again(self) -> None:
        twice = *day(12, "100x4x3", plan="100x5"), *day(9, "100x4x3", plan="100x5")
        assert dose(planned(twice, now=AVERAGE)) == "92.5x5x3"
        once_more = *twice, *day(6, "92.5x4x3", plan="92.5x5")
        assert (dose(planned(once_more, now=AVERAGE)), planned(once_more, now=AVERAGE).reasons[0].rule) == (
            "92.5x5x3",
            "missed_once",
        )
        again = *once_more, *day(3, "92.5x4x3", plan="92.5x5")
        assert (dose(planned(again, now=AVERAGE)), planned(again, now=AVERAGE).reasons[0].rule) == (
            "85x5x3",
            "missed_twice",
        )

    def test_a_second_miss_at_more_than_the_first_counts(self) -> None:
        found = planned(day(6, "185x4x3", plan="185x5"), day(3, "190x4x3", plan="190x5"), now=AVERAGE)
        assert found.reasons[0].rule == "missed_twice"

    def test_with_the_body_as_part_of_the_load_only_fewer_reps_too_make_a_light_day(self) -> None:
        single = day(3, "20x1", lift=PULL_UP)
        assert dose(planned(single, day(0, "10x5x3", lift=PULL_UP), now=AVERAGE, lift=PULL_UP)) == "10x5x3"
        fives = day(3, "20x5x3", lift=PULL_UP)
        light = planned(fives, day(0, "10x3x3", lift=PULL_UP), now=AVERAGE, lift=PULL_UP)
        assert (dose(light), light.reasons[0].rule) == ("20x5x3", "light_day")

    def test_a_reset_goes_below_ten_percent_only_where_the_plates_leave_nothing_else(self) -> None:
        coarse = replace(KG, plates=(kilos(20), kilos(5)))
        history = [day(ago, "60x3", plan="60x5", unit=Unit.KG) for ago in (3, 0)]
        assert dose(planned(*history, profile=KG)) == "55x5x3"
        assert dose(planned(*history, profile=coarse)) == "50x5x3"

    def test_a_lighter_day_never_advances(self) -> None:
        found = planned(day(3, "185x5x3", plan="185x5"), day(0, "165x5x3", plan="185x5"))
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.HOLD, "185x5x3", "light_day")
        assert found.offer is None

    def test_a_clearly_lighter_day_without_a_plan_is_a_light_day_too(self) -> None:
        found = planned(day(3, "185x5"), day(0, "155x10"))
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.HOLD, "185x5x3", "light_day")

    def test_going_back_never_goes_above_what_was_prescribed(self) -> None:
        found = planned(day(6, "205x5", plan="205x5"), day(0, "165x5", plan="185x5"))
        assert dose(found) == "185x5x3"

    def test_going_back_never_goes_above_what_was_missed(self) -> None:
        found = planned(day(6, "205x5"), day(0, "190x3!"))
        assert found.action is Action.HOLD
        assert dose(found).startswith("190x")

    def test_a_light_load_that_is_kept_for_three_sessions_is_the_new_one(self) -> None:
        found = planned(day(9, "185x5"), day(6, "135x5"), day(3, "135x5"), day(0, "135x5"), now=AVERAGE)
        assert dose(found) == "135x5x1"

    @pytest.mark.parametrize("first", ["315x0!", "315x0"])
    def test_a_load_at_which_no_rep_was_ever_made_comes_down_by_a_tenth(self, first: str) -> None:
        found = planned(day(0, first))
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.REDUCE, "282.5x3x3", "never_made")
        assert words(found, BENCH) == "Next: 282.5 × 3, down: no rep was made at 315."
        assert not found.pr_allowed

    def test_a_load_that_was_never_made_is_asked_for_with_the_reps_that_were_prescribed(self) -> None:
        assert dose(planned(day(0, "315x0!", plan="315x5"))) == "282.5x5x3"

    def test_two_days_without_a_rep_go_down_from_the_second(self) -> None:
        assert dose(planned(day(3, "315x0!"), day(0, "285x0!"))) == "255x3x3"

    def test_no_rep_at_more_than_was_hit_goes_back_to_what_was_hit(self) -> None:
        assert dose(planned(day(3, "275x5"), day(0, "315x0!"))) == "275x5x3"
        assert dose(planned(day(0, "225x5", "315x0!"))) == "225x5x3"


class TestLayoffs:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [(10, "200"), (11, "190"), (20, "190"), (21, "185"), (35, "180"), (69, "180"), (70, "160")],
    )
    def test_the_way_back_is_lighter_the_longer_it_was(self, days: int, expected: str) -> None:
        found = planned(day(days, "200x5x3", plan="200x5"), now=AVERAGE)
        assert dose(found) == f"{expected}x5x3"
        assert ("layoff" in found.flags) == (days > 10)

    def test_the_return_session_is_not_cut_again(self) -> None:
        found = planned(day(15, "200x5x3", plan="200x5"), day(0, "190x5", plan="190x5"), now=AVERAGE)
        assert (dose(found), found.flags) == ("190x5x3", ("layoff",))

    def test_a_first_set_on_the_day_of_return_does_not_bring_the_old_load_back(self) -> None:
        found = planned(day(80, "200x5x3"), day(0, "95x5"), now=AVERAGE)
        assert dose(found) == "160x5x3"

    def test_no_record_is_named_in_the_first_two_sessions(self) -> None:
        back = day(15, "185x5x3"), day(3, "175x5x3", plan="175x5")
        assert planned(*back).flags == ("layoff",)
        assert planned(*back).offer is None
        assert planned(*back, day(0, "180x5x3", plan="180x5")).flags == ("layoff",)
        later = day(21, "185x5"), day(6, "175x5", plan="175x5"), day(3, "180x5", plan="180x5"), day(0, "185x5")
        assert planned(*later).flags == ()

    def test_a_long_layoff_outweighs_misses_before_it_and_does_not_add_to_them(self) -> None:
        missed = day(83, "200x4", plan="200x5"), day(80, "200x4", plan="200x5")
        assert [reason.rule for reason in planned(*missed, now=AVERAGE).reasons] == ["layoff"]
        assert dose(planned(*missed, now=AVERAGE)) == "160x5x3"


class TestDeload:
    FALLING = day(10, "185x5x5"), day(7, "185x3x5"), day(4, "180x2x5")

    def test_strength_that_falls_twice_asks_for_a_deload(self) -> None:
        found = planned(*self.FALLING, now=AVERAGE)
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.DELOAD, "160x2x3", "falling")
        assert not found.pr_allowed

    def test_a_fall_within_the_noise_does_not(self) -> None:
        found = planned(day(6, "185x6"), day(3, "185x5"), day(0, "185x4"), now=AVERAGE)
        assert (found.action, found.reasons[0].text) == (Action.HOLD, "fewer reps than the time before")

    def test_a_reset_that_was_done_the_same_day_is_not_followed_by_a_deload(self) -> None:
        weeks = [entry for ago in (30, 26, 19, 12) for entry in day(ago, "330x5x5")]
        missed = [*weeks, *day(2, "330x3!"), *day(0, "340x4!")]
        found = planned(missed, now=AVERAGE)
        assert found.reasons[0].rule == "missed_twice"
        again = planned(missed, day(0, dose(found), plan=dose(found)), now=AVERAGE)
        assert again.action is not Action.DELOAD

    def test_weeks_that_end_all_out_ask_for_a_deload(self) -> None:
        easy = [entry for ago in range(45, 12, -3) for entry in day(ago, "185x5x3", plan="185x5", rpe="8")]
        hard = [entry for ago in (12, 9, 6, 3) for entry in day(ago, "185x5x3", plan="185x5", rpe="10")]
        found = planned(easy, hard, now=AVERAGE)
        assert (found.action, found.reasons[0].rule) == (Action.DELOAD, "fatigue")
        assert found.reasons[0].text == "6 weeks without a deload, and 4 of the last 4 sessions all out"
        assert planned(easy, hard[:-3], now=AVERAGE).action is not Action.DELOAD

    def test_less_load_than_the_time_before_earns_nothing(self) -> None:
        found = planned(day(3, "200x5x3"), day(0, "195x5x3"))
        assert (found.action, found.reasons[0].text) == (Action.HOLD, "less load than the time before")
        assert dose(found) == "195x5x3"
        again = planned(day(6, "200x5x3"), day(3, "195x5x3"), day(0, "195x5x3"))
        assert again.action is Action.INCREASE

    def test_days_on_which_he_held_back_are_no_fall(self) -> None:
        easy = day(7, "185x3", rpe="7"), day(4, "180x2", rpe="8")
        assert planned(day(10, "185x5"), *easy, now=AVERAGE).action is Action.HOLD

    def test_lighter_days_as_planned_are_no_fall(self) -> None:
        found = planned(day(6, "185x5"), day(3, "175x5", plan="175x5"), day(0, "165x5", plan="165x5"), now=AVERAGE)
        assert found.action is not Action.DELOAD

    def test_the_deload_takes_a_week_and_then_the_old_load_is_back(self) -> None:
        week = (*self.FALLING, day(2, "160x2x3", plan="160x2"))
        assert dose(planned(*week, now=AVERAGE)) == "160x2x3"
        assert planned(*week, now=AVERAGE).reasons[0].rule == "deload_week"
        over = replace(AVERAGE, on=TODAY.replace(day=TODAY.day + 5))
        found = planned(*week, now=over)
        assert (found.action, found.reasons[0].rule, dose(found)) == (Action.HOLD, "deload_done", "180x2x5")

    def test_with_help_less_is_more_help(self) -> None:
        tired = [day(ago, "-20x5x5", plan="-20x5", lift=PULL_UP) for ago in range(37, 8, -4)]
        missed = [day(ago, f"-20x{reps}x5", plan="-20x5", lift=PULL_UP) for ago, reps in ((7, 4), (6, 5), (4, 4))]
        due = planned(*tired, *missed, now=AVERAGE, lift=PULL_UP)
        assert (due.action, dose(due)) == (Action.DELOAD, "-22.5x5x3")
        done = *missed, day(1, "-22.5x5x3", plan="-22.5x5", lift=PULL_UP)
        found = planned(*tired, *done, now=AVERAGE, lift=PULL_UP)
        assert (dose(found), found.reasons[0].rule) == ("-22.5x5x3", "deload_week")

    def test_weeks_of_training_that_end_in_misses_ask_for_one(self) -> None:
        weeks = [day(ago, "185x5x3", plan="185x5") for ago in range(35, 6, -7)]
        missed = day(6, "185x4x3", plan="185x5"), day(3, "185x5x3", plan="185x5"), day(0, "190x4x3", plan="190x5")
        found = planned(*weeks, *missed, now=AVERAGE)
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.DELOAD, "165x5x2", "fatigue")
        assert planned(*weeks[3:], *missed, now=AVERAGE).action is Action.HOLD
