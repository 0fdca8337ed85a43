"""The steps of a cycle, in their order, and those that make a version of what was collected.

Each can be done again: what it makes has the same name and the same content.
"""

import json
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeAlias

from pydantic import JsonValue

from learning.cycle.bench import Bench, End, serving_of
from learning.cycle.gate import Gate, gate
from learning.cycle.journal import Noted
from learning.cycle.material import build, collect, sift
from learning.cycle.ports import CycleError, NotListed
from learning.dataset.folder import read_card as read_dataset_card
from learning.evaluation.answer import read_answers, write_answers
from learning.evaluation.case import BadCases
from learning.experiments.terms import BadTerms, NotNow, Terms, registered, started
from learning.tuning.card import CARD, read_card
from learning.tuning.job import TuneJob, read_job
from storage.records import Experiment, Varies, Version, VersionState

METRIC: Final = "agreement"  # of a canary: what lifters think of the answers is what a version changes
LOAD_DAYS: Final = 3  # in which an operator may start his server anew before a version is given up


async def tune(bench: Bench) -> Noted:
    """Into a folder of what is in the dataset now: whoever left since it was built is not trained with."""
    job = read_job(bench.job)
    job = replace(job, out=job.out / read_dataset_card(bench.dataset).content)
    for other in job.out.parent.glob("*"):
        if other != job.out:
            shutil.rmtree(other)
    if not (job.out / CARD).exists():
        await bench.shop.trainer.train(job)
    card = read_card(job.out)
    await bench.keep(_trained(bench, job, card.model_dump_json()), VersionState.TRAINED, f"tuned in {card.steps} steps")
    return {"adapter": str(job.out)}


def _trained(bench: Bench, job: TuneJob, card: str) -> Version:
    return Version(
        name=bench.name,
        agent=bench.agent,
        base=job.base,
        parent=bench.journal.parent,
        dataset=str(bench.journal.done["build"]["dataset"]),
        path=str(job.out),
        settings=card,
        evaluation="{}",
        state=VersionState.TRAINED,
        why="",
        made_at=bench.journal.began_at,
        changed_at=bench.journal.began_at,
    )


async def load(bench: Bench) -> Noted | End:
    """One that the endpoint does not list is waited for from run to run: it may have to be started anew."""
    version = await bench.version()
    try:
        why = await bench.shop.serving.load(version.name, Path(version.path))
    except NotListed as error:
        if bench.shop.now() < version.changed_at + timedelta(days=LOAD_DAYS):
            raise
        why = str(error)
    if why:
        return await _refused(bench, f"it could not be loaded: {why}")
    return {"version": version.name}


async def evaluate(bench: Bench) -> Noted | End:
    """Both are asked now, on the same cases; what was answered before a kill is not asked again."""
    if moved := await _moved(bench):
        return moved
    for path, adapter in ((_before(bench), bench.journal.parent), (_after(bench), bench.name)):
        if not path.exists():
            write_answers(await bench.shop.examiner.answers(bench.agent, adapter), path)
    return {"before": len(read_answers(_before(bench))), "after": len(read_answers(_after(bench)))}


def _before(bench: Bench) -> Path:
    return bench.folder / "before.jsonl"


def _after(bench: Bench) -> Path:
    return bench.folder / "after.jsonl"


async def _moved(bench: Bench) -> End | None:
    """The end, where another version serves than the one that this is set against; None: the same one does."""
    serves = await serving_of(bench.agent, bench.shop.store)
    if serves == bench.journal.parent:
        return None
    return await _refused(
        bench, f"{_named(serves)} serves by now, and it was made to follow {_named(bench.journal.parent)}"
    )


async def judge(bench: Bench) -> Noted | End:
    before, after = read_answers(_before(bench)), read_answers(_after(bench))
    try:
        found = gate(before, after, bench.shop.cases)
    except BadCases as error:  # the cases are others than when it was asked, or the two answered none in common
        return await _refused(bench, f"it could not be compared: {error}")
    evaluation = _evaluated(found)
    if not found.is_open:
        return await _refused(bench, found.why, evaluation)
    version = replace(await bench.version(), evaluation=evaluation)
    await bench.keep(version, VersionState.TRAINED, found.why)
    return {"why": found.why}


def _evaluated(found: Gate) -> str:
    alone, read = found.alone.overall, found.read.overall
    shown: Mapping[str, JsonValue] = {
        "why": found.why,
        "cases": alone.rules.n,
        "rules": [alone.rules.before, alone.rules.after],
        "moved": [alone.rules.moved.low, alone.rules.moved.value, alone.rules.moved.high],
        "whole": [alone.whole.before, alone.whole.after],
        "read_whole": [read.whole.before, read.whole.after],
    }
    return json.dumps(shown)


async def _refused(bench: Bench, why: str, evaluation: str = "{}") -> End:
    await bench.shop.serving.unload(bench.name)
    version = replace(await bench.version(), evaluation=evaluation)
    await bench.keep(version, VersionState.REJECTED, why)
    serves = await serving_of(bench.agent, bench.shop.store)
    return End(f"{bench.name} is rejected: {why}; {_named(serves)} goes on serving")


def _named(version: str | None) -> str:
    return version or "the base model"


# ── the canary ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def send_out(bench: Bench) -> End:
    """To a share of lifters, as the treatment of an experiment that is registered now and begins now."""
    if moved := await _moved(bench):
        return moved
    experiment = await _begun(bench)
    if not await bench.shop.store.keep_experiment(experiment):
        raise CycleError(f"an experiment {experiment.name} with other terms is registered; stop it and try again")
    why = f"speaks to {experiment.share:.0%} of lifters for up to {experiment.most_days} days"
    await bench.keep(await bench.version(), VersionState.CANARY, why)
    return End(f"{bench.name} {why}; {bench.journal.done['gate']['why']}")


async def _begun(bench: Bench) -> Experiment:
    """As it was registered before a kill, or new. Raises CycleError where another one would keep it from lifters."""
    store, learning, parent = bench.shop.store, bench.shop.config.learning, bench.journal.parent
    known = {one.name: one for one in await store.experiments()}
    if bench.name in known:
        return known[bench.name]
    terms = Terms(
        name=bench.name,
        varies=Varies.ADAPTER,
        agent=bench.agent,
        control=parent or "",
        treatment=bench.name,
        metric=METRIC,
        horizon_days=learning.horizon_days,
        effect=learning.minimum_effect,
        share=learning.canary_share,
        most_days=learning.canary_days,
    )
    try:
        new = registered(terms, bench.shop.config.experiments.salt, bench.journal.began_at)
        return started(new, (await store.lineup()).experiments, bench.shop.now())
    except (BadTerms, NotNow) as error:
        raise CycleError(str(error)) from error


Step: TypeAlias = Callable[[Bench], Awaitable[Noted | End]]

STEPS: Final[Mapping[str, Step]] = {
    "collect": collect,
    "filter": sift,
    "build": build,
    "tune": tune,
    "load": load,
    "evaluate": evaluate,
    "gate": judge,
    "canary": send_out,
}
