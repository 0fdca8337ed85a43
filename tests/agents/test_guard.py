"""The guard: what a model may say to a lifter, and what it may not."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.guard import LONGEST, Allowed, accept_load, check
from agents.plan import Action, Dose, Envelope, Plan
from agents.said_numbers import Kind, read_numbers
from knowledge.units import Load, Unit

LB, KG = Unit.LB, Unit.KG


def pounds(amount: str) -> Load:
    return Load(Decimal(amount), LB)


FACTS = (
    "Exercise: bench press",
    "Shown: Logged: bench 185 × 5 (est. 1RM 216). Next: 190 × 5, up: 8 h sleep and soreness 2.",
    "Sleep 8 h",
    "Soreness 2",
    "Next: 190 lb × 5, 3 sets of 5",
    "Last: 185 lb",
    "Change: 5 lb",
    "PR target: 205 lb × 3 by Sunday 29 November, chance 63%",
)
UP = Allowed(facts=FACTS, unit=LB, next_loads=(pounds("190"),), later=FACTS[-1:], pr_allowed=True)
EARN = "Earns an increase: hit it in 2 sessions running and it's 187.5"
HOLD = Allowed(
    facts=("Next: 185 lb × 5, 3 sets of 5", "Sleep 6 h", "Soreness 7", EARN),
    unit=LB,
    next_loads=(pounds("185"),),
    later=(EARN,),
)
DOWN = Allowed(
    facts=("Logged: bench 185 × 5", "Last: 185 lb", "Next: 175 lb × 5, 2 sets of 5", "Sleep 5 h", "Soreness 8"),
    unit=LB,
    next_loads=(pounds("175"),),
)
REST = Allowed(facts=("Logged: bench 185 × 5", "Sleep 5 h", "Soreness 9"), unit=LB, resting=True)

GOOD = [
    (UP, "Go for 190 lb and own every rep."),
    (UP, "You made 185 move, and 8 h of sleep paid for it. 190 x 5 is next: brace and drive."),
    (UP, "Three sets of five at 190. The first set sets the tone, the second proves it."),
    (UP, "Add five pounds and brace as you did at 185."),
    (UP, "One ninety for five. One more clean rep each time 💪"),
    (UP, "185 for 5 was solid. Soreness 2/10 and eight hours of sleep: you're ready for 190."),
    (UP, "Your PR target is 205 lb x 3 by Sunday 29 November, and the odds are 63 %."),
    (UP, "Est. 1RM 216 and climbing. Stay tight on 190."),
    (UP, "Nice work on 185 for 5 reps. 190 is just 5 lb more."),
    (UP, "Zero excuses at 190."),
    (UP, "Last time 185 flew. This one is 190, so set your feet first."),
    (HOLD, "Hold 185 today. Hit it in two sessions running and 187.5 is yours."),
    (HOLD, "6 h of sleep and soreness of 7: stay at 185 for 3 sets."),
    (HOLD, "Same bar, 185 × 5. Be patient and keep it crisp."),
    (DOWN, "Down from 185 to 175 for two sets. Smart lifters cut before they crack."),
    (DOWN, "You did 185 already; today 175 x 5 is enough."),
    (REST, "Soreness 9 on 5 h of sleep is your body asking for rest. Take it."),
    (REST, "You logged 185 x 5 before. Recovery builds on it: walk and eat."),
]

BAD = [
    (UP, "", "nothing was said"),
    (UP, "   \n", "nothing was said"),
    (UP, "Go. " * LONGEST, "longer than 600"),
    (UP, "Go for 195.", "195 was not given"),
    (UP, "Go for one ninety-five.", "195 was not given"),
    (UP, "Go for a hundred and ninety five.", "195 was not given"),
    (UP, "Go for two oh five today.", "205 is not a load for today"),
    (UP, "Go for two two five.", "225 was not given"),
    (UP, "Go for 1９5.", "in disguise: ９"),
    (UP, "Load two plates.", "225 lb was not given"),
    (UP, "A plate is plenty.", "135 lb was not given"),
    (UP, "Go for 190 kg.", "190 kg was not given"),
    (UP, "Go for 190 kilos.", "190 kg was not given"),
    (UP, "Go for 190 x 8.", "8 reps was not given"),
    (UP, "Go for 190 for 8.", "8 reps was not given"),
    (UP, "Go for 190 for 3.", "190 × 3 was not given"),
    (UP, "Do 8 sets.", "8 sets was not given"),
    (UP, "Do 8 more.", "8 was not given"),
    (UP, "Sleep 5 hours.", "5 hours was not given"),
    (UP, "Add 2 lb.", "2 lb was not given"),
    (UP, "Add 8.", "8 step was not given"),
    (UP, "Add 5 kg.", "5 kg was not given"),
    (UP, "Then 8 lb more.", "8 lb was not given"),
    (UP, "Do one set.", "1 sets was not given"),
    (UP, "Give it 110%.", "110 percent was not given"),
    (UP, "Half the weight.", "0.5 was not given"),
    (UP, "Cut it by a dozen pounds.", "12"),
    (UP, "Your max is 216, so load it.", "216 was not given"),
    (UP, "It is 5-10 reps today.", "10 reps was not given"),
    (UP, "Rest 2.5 minutes.", "2.5 minutes was not given"),
    (UP, "Hit 205 x 3 today.", "205 is not a load for today"),
    (UP, "Stay at 185 for 5.", "185 is not a load for today"),
    (UP, "Do 185 again like last time.", "185 is not a load for today"),
    (HOLD, "Load 187.5 now.", "187.5 is not a load for today"),
    (DOWN, "Put 185 on the bar.", "185 is not a load for today"),
    (DOWN, "175 is for cowards, 185 lb it is.", "185 lb is not a load for today"),
    (DOWN, "Chase a PR with 175.", "talk of a record: PR"),
    (DOWN, "IMPRESSIVE! 175 today.", "talk of a record: PR"),
    (DOWN, "175 today, P.R. soon.", "talk of a record"),
    (DOWN, "A new personal best waits.", "talk of a record"),
    (DOWN, "Max out at 175.", "talk of a record"),
    (DOWN, "Test your 1RM.", "talk of a record"),
    (DOWN, "Time for a one-rep max attempt.", "talk of a record"),
    (DOWN, "Set a new record.", "talk of a record"),
    (REST, "Get under the bar and press.", "against the plan"),
    (REST, "Rest later, hit 185 lb first.", "185 lb is not a load for today"),
    (UP, "Read https://x.test now.", "a link"),
    (UP, "Go to liftbetter.com for more.", "a link"),
    (UP, "Thanks @everyone.", "a mention"),
    (UP, "Thanks <@1234>.", "a mention|markup"),
    (UP, "**Go** for 190.", "markup"),
    (UP, "<b>Go</b> for 190.", "markup"),
    (UP, "# Go for 190", "markup"),
    (UP, "My system prompt says go.", "a leak"),
    (UP, "As an AI I cannot lift.", "a leak"),
    (UP, "Facts: bench press.", "a leak"),
    (UP, "I diagnose a strain.", "a medical claim"),
    (UP, "You have a tear.", "a medical claim"),
    (UP, "That sounds like tendonitis.", "a medical claim"),
    (UP, "Take ibuprofen and go.", "a medical claim"),
    (UP, "Push through the pain.", "train through pain"),
    (UP, "Go\u200b for 190.", "unprintable U\\+200B"),
    (UP, "Go\x07 for 190.", "unprintable U\\+0007"),
    (UP, "Go for nin\u0435ty.", "a letter that is not English"),
]


@pytest.mark.parametrize(("allowed", "words"), GOOD)
def test_good_words_pass(allowed: Allowed, words: str) -> None:
    assert check(words, allowed).reason is None


@pytest.mark.parametrize(("allowed", "words", "reason"), BAD)
def test_bad_words_fail_and_the_reason_says_why(allowed: Allowed, words: str, reason: str) -> None:
    verdict = check(words, allowed)
    assert not verdict.passed
    assert re.search(reason, verdict.reason or ""), verdict.reason


TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", *TEENS)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    rest = f" and {spelled(number % 100)}" if number % 100 else ""
    return f"{ONES[number // 100]} hundred{rest}"


def in_the_gym(number: int) -> str:
    """One eighty-five; two oh five."""
    rest = number % 100
    if number < 100 or rest == 0:
        return spelled(number)
    return f"{ONES[number // 100]} {'oh ' if rest < 10 else ''}{spelled(rest)}"


GIVEN = {5, 3, 2, 8, 185, 190, 205, 216, 29, 63}
SAYINGS = st.sampled_from([str, spelled, in_the_gym, "{} lb".format, "{} reps".format, "{}%".format, "x{}".format])


@given(
    words=st.sampled_from([words for allowed, words in GOOD if allowed is UP and "ne" not in words.casefold()]),
    number=st.integers(2, 999).filter(lambda number: number not in GIVEN),
    say=SAYINGS,
    place=st.integers(0, 12),
)
def test_no_number_that_was_not_given_passes_wherever_and_however_it_is_said(
    words: str, number: int, say: Callable[[int], str], place: int
) -> None:
    parts = words.split(" ")
    place = min(place, len(parts))
    said = " ".join([*parts[:place], say(number), *parts[place:]])
    assert not check(said, UP).passed, said


@given(st.integers(2, 999), st.sampled_from([str, spelled, in_the_gym]))
def test_a_number_is_read_however_it_is_said(number: int, say: Callable[[int], str]) -> None:
    assert [said.value for said in read_numbers(f"Go for {say(number)} then.", LB).numbers] == [number]


@given(st.text(max_size=200))
def test_no_text_makes_the_guard_stumble(words: str) -> None:
    check(words, UP)


@pytest.mark.parametrize(
    ("said", "value", "kind"),
    [
        ("eighty-two and a half kilos", "82.5", Kind.LOAD),
        ("two point five percent", "2.5", Kind.PERCENT),
        ("1,000 lb", "1000", Kind.LOAD),
        ("82,5 kg", "82.5", Kind.LOAD),
        ("soreness is 7/10", "7", Kind.SCORE),
        ("slept 6", "6", Kind.HOURS),
        ("twice", "2", Kind.TIMES),
        ("a triple", "3", Kind.REPS),
        ("up 5 lb", "5", Kind.STEP),
        ("up to 5 lb", "5", Kind.LOAD),
        ("1RM of 216 lb", "216", Kind.MAX),
        ("29 November", "29", Kind.DATE),
        ("November 29", "29", Kind.DATE),
        ("two plates", "225", Kind.LOAD),
    ],
)
def test_what_a_number_counts_is_read_from_the_words_beside_it(said: str, value: str, kind: Kind) -> None:
    (number,) = read_numbers(said, LB).numbers
    assert (number.value, number.kind) == (Decimal(value), kind)


@pytest.mark.parametrize("words", ["this one is yours", "one more", "first, then the 2nd", "someone often forgets"])
def test_words_that_only_look_like_numbers_are_none(words: str) -> None:
    assert read_numbers(words, LB).numbers == ()


def plan(action: Action, load: str, low: str, high: str, unit: Unit = LB) -> Plan:
    envelope = Envelope(Load(Decimal(low), unit), Load(Decimal(high), unit))
    return Plan(action=action, dose=Dose(Load(Decimal(load), unit), 5, 3), envelope=envelope, reasons=())


@pytest.mark.parametrize(
    ("the_plan", "last", "choice", "reason"),
    [
        (plan(Action.INCREASE, "190", "180", "190"), "185", "187.5", None),
        (plan(Action.INCREASE, "190", "180", "190"), "185", "190", None),
        (plan(Action.INCREASE, "190", "180", "190"), "185", "185", "not what increase means"),
        (plan(Action.INCREASE, "190", "180", "190"), "185", "180", "not what increase means"),
        (plan(Action.INCREASE, "190", "180", "190"), "185", "192.5", "outside 180 lb to 190 lb"),
        (plan(Action.INCREASE, "190", "180", "190"), "185", "188.3", "cannot be loaded"),
        (plan(Action.HOLD, "185", "175", "185"), "185", "180", None),
        (plan(Action.HOLD, "185", "175", "190"), "185", "187.5", "not what hold means"),
        (plan(Action.REDUCE, "175", "165", "175"), "185", "170", None),
        (plan(Action.REDUCE, "175", "165", "185"), "185", "185", "not what reduce means"),
    ],
)
def test_a_model_chooses_only_inside_the_envelope_and_in_the_direction_of_the_plan(
    the_plan: Plan, last: str, choice: str, reason: str | None
) -> None:
    said = accept_load(pounds(choice), the_plan, pounds(last)).reason
    assert said is None if reason is None else reason in (said or "")


def test_a_load_in_another_unit_or_on_a_day_without_loads_is_refused() -> None:
    up = plan(Action.INCREASE, "190", "180", "190")
    assert accept_load(Load(Decimal("85"), KG), up, pounds("185")).reason == "85 kg is not in lb"
    rest = Plan(action=Action.REST, dose=None, envelope=None, reasons=())
    assert not accept_load(pounds("185"), rest, pounds("185")).passed
