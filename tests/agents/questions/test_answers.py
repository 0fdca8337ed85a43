"""The plain answers: each says what it rests on, and what it says is so."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from agents import planner
from agents.plan import Today
from agents.questions import answer
from agents.questions.basis import cited
from agents.questions.question import Answered, Known
from knowledge.exercise import ExerciseId
from knowledge.passage import Found, Passage, PassageId, Topic
from knowledge.units import Load, Unit
from storage.records import Danger, Flag, Injury, Profile, RowId, UserId
from tests.agents.questions.known import EXERCISES, TODAY, at, entry, known, question, said

SQUAT, BENCH = "squat", "bench_press"
FRIDAY = date(2026, 11, 27)
BRACE = Passage(
    id=PassageId("bracing"),
    title="How to brace",
    text="Breathe into the belly. Hold it.",
    topics=(Topic.TECHNIQUE,),
    sources=("Hackett and Chow 2013, Journal: x.",),
)


def told(text: str, who: Known, *lifts: str) -> Answered:
    plain = answer(question(text, *lifts), who)
    assert plain is not None
    return plain


def trained() -> Known:
    squats = [entry(ago, "225", lift=SQUAT) for ago in (16, 9, 2)]
    return known([*squats, *(entry(ago, "185") for ago in (13, 6))])


def test_friday_is_the_planners_plan_of_that_day() -> None:
    who = trained()
    plan = planner.plan(EXERCISES[ExerciseId(SQUAT)], who.profile, who.history[ExerciseId(SQUAT)], Today(on=FRIDAY))
    plain = told("what should i squat friday", who, SQUAT)
    assert plan.dose is not None
    words = planner.words(plan, EXERCISES[ExerciseId(SQUAT)], who.profile.unit)
    assert plain.lines[0] == words.replace("Next: ", "Fri 27 Nov: squat ")
    assert plain.next_loads == (plan.dose.load,)
    assert plain.basis == "From your log: 3 squat sessions since 6 Nov."


def test_a_day_far_ahead_counts_the_days_off_until_then() -> None:
    plan = told("what should i squat sunday", known([entry(20, "225", lift=SQUAT)]), SQUAT)
    assert "20 days" in plan.lines[0]


def test_the_week_names_the_usual_weekdays_with_their_loads() -> None:
    plain = told("plan my week", trained())
    assert plain.lines[0] == "Your next 2 training days:"
    assert plain.lines[1].startswith("Mon 23 Nov: bench 1")
    assert plain.lines[2].startswith("Fri 27 Nov: squat 2")
    assert len(plain.lines) <= 12
    assert "3 squat sessions and 2 bench sessions" in plain.basis


def test_the_week_has_no_more_days_than_he_trains_and_a_swap_for_what_hurts() -> None:
    one_day = known(trained().recent, profile=Profile(days_per_week=1, injuries=(Injury("shoulder"),)))
    plain = told("plan my week", one_day)
    assert plain.lines[0] == "Your next training day:"
    assert "squat" in plain.lines[1]
    assert "bench 175 × 5 (or " in plain.lines[1]


def test_a_stopped_lift_gets_no_load_on_any_day() -> None:
    who = trained()
    flag = Flag(
        id=RowId("f"),
        user=UserId("ann"),
        exercise=ExerciseId(SQUAT),
        danger=Danger.PAIN,
        words="knee",
        raised_at=at(TODAY),
    )
    stopped = replace(who, flags=(flag,))
    plain = told("what should i squat friday", stopped, SQUAT)
    assert plain.next_loads == ()
    assert plain.is_final
    assert "225" not in plain.lines[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("what did i squat last time", "Last squat, Fri 20 Nov: 225 × 5, 3 sets (est. 1RM 263)."),
        ("when did i last squat", "You last did squat 2 days ago, on Fri 20 Nov: 225 × 5, 3 sets (est. 1RM 263)."),
        ("how often do i squat", "3 squat sessions in the last 4 weeks: 0.8 a week."),
        ("my e1rm on squat", "Squat est. 1RM 263, from 225 × 5, 3 sets on Fri 20 Nov."),
        ("my best squat", "Heaviest squat: 225 × 5, 3 sets on Fri 6 Nov."),
        ("what did i squat last week", "Fri 13 Nov: squat 225 × 5, 3 sets (est. 1RM 263)"),
    ],
)
def test_the_log_is_told_with_its_days(text: str, line: str) -> None:
    plain = told(text, trained(), SQUAT)
    assert plain.lines[0] == line
    assert plain.basis == "From your log: 3 squat sessions since 6 Nov."


def test_what_is_not_in_the_log_is_not_made_up() -> None:
    plain = told("my best deadlift", trained(), "deadlift")
    assert plain.lines == ("Your log has no deadlift yet.",)
    assert "no deadlift session" in plain.basis


@pytest.mark.parametrize(
    ("text", "weight", "grams"),
    [
        ("protein at 82 kg?", None, "131 to 180 g of protein a day at 82 kg"),
        ("how much protein?", Load(Decimal(180), Unit.LB), "131 to 180 g of protein a day at 180 lb"),
        ("how much protein?", None, "1.6 to 2.2 g of protein per kg"),
    ],
)
def test_protein_in_grams(text: str, weight: Load | None, grams: str) -> None:
    assert told(text, known(profile=Profile(body_weight=weight))).lines[0].startswith(grams)


@pytest.mark.parametrize(
    "text",
    [
        "i'm 15, how many calories to lose weight?",
        "my son is 14 years old, should he cut weight?",
        "i'm 1.80 m and 50 kg, how do i lose weight?",
        "how many calories to lose weight while pregnant?",
        "i was anorexic, how big a deficit can i run?",
    ],
)
def test_no_diet_numbers_where_they_could_do_harm(text: str) -> None:
    plain = told(text, known())
    assert plain.is_final
    assert "kcal" not in " ".join(plain.lines)


@pytest.mark.parametrize(
    "text",
    ["how much protein for my 300 lb deadlift", "i squat 180 kg, how much protein?", "i want to lose 40 kg, protein?"],
)
def test_a_load_or_a_change_is_no_body_weight(text: str) -> None:
    assert "Tell me what you weigh" in " ".join(told(text, known()).lines)


def test_losing_weight_is_a_range_with_its_pace() -> None:
    plain = told("i want to lose fat at 82 kg, calories?", known())
    assert plain.lines[0].startswith("300 to 500 kcal a day under maintenance")
    assert plain.lines[1].startswith("Aim at 0.4 to 0.8 kg a week")


@pytest.mark.parametrize("text", ["can i take ibuprofen before squats?", "is my disc slipped?", "how much tren?"])
def test_medical_questions_get_codes_words_alone(text: str) -> None:
    plain = told(text, trained())
    assert plain.is_final
    assert "doctor" in plain.lines[0]


def test_a_fever_is_a_no_and_a_cold_is_looked_at() -> None:
    assert told("i have a fever, can i train?", known()).lines[0].startswith("No training with a fever")
    assert told("can i train with this cold", known()).lines[0].startswith("Nose and throat only")


def test_a_passage_is_told_with_its_source_and_without_one_nothing_is_claimed() -> None:
    plain = told("how do i brace", known(found=(Found(BRACE, 1.0),)))
    assert plain.lines == ("Breathe into the belly. Hold it.",)
    assert plain.basis == "From the notes: How to brace (Hackett 2013)."
    assert told("how do i brace", known()).basis == "From nothing in your log or the notes."


def test_a_passage_about_something_else_is_no_answer() -> None:
    assert answer(question("what time is it in tokyo?"), known(found=(Found(BRACE, 1.0),))) is None


def test_a_swap_spares_what_hurts() -> None:
    plain = told("my shoulder is iffy, what instead of bench?", known(), BENCH)
    advice = dict(EXERCISES[ExerciseId(BENCH)].advice.by_complaint)
    named = [EXERCISES[id_].name for id_ in next(iter(advice.values()))] if advice else []
    assert plain.lines[0].startswith("Instead of bench: ")
    assert any(name in plain.lines[0] for name in named)


def test_own_nights_stand_beside_the_passage_on_sleep() -> None:
    sleep = Passage(
        id=PassageId("s"), title="Sleep", text="Seven to nine.", topics=(Topic.SLEEP,), sources=("Watson 2015.",)
    )
    who = known(readiness=[said(1, 6), said(2, 8), said(3, 7)], found=(Found(sleep, 1.0),))
    plain = told("is 6 hours of sleep enough?", who)
    assert plain.lines[0] == "You: 7 h in the middle of 3 nights."
    assert plain.basis == "From your log: 3 nights of sleep said. From the notes: Sleep (Watson 2015)."


def test_a_source_without_a_year_leaves_the_title() -> None:
    bare = Passage(id=PassageId("s"), title="Sleep", text="x.", topics=(), sources=("coaching practice",))
    assert cited(bare) == "Sleep"


def test_every_answer_names_what_it_rests_on() -> None:
    who = trained()
    for text in (
        "plan my week",
        "should i deload?",
        "why is my squat stuck",
        "my best squat",
        "protein?",
        "is it torn?",
    ):
        assert told(text, who, SQUAT).basis.startswith(("From ", "Rule: "))


def test_the_deload_is_the_planners_word() -> None:
    assert told("should i deload?", trained(), SQUAT).lines[0] == "No deload due for squat."
    hard = [entry(ago, "185", rpe="10") for ago in range(33, 0, -4)]
    assert told("should i deload?", known(hard), BENCH).lines[0] == "Yes, bench: a deload is due."
    assert TODAY - timedelta(days=33) == hard[0].on


LOSING = Passage(
    id=PassageId("calories_to_lose"),
    title="How much to eat to lose fat",
    text="Eat about 300 to 500 kcal a day below what keeps your weight.",
    topics=(Topic.NUTRITION,),
    sources=("Murphy 2022, Journal: x.",),
)


@pytest.mark.parametrize("text", ["what should I eat", "what to eat?", "what should i eat on rest days"])
def test_who_asks_what_to_eat_is_told_of_no_deficit_alone(text: str) -> None:
    plain = told(text, known(found=(Found(LOSING, 1.0),)))
    assert "1.6 to 2.2 g of protein per kg" in plain.lines[0]
    assert plain.lines[1].startswith("To gain, 200 to 500 kcal")
    assert not plain.passages


def test_who_wants_to_eat_less_is_told_how() -> None:
    assert told("i want to eat below what i burn, what should i eat", known(found=(Found(LOSING, 1.0),))).passages == (
        LOSING,
    )
