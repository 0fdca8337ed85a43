"""Phones, IBANs and the numbers of cards and people are no sets; what only looks a little like them still is."""

import pytest

from tests.bot.reading import read, said

IDENTIFIERS = (
    "+1 (555) 010-9999",
    "+1-555-010-9999",
    "+44 20 7946 0958",
    "+49 170 1234567",
    "+49 (0)170 1234567",
    "0170 123 4567",
    "(555) 010-9999",
    "(030) 123456",
    "555-010-9999",
    "555–010–9999",
    "555 010-9999",
    "123-45-6789",
    "010-22-33",
    "4111-1111-1111-1111",
    "DE89 3704 0044 0532 0130 00",
    "GB29 NWBK 6016 1331 9268 19",
    "NO93 8601 1117 947",
    "06 12 34 56 78",
    "0171 12 34",
)
SETS = [said("bench_press", "185", 5)]


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_what_numbers_somebody_is_no_set_and_is_left_as_it_was_written(identifier: str) -> None:
    found = read(f"bench 185x5, call {identifier}")
    assert found.sets == tuple(SETS)
    assert found.refused == ()
    assert found.rest == f"call {identifier}"


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_it_keeps_no_set_from_being_read_on_either_side(identifier: str) -> None:
    found = read(f"bench 185x5 {identifier} squat 225x3")
    assert found.sets == (*SETS, said("squat", "225", 3))


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_alone_it_is_not_lost(identifier: str) -> None:
    found = read(identifier)
    assert found.sets == ()
    assert found.rest == identifier


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("squat 225-5-3", [("squat", "225", 5, 1), ("squat", "225", 3, 1)]),
        ("squat 225 5-3-1", [("squat", "225", reps, 1) for reps in (5, 3, 1)]),
        ("deadlift 405-3-3-3", [("deadlift", "405", 3, 3)]),
        ("bench (185) 5-5-5", [("bench_press", "185", 5, 3)]),
        ("2026-11-20 bench 185x5", [("bench_press", "185", 5, 1)]),
        ("bench 185x5 20-11-2026", [("bench_press", "185", 5, 1)]),
        ("bench 225-5 2026-11-20", [("bench_press", "225", 5, 1)]),
        ("bench 100-110-120 x5", [("bench_press", "120", 5, 1)]),
    ],
)
def test_lists_of_reps_and_loads_and_dates_are_read_as_ever(text: str, sets: list[tuple[str, str, int, int]]) -> None:
    assert read(text).sets == tuple(said(*one) for one in sets)


def test_what_is_added_to_the_body_is_no_country_code() -> None:
    found = read("chin ups +20 8 8 8").sets
    assert [(one.exercise, one.reps, one.sets) for one in found] == [("chin_up", 8, 3)]
    assert found[0].load is not None
    assert read("slept 2300-0630").sleep_minutes == 450


@pytest.mark.parametrize(
    "told",
    [
        "my number is 555 123 4567",
        "my number is 555 12 34",
        "call me at 212 555 01 99",
        "meine nummer ist 171 12 34 56",
        "mi número es 612 34 56 78",
        "мой номер 8 800 555 35 35",
    ],
)
def test_words_that_announce_a_number_keep_it_from_being_a_set(told: str) -> None:
    assert read(told).sets == ()
    assert read(f"bench 185x5, {told}").sets == tuple(SETS)
    assert read(f"push ups, {told}").sets == ()


def test_the_number_of_a_set_is_none_of_a_person() -> None:
    assert read("set number 3 bench 185 5").sets == tuple(SETS)
    assert read("call it bench 185 5").sets == tuple(SETS)
