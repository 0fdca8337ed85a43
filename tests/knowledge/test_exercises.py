"""Every exercise file says what a coach needs, and its names lead to it alone."""

from importlib.resources import files

import pytest

from knowledge.exercise import Equipment, Exercise, ExerciseId, Exercises
from knowledge.library import exercise_from, load_exercises

EXERCISES = load_exercises()
MINIMAL = """---
id: box_jump
name: box jump
short: box jump
aliases: [jumps]
region: lower
equipment: bodyweight
bodyweight: true
muscles: [quadriceps]
sites: [legs]
---

## Cues

- Land softly.

## Mistakes

- Landing on straight knees.

## Sources

- Coaching practice.
"""


def test_there_is_an_exercise_for_every_file() -> None:
    paths = [file for file in files("knowledge").joinpath("exercises").iterdir() if file.name.endswith(".md")]
    assert len(EXERCISES) == len(paths) >= 35


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_a_file_says_how_to_lift_how_not_to_and_where_that_is_from(exercise: Exercise) -> None:
    assert len(exercise.cues) >= 2
    assert len(exercise.mistakes) >= 2
    assert exercise.sources
    assert exercise.muscles
    assert exercise.sites


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_names_are_lower_case_and_said_once(exercise: Exercise) -> None:
    names = [exercise.name, *exercise.aliases, *exercise.sites]
    assert all(name == name.lower().strip() for name in names)
    assert not {exercise.name, exercise.short} & {*exercise.aliases}
    assert len({*exercise.aliases}) == len(exercise.aliases)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_the_load_is_said_for_one_hand_only_with_dumbbells(exercise: Exercise) -> None:
    assert exercise.per_hand == (exercise.equipment is Equipment.DUMBBELL)
    assert exercise.bodyweight == (exercise.equipment is Equipment.BODYWEIGHT)


@pytest.mark.parametrize(
    ("said", "id_"),
    [
        ("bp", "bench_press"),
        ("ohp", "overhead_press"),
        ("military press", "overhead_press"),
        ("dl", "deadlift"),
        ("rdl", "romanian_deadlift"),
        ("cgbp", "close_grip_bench_press"),
        ("sq", "squat"),
        ("incline db", "incline_dumbbell_press"),
        ("conv", "deadlift"),
        ("curls", "dumbbell_curl"),
        ("lat raises", "lateral_raise"),
        ("chins", "chin_up"),
        ("жим", "bench_press"),
    ],
)
def test_what_lifters_type_leads_to_the_exercise(said: str, id_: str) -> None:
    assert EXERCISES.names[said] == id_


def test_a_file_is_read_as_it_is_written() -> None:
    exercise = exercise_from(MINIMAL)
    assert (exercise.id, exercise.cues, exercise.bodyweight) == ("box_jump", ("Land softly.",), True)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("short: box jump\n", "", "short"),
        ("region: lower", "region: middle", "middle"),
        ("muscles: [quadriceps]", "muscles: quadriceps", "muscles"),
        ("sites: [legs]", "sites: [legs]\ncolour: red", "colour"),
        ("## Cues", "## Clues", "Cues"),
        ("- Coaching practice.", "Coaching practice.", "Sources"),
        ("name: box jump", "name: ''", "name"),
        ("---\nid", "id", "---"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_with_the_reason(before: str, after: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        exercise_from(MINIMAL.replace(before, after, 1))


def test_two_exercises_cannot_share_a_name() -> None:
    one = exercise_from(MINIMAL)
    other = exercise_from(MINIMAL.replace("id: box_jump", "id: tuck_jump").replace("box jump", "tuck jump"))
    with pytest.raises(ValueError, match="'jumps' names both box_jump and tuck_jump"):
        Exercises((one, other))


def test_an_unknown_id_is_no_exercise() -> None:
    assert ExerciseId("curling") not in EXERCISES
