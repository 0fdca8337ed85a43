"""What simulated lifters and the coach said to each other: the planner's own cases, and answers worded from tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from agents.answers import Ground, Rejected
from agents.calls import Means
from agents.case import Case
from agents.drafts import drafts_of
from agents.model import Request
from agents.occasion import occasions
from agents.team import asked_of
from knowledge.exercise import Exercises
from learning.demo.plan import AGENT
from learning.synth.answers import answer
from learning.synth.bad import bad_answer
from learning.synth.checks import accepted, read
from learning.synth.fields import sayable
from learning.synth.lifters import Lifter, lifter
from learning.synth.seasons import cases

BAD: Final = 0.2  # share of the answers that are of the kind that nobody likes
TRIES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One message of a lifter, as the coach is asked about it."""

    case: Case
    request: Request
    ground: Ground

    @property
    def facts(self) -> tuple[str, ...]:
        return sayable(self.case, self.request.user).facts

    @property
    def occasion(self) -> str:
        return occasions(self.case)[0].value

    def verdict(self, text: str) -> str:
        """The guard's, as an exchange has it."""
        try:
            cuts = read(AGENT, text, self.ground).cuts
        except Rejected as rejected:
            return str(rejected)
        return f"used, cut: {'; '.join(cuts)}" if cuts else "used"

    def is_clean(self, text: str) -> bool:
        """Whole past the guard, every number from the facts, neither unsafe nor against the plan, and not too long."""
        try:
            accepted(AGENT, text, self.ground, self.facts)
        except Rejected:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    situation: Situation
    answer: str


def situations(seed: int, number: int, most: int, means: Means, exercises: Exercises) -> tuple[Lifter, list[Situation]]:
    """A simulated lifter and his first messages."""
    own = lifter(seed, number, exercises)
    found = []
    for _, case in zip(range(most), cases(own, exercises), strict=False):
        request, ground = asked_of(AGENT, case, drafts_of(case), means)
        found.append(Situation(case=case, request=request, ground=ground))
    return own, found


def talks(found: list[Situation], random: Random) -> Iterator[Talk]:
    """Each with an answer, where one can be made."""
    for one in found:
        words = _bad(one, random) if random.random() < BAD else _good(one, random)
        if words:
            yield Talk(situation=one, answer=words)


def _good(one: Situation, random: Random) -> str | None:
    may_say = sayable(one.case, one.request.user)
    drawn = (answer(AGENT, one.ground, may_say, random) for _ in range(TRIES))
    return next((text for text in drawn if text and one.is_clean(text)), None)


def _bad(one: Situation, random: Random) -> str | None:
    found = bad_answer(AGENT, one.ground, sayable(one.case, one.request.user), random)
    return found[1] if found else None
