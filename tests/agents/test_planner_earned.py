"""What a hit earns: by how hard it was, after a bad day, and where it was promised already."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from agents.plan import Action, Today
from agents.planner import plan, words
from agents.rules_training import raise_promised
from knowledge.units import Load, Unit
from storage.records import EnergyLevel, Entry, Injury, Prescription, Profile, RowId, UserId, row_id
from tests.agents.lifts import BENCH, FRESH, KG, LB, TODAY, day, dose, kilos, planned, pounds, today

AVERAGE = today(7, 5)
HIT = day(3, "185x5x3", plan="185x5")


class TestByItsRpe:
    @pytest.mark.parametrize(
        ("rpe", "fresh", "average"),
        [
            ("5", "190", "187.5"),
            ("7", "190", "187.5"),
            ("7.5", "190", "185"),
            ("9", "190", "185"),
            ("9.5", "185", "185"),
        ],
    )
    def test_the_harder_a_hit_was_the_less_it_earns(self, rpe: str, fresh: str, average: str) -> None:
        hit = day(3, "185x5x3", plan="185x5", rpe=rpe)
        assert (dose(planned(hit, now=FRESH)), dose(planned(hit, now=AVERAGE))) == (f"{fresh}x5x3", f"{average}x5x3")

    def test_an_easy_hit_says_so(self) -> None:
        assert words(planned(day(3, "185x5x3", rpe="7"), now=AVERAGE), BENCH) == (
            "Next: 187.5 × 5, up: every rep hit at RPE 7."
        )

    def test_an_all_out_hit_says_so_and_earns_the_smallest_step_the_second_time(self) -> None:
        hard = day(6, "185x5x3", rpe="10"), day(3, "185x5x3", rpe="10")
        assert words(planned(hard[1]), BENCH) == (
            "Next: 185 × 5, hold: every rep hit, but at RPE 10. Hit it again next session and it's 187.5."
        )
        assert (dose(planned(*hard)), planned(*hard).reasons[0].rule) == ("187.5x5x3", "hit_twice")

    def test_a_hit_is_easy_only_when_every_top_set_was_said_to_be(self) -> None:
        half = *day(3, "185x5", rpe="7"), *day(3, "185x5")
        assert planned(half, now=AVERAGE).action is Action.HOLD
        assert planned((*day(3, "185x5", rpe="7"), *day(3, "185x5", rpe="8")), now=AVERAGE).action is Action.HOLD

    def test_one_top_set_without_a_rep_left_is_enough_to_be_all_out(self) -> None:
        assert planned((*day(3, "185x5"), *day(3, "185x5", rpe="10"))).reasons[0].rule == "all_out"

    def test_how_a_miss_felt_earns_nothing(self) -> None:
        assert planned(day(3, "185x4x3", plan="185x5", rpe="6"), now=FRESH).action is Action.HOLD


class TestAfterABadDay:
    BAD = *HIT, *day(2, "175x5x2", plan="175x5")  # 5 h and sore 8: 5 % less, as told

    def test_the_load_before_it_is_back(self) -> None:
        found = planned(self.BAD, now=AVERAGE)
        assert (found.action, dose(found), found.reasons[0].rule) == (Action.HOLD, "185x5x3", "eased_day")
        assert found.earn == "hit it in two sessions running and it's 187.5"
        assert dose(planned(self.BAD, now=FRESH)) == "185x5x3"

    def test_two_of_them_cost_no_more_than_one(self) -> None:
        assert dose(planned(self.BAD, now=today(5, 8))) == "175x5x2"
        again = *self.BAD, *day(1, "175x5x2", plan="175x5")
        assert dose(planned(again, now=AVERAGE)) == "185x5x3"

    def test_a_bad_spell_of_any_length_costs_no_more_than_its_first_day(self) -> None:
        spell = *day(60, "100x5x3"), *day(57, "100x5x3", plan="100x5")
        for ago in range(54, 0, -3):
            bad = replace(today(4, 8), on=TODAY - timedelta(days=ago))
            assert dose(planned(spell, now=bad)) == "95x5x2"
            spell = *spell, *day(ago, "95x5x2", plan="95x5")
        found = planned(spell, now=AVERAGE)
        assert (dose(found), found.reasons[0].rule) == ("100x5x3", "eased_day")

    def test_the_same_bad_day_does_not_cut_twice(self) -> None:
        told = *HIT, *day(0, "175x5", plan="175x5")
        assert dose(planned(told, now=today(5, 8))).startswith("175x5")

    def test_a_bad_day_that_was_missed_is_a_miss(self) -> None:
        missed = *HIT, *day(2, "175x4x2", plan="175x5")
        assert planned(missed, now=AVERAGE).reasons[0].rule == "missed_once"

    def test_a_reset_is_no_bad_day(self) -> None:
        reset = *day(9, "185x4", plan="185x5"), *day(6, "185x4", plan="185x5"), *day(3, "170x5x3", plan="170x5")
        assert dose(planned(reset, now=AVERAGE)).startswith("170x5")


class TestDoneAsTold:
    def test_after_two_misses_and_the_reset_on_the_same_day_it_is_not_reset_again(self) -> None:
        missed = *day(3, "185x4!", plan="185x5"), *day(0, "185x4!", plan="185x5")
        assert dose(planned(missed, now=AVERAGE)).startswith("170x5")
        assert dose(planned((*missed, *day(0, "170x5", plan="170x5")), now=AVERAGE)).startswith("170x5")

    def test_what_was_short_before_anything_was_prescribed_is_no_miss(self) -> None:
        first = *day(4, "180x5"), *day(0, "185x5", "185x4")
        assert dose(planned(first, now=AVERAGE)) == "185x5x3"
        then = planned((*first, *day(0, "185x5", plan="185x5")), now=AVERAGE)
        assert (then.action, dose(then)) == (Action.HOLD, "185x5x3")

    def test_nor_where_nothing_had_been_prescribed_before_the_reset(self) -> None:
        missed = *day(3, "120x2!"), *day(0, "115x2!")
        assert dose(planned(missed, now=AVERAGE)).startswith("105x2")
        assert dose(planned((*missed, *day(0, "105x2", plan="105x2")), now=AVERAGE)).startswith("105x2")

    @pytest.mark.parametrize(
        ("before", "told"),
        [(day(90, "270x5x3"), "215x5"), (day(0, "225x5x3", "225x0!"), "212.5x5")],
    )
    def test_a_bad_day_cuts_no_deeper_once_its_load_was_lifted(self, before: tuple[Entry, ...], told: str) -> None:
        bad = today(5, 8)
        assert dose(planned(before, now=bad)).startswith(told)
        assert dose(planned((*before, *day(0, told, plan=told)), now=bad)).startswith(told)

    def test_too_few_reps_below_the_plan_are_where_it_goes_back_to(self) -> None:
        assert dose(planned(day(6, "185x5x3"), day(3, "175x3", plan="185x5"), now=AVERAGE)).startswith("175x5")

    def test_a_lighter_load_that_was_prescribed_is_no_fall(self) -> None:
        failed = *day(8, "105x3x3"), *day(4, "97.5x3x3"), *day(0, "97.5x0!"), *day(0, "90x3", plan="90x3")
        assert planned(failed, now=AVERAGE).action is Action.HOLD

    def test_what_a_layoff_cost_is_no_fall(self) -> None:
        assert planned(day(40, "200x5"), day(26, "190x5"), day(3, "180x5"), now=AVERAGE).action is Action.HOLD
        assert planned(day(9, "200x5"), day(6, "190x5"), day(3, "180x5"), now=AVERAGE).action is Action.DELOAD


def promise(load: Load, *, days_ago: int = 3, hour: int = 19, **how: object) -> Prescription:
    made_at = datetime.combine(TODAY - timedelta(days=days_ago), time(hour), UTC)
    made = Prescription(
        id=RowId("p"),
        turn=RowId("t"),
        user=UserId("ann"),
        exercise=BENCH.id,
        made_at=made_at,
        on=made_at.date(),
        action="increase",
        rule="recovered_and_hit",
        load=load,
        reps=5,
        sets=3,
    )
    return replace(made, **how)  # type: ignore[arg-type]


def next_one(
    made: Prescription, *days: tuple[Entry, ...], now: Today = AVERAGE, profile: Profile = LB
) -> tuple[str, str]:
    found = plan(BENCH, profile, [entry for each in days or (HIT,) for entry in each], now, promised=made)
    return dose(found), found.reasons[0].rule


class TestARaiseThatWasPromised:
    @pytest.mark.parametrize("now", [today(), AVERAGE, FRESH, today(6, 7), today(8, 2, EnergyLevel.LOW)])
    def test_stands_on_any_day_that_is_not_red(self, now: Today) -> None:
        assert next_one(promise(pounds(190)), now=now) == ("190x5x3", "as_promised")

    def test_says_that_it_is_what_was_planned(self) -> None:
        found = plan(BENCH, LB, HIT, AVERAGE, promised=promise(pounds(190)))
        assert words(found, BENCH) == "Next: 190 × 5, up: as planned last time."

    def test_waits_on_a_red_day_for_its_reason(self) -> None:
        found = plan(BENCH, LB, HIT, today(5, 2), promised=promise(pounds(190)))
        assert words(found, BENCH).startswith("Next: 185 × 5, 2 sets, hold: 5 h sleep.")
        assert next_one(promise(pounds(190)), now=today(5, 8)) == ("175x5x2", "sore_short_sleep")
        assert next_one(promise(pounds(190)), now=replace(FRESH, cleared_today=True)) == ("185x5x3", "cleared_today")

    def test_ends_with_a_layoff_and_with_a_deload(self) -> None:
        assert next_one(promise(pounds(190), days_ago=10), day(10, "185x5x3"))[1] == "as_promised"
        assert next_one(promise(pounds(190), days_ago=11), day(11, "185x5x3"))[1] == "layoff"
        week = day(10, "185x5x5"), day(7, "185x3x5"), day(4, "180x2x5"), day(3, "160x2x3", plan="160x2")
        assert next_one(promise(pounds(162.5), reps=2), *week)[1] == "deload_week"

    def test_ends_with_the_first_set_after_it(self) -> None:
        assert next_one(promise(pounds(190)), HIT, day(0, "135x5"))[1] != "as_promised"
        assert next_one(promise(pounds(190), days_ago=4))[1] != "as_promised"
        assert next_one(promise(pounds(190), hour=17))[1] != "as_promised"

    def test_is_of_an_earlier_day(self) -> None:
        assert next_one(promise(pounds(190), days_ago=0))[1] != "as_promised"

    def test_stands_where_its_own_set_was_said_by_a_faster_clock(self) -> None:
        made = promise(pounds(190), hour=17, turn=row_id("turn", HIT[-1].source))
        assert next_one(made)[1] == "as_promised"

    def test_goes_no_further_than_one_step_from_what_was_hit(self) -> None:
        assert next_one(promise(pounds(192.5)))[0] == "185x5x3"
        assert next_one(promise(pounds(185)))[1] == "not_yet"
        assert next_one(promise(pounds(190)), day(3, "185x4", plan="185x5"))[1] == "missed_once"
        assert next_one(promise(pounds(190)), day(3, "185x5", rpe="10"))[1] == "all_out"
        assert next_one(promise(pounds(190), reps=8))[1] == "not_yet"

    def test_is_made_of_the_plates_of_today(self) -> None:
        coarse = replace(LB, plates=(pounds(45), pounds(10)))
        assert next_one(promise(pounds(190)), profile=coarse)[0] == "185x5x3"
        metric = replace(KG, plates=tuple(kilos(plate) for plate in (20, 10, 5, 2.5, 1.25)))
        assert next_one(promise(pounds(190)), profile=metric)[0] == "85x5x3"

    def test_only_a_raise_is_one(self) -> None:
        assert next_one(promise(pounds(190), action="hold"))[1] == "not_yet"


class TestWhichRaiseStands:
    def test_is_the_newest_prescription_of_an_earlier_day(self) -> None:
        old, new = promise(pounds(187.5), days_ago=4), promise(pounds(190))
        assert raise_promised([new, old], TODAY) == new
        assert raise_promised([promise(pounds(195), days_ago=0), new, old], TODAY) == new
        assert raise_promised([], TODAY) is None

    @pytest.mark.parametrize("rule", ["short_sleep", "sore", "sore_short_sleep", "very_sore", "sore_here"])
    def test_a_bad_day_between_did_not_take_it_back(self, rule: str) -> None:
        held = promise(pounds(185), days_ago=2, action="hold", rule=rule)
        assert raise_promised([held, promise(pounds(190))], TODAY) == promise(pounds(190))

    @pytest.mark.parametrize("rule", ["pain", "missed_once", "cleared_today", "layoff"])
    def test_what_the_log_or_a_warning_said_since_did(self, rule: str) -> None:
        assert raise_promised([promise(pounds(185), action="hold", rule=rule), promise(pounds(190))], TODAY) is None


class TestInjuries:
    HURT = replace(LB, injuries=(Injury("left shoulder strain"),))

    @pytest.mark.parametrize("profile", [HURT, replace(HURT, readiness_on=False)])
    def test_hold_the_lifts_that_use_the_body_part(self, profile: Profile) -> None:
        found = planned(day(6, "185x5x3"), day(3, "185x5x3"), profile=profile)
        assert (found.action, dose(found), found.offer, found.pr_allowed) == (Action.HOLD, "185x5x3", None, False)
        assert words(found, BENCH) == ("Next: 185 × 5, hold: your profile names an injury here (left shoulder strain).")

    def test_leave_the_loads_of_other_lifts_alone_and_name_no_record(self) -> None:
        found = planned(HIT, profile=replace(LB, injuries=(Injury("left knee"),)))
        assert (dose(found), found.offer) == ("190x5x3", None)

    def test_do_not_keep_a_bad_day_or_a_layoff_from_cutting(self) -> None:
        assert dose(planned(HIT, now=today(5, 8), profile=self.HURT)) == "175x5x2"
        assert dose(planned(day(15, "185x5x3"), profile=self.HURT)) == "175x5x3"
        assert next_one(promise(pounds(190)), profile=self.HURT) == ("185x5x3", "injury")


def test_unit_of_a_plan_follows_the_plates_even_where_only_its_target_was_in_another() -> None:
    plates = tuple(kilos(plate) for plate in (25, 10, 5))
    mixed = day(1, "109x1", plan="100x5", unit=Unit.KG)
    target = replace(mixed[0].lift, planned=replace(mixed[0].lift.planned, load=pounds(220)))  # type: ignore[type-var]
    found = planned((replace(mixed[0], lift=target),), now=AVERAGE, profile=replace(KG, plates=plates))
    assert found.dose is not None
    assert found.dose.load.unit is Unit.KG
