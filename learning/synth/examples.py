"""The examples of one lifter: the real planner's case, the real prompt, and an answer that passed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from random import Random
from typing import Final

from agents.answers import Given, Ground, Rejected
from agents.calls import Means
from agents.case import AgentSettings, Case
from agents.drafts import drafts_of
from agents.facts import Drafts
from agents.minds import COACH, INSIGHT, PLANNER, minds_for
from agents.model import Request, Scripted
from agents.prompting import Prompts
from agents.team import asked_of
from bot.app import Knowledge
from learning.dataset.record import Record
from learning.synth.answers import answer, occasion_of
from learning.synth.bad import bad_answer
from learning.synth.checks import accepted
from learning.synth.fields import Sayable, sayable
from learning.synth.lifters import Lifter, lifter
from learning.synth.seasons import cases

SOURCE: Final = "synthetic: planner and phrase tables"
LICENCE: Final = "Apache-2.0"
MINDS: Final = (COACH, INSIGHT, PLANNER)
CASES: Final = 20  # of one lifter that are asked about
KEPT: Final = 0.8  # of his messages
TRIES: Final = 8  # at an answer, before its case is left out
TOLD_BY_OTHERS: Final = 0.3  # share of the coach's cases in which the other two have answered first
NOBODY: Final = AgentSettings(model="none", temperature=0.0, timeout_seconds=1.0, max_tokens=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted. *bad* is the share of undesirable twins, at most 0.5; *agents* of MINDS and the adviser."""

    seed: int = 1
    agents: tuple[str, ...] = MINDS
    bad: float = 0.0


@dataclass(slots=True)
class Made:
    """Records in order, and how often an answer was drawn and refused, by the reason's first words."""

    records: list[Record] = field(default_factory=list)
    drawn: int = 0
    refused: Counter[str] = field(default_factory=Counter)


def of_lifter(number: int, order: Order) -> Made:
    """All examples of one lifter; the same wherever and beside whomever they are made."""
    return _Examples(lifter(order.seed, number, Knowledge.load().exercises), number, order).made()


@cache
def means() -> Means:
    """What the agents ask with, without a model: nobody is asked."""
    passages = {passage.id: passage for passage in Knowledge.load().passages}
    settings = dict.fromkeys((*MINDS, "adviser"), NOBODY)
    return Means(Scripted({}), settings, Prompts.load(), lambda: datetime.min.replace(tzinfo=UTC), int, passages)


class _Examples:
    def __init__(self, own: Lifter, number: int, order: Order) -> None:
        self.lifter, self.order = own, order
        self.random = Random(f"{order.seed}:examples:{number}")
        self.so_far = Made()
        self.twins_due = self.random.random()

    def made(self) -> Made:
        kept = (case for case in cases(self.lifter, Knowledge.load().exercises) if self.random.random() < KEPT)
        for case in islice(kept, CASES):
            self._of_case(case)
        return self.so_far

    def _of_case(self, case: Case) -> None:
        drafts, asked = drafts_of(case), minds_for(case)
        found: dict[str, Given] = {}
        with_others = COACH not in self.order.agents or self.random.random() < TOLD_BY_OTHERS
        for agent in (INSIGHT, PLANNER):
            wanted = agent in self.order.agents
            if agent in asked and (wanted or with_others):
                given = self._example(agent, case, drafts, (), keep=wanted)
                found |= {agent: given} if given and with_others else {}
        if COACH in asked and COACH in self.order.agents:
            told = [found[agent] for agent in (PLANNER, INSIGHT) if agent in found]
            self._example(COACH, case, drafts, told, keep=True)

    def _example(self, agent: str, case: Case, drafts: Drafts, given: Sequence[Given], *, keep: bool) -> Given | None:
        request, ground = asked_of(agent, case, drafts, means(), given)
        may_say = sayable(case, request.user)
        for _ in range(TRIES):
            self.so_far.drawn += 1
            text = answer(agent, ground, may_say, self.random)
            try:
                given_on = accepted(agent, text, ground, may_say.facts) if text else None
            except Rejected as rejected:
                self.so_far.refused[str(rejected).split(":")[0]] += 1
                continue
            if text and given_on:
                if keep:
                    self._keep(self._record(request, case, text, may_say.facts))
                    self._twin(request, ground, case, may_say)
                return given_on
            self.so_far.refused["no phrase fits"] += 1
            if agent == PLANNER:  # its load has no tenths, so no other try has either
                break
        return None

    def _twin(self, request: Request, ground: Ground, case: Case, may_say: Sayable) -> None:
        self.twins_due += self.order.bad / (1 - self.order.bad)
        while self.twins_due >= 1:
            self.twins_due -= 1
            found = self._bad(request.agent, ground, may_say)
            if found is not None:
                kind, text = found
                self._keep(self._record(request, case, text, may_say.facts, kind))

    def _bad(self, agent: str, ground: Ground, may_say: Sayable) -> tuple[str, str] | None:
        tries = (bad_answer(agent, ground, may_say, self.random) for _ in range(TRIES))
        return next((found for found in tries if found is not None), None)

    def _keep(self, record: Record) -> None:
        self.so_far.records.append(record)

    def _record(self, request: Request, case: Case, text: str, facts: tuple[str, ...], kind: str = "") -> Record:
        place = len(self.so_far.records)
        return Record(
            id="-".join(filter(None, (self.lifter.user, str(place), kind))),
            agent=request.agent,
            system=request.system,
            input=request.user,
            output=text,
            label=not kind,
            category=occasion_of(case),
            experience=self.lifter.level.value,
            style=case.arm.value,
            lifter=self.lifter.user,
            source=SOURCE,
            licence=LICENCE,
            facts=facts,
        )


def shard(numbers: Sequence[int], order: Order) -> list[Made]:
    """The lifters of a share of the work, for one worker."""
    return [of_lifter(number, order) for number in numbers]
