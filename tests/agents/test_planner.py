"""The planner's table, row by row, and the worked cases."""

from dataclasses import replace

import pytest

from agents.plan import Action, Today
from agents.planner import REFERRALS, words
from knowledge.rules import RULES
from knowledge.units import Unit
from storage.records import Danger, Energy, EnergyLevel
from tests.agents.lifts import (
    BENCH,
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
        assert said.startswith(f"Stop, no {'lifting' if danger is Danger.EMERGENCY else 'bench press'} for now")
        assert whom in said

    def test_rest_names_the_lift_only_where_only_the_lift_is_meant(self) -> None:
        here = planned(day(0, "225x5", lift=SQUAT), now=today(7, 8, site="quads"), lift=SQUAT)
        assert words(here, SQUAT) == "Rest the squat today, or easy active recovery: soreness 8 in the quads."
        all_over = planned(day(0, "225x5", lift=SQUAT), now=today(7, 9, site="quads"), lift=SQUAT)
        assert words(all_over, SQUAT) == "Rest today, or easy active recovery: soreness 9 of 10."

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
    @pytest.mark.parametrize("danger", REFERRALS)
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
        assert planned(day(0, "185x5"), now=today(8, 2, 3)).action is not Action.REST

    @pytest.mark.parametrize("energy", [EnergyLevel.LOW, 3])
    def test_low_energy_is_not_fresh_and_never_stands_beside_up(self, energy: Energy) -> None:
        once = planned(day(0, "185x5"), now=today(8, 2, energy))
        assert (once.action, once.reasons[0].text, once.offer) == (Action.HOLD, "low energy", None)
        twice = planned(day(3, "185x5"), day(0, "185x5"), now=today(8, 2, energy))
        assert (dose(twice), twice.reasons[0].text) == ("187.5x5x3", "every rep hit in two sessions running")

    def test_a_run_of_days_that_were_cut_does_not_become_the_norm(self) -> None:
        usual = [entry for ago in (16, 14, 12) for entry in day(ago, "185x5x3", plan="185x5")]
        cut = [entry for ago in (10, 8, 6, 4, 2) for entry in day(ago, "185x5x2", plan="185x5")]
        found = planned(usual, cut).dose
        assert found is not None
        assert found.sets == 3

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
        assert found.earn == "do 185 × 7, then take 195"

    @pytest.mark.parametrize(
        ("done", "plates", "earn"),
        [
            ("185x9", "10", "with 185 × 9 done, try 205 when you feel strong"),
            ("185x5", "10", "do 185 × 9, then take 205"),
            ("65x5", "10", "the next load that can be made is 85: smaller plates would make a fair step"),
        ],
    )
    def test_where_no_step_can_be_made_reps_come_first(self, done: str, plates: str, earn: str) -> None:
        coarse = replace(LB, plates=(pounds(plates),))
        found = planned(day(0, done, plan=f"{done.split('x')[0]}x5"), profile=coarse)
        assert (found.action, found.earn) == (Action.HOLD, earn)


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
