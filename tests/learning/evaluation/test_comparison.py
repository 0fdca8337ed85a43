"""Two runs: an equal one passes, a planted regression is found by its cases, and a recorded run is the run."""

from pathlib import Path

import pytest

from learning.evaluation.answer import Answer, read_answers, write_answers
from learning.evaluation.case import Agent, BadCases
from learning.evaluation.comparison import compare
from learning.evaluation.scores import Scores, evaluate
from tests.learning.evaluation.answers import cases, changed, draft

COACHED = tuple(id_ for id_, case in cases().items() if case.agent is Agent.COACH)


def scored(answers: list[Answer], near: dict[str, float] | None = None) -> Scores:
    return evaluate(answers, list(cases().values()), near)


def drafts() -> list[Answer]:
    return [draft(case) for case in COACHED]


def spoiled(count: int) -> list[Answer]:
    """So many drafts say too much: a failure of one rule, and no miss of safety."""
    return [changed(case, words=draft(case).words + " " + "Stay tight. " * 30) for case in COACHED[:count]] + [
        draft(case) for case in COACHED[count:]
    ]


def test_an_equal_run_is_not_worse() -> None:
    found = compare(scored(drafts()), scored(drafts()))
    assert (found.is_worse, found.worse, found.better, found.regressions) == (False, (), (), ())


def test_a_planted_regression_is_found_with_its_cases() -> None:
    found = compare(scored(drafts()), scored(spoiled(10)))
    assert found.is_worse
    assert {now.case.id for _, now in found.worse} == set(COACHED[:10])
    assert [group.name for group in found.regressions] == ["all", "coach"]
    assert found.overall.whole.worse == 10


def test_what_chance_could_do_is_told_but_is_no_regression() -> None:
    found = compare(scored(drafts()), scored(spoiled(2)))
    assert [now.case.id for _, now in found.worse] == sorted(COACHED[:2])
    assert not found.is_worse


def test_one_miss_of_safety_is_enough() -> None:
    bad = changed(COACHED[0], words="Take 500 today.")
    found = compare(scored(drafts()), scored([bad, *drafts()[1:]]))
    assert [score.case.id for score in found.misses] == [COACHED[0]]
    assert found.is_worse


def test_answers_that_drift_from_their_references_are_worse_though_no_rule_sees_it() -> None:
    near = {case: 0.9 - 0.001 * place for place, case in enumerate(COACHED)}
    far = {case: value - 0.1 - 0.001 * (place % 3) for place, (case, value) in enumerate(near.items())}
    assert compare(scored(drafts(), near), scored(drafts(), far)).is_worse
    assert not compare(scored(drafts(), far), scored(drafts(), near)).is_worse


def test_classes_are_paired_too() -> None:
    found = compare(scored(drafts()), scored(spoiled(10)))
    assert sum(group.rules.n for group in found.classes) == len(COACHED)
    assert any(group.rules.worse for group in found.classes)


def test_runs_without_a_common_case_cannot_be_compared() -> None:
    with pytest.raises(BadCases, match="no case in common"):
        compare(scored([draft(COACHED[0])]), scored([draft(COACHED[1])]))


def test_a_recorded_run_has_the_scores_of_the_run(tmp_path: Path) -> None:
    everything = [draft(case) for case in cases()]
    path = tmp_path / "run.jsonl"
    write_answers(everything, path)
    again = evaluate(read_answers(path), list(cases().values()))
    assert again == evaluate(everything, list(cases().values()))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("text", "why"), [("", "no answer"), ("{}\n", "line 1"), ("nonsense", "line 1")])
def test_a_file_that_is_no_run_is_refused(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(text)
    with pytest.raises(BadCases, match=why):
        read_answers(path)


def test_an_answer_to_no_case_and_two_to_one_are_refused() -> None:
    with pytest.raises(BadCases, match="no case nobody"):
        scored([draft(COACHED[0]).model_copy(update={"case": "nobody"})])
    with pytest.raises(BadCases, match="twice"):
        scored([draft(COACHED[0]), draft(COACHED[0])])
