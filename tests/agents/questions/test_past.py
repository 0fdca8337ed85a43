"""What the log says of days, weeks and months, and where a day that is not understood is told so."""

from dataclasses import replace
from datetime import date

import pytest

from agents.questions import answer
from agents.questions.question import Answered, Known
from knowledge.exercise import Equipment, ExerciseId
from knowledge.units import Load
from storage.records import Danger, Flag, Injury, Profile, RowId, SetKind, TrainingMax, UserId
from tests.agents.questions.known import TODAY, at, entry, known, pounds, question, said

BENCH, SQUAT = "bench_press", "squat"


def told(text: str, who: Known, *lifts: str) -> Answered:
    plain = answer(question(text, *lifts), who)
    assert plain is not None
    return plain


def year() -> Known:
    """A bench every ten days of the year before, and a squat with curls on 26 October."""
    benches = [entry(ago, "185") for ago in range(330, 0, -10)]
    return known([*benches, entry(27, "225", lift=SQUAT), entry(27, "60", lift="barbell_curl")])


@pytest.mark.parametrize(
    ("text", "lifts", "line"),
    [
        ("what did I do on october 26", (), "Mon 26 Oct"),
        ("what did I do on 2026-10-26", (), "Mon 26 Oct"),
        ("what did i squat on oct 26", (SQUAT,), "Squat on Mon 26 Oct: 225 × 5"),
        ("what did i squat on nov 2", (SQUAT,), "No squat on Mon 2 Nov."),
        ("how much did I bench in may", (BENCH,), "Wed 6 May: bench 185 × 5"),
        ("what was my first bench", (BENCH,), "Your first bench in the log, Sat 27 Dec 2025: 185 × 5"),
        ("what did i bench 2 weeks ago", (BENCH,), "Mon 2 Nov: bench 185 × 5"),
        ("how often do I train", (), "3 training days in the last 4 weeks"),
        ("what did I do yesterday", (), "Nothing in your log on Sat 21 Nov."),
        ("what is my PR", (), "Heaviest bench: 185 × 5"),
        ("compare my bench to last month", (BENCH,), "Bench: the same by its best sets."),
        ("am I getting stronger on bench?", (BENCH,), "Bench is the same in 6 weeks"),
        ("when will I bench 225?", (BENCH,), "I can't name a day. 225 lb once is 4 % above"),
    ],
)
def test_the_day_that_is_asked_about_is_told(text: str, lifts: tuple[str, ...], line: str) -> None:
    assert told(text, year(), *lifts).lines[0].startswith(line)


@pytest.mark.parametrize("text", ["what did I squat on christmas", "what should i squat on easter"])
def test_a_day_that_is_not_understood_is_said_to_be_so(text: str) -> None:
    assert told(text, year(), SQUAT).lines[0].startswith("I don't know which day “")


def test_sets_are_counted_and_what_is_left_out_is_said() -> None:
    many = [entry(9, "100", lift=lift) for lift in (BENCH, SQUAT, "deadlift", "barbell_row", "overhead_press")]
    who = known(many)
    assert told("how many sets of bench last week", who, BENCH).lines[0].startswith("3 sets of bench from Mon 9 Nov")
    assert told("what did I do last week", who).lines[0].endswith(", +1 more")


def test_what_was_not_done_for_long_is_no_plateau_of_now() -> None:
    old = known([entry(391 + 5 * back, str(200 - back)) for back in range(8, -1, -1)])
    plain = told("is my bench stuck?", old, BENCH)
    assert plain.lines[0] == "Bench was not done for 391 days: last on Mon 27 Oct 2025."
    assert not any("plateau" in line for line in plain.lines)


def test_early_raises_hide_no_plateau_and_its_cause_is_named() -> None:
    days = (42, 37, 30, 23, 16, 9, 2)
    loads = ("185", "190", "195", "195", "195", "195", "195")
    kinds = [SetKind.WORK, SetKind.WORK, *[SetKind.FAILED] * 5]
    entries = [
        entry(ago, load, 5 if kind is SetKind.WORK else 4, kind=kind)
        for ago, load, kind in zip(days, loads, kinds, strict=True)
    ]
    plain = told("why is my bench stuck?", known(entries, [said(ago, 5) for ago in days]), BENCH)
    assert plain.lines[0] == "Yes: bench stands at 195 since 23 Oct, reps short in 5 of 5 sessions."
    assert any("slept 6 h or less" in line for line in plain.lines)


def test_the_week_names_the_main_lifts_first_and_what_is_left_out() -> None:
    small = ("crunch", "barbell_curl", "leg_curl", "lateral_raise", "face_pull", "leg_extension")
    who = known([entry(ago, "100", lift=lift) for ago in (15, 8, 1) for lift in (*small, SQUAT)])
    line = told("plan my week", who).lines[1]
    assert line.startswith("Sat 28 Nov: squat ")
    assert "+1 more, ask `plan " in line


def test_next_week_of_a_lift_is_its_days() -> None:
    who = known([*(entry(ago, "185") for ago in (15, 8, 1)), *(entry(ago, "225", lift=SQUAT) for ago in (13, 6))])
    lines = told("what should I bench next week", who, BENCH).lines
    assert lines[1].startswith("Sat 28 Nov: bench 1")
    assert not any("squat" in line for line in lines)


def test_starting_strength_takes_its_days_in_turn() -> None:
    profile = Profile(programme="starting_strength", days_per_week=2)
    done = [entry(0, "135", lift=lift) for lift in (SQUAT, BENCH, "deadlift")]
    lines = told("plan my week", known(done, profile=profile)).lines
    assert lines[0] == "Your next 2 training days:"
    assert ("ohp" in lines[1], "bench" in lines[1], "bench" in lines[2]) == (True, False, True)


def test_a_stopped_lift_is_stopped_on_every_day_of_the_week() -> None:
    flag = Flag(id=RowId("f"), user=UserId("ann"), exercise=None, danger=Danger.PAIN, words="knee", raised_at=at(TODAY))
    who = known([entry(ago, "225", lift=SQUAT) for ago in (16, 13, 9, 6)], profile=Profile(injuries=(Injury("knee"),)))
    lines = told("plan my week", replace(who, flags=(flag,))).lines
    assert not any("as the last one went" in line or "(or " in line for line in lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("what is my training max", "Bench: training max 225 lb."),
        ("how much is 85% of my training max", "Bench: 85 % of your training max of 225 lb is 191.2."),
        ("what week am I in", "Bench: week 1 of 4 is next."),
        ("when is my deload", "Bench: the deload comes after 3 more sessions of it."),
    ],
)
def test_the_programme_says_where_it_stands(text: str, line: str) -> None:
    maxes = (TrainingMax(ExerciseId(BENCH), Load(pounds("225").amount, pounds("225").unit)),)
    who = known(profile=Profile(programme="531", programme_from=date(2026, 11, 20), training_maxes=maxes))
    assert told(text, who).lines == (line,)


def test_a_swap_is_something_he_has_and_can_do() -> None:
    profile = Profile(equipment=(Equipment.DUMBBELL,), injuries=(Injury("lower back"),))
    plain = told("what instead of deadlift", known(profile=profile), "deadlift")
    assert plain.lines[0].startswith("Instead of deadlift: ")
    no_rack = told("no rack, what instead of squats", known(profile=Profile(equipment=(Equipment.BARBELL,))), SQUAT)
    assert not any(one in no_rack.lines[0] for one in ("hack", "leg press", "belt"))
