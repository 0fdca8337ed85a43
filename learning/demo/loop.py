"""The loop itself: votes, a dataset, an adapter, a server, an evaluation, a canary, a decision."""

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from agents.calls import Means
from agents.nim import NimModel
from bot.app import Knowledge
from bot.config import Secrets
from bot.models import open_model
from learning.cycle.bench import Workshop
from learning.cycle.command import means_of
from learning.cycle.run import Ran, run
from learning.cycle.workers import ChildTrainer, LiveExaminer
from learning.demo.plan import AGENT, BEGINS_AT, Plan, prompts
from learning.demo.rows import Answered, keep_answer, keep_lifter
from learning.demo.server import SLOTS, LocalServer, LocalServing, until_listed
from learning.demo.talks import Talk, situations, talks
from learning.demo.votes import kind_of, vote
from learning.evaluation.case import Agent, EvaluationCase, load_cases
from storage.open import open_store
from storage.records import Exchange, Person, Thumb, row_id

VOTED_DAYS = 30  # before the cycle, over which the votes came that it learns from
TABLES = "tables"  # the model of the answers that nobody but tables worded

Said = Callable[[str], None]


@dataclass(slots=True)
class Clock:
    """The simulated time: nothing waits for it."""

    at: datetime = BEGINS_AT

    def __call__(self) -> datetime:
        return self.at


@dataclass(slots=True)
class Stopwatch:
    """Seconds of each part, as they really passed."""

    seconds: dict[str, float] = field(default_factory=dict)
    _part: str = ""
    _since: float = field(default_factory=time.monotonic)

    def begin(self, part: str) -> None:
        now = time.monotonic()
        if self._part:
            self.seconds[self._part] = self.seconds.get(self._part, 0.0) + now - self._since
        self._part, self._since = part, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """All that the demonstration plays with."""

    plan: Plan
    shop: Workshop
    clock: Clock
    means: Means
    knowledge: Knowledge
    model: NimModel


@asynccontextmanager
async def opened(plan: Plan, clock: Clock, cases: tuple[EvaluationCase, ...] | None = None) -> AsyncIterator[Stage]:
    """A fresh database, the real server without an adapter, and a cycle's workshop on both."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    server = LocalServer(plan.weights)
    config = plan.config(server.base_url)
    model = open_model(config, Secrets(_env_file=None))  # type: ignore[call-arg]
    assert model is not None  # noqa: S101 -- it has an address
    await server.start()
    try:
        await until_listed(model)
        async with open_store(config.database.url) as store:
            knowledge = Knowledge.load()
            means = replace(means_of(config, model, knowledge), prompts=prompts(), now=clock)  # the bot's else
            own = cases if cases is not None else load_cases((Agent(AGENT),))
            shop = Workshop(
                store=store,
                config=config,
                exercises=knowledge.exercises,
                trainer=ChildTrainer(),
                serving=LocalServing(server, model, config.learning.folder / "adapters"),
                examiner=LiveExaminer(means, own, knowledge, SLOTS),
                cases=own,
                now=clock,
            )
            yield Stage(plan=plan, shop=shop, clock=clock, means=means, knowledge=knowledge, model=model)
    finally:
        await model.close()
        await server.stop()


# ── votes that are learned from ────────────────────────────────────────────────────────────────────────────────────


async def fed(stage: Stage) -> Mapping[str, int]:
    """Lifters with their talks and votes; gives the counts of votes."""
    counts: Counter[str] = Counter()
    for number in range(stage.plan.lifters):
        random = Random(f"{stage.plan.seed}:votes:{number}")
        plan = stage.plan
        own, found = situations(plan.seed, number, plan.talks, stage.means, stage.knowledge.exercises)
        first_at = BEGINS_AT - timedelta(days=VOTED_DAYS)
        person = await keep_lifter(stage.shop.store, own.user, own.profile, first_at)
        for at, talk in enumerate(talks(found, random)):
            thumb = await _kept(stage, person, at, talk, first_at + timedelta(days=at, hours=number / 10), random)
            counts[thumb.value if thumb else "none"] += 1
    return counts


async def _kept(stage: Stage, person: Person, number: int, talk: Talk, at: datetime, random: Random) -> Thumb | None:
    one, verdict = talk.situation, talk.situation.verdict(talk.answer)
    exchange = Exchange(
        id=row_id("demo", person.user, number),
        turn=row_id("demo", number),
        user=person.user,
        agent=AGENT,
        model=TABLES,
        adapter=None,
        prompt_version=stage.means.prompts.version(AGENT),
        arm=one.case.arm,
        occasion=one.occasion,
        facts=one.facts,
        system=one.request.system,
        prompt=one.request.user,
        answer=talk.answer,
        verdict=verdict,
        prompt_tokens=0,
        completion_tokens=0,
        latency_ms=0,
        at=at,
    )
    thumb = vote(kind_of(verdict, is_clean=one.is_clean(talk.answer)), random)
    words = f"{one.case.shown}\n{talk.answer}" if verdict.startswith("used") else one.case.shown
    await keep_answer(
        stage.shop.store, Answered(user=person.user, number=number, at=at, exchange=exchange, words=words), thumb
    )
    return thumb


# ── the cycle ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def cycle(stage: Stage, watch: Stopwatch, said: Said) -> Ran:
    """One run of the cycle as `focusflow learn` makes it; gives what came of the agent."""

    def told(step: str) -> None:
        watch.begin(step.partition(": ")[2])
        said(f"  {step}")

    found = await run(stage.shop, told)
    watch.begin("")
    return found[-1]
