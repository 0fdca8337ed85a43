from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exercise import Equipment
from knowledge.plates import Rack, pairs_on_bar, rack
from knowledge.units import Load, Unit


def load(text: str) -> Load:
    amount, unit = text.split()
    return Load(Decimal(amount), Unit(unit))


def loads(*texts: str) -> tuple[Load, ...]:
    return tuple(load(text) for text in texts)


LB_BAR = rack(Equipment.BARBELL, load("185 lb"))
KG_BAR = rack(Equipment.BARBELL, load("85 kg"))


@pytest.mark.parametrize(
    ("rack", "limit", "expected"),
    [
        (LB_BAR, "190.55", "190 lb"),
        (LB_BAR, "175.75", "175 lb"),
        (LB_BAR, "187", "185 lb"),
        (LB_BAR, "47.5", "47.5 lb"),
        (LB_BAR, "47.499", "45 lb"),
        (KG_BAR, "87.55", "87.5 kg"),
        (KG_BAR, "80.75", "80 kg"),
        (KG_BAR, "22.4", "20 kg"),
    ],
)
def test_a_limit_becomes_the_heaviest_load_that_standard_plates_make(rack: Rack, limit: str, expected: str) -> None:
    assert rack.largest_at_most(Decimal(limit)) == load(expected)
    assert rack.round_down(Decimal(limit)) == load(expected)


@pytest.mark.parametrize(
    ("rack", "amount", "expected"),
    [(LB_BAR, "185", "187.5 lb"), (LB_BAR, "187", "187.5 lb"), (LB_BAR, "10", "45 lb"), (KG_BAR, "85", "87.5 kg")],
)
def test_the_smallest_jump_is_one_pair_of_the_smallest_plates(rack: Rack, amount: str, expected: str) -> None:
    assert rack.next_up(Decimal(amount)) == load(expected)


def test_nothing_is_lighter_than_the_bar() -> None:
    assert LB_BAR.largest_at_most(Decimal("44.9")) is None
    assert LB_BAR.round_down(Decimal("44.9")) == load("45 lb")


def test_nothing_is_heavier_than_what_any_rack_holds() -> None:
    assert LB_BAR.next_up(Decimal(2545)) is None
    assert LB_BAR.largest_at_most(Decimal(10**9)) == load("2545 lb")


def test_a_load_that_the_plates_cannot_make_is_known_as_such() -> None:
    assert LB_BAR.makes(load("185 lb"))
    assert not LB_BAR.makes(load("187 lb"))
    assert not LB_BAR.makes(load("185 kg"))
    assert not LB_BAR.makes(load("40 lb"))


def test_own_bar_and_plates_decide() -> None:
    own = rack(Equipment.BARBELL, load("100 lb"), bar=load("35 lb"), plates=loads("25 lb", "10 lb"))
    made = [amount for amount in range(30, 131) if own.makes(load(f"{amount} lb"))]
    assert made == [35, 55, 75, 85, 95, 105, 115, 125]


def test_a_bar_below_the_bar_is_a_lighter_bar() -> None:
    technique = rack(Equipment.BARBELL, load("35 lb"))
    assert technique.round_down(Decimal(33)) == load("35 lb")
    assert technique.next_up(Decimal(35)) == load("37.5 lb")


def test_a_lighter_bar_that_was_converted_is_one_of_half_units() -> None:
    converted = rack(Equipment.BARBELL, load("44.092 lb"))
    assert converted.round_down(Decimal("44.092")) == load("44 lb")
    assert rack(Equipment.BARBELL, load("0.3 lb")).round_down(Decimal(1)) == load("0.3 lb")


def test_a_load_in_the_other_unit_is_made_of_standard_plates_of_that_unit() -> None:
    abroad = rack(Equipment.BARBELL, load("100 kg"), bar=load("45 lb"), plates=loads("45 lb", "10 lb"))
    assert abroad.next_up(Decimal(100)) == load("102.5 kg")


@pytest.mark.parametrize(
    ("equipment", "lifted", "up", "down"),
    [
        (Equipment.DUMBBELL, "50 lb", "55 lb", "45 lb"),
        (Equipment.DUMBBELL, "20 kg", "22 kg", "18 kg"),
        (Equipment.KETTLEBELL, "24 kg", "26 kg", "22 kg"),
        (Equipment.MACHINE, "100 lb", "102.5 lb", "97.5 lb"),
        (Equipment.CABLE, "40 kg", "41.25 kg", "38.75 kg"),
        (Equipment.BODYWEIGHT, "0 kg", "1.25 kg", "-1.25 kg"),
        (Equipment.BODYWEIGHT, "-40 lb", "-37.5 lb", "-42.5 lb"),
    ],
)
def test_away_from_the_barbell_loads_go_in_steps(equipment: Equipment, lifted: str, up: str, down: str) -> None:
    amount = load(lifted).amount
    steps = rack(equipment, load(lifted))
    assert steps.next_up(amount) == load(up)
    assert steps.largest_at_most(amount - Decimal("0.001")) == load(down)


def test_a_dumbbell_that_was_lifted_exists_whatever_the_steps_say() -> None:
    odd = rack(Equipment.DUMBBELL, load("22.5 kg"))
    assert odd.makes(load("22.5 kg"))
    assert odd.round_down(Decimal("22.9")) == load("22.5 kg")
    assert odd.next_up(Decimal(22)) == load("22.5 kg")
    assert odd.next_up(Decimal("22.5")) == load("24 kg")


def test_a_tiny_dumbbell_is_the_lightest_there_is() -> None:
    assert rack(Equipment.DUMBBELL, load("3 lb")).round_down(Decimal(1)) == load("3 lb")


small_plates = st.integers(1, 16).map(lambda count: count * Decimal("1.25"))


@given(st.lists(small_plates, min_size=1, max_size=3, unique=True), st.integers(10, 60).map(Decimal))
def test_it_finds_what_trying_every_pile_of_plates_finds(plates: list[Decimal], limit: Decimal) -> None:
    owned = [Load(plate, Unit.KG) for plate in plates]
    own = rack(Equipment.BARBELL, load("60 kg"), bar=load("20 kg"), plates=owned)
    piles = {Decimal(20)}
    for plate in plates:
        piles |= {pile + 2 * count * plate for pile in piles for count in range(17)}
    best = max((pile for pile in piles if pile <= limit), default=None)
    found = own.largest_at_most(limit)
    assert (found.amount if found else None) == best


def test_plates_of_any_fineness_are_taken() -> None:
    fine = rack(Equipment.BARBELL, load("60 kg"), bar=load("20 kg"), plates=loads("22.045 kg", "1.133 kg", "0.001 kg"))
    assert fine.largest_at_most(Decimal("81.2345")) == load("81.234 kg")


@pytest.mark.parametrize(
    ("equipment", "lifted", "step", "up", "down"),
    [
        (Equipment.DUMBBELL, "20 lb", "2.5 lb", "22.5 lb", "17.5 lb"),
        (Equipment.CABLE, "150 lb", "7.5 lb", "157.5 lb", "142.5 lb"),
        (Equipment.MACHINE, "40 kg", "5 lb", "41.25 kg", "38.75 kg"),
        (Equipment.BODYWEIGHT, "0 kg", "4 kg", "4 kg", "-4 kg"),
        (Equipment.BARBELL, "65 lb", "10 lb", "75 lb", "55 lb"),
    ],
)
def test_own_steps_take_the_place_of_assumed_ones_of_their_unit(
    equipment: Equipment, lifted: str, step: str, up: str, down: str
) -> None:
    own = rack(equipment, load(lifted), step=load(step))
    assert own.next_up(load(lifted).amount) == load(up)
    assert own.largest_at_most(load(lifted).amount - Decimal("0.001")) == load(down)


@pytest.mark.parametrize(
    ("total", "bar", "plates", "side"),
    [
        ("225 lb", "45 lb", "45 25 10 5 2.5 1.25", "45 45"),
        ("187.5 lb", "45 lb", "45 25 10 5 2.5 1.25", "45 25 1.25"),
        ("100 kg", "20 kg", "25 20 15 10 5 2.5 1.25", "25 15"),
        ("45 lb", "45 lb", "45", ""),
        ("80 kg", "20 kg", "25 15", "15 15"),  # the heaviest first would leave 5
        ("60 kg", "0 kg", "15 10", "15 15"),
    ],
)
def test_plates_of_a_side_are_as_few_as_can_be(total: str, bar: str, plates: str, side: str) -> None:
    unit = load(total).unit
    owned = [Load(Decimal(plate), unit) for plate in plates.split()]
    assert pairs_on_bar(load(total), load(bar), owned) == tuple(Load(Decimal(one), unit) for one in side.split())


@pytest.mark.parametrize(("total", "plates"), [("226 lb", "45 25"), ("40 lb", "45"), ("225 lb", "0"), ("999 lb", "1")])
def test_no_plates_make_what_cannot_be_made(total: str, plates: str) -> None:
    owned = [Load(Decimal(plate), Unit.LB) for plate in plates.split()]
    assert pairs_on_bar(load(total), load("45 lb"), owned) is None


def test_plates_of_two_units_are_not_added_up() -> None:
    with pytest.raises(ValueError, match="one unit"):
        pairs_on_bar(load("100 kg"), load("45 lb"), loads("20 kg"))


@given(st.lists(small_plates, min_size=1, max_size=5, unique=True), st.lists(st.integers(0, 4), max_size=8))
def test_a_list_of_plates_adds_up_exactly_and_no_other_is_shorter(plates: list[Decimal], picked: list[int]) -> None:
    side = [plates[at % len(plates)] for at in picked]
    owned = [Load(plate, Unit.KG) for plate in plates]
    found = pairs_on_bar(Load(20 + 2 * sum(side, Decimal(0)), Unit.KG), load("20 kg"), owned)
    assert found is not None
    assert sum((plate.amount for plate in found), Decimal(0)) == sum(side)
    assert len(found) <= len(side)
    assert list(found) == sorted(found, key=lambda plate: plate.amount, reverse=True)
    assert set(found) <= set(owned)


def test_fine_plates_are_counted_as_quickly() -> None:
    owned = loads("22.045 kg", "1.133 kg", "0.001 kg")
    assert pairs_on_bar(load("66.356 kg"), load("20 kg"), owned) == loads("22.045 kg", "1.133 kg")
    assert pairs_on_bar(load("1199.999 kg"), load("20 kg"), owned) is None
