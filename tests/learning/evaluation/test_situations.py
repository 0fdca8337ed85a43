"""Groups that are large enough to be judged by: each case at most once, the small ones together."""

from learning.evaluation.case import Agent
from learning.evaluation.comparison import Comparison, compare
from learning.evaluation.scores import evaluate
from learning.evaluation.situations import LEAST_CASES, OTHERS, by_situation, situation
from tests.learning.evaluation.answers import cases, draft


def compared(*ids: str) -> Comparison:
    scores = evaluate([draft(id_) for id_ in ids], list(cases().values()))
    return compare(scores, scores)


def of(agent: Agent) -> list[str]:
    return [id_ for id_, case in cases().items() if case.agent is agent]


def test_every_case_that_ships_is_in_one_group_of_five_or_more() -> None:
    found = by_situation(compared(*cases()))
    assert sum(group.rules.n for group in found) == len(cases())
    assert min(group.rules.n for group in found) >= LEAST_CASES
    assert {"coach/up", "coach/hold", "coach/down", "coach/rest"} <= {group.name for group in found}


def test_small_situations_of_one_agent_are_judged_together() -> None:
    small = [id_ for id_ in of(Agent.COACH) if situation(cases()[id_]) in ("refer", "programme_531")]
    found = by_situation(compared(*small))
    assert [(group.name, group.rules.n) for group in found] == [(f"coach/{OTHERS}", len(small))]


def test_too_few_are_no_group_at_all() -> None:
    few = [id_ for id_ in of(Agent.COACH) if situation(cases()[id_]) == "up"][: LEAST_CASES - 1]
    assert by_situation(compared(*few)) == ()
