"""Which word became what, as somebody who adds an alias looks it up."""

from pathlib import Path

import pytest

from bot.parse.explain import Became, Line, explain
from bot.parse.facts import Intent
from bot.parse.read import Read, read
from bot.parse.tokens import tokenize
from bot.parse.told import BESIDE
from knowledge.units import Unit
from tests.bot.labelled import FOLDER, labelled_messages
from tests.bot.reading import EXERCISES, RED_FLAGS

FILES = sorted(FOLDER.glob("*.jsonl"))


def read_of(text: str, unit: Unit = Unit.LB) -> Read:
    return read(text, EXERCISES, RED_FLAGS, unit)


def explained(text: str) -> list[tuple[str, str, str]]:
    """The words, what they became and the value of each line."""
    return [(line.words, line.became.value, line.value) for line in explain(read_of(text), EXERCISES)]


def line_of(words: str, text: str) -> Line:
    [line] = [line for line in explain(read_of(text), EXERCISES) if line.words == words]
    return line


def labelled(file: Path) -> list[Read]:
    return [read_of(message.text, message.unit) for message in labelled_messages() if message.source == file.stem]


def signs(text: str) -> str:
    return "".join(text.split())


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_word_is_in_exactly_one_line_in_the_order_of_the_message(file: Path) -> None:
    for found in labelled(file):
        lines = explain(found, EXERCISES)
        written = "".join(token.raw for token in found.sheet.tokens)
        assert signs("".join(line.words for line in lines)) == signs(written)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_left_over_or_not_done_is_the_rest_that_the_reader_reports(file: Path) -> None:
    for found in labelled(file):
        unread = [line for line in explain(found, EXERCISES) if line.became in (Became.LEFT_OVER, Became.NOT_DONE)]
        assert letters("".join(line.words for line in unread)) == letters(found.parsed.rest)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_set_is_told_once_beside_words_that_say_it(file: Path) -> None:
    for found in labelled(file):
        if found.parsed.again or found.parsed.intent is Intent.CORRECTION:
            continue  # said value by value
        values = [line.value for line in explain(found, EXERCISES) if line.became is Became.SET]
        told = [said for value in values if value != BESIDE for said in value.split("; ") if said]
        assert len(told) == len(found.parsed.sets), found.parsed


def test_a_message_is_told_word_by_word() -> None:
    assert explained("bp 185x5x3 @8 slept 6h, legs sore 7 today, gonna squat tmrw") == [
        ("bp", "lift", "bench_press"),
        ("185x5x3 @8", "set", "bench_press: 185 lb, 5 reps, 3 sets, RPE 8 (or else 185 lb, 3 reps, 5 sets, RPE 8)"),
        ("slept 6h,", "sleep", "6 h"),
        ("legs sore 7", "soreness", "7 of 10 (legs)"),
        ("today,", "filler", ""),
        ("gonna squat tmrw", "not done", ""),
    ]


@pytest.mark.parametrize(
    ("text", "words", "became", "value"),
    [
        ("energy low, bench 185x5", "energy low,", "energy", "low"),
        ("stress 8, bench 185x5", "stress 8,", "stress", "8 of 10"),
        ("bw 82.5kg bench 185x5", "bw 82.5kg", "body weight", "82.5 kg"),
        ("yesterday bench 185x5", "yesterday", "day", "yesterday"),
        ("bench 95x10 warm-up, 185x5", "warm-up,", "warm-up", ""),
        ("set 1: bench 185x5", "set 1:", "label", ""),
        ("in bed by 11 up at 7", "in bed by 11 up at 7", "sleep", "8 h"),
        ("oops that was 195", "oops that was", "correction", "change what was said last"),
        ("oops that was 195", "195", "set", "195 lb"),
        ("make it 190 for 6", "190 for 6", "set", "190 lb, 6 reps"),
        ("set 2 was 4 reps", "set 2 was", "correction", "change set 2"),
        ("delete the squat", "delete the squat", "correction", "delete of squat"),
        ("that was kg", "kg", "set", "the unit: kg"),
        ("same but 5 more", "same but 5 more", "set", "the set before, again, load +5 lb"),
        ("pullups +25x5", "+25x5", "set", "pull_up: body weight +25 lb, 5 reps"),
        ("plank 60s", "60s", "set", "plank: body weight, 60 s"),
    ],
)
def test_a_kind_of_fact_is_named_with_its_value(text: str, words: str, became: str, value: str) -> None:
    line = line_of(words, text)
    assert (line.became.value, line.value) == (became, value)


@pytest.mark.parametrize(
    ("text", "words", "note"),
    [
        ("bench press 185x5", "bench press", 'name "bench press" in bench_press.md'),
        ("bench 185x5", "bench", 'short name "bench" in bench_press.md'),
        ("bp 185x5", "bp", 'alias "bp" in bench_press.md'),
        ("Bankdrücken 80x5", "Bankdrücken", 'alias "bankdrücken" in bench_press.md'),
        ("becnh 185x5", "becnh", 'typing error of "bench", short name in bench_press.md'),
        ("front sqaut 185x5", "front sqaut", 'typing error of "front squat", name in front_squat.md'),
        ("sbd 300/200/400", "sbd", "initials"),
    ],
)
def test_a_lift_tells_by_which_name_it_was_recognised(text: str, words: str, note: str) -> None:
    line = line_of(words, text)
    assert (line.became, line.note) == (Became.LIFT, note)


def test_a_word_that_was_nearly_a_name_says_so() -> None:
    line = line_of("romadeadlift", "romadeadlift 3x5 @ 185")
    assert (line.became, line.note) == (Became.LEFT_OVER, "nearest name: romanian deadlift")


def test_a_lift_without_a_set_says_so() -> None:
    assert line_of("squat felt good", "bench 185x5 squat felt good").note == "names squat, without a set"


def test_a_value_that_was_refused_says_so() -> None:
    assert line_of("1850x5", "bench 1850x5").note == "refused"


def test_equal_sets_are_told_where_the_first_is() -> None:
    assert explained("bench 185x5, 185x5")[1:] == [
        ("185x5,", "set", "bench_press: 185 lb, 5 reps, 2 sets"),
        ("185x5", "set", "belongs to a set beside it"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "...", "\n\n", "👍", "x" * 4096, "romanian ded " * 300])
def test_any_text_can_be_explained(text: str) -> None:
    lines = explain(read_of(text), EXERCISES)
    assert signs("".join(line.words for line in lines)) == signs("".join(token.raw for token in tokenize(text)))
