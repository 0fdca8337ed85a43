"""Which loads the planner names, in which unit, and for how many sets."""

from dataclasses import replace

import pytest

from agents.planner import words
from knowledge.exercise import Equipment, Exercise
from knowledge.units import Unit
from storage.records import Loading
from tests.agents.lifts import BENCH, CURL, FRESH, KG, LB, PULL_UP, day, dose, kilos, planned, pounds, today

AVERAGE = today(7, 5)
PRESSED = replace(BENCH, equipment=Equipment.MACHINE)


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

    def test_one_set_that_was_prescribed_says_nothing_of_how_many_there_are(self) -> None:
        tapped = [day(ago, "185x5", plan="185x5") for ago in (9, 6, 3)]
        assert dose(planned(day(12, "185x5x5"), *tapped, now=AVERAGE)).endswith("x5")
        assert dose(planned(*tapped, now=AVERAGE)).endswith("x3")

    @pytest.mark.parametrize(
        ("lifted", "plates", "expected"),
        [("25x8", "45 25", "25x8x3"), ("0.5x5x3", "5", "0.5x5x3"), ("60x8", "25", "60x8x3"), ("50x8", "25", "50x8x3")],
    )
    def test_what_was_lifted_on_a_machine_can_be_made_whatever_its_plates(
        self, lifted: str, plates: str, expected: str
    ) -> None:
        own = Loading(exercise=PRESSED.id, plates=tuple(map(pounds, plates.split())))
        profile = replace(LB, loadings=(own,))
        assert dose(planned(day(0, lifted, lift=PRESSED), lift=PRESSED, profile=profile, now=FRESH)) == expected

    @pytest.mark.parametrize("plates", ["", "45", "1.25"])
    @pytest.mark.parametrize("lifted", ["0.5x5x3", "2.5x5x3", "25x5x3", "0x5x3"])
    @pytest.mark.parametrize("lift", [BENCH, CURL])
    def test_no_load_at_all_is_never_prescribed(self, lift: Exercise, lifted: str, plates: str) -> None:
        for one in (lift, replace(lift, equipment=Equipment.MACHINE), replace(lift, equipment=Equipment.CABLE)):
            own = Loading(exercise=one.id, plates=tuple(map(pounds, plates.split())))
            for ago, now in ((0, FRESH), (3, today(4, 8)), (80, AVERAGE)):
                found = planned(day(ago, lifted, lift=one), lift=one, profile=replace(LB, loadings=(own,)), now=now)
                assert found.dose is not None
                assert found.dose.load.amount > 0

    def test_on_one_end_plates_count_once(self) -> None:
        landmine = replace(BENCH, one_sided=True)
        coarse = replace(LB, plates=(pounds(45), pounds(25)))
        found = planned(day(0, "70x5x3", lift=landmine), lift=landmine, profile=coarse, now=AVERAGE)
        assert (dose(found), found.earn) == (
            "70x5x3",
            "the next load that can be made is 90: smaller plates would make a fair step",
        )

    def test_sets_are_those_of_the_last_sessions_and_a_cut_day_is_not_the_norm(self) -> None:
        assert dose(planned(day(3, "185x5x5"), day(0, "185x5"), now=AVERAGE)).endswith("x5")
        assert dose(planned(day(6, "185x5x5"), day(3, "185x5x4"), now=AVERAGE)).endswith("x5")
        assert dose(planned(day(0, "185x5x6"), now=AVERAGE)).endswith("x6")

    def test_one_set_in_each_of_two_sessions_is_his_number_and_in_one_it_is_not(self) -> None:
        assert dose(planned(day(6, "185x5"), day(3, "185x5"), now=AVERAGE)) == "187.5x5x1"
        assert dose(planned(day(3, "185x5"), now=AVERAGE)) == "185x5x3"

    def test_failed_sets_and_more_sets_than_usual_today_do_not_raise_the_number(self) -> None:
        again = *day(0, "185x5x3"), *day(0, "190x5x3", plan="190x5"), *day(0, "190x5x3", plan="190x5")
        assert dose(planned(again)) == "190x5x3"
        assert dose(planned(day(3, "185x5x3"), day(0, "185x5x6"), now=AVERAGE)).endswith("x3")
        assert dose(planned(day(3, "185x5x3", "185x3!", "185x3!", "185x2!"), now=AVERAGE)).endswith("x3")
        assert dose(planned(day(0, "185x5x3", "185x3x3!"), now=AVERAGE)).endswith("x3")

    @pytest.mark.parametrize("order", [("185x5x3", "225x1"), ("205x1", "225x1", "185x5x3")])
    def test_a_top_single_over_back_off_sets_is_not_the_days_work(self, order: tuple[str, ...]) -> None:
        assert dose(planned(day(3, *order, rpe="9"), now=AVERAGE)) == "185x5x3"
        assert dose(planned(day(0, *order, rpe="9"))) == "190x5x3"

    def test_a_single_that_was_ramped_up_to_is_the_days_work(self) -> None:
        assert dose(planned(day(0, "135x5x2", "185x3", "225x1"), now=AVERAGE)) == "225x1x3"

    def test_plates_in_the_other_unit_make_the_prescription_in_theirs(self) -> None:
        plates = tuple(pounds(plate) for plate in (45, 25, 10, 5, 2.5))
        abroad = replace(KG, bar=pounds(45), plates=plates)
        held = planned(day(0, "100x5", unit=Unit.KG), now=AVERAGE, profile=abroad)
        assert (held.dose and held.dose.load) == pounds(220)
        assert words(held, BENCH, Unit.KG).startswith("Next: 220 lb × 5, hold")
        up = planned(day(0, "100x5", plan="100x5", unit=Unit.KG), profile=abroad)
        assert (up.dose and up.dose.load) == pounds(225)
        metric = replace(LB, bar=kilos(20), plates=tuple(kilos(plate) for plate in (20, 10, 5, 2.5)))
        assert (found := planned(day(0, "225x5"), now=AVERAGE, profile=metric).dose)
        assert found.load == kilos(100)

    def test_what_was_converted_is_told_to_the_half(self) -> None:
        imperial = replace(KG, plates=(pounds(45), pounds(10)))
        failed = planned(day(0, "100x0!", unit=Unit.KG), profile=imperial)
        assert words(failed, BENCH, Unit.KG) == "Next: 195 lb × 3, down: no rep was made at 220.5 lb."
        coarse = planned(day(0, "95x5", unit=Unit.KG), profile=replace(KG, plates=(pounds(10),)))
        assert coarse.earn == "do 205 lb × 9, then take 225 lb"

    def test_an_empty_bar_of_the_other_unit_stays_a_bar(self) -> None:
        imperial = replace(KG, bar=pounds(45), plates=(pounds(45), pounds(5)))
        assert dose(planned(day(0, "20x5", unit=Unit.KG), now=AVERAGE, profile=imperial)) == "44x5x3"

    def test_dumbbells_keep_their_unit_whatever_the_plates_are_in(self) -> None:
        imperial = replace(KG, plates=(pounds(45),))
        assert dose(planned(day(0, "20x10", unit=Unit.KG, lift=CURL), lift=CURL, profile=imperial)) == "20x10x3"
