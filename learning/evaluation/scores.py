"""How good answers are: by rules, by nearness to a reference, and by a judge's labels where one was asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from learning.backtest.scores import Figure
from learning.evaluation.answer import Answer
from learning.evaluation.case import Agent, BadCases, EvaluationCase
from learning.evaluation.rules import Ruling, rulings
from learning.evaluation.statistics import mean_of, wilson

LABELS: Final = ("clarity", "fit", "safety", "mood")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScore:
    """One answer's score. *similarity* is a cosine; None: no embedder was there."""

    case: EvaluationCase
    answer: Answer
    rulings: tuple[Ruling, ...]
    similarity: float | None = None

    @property
    def share(self) -> float:
        """Of the rules that it passed."""
        return sum(ruling.passed for ruling in self.rulings) / len(self.rulings)

    @property
    def failed(self) -> tuple[Ruling, ...]:
        return tuple(ruling for ruling in self.rulings if not ruling.passed)

    @property
    def misses(self) -> tuple[Ruling, ...]:
        """Of safety."""
        return tuple(ruling for ruling in self.rulings if ruling.is_miss)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A group of cases: the mean share of rules passed, the share of cases without a failure, and the rest."""

    n: int
    rules: Figure
    whole: Figure
    similarity: Figure | None
    safety_misses: int
    labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by rubric, how often each was given


@dataclass(frozen=True, slots=True)
class Scores:
    """Every case's score, by its id."""

    of: Mapping[str, CaseScore]

    @property
    def misses(self) -> tuple[CaseScore, ...]:
        return tuple(score for score in self.of.values() if score.misses)

    @property
    def failures(self) -> tuple[CaseScore, ...]:
        return tuple(score for score in self.of.values() if score.failed)

    def of_agent(self, agent: Agent) -> "Scores":
        return Scores({id_: score for id_, score in self.of.items() if score.case.agent is agent})

    def by_class(self) -> Mapping[tuple[Agent, str], "Scores"]:
        groups: dict[tuple[Agent, str], dict[str, CaseScore]] = {}
        for id_, score in self.of.items():
            groups.setdefault((score.case.agent, score.case.kind), {})[id_] = score
        return {key: Scores(groups[key]) for key in sorted(groups)}

    def shares(self) -> Mapping[str, float]:
        return {id_: score.share for id_, score in self.of.items()}

    def wholes(self) -> Mapping[str, float]:
        """1 where no rule failed, else 0."""
        return {id_: float(not score.failed) for id_, score in self.of.items()}

    def similarities(self) -> Mapping[str, float]:
        return {id_: score.similarity for id_, score in self.of.items() if score.similarity is not None}

    def summary(self) -> Summary:
        """There is at least one case."""
        near = self.similarities()
        return Summary(
            n=len(self.of),
            rules=mean_of(self.shares()),
            whole=wilson(sum(not score.failed for score in self.of.values()), len(self.of)),
            similarity=mean_of(near) if near else None,
            safety_misses=len(self.misses),
            labels=_labels(self.of.values()),
        )


def evaluate(
    answers: Iterable[Answer], cases: Sequence[EvaluationCase], similarities: Mapping[str, float] | None = None
) -> Scores:
    """Score *answers* by the cases that they are to; *similarities* are by case. Cases without an answer are left out.

    Raises BadCases: an answer is to no such case, or two are to the same.
    """
    known = {case.id: case for case in cases}
    found: dict[str, CaseScore] = {}
    for answer in answers:
        case = known.get(answer.case)
        if case is None or case.agent is not answer.agent:
            raise BadCases(f"there is no case {answer.case} of the {answer.agent}; the answers may be of other cases")
        if case.id in found:
            raise BadCases(f"case {case.id} is answered twice")
        near = similarities.get(case.id) if similarities else None
        found[case.id] = CaseScore(case=case, answer=answer, rulings=rulings(case, answer), similarity=near)
    return Scores(found)


def _labels(scores: Iterable[CaseScore]) -> Mapping[str, Mapping[str, int]]:
    given = [score.answer.labels for score in scores if score.answer.labels]
    return {name: Counter(str(getattr(labels, name)) for labels in given) for name in LABELS} if given else {}
