from datetime import timedelta

import pytest

from learning.dataset.bank import bank_of, newest
from storage.records import BankExample, Consent, Feedback, RowId, Style, Thumb, UserId
from tests.learning.dataset.made import ANNA, ANSWER, NOW, TURN, episode, exchange, whole


def test_a_liked_answer_with_its_facts_is_an_example() -> None:
    votes = [
        Feedback(user=ANNA, turn=TURN, source="a", said_at=NOW + timedelta(hours=hours), thumb=thumb)
        for hours, thumb in ((1, Thumb.UP), (2, Thumb.UP), (3, Thumb.DOWN))
    ]
    spoken = exchange(facts=("Exercise: bench", "Soreness 6, Kowalski's knee", "Sleep 8 h"))
    (found,) = bank_of(whole(feedback=votes), [episode(thumb="up", exchanges=(spoken,))])
    assert found == BankExample(
        id=spoken.id,
        user=ANNA,
        agent="coach",
        occasion="increase",
        style=Style.CONSERVATIVE,
        facts=("Exercise: bench", "Sleep 8 h"),
        answer=ANSWER,
        liked_at=NOW + timedelta(hours=2),
    )


@pytest.mark.parametrize(
    ("told", "changed", "consent"),
    [
        ({"thumb": "down"}, {}, Consent.GIVEN),
        ({"thumb": "up", "hurt_after": True}, {}, Consent.GIVEN),
        ({"thumb": "up"}, {"verdict": "used, cut: a promise: you will"}, Consent.GIVEN),
        ({"thumb": "up"}, {"agent": "reader"}, Consent.GIVEN),
        ({"thumb": "up"}, {"occasion": ""}, Consent.GIVEN),
        ({"thumb": "up"}, {"facts": ()}, Consent.GIVEN),
        ({"thumb": "up"}, {"answer": "Kowalski, add 5 lb."}, Consent.GIVEN),
        ({"thumb": "up"}, {}, Consent.REFUSED),
    ],
)
def test_nothing_else_is(told: dict[str, object], changed: dict[str, object], consent: Consent) -> None:
    assert not list(bank_of(whole(consent=consent), [episode(exchanges=(exchange(**changed),), **told)]))


def example(n: int, agent: str = "coach", words: str = "", fact: str = "") -> BankExample:
    return BankExample(
        id=RowId(f"{n:04d}"),
        user=UserId("anna"),
        agent=agent,
        occasion="hold",
        style=Style.CONSERVATIVE,
        facts=(fact or f"Next: {100 + n} lb × 5",),
        answer=words or f"Answer {n} is about {100 + n} lb and {n} things.",
        liked_at=NOW + timedelta(minutes=n),
    )


def test_the_bank_of_an_agent_is_the_newest_that_differ() -> None:
    given = [example(n) for n in range(300)]
    same = [example(n, words="Hold it steady and brace.", fact="Sleep 8 h") for n in range(300, 303)]
    found = newest([*given, *same, example(1, "planner")], "coach")
    assert len(found) == 200
    assert [one.id for one in found[:3]] == ["0302", "0299", "0298"]
