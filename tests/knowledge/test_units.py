"""A load stays exactly what was said, in its own unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.units import KG_PER_LB, Load, Unit, plain

loads = st.builds(Load.from_milli, st.integers(-1_000_000, 1_000_000), st.sampled_from(Unit))


@given(loads)
def test_a_load_comes_back_from_its_thousandths(load: Load) -> None:
    assert Load.from_milli(load.milli, load.unit) == load


@given(loads)
def test_showing_a_load_in_its_own_unit_and_smallest_step_changes_nothing(load: Load) -> None:
    assert load.to(load.unit, Decimal("0.001")) == load


@given(loads)
def test_pounds_to_kilograms_and_back_is_the_same_load(load: Load) -> None:
    other = Unit.KG if load.unit is Unit.LB else Unit.LB
    step = Decimal("0.001")
    there_and_back = load.to(other, step).to(load.unit, step)
    assert abs(there_and_back.milli - load.milli) <= 2  # a thousandth of a kilogram is two of a pound


@given(st.integers(-1_000_000, 1_000_000))
def test_kilograms_of_pounds_are_exact(milli: int) -> None:
    assert Load.from_milli(milli, Unit.LB).kg * 1000 == milli * KG_PER_LB


@given(loads, loads)
def test_loads_compare_by_kilograms_whatever_their_units(one: Load, other: Load) -> None:
    assert (one.kg > other.kg) == (one.kg - other.kg > 0)


@given(st.integers(0, 1_000_000), st.sampled_from(Unit), st.sampled_from(Unit), st.sampled_from(["0.5", "1.25", "2.5"]))
def test_rounding_down_never_makes_it_heavier_and_stays_within_a_step(
    milli: int, unit: Unit, shown: Unit, step: str
) -> None:
    load = Load.from_milli(milli, unit)
    rounded = load.down_to(shown, Decimal(step))
    assert rounded.amount % Decimal(step) == 0
    assert Decimal("-1e-20") <= load.kg - rounded.kg < Load(Decimal(step), shown).kg + Decimal("1e-20")


def test_225_pounds_are_102_and_a_half_kilograms_on_the_bar() -> None:
    load = Load(Decimal(225), Unit.LB)
    assert load.kg == Decimal("102.05828325")
    assert str(load.to(Unit.KG, Decimal("2.5"))) == "102.5 kg"
    assert str(load.down_to(Unit.KG, Decimal("2.5"))) == "100 kg"


def test_halves_round_up() -> None:
    assert Load(Decimal("1.25"), Unit.KG).to(Unit.KG, Decimal("2.5")) == Load(Decimal("2.5"), Unit.KG)


@pytest.mark.parametrize("amount", [185.0, 185, "185"])
def test_only_decimals_are_loads(amount: object) -> None:
    with pytest.raises(TypeError, match="a load is a Decimal"):
        Load(amount, Unit.LB)  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_load(amount: str) -> None:
    with pytest.raises(ValueError, match="no such load"):
        Load(Decimal(amount), Unit.LB)


def test_finer_than_a_thousandth_is_refused_and_not_rounded() -> None:
    with pytest.raises(ValueError, match=r"finer than 0\.001 kg"):
        Load(Decimal("82.5001"), Unit.KG)


@pytest.mark.parametrize(("amount", "shown"), [("185", "185"), ("82.50", "82.5"), ("0", "0"), ("1E+2", "100")])
def test_a_load_is_shown_without_idle_zeros(amount: str, shown: str) -> None:
    assert plain(Decimal(amount)) == shown
