"""What holds for every message, whoever writes it."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.parse import words
from bot.parse.facts import Intent, Parsed
from bot.parse.numbers import with_numbers
from bot.parse.tokens import tokenize
from knowledge.heaviest import heaviest_kg
from knowledge.units import Load, Unit, plain
from tests.bot.reading import EXERCISES, read, said
from tests.bot.test_parse_messages import MESSAGES
from tests.steps import steps

LIFTED = sorted((name, id_) for name, id_ in EXERCISES.names.items() if len(name) > 1 and not EXERCISES[id_].bodyweight)
FORMS = (
    "{name} {load}x{reps}x{sets}",
    "{name} {load} x {reps} x {sets}",
    "{name} {load} {sets}x{reps}",
    "{name}: {sets}x{reps} @ {load}",
    "{name} {sets}x{reps} at {load}",
    "{name} {sets} sets of {reps} at {load}",
    "{name} {load} for {sets} sets of {reps}",
    "{sets}x{reps} {name} {load}",
    "{sets}x{reps} at {load} {name}",
    "{load}x{reps}x{sets} {name}",
    "{name}\n{load}×{reps}×{sets}",
)
NUMBER_WORDS = {
    *words.ONES, *words.TEENS, *words.TENS, *words.NAMED_REPS, *words.PLATES, *words.BODY_WEIGHT, "hundred", "bar",
}  # fmt: skip
VOCABULARY = (
    "185", "5", "3", "x", "×", ",", "/", "-", "@", "kg", "lb", "s", "h", "slept", "sore", "bench", "squat",
    "s/b/d", "the",
    "pullups", "a", "for", "at", "of", "sets", "reps", "rpe", "rir", "missed", "failed", "last", "rep", "set",
    "warm", "up",
    "then", "and", "not", "no", "undo", "that", "was", "it", "if", "he", "did", "pr", "?", ".", "\n", "(",
    ")", "+", "bw",
    "plates", "one", "eighty", "half", "energy", "low", "legs", "chest", "pain", "only", "got", "10", "1.5",
    "82,5", "7:30",
    "11pm", "to", "times", "amrap", "triple", "user", "123456789", "💪", "'", "\x00", "\ud800", "½", "٣",
    "each", "night",
    "change", "oops", "sqaut", "w", "u", ":", "assisted", "yesterday", "hours", "min", "side", "finally",
    "bar", "hundred",
)  # fmt: skip
salads = st.lists(st.sampled_from(VOCABULARY), max_size=25).flatmap(
    lambda said: st.lists(st.sampled_from(["", " ", "  "]), min_size=len(said), max_size=len(said)).map(
        lambda gaps: "".join(word + gap for word, gap in zip(said, gaps, strict=True))
    )
)


@given(
    st.sampled_from(LIFTED),
    st.sampled_from(FORMS),
    st.integers(84, 1200).map(lambda quarters: Decimal(quarters) / 4),
    st.integers(1, 20),
    st.integers(1, 10),
    st.none() | st.integers(12, 20).map(lambda halves: Decimal(halves) / 2),
    st.sampled_from(["", "kg", " lb"]),
)
@settings(max_examples=150)
def test_a_set_comes_back_from_every_form(
    lift: tuple[str, str], form: str, load: Decimal, reps: int, sets: int, rpe: Decimal | None, unit: str
) -> None:
    name, id_ = lift
    assume(Load(load, Unit(unit.strip() or "lb")).kg <= heaviest_kg(EXERCISES[id_]))
    text = form.format(name=name, load=f"{plain(load)}{unit}", reps=reps, sets=sets)
    if rpe is not None:
        text += f" @{plain(rpe)}"
    expected = said(
        id_, plain(load), reps, sets, unit=Unit(unit.strip() or "lb"), rpe=None if rpe is None else plain(rpe)
    )
    assert read(text).sets == (expected,), text


@given(st.sampled_from(LIFTED), st.integers(50, 400), st.lists(st.integers(1, 20), min_size=2, max_size=6))
@settings(max_examples=60)
def test_a_list_of_reps_comes_back(lift: tuple[str, str], load: int, reps: list[int]) -> None:
    assume(Load(Decimal(load), Unit.LB).kg <= heaviest_kg(EXERCISES[lift[1]]))
    for text in (f"{lift[0]} {load}: {', '.join(map(str, reps))}", f"{lift[0]} {load}x{'/'.join(map(str, reps))}"):
        sets = read(text).sets
        assert [each.reps for each in sets for _ in range(each.sets)] == reps, text
        assert {each.exercise for each in sets} == {lift[1]}


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert isinstance(read(text), Parsed)


@given(salads)
@settings(max_examples=150)
def test_words_in_any_order_are_read_without_complaint(text: str) -> None:
    assert isinstance(read(text), Parsed)


digits = st.text(alphabet="0123456789.,e-+½²³٣፩", min_size=1, max_size=14) | st.sampled_from(
    ["1e9999", "9" * 4000, "0." + "0" * 4000 + "1", "185.12345", "-0.0001", "1_000", "NaN", "inf", "፩", "9" * 9]
)


@given(
    digits,
    digits,
    st.sampled_from(
        [
            "bench {0}x{1}", "bench {0} kg {1}x5", "squat 2 plates and a {0} x{1}", "slept {0}h sore {1}", "energy {0}",
            "bw {0}kg", "bench 185x5 @{0}", "bench 185x5 {0} rir", "that was {0}", "change {0} to {1}",
            "pullups +{0}x{1}",
            "failed rep {0} at {1}", "missed the last set at {0}, 185x5x{1}", "got {0} of {1} at 190 bench",
            "{0} sets bench {1}x5", "bench 185x5 {0} times", "weight: {0}, reps: {1}, sets: {0}", "{0}",
            "{0}/{1}/{0} x{1}",
        ]
    ),
)  # fmt: skip
@settings(max_examples=300)
def test_no_number_is_too_odd_to_be_read(one: str, other: str, form: str) -> None:
    parsed = read(form.format(one, other))
    for each in parsed.sets:
        assert each.load is None or abs(each.load.kg) <= heaviest_kg(None)
        assert 1 <= each.sets <= 20 or parsed.intent is Intent.CORRECTION


@given(salads.filter(lambda text: not re.search("[0-9½]", text)))
@settings(max_examples=60)
def test_no_set_comes_from_a_text_without_a_number(text: str) -> None:
    assume(not NUMBER_WORDS & {token.text for token in tokenize(text)})
    parsed = read(text)
    assert parsed.sets == () or parsed.intent is Intent.CORRECTION  # "that was bench" changes a name


strange = st.text(alphabet="qzvjk", min_size=6, max_size=9)


@given(st.sampled_from(MESSAGES), st.lists(strange, min_size=1, max_size=3))
@settings(max_examples=60)
def test_a_word_that_means_nothing_is_kept_in_the_rest(message: dict[str, str], unknown: list[str]) -> None:
    rest = read(f"{message['text']}. {' '.join(unknown)}").rest.split()
    assert rest[-len(unknown) :] == unknown


@given(salads)
@settings(max_examples=100)
def test_what_is_left_is_left_in_order(text: str) -> None:
    left = iter(token.raw for token in tokenize(read(text).rest))
    all_words = [token.raw for token in tokenize(text)]
    at = 0
    for word in left:
        at = next((place + 1 for place in range(at, len(all_words)) if word in all_words[place]), 0)
        assert at, (word, text)


def facts(parsed: Parsed) -> tuple[object, ...]:
    ready = (parsed.sleep_minutes, parsed.soreness, parsed.soreness_site, parsed.energy, parsed.body_weight)
    return (parsed.sets, *ready, parsed.intent, parsed.also, parsed.danger, parsed.delete_last, parsed.when)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["id"])
def test_case_and_spacing_change_nothing(message: dict[str, str]) -> None:
    text, unit = message["text"], Unit(message["profile_unit"])
    expected = facts(read(text, unit))
    assert facts(read(text.upper(), unit)) == expected
    assert facts(read(f"  {text.replace(' ', '   ')}\t", unit)) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "5,", "5/", "185/", "82,5", "5h", "x", "x5 ", "×", "-5", "@", "'", "💪", "the ", "on the ", "if ",
        "5x5 185 failed ",
        "185 ", "missed the ", "sqautz ", "bench ", "sore ", "1.2.3", "((((", "one eighty ", "not 5 ", "chest pain ",
    ],
)  # fmt: skip
def test_work_grows_with_the_length_and_no_faster(piece: str) -> None:
    short, long = (steps(lambda length=length: read((piece * 1600)[:length])) for length in (150, 600))
    assert long < 5 * short + 1000  # four times the text; quadratic work would be sixteen times


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5,5,4", "5 5 4"), ("82,5x5", "82.5 5"), ("100kg 5,5", "100 5 5"), ("1,850 lb", "1850"), ("rpe 8,5", "8.5"),
        ("slept 6,8h", "6.8"), ("20,15,12", "20 15 12"), ("two twenty five", "225"), ("one oh five", "105"),
        ("two hundred and five", "205"), ("six and a half", "6.5"), ("seven point five", "7.5"),
        ("twenty-five", "25"),
        ("that one was hard", ""), ("one rep", "1"), ("1.2.3lb", ""), ("3rd w3d2", ""), ("2025-11-22", ""),
        ("6½", "6.5"),
        ("¾", "0.75"), ("１８５", "185"), ("12345678901", ""),
    ],
)  # fmt: skip
def test_numbers_are_told_from_lists_and_from_what_is_no_number(text: str, numbers: str) -> None:
    found = [token.value for token in with_numbers(tokenize(text))]
    assert " ".join(plain(value) for value in found if value is not None) == numbers
