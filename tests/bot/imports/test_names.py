"""Which exercise a name of another app means: the right one or none."""

import pytest

from bot.imports.names import exercise_of, is_no_lift
from knowledge.app_names import load_app_names
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises

EXERCISES = load_exercises()


def mean(name: str) -> str | None:
    return exercise_of(name, EXERCISES)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Bench Press (Barbell)", "bench_press"), ("Barbell Bench-Press", "bench_press"),
        ("bench press - barbell", "bench_press"), ("Flat Barbell Bench Press", "bench_press"),
        ("Bench Press (Dumbbell)", "dumbbell_bench_press"), ("Flat Dumbbell Bench Press", "dumbbell_bench_press"),
        ("Incline Bench Press (Dumbbell)", "incline_dumbbell_press"),
        ("Incline Bench Press (Barbell)", "incline_bench_press"),
        ("Bench Press (Smith Machine)", "smith_machine_bench_press"), ("Squat (Smith Machine)", "smith_machine_squat"),
        ("Overhead Press (Barbell)", "overhead_press"), ("Overhead Press (Dumbbell)", "dumbbell_shoulder_press"),
        ("Seated Shoulder Press (Machine)", "machine_shoulder_press"), ("Squat (Bodyweight)", "bodyweight_squat"),
        ("Deadlift (Barbell)", "deadlift"), ("Straight Leg Deadlift", "stiff_leg_deadlift"),
        ("Pull Up (Assisted)", "pull_up"), ("Pullups", "pull_up"), ("Chest Dip (Weighted)", "dip"),
        ("EZ-Bar Skullcrusher", "skull_crusher"), ("Skullcrusher (Cable)", "cable_skull_crusher"),
        ("Lat Pulldown - Close Grip (Cable)", "lat_pulldown"), ("Single Arm Lat Pull-down (Cable)", "lat_pulldown"),
        ("Seated Cable Row - V Grip (Cable)", "cable_row"), ("Iso-Lateral Low Row", "chest_supported_row"),
        ("Hammer Curl (Dumbbell)", "hammer_curl"), ("Hammer Curl (Cable)", "cable_curl"),
        ("Chest Fly (Dumbbell)", "dumbbell_fly"), ("Chest Fly (Machine)", "pec_deck"), ("Cable Crossover", "cable_fly"),
        ("Bottom-Half Seated Cable Flye", "cable_fly"), ("Lateral Raise (Cable)", "cable_lateral_raise"),
        ("Rear Delt Reverse Fly (Cable)", "cable_rear_delt_fly"),
        ("Rear Delt Reverse Fly (Machine)", "reverse_pec_deck"),
        ("Hip Abduction Machine (Inward)", "hip_adduction"), ("Hip Abduction (Machine)", "hip_abduction"),
        ("Calf Press (Machine)", "calf_raise"), ("Triceps Extension (Cable)", "overhead_triceps_extension"),
        ("Triceps Pushdown", "triceps_pushdown"), ("Tricep Cable Pull Down", "triceps_pushdown"),
        ("Ab Wheel", "ab_wheel_rollout"), ("Turkish Getup", "turkish_get_up"),
        ("Weighted Lunge Barbell/Dumbbell", "lunge"),
        ("Bankdrücken", "bench_press"), ("Sentadilla con barra", "squat"), ("Жим лёжа", "bench_press"),
    ],
)  # fmt: skip
def test_a_name_means_its_exercise(name: str, meant: str) -> None:
    assert mean(name) == meant
    assert mean(f"  {name.upper()} ") == meant


@pytest.mark.parametrize(
    "name",
    ["Bench Press (Cable)", "Decline Bench Press (Dumbbell)", "Decline Dumbbell Press", "Squat (Dumbbell)", "Sled Push",
     "Bench Press (Kettlebell)", "Dumbbell Floor Press", "S", "b", "", "()", "bench press " * 999, "Treadmill",
     "Front Lever"],
)  # fmt: skip
def test_rather_none_than_the_wrong_exercise(name: str) -> None:
    assert mean(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "Running (Treadmill)",
        "Walking",
        "Stair Machine (Floors)",
        "Jump Rope",
        "Warm Up",
        "Yoga",
        "Rowing Machine",
        "Бег",
    ],
)
def test_what_is_no_strength_training_is_known(name: str) -> None:
    assert is_no_lift(name)
    assert mean(name) is None


def test_every_name_of_ours_means_its_exercise_where_it_is_another_app_s_too() -> None:
    apart = {id_: exercise.name for id_, exercise in EXERCISES.items() if mean(exercise.name) != id_}
    assert not apart


def test_the_table_of_names_leads_to_exercises() -> None:
    table = load_app_names()
    assert set(table.values()) <= set(EXERCISES)
    assert {name: mean(name) for name in table} == dict(table)
    assert table["lat pulldown machine"] == ExerciseId("lat_pulldown")
