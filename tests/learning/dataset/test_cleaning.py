"""Nothing that names anybody survives, and every number of coaching does."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from learning.dataset.cleaning import Own, cleaned_answer, cleaned_prose, cleaned_talk, own_of
from learning.dataset.gathering import gathered
from storage.records import Identity, Whole
from tests.bot.said_in_forms import FORMS, NAMED, TIMES, UNIT_WORDS, Meant
from tests.learning.dataset.made import KEY, episode, exchange, whole

TEXTS = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text("utf-8"))
CLEANED = {"talk": cleaned_talk, "prose": cleaned_prose}


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["text"][:40])
def test_what_names_somebody_goes_and_the_rest_stays(case: dict[str, Any]) -> None:
    cleaned = CLEANED[case["kind"]](case["text"])
    assert not [gone for gone in case["gone"] if gone.casefold() in cleaned.casefold()], cleaned
    assert not [stays for stays in case["stays"] if stays not in cleaned], cleaned
    assert CLEANED[case["kind"]](cleaned) == cleaned


AROUND = st.sampled_from(
    [
        *("", " ", "bench 185x5 with ", "(", '"', "slept 6 h, soreness 7/10. ", "- Shown: ", "my friend ", "hi "),
        *(" 225 x 3 ", "'s squat 3x5", " says rest", ", 82.5 kg", ". Next: 190 lb × 5", "!", " and i", " @ 185"),
        *("/", "\n", "…", "💪"),
    ]
)
SPACED = st.sampled_from([" ", ", ", "\n", " - ", ": "])
NAMES = st.sampled_from(
    ["Anna", "Kowalski", "Jürgen", "Oyelaran", "Nguyen", "Priyanka", "Наташа", "李小龙", "O'Connell", "Zoë", "Wójcik"]
)
PLACES = st.sampled_from(
    [
        "Wolverhampton",
        "Rio de Janeiro",
        "New York",
        "hamburg",
        "Kyiv",
        "Addis Ababa",
        "são paulo",
        "Nairobi",
        "ohio",
        "Saint Petersburg",
        "Düsseldorf",
        "ottawa",
        "Salt Lake City",
        "Ouagadougou",
        "Côte d'Ivoire",
        "poland",
    ]
)
WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9)
HANDLES = st.builds("@{}_{}".format, WORD, st.integers(0, 99))
MAILS = st.builds("{}.{}@{}.{}".format, WORD, WORD, WORD, st.sampled_from(["com", "de", "example", "co.uk"]))
PHONES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["+49 170", "+1-555", "(555)", "0170", "555"]),
    st.sampled_from([" ", "-"]),
    st.integers(100, 999),
    st.sampled_from(["-", " "]),
    st.integers(1000, 9999),
)


def left_of(planted: str, cleaned: str) -> list[str]:
    """The words of *planted* that could still tell who was meant."""
    words = [word for word in planted.replace("@", " ").replace(".", " ").replace("_", " ").split() if len(word) > 3]
    return [word for word in (planted, *words) if word.casefold() in cleaned.casefold()]


@settings(max_examples=300, deadline=None)
@given(AROUND, SPACED, st.one_of(NAMES, PLACES, HANDLES, MAILS, PHONES), SPACED, AROUND)
def test_a_planted_name_place_or_contact_never_survives_in_talk(
    before: str, gap: str, planted: str, other: str, after: str
) -> None:
    cleaned = cleaned_talk(f"{before}{gap}{planted}{other}{after}")
    assert not left_of(planted, cleaned), cleaned
    is_read_on = planted[-4:].isdigit() and before.rstrip()[-1:].isdigit()  # a number before a phone is part of it
    assert before.strip() in cleaned or before.strip() in ("-", "/") or is_read_on


@settings(max_examples=300, deadline=None)
@given(AROUND, SPACED, st.one_of(NAMES, PLACES, MAILS, PHONES), SPACED, AROUND)
def test_nor_in_prose(before: str, gap: str, planted: str, other: str, after: str) -> None:
    cleaned = cleaned_prose(f"{before}{gap}{planted}{other}{after}")
    assert not left_of(planted, cleaned), cleaned


@settings(max_examples=200, deadline=None)
@given(
    name=st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=3, max_size=10),
    account=st.from_regex(r"[1-9][0-9]{4,9}|[a-z]{4,8}_[0-9]{2}", fullmatch=True),
    before=AROUND,
    after=AROUND,
)
def test_a_lifter_s_own_name_and_account_are_nowhere_in_his_record(
    name: str, account: str, before: str, after: str
) -> None:
    planted = f"{before} {name} {after} {account} {before}"
    spoken = exchange(prompt=f"Facts\n- {planted}", answer=planted, facts=(planted,), occasion="hold")
    person = whole(name=f"{name} Doe", identities=(Identity("telegram", account),), exchanges=(spoken,))
    bad = episode(exchanges=(spoken,), thumb="down")
    (record,) = gathered(person, [bad], KEY)
    for text in (record.input, record.output, *record.facts, record.model_dump_json(exclude={"system"})):
        assert account not in text
        words = {word.casefold() for word in text.replace("'", " ").split()}
        assert name.casefold() not in words or name.casefold() in own_words_of_the_gym(person)


def own_words_of_the_gym(person: Whole) -> set[str]:
    """A name that is a word of the gym is no name, such as "Bench"."""
    name = person.person.name.split()[0].casefold()
    return set() if name in own_of(person).names else {name}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds("{}x{}".format, st.integers(20, 500), st.integers(1, 20)),
            st.builds(
                "{} kg × {}, {} sets".format, st.sampled_from(["82.5", "100", "142.5"]), st.integers(1, 12), st.just(3)
            ),
            st.builds("{} h {} min".format, st.integers(3, 11), st.integers(0, 59)),
            st.builds("soreness {}/10".format, st.integers(0, 10)),
            st.builds(
                "{}-{} reps @ rpe {}".format, st.integers(1, 6), st.integers(7, 12), st.sampled_from(["8", "8.5"])
            ),
            st.builds("{}%".format, st.integers(40, 110)),
            st.builds("2026-11-{:02d}".format, st.integers(1, 30)),
            st.builds("{} kcal".format, st.integers(1200, 4500)),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([", ", " ", "; ", ". "]),
)
def test_numbers_of_coaching_stay_exact(said: list[str], between: str) -> None:
    text = between.join(said)
    assert cleaned_talk(text) == text
    assert cleaned_prose(text) == text


@settings(max_examples=200, deadline=None)
@given(
    form=st.sampled_from(sorted(FORMS)),
    unit=st.sampled_from([("", Unit.KG), *((word, unit) for unit, words in UNIT_WORDS.items() for word in words)]),
    times=st.sampled_from(TIMES),
    reps=st.sampled_from([(5, 5, 5), (3, 2, 1), (3,), (12, 12)]),
    amount=st.sampled_from(["82.5", "225", "1.25", "100"]),
    has_comma=st.booleans(),
)
def test_sets_in_every_form_that_is_read_stay_exact(
    form: str, unit: tuple[str, Unit], times: str, reps: tuple[int, ...], amount: str, has_comma: bool
) -> None:
    load = Load(Decimal(amount), unit[1])
    bench = ExerciseId("bench_press")
    meant = Meant(exercise=bench, name="bench", load=load, reps=reps, unit=unit[0], times=times, has_comma=has_comma)
    assume(reps[0] in NAMED or "triple" not in form)
    text = f"bench {FORMS[form].write(meant)}"
    assert cleaned_talk(text) == text
    assert cleaned_prose(text) == text


@pytest.mark.parametrize("account", ["bench", "Press", "squat"])
def test_an_account_that_is_a_word_of_the_gym_damages_nothing(account: str) -> None:
    own = own_of(whole(name="Anna", identities=(Identity("telegram", account), Identity("discord", "steel_bear"))))
    assert cleaned_talk("bench press 80x5, squat 100x5", own) == "bench press 80x5, squat 100x5"
    assert cleaned_talk("ask steel_bear", own) == "ask [contact]"


def test_an_account_that_is_a_name_goes_even_where_it_is_a_plain_word() -> None:
    own = own_of(whole(name="Anna", identities=(Identity("telegram", "grace"),)))
    assert "grace" not in cleaned_talk("it is grace again, bench 80x5", own)


def test_a_liked_answer_that_tells_of_somebody_s_health_is_left_out() -> None:
    spoken = exchange(answer="With your diabetes, eat before 80x5.")
    assert not list(gathered(whole(), [episode(thumb="up", exchanges=(spoken,))], KEY))
    assert (
        cleaned_answer("If you are pregnant, talk to a doctor first.") == "If you are pregnant, talk to a doctor first."
    )


def test_whoever_calls_himself_a_gym_word_does_not_take_it_out_of_his_records() -> None:
    own = own_of(whole(name="Iron Bench"))
    assert cleaned_talk("bench 185x5, iron will", own) == "bench 185x5, iron will"
    assert cleaned_talk("max 225 with max", Own(frozenset(["max"]))) == "[name] 225 with [name]"
