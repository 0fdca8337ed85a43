"""Events and their outcomes on a log that can be counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from learning.backtest.days import Top, series_of, training_days
from learning.backtest.events import Event, Jump, Question, events_of
from tests.learning.backtest.made import BENCH, LIFTS, SQUAT, day, one_series

# Estimated 1RMs by Epley: 100x5 116.7, 100x6 120, 105x5 122.5, 105x3 115.5, 90x5 105
LOG = (
    day("2026-01-05", "60x5w", "100x5", "100x4"),
    day("2026-01-08", "100x5"),
    day("2026-01-12", "100x5"),
    day("2026-01-15", "150x1w", "90x8", "100x6"),  # 3: reps kept, a PR set at the first count above 116.7: 6
    day("2026-01-19", "105x3", "105x4"),  # 4: raised; 6 missed; 5 would be a PR (122.5 > 120) and is missed
    day("2026-01-22", "90x5"),  # 5: lighter: 4 kept; 11 would be a PR (123 > 120)
    day("2026-02-28", "70x5"),  # 6: after 37 days: 5 kept; no count up to 12 is a PR
)
EXPECTED_BY_QUESTION = {
    Question.SAME_REPS: [("100", 5, True), ("105", 6, False), ("90", 4, True), ("70", 5, True)],
    Question.LOAD_RAISED: [("105", 6, False)],
    Question.PR_SET: [("100", 6, True), ("105", 5, False), ("90", 11, False)],
}


def events(question: Question, top: Top = Top.HEAVIEST) -> list[Event]:
    return [event for event in events_of(one_series(*LOG), top) if event.question is question]


@pytest.mark.parametrize(("question", "expected"), EXPECTED_BY_QUESTION.items())
def test_a_set_is_asked_for_at_the_load_of_the_day(question: Question, expected: list[tuple[str, int, bool]]) -> None:
    found = [(*event.target, event.came_true) for event in events(question) if event.target]
    assert found == [(Decimal(load), reps, made) for load, reps, made in expected]


def test_what_a_set_needs_is_its_estimated_maximum() -> None:
    assert [event.needs_kg for event in events(Question.PR_SET)] == pytest.approx([120, 122.5, 123])


def test_a_pr_within_seven_days_is_asked_on_the_day_after_each_session() -> None:
    asked = {event.asked_on.isoformat(): event.came_true for event in events(Question.PR_IN_WEEK)}
    assert asked == {"2026-01-13": True, "2026-01-16": False, "2026-01-20": False, "2026-01-23": False}
    assert [event.needs_kg for event in events(Question.PR_IN_WEEK)] == pytest.approx([350 / 3, 120, 120, 120])


def test_the_week_after_the_last_session_that_was_followed_by_none_is_left_out_of_the_conditional_question() -> None:
    asked = [event.asked_on for event in events(Question.PR_IN_WEEK_TRAINED)]
    assert asked == [date(2026, 1, 13), date(2026, 1, 16), date(2026, 1, 20)]


def test_the_last_seven_days_of_the_whole_log_are_left_out_and_not_only_of_the_lift() -> None:
    squats = day("2026-03-07", "140x5", lift=SQUAT)  # the log goes on: the week after the last bench is known
    longer = series_of("ann", [*(entry for own in LOG for entry in own), *squats], LIFTS, {BENCH.id})[0]
    shorter = series_of("ann", [entry for own in LOG for entry in own], LIFTS, {BENCH.id})[0]
    last = date(2026, 3, 1)
    asked, not_asked = ({event.asked_on for event in events_of(series, Top.HEAVIEST)} for series in (longer, shorter))
    assert last in asked
    assert last not in not_asked


def test_the_strongest_set_may_be_asked_about_instead_of_the_heaviest() -> None:
    log = (*LOG[:3], day("2026-01-15", "110x1", "100x6"))
    (heaviest,) = [e for e in events_of(one_series(*log), Top.HEAVIEST) if e.question is Question.SAME_REPS]
    (strongest,) = [e for e in events_of(one_series(*log), Top.STRONGEST) if e.question is Question.SAME_REPS]
    assert (heaviest.target, heaviest.came_true) == ((Decimal(110), 5), False)
    assert (strongest.target, strongest.came_true) == ((Decimal(100), 5), True)


def test_hits_in_a_row_and_the_jump_are_those_before_the_set() -> None:
    assert [event.state for event in events(Question.SAME_REPS)] == [
        (2, Jump.NONE),  # two repeats of 100x5
        (2, Jump.LARGE),  # 100x6 was a third
        (0, Jump.DOWN),  # 105x4 was a miss
        (0, Jump.DOWN),
    ]


def test_only_work_sets_of_1_to_12_reps_with_a_load_count() -> None:
    (only,) = training_days(day("2026-01-05", "200x3w", "120x0!", "0x8", "60x20", "100x5", "105x4!"))
    assert [(str(work.load_kg), work.reps) for work in only.sets] == [("100", 5), ("105", 4)]
    assert only.e1rm_kg == pytest.approx(119)
    assert training_days(day("2026-01-05", "200x3w")) == ()


def test_all_sets_of_one_date_are_one_day_and_lifts_do_not_mix() -> None:
    entries = [*day("2026-01-05", "100x5"), *day("2026-01-05", "180x5", lift=SQUAT), *day("2026-01-05", "102x5")]
    rest = [entry for own in LOG[1:4] for entry in (*own, *day(own[0].on.isoformat(), "180x5", lift=SQUAT))]
    bench, squat = series_of("ann", [*rest, *entries], LIFTS, None)
    assert [len(series.days) for series in (bench, squat)] == [4, 4]
    assert [float(work.load_kg) for work in bench.days[0].sets] == [100, 102]
    assert {float(work.load_kg) for own in squat.days for work in own.sets} == {180}
    assert {entry.lift.exercise for entry in squat.entries} == {SQUAT.id}


def test_a_lift_of_fewer_than_three_days_is_no_series() -> None:
    assert series_of("ann", [entry for own in LOG[:2] for entry in own], LIFTS, None) == []


@pytest.mark.parametrize(("on", "came_true"), [("2026-01-19", [True]), ("2026-01-20", [])])
def test_the_seventh_day_is_within_a_week_and_the_eighth_is_not(on: str, came_true: list[bool]) -> None:
    log = one_series(*LOG[:3], day(on, "105x5"), day("2026-02-28", "100x5"))  # the session before was on 12 January
    first = [event for event in events_of(log, Top.HEAVIEST) if event.asked_on == date(2026, 1, 13)]
    assert [event.came_true for event in first if event.question is Question.PR_IN_WEEK_TRAINED] == came_true
    assert [event.came_true for event in first if event.question is Question.PR_IN_WEEK] == (came_true or [False])
