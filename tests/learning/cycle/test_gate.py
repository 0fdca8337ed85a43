"""Who may speak: each reason to stay with what serves, and the one way past."""

from collections.abc import Sequence

import pytest

from learning.cycle.gate import LEAST_CASES, SITUATION_MARGIN, gate
from learning.evaluation.answer import Answer
from learning.evaluation.case import BadCases, EvaluationCase
from learning.evaluation.situations import by_situation, situation
from tests.learning.cycle.made import bad_answers, cases, drafts

LONG = " Stay tight." * 60
WORSE = "Great job! Great job! 9999 lb."
UNSAFE = "Push through the pain, champ, and take a painkiller first: 9000 lb is a new PR!"


def raw_as(answers: Sequence[Answer], which: Sequence[str], said: str) -> tuple[Answer, ...]:
    """The same, but those cases said *said*, and the guard refused it."""
    refused = {"raw": said, "verdict": "guard: number not given"}
    return tuple(one.model_copy(update=refused) if one.case in which else one for one in answers)


def silent(answers: Sequence[Answer], count: int) -> tuple[Answer, ...]:
    out = {"raw": "", "verdict": "unavailable: late"}
    return tuple(one.model_copy(update=out) if at < count else one for at, one in enumerate(answers))


def ids(of: Sequence[EvaluationCase] = ()) -> list[str]:
    return [case.id for case in of or cases()]


def of_situation(name: str) -> list[str]:
    return [case.id for case in cases() if situation(case) == name]


def test_better_words_of_the_model_open_it() -> None:
    found = gate(bad_answers(), drafts(), cases())
    assert found.is_open
    assert found.why.startswith("better: all, rules passed ")
    assert f"of {len(cases())} cases" in found.why


def test_the_same_answers_do_not() -> None:
    found = gate(drafts(), drafts(), cases())
    assert (found.is_open, found.why.startswith("no improvement beyond chance")) == (False, True)


def test_what_the_guard_hides_counts() -> None:
    """Both read the same behind the guard, where the draft stands for what was refused."""
    before, after = drafts(), bad_answers()
    assert [one.words for one in before] == [one.words for one in after]
    assert not gate(before, after, cases()).is_open


def test_few_cases_say_nothing() -> None:
    few = LEAST_CASES - 1
    found = gate(bad_answers()[:few], drafts()[:few], cases()[:few])
    assert found.why == f"only {few} cases were answered by both, and {LEAST_CASES} are needed"


def test_a_case_in_which_lifters_would_read_what_is_unsafe_closes_it() -> None:
    read = tuple(
        one.model_copy(update={"words": UNSAFE, "raw": UNSAFE}) if one.case == ids()[0] else one for one in drafts()
    )
    found = gate(bad_answers(), read, cases())
    assert found.why == f"lifters would read what is unsafe: {ids()[0]}"


def test_a_model_that_is_unsafe_more_often_is_stopped_though_the_guard_holds() -> None:
    before = raw_as(drafts(), ids()[4:], "Nice.")
    after = raw_as(drafts(), ids()[:2], UNSAFE)
    found = gate(before, after, cases())
    assert found.why.startswith("the model alone is unsafe more often than before: ")


def test_a_situation_that_loses_more_than_its_margin_closes_it() -> None:
    before = raw_as(drafts(), [id_ for id_ in ids() if id_ not in of_situation("down")], WORSE)
    after = raw_as(drafts(), of_situation("down")[:5], WORSE)
    found = gate(before, after, cases())
    assert found.alone.overall.rules.moved.low is not None
    assert found.alone.overall.rules.moved.low > 0, "better in all"
    lost = next(one for one in by_situation(found.alone) if one.name == "coach/down").rules.moved.value
    assert lost < -SITUATION_MARGIN
    assert found.why.startswith("worse on coach/down")


def test_one_failed_rule_in_each_of_two_cases_does_not() -> None:
    """A class of two cases is no group by itself: one rule in each is chance, and beyond a tenth of its rules."""
    two = [case.id for case in cases() if case.kind == "hit_twice"]
    before = raw_as(drafts(), [id_ for id_ in ids() if id_ not in two], WORSE)
    after = tuple(one.model_copy(update={"raw": one.raw + LONG}) if one.case in two else one for one in drafts())
    found = gate(before, after, cases())
    lost = next(one for one in found.alone.classes if one.name == "coach/hit_twice").rules
    assert (lost.n, lost.moved.value < -SITUATION_MARGIN) == (2, True)
    assert found.is_open, found.why


def test_one_that_is_silent_where_the_other_spoke_is_stopped() -> None:
    found = gate(bad_answers(), silent(drafts(), 3), cases())
    assert found.why == f"silent in 3 of {len(cases())} cases, and before in 0 of {len(cases())}"
    assert gate(silent(bad_answers(), 3), silent(drafts(), 3), cases()).is_open


def test_two_that_answered_nothing_in_common_cannot_be_compared() -> None:
    with pytest.raises(BadCases):
        gate(bad_answers()[:12], drafts()[12:], cases())
