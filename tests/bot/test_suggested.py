"""What is offered while somebody types the name of a lift."""

from bot.suggested import MOST, suggested
from knowledge.library import load_exercises

EXERCISES = load_exercises()


def test_names_that_begin_so_come_before_those_in_which_it_stands() -> None:
    names = suggested("squat", EXERCISES)
    assert names[0].startswith("squat") or "squat" in names[0]
    assert "front squat" in names
    assert len(names) <= MOST


def test_an_alias_and_a_name_in_another_language_lead_to_the_exercise() -> None:
    assert "overhead press" in suggested("ohp", EXERCISES)
    assert "bench press" in suggested("bankdr", EXERCISES)


def test_nothing_typed_offers_some_and_nonsense_offers_none() -> None:
    assert len(suggested("", EXERCISES)) == MOST
    assert suggested("xyzzy", EXERCISES) == ()


def test_what_is_offered_is_understood() -> None:
    assert all(name.casefold() in EXERCISES.names for name in suggested("press", EXERCISES))
