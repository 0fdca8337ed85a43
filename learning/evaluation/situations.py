"""Groups of cases that are large enough to be judged by: what a day asks for, not each of fifty small classes. Pure."""

from collections.abc import Mapping
from typing import Final

from learning.evaluation.case import Agent, EvaluationCase
from learning.evaluation.comparison import Comparison, Group, group_of
from learning.evaluation.scores import CaseScore, Scores

LEAST_CASES: Final = 5
"""In a group of so many, one rule that fails in one answer moves the mean by 2 to 3 %: answers have 7 to 11 rules."""
OTHERS: Final = "others"

_Pairs = list[tuple[CaseScore, CaseScore]]


def situation(case: EvaluationCase) -> str:
    """Where the day's load goes ("up", "hold", "down", "rest"), "refer", or the case's own class."""
    return "refer" if case.expect.refers else case.expect.direction or case.kind


def by_situation(found: Comparison) -> tuple[Group, ...]:
    """By agent and situation; may be empty.

    An agent's situations of fewer than LEAST_CASES are judged together. Where those are too few even so they are in no
    group: they count in what all cases say.
    """
    groups: dict[tuple[Agent, str], _Pairs] = {}
    for pair in found.pairs:
        groups.setdefault((pair[0].case.agent, situation(pair[0].case)), []).append(pair)
    joined = _small_joined(groups)
    return tuple(
        _group(agent, name, joined[agent, name])
        for agent, name in sorted(joined)
        if len(joined[agent, name]) >= LEAST_CASES
    )


def _small_joined(groups: Mapping[tuple[Agent, str], _Pairs]) -> Mapping[tuple[Agent, str], _Pairs]:
    joined: dict[tuple[Agent, str], _Pairs] = {}
    for (agent, name), pairs in groups.items():
        joined.setdefault((agent, name if len(pairs) >= LEAST_CASES else OTHERS), []).extend(pairs)
    return joined


def _group(agent: Agent, name: str, pairs: _Pairs) -> Group:
    old, new = (Scores({pair[side].case.id: pair[side] for pair in pairs}) for side in (0, 1))
    return group_of(f"{agent}/{name}", agent, old, new)
