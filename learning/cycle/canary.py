"""A version that speaks to a share of lifters: promoted, rolled back, or waited for, by what they made of it."""

from dataclasses import dataclass, replace
from typing import Final

from learning.cycle.bench import Workshop, serving_of
from learning.experiments.analysis import Analysis, Verdict, analyse
from learning.experiments.watch import all_collected
from storage.records import Experiment, Varies, Version, VersionState
from storage.store import Store

BACK: Final = frozenset({Verdict.WORSE, Verdict.HARM, Verdict.OVER})
PROMOTED: Final = "promoted: "
ROLLED_BACK: Final = "rolled back: "


@dataclass(frozen=True, slots=True)
class Canary:
    version: Version
    experiment: Experiment


async def canary_of(agent: str, store: Store) -> Canary | None:
    """The one that *agent* has out, or that was decided on and not brought to its end; None: there is none."""
    adapters = {one.name: one for one in await store.experiments() if one.varies is Varies.ADAPTER}
    for version in await store.versions():
        experiment = adapters.get(version.name)
        if version.agent != agent or experiment is None:
            continue
        if version.state is VersionState.CANARY or experiment.ended_at is None:
            return Canary(version, experiment)
    return None


async def look(canary: Canary, shop: Workshop) -> str:
    """The decision, in a line, kept. Better beyond doubt: it serves. Undecided at its end counts as no better.

    What was begun before a kill is brought to its end as it was begun, whatever is found now.
    """
    name, experiment = canary.version.name, canary.experiment
    if canary.version.state is VersionState.SERVING:
        return await _promote(canary, canary.version.why, shop)
    if canary.version.state is not VersionState.CANARY:
        return await roll_back(canary, canary.version.why, shop)
    if experiment.ended_at:
        return await roll_back(canary, experiment.ended_why.removeprefix(ROLLED_BACK), shop)
    if await serving_of(canary.version.agent, shop.store) != (experiment.control.value or None):
        return await roll_back(canary, f"it was set against {experiment.control.name}, which serves no more", shop)
    found = await _analysis(experiment, shop)
    if found.verdict in BACK:
        return await roll_back(canary, found.why, shop)
    if found.verdict is Verdict.BETTER:
        return await _promote(canary, found.why, shop)
    return f"{name} is still out: {found.why}"


async def _analysis(experiment: Experiment, shop: Workshop) -> Analysis:
    now = shop.now()
    found = await all_collected(experiment, shop.store, shop.exercises, now)
    return analyse(experiment, found.observations, found.harms, now)


async def _promote(canary: Canary, why: str, shop: Workshop) -> str:
    """It serves first and the experiment ends then, so that a kill between the two takes it from nobody."""
    await _keep(canary, VersionState.SERVING, why, shop)
    await _end(canary, f"{PROMOTED}{why}", shop)
    return f"{canary.version.name} serves from now on: {why}"


async def roll_back(canary: Canary, why: str, shop: Workshop) -> str:
    """The experiment ends first, so that nobody is sent to what is not served any more."""
    await _end(canary, f"{ROLLED_BACK}{why}", shop)
    await shop.serving.unload(canary.version.name)
    await _keep(canary, VersionState.RETIRED, why, shop)
    serves = await serving_of(canary.version.agent, shop.store) or "the base model"
    return f"{canary.version.name} is rolled back: {why.rstrip('.')}; {serves} goes on serving"


async def _keep(canary: Canary, state: VersionState, why: str, shop: Workshop) -> None:
    if canary.version.state is not state:
        await shop.store.keep_version(replace(canary.version, state=state, why=why, changed_at=shop.now()))


async def _end(canary: Canary, why: str, shop: Workshop) -> None:
    if canary.experiment.ended_at is None:
        await shop.store.keep_experiment(replace(canary.experiment, ended_at=shop.now(), ended_why=why))
