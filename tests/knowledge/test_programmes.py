import pytest

from knowledge.library import load_exercises
from knowledge.programme import folded, programme_called, programmes


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("5/3/1", "531"), ("531", "531"), ("Wendler", "531"), ("texas", "texas_method"),
        ("Texas Method", "texas_method"),
        ("SL5x5", "stronglifts"), ("StrongLifts", "stronglifts"), ("starting strength", "starting_strength"),
        ("linear", "starting_strength"), ("double progression", "double_progression"), ("rpe", "rpe_target"),
        ("free log", "free"), ("Free", "free"), ("rpe_target", "rpe_target"),
    ],
)  # fmt: skip
def test_a_programme_is_found_by_what_people_call_it(said: str, meant: str) -> None:
    assert programme_called(said).id == meant


def test_an_unknown_one_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="free, 5/3/1, double progression, RPE target, Starting Strength, StrongLifts"):
        programme_called("smolov")


def test_every_lift_of_a_programme_is_an_exercise_of_the_library() -> None:
    known = load_exercises()
    assert all(lift in known for one in programmes().values() for lift in one.lifts)


def test_every_programme_can_be_chosen_by_the_name_that_is_shown() -> None:
    for one in programmes().values():
        assert one.id == "free" or folded(one.name) in {folded(one.id), *map(folded, one.names)}
