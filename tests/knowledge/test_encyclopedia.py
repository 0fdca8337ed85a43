"""What a writer's file must have before a coach may speak from it. Each test names the files that lack something."""

import re
from collections import Counter
from graphlib import TopologicalSorter
from importlib.resources import files
from itertools import chain

import pytest

from bot.parse.named import named
from knowledge.exercise import Complaint, Exercise, ExerciseId
from knowledge.library import LANGUAGES, load_exercises
from knowledge.programme import Linear, Waves, Weekly, programmes
from knowledge.rules import DELOAD_SETS, STEP_CAPS
from knowledge.units import Unit

EXERCISES = load_exercises()
FOLDER = files("knowledge").joinpath("exercises")
ONE_SIDED_IDS = {
    "bulgarian_split_squat", "concentration_curl", "copenhagen_plank", "dumbbell_row", "kettlebell_snatch", "lunge",
    "pistol_squat", "side_bend", "side_plank", "step_up", "turkish_get_up",
}  # fmt: skip
BEST_KNOWN = (
    "ab_wheel_rollout arnold_press back_extension barbell_curl barbell_row bench_dip bench_press bodyweight_squat "
    "box_squat bulgarian_split_squat cable_crunch cable_fly cable_row calf_raise chest_press chin_up "
    "clean_and_jerk close_grip_bench_press concentration_curl crunch deadlift decline_bench_press "
    "deficit_deadlift diamond_push_up dip dumbbell_bench_press dumbbell_curl dumbbell_fly dumbbell_pullover "
    "dumbbell_romanian_deadlift dumbbell_row dumbbell_shoulder_press face_pull farmers_carry floor_press "
    "front_raise front_squat glute_bridge glute_kickback goblet_squat hack_squat hammer_curl handstand_push_up "
    "hanging_leg_raise hip_abduction hip_adduction hip_thrust incline_bench_press incline_dumbbell_press "
    "inverted_row kettlebell_swing lat_pulldown lateral_raise leg_curl leg_extension leg_press lunge muscle_up "
    "nordic_curl overhead_press pec_deck pistol_squat plank preacher_curl pull_up push_press push_up "
    "rear_delt_fly romanian_deadlift russian_twist seated_calf_raise shrug side_plank sit_up skull_crusher snatch "
    "squat step_up stiff_leg_deadlift sumo_deadlift t_bar_row trap_bar_deadlift triceps_pushdown upright_row "
    "wall_sit wrist_curl"
)
MEDICAL = re.compile(r"\b(cures?|heals?|treats?|treatment|diagnos\w+|rehab\w*|prevents?|injur\w+)\b", re.IGNORECASE)


def advised(exercise: Exercise) -> tuple[str, ...]:
    """All that a lifter may be told from its file, without the sources."""
    schemes = tuple(words for _, words in exercise.advice.progression)
    return (*exercise.cues, *exercise.mistakes, *schemes, *exercise.advice.deload)


def test_there_are_enough_of_them() -> None:
    assert len(EXERCISES) >= 150


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_a_file_says_all_that_a_coach_is_asked(exercise: Exercise) -> None:
    said = {
        "difficulty": "\ndifficulty: " in FOLDER.joinpath(f"{exercise.id}.md").read_text(encoding="utf-8"),
        "two cues": len(exercise.cues) >= 2,
        "two mistakes": len(exercise.mistakes) >= 2,
        "Progression": bool(exercise.advice.progression),
        "Deload": bool(exercise.advice.deload),
        "a source": bool(exercise.sources),
        "step, unless it is timed": bool(exercise.steps) != exercise.timed,
        "assistance": bool(exercise.advice.assistance),
        "swaps by equipment": bool(exercise.advice.by_equipment),
    }
    assert [what for what, is_said in said.items() if not is_said] == []


def test_a_step_is_within_what_the_planner_may_add() -> None:
    beyond = {
        f"{exercise.id}: {step}"
        for exercise in EXERCISES.values()
        for step in exercise.steps
        if step.amount > STEP_CAPS[exercise.region].amount[step.unit]
    }
    assert beyond == set()


def test_both_units_step_about_alike() -> None:
    steps = {id_: {step.unit: step.kg for step in one.steps} for id_, one in EXERCISES.items() if one.steps}
    assert {id_: of for id_, of in steps.items() if not 0.8 <= of[Unit.KG] / of[Unit.LB] <= 1.25} == {}


@pytest.mark.parametrize("complaint", Complaint)
def test_a_chain_of_swaps_for_a_complaint_comes_to_an_end(complaint: Complaint) -> None:
    """Who swaps, and swaps again as it still hurts, must not be led back to what hurt first."""
    spares = {id_: dict(exercise.advice.by_complaint).get(complaint, ()) for id_, exercise in EXERCISES.items()}
    TopologicalSorter(spares).prepare()  # raises CycleError with the ring of files


@pytest.mark.parametrize("complaint", Complaint)
def test_a_complaint_finds_swaps_in_many_files(complaint: Complaint) -> None:
    assert sum(complaint in dict(exercise.advice.by_complaint) for exercise in EXERCISES.values()) >= 25


def test_the_lifts_of_a_programme_say_how_it_goes() -> None:
    schemes = {Linear: "Linear", Waves: "5/3/1", Weekly: "Texas Method"}
    silent = {
        f"{lift}: {scheme}"
        for programme in programmes().values()
        if (scheme := schemes.get(type(programme)))
        for lift in programme.lifts
        if scheme not in dict(EXERCISES[lift].advice.progression)
    }
    assert silent == set()


def test_a_deload_is_the_one_that_the_planner_makes() -> None:
    fewer = f"{1 - DELOAD_SETS:.0%}".replace("%", " %")
    barbells = [one for one in EXERCISES.values() if one.equipment == "barbell"]
    this = re.compile(rf"one week .*{fewer} fewer sets.*85-90 %")
    assert [one.id for one in barbells if not this.search(one.advice.deload[0])] == []


GUIDE = {
    "bench_press": {
        "muscles": ("chest", "triceps", "deltoids"),
        "cues": ("retract the shoulder blades", "arch", "feet flat", r"bar path: .*(middle|lower chest)", "45 degrees"),
        "mistakes": ("bounc", "flar", "leg drive"),
        "linear": (r"2\.5 lb .*each session .*every set got its reps",),
    },
    "squat": {
        "muscles": ("quadriceps", "glutes"),
        "cues": ("brace the whole trunk", "hip crease level with the top of the knee or lower"),
        "mistakes": ("depth",),
        "linear": (r"\b5 lb .*each session",),
    },
    "deadlift": {
        "muscles": ("glutes", "hamstrings", "upper back", "quadriceps"),
        "cues": ("conventional", "flat back"),
        "mistakes": ("rounds",),
        "linear": (r"5-10 lb .*each session",),
    },
    "overhead_press": {
        "muscles": ("deltoids", "triceps"),
        "cues": ("straight up",),
        "mistakes": ("leaning back",),
        "linear": (r"2\.5 lb .*each session", "fractional plates"),
        "deload": ("tired",),
    },
}


@pytest.mark.parametrize("id_", GUIDE)
def test_the_four_lifts_carry_what_the_guide_says(id_: str) -> None:
    exercise = EXERCISES[ExerciseId(id_)]
    said = {
        "muscles": exercise.muscles,
        "cues": exercise.cues,
        "mistakes": exercise.mistakes,
        "linear": (dict(exercise.advice.progression)["Linear"],),
        "deload": exercise.advice.deload,
    }
    lacks = [
        fact
        for part, facts in GUIDE[id_].items()
        for fact in facts
        if not re.search(fact, "\n".join(said[part]), re.IGNORECASE)
    ]
    assert lacks == []


@pytest.mark.parametrize("id_", GUIDE)
def test_the_four_lifts_know_all_three_programmes_and_their_deload(id_: str) -> None:
    advice = EXERCISES[ExerciseId(id_)].advice
    assert [scheme for scheme, _ in advice.progression][:3] == ["Linear", "5/3/1", "Texas Method"]
    assert "one week" in advice.deload[0]


def test_what_is_done_a_side_at_a_time_says_so() -> None:
    expected = {id_ for id_ in EXERCISES if id_.startswith(("single_arm_", "single_leg_"))} | ONE_SIDED_IDS
    assert [id_ for id_ in sorted(expected) if not EXERCISES[ExerciseId(id_)].unilateral] == []


def test_a_squat_or_a_press_with_both_sides_is_not_one_sided() -> None:
    both = ("squat", "bench_press", "deadlift", "overhead_press", "pull_up", "dumbbell_bench_press", "leg_press")
    assert [id_ for id_ in both if EXERCISES[ExerciseId(id_)].unilateral] == []


@pytest.mark.parametrize("id_", BEST_KNOWN.split())
def test_the_best_known_lifts_are_named_in_five_languages(id_: str) -> None:
    assert [language for language, _ in EXERCISES[ExerciseId(id_)].called] == [*LANGUAGES]


def test_every_local_name_is_understood() -> None:
    local = {(name, id_) for id_, exercise in EXERCISES.items() for _, name in exercise.called}
    assert {name: id_ for name, id_ in local if EXERCISES.names.get(name.casefold()) != id_} == {}
    assert {name: id_ for name, id_ in local if named(f"{name} 60x5", EXERCISES) != (id_,)} == {}


def test_no_two_exercises_are_coached_in_the_same_words() -> None:
    coached = Counter(lines for one in EXERCISES.values() for lines in (one.cues, one.mistakes))
    assert [lines for lines, times in coached.items() if times > 1] == []


def test_a_source_is_a_dated_work_or_is_called_practice() -> None:
    sources = chain.from_iterable(exercise.sources for exercise in EXERCISES.values())
    bare = [
        one for one in sources if not re.search(r"\b(19|20)\d\d\b", one) and not one.startswith("Coaching practice: ")
    ]
    assert bare == []


def test_no_file_promises_what_only_a_doctor_may() -> None:
    lines = [(exercise.id, line) for exercise in EXERCISES.values() for line in advised(exercise)]
    assert [(id_, line) for id_, line in lines if MEDICAL.search(line)] == []
