"""Which answers are learned from, and as what."""

from typing import Any

import pytest

from agents.bank import alike
from agents.briefing import Material
from agents.examples import Example
from agents.prompting import Prompts
from learning.dataset import gathering
from learning.dataset.gathering import LeftOut, examined, gathered
from learning.dataset.pseudonym import pseudonym
from storage.records import BankExample, Consent, Outcome, RowId, Style, UserId, row_id
from tests.learning.dataset.made import (
    ANNA,
    ANSWER,
    KEY,
    NOW,
    PROMPT,
    TURN,
    episode,
    exchange,
    predicted,
    prescribed,
    whole,
)


def label_of(**told: Any) -> bool | str:
    """The label of the one record, or why there is none."""
    (found,) = examined(whole(), [episode(**told)], KEY)
    return found.why if isinstance(found, LeftOut) else found.label


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ({"thumb": "up"}, True),
        ({"stars": 4}, True),
        ({"stars": 5, "thumb": "up"}, True),
        ({"thumb": "up", "stars": 3}, True),
        ({"thumb": "down"}, False),
        ({"stars": 2}, False),
        ({"stars": 1, "hurt_after": True}, False),
        ({"thumb": "down", "stars": 3}, False),
        ({"stars": 3}, gathering.NO_VOTE),
        ({}, gathering.NO_VOTE),
        ({"thumb": "up", "stars": 1}, gathering.MIXED),
        ({"thumb": "down", "stars": 5}, gathering.MIXED),
        ({"thumb": "up", "prescribed": (prescribed(True),), "predictions": (predicted(Outcome.HIT),)}, True),
        ({"thumb": "up", "prescribed": (prescribed(None),), "predictions": (predicted(Outcome.DID_NOT_TRY),)}, True),
        ({"thumb": "up", "prescribed": (prescribed(True), prescribed(False))}, gathering.ENDED_BADLY),
        ({"thumb": "up", "predictions": (predicted(Outcome.NOT_YET),)}, gathering.ENDED_BADLY),
        ({"stars": 5, "hurt_after": True}, gathering.ENDED_BADLY),
    ],
)
def test_liked_and_well_ended_is_desirable_and_disliked_is_not(told: dict[str, Any], label: bool | str) -> None:
    assert label_of(**told) == label


@pytest.mark.parametrize(
    ("thumb", "verdict", "label"),
    [
        ("up", "used, cut: talk of a record: pr", gathering.CUT),
        ("up", "guard: 200 was not given", gathering.NOT_USED),
        ("down", "used, cut: 200 was not given", False),
        ("down", "used, cut: 200 was not given; 260 lb is not a load for today", gathering.DANGEROUS),
        ("down", "used, cut: against the plan: go heavier", gathering.DANGEROUS),
        ("down", "guard: advice to train through pain: push through", gathering.NOT_USED),
        ("down", "unavailable: slow", gathering.NOT_USED),
    ],
)
def test_the_guard_s_verdict_decides_too(thumb: str, verdict: str, label: bool | str) -> None:
    assert label_of(thumb=thumb, exchanges=(exchange(verdict=verdict),)) == label


def test_a_second_try_for_a_wrong_shape_is_no_example() -> None:
    again = exchange(agent="planner", id=row_id(TURN, "planner", "repair"))
    assert label_of(thumb="up", exchanges=(again,)) == gathering.MENDED


@pytest.mark.parametrize("consent", [None, Consent.ASKED, Consent.REFUSED])
def test_without_consent_there_is_nothing(consent: Consent | None) -> None:
    assert list(gathered(whole(consent=consent), [episode(thumb="up")], KEY)) == []


def test_a_record_says_what_was_asked_and_answered_and_of_whom_only_a_pseudonym() -> None:
    (found,) = gathered(whole(months=14), [episode(stars=5, prescribed=(prescribed(True),))], KEY)
    assert (found.input, found.output, found.system) == (PROMPT, ANSWER, "You are the coach.")
    assert (found.agent, found.category, found.experience, found.outcome) == (
        "coach",
        "increase",
        "intermediate",
        "made",
    )
    assert found.facts == exchange().facts
    assert found.lifter == pseudonym(ANNA, KEY) != ANNA
    assert (found.source, found.licence) == (gathering.SOURCE, gathering.LICENCE)


def test_a_liked_answer_that_names_somebody_is_left_out_and_a_disliked_one_is_marked() -> None:
    named = exchange(answer="Good work, Kowalski. 190 lb is next.")
    assert label_of(thumb="up", exchanges=(named,)) == gathering.PERSONAL
    (found,) = gathered(whole(), [episode(thumb="down", exchanges=(named,))], KEY)
    assert found.output == "Good work, [word]. 190 lb is next."


def test_examples_of_other_lifters_are_taken_out_of_the_prompt_and_those_that_ship_stay() -> None:
    shipped = Prompts.load().examples("coach")[0]
    others = Example(occasion="hold", facts="Sleep 8 h. Next: 187 lb × 5.", answer="187 lb was mine.\nIt can be yours.")
    values = Material(facts=("Sleep 8 h",), examples=(others, shipped), style="conservative").values()
    prompt = Prompts.load().render("coach", values).user
    assert "187 lb was mine" in prompt
    (found,) = gathered(whole(), [episode(thumb="up", exchanges=(exchange(prompt=prompt),))], KEY)
    assert "187" not in found.input
    assert "can be yours" not in found.input
    assert shipped.facts in found.input
    assert shipped.answer in found.input
    assert found.input.endswith("Write only the words to the lifter.")


def test_nothing_of_an_example_of_the_bank_stays_whatever_its_lines_are() -> None:
    of_ben = BankExample(
        id=RowId("b"),
        user=UserId("ben"),
        agent="coach",
        occasion="hold",
        style=Style.CONSERVATIVE,
        facts=("Next: 187 lb × 5",),
        answer="187 lb was mine.\n\nIt can be yours.",
        liked_at=NOW,
    )
    shown = alike((of_ben,), ("Sleep 8 h",), "hold", Style.CONSERVATIVE, ANNA)
    values = Material(facts=("Sleep 8 h",), examples=shown, style="conservative").values()
    prompt = Prompts.load().render("coach", values).user
    assert "can be yours" in prompt
    (found,) = gathered(whole(), [episode(thumb="up", exchanges=(exchange(prompt=prompt),))], KEY)
    assert "can be yours" not in found.input
