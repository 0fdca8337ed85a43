"""How many lifters are planned for."""

import pytest

from learning.experiments.planning import BadPlan, one_look_lifters, planned


def test_one_look_is_the_textbooks_formula() -> None:
    """(1.645 + 0.842)² · 4 · 0.3² / 0.1² = 222.6."""
    assert one_look_lifters(sd=0.3, effect=0.1, share=0.5, power=0.8, alpha=0.05) == 223


def test_looking_at_any_time_takes_about_twice_the_lifters_and_the_seed_is_fixed() -> None:
    needed = planned(sd=0.3, effect=0.1)
    assert needed.lifters is not None
    assert 1.5 < needed.lifters / needed.lifters_one_look < 2.5
    assert needed == planned(sd=0.3, effect=0.1)


def test_smaller_effects_uneven_shares_and_more_power_take_more_lifters() -> None:
    base = planned(sd=0.3, effect=0.2).lifters
    assert base is not None
    for harder in (
        planned(sd=0.3, effect=0.1),
        planned(sd=0.3, effect=0.2, share=0.1),
        planned(sd=0.3, effect=0.2, power=0.95),
        planned(sd=0.45, effect=0.2),
    ):
        assert harder.lifters is not None
        assert harder.lifters > base


def test_that_a_harm_is_below_its_margin_takes_lifters_too() -> None:
    """So many that a large effect, which few of them would show, does not need fewer."""
    small, large = (planned(sd=0.3, effect=effect, margin=0.075).lifters for effect in (0.1, 0.3))
    alone = planned(sd=0.3, effect=0.3).lifters
    assert small is not None
    assert large is not None
    assert alone is not None
    assert 3 * alone < large < small
    assert planned(sd=0.3, effect=0.3, margin=0.3).lifters == pytest.approx(alone, abs=40)


def test_an_effect_beyond_reach_has_no_number() -> None:
    assert planned(sd=0.3, effect=0.001).lifters is None


@pytest.mark.parametrize("sd", [0.01, 0.3, 0.5])
@pytest.mark.parametrize("effect", [0.3, 0.9])
@pytest.mark.parametrize("share", [0.01, 0.5])
@pytest.mark.parametrize("power", [0.5, 0.95])
def test_at_its_bounds_every_number_has_a_plan_in_which_looking_costs_lifters(
    sd: float, effect: float, share: float, power: float
) -> None:
    needed = planned(sd=sd, effect=effect, share=share, power=power)
    assert needed.lifters is None or needed.lifters >= needed.lifters_one_look > 0


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"sd": 0.0, "effect": 0.1}, "The standard deviation is 0"),
        ({"sd": float("nan"), "effect": 0.1}, "The standard deviation is nan"),
        ({"sd": 0.3, "effect": -0.1}, "The effect is -0.1"),
        ({"sd": 0.3, "effect": 0.1, "share": 1.0}, "The share is 1"),
        ({"sd": 0.3, "effect": 0.1, "power": 80.0}, "The power is 80"),
        ({"sd": 0.3, "effect": 0.1, "power": 0.999999}, "The power is 0.999999: give 0.5 to 0.95."),
        ({"sd": 0.3, "effect": 1e-300}, "The effect is 1e-300"),
        ({"sd": 0.51, "effect": 0.1}, "The standard deviation is 0.51: give 0.01 to 0.5."),
        ({"sd": 0.3, "effect": 0.1, "share": 1e-7}, "The share is 1e-07"),
    ],
)
def test_a_number_out_of_its_range_is_named(numbers: dict[str, float], sentence: str) -> None:
    with pytest.raises(BadPlan, match=sentence):
        planned(**numbers)
