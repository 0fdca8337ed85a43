"""The planner's table, row by row, and the worked cases."""

from dataclasses import replace

import pytest

from agents.plan import Action, Today
from agents.planner import words
from knowledge.rules import RULES
from knowledge.units import Unit
from storage.records import Danger, EnergyLevel
from tests.agents.lifts import (
    BENCH,
    CURL,
    DEADLIFT,
    FRESH,
    KG,
    LB,
    PRESS,
    PULL_UP,
    SQUAT,
    TODAY,
    day,
    dose,
    kilos,
    planned,
    pounds,
    today,
)

AVERAGE = today(7, 5)


@pytest.mark.parametrize(
    ("lift", "done", "now", "action", "expected"),
    [
        (BENCH, "185x5", today(8, 2), Action.INCREASE, "190x5x3"),
        (BENCH, "185x5", today(8, 3), Action.INCREASE, "190x5x3"),
        (BENCH, "185x5", today(5, 8), Action.REDUCE, "175x5x2"),
        (BENCH, "185x5", today(6, 7), Action.HOLD, "185x5x3"),
        (PRESS, "95x5", today(8, 2), Action.INCREASE, "97.5x5x3"),
        (SQUAT, "225x5", today(8, 2), Action.INCREASE, "232.5x5x3"),
        (DEADLIFT, "405x5", today(8, 2), Action.INCREASE, "415x5x3"),
    ],
)
def test_worked_cases_in_pounds(lift, done, now, action, expected) -> None:  # type: ignore[no-untyped-def]
    for history in (day(0, done, plan=done, lift=lift), day(0, done, lift=lift), day(3, done, plan=done, lift=lift)):
        found = planned(history, now=now, lift=lift)
        assert (found.action, dose(found)) == (action, expected)


@pytest.mark.parametrize(
    ("lift", "done", "now", "action", "expected"),
    [
        (BENCH, "85x5", today(8, 2), Action.INCREASE, "87.5x5x3"),
        (BENCH, "85x5", today(5, 8), Action.REDUCE, "80x5x2"),
        (BENCH, "85x5", today(6, 7), Action.HOLD, "85x5x3"),
        (PRESS, "42.5x5", today(8, 2), Action.HOLD, "42.5x5x3"),  # 2.5 kg would be 5.9 %
        (SQUAT, "100x5", today(8, 2), Action.INCREASE, "102.5x5x3"),
        (DEADLIFT, "185x5", today(8, 2), Action.INCREASE, "190x5x3"),
    ],
)
def test_worked_cases_in_kilograms(lift, done, now, action, expected) -> None:  # type: ignore[no-untyped-def]
    found = planned(day(0, done, plan=done, unit=Unit.KG, lift=lift), now=now, lift=lift, profile=KG)
    assert (found.action, dose(found)) == (action, expected)


def test_an_exhausted_lifter_rests_and_hears_of_no_record() -> None:
    found = planned(day(0, "185x5"), now=today(5, 9, EnergyLevel.LOW))
    assert found.action is Action.REST
    assert found.dose is None
    assert found.envelope is None
    assert found.offer is None
    assert not found.pr_allowed
    assert "PR" not in words(found, BENCH)


def test_the_envelope_of_an_increase_ends_at_the_prescribed_load() -> None:
    found = planned(day(0, "185x5", plan="185x5"))
    assert found.envelope is not None
    assert (found.envelope.low, found.envelope.high) == (pounds(180), pounds(190))


class TestWords:
    def test_an_increase_names_the_new_load_and_not_the_old_one(self) -> None:
        said = words(planned(day(0, "185x5")), BENCH)
        assert said == "Next: 190 × 5, up: 8 h sleep, soreness 2 and every rep hit."
        assert "185" not in said

    def test_a_hold_says_what_would_earn_more(self) -> None:
        said = words(planned(day(0, "185x5"), now=today(6, 7)), BENCH)
        assert said == "Next: 185 × 5, hold: 6 h sleep and soreness 7. Hit it again next session and it's 187.5."

    def test_sets_are_named_when_a_rule_cut_them(self) -> None:
        said = words(planned(day(0, "185x5"), now=today(5, 8)), BENCH)
        assert said == "Next: 175 × 5, 2 sets, down: 5 h sleep and soreness 8."

    def test_a_second_reason_is_named(self) -> None:
        said = words(planned(day(14, "185x5x3"), now=today(5, 5)), BENCH)
        assert said == "Next: 175 × 5, 2 sets, down: back after 14 days, and 5 h sleep."

    def test_rest_says_rest_and_recovery(self) -> None:
        said = words(planned(day(0, "185x5"), now=today(5, 9, EnergyLevel.LOW)), BENCH)
        assert said == "Rest today, or easy active recovery: soreness 9 of 10 and low energy."

    @pytest.mark.parametrize(
        ("danger", "whom"), [(Danger.EMERGENCY, "emergency"), (Danger.URGENT, "doctor"), (Danger.PAIN, "physio")]
    )
    def test_a_red_flag_says_whom_to_see(self, danger: Danger, whom: str) -> None:
        said = words(planned(day(0, "185x5"), now=replace(FRESH, danger=danger)), BENCH)
        assert said.startswith("Stop, no bench press for now")
        assert whom in said

    def test_a_load_in_another_unit_than_the_lifters_shows_its_unit(self) -> None:
        found = planned(day(0, "85x5", unit=Unit.KG), now=AVERAGE)
        assert words(found, BENCH, Unit.LB).startswith("Next: 85 kg × 5, hold: 7 h sleep and soreness 5.")
        assert "it's 87.5 kg" in words(found, BENCH, Unit.LB)

    def test_a_pull_up_without_a_belt_has_no_number_for_its_load(self) -> None:
        found = planned(day(0, "0x8", lift=PULL_UP), lift=PULL_UP)
        assert words(found, PULL_UP).startswith("Next: bodyweight × 8, hold")
        assert "it's +2.5" in words(found, PULL_UP)

    def test_without_history_nothing_is_made_up(self) -> None:
        found = planned()
        assert (found.action, found.dose, found.reasons[0].rule) == (Action.HOLD, None, "no_history")
        assert words(found, BENCH) == "No load for bench press: no set of it on record yet."


class TestRedFlags:
    @pytest.mark.parametrize("danger", Danger)
    def test_stop_every_load_first_of_all(self, danger: Danger) -> None:
        found = planned(day(0, "185x5"), now=replace(FRESH, danger=danger), profile=replace(LB, readiness_on=False))
        assert (found.action, found.dose, found.envelope, found.offer) == (Action.REFER, None, None, None)
        assert found.flags == (danger.value,)
        assert not found.pr_allowed

    def test_cleared_today_trains_but_neither_goes_up_nor_hears_of_a_record(self) -> None:
        found = planned(day(0, "185x5"), now=replace(FRESH, cleared_today=True))
        assert (found.action, dose(found), found.offer) == (Action.HOLD, "185x5x3", None)
        assert not found.pr_allowed


class TestReadiness:
    def test_an_exhausted_lifter_rests_whatever_is_on_record(self) -> None:
        assert planned(now=today(5, 9)).action is Action.REST

    def test_soreness_where_the_lift_needs_it_is_active_recovery(self) -> None:
        assert planned(day(0, "225x5", lift=SQUAT), now=today(7, 8, site="left knee"), lift=SQUAT).action is Action.REST
        assert planned(day(0, "225x5", lift=SQUAT), now=today(5, 8, site="quads"), lift=SQUAT).action is Action.REST

    def test_soreness_elsewhere_lets_the_lift_be_trained(self) -> None:
        found = planned(day(0, "185x5"), now=today(8, 8, site="quads"))
        assert (found.action, dose(found), found.pr_allowed) == (Action.HOLD, "185x5x3", False)

    def test_low_energy_with_soreness_is_rest_and_alone_is_not(self) -> None:
        assert planned(day(0, "185x5"), now=today(8, 8, 3)).action is Action.REST
        assert planned(day(0, "185x5"), now=today(8, 2, 3)).action is Action.INCREASE

    def test_a_short_night_holds_the_load_and_takes_a_fifth_of_the_sets(self) -> None:
        found = planned(day(3, "185x5x5"), now=today(5.5, 2))
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.HOLD, "185x5x4", "short_sleep")

    def test_what_was_not_said_never_counts_against_him(self) -> None:
        history = (day(3, "185x5", plan="185x5"), day(0, "185x5", plan="185x5"))
        assert dose(planned(*history, now=today())) == "187.5x5x3"
        assert dose(planned(*history, now=today(None, 2))) == "187.5x5x3"

    def test_switched_off_it_changes_no_load_either_way(self) -> None:
        off = replace(LB, readiness_on=False)
        assert dose(planned(day(0, "185x5"), now=today(4, 10), profile=off)) == "185x5x3"
        assert dose(planned(day(0, "185x5"), now=FRESH, profile=off)) == "185x5x3"

    def test_it_can_only_hold_or_cut_what_the_log_prescribes(self) -> None:
        layoff = day(15, "185x5x3")
        assert dose(planned(layoff, now=today(5, 2))) == "175x5x2"
        assert [reason.rule for reason in planned(layoff, now=today(5, 2)).reasons] == ["layoff", "short_sleep"]
        assert dose(planned(layoff, now=today(5, 8))) == "175x5x2"


class TestHits:
    def test_two_hits_running_earn_the_smallest_step(self) -> None:
        found = planned(day(3, "185x5x3", plan="185x5"), day(0, "185x5x3", plan="185x5"), now=AVERAGE)
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.INCREASE, "187.5x5x3", "hit_twice")

    def test_a_raise_has_to_be_hit_twice_before_the_next(self) -> None:
        found = planned(day(3, "180x5x3", plan="180x5"), day(0, "185x5x3", plan="185x5"), now=AVERAGE)
        assert (found.action, dose(found)) == (Action.HOLD, "185x5x3")

    def test_sets_logged_one_by_one_are_one_session(self) -> None:
        found = planned(day(0, "185x5", "185x5", "185x5", plan="185x5"), now=AVERAGE)
        assert (found.action, dose(found)) == (Action.HOLD, "185x5x3")

    def test_one_short_set_is_not_a_hit(self) -> None:
        found = planned(day(3, "185x5x3", plan="185x5"), day(0, "185x5", "185x4", plan="185x5"))
        assert (found.action, dose(found)) == (Action.HOLD, "185x5x3")
        assert found.offer is None

    def test_reps_without_a_plan_that_fell_off_are_neither_hit_nor_miss(self) -> None:
        found = planned(day(3, "185x5", "185x4"), day(0, "185x5", "185x4"))
        assert (found.action, found.reasons[0].text) == (Action.HOLD, "not every set reached 5 reps")

    def test_ramp_and_back_off_sets_and_warm_ups_do_not_count(self) -> None:
        found = planned(day(0, "45x10w", "135x5", "165x3", "185x5x3", "155x8", plan="185x5"))
        assert (found.action, dose(found)) == (Action.INCREASE, "190x5x3")

    def test_a_top_single_beside_the_prescribed_sets_does_not_hide_them(self) -> None:
        found = planned(day(0, "185x5x3", "205x1", plan="185x5"), now=AVERAGE)
        assert dose(found) == "185x5x3"
        assert found.action is Action.HOLD

    def test_a_failed_set_is_a_miss(self) -> None:
        found = planned(day(3, "185x5", plan="185x5"), day(0, "185x5x3", "205x0!", plan="185x5"))
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.HOLD, "185x5x3", "missed_once")
        assert not found.pr_allowed

    def test_a_step_past_the_cap_is_not_taken(self) -> None:
        coarse = replace(LB, plates=(pounds(45), pounds(10)))
        history = (day(3, "185x5", plan="185x5"), day(0, "185x5", plan="185x5"))
        found = planned(*history, profile=coarse)
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.HOLD, "185x5x3", "step_too_big")
        assert found.earn is None


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
        assert dose(found) == "135x5x3"


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

    def test_weeks_of_training_that_end_in_misses_ask_for_one(self) -> None:
        weeks = [day(ago, "185x5x3", plan="185x5") for ago in range(35, 6, -7)]
        missed = day(6, "185x4x3", plan="185x5"), day(3, "185x5x3", plan="185x5"), day(0, "190x4x3", plan="190x5")
        found = planned(*weeks, *missed, now=AVERAGE)
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.DELOAD, "165x5x2", "fatigue")
        assert planned(*weeks[3:], *missed, now=AVERAGE).action is Action.HOLD


class TestOneStepASession:
    def test_a_raised_load_that_was_lifted_is_held_for_the_rest_of_the_day(self) -> None:
        raised = planned(day(0, "185x5"), day(0, "190x5", plan="190x5"), now=FRESH)
        assert (dose(raised), raised.reasons[0].rule) == ("190x5x3", "one_step_a_day")

    def test_it_is_raised_again_in_the_next_session(self) -> None:
        assert dose(planned(day(3, "185x5"), day(3, "190x5", plan="190x5"), now=FRESH)) == "195x5x3"

    def test_logging_set_by_set_asks_for_the_same_raise_after_each(self) -> None:
        assert dose(planned(day(0, "185x5"), day(0, "185x5"), day(0, "185x5"), now=FRESH)) == "190x5x3"

    def test_a_ramp_to_the_prescribed_load_is_no_raise(self) -> None:
        ramp = day(0, "135x5", plan="185x5"), day(0, "185x5", plan="185x5")
        assert dose(planned(*ramp, now=FRESH)) == "190x5x3"

    def test_a_failed_raise_is_a_miss_and_not_a_light_day(self) -> None:
        tried = planned(day(0, "185x5"), day(0, "190x3!", plan="190x5"), now=FRESH)
        assert (dose(tried), tried.reasons[0].rule) == ("185x5x3", "missed_once")


class TestLoads:
    def test_a_load_that_cannot_be_made_is_held_at_the_one_below(self) -> None:
        assert dose(planned(day(0, "187x5"), now=AVERAGE)) == "185x5x3"
        assert dose(planned(day(0, "187x5"), now=FRESH)) == "190x5x3"

    def test_a_bar_lighter_than_the_bar_is_kept(self) -> None:
        assert dose(planned(day(0, "35x5"), now=AVERAGE)) == "35x5x3"
        assert dose(planned(day(0, "35x5"), now=today(5, 8))) == "35x5x2"

    def test_dumbbells_go_by_their_rack(self) -> None:
        twice = day(3, "20x10", unit=Unit.KG, lift=CURL), day(0, "20x10", unit=Unit.KG, lift=CURL)
        assert dose(planned(*twice, lift=CURL, profile=KG)) == "22x10x3"

    def test_help_on_a_pull_up_grows_when_the_load_is_cut(self) -> None:
        assert dose(planned(day(0, "-40x8", lift=PULL_UP), now=today(5, 8), lift=PULL_UP)) == "-42.5x8x2"
        twice = day(3, "-40x8", lift=PULL_UP), day(0, "-40x8", lift=PULL_UP)
        assert dose(planned(*twice, now=AVERAGE, lift=PULL_UP)) == "-37.5x8x3"

    def test_sets_are_those_of_the_last_sessions_and_a_cut_day_is_not_the_norm(self) -> None:
        assert dose(planned(day(3, "185x5x5"), day(0, "185x5"), now=AVERAGE)).endswith("x5")
        assert dose(planned(day(6, "185x5x5"), day(3, "185x5x4"), now=AVERAGE)).endswith("x5")
        assert dose(planned(day(0, "185x5x6"), now=AVERAGE)).endswith("x6")


def test_every_rule_that_fires_is_in_the_table() -> None:
    fired = {
        planned(*history, now=now).reasons[0].rule
        for history in ((), (day(0, "185x5"),), (day(0, "185x4", plan="185x5"),), (day(30, "185x5"),))
        for now in (
            FRESH,
            AVERAGE,
            today(5, 5),
            today(5, 8),
            today(8, 8),
            today(8, 9),
            Today(on=TODAY, danger=Danger.PAIN),
        )
    }
    assert fired <= RULES.keys()
    assert len(fired) >= 9
