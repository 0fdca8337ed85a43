from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exercise import Equipment
from knowledge.plates import STANDARD_BAR, rack
from knowledge.units import Load, Unit, plain
from knowledge.warm_up import warm_up


def load(text: str) -> Load:
    amount, unit = text.split()
    return Load(Decimal(amount), Unit(unit))


def loads(texts: str, unit: Unit) -> tuple[Load, ...]:
    return tuple(Load(Decimal(text), unit) for text in texts.split())


def ramp(
    work: str, *, equipment: Equipment = Equipment.BARBELL, bar: str | None = None, plates: str = "", step: str = ""
) -> str:
    heaviest = load(work)
    unit = heaviest.unit
    own = load(f"{bar or STANDARD_BAR[unit]} {unit}") if equipment is Equipment.BARBELL else None
    between = load(step) if step else None
    made = rack(equipment, heaviest, bar=own, plates=loads(plates, unit), step=between)
    return " ".join(f"{plain(one.amount)}x{reps}" for one, reps in warm_up(heaviest, made, own))


@pytest.mark.parametrize(
    ("work", "sets"),
    [
        ("225 lb", "45x10 115x8 140x5 170x3 195x1"),
        ("100 kg", "20x10 50x8 60x5 75x3 85x1"),
        ("405 lb", "45x10 185x8 240x5 295x3 350x1"),
        ("135 lb", "45x10 80x8 105x3 120x1"),
        ("65 lb", "45x10 55x5"),
        ("50 lb", "45x10"),
        ("45 lb", ""),
        ("30 lb", ""),
    ],
)
def test_a_ramp_rises_from_the_bare_bar_in_fewer_steps_for_lighter_loads(work: str, sets: str) -> None:
    assert ramp(work) == sets


def test_own_bar_and_plates_make_the_ramp() -> None:
    assert ramp("225 lb", plates="45") == "45x10 135x5"
    assert ramp("30 kg", bar="8", plates="10 5 2.5 1.25") == "8x10 13x8 18x5 23x3"


def test_away_from_the_barbell_it_begins_with_a_load() -> None:
    assert ramp("50 lb", equipment=Equipment.DUMBBELL) == "20x8 25x5 35x3 40x1"
    assert ramp("150 lb", equipment=Equipment.CABLE, step="7.5 lb") == "60x8 75x5 105x3 120x1"
    assert ramp("5 lb", equipment=Equipment.DUMBBELL) == ""


@given(
    st.integers(1, 2400).map(lambda quarters: Decimal(quarters) / 4),
    st.sampled_from(Unit),
    st.sampled_from(Equipment),
    st.lists(st.integers(1, 100).map(lambda quarters: Decimal(quarters) / 4), max_size=4),
    st.integers(20, 90).map(lambda quarters: Decimal(quarters) / 2),
)
def test_every_ramp_can_be_loaded_rises_and_ends_below_the_work(
    amount: Decimal, unit: Unit, equipment: Equipment, plates: list[Decimal], bar: Decimal
) -> None:
    work, own = Load(amount, unit), Load(bar, unit) if equipment is Equipment.BARBELL else None
    made = rack(equipment, work, bar=own, plates=[Load(plate, unit) for plate in plates])
    sets = warm_up(work, made, own)
    amounts = [one.amount for one, _ in sets]
    assert all(made.makes(one) for one, _ in sets)
    assert amounts == sorted(set(amounts))
    assert all(0 < one < work.amount for one in amounts)
    assert [reps for _, reps in sets] == sorted({reps for _, reps in sets}, reverse=True)
