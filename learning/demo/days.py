"""The canary's days: simulated lifters, each in his real arm, who read answers that the arms really gave."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Final

from agents.drafts import drafts_of
from agents.lineup import Offers, arm_of, arms_text, dealt, means_of
from agents.team import think
from learning.cycle.run import Ran, run
from learning.cycle.workers import Alone
from learning.demo.loop import Said, Stage
from learning.demo.plan import AGENT, BEGINS_AT
from learning.demo.rows import Answered, keep_answer, keep_lifter
from learning.demo.server import SLOTS
from learning.demo.talks import Situation, situations
from learning.demo.votes import kind_of, vote
from storage.records import Exchange, Experiment, Person, Profile, UserId

APART: Final = 1_000  # numbers of lifters whose votes are not learned from begin here
OF_ONE: Final = 2  # situations of each of them
ANSWERS: Final = (2, 6)  # that a lifter gets within his horizon
ARRIVE: Final = 0.5  # of the canary's days, on which new lifters come


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One real answer of an arm, with what a lifter then reads."""

    exchange: Exchange
    words: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What came of the canary: *kinds* of answers by the name of the arm."""

    ran: Ran
    days: int
    lifters: int
    kinds: Mapping[str, Mapping[str, int]]


async def asked(stage: Stage, experiment: Experiment) -> Mapping[str, Sequence[Spoken]]:
    """The answers of both arms to situations that were not learned from, by the name of the arm."""
    numbers = range(APART, APART + -(-stage.plan.situations // OF_ONE))
    exercises = stage.knowledge.exercises
    found = [
        one for number in numbers for one in situations(stage.plan.seed, number, OF_ONE, stage.means, exercises)[1]
    ]
    return {
        arm.name: await _answers(stage, experiment, arm.name, found[: stage.plan.situations])
        for arm in (experiment.control, experiment.treatment)
    }


async def _answers(stage: Stage, experiment: Experiment, arm: str, found: Sequence[Situation]) -> Sequence[Spoken]:
    """As somebody in that arm is answered by the bot's own way."""
    user = next(user for user in map(UserId, map(str, range(APART))) if arm_of(experiment, user).name == arm)
    lineup = await stage.shop.store.lineup()
    alone = replace(stage.means, model=Alone(stage.model, AGENT))
    means, free = means_of(alone, lineup, user, Offers(stage.means.settings)), asyncio.Semaphore(SLOTS)

    async def one(situation: Situation) -> Spoken:
        async with free:
            thought = await think(situation.case, drafts_of(situation.case), means)
        exchange = thought.exchanges[-1]
        kind = kind_of(exchange.verdict, is_clean=situation.is_clean(exchange.answer))
        words = "\n".join(filter(None, (situation.case.shown, thought.words)))
        return Spoken(exchange=exchange, words=words, kind=kind)

    return await asyncio.gather(*map(one, found))


async def lived(stage: Stage, experiment: Experiment, answers: Mapping[str, Sequence[Spoken]], said: Said) -> Days:
    """Day after day until the cycle decides: who came, what he read, how he voted, and a look each day."""
    visits = _visits(stage)
    met: dict[UserId, Person] = {}
    ran = Ran(AGENT, "the canary had no day")
    day = 0
    for day in range(1, stage.plan.canary_days + 2):
        for number in visits.get(day, ()):
            await _visit(stage, UserId(f"canary-{number}"), day, met, answers)
        stage.clock.at = BEGINS_AT + timedelta(days=day)
        ran = (await run(stage.shop))[-1]
        if day % 5 == 0:
            said(f"  day {day}: {len(met)} lifters, {ran.line}")
        if await _is_over(stage, experiment):
            break
    return Days(
        ran=ran,
        days=day,
        lifters=len(met),
        kinds={arm: Counter(one.kind for one in own) for arm, own in answers.items()},
    )


async def _is_over(stage: Stage, experiment: Experiment) -> bool:
    known = {one.name: one for one in await stage.shop.store.experiments()}
    return known[experiment.name].ended_at is not None


def _visits(stage: Stage) -> Mapping[int, Sequence[int]]:
    """Which lifters are answered on which day."""
    plan, found = stage.plan, dict[int, list[int]]()
    for number in range(plan.canary_lifters):
        random = Random(f"{plan.seed}:visits:{number}")
        first = 1 + int(random.random() * ARRIVE * plan.canary_days)
        within = range(1, stage.shop.config.learning.horizon_days)
        later = random.sample(within, min(len(within), random.randint(*ANSWERS) - 1))
        for day in (first, *(first + days for days in later)):
            found.setdefault(day, []).append(number)
    return found


async def _visit(
    stage: Stage, user: UserId, day: int, met: dict[UserId, Person], answers: Mapping[str, Sequence[Spoken]]
) -> None:
    store, at = stage.shop.store, BEGINS_AT + timedelta(days=day, hours=-6)
    if user not in met:
        met[user] = await keep_lifter(store, user, Profile(), at - timedelta(hours=1))
    random = Random(f"{stage.plan.seed}:{user}:{day}")
    arms = dealt(await store.lineup(), met[user])
    own = next(arm for _, arm in arms)
    one = random.choice(answers[own.name])
    answered = Answered(user=user, number=day, at=at, exchange=one.exchange, words=one.words, arms=arms_text(arms))
    await keep_answer(store, answered, vote(one.kind, random))
