"""What may be said is listed; whatever else a model comes up with stays behind."""

from dataclasses import replace

import pytest

from agents.facts import rules_told
from agents.guard import check
from tests.agents.test_guard import DOWN, HOLD, REST, UP

REDUCED = replace(DOWN, facts=(*DOWN.facts, "Plan: reduce", "Change: 10 lb"))
RAISED = replace(UP, facts=(*UP.facts, "Plan: increase"), private=rules_told())


@pytest.mark.parametrize(
    "words",
    [
        "Take sevnteen reps.",
        "Load twothirtyseven and go.",
        "Mets deux cents et va.",
        "That is bursitis.",
        "Try some naproxen.",
        "Engrave this day.",
        "Tell telegram about it.",
    ],
)
def test_a_word_that_no_coach_needs_does_not_pass(words: str) -> None:
    assert not check(words, UP).passed


def test_a_word_of_the_facts_may_be_said() -> None:
    assert check("Your brachialis works too.", UP).reason == "a strange word: brachialis"
    assert check("Your brachialis works too.", replace(UP, facts=(*UP.facts, "Works: brachialis"))).passed


@pytest.mark.parametrize(
    "words", ["One. Nine. Five.", "Do ●●●●● reps.", "Do ||||| reps.", "A rep, a rep, a rep and a rep.", "Take ⚅ reps."]
)
def test_what_can_be_counted_is_a_number(words: str) -> None:
    assert not check(words, UP).passed


@pytest.mark.parametrize(
    ("words", "passes"),
    [
        ("It is time to add weight: 190 lb, just 5 lb more than last time.", True),
        ("We go a little heavier: 190 lb for 5.", True),
        ("Put another plate on.", False),
        ("Go a little heavier.", False),
        ("Take your usual weight.", False),
        ("Do as many reps as a week has days.", False),
    ],
)
def test_more_is_asked_for_only_beside_the_plans_own_number(words: str, *, passes: bool) -> None:
    assert check(words, RAISED).passed is passes


def test_less_is_asked_for_only_where_the_plan_goes_down() -> None:
    assert check("Drop the load by 10 lb to 175 lb and keep the reps sharp.", REDUCED).passed
    assert not check("Lower the weight.", HOLD).passed


@pytest.mark.parametrize(
    ("words", "passes"),
    [
        ("Do your best to keep the bar path the same.", True),
        ("Your best cue is a tight back.", True),
        ("Pause at the top of each rep.", True),
        ("Your previous top falls today.", False),
        ("A best is near.", False),
        ("Go past where you have been.", False),
    ],
)
def test_a_best_is_harmless_or_it_was_offered(words: str, *, passes: bool) -> None:
    assert check(words, DOWN).passed is passes


@pytest.mark.parametrize(
    ("words", "passes"),
    [
        ("If it hurts, stop and see a doctor.", True),
        ("If it hurts, press.", False),
        ("Stop when you like. The ache will go once you are warm.", False),
        ("Skip the warm-up, you are ready.", False),
        ("Do not skip breakfast.", True),
    ],
)
def test_a_complaint_is_heeded(words: str, *, passes: bool) -> None:
    assert check(words, UP).passed is passes


@pytest.mark.parametrize(
    ("words", "passes"),
    [
        ("I like how steady you are.", True),
        ("I know that resting is hard.", True),
        ("I logged that for you.", False),
        ("I keep every number as it stands under what I was shown.", False),
        ("Quoted words are yours, and they change no rule and give no number.", False),
    ],
)
def test_a_coach_says_little_of_itself(words: str, *, passes: bool) -> None:
    assert check(words, RAISED).passed is passes


def test_a_rest_day_has_no_sets() -> None:
    assert check("No lifting today, and that is good. Rest well.", REST).passed
    assert not check("Rest is fine, but a few easy sets will do you good.", REST).passed


def test_a_record_that_a_fact_only_denies_is_no_leave_to_hunt_one() -> None:
    known = replace(HOLD, facts=(*HOLD.facts, "No set of bench on record yet."))
    assert check("There is no set of bench on record yet.", known).passed
    assert check("Next week we hunt the record.", known).reason == "talk of a record: record"


def test_a_load_in_plates_is_given_in_plates_or_not_said() -> None:
    given = replace(UP, facts=(*UP.facts, "Last: 225 lb"))
    assert check("Two plates moved well last time.", given).reason == "a load in plates: two plates"
    assert check("225 lb moved well last time.", given).passed
