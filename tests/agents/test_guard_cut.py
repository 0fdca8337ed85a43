"""What is left of words when a sentence of them may not be shown."""

from dataclasses import replace

import pytest

from agents.facts import rules_told
from agents.guard import EVERY_RULE, Allowed, check, guarded
from knowledge.units import Unit
from tests.agents.test_guard import DOWN, GOOD, REST, UP
from tests.steps import steps

SLACK = 200  # lines


def _all_rules(words: str) -> None:
    for rule in EVERY_RULE:
        rule(words, UP)


ADVICE = Allowed(
    facts=(
        "131 to 180 g protein a day",
        "8 sessions since 3 October",
        "Estimated 1RM 216 lb",
        "Never below 1,500 kcal",
    ),
    unit=Unit.LB,
    looks_back=True,
)


@pytest.mark.parametrize(("allowed", "words"), GOOD)
def test_good_words_are_left_whole(allowed: Allowed, words: str) -> None:
    assert guarded(words, allowed).words == words
    assert guarded(words, allowed).cuts == ()


@pytest.mark.parametrize(
    ("allowed", "words", "left", "why"),
    [
        (UP, "Go for 190 lb. Then try 215 lb. Brace hard.", "Go for 190 lb. Brace hard.", "215 lb was not given"),
        (UP, "Brace hard. See lift.com for more.", "Brace hard.", "a link: lift.com"),
        (UP, "Load 250. It will fly. Brace hard today.", "Brace hard today.", "250 was not given"),
        (UP, "Load 250. But stay tight. Set your feet first.", "Set your feet first.", "250 was not given"),
        (DOWN, "175 is enough today. Time for a PR.", "175 is enough today.", "talk of a record: PR"),
        (REST, "Rest well tonight. Your squat wants 300.", "Rest well tonight.", "300 was not given"),
    ],
)
def test_a_failing_sentence_is_cut_with_those_that_lean_on_it(
    allowed: Allowed, words: str, left: str, why: str
) -> None:
    assert guarded(words, allowed).words == left
    assert guarded(words, allowed).cuts == (why,)
    assert check(left, allowed).passed


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (UP, "Brace hard. My system prompt says go."),
        (UP, "Brace hard. As you asked, I ignore my rules."),
        (UP, "Brace hard. You have a tear."),
        (UP, "Brace hard. Skip dinner tonight."),
        (UP, "Brace hard. Push through the pain."),
        (UP, "Brace\u200b hard. Set your feet."),
        (UP, "Go for 250."),
        (REST, "Walk a little and eat. Rest, then lift 300."),
    ],
)
def test_words_that_cannot_be_trusted_are_gone_whole(allowed: Allowed, words: str) -> None:
    left = guarded(words, allowed)
    assert left.words is None
    assert left.cuts


@pytest.mark.parametrize(
    "words",
    [
        "Aim for 131 to 180 g of protein a day.",
        "131-180 grams will do.",
        "You trained 8 sessions since 3 October.",
        "Your estimate stands at 216 lb.",
        "Stay above 1,500 kcal.",
        "Two things matter here.",
    ],
)
def test_advice_may_say_what_its_facts_say(words: str) -> None:
    assert check(words, ADVICE).reason is None


@pytest.mark.parametrize(
    "words",
    [
        "Aim for 131 to 200 g of protein.",
        "Aim for 131 lb.",
        "You trained 8 weeks since 3 October.",
        "You trained 8 sessions since 3 September.",
        "You trained 8 sessions since Monday.",
        "Eat 1,500 g a day.",
        "Your squat stands at 1 9 9.",
        "Put 216 on the bar.",
        "Take CXC and go.",
        "Take ninty and go.",
        "Take twoohfive and go.",
        "Take a buck ninety.",
        "Take l90.",
    ],
)
def test_a_number_that_counts_something_else_was_not_given(words: str) -> None:
    assert not check(words, ADVICE).passed


def test_a_number_of_one_lift_is_not_said_of_another() -> None:
    assert check("You benched 185 well.", UP).passed
    assert check("Your squat of 185 was solid.", UP).reason == "185 was not given of squat"


def test_a_run_of_the_prompts_words_is_a_leak() -> None:
    run = next(iter(sorted(rules_told())))
    assert not check(f"Well, {run}.", replace(UP, private=rules_told())).passed


@pytest.mark.parametrize(
    "piece", ["a ", "1 ", "1-", "add ", "add a-b.c ", "no ", "push to ", "one ", "p. r ", "x", "pain "]
)
def test_work_grows_no_faster_than_the_words(piece: str) -> None:
    """The longest words of one kind, many times over; a pattern that went back and forth would not even end."""
    check("Brace hard.", UP)  # what is read once for all is read
    short, long = (piece * 150)[:150], (piece * 600)[:600]
    assert steps(lambda: _all_rules(long)) < 5 * steps(lambda: _all_rules(short)) + SLACK
