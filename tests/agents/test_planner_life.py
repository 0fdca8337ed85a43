"""Whom the planner never asks for more: who is pregnant, and for no maximum who is under eighteen."""

from dataclasses import replace

import pytest

from agents.plan import Action
from agents.planner import plan
from storage.records import Profile
from tests.agents.lifts import BENCH, LB, day, today

FRESH = today(8, 1)
EARNED = [*day(6, "185x5x3"), *day(3, "185x5x3"), *day(0, "185x5x3")]


def test_who_is_neither_goes_up_and_is_shown_a_target() -> None:
    found = plan(BENCH, LB, EARNED, FRESH)
    assert found.action is Action.INCREASE
    assert found.offer is not None


def test_nothing_goes_up_and_no_target_is_named_in_pregnancy() -> None:
    found = plan(BENCH, replace(LB, pregnant=True), EARNED, FRESH)
    assert found.dose is not None
    assert (found.action, found.dose.load, found.reasons[0].rule) == (Action.HOLD, EARNED[-1].lift.load, "pregnant")
    assert (found.offer, found.earn, found.pr_allowed) == (None, None, False)


@pytest.mark.parametrize(("age_years", "allowed"), [(15, False), (17, False), (18, True), (None, True)])
def test_no_maximum_is_named_to_who_is_under_eighteen(age_years: int | None, allowed: bool) -> None:
    found = plan(BENCH, replace(LB, age_years=age_years), EARNED, FRESH)
    assert found.action is Action.INCREASE
    assert (found.offer is not None, found.pr_allowed) == (allowed, allowed)


def test_readiness_switched_off_switches_no_care_off() -> None:
    profile: Profile = replace(LB, pregnant=True, readiness_on=False)
    assert plan(BENCH, profile, EARNED, FRESH).action is Action.HOLD
