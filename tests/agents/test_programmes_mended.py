"""Programmes where plates are coarse, logs are cut, days are bad, and sessions are rare."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from agents.plan import Action, Plan, Today
from agents.planner import plan, words
from knowledge.exercise import Exercise
from knowledge.units import Unit
from storage.records import Entry, Loading, Profile, TrainingMax
from tests.agents.lifts import BENCH, CURL, KG, LB, PRESS, SQUAT, day, dose, kilos, planned, pounds, today
from tests.agents.programme_laws import LAWS, case
from tests.agents.test_programmes import BOTH, best, on
from tests.agents.walks import Walk, shown
from tests.steps import steps

AVERAGE = today(7, 5)
COARSE = replace(KG, plates=(kilos(20),))
RATED = replace(LB, programme="rpe_target")


def _with_max(profile: Profile, lift: Exercise, maximum: int) -> Profile:
    return replace(profile, training_maxes=(TrainingMax(lift.id, pounds(maximum)),))


class TestACutLog:
    """The chat recalls the last 45 training days, and some of them are warm-ups alone."""

    @pytest.mark.parametrize("programme", ["531", "texas_method", "starting_strength", "stronglifts", "rpe_target"])
    def test_of_fewer_than_forty_sessions_still_tells(self, programme: str) -> None:
        profile = on(programme)
        walk = Walk(SQUAT, _with_max(profile, SQUAT, 100) if programme in ("531", "texas_method") else profile)
        walk.history = best("100x5", SQUAT)
        for number in range(60):
            walk.go(short=int(number in (20, 21, 22)), rpe="8", now=BOTH if number % 17 == 5 else None)
        whole = walk.plan()
        last_days = sorted({entry.on for entry in walk.history})[-30:]
        known = [entry for entry in walk.history if entry.on in last_days]
        cut = plan(SQUAT, walk.profile, known, Today(on=walk.on), is_cut=True)
        assert (cut.dose, cut.lead_up) == (whole.dose, whole.lead_up)

    def test_forty_sessions_that_are_all_begin_with_the_first(self) -> None:
        walk = Walk(BENCH, _with_max(on("531"), BENCH, 225), best("135x5"))
        tops = [shown(walk.go()).split()[-1] for _ in range(41)]
        assert tops[-3:] == ["255x1+", "160x5", "235x5+"]


class TestCoarsePlates:
    def test_no_share_is_rounded_far_up(self) -> None:
        texas = planned(day(3, "40x5", unit=Unit.KG, lift=SQUAT), lift=SQUAT, now=AVERAGE, profile=_texas_on_twenties())
        assert dose(texas) == "20x5x5"
        wendler = replace(_with_max(LB, BENCH, 110), programme="531", plates=(pounds(45),))
        assert dose(planned(day(3, "45x5"), now=AVERAGE, profile=wendler)).startswith("45x")

    def test_a_friday_that_cannot_be_loaded_says_so(self) -> None:
        walk = Walk(SQUAT, replace(_texas_on_twenties(), programme_from=on("531").programme_from))
        walk.history = best("60x5", SQUAT, Unit.KG)
        walk.go(), walk.go()
        assert "can be made in a fair step" in words(walk.plan(), SQUAT)

    def test_double_progression_adds_reps_where_the_next_load_is_far(self) -> None:
        profile = replace(COARSE, programme="double_progression")
        walk = Walk(BENCH, profile, best("20x12x3", BENCH, Unit.KG))
        assert [shown(walk.go()) for _ in range(2)] == ["20x13x3", "20x14x3"]
        assert "too big a step, so first a rep more" in words(walk.plan(), BENCH)
        for _ in range(8):
            walk.go()
        assert (shown(walk.plan()), walk.plan().action) == ("20x20x3", Action.HOLD)

    def test_dumbbells_go_on_in_their_own_steps(self) -> None:
        profile = replace(KG, programme="double_progression")
        assert dose(planned(day(3, "20x12x3", unit=Unit.KG, lift=CURL), lift=CURL, profile=profile)) == "22x8x3"


def _texas_on_twenties() -> Profile:
    return replace(COARSE, programme="texas_method", training_maxes=(TrainingMax(SQUAT.id, kilos(45)),))


class TestAnRpeTarget:
    def test_a_failed_set_of_many_reps_is_held(self) -> None:
        found = planned(day(3, "30x15!", lift=PRESS), lift=PRESS, profile=RATED)
        assert found.action is not Action.INCREASE
        assert found.dose is not None

    def test_bad_days_do_not_add_up(self) -> None:
        walk = Walk(BENCH, replace(KG, programme="rpe_target"), best("100x5x3", BENCH, Unit.KG))
        walk.go(rpe="8")
        assert [shown(walk.go(rpe="8", now=today(4, 8))) for _ in range(5)] == ["95x5x2"] * 5
        assert shown(walk.plan()) == "100x5x3"

    def test_light_days_count_for_nothing_until_the_fourth_in_a_row(self) -> None:
        light = day(5, "60x5x3", plan="100x5", rpe="7")
        assert dose(planned(day(8, "100x5x3", rpe="8"), light, profile=RATED)).startswith("100x5")
        days = [day(20 - 2 * ago, "60x5x3", plan="100x5", rpe="8") for ago in range(4)]
        first = day(22, "100x5x3", rpe="8")
        asked = [
            dose(planned(first, *days[:count], profile=RATED, now=_two_days_after(days[count - 1]))) for count in (3, 4)
        ]
        assert asked == ["100x5x3", "60x5x3"]

    def test_it_never_goes_up_after_a_miss(self) -> None:
        easy, short = day(3, "100x5", plan="100x5", rpe="7"), day(3, "100x5", "100x3", plan="100x5")
        found = planned(easy, short, profile=RATED)
        assert (found.action, dose(found)) == (Action.HOLD, "100x5x3")


class TestABadDayAfterAReset:
    def test_costs_the_dearer_of_the_two(self) -> None:
        walk = Walk(BENCH, on("starting_strength", KG), best("102.5x5x3", BENCH, Unit.KG))
        for _ in range(3):
            walk.go(short=1)
        assert shown(walk.plan()) == "90x5x3"
        assert shown(walk.plan(replace(BOTH, on=walk.on))) == "90x5x2"

    def test_of_531_likewise(self) -> None:
        walk = Walk(BENCH, on("531"), best("250x1"))
        walk.go(short=2)
        fair, bad = walk.plan(), walk.plan(replace(BOTH, on=walk.on))
        assert fair.dose
        assert bad.dose
        assert bad.dose.load == fair.dose.load
        assert not bad.dose.amrap

    def test_where_the_chart_cut_it(self) -> None:
        walk = Walk(BENCH, on("rpe_target", KG), best("100x5x3", BENCH, Unit.KG))
        walk.go(rpe="10")
        assert shown(walk.plan()) == "92.5x5x3"
        assert shown(walk.plan(replace(BOTH, on=walk.on))) == "92.5x5x2"

    @pytest.mark.parametrize("programme", ["starting_strength", "double_progression", "rpe_target"])
    def test_after_a_layoff_likewise(self, programme: str) -> None:
        walk = Walk(SQUAT, on(programme), best("250x5x3", SQUAT))
        walk.go(days=14)
        assert _load(walk.plan(replace(BOTH, on=walk.on))) == _load(walk.plan())

    @pytest.mark.parametrize(("programme", "asked"), [("starting_strength", "185x5x3"), ("rpe_target", None)])
    def test_that_was_missed_takes_the_step_back(self, programme: str, asked: str | None) -> None:
        walk = Walk(BENCH, on(programme), best("185x5x3"))
        walk.go(rpe="6.5")
        walk.go(now=BOTH, short=1)
        found = walk.plan()
        assert found.action is not Action.INCREASE
        assert found.dose
        assert found.dose.load.amount <= 185
        assert asked is None or shown(found) == asked

    def test_the_lightest_load_is_held(self) -> None:
        missed = day(3, "45x3", plan="45x5")
        found = planned(missed, now=AVERAGE, profile=_with_max(replace(LB, programme="531"), BENCH, 10))
        assert found.reasons[0].rule == "training_max_reset"
        assert (found.action, _load(found)) == (Action.HOLD, pounds(45))


def _two_days_after(entries: Sequence[Entry]) -> Today:
    return replace(AVERAGE, on=entries[-1].on + timedelta(days=2))


def _load(found: Plan) -> object:
    assert found.dose is not None
    return found.dose.load


class TestRareSessions:
    def test_days_off_that_are_usual_cut_nothing(self) -> None:
        walk = Walk(SQUAT, on("starting_strength"), best("200x5x3", SQUAT))
        loads = [shown(walk.go(days=12)) for _ in range(12)]
        assert loads[-4:] == ["210x5x3", "215x5x3", "220x5x3", "225x5x3"]

    def test_531_grows_through_its_weeks(self) -> None:
        walk = Walk(SQUAT, on("531"), best("250x1", SQUAT))
        tops = [shown(walk.go(days=14)).split()[-1] for _ in range(12)]
        assert [int(top.split("x")[1].rstrip("+")) for top in tops] == [5, 3, 1, 5] * 3
        assert tops[-4] > tops[-8]


@pytest.mark.parametrize("step", ["0.1", "0.25", None])
def test_fine_steps_cost_little(step: str | None) -> None:
    loadings = (Loading(exercise=SQUAT.id, step=kilos(step)),) if step else ()
    walk = Walk(SQUAT, on("texas_method", replace(KG, loadings=loadings)), best("100x5", SQUAT, Unit.KG))
    for _ in range(45):
        walk.go()
    assert steps(walk.plan) < 100_000


CASES = tuple(case(0, number) for number in range(150))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_lifter_keeps_the_law(law) -> None:  # type: ignore[no-untyped-def]
    for each in CASES:
        law(each)
