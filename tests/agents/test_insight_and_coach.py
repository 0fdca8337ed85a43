from dataclasses import replace

import pytest

from agents import coach, insight
from agents.insight import Insight
from agents.plan import Action
from agents.planner import REFERRALS
from knowledge.library import load_exercises
from knowledge.units import Unit
from storage.records import Danger, EnergyLevel, Style
from tests.agents.lifts import BENCH, FRESH, KG, PULL_UP, SQUAT, day, planned, today


def observed(*days, now=FRESH, lift=BENCH) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    return insight.draft(lift, [entry for entries in days for entry in entries], now).observations


def test_it_tells_strength_trend_hits_rest_and_the_day() -> None:
    history = day(9, "175x5"), day(6, "180x5"), day(3, "185x5"), day(0, "185x5")
    assert observed(*history, now=today(6, 7, EnergyLevel.LOW)) == (
        "Estimated 1RM 216 lb, from 185 × 5 on 22 November.",
        "Estimated 1RM up from 204 to 216 lb over the last 4 sessions.",
        "Every rep hit in 4 sessions running.",
        "3 days since the session before today.",
        "Today: 6 h sleep, soreness 7 of 10 and energy low.",
    )


def test_two_sessions_are_no_trend_and_noise_is_none() -> None:
    assert not any("over the last" in said for said in observed(day(3, "185x5"), day(0, "205x5")))
    steady = observed(*[day(ago, "185x5") for ago in (6, 3, 0)])
    assert "Estimated 1RM steady over the last 3 sessions." in steady


def test_it_speaks_in_the_unit_of_the_log() -> None:
    assert observed(day(0, "100x5", unit=Unit.KG))[0] == "Estimated 1RM 117 kg, from 100 × 5 on 22 November."


def test_it_says_nothing_that_it_does_not_know() -> None:
    assert observed(now=today()) == ("No set of bench press on record yet.",)
    assert observed(day(0, "185x20"), now=today()) == ("Every rep hit in 1 session.",)
    assert not any("1RM" in said for said in observed(day(0, "25x5", lift=PULL_UP), lift=PULL_UP))


def test_a_miss_is_told() -> None:
    assert "The last session was missed." in observed(day(0, "185x4", plan="185x5"))


@pytest.mark.parametrize("style", Style)
def test_both_styles_say_the_sets_and_leave_the_load_to_the_line_above(style: Style) -> None:
    said = coach.draft(planned(day(0, "185x5")), Insight((), 1), BENCH, style)
    assert "for 3 sets" in said
    assert "190" not in said
    assert "185" not in said
    assert said.endswith("Feet flat and still.")


@pytest.mark.parametrize("style", Style)
def test_sets_that_the_line_above_shows_are_not_said_again(style: Style) -> None:
    assert "set" not in coach.draft(planned(day(0, "185x5"), now=today(5, 8)), Insight(()), BENCH, style)


def test_the_cue_is_the_shortest_and_is_left_out_where_there_is_no_room() -> None:
    plan = planned(day(0, "185x5"))
    wordy = replace(BENCH, cues=("Lower the bar to the lower chest.", "Feet flat.", "Chest up now."))
    assert coach.draft(plan, Insight(()), wordy, Style.CONSERVATIVE).endswith("smooth for 3 sets. Feet flat.")
    assert coach.draft(plan, Insight(()), replace(BENCH, cues=("Long. " * 40,)), Style.CONSERVATIVE).endswith("sets.")
    assert coach.draft(plan, Insight(()), replace(BENCH, cues=()), Style.CONSERVATIVE).endswith("sets.")


HARD_DAYS = {
    "a miss": planned(day(3, "185x5", plan="185x5"), day(0, "185x4", plan="185x5")),
    "6 h of sleep and soreness 7": planned(day(0, "185x5"), now=today(6, 7)),
    "a short night": planned(day(0, "185x5"), now=today(5, 2)),
    "soreness 8": planned(day(0, "185x5"), now=today(8, 8)),
    "a layoff": planned(day(30, "185x5"), now=today(8, 2)),
    "a reset": planned(*(day(ago, "185x4", plan="185x5") for ago in (3, 0))),
    "a deload": planned(day(10, "185x5x5"), day(7, "185x3x5"), day(4, "180x2x5"), now=today(7, 5)),
}


@pytest.mark.parametrize("name", HARD_DAYS)
def test_a_hard_day_is_not_met_with_pressure(name: str) -> None:
    said = [coach.draft(HARD_DAYS[name], Insight((), 3), BENCH, style) for style in Style]
    assert len(set(said)) == 2
    assert not any(push in words for push in ("excuses", "earned", "in a row") for words in said)


def test_rest_is_one_sentence_that_the_line_above_has_not_said() -> None:
    plan = planned(day(0, "185x5"), now=today(5, 9))
    for style in Style:
        said = coach.draft(plan, Insight(()), BENCH, style)
        assert said.count(".") == 1
        assert "Rest today" not in said


def test_every_lift_has_short_words_for_every_kind_of_day() -> None:
    for exercise in load_exercises().values():
        for plan in (planned(day(0, "185x5")), *HARD_DAYS.values()):
            for style in Style:
                said = coach.draft(plan, Insight((), 3), exercise, style)
                assert len(said) <= coach.LONGEST
                assert said.count(". ") <= 1
                assert "PR" not in said


def test_the_styles_differ() -> None:
    for now in (FRESH, today(5, 8), today(5, 9)):
        plan = planned(day(0, "185x5"), now=now)
        assert len({coach.draft(plan, Insight(()), BENCH, style) for style in Style}) == 2


@pytest.mark.parametrize("style", Style)
def test_an_exhausted_lifter_hears_of_rest_and_never_of_a_record(style: Style) -> None:
    exhausted = planned(day(0, "185x5"), now=today(5, 9, EnergyLevel.LOW))
    said = coach.draft(exhausted, insight.draft(BENCH, day(0, "185x5"), today(5, 9)), BENCH, style)
    assert "rest" in said.lower() or "recovery" in said.lower()
    assert "PR" not in said


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("danger", REFERRALS)
def test_a_red_flag_stops_and_says_whom_to_see(style: Style, danger: Danger) -> None:
    said = coach.draft(planned(day(0, "185x5"), now=replace(FRESH, danger=danger)), Insight(()), BENCH, style)
    assert said.startswith("Stop here. No lifting" if danger is Danger.EMERGENCY else "Stop here. No bench press")
    assert "doctor" in said or "emergency" in said


def test_a_run_of_hits_is_praised_only_where_it_leads_on() -> None:
    run = Insight((), 3)
    assert "3 sessions hit in a row" in coach.draft(planned(day(0, "185x5")), run, BENCH, Style.AGGRESSIVE)
    assert "in a row" not in coach.draft(planned(day(0, "185x5"), now=today(5, 8)), run, BENCH, Style.AGGRESSIVE)


def test_every_action_has_words_in_both_styles() -> None:
    plans = [
        planned(),
        planned(day(0, "185x5")),
        planned(day(0, "185x5"), now=today(7, 5)),
        planned(day(30, "185x5")),
        planned(day(10, "185x5x5"), day(7, "185x3x5"), day(4, "180x2x5"), now=today(7, 5)),
        planned(day(0, "225x5", lift=SQUAT), now=today(7, 8, site="quads"), lift=SQUAT),
        planned(day(0, "85x5", unit=Unit.KG), profile=KG),
        planned(day(0, "185x5"), now=replace(FRESH, danger=Danger.PAIN)),
    ]
    assert {plan.action for plan in plans} == set(Action)
    for plan in plans:
        for style in Style:
            said = coach.draft(plan, Insight(()), BENCH, style)
            assert said.count(". ") < 2
            assert said.endswith(".")
            assert "{" not in said
