"""What holds for every history: the planner is safe before it is clever. ``make histories`` goes on from here."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from agents.plan import Action, Today
from agents.planner import plan
from storage.records import Entry
from tests.agents.lifts import BENCH, LB, TODAY, day
from tests.agents.planner_histories import Case, broken, case, smallest
from tests.agents.planner_laws import LAWS, planned
from tests.steps import steps

CASES = tuple(case(0, number) for number in range(150))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_history_keeps_the_law(law: Callable[[Case], None]) -> None:
    for each in CASES:
        law(each)


def test_the_histories_bring_out_what_the_laws_are_about() -> None:
    plans = [planned(each) for each in CASES]
    assert {found.action for found in plans} >= set(Action) - {Action.DELOAD}
    assert len({found.reasons[0].rule for found in plans}) >= 15
    assert any(found.offer for found in plans)


def test_a_broken_law_is_told_with_the_smallest_history_that_breaks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def never_deadlifts_twice(each: Case) -> None:
        assert len(each.history) < 2, "twice"

    monkeypatch.setattr("tests.agents.planner_laws.LAWS", (never_deadlifts_twice,))
    found = next(each for each in CASES if len(each.history) > 5)
    assert (broken(found) or "").startswith("never_deadlifts_twice: AssertionError twice")
    least = smallest(found, "never_deadlifts_twice")
    assert len(least.history) == 2
    assert least.today == Today(on=TODAY, danger=found.today.danger, cleared_today=found.today.cleared_today)
    assert least == replace(least, promised=None)


def test_the_work_for_a_long_history_grows_no_faster_than_the_history() -> None:
    fresh = Today(on=TODAY, sleep_minutes=480, soreness=2)
    short, long = (steps(lambda days=days: plan(BENCH, LB, _days(days), fresh)) for days in (50, 200))
    assert long < 5 * short


def _days(count: int) -> list[Entry]:
    return [entry for ago in range(2 * count, 0, -2) for entry in day(ago, *["185x5"] * 4, plan="185x5")]
