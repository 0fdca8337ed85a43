"""Half a year of a lifter: the same luck for all, a truth that no policy sees, a price for failing."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from statistics import mean

import pytest

from agents.plan import Dose, Offer
from knowledge.units import Unit
from learning.simulator.baselines import Linear
from learning.simulator.lifter import Condition, LiftState, Traits
from learning.simulator.measures import measures
from learning.simulator.policies import POLICIES, Planner
from learning.simulator.run import people
from learning.simulator.season import Season, live
from learning.simulator.seen import Policy, Prescribed, Seen
from learning.simulator.told import LIFTER
from learning.simulator.world import STANDARD, WORLDS, World
from tests.learning.simulator.lifters import BENCH, SQUAT, pounds

LIFTS = (SQUAT, BENCH)
HALF_YEAR = 182
PEOPLE = people(6, 1, HALF_YEAR)


@cache
def seasons(new: Callable[[], Policy] | None, world: World = STANDARD) -> tuple[Season, ...]:
    return tuple(live(person, world, LIFTS, HALF_YEAR, new) for person in PEOPLE)


class Watching(Linear):
    """Linear, and keeps what it saw."""

    saw: list[Seen] = []  # noqa: RUF012 -- the season makes the policy, so the class keeps it

    def before(self, seen: Seen) -> Prescribed:
        self.saw.append(seen)
        return super().before(seen)


class Overloading:
    """Ten pounds more every time, and never less."""

    def before(self, seen: Seen) -> Prescribed:
        amount = max(entry.lift.load.amount for entry in seen.entries) + Decimal(10)
        return Prescribed(doses=(Dose(pounds(str(min(amount, Decimal(1000)))), 5, 3),))

    def after(self, seen: Seen) -> Offer | None:
        return None


def reachable(value: object) -> Iterator[object]:
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from reachable(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from reachable(item)


def test_a_policy_sees_what_was_said_and_nothing_of_the_truth() -> None:
    Watching.saw.clear()
    live(PEOPLE[0], STANDARD, LIFTS, 28, Watching)
    parts = [part for seen in Watching.saw for part in reachable(seen)]
    assert {field.name for field in fields(Seen)} == {
        "exercise",
        "profile",
        "on",
        "entries",
        "readiness",
        "open_predictions",
    }
    assert Watching.saw
    assert not [part for part in parts if isinstance(part, LiftState | Condition | Traits | float)]


def test_a_policy_sees_its_plan_beside_what_was_done() -> None:
    Watching.saw.clear()
    live(PEOPLE[0], STANDARD, LIFTS, 28, Watching)
    first, *later = Watching.saw[-1].entries
    assert first.lift.planned is None
    assert all(entry.lift.planned is not None for entry in later)
    assert all(entry.user == LIFTER and entry.lift.load.unit is Unit.LB for entry in Watching.saw[-1].entries)


def test_every_policy_meets_the_same_nights() -> None:
    nights = [{(s.day, s.sleep_hours) for s in seasons(POLICIES[name])[1].sessions} for name in ("linear", "5/3/1")]
    both = {day for day, _ in nights[0]} & {day for day, _ in nights[1]}
    assert len(both) > 40
    assert {night for night in nights[0] if night[0] in both} == {night for night in nights[1] if night[0] in both}


def test_the_same_lifter_has_the_same_half_year_again() -> None:
    again = live(PEOPLE[2], STANDARD, LIFTS, HALF_YEAR, POLICIES["guide"])
    assert again == seasons(POLICIES["guide"])[2]
    assert people(9, 1, HALF_YEAR)[2] == PEOPLE[2]
    assert people(6, 2, HALF_YEAR)[2] != PEOPLE[2]


@pytest.mark.parametrize("name", POLICIES)
def test_who_knows_the_truth_beats_every_policy(name: str) -> None:
    assert mean(s.gain for s in seasons(None)) > mean(s.gain for s in seasons(POLICIES[name]))


def test_overloading_is_paid_for() -> None:
    linear, over = seasons(Linear), seasons(Overloading)
    dear = seasons(Overloading, WORLDS["costly failure"])
    assert all(worse.gain < better.gain for worse, better in zip(over, linear, strict=True))
    assert mean(s.gain for s in dear) < mean(s.gain for s in over)
    assert mean(len(s.sessions) for s in dear) < mean(len(s.sessions) for s in over) < 120


def test_a_planted_breach_is_counted() -> None:
    found = measures(seasons(Overloading), seasons(None))
    assert found.breached["step too big"] > 100
    assert found.breached["up after a miss"] > 100
    assert 200 < found.breaches <= found.sessions * found.lifters


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_the_planner_breaches_nothing(world: World) -> None:
    season = live(PEOPLE[1], world, LIFTS, 91, Planner)
    assert len(season.sessions) > 20
    assert [session.breaches for session in season.sessions if session.breaches] == []


def test_a_pr_that_was_named_is_tried_and_scored() -> None:
    found = measures(seasons(Planner), seasons(None))
    assert found.tried > 10
    assert found.made is not None
    assert 0 < found.made < 1
    assert found.brier is not None
    assert 0 < found.brier < 1
    assert sum(len(s.attempts) <= s.offers for s in seasons(Planner)) == len(PEOPLE)
