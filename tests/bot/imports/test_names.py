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
        ("Lat Pulldown - Close Grip (Cable)", "lat_pulldown"),
        ("Single Arm Lat Pull-down (Cable)", "single_arm_pulldown"),
        ("Seated Cable Row - V Grip (Cable)", "cable_row"), ("Iso-Lateral Low Row", "chest_supported_row"),
        ("Hammer Curl (Dumbbell)", "hammer_curl"), ("Hammer Curl (Cable)", "cable_curl"),
        ("Chest Fly (Dumbbell)", "dumbbell_fly"), ("Chest Fly (Machine)", "pec_deck"), ("Cable Crossover", "cable_fly"),
        ("Bottom-Half Seated Cable Flye", "cable_fly"), ("Lateral Raise (Cable)", "cable_lateral_raise"),
        ("Rear Delt Reverse Fly (Cable)", "cable_rear_delt_fly"),
        ("Rear Delt Reverse Fly (Machine)", "reverse_pec_deck"),
        ("Hip Abduction Machine (Inward)", "hip_adduction"), ("Hip Abduction (Machine)", "hip_abduction"),
        ("Overhead Triceps Extension (Cable)", "overhead_triceps_extension"),
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
     "Bench Press (Kettlebell)", "S", "b", "", "()", "bench press " * 999, "Treadmill",
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


WRONG_BEFORE: dict[str, str | None] = {
    "Seated Wrist Extension (Barbell)": "wrist_extension", "Reverse Wrist Curl": "wrist_extension",
    "Seated Palms Down Wrist Curl": "wrist_extension", "Seated Palms Up Wrist Curl": "wrist_curl",
    "Crunch (Machine)": "machine_crunch", "Crunch Machine": "machine_crunch", "Cable Crunch": "cable_crunch",
    "Crunch": "crunch", "Crunch (Weighted)": "crunch", "Reverse Crunch": None, "Bicycle Crunch": None,
    "Decline Crunch (Weighted)": "decline_crunch", "Decline Crunch": "decline_crunch",
    "Deadlift (Dumbbell)": "dumbbell_deadlift", "Stiff Leg Deadlift (Dumbbell)": None,
    "Romanian Deadlift (Dumbbell)": "dumbbell_romanian_deadlift", "Pullover (Machine)": "machine_pullover",
    "Pullover (Dumbbell)": "dumbbell_pullover", "Pullover (Barbell)": None,
    "Overhead Press (Smith Machine)": "smith_machine_shoulder_press",
    "Clean and Press": None, "Clean and Press (Barbell)": None, "Clean and Jerk (Barbell)": "clean_and_jerk",
    "Clean Pull": None, "Snatch Pull": None, "Snatch Pull (Barbell)": None, "Hang Snatch": None,
    "Hang Snatch (Barbell)": None, "Snatch (Barbell)": "snatch", "Clean": "clean", "Clean (Barbell)": "clean",
    "Power Clean": "power_clean", "Preacher Curl (Dumbbell)": "dumbbell_preacher_curl",
    "Preacher Curl (Machine)": "machine_preacher_curl", "Preacher Curl (Barbell)": "preacher_curl",
    "EZ-Bar Preacher Curl": "preacher_curl", "Bicep Curl (Machine)": "machine_curl",
    "Seated Machine Curl": "machine_curl", "Spider Curl": None, "Spider Curl (Dumbbell)": None,
    "Calf Press (Machine)": "calf_press", "Calf Press on Leg Press": None, "Seated Calf Raise": "seated_calf_raise",
    "Seated Calf Raise (Plate Loaded)": "seated_calf_raise", "Donkey Calf Raise": None,
    "Standing Calf Raise (Machine)": "calf_raise", "Standing Calf Raise (Dumbbell)": "dumbbell_calf_raise",
    "Standing Calf Raise (Barbell)": "barbell_calf_raise", "Standing Calf Raise (Smith)": None,
    "Standing Calf Raise (Bodyweight)": "bodyweight_calf_raise", "Single Leg Standing Calf Raise (Machine)": None,
    "Shrug (Barbell)": "shrug", "Shrug (Dumbbell)": "dumbbell_shrug", "Shrug (Cable)": "cable_shrug",
    "Shrug (Machine)": "machine_shrug", "Shrug (Smith Machine)": None, "Upright Row (Barbell)": "upright_row",
    "Upright Row (Cable)": "cable_upright_row", "Upright Row (Dumbbell)": "dumbbell_upright_row",
    "Triceps Extension (Cable)": "cable_triceps_extension", "Triceps Extension": None,
    "Triceps Extension (Dumbbell)": "dumbbell_overhead_triceps_extension", "Triceps Extension (Barbell)": None,
    "Single Arm Tricep Extension (Dumbbell)": "single_arm_dumbbell_triceps_extension",
    "Overhead Triceps Extension (Cable)": "overhead_triceps_extension",
    "Skullcrusher (Barbell)": "skull_crusher", "Skullcrusher (Dumbbell)": "dumbbell_skull_crusher",
    "JM Press (Barbell)": "jm_press", "Single Leg Press (Machine)": "single_leg_press",
    "Single Leg Extensions": "single_leg_extension", "Single Arm Cable Row": "single_arm_cable_row",
    "Single Arm Triceps Pushdown (Cable)": "single_arm_pushdown",
    "Single Arm Lat Pulldown (Cable)": "single_arm_pulldown", "Single Leg Hip Thrust": None,
    "Single Leg Hip Thrust (Dumbbell)": None, "Single Leg Glute Bridge": None, "Glute Bridge": "glute_bridge",
    "Single Arm Row (Dumbbell)": "dumbbell_row", "Incline Chest Press (Machine)": "incline_chest_press",
    "Pendulum Squat (Machine)": "pendulum_squat", "Lying Leg Raise": "lying_leg_raise",
    "Flat Leg Raise": "lying_leg_raise", "Toes To Bar": None, "Hanging Leg Raise": "hanging_leg_raise",
    "Pike Push Up": "pike_push_up", "Pike Pushup": "pike_push_up", "Decline Push Up": "decline_push_up",
    "Decline Push-ups (Weighted)": "decline_push_up", "Incline Push Up": None,
    "Push Up (Weighted)": "push_up", "Jump Squat": None, "Jump Squat (Dumbbell)": None, "Lateral Lunge": None,
    "Curtsy Lunge (Dumbbell)": None, "Reverse Lunge (Dumbbell)": "lunge", "Lunge (Barbell)": None,
    "Incline Chest Fly (Dumbbell)": None, "Lateral Raise (Machine)": "machine_lateral_raise",
    "Front Raise (Cable)": "cable_front_raise", "Triceps Kickback (Cable)": "cable_triceps_kickback",
    "Hip Thrust (Machine)": "machine_hip_thrust", "Hip Thrust (Smith Machine)": None,
    "Lat Pulldown (Machine)": "machine_lat_pulldown",
}  # fmt: skip
UNKNOWN_BEFORE: dict[str, str | None] = {
    "Sit Up": "sit_up", "Sit-Up": "sit_up", "Situps": "sit_up", "Sit Ups": "sit_up", "Sit Up (Weighted)": "sit_up",
    "Step-up": "step_up", "Step Up": "step_up", "Step Up (Dumbbell)": "step_up", "Step Up (Barbell)": None,
    "Strict Military Press (Barbell)": "overhead_press", "Hip Thrust (Bodyweight)": "bodyweight_hip_thrust",
    "Reverse Curl (Dumbbell)": "dumbbell_reverse_curl", "Cable Core Palloff Press": "pallof_press",
    "Bent Over Row - Underhand (Barbell)": "barbell_row", "Bench Press - Wide Grip (Barbell)": "bench_press",
    "Neutral Chin Up": "chin_up", "Floor Press (Dumbbell)": "dumbbell_floor_press",
    "Thruster (Kettlebell)": None, "Smith Machine Close Grip Bench Press": None, "Hack Squat (Barbell)": None,
}  # fmt: skip


@pytest.mark.parametrize(("name", "meant"), [*WRONG_BEFORE.items(), *UNKNOWN_BEFORE.items()])
def test_another_movement_or_another_load_is_another_exercise_or_none(name: str, meant: str | None) -> None:
    assert mean(name) == meant


def test_every_name_of_ours_means_its_exercise_where_it_is_another_app_s_too() -> None:
    apart = {id_: exercise.name for id_, exercise in EXERCISES.items() if mean(exercise.name) != id_}
    assert not apart


def test_the_table_of_names_leads_to_exercises() -> None:
    table = load_app_names()
    assert set(table.values()) <= {None, *EXERCISES}
    assert {name: mean(name) for name in table} == dict(table)
    assert table["seated row machine"] == ExerciseId("chest_supported_row")
    assert table["clean pull"] is None
