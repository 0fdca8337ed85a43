"""Questions of those who carry or have borne a child, who are under eighteen, or who hurt: as they really ask."""

import re

import pytest

from agents.questions import answer
from agents.questions.cautions import must_be_answered
from agents.questions.expecting import is_expecting
from agents.questions.notes import NOTHING_SPARES
from agents.questions.question import Answered, Kind
from agents.questions.refer import MEDICAL, MINOR_LIFT, MINOR_MAX, MINOR_SUPPLEMENT
from bot.parse.life import age_told, pregnancy_told
from knowledge.exercise import ExerciseId
from knowledge.passage import Query
from knowledge.passages import load_passages
from knowledge.shelf import Shelf
from storage.records import Profile
from tests.agents.questions.known import EXERCISES, TODAY, entry, known, question

SHELF = Shelf(load_passages(EXERCISES))
SQUATS = [entry(ago, "225", lift="squat") for ago in (16, 9, 2)]
FIFTEEN = Profile(age_years=15, age_said_on=TODAY)

EXPECTING = (
    "gave birth last month, ok to deadlift?",
    "gave birth 4 weeks ago, when can I squat",
    "had a c-section in may, can I squat?",
    "I had a baby in october, can I squat",
    "20 weeks along, can I still deadlift",
    "thirty weeks along, squats ok?",
    "expecting twins, can I do deadlifts",
    "we're expecting and I'm the one carrying",
    "my baby is due in march, may I squat heavy",
    "I delivered my baby three weeks ago, squat?",
    "my wife is pregnant, can she deadlift?",
    "I'm pregnant and so is my sister, can I squat",
)
OF_OTHERS = (
    "my wife is pregnant, any time saving plan?",
    "Squatted 3x5 at 100 kg and my wife is pregnant, when do I train next?",
    "my sister gave birth last week, what should I squat",
)
YOUNG = {
    "I just turned 13, what should I squat": MINOR_LIFT,
    "I'm in year 9 at school, what should I squat": MINOR_LIFT,
    "I turned 14 last week, what should I max on bench": MINOR_MAX,
    "turned fifteen yesterday, is a 1rm ok": MINOR_MAX,
    "my coach says my 12 year old body can do singles, can I": MINOR_MAX,
}


def told(text: str, *lifts: str, profile: Profile | None = None) -> Answered:
    asked = question(text, *lifts)
    query = Query(words=text, lifts=asked.lifts, topics=asked.topics, passage=asked.passage)
    plain = answer(asked, known(SQUATS, profile=profile, found=SHELF.find(query)))
    assert plain is not None
    return plain


@pytest.mark.parametrize("text", EXPECTING)
def test_whoever_carries_or_has_borne_a_child_is_sent_to_the_midwife(text: str) -> None:
    assert told(text, "squat").lines == (MEDICAL["pregnancy"],)
    assert must_be_answered(question(text))


@pytest.mark.parametrize("text", OF_OTHERS)
def test_that_somebody_else_is_pregnant_changes_no_answer(text: str) -> None:
    assert is_expecting(text) is False
    assert "midwife" not in told(text, "squat").lines[0]


@pytest.mark.parametrize(
    "text",
    [
        "I'm expecting a pr today",
        "20 weeks along in this program",
        "I'm due for a deload",
        "I had my son spot me, next?",
    ],
)
def test_what_only_sounds_like_it_is_none(text: str) -> None:
    assert is_expecting(text) is None


def test_a_pregnancy_that_was_told_counts_for_heavy_singles() -> None:
    pregnant = told("what about heavy singles?", profile=Profile(pregnant=True))
    assert pregnant.lines == (MEDICAL["pregnancy"],)
    assert told("what about heavy singles?").lines != pregnant.lines


@pytest.mark.parametrize(("text", "rule"), YOUNG.items())
def test_under_eighteen_no_load_is_named(text: str, rule: str) -> None:
    assert told(text, "squat").lines == (rule,)


def test_an_age_that_was_told_counts() -> None:
    assert told("should I max out squat", "squat", profile=FIFTEEN).lines == (MINOR_MAX,)
    assert told("creatine dosage?", profile=FIFTEEN).lines == (MINOR_SUPPLEMENT,)
    assert "1RM" in told("what is my best squat 1rm", "squat", profile=FIFTEEN).lines[0]  # his log, not an attempt


@pytest.mark.parametrize(
    ("statement", "age_years"),
    [
        ("fifteen here btw", 15),
        ("i turned 14 last week", 14),
        ("turned fifteen yesterday", 15),
        ("im in year 9 at school", 14),
        ("im in 9th grade", 14),
        ("im in year 9 of lifting", None),
    ],
)
def test_an_age_is_told_in_many_ways(statement: str, age_years: int | None) -> None:
    assert age_told(statement) == age_years


@pytest.mark.parametrize(
    ("statement", "pregnant"),
    [
        ("im expecting twins", True),
        ("20 weeks along", True),
        ("were expecting and im the one carrying", True),
        ("gave birth 4 weeks ago", False),
        ("had a c-section in may", False),
        ("my baby is due in march", None),  # a father says it too
        ("im expecting a pr", None),
    ],
)
def test_a_pregnancy_is_told_in_many_ways(statement: str, pregnant: bool | None) -> None:
    assert pregnancy_told(statement) is pregnant


@pytest.mark.parametrize(
    "text", ["no fluids for two days before weigh in, fine?", "can I stop drinking water before the weigh-in"]
)
def test_drying_out_is_refused(text: str) -> None:
    assert told(text).lines == (MEDICAL["drying"],)


@pytest.mark.parametrize("text", ["I'm starving after leg day, what to eat", "how much sugar in a preworkout"])
def test_hunger_and_sugar_are_about_food(text: str) -> None:
    assert question(text).kind is Kind.NUTRITION
    assert "carbohydrates" in told(text).lines[0]
    assert not re.search(r"\bmg\b|eating less", told(text).lines[0])


@pytest.mark.parametrize(
    ("text", "lift", "never"),
    [
        ("my knee hurts, instead of lunges?", "lunge", "squat|leg press|lunge|step|split"),
        ("my knee hurts, instead of leg press?", "leg_press", "squat|press|lunge|step"),
        ("hamstring strain, what instead of deadlift?", "deadlift", "deadlift|lunge|step|hinge|thrust|good morning"),
        ("hamstring strain, what instead of rdl?", "romanian_deadlift", "deadlift|lunge|step|thrust|extension"),
        ("my elbow hurts, instead of skull crushers?", "skull_crusher", "pushdown|curl|triceps"),
        ("my elbow hurts, instead of curls?", "barbell_curl", "pushdown|curl"),
        ("my wrist hurts, instead of bench?", "bench_press", "dumbbell|push up"),
        ("my wrist hurts, instead of thrusters?", "thruster", "goblet|dumbbell"),
        ("rolled my ankle, what instead of squat?", "squat", "squat|deadlift|lunge|step|calf|leg press"),
    ],
)
def test_what_replaces_a_lift_loads_no_joint_that_hurts(text: str, lift: str, never: str) -> None:
    first = told(text, lift).lines[0]
    name = EXERCISES[ExerciseId(lift)].short
    assert first == NOTHING_SPARES or first.startswith(f"Instead of {name}: ")
    assert not re.search(never, first.removeprefix(f"Instead of {name}: "))


def test_where_nothing_is_left_it_says_so() -> None:
    assert told("my elbow hurts, instead of curls?", "barbell_curl").lines == (NOTHING_SPARES,)


@pytest.mark.parametrize(("text", "lift"), [("instead of deadlift", "deadlift"), ("instead of lunges", "lunge")])
def test_a_swap_is_asked_for_in_three_words(text: str, lift: str) -> None:
    asked = question(text, lift)
    assert asked.kind is Kind.SWAP
    assert must_be_answered(asked)
    assert told(text, lift).lines[0].startswith("Instead of ")
    assert not must_be_answered(question("did leg press instead of squats", "leg_press"))


def test_a_minor_who_speaks_of_a_max_is_always_answered() -> None:
    assert must_be_answered(question("turned fifteen yesterday, is a 1rm ok"))
    assert not must_be_answered(question("I'm fifteen, what a day"))
