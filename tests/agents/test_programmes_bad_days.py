"""Programmes on bad days, after layoffs, and for which lifts they are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.plan import Action, Plan
from agents.planner import words
from knowledge.plates import rack
from storage.records import Danger
from tests.agents.lifts import BENCH, CURL, DEADLIFT, LB, PULL_UP, SQUAT, day, planned, pounds, today
from tests.agents.test_programmes import AVERAGE, BOTH, PROGRAMMES, SHORT_NIGHT, SORE, best, on, run
from tests.agents.walks import START, Walk, shown


class TestBadDays:
    @pytest.mark.parametrize(
        ("now", "action", "asked"),
        [
            (AVERAGE, Action.INCREASE, "160x3 180x3 205x3+"),
            (SHORT_NIGHT, Action.HOLD, "160x3 180x3 205x3"),
            (SORE, Action.HOLD, "160x3 180x3 205x3"),
            (BOTH, Action.REDUCE, "150x3 167.5x3 192.5x3"),
        ],
    )
    def test_a_week_of_531_is_held_or_cut_and_never_all_out(self, now, action, asked) -> None:  # type: ignore[no-untyped-def]
        walk = Walk(BENCH, on("531"), best("250x1"))
        walk.go()
        found = walk.plan(replace(now, on=walk.on))
        assert (found.action, shown(found)) == (action, asked)
        assert found.reasons[-1].text == "5/3/1 week 2: 3+ at 90 % of 225"

    def test_a_linear_step_waits_for_a_better_day_and_is_not_lost(self) -> None:
        walk = Walk(BENCH, on("starting_strength"), best("185x5x3"))
        assert shown(walk.go()) == "185x5x3"
        assert shown(walk.go(now=BOTH)) == "175x5x2"
        assert shown(walk.go(now=BOTH)) == "175x5x2"
        assert shown(walk.go(now=SORE)) == "185x5x3"
        assert shown(walk.plan()) == "187.5x5x3"

    def test_a_week_that_was_cut_is_asked_for_again(self) -> None:
        walk = Walk(BENCH, on("531"), best("250x1"))
        walk.go(now=BOTH)
        assert shown(walk.plan()) == "145x5 170x5 190x5+"

    def test_with_readiness_off_it_is_done_as_it_stands(self) -> None:
        walk = Walk(BENCH, replace(on("531"), readiness_on=False), best("250x1"))
        assert shown(walk.go(now=BOTH)) == "145x5 170x5 190x5+"

    def test_warning_signs_and_rest_come_first(self) -> None:
        walk = Walk(BENCH, on("531"), best("250x1"))
        assert walk.plan(replace(AVERAGE, on=START, danger=Danger.PAIN)).action is Action.REFER
        assert walk.plan(replace(today(7, 9), on=START)).action is Action.REST


class TestLayoffs:
    @pytest.mark.parametrize(
        ("programme", "asked", "after"),
        [
            ("531", "145x3 170x3 190x3+", "160x5 180x3 200x1+"),  # of 210: 213.75, rounded down
            ("texas_method", "212.5x5x5", None),
            ("starting_strength", "237.5x5x3", "242.5x5x3"),
            ("double_progression", "237.5x8x3", "237.5x9x3"),
            ("rpe_target", "237.5x5x3", None),
        ],
    )
    def test_two_weeks_off_cut_it_once(self, programme: str, asked: str, after: str | None) -> None:
        walk = Walk(SQUAT, on(programme), best("250x1" if programme == "531" else "250x5x3", SQUAT))
        walk.go(days=14)
        found = walk.plan()
        assert (found.reasons[0].rule, found.offer) == ("layoff", None)
        if programme != "texas_method":
            assert shown(found) == asked
        walk.go()
        assert after is None or shown(walk.plan()) == after

    def test_a_reset_and_a_layoff_are_one_penalty(self) -> None:
        walk = Walk(SQUAT, on("starting_strength"), best("250x5x3", SQUAT))
        for _ in range(3):
            walk.go(short=1)
        walk.pause(12)
        assert shown(walk.plan()) == "225x5x3"  # 90 %, not 95 % of it
        walk.pause(100)
        assert shown(walk.plan()) == "200x5x3"  # 80 %


class TestWhatItIsFor:
    def test_a_curl_is_no_lift_of_531(self) -> None:
        free, followed = (planned(day(3, "30x10x3", lift=CURL), lift=CURL, profile=p) for p in (LB, on("531")))
        assert free == followed

    def test_the_free_log_and_a_name_that_is_gone_follow_the_rules(self) -> None:
        found = [planned(day(3, "185x5x3", plan="185x5"), profile=replace(LB, programme=p)) for p in ("free", "gone")]
        assert found[0] == found[1] == planned(day(3, "185x5x3", plan="185x5"))

    def test_double_progression_is_for_pull_ups_too(self) -> None:
        walk = Walk(PULL_UP, on("double_progression"), best("0x12x3", PULL_UP))
        assert run(walk, 2) == ["0x12x3", "2.5x8x3"]

    def test_nothing_is_made_up_without_a_set(self) -> None:
        assert planned(profile=on("531")).dose is None


def test_the_words_show_what_leads_up() -> None:
    found: Plan = Walk(BENCH, on("531"), best("250x1")).plan()
    assert words(found, BENCH) == "Next: 145 × 5, 170 × 5, 190 × 5+, down: 5/3/1 week 1: 5+ at 85 % of 225."


PLATES = [(), ("45", "25", "10"), ("45", "25", "10", "5", "2.5", "1.25", "0.5"), ("35",)]


@settings(max_examples=40, deadline=None)
@given(
    programme=st.sampled_from([*PROGRAMMES, "rpe_target"]),
    lift=st.sampled_from([SQUAT, BENCH, DEADLIFT]),
    plates=st.sampled_from(PLATES),
    start=st.integers(300, 600),
    days=st.lists(st.tuples(st.sampled_from([0, 0, 1, 3]), st.sampled_from([None, BOTH, SORE]), st.integers(1, 40))),
)
def test_every_load_can_be_made_and_a_bad_day_never_raises_one(programme, lift, plates, start, days) -> None:  # type: ignore[no-untyped-def]
    profile = replace(on(programme), plates=tuple(pounds(plate) for plate in plates))
    walk = Walk(lift, profile, best(f"{start}x5", lift))
    loads = rack(lift.equipment, pounds(start), plates=profile.plates)
    for short, now, off in days[:12]:
        fair = walk.plan()
        asked = walk.go(short=short, now=now, rpe="8", days=off)
        assert asked.dose
        assert fair.dose
        assert asked.envelope
        assert asked.dose.load.kg <= fair.dose.load.kg
        assert all(loads.makes(one.load) for one in (*asked.lead_up, asked.dose))
        assert asked.envelope.low.kg <= asked.envelope.high.kg == asked.dose.load.kg
