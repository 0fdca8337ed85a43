"""The policies to compare with follow the arithmetic that they are named after."""

from datetime import timedelta

import pytest

from learning.simulator.baselines import AlwaysUp, FiveThreeOne, Guide, Linear
from tests.learning.simulator.lifters import FIRST, SQUAT, doses, seen


def test_linear_goes_up_after_a_hit_and_repeats_after_a_miss() -> None:
    assert doses(Linear().before(seen("185x5x3"))) == ["190x5x3"]
    assert doses(Linear().before(seen("225x5x3", lift=SQUAT))) == ["235x5x3"]
    assert doses(Linear().before(seen("185x3x3!"))) == ["185x5x3"]


def test_linear_takes_a_tenth_off_after_three_misses_and_begins_to_count_anew() -> None:
    policy = Linear()
    missed = [doses(policy.before(seen(*["200x3x3!"] * days))) for days in (1, 2, 3)]
    assert missed == [["200x5x3"], ["200x5x3"], ["180x5x3"]]
    assert doses(policy.before(seen("180x3x3!"))) == ["180x5x3"]


def test_always_up_goes_up_after_a_miss_too() -> None:
    assert doses(AlwaysUp().before(seen("185x3x3!"))) == ["190x5x3"]


@pytest.mark.parametrize(
    ("days", "sleep_h", "soreness", "wanted"),
    [
        (["185x5x3"], 8, 3, "190x5x3"),
        (["185x5x3"], 7, 3, "185x5x3"),
        (["185x5x3", "185x5x3"], 7, 5, "187.5x5x3"),
        (["185x5x3", "185x3x3!"], 7, 5, "185x5x3"),
        (["185x5x3"], 5, 8, "175x5x2"),
        (["185x5x3"], 5, 3, "185x5x2"),
    ],
)
def test_the_guide(days: list[str], sleep_h: float, soreness: int, wanted: str) -> None:
    assert doses(Guide().before(seen(*days, sleep_h=sleep_h, soreness=soreness))) == [wanted]


def test_the_guide_never_resets() -> None:
    policy = Guide()
    assert [doses(policy.before(seen(*["200x3x3!"] * days))) for days in range(1, 6)] == [["200x5x3"]] * 5


def test_531_by_its_worked_numbers() -> None:
    policy = FiveThreeOne()  # an estimated 1RM of 250, so a training max of 225
    weeks = [doses(policy.before(seen("214.286x5x1", on=FIRST + timedelta(days=7 * week)))) for week in range(4)]
    assert weeks == [
        ["145x5x1", "170x5x1", "190x5+x1"],
        ["160x3x1", "180x3x1", "205x3+x1"],
        ["170x5x1", "190x3x1", "215x1+x1"],
        ["90x5x1", "115x5x1", "135x5x1"],
    ]
    again = policy.before(seen("214.286x5x1", on=FIRST + timedelta(days=28)))
    assert doses(again)[-1] == "195x5+x1"  # 85 % of 230


def test_531_takes_a_tenth_off_after_a_miss() -> None:
    policy = FiveThreeOne()
    for week in range(4):
        policy.before(seen("214.286x5x1", on=FIRST + timedelta(days=7 * week)))
    assert doses(policy.before(seen("214.286x3x1!", on=FIRST + timedelta(days=28))))[-1] == "170x5+x1"  # 85 % of 202.5
