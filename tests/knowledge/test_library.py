"""An exercise file is read as it is written, and refused with the reason where it is not as it should be."""

from decimal import Decimal

import pytest

from knowledge.exercise import Advice, Complaint, Difficulty, Equipment, ExerciseId, Exercises
from knowledge.library import check_named, exercise_from
from knowledge.units import Load, Unit

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
TO_BARBELL = ("equipment: bodyweight\nbodyweight: true", "equipment: barbell")
FULL = MINIMAL.replace(
    "sites:",
    """difficulty: beginner
step: [5 lb, 2.5 kg]
unilateral: true
bodyweight_share: 0.88
assistance: [squat]
swaps:
  equipment: {machine: [leg_press]}
  complaint: {lower back: [step_up, lunge]}
called: {de: Kistensprung}
sites:""",
).replace(
    "## Sources",
    "## Progression\n\n- Linear: a higher box: one hand.\n\n## Deload\n\n- A lower box.\n\n## Sources",
)


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
        ("id: box_jump", "id: [box_jump", "line 3"),
        ("name: box jump", "name: box jump\nname: box jumps", "said twice"),
        ("short: box jump", "short: *name", "without &"),
        ("aliases: [jumps]", "aliases: [jumps, jumps]", "aliases must be a list of words, each once"),
        ("bodyweight: true", "bodyweight: yes", "bodyweight must be true"),
        ("- Land softly.", "Land softly.", "Cues"),
        ("- Land softly.", "- ", "Cues"),
        ("## Mistakes", "## Cues", "two sections Cues"),
        ("## Sources", "## Source", "Source, Sources"),
        ("## Cues", "So.\n\n## Cues", "'So.'"),
        ("## Sources", "## Deload\n\n## Sources", "Deload"),
        ("## Sources", "## Progression\n\n- Weekly: more.\n\n## Sources", "'Weekly' must be a scheme"),
        ("## Sources", "## Progression\n\n- Linear\n\n## Sources", "'Linear' must be a scheme"),
        ("## Sources", "## Progression\n\n- Linear: more.\n- Linear: less.\n\n## Sources", "twice"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_with_the_reason(before: str, after: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        exercise_from(MINIMAL.replace(before, after, 1))


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("difficulty: easy", "difficulty: easy is none of beginner, intermediate, advanced"),
        ("step: [5 lb]", "each unit"),
        ("step: [5 lb, 2 lb]", "each unit"),
        ("step: [5 lb, 2 stone]", "step: stone is none of"),
        ("step: [5 lb, two kg]", "step: two is no number"),
        ("step: [5 lb, 0 kg]", "step: 0 kg is no step up"),
        ("timed: true\nstep: [5 lb, 2.5 kg]", "timed"),
        ("bodyweight_share: 1.2", "bodyweight_share"),
        ("bodyweight_share: most", "bodyweight_share: most is no number"),
        ("assistance: []", "assistance"),
        ("assistance: squat", "assistance"),
        ("swaps:", "swaps must be names with values"),
        ("swaps: {tools: {machine: [leg_press]}}", "swaps: unknown: tools"),
        ("swaps: {equipment: {sofa: [leg_press]}}", "swaps: equipment: sofa is none of"),
        ("swaps: {complaint: {toe: [leg_press]}}", "swaps: complaint: toe is none of"),
        ("swaps: {complaint: {knee: []}}", "swaps: complaint: knee must be a list"),
        ("called: {it: salto}", "called: unknown: it"),
        ("called: {de: ''}", "called: de must be words"),
    ],
)
def test_a_field_of_the_encyclopedia_that_is_wrong_is_refused_with_the_reason(field: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        exercise_from(MINIMAL.replace("sites:", f"{field}\nsites:"))


def test_the_share_of_the_body_weight_is_for_bodyweight_moves() -> None:
    with pytest.raises(ValueError, match="only where bodyweight is true"):
        exercise_from(MINIMAL.replace("bodyweight: true", "bodyweight_share: 0.9"))


def test_all_that_a_file_says_is_read() -> None:
    exercise = exercise_from(FULL)
    assert exercise.difficulty is Difficulty.BEGINNER
    assert exercise.steps == (Load(Decimal(5), Unit.LB), Load(Decimal("2.5"), Unit.KG))
    assert (exercise.unilateral, exercise.bodyweight_share) == (True, Decimal("0.88"))
    assert exercise.called == (("de", "Kistensprung"),)
    assert exercise.advice == Advice(
        progression=(("Linear", "a higher box: one hand."),),
        deload=("A lower box.",),
        assistance=(ExerciseId("squat"),),
        by_equipment=((Equipment.MACHINE, (ExerciseId("leg_press"),)),),
        by_complaint=((Complaint.LOWER_BACK, (ExerciseId("step_up"), ExerciseId("lunge"))),),
    )


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("assistance: [tuck_jump]", "box_jump.md: assistance: tuck_jump is no exercise"),
        ("assistance: [box_jump]", "box_jump.md: assistance: box_jump is itself"),
        ("swaps: {complaint: {lower back: [tuck_jump]}}", "box_jump.md: lower back: tuck_jump is no exercise"),
        ("swaps: {equipment: {machine: [squat]}}", "box_jump.md: machine: squat is for barbell"),
    ],
)
def test_a_file_may_name_only_exercises_that_there_are(field: str, why: str) -> None:
    squat = exercise_from(MINIMAL.replace("box_jump", "squat").replace("box jump", "squat").replace(*TO_BARBELL))
    jump = exercise_from(MINIMAL.replace("sites:", f"{field}\nsites:").replace("[jumps]", "[leaps]"))
    with pytest.raises(ValueError, match=f"^{why}$"):
        check_named(Exercises((squat, jump)))


def test_a_local_name_leads_to_its_exercise_in_small_letters_and_to_no_other() -> None:
    one = exercise_from(FULL)
    assert Exercises((one,)).names["kistensprung"] == "box_jump"
    other = exercise_from(
        MINIMAL.replace("box_jump", "hop").replace("box jump", "hop").replace("[jumps]", "[kistensprung]")
    )
    with pytest.raises(ValueError, match="'kistensprung' names both"):
        Exercises((one, other))


def test_two_exercises_cannot_share_a_name() -> None:
    one = exercise_from(MINIMAL)
    other = exercise_from(MINIMAL.replace("id: box_jump", "id: tuck_jump").replace("box jump", "tuck jump"))
    with pytest.raises(ValueError, match="'jumps' names both box_jump and tuck_jump"):
        Exercises((one, other))
