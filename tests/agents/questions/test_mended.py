"""Ways to ask that were once answered with something else."""

import pytest

from agents.insight import draft
from agents.plan import Today
from agents.questions import answer
from agents.questions.question import Answered, Kind, Known
from knowledge.exercise import Equipment, ExerciseId
from knowledge.passage import Found, Passage, PassageId, Query, Topic
from knowledge.passages import load_passages
from knowledge.shelf import Shelf
from storage.records import SetKind
from tests.agents.questions.known import EXERCISES, TODAY, entry, known, question

BENCH = ExerciseId("bench_press")
SHELF = Shelf(load_passages(EXERCISES))


def told(text: str, who: Known, *lifts: str) -> Answered:
    plain = answer(question(text, *lifts), who)
    assert plain is not None
    return plain


def looked_up(text: str, *lifts: str) -> Answered:
    asked = question(text, *lifts)
    return told(text, known(found=SHELF.find(Query(words=text, lifts=asked.lifts, topics=asked.topics))), *lifts)


def passage(id_: str, text: str, *topics: Topic) -> Found:
    return Found(Passage(id=PassageId(id_), title=id_, text=text, topics=topics, sources=("x",)), 1.0)


@pytest.mark.parametrize(
    ("text", "lacking", "having"),
    [
        ("alternative to barbell row with dumbbells?", (), (Equipment.DUMBBELL,)),
        ("no barbell, what instead of rows using dumbbells", (Equipment.BARBELL,), (Equipment.DUMBBELL,)),
        ("i don't have dumbbells, alternatives?", (Equipment.DUMBBELL,), ()),
        ("i only have dumbbells, what instead of bench?", (), (Equipment.DUMBBELL,)),
        ("no cables or dumbbells, alternatives?", (Equipment.DUMBBELL, Equipment.CABLE), ()),
        ("i can't squat with a barbell, what instead?", (Equipment.BARBELL,), ()),
        ("the machine is taken, alternatives?", (Equipment.MACHINE,), ()),
        ("was statt Rudern ohne Langhantel?", (Equipment.BARBELL,), ()),
        ("alternativa con mancuernas?", (), (Equipment.DUMBBELL,)),
        ("can i swap barbell rows for cable rows", (), ()),
    ],
)
def test_what_is_there_and_what_is_not(
    text: str, lacking: tuple[Equipment, ...], having: tuple[Equipment, ...]
) -> None:
    asked = question(text)
    assert asked.kind is Kind.SWAP
    assert (asked.lacking, asked.having) == (lacking, having)


def test_a_swap_with_dumbbells_is_one_with_dumbbells() -> None:
    plain = told("alternative to barbell row with dumbbells?", known(), "barbell_row")
    assert "dumbbell row" in plain.lines[0]


def test_the_best_passage_is_told_whatever_its_topic() -> None:
    found = (passage("sleep well", "Naps restore.", Topic.MINDSET), passage("rest", "Rest a day.", Topic.RECOVERY))
    assert told("do naps restore you when sleep was short?", known(found=found)).lines[0] == "Naps restore."
    assert told("how many rest days do i need", known(found=found)).lines[0] == "Rest a day."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what is a deload", "lighter week"),
        ("how do i deload", "lighter week"),
        ("coming back after 3 weeks off, how do I start?", "Start lighter"),
        ("is foam rolling useful?", "Rolling"),
        ("how often should i foam roll?", "Rolling"),
    ],
)
def test_the_notes_are_found(text: str, words: str) -> None:
    assert words in looked_up(text).lines[0]


@pytest.mark.parametrize(
    "text",
    [
        "common deadlift mistakes",
        "what errors do people make in the deadlift",
        "what am i doing wrong on deadlift?",
        "deadlift form check?",
        "Fehler beim Kreuzheben?",
    ],
)
def test_mistakes_are_those_of_the_lift(text: str) -> None:
    plain = told(text, known([entry(3, "300", lift="deadlift")]), "deadlift")
    assert plain.lines == EXERCISES[ExerciseId("deadlift")].mistakes[:3]
    assert plain.basis.startswith("From the notes: deadlift")


def test_why_without_a_prescription_is_the_reason_of_the_plan() -> None:
    found = (passage("pain", "Stop that lift.", Topic.PAIN),)
    who = known([entry(6, "185", planned="185"), entry(3, "185", planned="185")], found=found)
    plain = told("why do you hold me at 185 on bench?", who, BENCH)
    assert plain.lines[0].startswith("Nothing was prescribed for bench yet.")
    assert "every rep hit in two sessions running" in plain.lines[1]
    assert told("why hold?", known()).lines[0].startswith("Nothing was prescribed to you yet.")


@pytest.mark.parametrize(
    "text", ["chesty cough, can i train?", "can i train with the flu", "husten, darf ich trainieren?"]
)
def test_below_the_neck_is_told_first(text: str) -> None:
    assert told(text, known()).lines[0].startswith("Below the neck")


@pytest.mark.parametrize(
    ("text", "estimate"),
    [
        ("if i bench 225x5 what is my max", "225 lb × 5 is an estimated max of 263 lb."),
        ("if i bench 100 kg for 3, what's my 1rm?", "100 kg × 3 is an estimated max of 110 kg."),
        ("wenn ich 100 kg x 5 drücke, wie hoch ist mein Maximum?", "100 kg × 5 is an estimated max of 117 kg."),
        ("if i squat 225x20 what's my max", "No estimate from 20 reps: it holds for 1 to 12."),
    ],
)
def test_the_maximum_of_a_set_that_is_supposed(text: str, estimate: str) -> None:
    plain = told(text, known([entry(3, "185")]), BENCH)
    assert plain.lines == (estimate,)
    assert "Epley 1985" in plain.basis


def test_the_maximum_of_the_log_is_still_the_log_s() -> None:
    assert question("what's my max on bench?", BENCH).kind is Kind.HISTORY


def test_a_lift_that_is_not_known_is_not_passed_over() -> None:
    who = known([entry(ago, "185") for ago in (9, 6, 3)])
    assert told("warum stagniert meine Bank", who).basis.startswith(
        "I know no lift of that name, so this is about bench"
    )
    assert "know no lift" not in told("why is my progress stuck", who).basis
    assert "know no lift" not in told("why is my bench stuck", who, BENCH).basis


@pytest.mark.parametrize(
    "text", ["slept badly, should i still train?", "bad night, still lift?", "kaum geschlafen, trainieren?"]
)
def test_a_bad_night_is_about_sleep(text: str) -> None:
    assert question(text).kind is Kind.SLEEP


def test_hits_in_a_row_are_counted_whatever_the_load() -> None:
    rising = [entry(ago, load, planned=load) for ago, load in ((12, "225"), (8, "230"), (4, "235"), (0, "240"))]
    said = draft(EXERCISES[BENCH], rising, Today(on=TODAY))
    assert "Every rep hit in 4 sessions running." in said.observations
    missed = [*rising[:2], entry(4, "235", 3, planned="235", kind=SetKind.FAILED), rising[3]]
    assert draft(EXERCISES[BENCH], missed, Today(on=TODAY)).hits == 1
    back = [entry(ago + 40, load, planned=load) for ago, load in ((8, "225"), (4, "230"))] + rising[2:]
    assert draft(EXERCISES[BENCH], back, Today(on=TODAY)).hits == 2
