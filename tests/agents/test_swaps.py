"""What stands in for a lift: it spares what hurts, there is the equipment for it, and it is not disliked."""

from dataclasses import replace
from datetime import date

import pytest

from agents.swaps import Swap, swaps
from knowledge.exercise import Advice, Complaint, Equipment, Exercise, ExerciseId, Exercises, Region
from knowledge.library import load_exercises
from storage.records import Injury, Profile


def exercise(name: str, equipment: Equipment, *sites: str, advice: Advice | None = None) -> Exercise:
    return Exercise(
        id=ExerciseId(name.replace(" ", "_")),
        name=name,
        short=name,
        aliases=(),
        region=Region.UPPER,
        equipment=equipment,
        muscles=("chest",),
        sites=sites,
        cues=(),
        mistakes=(),
        sources=(),
        advice=advice or Advice(),
    )


def ids(*names: str) -> tuple[ExerciseId, ...]:
    return tuple(ExerciseId(name) for name in names)


BENCH = exercise(
    "bench press",
    Equipment.BARBELL,
    "chest",
    "shoulder",
    "elbow",
    advice=Advice(
        by_equipment=(
            (Equipment.DUMBBELL, ids("dumbbell_bench", "dumbbell_floor_press")),
            (Equipment.MACHINE, ids("chest_press")),
            (Equipment.BODYWEIGHT, ids("push_up")),
        ),
        by_complaint=(
            (Complaint.SHOULDER, ids("dumbbell_floor_press", "floor_press", "gone_exercise")),
            (Complaint.ELBOW, ids("dumbbell_floor_press", "chest_press")),
        ),
    ),
)
ALL = Exercises(
    (
        BENCH,
        exercise("dumbbell bench", Equipment.DUMBBELL, "chest", "shoulder", "elbow"),
        exercise("dumbbell floor press", Equipment.DUMBBELL, "chest", "shoulder", "elbow"),
        exercise("floor press", Equipment.BARBELL, "chest", "shoulder", "elbow"),
        exercise("chest press", Equipment.MACHINE, "chest", "shoulder"),
        exercise("push up", Equipment.BODYWEIGHT, "chest", "elbow"),
    )
)
TODAY = date(2026, 11, 22)
SHOULDER = Profile(injuries=(Injury("left shoulder", TODAY),))
DUMBBELLS = Profile(equipment=(Equipment.DUMBBELL,))


def named(profile: Profile) -> list[str]:
    return [swap.exercise for swap in swaps(BENCH, ALL, profile)]


def test_a_lift_that_nothing_speaks_against_needs_no_swap() -> None:
    assert swaps(BENCH, ALL, Profile()) == ()
    assert swaps(BENCH, ALL, Profile(equipment=(Equipment.BARBELL,))) == ()
    assert swaps(BENCH, ALL, Profile(injuries=(Injury("knee", TODAY),))) == ()


def test_what_spares_the_part_that_hurts_comes_in_the_order_of_the_advice() -> None:
    spared = (Swap(ExerciseId("dumbbell_floor_press"), "spares the shoulder"),)
    assert swaps(BENCH, ALL, SHOULDER) == (*spared, Swap(ExerciseId("floor_press"), "spares the shoulder"))


def test_an_injury_that_is_over_asks_for_none() -> None:
    assert named(replace(SHOULDER, injuries=(Injury("shoulder", TODAY, TODAY),))) == []


def test_what_there_is_no_equipment_for_is_left_out() -> None:
    assert named(replace(SHOULDER, equipment=(Equipment.BARBELL,))) == ["floor_press"]
    assert named(replace(SHOULDER, equipment=(Equipment.MACHINE,))) == ["push_up"]


def test_missing_equipment_is_replaced_by_what_there_is_and_by_his_own_body() -> None:
    assert swaps(BENCH, ALL, DUMBBELLS) == (
        Swap(ExerciseId("dumbbell_bench"), "you have dumbbells"),
        Swap(ExerciseId("dumbbell_floor_press"), "you have dumbbells"),
        Swap(ExerciseId("push_up"), "it needs no weights"),
    )


def test_what_serves_both_needs_comes_with_both_reasons() -> None:
    first, *others = swaps(BENCH, ALL, replace(DUMBBELLS, injuries=SHOULDER.injuries))
    assert first == Swap(ExerciseId("dumbbell_floor_press"), "spares the shoulder, you have dumbbells")
    assert [one.exercise for one in others] == ["push_up"]  # it uses no shoulder; the dumbbell bench does


def test_a_swap_for_one_part_may_not_hurt_another() -> None:
    both = replace(SHOULDER, injuries=(Injury("shoulder", TODAY), Injury("elbows", TODAY)))
    assert swaps(BENCH, ALL, both) == (
        Swap(ExerciseId("dumbbell_floor_press"), "spares the shoulder, spares the elbow"),
    )


def test_what_he_dislikes_is_not_named_and_what_he_likes_comes_first() -> None:
    assert named(replace(SHOULDER, dislikes=("Floor press",))) == ["dumbbell_floor_press"]
    assert named(replace(SHOULDER, likes=("floor press",))) == ["floor_press", "dumbbell_floor_press"]


@pytest.mark.parametrize(
    ("lift", "site"),
    [("bench_press", "shoulder"), ("squat", "knee"), ("deadlift", "lower back"), ("overhead_press", "shoulder")],
)
def test_each_main_lift_can_be_spared_and_done_with_dumbbells(lift: str, site: str) -> None:
    exercises = load_exercises()
    main = exercises[ExerciseId(lift)]
    assert swaps(main, exercises, Profile(injuries=(Injury(site, TODAY),)))
    with_dumbbells = swaps(main, exercises, DUMBBELLS)
    assert with_dumbbells
    assert {exercises[one.exercise].equipment for one in with_dumbbells} <= {Equipment.DUMBBELL, Equipment.BODYWEIGHT}
