"""The walk: nobody sees ahead, a forecast that knows the truth is perfect, a constant one scores as computed."""

from collections.abc import Sequence
from datetime import date
from math import log
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exercise import ExerciseId
from learning.backtest.days import Series, Top, training_days
from learning.backtest.events import Question
from learning.backtest.report import Report, report_of
from learning.backtest.walk import Walked, walk
from storage.records import Entry
from tests.learning.backtest.made import Constant, day, one_series
from tests.learning.backtest.test_events import LOG

SETS = st.tuples(st.integers(40, 140), st.integers(1, 12)).map(lambda done: f"{done[0]}x{done[1]}")
DAYS = st.lists(st.tuples(st.integers(1, 30), SETS), min_size=6, max_size=14)


class Knowing(Constant):
    """It has the whole log, and says what will be."""

    def __init__(self, series: Series) -> None:
        super().__init__()
        self._days = series.days

    def next_e1rm(self, lift: ExerciseId, history: Sequence[Entry], day: date) -> float:
        return next(each.e1rm_kg for each in self._days if each.on == day)

    def chance(self, lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float:
        sets = next(each.sets for each in self._days if each.on == day)
        return float(any(float(work.load_kg) == load_kg and work.reps >= reps for work in sets))

    def chance_of_pr(self, lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int) -> float:
        best = max(each.e1rm_kg for each in self._days if each.on < day)
        week = [each for each in self._days if 0 <= (each.on - day).days < within_days]
        return float(any(each.e1rm_kg > best for each in week))


class Listening(Constant):
    """It keeps what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[date, Sequence[Entry]]] = []

    def next_e1rm(self, lift: ExerciseId, history: Sequence[Entry], day: date) -> float:
        self.given.append((day, history))
        return 100.0

    def chance_of_pr(self, lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int) -> float:
        self.given.append((day, history))
        return 0.5

    def chance(self, lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float:
        self.given.append((day, history))
        return 0.5


class Silent(Constant):
    def next_e1rm(self, lift: ExerciseId, history: Sequence[Entry], day: date) -> float:
        raise LookupError

    def chance(self, lift: ExerciseId, history: Sequence[Entry], day: date, load_kg: float, reps: int) -> float:
        raise LookupError


def series_from(days: list[tuple[int, str]], later: Sequence[tuple[int, str]] = ()) -> Series:
    ordinal, made = date(2026, 1, 1).toordinal(), []
    for gap, done in (*days, *later):
        ordinal += gap
        made.append(day(date.fromordinal(ordinal).isoformat(), done))
    return one_series(*made)


def report(series: Series, forecast: Constant) -> Report:
    return report_of([series], walk([series], forecast, Top.HEAVIEST))


def test_a_forecast_that_knows_the_truth_makes_no_error() -> None:
    series = one_series(*LOG)
    perfect = report(series, Knowing(series))
    assert perfect.next_e1rm is not None
    assert perfect.next_e1rm.forecasts["focusflow"].mae_percent.value == 0
    assert set(perfect.chances) == set(Question)
    for chances in perfect.chances.values():
        score = chances.forecasts["focusflow"]
        assert (score.brier.value, score.log_loss.value, score.ece.value) == (0, 0, 0)


def test_a_constant_forecast_scores_as_computed_by_hand() -> None:
    constant = report(one_series(*LOG), Constant(kg=110.0, chance=0.8))
    same = constant.chances[Question.SAME_REPS]  # 3 of 4 came true
    assert (same.n, same.base_rate.value) == (4, 0.75)
    score = same.forecasts["focusflow"]
    assert score.brier.value == pytest.approx((3 * 0.04 + 0.64) / 4)
    assert score.log_loss.value == pytest.approx(-(3 * log(0.8) + log(0.2)) / 4)
    assert score.ece.value == pytest.approx(0.05)
    assert constant.next_e1rm is not None
    actual = [120, 119, 105, 70 * 7 / 6]
    errors = [100 * abs(110 - kg) / kg for kg in actual]
    level = constant.next_e1rm.forecasts["focusflow"]
    assert level.mae_percent.value == pytest.approx(sum(errors) / 4)
    assert level.median_percent == pytest.approx((errors[0] + errors[1]) / 2)
    assert level.within_5_percent_share == 0.25
    assert level.after_gap_mae_percent == pytest.approx(errors[3])
    assert constant.next_e1rm.after_gap_n == 1


def test_what_is_shown_is_never_above_the_cap() -> None:
    shown = report(one_series(*LOG), Constant(chance=0.9)).chances[Question.SAME_REPS].shown
    assert (shown.capped, shown.above_cap, shown.offered_n) == (4, 0, 4)
    assert (shown.ece.value, shown.offered_said, shown.offered_came_true) == (0, 0.75, 0.75)


def test_events_without_a_forecast_are_left_out_for_everybody_and_counted() -> None:
    mute = report(one_series(*LOG), Silent())
    assert mute.next_e1rm is None
    assert set(mute.chances) == {Question.PR_IN_WEEK, Question.PR_IN_WEEK_TRAINED}
    walked = walk([one_series(*LOG)], Silent(), Top.HEAVIEST)
    assert (walked.guesses_left_out, walked.left_out[Question.PR_SET]) == (4, 3)


def test_the_forecast_is_never_given_a_set_of_the_day_it_is_asked_about_or_later() -> None:
    heard = Listening()
    walk([one_series(*LOG)], heard, Top.HEAVIEST)
    assert len(heard.given) == 4 + 8 + 7
    for asked_on, history in heard.given:
        assert len(training_days(history)) >= 3
        assert all(entry.on < asked_on for entry in history)


@given(DAYS, st.lists(st.tuples(st.integers(1, 9), SETS), min_size=1, max_size=6))
def test_what_comes_later_changes_nothing_that_was_said(
    days: list[tuple[int, str]], later: list[tuple[int, str]]
) -> None:
    known, longer = series_from(days), series_from(days, later)
    before, after = (said(walk([series], Constant(), Top.HEAVIEST)) for series in (known, longer))
    for question, chances in before.items():
        assert after[question][: len(chances)] == chances


def said(walked: Walked) -> dict[str, list[dict[str, float]]]:
    """All that the baselines said, in order, by question."""
    found: dict[str, list[dict[str, float]]] = {"next": [dict(guess.said_kg) for guess in walked.guesses]}
    for answer in walked.answers:
        if answer.question is not Question.PR_IN_WEEK_TRAINED:
            found.setdefault(answer.question, []).append(dict(answer.chances))
    return found


def test_the_own_rate_counts_only_what_was_settled_and_the_others_are_its_prior() -> None:
    ann = one_series(*LOG)
    ben = one_series(*(day(f"2026-01-{on:02}", "100x5") for on in (5, 8, 12, 15, 19)), lifter="ben")
    answers = walk([ann, ben], Constant(), Top.HEAVIEST).answers
    own = [a.chances["own_rate"] for a in answers if a.lifter == "ann" and a.question is Question.SAME_REPS]
    assert own == pytest.approx([4 / 4, 5 / 5, 5 / 6, 6 / 7])  # ben kept his reps in 2 of 2
    weeks = [a.chances["own_rate"] for a in answers if a.lifter == "ann" and a.question is Question.PR_IN_WEEK]
    assert weeks == pytest.approx([0, 0, 0 + 1 / 5, 1 / 6])  # the week of the 13th ends on the 19th


def test_the_guide_s_table_is_made_of_the_other_lifters_alone() -> None:
    ann = one_series(*LOG)
    alone = walk([ann], Constant(), Top.HEAVIEST).answers
    assert all("guide_table" not in answer.chances for answer in alone)
    ben = one_series(*(day(f"2026-01-{on:02}", "100x5") for on in (5, 8, 12, 15, 19)), lifter="ben")
    both = walk([ann, ben], Constant(), Top.HEAVIEST).answers
    bens = [a.chances["guide_table"] for a in both if a.lifter == "ben" and a.question is Question.SAME_REPS]
    assert bens == pytest.approx([(4 * 0.75 + 1) / 5] * 2)  # ann: 3 of 4 in all, 1 of 1 after two hits at that load


def test_the_last_value_s_chance_is_that_of_the_need_in_spreads_of_6_percent() -> None:
    answers = walk([one_series(*LOG)], Constant(), Top.HEAVIEST).answers
    first = next(answer for answer in answers if answer.question is Question.PR_SET)
    assert first.chances["last_value"] == pytest.approx(NormalDist().cdf(log(350 / 3 / 120) / 0.06))


def test_a_better_forecast_than_the_last_value_is_below_0_beside_it() -> None:
    series = one_series(*LOG)
    perfect = report(series, Knowing(series))
    for chances in perfect.chances.values():
        last = chances.forecasts["last_value"]
        less = chances.forecasts["focusflow"].log_loss_minus_last_value.value
        assert last.log_loss_minus_last_value.value == 0
        assert less < 0
        assert less == pytest.approx(-last.log_loss.value)
