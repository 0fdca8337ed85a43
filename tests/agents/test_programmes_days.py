"""A programme's day while it lasts, days with fewer sets than asked for, a first day, and days that hurt."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agents.plan import Action, Plan
from agents.planner import words
from knowledge.exercise import Exercise
from knowledge.units import Unit
from storage.records import Danger, Profile, TrainingMax
from tests.agents.lifts import BENCH, CURL, LB, SQUAT, TODAY, day, kilos, planned, pounds, today
from tests.agents.test_programmes import best, on
from tests.agents.walks import START, Walk, shown

AVERAGE = today(7, 5)
STRENGTH = replace(LB, programme="starting_strength")
TEXAS = replace(LB, programme="texas_method", training_maxes=(TrainingMax(SQUAT.id, pounds(300)),))
WENDLER = replace(LB, programme="531", training_maxes=(TrainingMax(BENCH.id, pounds(225)),))


def _squat(*days, profile: Profile = STRENGTH) -> Plan:  # type: ignore[no-untyped-def]
    return planned(*days, lift=SQUAT, profile=profile, now=AVERAGE)


def _since(days: int, profile: Profile) -> Profile:
    return replace(profile, programme_from=TODAY - timedelta(days=days))


class TestSetsOfToday:
    def test_a_linear_day_goes_on_until_every_set_is_done(self) -> None:
        before = day(3, "225x5x3", lift=SQUAT)
        found = _squat(before, day(0, "225x5", lift=SQUAT))
        assert words(found, SQUAT) == "Next: 225 × 5, 2 sets, hold: Starting Strength: 1 of 3 sets done today."
        found = _squat(before, day(0, "225x5", "225x5", lift=SQUAT))
        assert found.dose
        assert found.dose.sets == 1
        assert shown(_squat(before, day(0, "225x5", "225x5", "225x5", lift=SQUAT))) == "230x5x3"

    def test_of_the_load_that_was_prescribed(self) -> None:
        found = _squat(day(3, "225x5x3", lift=SQUAT), day(0, "230x5", plan="230x5", lift=SQUAT))
        assert (shown(found), found.action) == ("230x5x2", Action.HOLD)

    def test_a_texas_monday_likewise(self) -> None:
        first = day(0, "270x5", plan="270x5", lift=SQUAT)
        found = _squat(first, profile=_since(0, TEXAS))
        assert words(found, SQUAT) == "Next: 270 × 5, 4 sets, hold: Texas Method Monday: 1 of 5 sets done today."
        whole = day(0, "270x5x5", plan="270x5", lift=SQUAT)
        assert shown(_squat(whole, profile=_since(0, TEXAS))) == "215x5x2"

    def test_more_after_the_plan_is_no_second_step(self) -> None:
        today_ = day(0, "225x5x3", "230x5", plan="225x5", lift=SQUAT)
        assert shown(_squat(day(3, "220x5x3", lift=SQUAT), today_)) == "230x5x3"
        today_ = day(0, "225x5x3", "230x5x3", plan="225x5", lift=SQUAT)
        found = _squat(day(3, "220x5x3", lift=SQUAT), today_)
        assert (shown(found), found.reasons[0].rule) == ("230x5x3", "one_step_a_day")


class TestFewerSetsThanAskedFor:
    def test_a_linear_day_is_repeated(self) -> None:
        found = _squat(day(6, "225x5x3", lift=SQUAT), day(3, "230x5", plan="230x5", lift=SQUAT))
        assert (shown(found), found.action) == ("230x5x3", Action.HOLD)

    def test_a_texas_monday_is_repeated_and_is_over_when_sets_were_missed(self) -> None:
        profile = _since(5, TEXAS)
        assert shown(_squat(day(3, "270x5", plan="270x5", lift=SQUAT), profile=profile)) == "270x5x5"
        tried = day(3, "270x5x3", "270x4!", plan="270x5", lift=SQUAT)
        assert shown(_squat(tried, profile=profile)) == "215x5x2"

    def test_it_is_no_miss(self) -> None:
        days = [day(20 - 3 * at, "225x5" + ("x2" if at % 2 else ""), plan="225x5", lift=SQUAT) for at in range(5)]
        assert shown(_squat(*days)) == "225x5x3"

    @pytest.mark.parametrize("sets", ["", "x2"])
    def test_who_tells_of_as_many_by_habit_goes_on(self, sets: str) -> None:
        walk = Walk(SQUAT, on("starting_strength"), best("220x5" + sets, SQUAT))
        for number in range(5):
            asked = walk.plan()
            assert asked.dose
            text = f"{asked.dose.load.amount.normalize():f}x5{sets}"
            (entry,) = day(0, text, plan=f"{asked.dose.load.amount:f}x5", lift=SQUAT)
            walk.history.append(replace(entry, source=f"s:{number}", on=walk.on))
            walk.on += timedelta(days=3)
        assert shown(walk.plan()) == ("240x5x3")


class TestAFirstDay:
    @pytest.mark.parametrize(
        ("lift", "profile", "line"),
        [
            (BENCH, WENDLER, "Next: 145 × 5, 170 × 5, 190 × 5+, hold: 5/3/1 week 1: 5+ at 85 % of 225."),
            (SQUAT, TEXAS, "Next: 270 × 5, 5 sets, hold: Texas Method Monday: 5x5 at 90 % of the 5RM of 300."),
        ],
    )
    def test_follows_from_a_maximum_that_was_named(self, lift: Exercise, profile: Profile, line: str) -> None:
        assert words(planned(lift=lift, profile=profile), lift) == line

    def test_is_not_all_out_for_who_is_worn_or_was_hurt(self) -> None:
        for now in (today(4, 7), replace(AVERAGE, cleared_today=True)):
            assert shown(planned(profile=WENDLER, now=now)) == "145x5 170x5 190x5"
        assert planned(profile=WENDLER, now=replace(AVERAGE, danger=Danger.PAIN)).dose is None

    def test_is_in_the_unit_of_the_plates(self) -> None:
        found = planned(profile=replace(WENDLER, plates=(kilos(20), kilos("1.25"))))
        assert found.dose
        assert found.dose.load.unit is Unit.KG

    def test_is_of_no_other_lift_and_no_other_programme(self) -> None:
        assert planned(lift=CURL, profile=WENDLER).dose is None
        assert planned(profile=replace(WENDLER, programme="starting_strength")).dose is None


class TestADayThatHurt:
    def test_takes_no_week_on(self) -> None:
        hurt = day(0, "145x5", "170x5", "190x5", plan="190x5")
        found = planned(hurt, profile=_since(0, WENDLER), now=replace(AVERAGE, cleared_today=True))
        assert (shown(found), found.action) == ("145x5 170x5 190x5", Action.HOLD)
        later = replace(AVERAGE, on=TODAY + timedelta(days=3), cleared_on=TODAY)
        assert shown(planned(hurt, profile=_since(0, WENDLER), now=later)) == "145x5 170x5 190x5"

    @pytest.mark.parametrize("cleared", [{"cleared_today": True}, {"cleared_on": START + timedelta(days=1)}])
    def test_caps_what_is_asked_for_at_what_was_lifted_last(self, cleared: dict[str, object]) -> None:
        walk = Walk(BENCH, on("531"), best("250x1"))
        walk.go()
        found = walk.plan(replace(AVERAGE, on=walk.on, **cleared))  # type: ignore[arg-type]
        assert found.dose
        assert (found.dose.load, found.dose.amrap, found.action) == (pounds(190), False, Action.HOLD)


class TestSetsAfterTheDay:
    @pytest.mark.parametrize("since", [0, None])
    def test_keep_the_week(self, since: int | None) -> None:
        profile = WENDLER if since is None else _since(since, WENDLER)
        found = planned(day(0, "145x5", "170x5", "190x8", "205x3"), profile=profile, now=AVERAGE)
        assert shown(found) == "160x3 180x3 205x3+"


class TestAMaximumNamedAfterDaysOff:
    OLD = day(400, "225x5x3")

    @pytest.mark.parametrize("name", ["531", "texas_method"])
    def test_was_named_with_them_in_mind(self, name: str) -> None:
        named = replace(on(name), programme_from=TODAY, training_maxes=(TrainingMax(BENCH.id, pounds(200)),))
        assert planned(self.OLD, now=today(), profile=named).reasons[0].rule != "layoff"

    def test_takes_the_first_day_on(self) -> None:
        named = replace(on("531"), programme_from=TODAY, training_maxes=(TrainingMax(BENCH.id, pounds(200)),))
        done = day(0, "130x5", "150x5", "170x6", plan="170x5")
        assert words(planned(self.OLD, done, now=today(), profile=named), BENCH).startswith(
            "Next: 140 × 3, 160 × 3, 180 × 3+"
        )

    def test_days_off_after_it_cut_it(self) -> None:
        began = TODAY - timedelta(days=30)
        named = replace(on("531"), programme_from=began, training_maxes=(TrainingMax(BENCH.id, pounds(200)),))
        done = day(30, "130x5", "150x5", "170x6", plan="170x5")
        assert planned(self.OLD, done, now=today(), profile=named).reasons[0].rule == "layoff"
