import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest

from knowledge.exercise import Equipment, Region
from knowledge.passage import Passage
from knowledge.passages import load_principles
from knowledge.plates import STANDARD_BAR, rack
from knowledge.programme import Double, Linear, Waves, Weekly, programmes
from knowledge.rules import (
    ALL_OUT_RPE,
    CLEARED_SESSIONS,
    DELOAD_DAYS,
    DELOAD_SETS,
    DELOAD_SHARE,
    EASY_RPE,
    FALL_SHARE,
    FATIGUE_SESSIONS,
    GOOD_SLEEP_MINUTES,
    HARD_DAYS,
    HIGH_SORENESS,
    LAYOFFS,
    LOW_SORENESS,
    NEVER_MADE_SHARE,
    OFFER_CHANCE,
    RESET_SHARE,
    REST_SORENESS,
    SESSIONS_BACK,
    SHORT_OF_USUAL_MINUTES,
    SHORT_SLEEP_BOUNDS,
    SHORT_SLEEP_MINUTES,
    SHORT_SLEEP_SETS,
    SHOWN_CHANCE,
    SORE_AND_TIRED_SHARE,
    STEP_CAPS,
    USUAL_GAP_DAYS,
)
from knowledge.strength import EPLEY_REPS, MOST_REPS, e1rm
from knowledge.units import Load, Unit, plain
from knowledge.warm_up import BAR_REPS, RAMP, warm_up

PRINCIPLES = load_principles()
BY_ID: Mapping[str, Passage] = {passage.id: passage for passage in PRINCIPLES}
EACH = pytest.mark.parametrize("passage", PRINCIPLES, ids=list(BY_ID))

LEAST_LETTERS = 120
PRACTICE = "Coaching practice"
MARKUP = re.compile(r"https?:|www\.|\w\.(com|org)\b|[*_`#\[\]<>|]")
ENGLISH = {"the", "and", "a", "is", "of", "to", "it"}
WE = re.compile(r"\b(we|us|our|ours)\b", re.IGNORECASE)
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def test_there_are_enough_of_them() -> None:
    assert len(PRINCIPLES) >= 60


@EACH
def test_its_text_is_plain_english_and_short_enough_to_read_between_sets(passage: Passage) -> None:
    assert len(passage.text) >= LEAST_LETTERS
    assert not MARKUP.search(passage.text)
    assert not passage.text[0].islower()
    assert passage.text[-1] == "."
    assert all(character.isascii() or character in "°" for character in passage.text)
    assert len(ENGLISH & set(passage.text.lower().split())) >= 2


@EACH
def test_it_speaks_as_one_coach_to_lifters_who_count_in_pounds_or_kilograms(passage: Passage) -> None:
    assert not WE.search(passage.text)
    assert bool(re.search(r"\d lb\b", passage.text)) == bool(re.search(r"\d kg\b", passage.text))


@EACH
def test_it_is_found_by_four_ways_of_asking_or_more(passage: Passage) -> None:
    assert len(passage.asked) >= 4
    assert len({asked.casefold() for asked in passage.asked}) == len(passage.asked)


def test_no_way_of_asking_and_no_title_stands_for_two_passages() -> None:
    asked = Counter(words.casefold() for passage in PRINCIPLES for words in passage.asked)
    titles = Counter(passage.title.casefold() for passage in PRINCIPLES)
    assert [words for words, times in (asked + titles).items() if times > 1] == []


def test_two_thirds_and_more_rest_on_more_than_coaching_practice() -> None:
    sourced = [one for one in PRINCIPLES if any(not source.startswith(PRACTICE) for source in one.sources)]
    assert len(sourced) * 3 >= len(PRINCIPLES) * 2


# ── what the planner does, in its own numbers ──────────────────────────────────────────────────────────────────────


def percent(share: Decimal | float) -> str:
    return f"{plain((Decimal(str(share)) * 100).normalize())} %"


def hours(minutes: int) -> str:
    return plain(Decimal(minutes) / 60)


def step_cap(region: Region) -> str:
    cap = STEP_CAPS[region]
    return f"{percent(cap.share)} and never above {plain(cap.amount[Unit.LB])} lb or {plain(cap.amount[Unit.KG])} kg"


def layoffs() -> list[str]:
    shortest_first = LAYOFFS[::-1]
    until = [days - 1 for days, _ in shortest_first[1:]]
    spans = [f"{first} to {last}" for (first, _), last in zip(shortest_first, until, strict=False)]
    return [
        f"at {percent(shortest_first[0][1])} after {spans[0]} days off",
        *(f"at {percent(share)} after {span}" for (_, share), span in zip(shortest_first[1:], spans[1:], strict=False)),
        f"at {percent(LAYOFFS[0][1])} after {LAYOFFS[0][0]} days or more",
    ]


RULES_SAID = {
    "step_size": [f"at most {step_cap(Region.UPPER)} on upper-body", f"at most {step_cap(Region.LOWER)} on lower-body"],
    "when_to_add_weight": [
        f"{hours(GOOD_SLEEP_MINUTES)} h of sleep or more",
        f"soreness below {LOW_SORENESS}",
        f"every top set was RPE {EASY_RPE} or easier",
    ],
    "readiness_signs": [
        f"{hours(GOOD_SLEEP_MINUTES)} h of sleep or more and soreness below {LOW_SORENESS}",
        f"a chance of {percent(OFFER_CHANCE)} or more, and show {percent(SHOWN_CHANCE)} at most",
    ],
    "training_after_bad_night": [
        f"less than {hours(SHORT_SLEEP_MINUTES)} h of sleep I hold the load and take {percent(1 - SHORT_SLEEP_SETS)} "
        "off the sets",
        f"soreness is above {HIGH_SORENESS} of 10",
        f"the load goes down by {percent(1 - SORE_AND_TIRED_SHARE)}",
        f"{hours(SHORT_OF_USUAL_MINUTES)} h below that",
        f"between {hours(SHORT_SLEEP_BOUNDS[0])} and {hours(SHORT_SLEEP_BOUNDS[1])} h",
    ],
    "training_while_sore": [
        f"Above {HIGH_SORENESS} of 10 I hold the load",
        f"At {REST_SORENESS} or more, or above {HIGH_SORENESS} with low energy, rest",
    ],
    "deload_what": [
        f"takes {percent(1 - DELOAD_SETS)} off the sets",
        f"85 to {percent(DELOAD_SHARE)}",
        f"for {DELOAD_DAYS} days",
    ],
    "deload_when": [
        f"fell by more than {percent(FALL_SHARE)} in each of your last two sessions",
        f"{WORDS[HARD_DAYS // 7]} weeks or more",
        f"two of your last {WORDS[FATIGUE_SESSIONS]} sessions were missed",
    ],
    "noise_in_strength": [f"a fall of more than {percent(FALL_SHARE)}"],
    "week_off": [f"Up to {WORDS[LAYOFFS[-1][0] - 1]} days away"],
    "returning_after_layoff": [
        *layoffs(),
        f"In the first {WORDS[SESSIONS_BACK]} sessions back I offer no record",
        f"Gaps under {WORDS[USUAL_GAP_DAYS // 7]} weeks that are usual",
    ],
    "missed_reps": [
        f"I take {plain((1 - RESET_SHARE) * 100)} to {percent(1 - NEVER_MADE_SHARE)} off",
        f"it is {percent(1 - NEVER_MADE_SHARE)} less at once",
    ],
    "pain_while_lifting": [f"in the {WORDS[CLEARED_SESSIONS]} sessions after that I hold the load"],
    "autoregulation": [f"RPE {EASY_RPE} or less in every top set", f"{ALL_OUT_RPE} and above"],
    "estimated_max": [
        f"reps divided by {EPLEY_REPS}",
        f"185 for 5 is an estimated max of {e1rm(Load(Decimal(185), Unit.LB), 5):.0f}",
        f"above {MOST_REPS} reps I make no estimate",
    ],
}


@pytest.mark.parametrize("about", RULES_SAID)
def test_what_it_says_of_the_planner_is_what_the_planner_does(about: str) -> None:
    assert [words for words in RULES_SAID[about] if words not in BY_ID[about].text] == []


# ── programmes and warm-up ─────────────────────────────────────────────────────────────────────────────────────────


def warm_up_loads(work: Load) -> list[str]:
    bar = Load(STANDARD_BAR[work.unit], work.unit)
    ramp = warm_up(work, rack(Equipment.BARBELL, work, bar=bar), bar)
    return [plain(load.amount) for load, _ in ramp[1:]]


def listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def test_the_warm_up_it_tells_is_the_one_that_is_shown() -> None:
    text = BY_ID["warm_up_sets"].text
    shares, reps = [plain(share * 100) for share, _ in RAMP], [str(reps) for _, reps in RAMP]
    assert f"bar for {BAR_REPS} reps, then go {listed(shares)} %" in text
    assert f"for {listed(reps)} reps" in text
    assert f"225 lb that is about {listed(warm_up_loads(Load(Decimal(225), Unit.LB)))}" in text
    assert f"100 kg about {listed(warm_up_loads(Load(Decimal(100), Unit.KG)))}" in text


def test_linear_programmes_are_told_as_they_are_followed() -> None:
    programme, text = programmes()["starting_strength"], BY_ID["linear_progression"].text
    assert isinstance(programme, Linear)
    for exercise, called in {"lower": "the squat", "deadlift": "the deadlift", "upper": "upper-body lifts"}.items():
        step = programme.steps[exercise]
        assert re.search(rf"{plain(step[Unit.LB])} lb \({plain(step[Unit.KG])} kg\)( more)? for {called}", text)
    assert f"{programme.sets['lower']} sets of {programme.reps}," in text
    assert f"after {WORDS[programme.misses]} missed sessions running you go back to {percent(programme.reset)}" in text


def test_531_is_told_as_it_is_followed() -> None:
    programme, text = programmes()["531"], BY_ID["programme_531"].text
    assert isinstance(programme, Waves)
    assert f"a training max of {percent(programme.of_maximum)} of your real max" in text
    assert f"waves of {WORDS[len(programme.weeks)]} weeks" in text
    for week in programme.weeks[:-1]:
        assert f"{percent(week.shares[-1])} for {week.reps[-1]}" in text
    assert f"light at {listed([plain(share * 100) for share in programme.weeks[-1].shares])} %" in text
    assert f"falls by {percent(1 - programme.reset)}" in text
    for region, step in programme.steps.items():
        assert f"{plain(step[Unit.LB])} lb ({plain(step[Unit.KG])} kg) for {region}-body" in text
    assert f"{percent(programme.of_maximum)} of your real or estimated" in BY_ID["training_max"].text


def test_the_texas_method_is_told_as_it_is_followed() -> None:
    programme, text = programmes()["texas_method"], BY_ID["programme_texas"].text
    assert isinstance(programme, Weekly)
    monday, wednesday = programme.monday, programme.wednesday
    assert f"Monday is {monday.sets} sets of {programme.reps} at {percent(monday.share)}" in text
    assert f"Wednesday {wednesday.sets} sets of {programme.reps} at {percent(wednesday.share)} of Monday" in text
    assert f"{plain(programme.step[Unit.LB])} lb ({plain(programme.step[Unit.KG])} kg) above" in text


def test_double_progression_is_told_as_it_is_followed() -> None:
    programme, text = programmes()["double_progression"], BY_ID["double_progression"].text
    assert isinstance(programme, Double)
    assert f"{programme.sets} sets of {programme.low} to {programme.high}" in text


# ── care ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("about", ["calories_to_lose", "rate_of_weight_loss", "nutrition_floors"])
def test_advice_on_eating_less_names_whom_it_is_not_for_and_who_helps_them(about: str) -> None:
    text = BY_ID[about].text
    for words in ("under 18", "pregnant", "BMI below 18.5", "eating disorder", "doctor", "dietitian"):
        assert words in text


@pytest.mark.parametrize(
    "passage", [one for one in PRINCIPLES if set(one.topics) & {"pain", "illness"}], ids=lambda one: one.id
)
def test_pain_and_illness_come_with_when_to_get_medical_help(passage: Passage) -> None:
    assert re.search(r"doctor|physiotherapist|clinician|medical help|midwife|emergency", passage.text)


def test_a_fever_is_no_day_to_train() -> None:
    assert BY_ID["fever"].text.startswith("No, do not train with a fever")
