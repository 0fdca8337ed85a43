"""What holds for every text: nothing is lost, nothing is made up, and how it is typed changes nothing."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.parse.as_json import to_json
from bot.parse.facts import Intent, Parsed
from bot.parse.numbers import with_numbers
from bot.parse.tokens import tokenize
from knowledge.heaviest import heaviest_kg
from knowledge.units import plain
from tests.bot.labelled import labelled_messages
from tests.bot.reading import read
from tests.bot.said_words import never_said, says_a_number

MESSAGES = labelled_messages()
SOME = MESSAGES[:: max(1, len(MESSAGES) // 60)]  # from the beginning to the end, as many as there is time for
VOCABULARY = (
    "185", "5", "3", "x", "×", ",", "/", "-", "@", "kg", "lb", "s", "h", "slept", "sore", "bench", "squat",
    "s/b/d", "the", "pullups", "a", "for", "at", "of", "sets", "reps", "rpe", "rir", "missed", "failed", "last", "rep",
    "set", "warm", "up", "then", "and", "not", "no", "undo", "that", "was", "it", "if", "he", "did", "pr", "?", ".",
    "\n", "(", ")", "+", "bw", "plates", "one", "eighty", "half", "energy", "low", "legs", "chest", "pain", "only",
    "got", "10", "1.5", "82,5", "7:30", "11pm", "to", "times", "amrap", "triple", "user", "123456789", "💪", "'",
    "\x00", "\ud800", "½", "٣", "each", "night", "change", "oops", "sqaut", "w", "u", ":", "assisted", "yesterday",
    "hours", "min", "side", "finally", "bar", "hundred", "same", "again", "plank", "stress", "monday", "note", "more",
)  # fmt: skip
salads = st.lists(st.sampled_from(VOCABULARY), max_size=25).flatmap(
    lambda said: st.lists(st.sampled_from(["", " ", "  "]), min_size=len(said), max_size=len(said)).map(
        lambda gaps: "".join(word + gap for word, gap in zip(said, gaps, strict=True))
    )
)
labelled = st.sampled_from([message.text for message in MESSAGES])


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A labelled message with words dropped, doubled and swapped, or a piece of another one inside."""
    said = re.split(r"(\s+)", draw(labelled))
    for _ in range(draw(st.integers(1, 4))):
        at, other = draw(st.integers(0, len(said) - 1)), draw(st.integers(0, len(said) - 1))
        how = draw(st.sampled_from(["drop", "double", "swap", "put in"]))
        if how == "drop" and len(said) > 1:
            del said[at]
        elif how == "double":
            said.insert(at, said[at])
        elif how == "swap":
            said[at], said[other] = said[other], said[at]
        elif how == "put in":
            said.insert(at, f" {draw(labelled)[: draw(st.integers(1, 30))]} ")
    return "".join(said)


# ── any text is read ───────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(max_size=400) | salads | mutated())
@settings(max_examples=120)
def test_any_text_is_read_without_complaint(text: str) -> None:
    parsed = read(text)
    assert isinstance(parsed, Parsed)
    assert json.loads(json.dumps(to_json(parsed), allow_nan=False))


digits = st.text(alphabet="0123456789.,e+-½²³٣፩", min_size=1, max_size=14) | st.sampled_from(
    ["1e9999", "9" * 4000, "0." + "0" * 4000 + "1", "185.12345", "-0.0001", "1_000", "NaN", "inf", "፩", "9" * 9]
)
SLOTS = (
    "bench {0}x{1}", "bench {0} kg {1}x5", "squat 2 plates and a {0} x{1}", "slept {0}h sore {1}", "energy {0}",
    "bw {0}kg", "bench 185x5 @{0}", "bench 185x5 {0} rir", "that was {0}", "change {0} to {1}", "pullups +{0}x{1}",
    "failed rep {0} at {1}", "missed the last set at {0}, 185x5x{1}", "got {0} of {1} at 190 bench",
    "{0} sets bench {1}x5", "bench 185x5 {0} times", "weight: {0}, reps: {1}, sets: {0}", "{0}", "{0}/{1}/{0} x{1}",
    "plank {0}s", "plank {0}:{1}", "same but {0} more", "{0} days ago bench {1}x5", "stress {0}/10",
    "on {0}/{1} squat 5x5",
)  # fmt: skip


@given(digits, digits, st.sampled_from(SLOTS))
@settings(max_examples=120)
def test_no_number_is_too_odd_to_be_read(one: str, other: str, form: str) -> None:
    parsed = read(form.format(one, other))
    for each in parsed.sets:
        assert each.load is None or abs(each.load.kg) <= heaviest_kg(None)
        assert 1 <= each.sets <= 20 or parsed.intent is Intent.CORRECTION


# ── never a set from nothing ───────────────────────────────────────────────────────────────────────────────────────


@given(salads | mutated())
@settings(max_examples=80)
def test_no_set_comes_from_a_text_without_a_number(text: str) -> None:
    text = re.sub(r"\d", "", text)
    assume(not says_a_number(text))
    parsed = read(text)
    assert parsed.sets == () or parsed.intent is Intent.CORRECTION, text  # "that was bench" changes a name


# ── no word vanishes ───────────────────────────────────────────────────────────────────────────────────────────────

strange = st.text(alphabet="qzvjk", min_size=6, max_size=9)


def put_in(text: str, words: list[str], places: list[int]) -> str:
    """*text* with *words* between its own, in their order."""
    said = text.split(" ")
    for word, place in sorted(zip(words, sorted(places), strict=True), key=lambda pair: -pair[1]):
        said.insert(place % (len(said) + 1) if place > len(said) else place, word)
    return " ".join(said)


@given(labelled | mutated(), st.lists(strange, min_size=1, max_size=1), st.integers(0, 40))
@settings(max_examples=80)
def test_a_word_that_means_nothing_is_kept_in_the_rest(text: str, unknown: list[str], place: int) -> None:
    changed = put_in(text, unknown, [min(place, len(text.split(" ")))])
    assert unknown[0] in read(changed).rest, changed


@given(labelled | mutated(), st.integers(0, 40))
@settings(max_examples=80)
def test_a_number_that_was_said_is_a_fact_or_refused_or_in_the_rest(text: str, place: int) -> None:
    changed = put_in(text, ["4321"], [min(place, len(text.split(" ")))])
    assert "4321" in str(read(changed)), changed


@given(salads | mutated())
@settings(max_examples=80)
def test_what_is_left_is_left_in_order(text: str) -> None:
    assert never_said(text, read(text).rest) is None, text


# ── how it is typed changes nothing ────────────────────────────────────────────────────────────────────────────────


def meaning(parsed: Parsed) -> dict[str, object]:
    """Everything that was read; words that are kept without their case and spacing."""
    said = {field.name: getattr(parsed, field.name) for field in fields(parsed)}
    kept = {name: " ".join(str(said[name]).casefold().split()) for name in ("rest", "unread", "danger_words")}
    return said | kept


TYPED: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "spaces": lambda text: f"  {text.replace(' ', '   ')} ",
    "a new line at the end": lambda text: f"{text}\n",
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "compatible": lambda text: unicodedata.normalize("NFKC", text),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("typed", TYPED)
def test_how_it_is_typed_changes_nothing(typed: str) -> None:
    changed = []
    for message in SOME:
        text, unit = message.text, message.unit
        other = TYPED[typed](text)
        if other != text and meaning(read(other, unit)) != meaning(read(text, unit)):
            changed.append(other)
    assert changed == []


@given(mutated(), st.sampled_from([*TYPED]))
@settings(max_examples=60)
def test_how_anything_is_typed_changes_nothing(text: str, typed: str) -> None:
    assume("½" not in text)
    assert meaning(read(TYPED[typed](text))) == meaning(read(text)), text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5,5,4", "5 5 4"), ("82,5x5", "82.5 5"), ("100kg 5,5", "100 5 5"), ("1,850 lb", "1850"), ("rpe 8,5", "8.5"),
        ("slept 6,8h", "6.8"), ("20,15,12", "20 15 12"), ("two twenty five", "225"), ("one oh five", "105"),
        ("two hundred and five", "205"), ("six and a half", "6.5"), ("seven point five", "7.5"), ("twenty-five", "25"),
        ("that one was hard", ""), ("one rep", "1"), ("1.2.3lb", ""), ("3rd w3d2", ""), ("2025-11-22", ""),
        ("6½", "6.5"), ("¾", "0.75"), ("１８５", "185"), ("12345678901", ""),
    ],
)  # fmt: skip
def test_numbers_are_told_from_lists_and_from_what_is_no_number(text: str, numbers: str) -> None:
    found = [token.value for token in with_numbers(tokenize(text))]
    assert " ".join(plain(value) for value in found if isinstance(value, Decimal)) == numbers
