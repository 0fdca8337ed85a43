"""Every exercise file says what a coach needs, and its names lead to it alone."""

from importlib.resources import files

import pytest

from bot.parse.named import named
from bot.parse.words import set_of
from knowledge.exercise import Equipment, Exercise, ExerciseId
from knowledge.heaviest import heaviest_kg
from knowledge.library import load_exercises

EXERCISES = load_exercises()


def test_there_is_an_exercise_for_every_file() -> None:
    paths = [file for file in files("knowledge").joinpath("exercises").iterdir() if file.name.endswith(".md")]
    assert len(EXERCISES) == len(paths) >= 120


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


IN_OTHER_LANGUAGES = {
    "bench_press": "bankdrücken, bankdruecken, press banca, press de banca, développé couché, developpe couche, "
    "supino, supino reto, panca piana, жим, жим лежа, жим лёжа, wyciskanie, wyciskanie leżąc, wyciskanie lezac, "
    "bankdrukken",
    "squat": "kniebeuge, kniebeugen, sentadilla, sentadillas, agachamento, присед, приседания, przysiad, przysiady, "
    "kniebuigingen",
    "deadlift": "kreuzheben, peso muerto, soulevé de terre, souleve de terre, levantamento terra, stacco da terra, "
    "stacco, становая, становая тяга, тяга, martwy ciąg, martwy ciag",
    "overhead_press": "schulterdrücken, schulterdruecken, press militar, développé militaire, developpe militaire, "
    "desenvolvimento, lento avanti, армейский жим, жим стоя, wyciskanie żołnierskie, wyciskanie zolnierskie",
    "barbell_row": "langhantelrudern, remo con barra, rowing barre, remada curvada, rematore, тяга в наклоне, "
    "wiosłowanie, wioslowanie",
    "pull_up": "klimmzüge, klimmzuege, klimmzug, dominadas, tractions, barra fixa, trazioni, подтягивания, "
    "podciąganie, podciaganie",
    "push_up": "liegestütze, liegestuetze, flexiones, pompes, flexões, flexoes, piegamenti, отжимания, pompki, "
    "opdrukken",
    "dip": "barrenstütz, fondos en paralelas, paralelas, dip alle parallele, брусья, отжимания на брусьях, dipy",
    "lunge": "ausfallschritte, zancadas, fentes, afundo, affondi, выпады, wykroki, uitvalspassen",
    "leg_press": "beinpresse, prensa de piernas, presse à cuisses, presse a cuisses, жим ногами, suwnica, beenpers",
    "romanian_deadlift": "rumänisches kreuzheben, peso muerto rumano, soulevé de terre roumain, terra romeno, "
    "stacco rumeno, румынская тяга, rumuński martwy ciąg, roemeense deadlift",
    "front_squat": "frontkniebeugen, sentadilla frontal, squat avant, agachamento frontal, фронтальный присед",
    "incline_bench_press": "schrägbankdrücken, press inclinado, développé incliné, developpe incline, "
    "supino inclinado, panca inclinata, жим на наклонной, wyciskanie na skosie",
    "dumbbell_bench_press": "kurzhantelbankdrücken, press con mancuernas, développé couché haltères, "
    "supino com halteres, panca manubri, жим гантелей, wyciskanie hantli",
    "lat_pulldown": "latzug, jalón al pecho, jalon al pecho, tirage vertical, puxada alta, lat machine, "
    "тяга верхнего блока, ściąganie drążka",
    "lateral_raise": "seitheben, elevaciones laterales, élévations latérales, elevação lateral, alzate laterali, "
    "махи в стороны, wznosy bokiem",
    "dumbbell_curl": "bizepscurls, curl de bíceps, curl de biceps, подъем на бицепс, подъём на бицепс, uginanie hantli",
    "hip_thrust": "empuje de cadera, elevação pélvica, unoszenie bioder",
    "sit_up": "abdominales, brzuszki, пресс",
    "plank": "unterarmstütz, plancha, gainage, prancha, планка",
    "snatch": "arrancada, arraché, strappo, рывок, rwanie",
    "clean_and_jerk": "dos tiempos, épaulé jeté, толчок, podrzut",
}
IN_SHORT = {
    "bench_press": "bb bench, flat bench, tng bench, comp bench",
    "squat": "back squat, back squats, high bar, low bar, hbbs, lbbs",
    "deadlift": "deads, conv dl, comp deadlift",
    "overhead_press": "oh press, strict press, seated ohp, press",
    "barbell_row": "rows, bb row, bb rows, bent over rows, yates rows",
    "pendlay_row": "pendlay rows, pendlay",
    "cable_row": "cable rows, seated row, seated rows",
    "chest_supported_row": "chest supported row, machine rows",
    "dumbbell_bench_press": "db bench, db press, flat db",
    "dumbbell_curl": "curls, db curls, bicep curls",
    "barbell_curl": "ez bar curl",
    "incline_bench_press": "incline bb, incline",
    "incline_dumbbell_press": "db incline, incline db press",
    "lat_pulldown": "pulldowns, pull downs",
    "triceps_pushdown": "pushdowns, rope pushdowns, tricep ext",
    "skull_crusher": "skullcrushers, skull crushers",
    "face_pull": "facepulls, face pull",
    "leg_curl": "hamstring curls, lying leg curl, ham curls",
    "leg_extension": "quad extensions, leg ext",
    "bulgarian_split_squat": "bss, rfess, bulgarians",
    "glute_ham_raise": "ghr, ghrs",
    "safety_bar_squat": "ssb, safety bar",
    "trap_bar_deadlift": "trap bar, hex bar, hexbar",
    "stiff_leg_deadlift": "sldl, sldls",
    "handstand_push_up": "hspu, handstand push-ups",
    "push_up": "incline push-ups, pushups",
    "dumbbell_fly": "flyes, db flies, incline db flyes",
    "pec_deck": "pec deck, pec dec, machine flys",
    "back_extension": "hypers, back extensions, hyperextensions",
    "farmers_carry": "farmer's walk, farmers carries",
    "hanging_leg_raise": "leg raises, toes to bar",
    "power_clean": "cleans",
    "clean": "squat cleans",
    "bench_dip": "bench dips",
    "bodyweight_squat": "air squats, bodyweight squats",
    "sit_up": "sit-ups, situps",
    "pallof_press": "pallof press",
}
NO_LIFT = set_of(
    "i you he she we they my your today yesterday tomorrow tonight morning noon evening night week month year weekend",
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur fri sat sun",
    "january february march april may june july august september october november december",
    "high low back push pull hold holding set sets rep reps light heavy easy hard clean dirty fast slow long short",
    "sit sitting stand standing step hang hanging wall side front rear step up left right up down over under in out",
    "plan plans planned planning planet plant plane plain plate plates place setup stuff staff stiff strong stuck",
    "dead death church churches crutches addition addiction pressure depressed former flies bridge brides panic pants",
    "snack snap switch switched searched scratched thrust trust trusted tradition traffic traction dominant supine",
    "spot",
    "start started stop finish done good great bad fine okay sore tired tight pain hurt hurts sleep slept food eat",
    "bulk",
    "cut",
    "chest legs leg arm arms shoulder shoulders hip hips knee knees quads glutes hamstrings calves biceps triceps abs",
    "core",
    "abdominals adductors abductors lats traps forearms grip wrist wrists elbow elbows neck",
    "gym coach program programme warm warmup cardio run running walk bike swim stretch mobility rest deload volume max",
    "test",
    "kg lb lbs pounds kilos bar barbell dumbbell kettlebell machine cable band belt straps shoes bodyweight weight",
    "weighted",
    "about again also always because been before better could every feel feeling felt first from have help just last",
    "later",
    "less like little maybe more most much need never next nothing only other please really same should skip some",
    "thanks",
    "that then there thing think this though time what when where which while will with work would yes lists",
    "struggling",
)


def leads_to(names: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, id_) for id_, said in names.items() for name in said.split(", ")]


@pytest.mark.parametrize("names", [IN_OTHER_LANGUAGES, IN_SHORT], ids=["their own language", "short and slang"])
def test_lifters_may_name_their_lifts_as_they_do(names: dict[str, str]) -> None:
    heard = {(said, id_): named(f"{said} 60x5", EXERCISES) for said, id_ in leads_to(names)}
    assert {said: found for (said, id_), found in heard.items() if found != (id_,)} == {}


def test_every_name_in_every_file_is_heard_as_that_exercise() -> None:
    heard = {name: named(f"{name} 100x5", EXERCISES) for name in EXERCISES.names if len(name) > 1}
    assert heard == {name: (EXERCISES.names[name],) for name in heard}


def test_an_ordinary_word_names_no_lift() -> None:
    assert {word: named(word, EXERCISES) for word in NO_LIFT if named(word, EXERCISES)} == {}


@pytest.mark.parametrize(
    "text",
    [
        "step up the weight", "sit up straight", "clean reps only", "a clean bulk", "hold on", "good morning",
        "legs feel stiff today", "stiff legs", "time flies", "my setup felt off", "i have a plan",
    ],
)  # fmt: skip
def test_an_ordinary_phrase_names_no_lift(text: str) -> None:
    assert named(text, EXERCISES) == ()


def test_what_is_held_is_timed_and_nothing_else() -> None:
    timed = {id_ for id_, exercise in EXERCISES.items() if exercise.timed}
    assert timed == {
        "plank", "side_plank", "copenhagen_plank", "hollow_hold", "l_sit", "wall_sit", "dead_hang", "handstand_hold",
    }  # fmt: skip
    assert all(EXERCISES[id_].bodyweight for id_ in timed)


@pytest.mark.parametrize(
    ("id_", "most_kg"), [("hip_abduction", 300), ("pec_deck", 300), ("wrist_curl", 150), ("cable_lateral_raise", 60)]
)
def test_an_exercise_of_one_joint_has_a_lower_ceiling(id_: str, most_kg: int) -> None:
    assert heaviest_kg(EXERCISES[ExerciseId(id_)]) == most_kg


def test_an_unknown_id_is_no_exercise() -> None:
    assert ExerciseId("curling") not in EXERCISES
