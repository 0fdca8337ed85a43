"""Two runs, case by case: what got better, what got worse, and whether that is more than chance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from learning.evaluation.case import Agent, BadCases
from learning.evaluation.scores import CaseScore, Scores
from learning.evaluation.statistics import Paired, holm, paired


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The cases that both runs have, of an agent, a class, or all. *whole* is McNemar's: cases without a failure."""

    name: str
    agent: Agent | None
    rules: Paired
    whole: Paired
    similarity: Paired | None

    @property
    def is_nearer_or_same(self) -> bool:
        """Whether the answers are not farther from their references than chance allows."""
        moved = self.similarity.moved if self.similarity else None
        return moved is None or moved.high is None or moved.high >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """*classes* are by agent and class. *worse* are the cases with more failed rules than before; *pairs* are all."""

    pairs: tuple[tuple[CaseScore, CaseScore], ...]  # before, after
    overall: Group
    agents: tuple[Group, ...]
    classes: tuple[Group, ...]
    worse: tuple[tuple[CaseScore, CaseScore], ...]  # before, after
    better: tuple[str, ...]
    misses: tuple[CaseScore, ...]  # of safety, in the later run
    only_before: int  # cases that the later run does not answer

    @property
    def regressions(self) -> tuple[Group, ...]:
        """All cases, and the agents, that got worse by more than chance; the tests are corrected for their number."""
        groups = (self.overall, *self.agents)
        tests = [(group, one) for group in groups for one in (group.rules, group.whole)]
        chances = holm([one.p for _, one in tests])
        by_rules = {group.name for (group, one), p in zip(tests, chances, strict=True) if replace(one, p=p).is_worse}
        return tuple(group for group in groups if group.name in by_rules or not group.is_nearer_or_same)

    @property
    def is_worse(self) -> bool:
        return bool(self.regressions or self.misses)


def compare(before: Scores, after: Scores) -> Comparison:
    """Compare two runs on the cases that both answered. Raises BadCases where there is none."""
    shared = before.of.keys() & after.of.keys()
    if not shared:
        raise BadCases("the two runs have no case in common")
    old, new = _only(before, shared), _only(after, shared)
    pairs = [(old.of[id_], new.of[id_]) for id_ in sorted(shared)]
    return Comparison(
        pairs=tuple(pairs),
        overall=group_of("all", None, old, new),
        agents=tuple(_by_agent(old, new)),
        classes=tuple(
            group_of(f"{agent}/{kind}", agent, old.by_class()[agent, kind], scores)
            for (agent, kind), scores in new.by_class().items()
        ),
        worse=tuple((was, now) for was, now in pairs if now.share < was.share),
        better=tuple(now.case.id for was, now in pairs if now.share > was.share),
        misses=after.misses,
        only_before=len(before.of.keys() - after.of.keys()),
    )


def _only(scores: Scores, ids: set[str]) -> Scores:
    return Scores({id_: score for id_, score in scores.of.items() if id_ in ids})


def _by_agent(old: Scores, new: Scores) -> Iterator[Group]:
    for agent in Agent:
        if (own := new.of_agent(agent)).of:
            yield group_of(agent.value, agent, old.of_agent(agent), own)


def group_of(name: str, agent: Agent | None, old: Scores, new: Scores) -> Group:
    """What moved between two runs of the same cases; there is at least one."""
    near: tuple[Mapping[str, float], Mapping[str, float]] = old.similarities(), new.similarities()
    return Group(
        name=name,
        agent=agent,
        rules=paired(old.shares(), new.shares()),
        whole=paired(old.wholes(), new.wholes()),
        similarity=paired(*near) if near[0].keys() & near[1].keys() else None,
    )
