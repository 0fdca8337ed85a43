import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan_json import plan_json
from knowledge.library import load_exercises
from knowledge.red_flags import load_red_flags

EXERCISES = load_exercises()
RED_FLAGS = load_red_flags()

ASKED: dict[str, Any] = {
    "profile": {
        "unit": "lb",
        "experience_months": 24,
        "goal": "strength",
        "programme": "free",
        "bar": 45,
        "plates": [45, 25, 10, 5, 2.5, 1.25],
        "injuries": [],
    },
    "lift": "bench_press",
    "today": {"date": "2026-11-22", "sleep_h": 8, "soreness": 2, "energy": None, "text": ""},
    "history": [
        {
            "date": "2026-11-22",
            "sets": [{"weight": 185, "unit": "lb", "reps": 5, "rpe": None, "planned_weight": 185, "planned_reps": 5}],
        }
    ],
}


def asked(**changes: Any) -> dict[str, Any]:
    """The example with values replaced, by dotted path: ``today__sleep_h=5``."""
    found = deepcopy(ASKED)
    for path, value in changes.items():
        *way, last = path.split("__")
        inner: Any = found
        for key in way:
            inner = inner[int(key)] if isinstance(inner, list) else inner[key]
        inner[last] = value
    return found


def answer(value: object) -> dict[str, Any]:
    found = json.loads(plan_json(json.dumps(value), EXERCISES, RED_FLAGS))
    assert isinstance(found, dict)
    return found


def refusal(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    with pytest.raises(ValueError) as caught:
        plan_json(text, EXERCISES, RED_FLAGS)
    return str(caught.value)


def test_the_example_is_answered_in_the_promised_form() -> None:
    found = answer(ASKED)
    offer = found.pop("pr_offer")
    assert found == {
        "action": "increase",
        "next": {"weight": 190, "unit": "lb", "reps": 5, "sets": 3},
        "envelope": {"min": 180, "max": 190},
        "reasons": [{"rule": "recovered_and_hit", "text": "8 h sleep, soreness 2 and every rep hit"}],
        "flags": [],
    }
    assert offer.keys() == {"weight", "unit", "reps", "probability", "due_on"}
    assert (offer["unit"], offer["due_on"]) == ("lb", "2026-11-29")
    assert offer["weight"] > 190


def test_the_answer_to_the_guide_says_190_and_not_185() -> None:
    text = plan_json(json.dumps(ASKED), EXERCISES, RED_FLAGS)
    assert "190" in text
    assert "185" not in text


@pytest.mark.parametrize(
    ("changes", "action", "weight"),
    [
        ({"today__sleep_h": 8, "today__soreness": 3}, "increase", 190),
        ({"today__sleep_h": 5, "today__soreness": 8}, "reduce", 175),
        ({"today__sleep_h": 6, "today__soreness": 7}, "hold", 185),
    ],
)
def test_worked_cases(changes: dict[str, Any], action: str, weight: float) -> None:
    found = answer(asked(**changes))
    assert (found["action"], found["next"]["weight"]) == (action, weight)


def test_half_pounds_are_numbers_and_exact() -> None:
    press = asked(lift="overhead_press", history__0__sets__0__weight=95, history__0__sets__0__planned_weight=95)
    assert answer(press)["next"]["weight"] == 97.5


@pytest.mark.parametrize("energy", ["low", 2])
def test_exhaustion_is_rest_with_nothing_to_lift(energy: object) -> None:
    found = answer(asked(today__sleep_h=5, today__soreness=9, today__energy=energy))
    assert (found["action"], found["next"], found["envelope"], found["pr_offer"]) == ("rest", None, None, None)
    assert "PR" not in json.dumps(found["reasons"])


def test_a_red_flag_in_the_text_refers() -> None:
    found = answer(asked(today__text="sharp chest pain on the last rep"))
    assert (found["action"], found["next"], found["pr_offer"]) == ("refer", None, None)
    assert found["flags"] == ["emergency"]


def test_a_lift_goes_by_any_of_its_names_and_all_of_the_profile_is_optional() -> None:
    for name in ("bench", " Bench Press ", "bench_press"):
        short = {"lift": name, "today": {"date": "2026-11-22"}, "history": ASKED["history"]}
        assert answer(short)["next"]["weight"] == 185
        assert answer(short | {"profile": {}}) == answer(short) == answer(short | {"profile": None})


def test_no_history_is_no_error() -> None:
    found = answer({"lift": "squat", "today": {"date": "2026-11-22"}})
    assert (found["action"], found["next"], found["reasons"][0]["rule"]) == ("hold", None, "no_history")


def test_a_set_without_a_unit_is_in_the_lifters_own() -> None:
    sets = [{"weight": 100, "reps": 5}]
    found = answer(asked(profile={"unit": "kg"}, history__0__sets=sets, today__sleep_h=None))
    assert found["next"] == {"weight": 100, "unit": "kg", "reps": 5, "sets": 3}


def test_a_set_of_no_reps_is_a_failed_one_and_its_load_is_not_asked_for_again() -> None:
    found = answer(asked(history__0__sets__0__reps=0))
    assert (found["action"], found["next"]["weight"], found["next"]["reps"]) == ("reduce", 165, 5)


def test_a_load_in_the_other_unit_is_answered_in_the_unit_of_the_plates() -> None:
    sets = [{"weight": 100, "unit": "kg", "reps": 5}]
    found = answer(asked(history__0__sets=sets, today__sleep_h=None))
    assert found["next"] == {"weight": 220, "unit": "lb", "reps": 5, "sets": 3}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "this is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ([], "one JSON object"),
        (asked(slep=8), "slep: there is no such key"),
        (asked(profile__plate=5), "profile.plate: there is no such key"),
        (asked(history__0__sets__0__wieght=5), "history.0.sets.0.wieght: there is no such key"),
        ({"lift": "bench"}, "today: is missing"),
        (asked(lift="levitation"), "lift: no exercise is called 'levitation'"),
        (asked(profile__unit="stone"), "profile.unit"),
        (asked(profile__bar=0), "profile.bar"),
        (asked(profile__plates=[45, -5]), "profile.plates.1"),
        (asked(profile__experience_months=True), "profile.experience_months: must be a whole number"),
        (asked(today__date="22.11.2026"), "today.date"),
        (asked(today__date="9999-12-31"), "today.date"),
        (asked(today__date=20261122), "today.date: must be a date like 2026-11-22"),
        (asked(today__sleep_h=25), "today.sleep_h"),
        (asked(today__sleep_h="8"), "today.sleep_h: must be a number"),
        ('{"lift": "bench", "today": {"date": "2026-11-22", "sleep_h": NaN}}', "NaN is not a number"),
        ('{"lift": "bench", "today": {"date": "2026-11-22", "sleep_h": 1e999}}', "today.sleep_h"),
        (asked(today__soreness=11), "today.soreness"),
        (asked(today__soreness=7.5), "today.soreness: must be a whole number"),
        (asked(today__energy="meh"), "today.energy: must be a whole number from 0 to 10, or low, ok or high"),
        (asked(history__0__sets__0__weight=-185), "-185 lb cannot be a bench press"),
        (asked(history__0__sets__0__weight=0), "0 lb cannot be a bench press"),
        (asked(history__0__sets__0__weight=1e300), "history.0.sets.0.weight"),
        (asked(history__0__sets__0__weight=185.0001), "history.0.sets.0.weight: is finer than 0.001"),
        (asked(history__0__sets__0__reps=5.5), "history.0.sets.0.reps: must be a whole number"),
        (asked(history__0__sets__0__reps=-1), "history.0.sets.0.reps"),
        (asked(history__0__sets__0__planned_reps=None), "planned_weight and planned_reps go together"),
        (asked(history__0__date="2026-11-23"), "history.0.date: 2026-11-23 is after today, 2026-11-22"),
        (asked(history=[{"date": "2026-11-21", "sets": []}, {"date": "2026-11-20", "sets": []}]),
         "history.1.date: 2026-11-20 comes after 2026-11-21; the oldest day goes first"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_in_one_sentence_that_names_the_field(value: object, sentence: str) -> None:
    said = refusal(value)
    assert sentence in said
    assert "\n" not in said


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ASKED, "date", "sets"]), inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["profile", "lift", "today", "history", "today__sleep_h", "history__0__sets__0__weight"]), anything
)
def test_no_value_breaks_it_otherwise(path: str, value: object) -> None:
    try:
        plan_json(json.dumps(asked(**{path: value})), EXERCISES, RED_FLAGS)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either an answer or a sentence
