"""When a PR is named, and which."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agents.plan import Action, Plan, Today
from agents.planner import plan
from knowledge.units import Unit
from storage.records import Injury, Outcome, Prediction, RowId, Style, UserId
from tests.agents.lifts import BENCH, CURL, FRESH, KG, LB, PULL_UP, TODAY, day, planned, pounds, today

STEADY = tuple(entry for ago in (18, 14, 10, 6, 3, 0) for entry in day(ago, "185x5x3", plan="185x5"))


def test_a_steady_lifter_on_a_good_day_is_named_a_target() -> None:
    offer = planned(STEADY).offer
    assert offer is not None
    assert (offer.load, offer.reps, offer.due_on) == (pounds(205), 3, TODAY + timedelta(days=7))
    assert 0.6 <= offer.probability <= 0.75
    assert offer.probability == round(offer.probability, 2)


@pytest.mark.parametrize(("done", "reps"), [("225x2", 1), ("185x5", 3), ("155x8", 5)])
def test_the_target_has_fewer_reps_than_the_training(done: str, reps: int) -> None:
    offer = planned(day(0, done)).offer
    assert offer is not None
    assert offer.reps == reps


@pytest.mark.parametrize("now", [today(), today(8), today(None, 2), today(7, 2), today(8, 4), today(5, 2), today(8, 9)])
def test_none_is_named_unless_sleep_and_soreness_were_both_said_and_good(now: Today) -> None:
    assert planned(STEADY, now=now).offer is None


def test_with_readiness_switched_off_the_log_decides() -> None:
    assert planned(STEADY, now=today(), profile=replace(LB, readiness_on=False)).offer is not None


def test_none_is_named_with_an_injury_a_cleared_flag_or_after_a_miss() -> None:
    assert planned(STEADY, profile=replace(LB, injuries=(Injury("shoulder"),))).offer is None
    assert planned(STEADY, now=replace(FRESH, cleared_today=True)).offer is None
    assert planned(STEADY[:-1], day(0, "185x4", plan="185x5")).offer is None
    assert planned(STEADY[:-1], day(0, "165x5", plan="185x5")).offer is None


def test_none_is_named_after_reps_that_fell_off() -> None:
    found = planned(day(6, "200x6"), day(3, "200x5"), day(0, "200x4"))
    assert (found.action, found.reasons[0].text) == (Action.HOLD, "fewer reps than the time before")
    assert found.offer is None
    assert not found.pr_allowed


def test_none_is_named_that_was_missed_lately_or_after_a_day_that_took_all() -> None:
    failed = (*day(9, "185x5x3", plan="185x5"), *day(9, "205x1!"))
    others = [entry for ago in (14, 6, 3, 0) for entry in day(ago, "185x5x3", plan="185x5")]
    assert planned(failed, others).offer is None
    assert planned(day(60, "185x5x3", "205x1!"), others).offer is not None
    assert planned(STEADY[:-1], day(0, "185x5x3", plan="185x5", rpe="10")).offer is None


def test_none_is_named_where_no_load_is_left() -> None:
    own = replace(LB, plates=(pounds(45), pounds(25)))
    assert planned(day(0, "25x8x3"), lift=CURL, profile=own).offer is None


def test_a_target_speaks_for_more_strength_than_any_set_on_record() -> None:
    assert planned(day(200, "225x3"), STEADY).offer is None
    assert planned(day(200, "225x2"), STEADY).offer is None
    assert planned(day(200, "205x2"), STEADY).offer is not None
    assert planned(day(200, "205x3!"), STEADY).offer is None
    assert planned(day(200, "185x20"), STEADY).offer is None


@pytest.mark.parametrize("kilograms", range(40, 141, 5))
def test_a_lighter_triple_than_the_five_that_was_done_is_no_target(kilograms: int) -> None:
    offer = planned(day(0, f"{kilograms}x5", unit=Unit.KG), profile=KG).offer
    assert offer is None or float(offer.load.kg) * 1.1 > kilograms * (1 + 5 / 30)


@pytest.mark.parametrize("now", [today(8, 8), today(5.5, 2), today(None, 8), today(5)])
def test_with_readiness_switched_off_a_red_day_keeps_its_load_and_names_no_record(now: Today) -> None:
    off = replace(LB, readiness_on=False)
    found, unsaid = planned(STEADY, now=now, profile=off), planned(STEADY, now=today(), profile=off)
    assert found.dose == unsaid.dose
    assert (found.offer, found.pr_allowed) == (None, False)


def test_none_is_named_on_a_bodyweight_move() -> None:
    assert planned(day(0, "25x5", lift=PULL_UP), lift=PULL_UP).offer is None


def with_prediction(exercise: str, outcome: Outcome | None) -> Plan:
    prediction = Prediction(
        id=RowId("p"),
        turn=RowId("t"),
        user=UserId("ann"),
        exercise=exercise,  # type: ignore[arg-type]
        load=pounds(200),
        reps=3,
        probability=0.6,
        forecast="simple-1",
        arm=Style.CONSERVATIVE,
        offered_at=datetime(2026, 11, 20, tzinfo=UTC),
        due_on=TODAY,
        outcome=outcome,
    )
    return plan(BENCH, LB, STEADY, FRESH, [prediction])


def test_one_target_of_a_lift_is_open_at_a_time() -> None:
    assert with_prediction("bench_press", None).offer is None
    assert with_prediction("bench_press", Outcome.NOT_YET).offer is not None
    assert with_prediction("squat", None).offer is not None
