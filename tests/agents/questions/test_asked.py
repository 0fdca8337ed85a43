"""What lifters ask is read for what it is."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from agents.questions import asked
from agents.questions.question import Goal, Past, Question
from knowledge.exercise import Complaint, Equipment
from knowledge.units import Load, Unit

SUNDAY = date(2026, 11, 22)
LABELLED = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]


def read(text: str) -> Question:
    return asked(text, (), SUNDAY, Unit.LB)


def test_there_are_enough_questions_of_every_kind() -> None:
    assert len(LABELLED) >= 120
    assert len({kind for _, kind in LABELLED}) == 16


@pytest.mark.parametrize(("text", "kind"), LABELLED, ids=[text for text, _ in LABELLED])
def test_a_question_is_of_its_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("what did i squat last time", Past.LAST),
        ("my best bench?", Past.BEST),
        ("when did i last deadlift", Past.WHEN),
        ("how often do i bench", Past.OFTEN),
        ("my e1rm on squat?", Past.MAX),
        ("what did i squat last week", Past.WEEK),
    ],
)
def test_of_the_log_what_is_wanted(text: str, past: Past) -> None:
    assert read(text).past is past


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("what should i squat friday", date(2026, 11, 27)),
        ("what should i squat today", SUNDAY),
        ("what should i squat tomorrow", date(2026, 11, 23)),
        ("what should i squat on sunday", SUNDAY),
        ("what did i squat last friday", date(2026, 11, 20)),
        ("was soll ich am Freitag beugen", date(2026, 11, 27)),
        ("what should i squat", None),
    ],
)
def test_the_day_that_is_asked_about(text: str, on: date | None) -> None:
    assert read(text).on == on


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("protein at 82 kg?", Load(Decimal(82), Unit.KG)),
        ("protein at 180?", Load(Decimal(180), Unit.LB)),
        ("protein for 82,5 kg", Load(Decimal("82.5"), Unit.KG)),
        ("protein for 180 pounds", Load(Decimal(180), Unit.LB)),
        ("is 150 g of protein enough?", None),
        ("protein at 900 kg", None),
    ],
)
def test_the_body_weight_that_is_named(text: str, load: Load | None) -> None:
    assert read(text).body_weight == load


def test_what_hurts_what_is_not_there_and_which_way_the_weight_goes() -> None:
    assert read("my knees hurt when i squat, what instead").complaint == Complaint.KNEE
    assert read("no rack, what instead of squats").lacking == (Equipment.BARBELL,)
    assert read("i want to lose fat, calories?").goal is Goal.LOSE
    assert read("calories to bulk?").goal is Goal.GAIN
    assert read("i'm 15, should i cut weight?").is_minor
    assert not read("i'm 25, should i cut weight?").is_minor
