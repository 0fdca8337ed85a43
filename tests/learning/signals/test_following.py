"""Whether a prescription was followed and made, at every edge of it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.phrases import OF_PROGRAMMES
from agents.plan import Action
from knowledge.units import KG_PER_LB, Load, Unit
from learning.signals import PLAN_DAYS, TOLERANCE_KG
from learning.signals.following import BY_SESSION
from storage.records import Entry
from tests.learning.signals.made import (
    at,
    done,
    failed,
    first_judged,
    flag,
    judged,
    kg,
    lb,
    plan,
    target,
    warm_up,
)

PLAN = plan(0, 18, lb("190"))

# ── the next training day ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("next_day", "followed", "made"),
    [
        ([done(3, 18, lb("190"), sets=3)], True, True),
        ([done(3, 18, lb("190"), 4, sets=3)], True, False),
        ([done(3, 18, lb("190"), sets=2), done(3, 18.1, lb("190"), 3)], True, False),
        ([failed(3, 18, lb("190"), 0)], True, False),
        ([failed(3, 18, lb("190"), 2), done(3, 18.1, lb("175"))], True, False),
        ([done(3, 18, lb("185"), sets=3)], False, False),
        ([done(3, 18, lb("195"), sets=3)], False, True),
        ([done(3, 18, lb("190")), done(3, 18.1, lb("195"))], False, True),
        ([warm_up(3, 18, lb("190"))], None, None),
        ([warm_up(3, 17, lb("205")), done(3, 18, lb("190"))], True, True),
        ([done(3, 18, lb("155")), done(3, 18.1, lb("190"))], True, True),
    ],
    ids=[
        "as it was asked for",
        "too few reps",
        "the last set too short",
        "an attempt that failed",
        "an attempt that failed, then lighter sets",
        "lighter",
        "heavier, so the reps were there",
        "heavier in the end",
        "only warm-ups",
        "a warm-up is no work, however heavy",
        "ramp sets lead up to it",
    ],
)
def test_the_working_load_of_the_next_training_day_tells(
    next_day: list[Entry], followed: bool | None, made: bool | None
) -> None:
    found = first_judged(PLAN, *next_day)
    assert (found.followed, found.made) == (followed, made)


def test_a_record_that_is_tried_on_top_of_the_plan_is_no_other_plan() -> None:
    sets = [done(3, 18, lb("190"), sets=3), done(3, 18.5, lb("215"), 2)]
    found = first_judged(PLAN, *sets)
    assert (found.followed, found.made, found.done) == (True, True, tuple(sets))


def test_only_the_first_training_day_counts_and_only_of_that_lift() -> None:
    squat = done(1, 18, lb("190"), exercise="squat")
    assert first_judged(PLAN, squat).followed is None
    assert first_judged(PLAN, squat, done(3, 18, lb("185")), done(5, 18, lb("190"))).followed is False


def test_a_plan_lapses() -> None:
    assert first_judged(PLAN, done(PLAN_DAYS, 18, lb("190"))).followed is True
    assert first_judged(PLAN, done(PLAN_DAYS + 1, 18, lb("190"))).followed is None


def test_nothing_is_known_where_the_log_ends() -> None:
    found = first_judged(PLAN, done(0, 18, lb("185")), last_day=30)
    assert (found.followed, found.made, found.done) == (None, None, ())


# ── what is as good as the load ────────────────────────────────────────────────────────────────────────────────────


def test_the_tolerance_is_half_of_the_smallest_usual_step() -> None:
    assert Decimal("2.5") * KG_PER_LB / 2 == TOLERANCE_KG


@pytest.mark.parametrize(
    ("told", "followed"),
    [(kg("86"), True), (kg("86.5"), True), (kg("87.5"), False), (lb("191"), True), (lb("192.5"), False)],
    ids=str,
)
def test_a_load_that_was_told_in_the_other_unit_or_rounded_is_the_prescribed_one(told: Load, followed: bool) -> None:
    found = first_judged(PLAN, done(3, 18, told))  # 190 lb are 86.18 kg
    assert (found.followed, found.made) == (followed, followed or told.kg > lb("190").kg)


@given(st.integers(20_000, 300_000), st.integers(-3_000, 3_000))
def test_followed_and_made_agree_with_the_distance_from_the_load(milli: int, off: int) -> None:
    asked, lifted = Load.from_milli(milli, Unit.KG), Load.from_milli(milli + off, Unit.KG)
    found = first_judged(plan(0, 18, asked), done(3, 18, lifted))
    is_near = abs(Decimal(off)) / 1000 < TOLERANCE_KG
    assert found.followed is is_near
    assert found.made is (is_near or off > 0)


# ── a session under way ────────────────────────────────────────────────────────────────────────────────────────────


def test_later_sets_of_the_same_day_are_what_was_done_about_a_plan_of_the_session() -> None:
    first, later = done(0, 18, lb("185")), done(0, 18.2, lb("190"))
    found = first_judged(plan(0, 18, lb("190")), first, later, done(3, 18, lb("170")))
    assert (found.followed, found.done) == (True, (later,))


def test_a_step_up_in_the_session_does_not_make_the_day_s_plan_ignored() -> None:
    """185 stood in the morning; one set of it earned 190, which the rest of the day held."""
    stood, raised, held = plan(-3, 18, lb("185")), plan(0, 18, lb("190")), plan(0, 18.2, lb("190"))
    sets = [done(0, 18, lb("185")), done(0, 18.2, lb("190")), done(0, 18.4, lb("190"), 4)]
    found = judged(stood, raised, held, *sets)
    assert [(one.followed, one.made) for one in found.values()] == [(True, True), (True, False), (True, False)]
    assert found[stood.id].done == (sets[0],)
    assert found[raised.id].done == (sets[1], sets[2])


def test_sets_told_one_by_one_that_lead_up_to_the_plan_are_all_of_its_session() -> None:
    stood, on_the_way = plan(-3, 18, lb("190")), plan(0, 18, lb("190"))
    found = judged(stood, on_the_way, done(0, 18, lb("135")), done(0, 18.2, lb("190")))
    assert [one.followed for one in found.values()] == [True, True]


def test_a_cut_after_a_miss_leaves_the_plan_before_it_followed() -> None:
    stood, cut = plan(-3, 18, lb("190")), plan(0, 18, lb("170"))
    found = judged(stood, cut, failed(0, 18, lb("190"), 3), done(0, 18.2, lb("170")))
    assert [(one.followed, one.made) for one in found.values()] == [(True, False), (True, True)]


def test_of_plans_that_were_replaced_before_anything_was_lifted_the_newest_counts() -> None:
    plans = plan(0, 18, lb("190")), plan(3, 9, lb("180")), plan(3, 10, lb("185"))
    found = judged(*plans, done(3, 18, lb("185")))
    assert [one.followed for one in found.values()] == [None, None, True]
    found = judged(*plans, done(3, 18, lb("190")))  # the first one's load: it stood no more
    assert [one.followed for one in found.values()] == [None, None, False]


def test_the_set_that_brought_a_plan_is_never_what_was_done_about_it() -> None:
    """A platform's clock may be ahead of ours."""
    own = done(0, 18, lb("190"))
    early = plan(0, 18, lb("190"), made_at=own.said_at - timedelta(seconds=2))
    assert first_judged(early, own).followed is None


def test_on_a_programme_that_goes_by_session_the_plan_after_a_set_is_for_the_next_one() -> None:
    sets = [done(0, 18, lb("185")), done(0, 18.2, lb("185"))]
    by_rule: dict[str, object] = {"rule": "linear_step"}
    for after_a_set, profile in (
        (plan(0, 18, lb("190"), **by_rule), {}),
        (plan(0, 18, lb("190")), {"programme": "starting_strength"}),
    ):
        assert first_judged(after_a_set, *sets, done(2, 18, lb("190")), **profile).followed is True
        assert first_judged(after_a_set, *sets, **profile).followed is None
    assert first_judged(plan(0, 9, lb("185"), **by_rule), *sets).followed is True  # said before any set of the day


def test_a_programme_that_began_later_says_nothing_of_earlier_plans() -> None:
    sets = [done(0, 18, lb("185")), done(0, 18.2, lb("190"))]
    profile = {"programme": "starting_strength", "programme_from": at(1, 0).date()}
    assert first_judged(plan(0, 18, lb("190")), *sets, **profile).followed is True


def test_the_rules_that_go_by_session_are_rules_of_programmes() -> None:
    assert BY_SESSION < OF_PROGRAMMES


# ── rest and refer ─────────────────────────────────────────────────────────────────────────────────────────────────

REST = plan(0, 9, None)
REFER = plan(0, 9, None, action=Action.REFER, rule="pain")


def test_rest_is_followed_by_who_does_not_train_the_lift_that_day() -> None:
    assert first_judged(REST, done(1, 18, lb("185"))).followed is True
    assert first_judged(REST, done(0, 18, lb("185"))).followed is False
    assert first_judged(REST, done(0, 18, lb("185"), exercise="squat"), last_day=1).followed is True
    assert first_judged(REST, done(0, 8, lb("185")), last_day=1).followed is True  # before it was said
    assert first_judged(REST, done(1, 18, lb("185"))).made is None


def test_silence_does_not_tell_that_somebody_rested() -> None:
    assert first_judged(REST).followed is None
    assert first_judged(REST, last_day=1).followed is True


def test_rest_that_was_said_twice_counts_once() -> None:
    found = judged(REST, plan(0, 12, None), last_day=1)
    assert [one.followed for one in found.values()] == [None, True]


def test_a_referral_speaks_until_the_lifter_is_cleared_or_for_as_long_as_a_plan() -> None:
    pain = flag(0, 9)
    assert first_judged(REFER, pain, done(5, 18, lb("185"))).followed is False
    assert first_judged(REFER, pain, done(PLAN_DAYS + 1, 18, lb("185"))).followed is True
    assert first_judged(REFER, pain).followed is None
    cleared = flag(0, 9, cleared_at=at(4, 12))
    assert first_judged(REFER, cleared, done(5, 18, lb("185"))).followed is True
    assert first_judged(REFER, cleared, done(3, 18, lb("185")), last_day=9).followed is False


def test_a_referral_is_kept_until_the_next_word_on_the_lift() -> None:
    anew = plan(5, 18, lb("180"))
    assert first_judged(REFER, flag(0, 9, cleared_at=at(5, 12)), anew, done(5, 18, lb("185"))).followed is True
    assert first_judged(REFER, anew, done(6, 18, lb("180"))).followed is True


# ── what was earned before it ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "earned"),
    [
        ([done(0, 18, lb("185"), sets=3)], True),
        ([done(0, 18, lb("185"), sets=2), failed(0, 18, lb("185"), 3)], False),
        ([done(0, 18, lb("175"), planned=target(lb("185")))], False),
        ([done(-3, 18, lb("185"), 3, planned=target(lb("185"))), done(0, 18, lb("185"))], True),
        ([done(-3, 18, lb("185"))], True),
        ([done(0, 18, lb("185")), failed(0, 18.2, lb("185"), 3)], True),
        ([done(-1, 18, lb("185")), replace(failed(-1, 18.1, lb("185"), 3), said_at=at(1, 9))], True),
        ([], None),
        ([done(3, 18, lb("185"))], None),
    ],
    ids=[
        "hit",
        "a set failed",
        "lighter than planned",
        "the last day alone",
        "an earlier day",
        "failed after it",
        "told after it",
        "nothing",
        "later",
    ],
)
def test_the_plain_rule_looks_at_the_last_session_that_was_on_record(before: list[Entry], earned: bool | None) -> None:
    assert first_judged(plan(0, 18, lb("185")), *before).earned is earned
