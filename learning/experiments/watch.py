"""Experiments that nobody has to look at to stop them: those that do harm, and those whose days are over."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from knowledge.exercise import Exercises
from learning.experiments.analysis import Verdict, analyse
from learning.experiments.collect import Collected, collected, joined
from learning.lifters import everybody
from storage.records import Experiment, Varies
from storage.store import Store

ENDS: Final = frozenset({Verdict.HARM, Verdict.OVER})


async def watched(store: Store, exercises: Exercises, now: datetime) -> tuple[str, ...]:
    """End what has to be ended, and give a line for each that runs. Canaries are looked at with their version.

    One that is better or worse beyond doubt goes on: what to make of it is its operator's to say.
    """
    running = [one for one in (await store.lineup()).experiments if one.varies is not Varies.ADAPTER]
    return tuple([await _watched(one, store, exercises, now) for one in running])


async def _watched(experiment: Experiment, store: Store, exercises: Exercises, now: datetime) -> str:
    found = await all_collected(experiment, store, exercises, now)
    analysis = analyse(experiment, found.observations, found.harms, now)
    if analysis.verdict not in ENDS:
        return f"{experiment.name} goes on: {analysis.why}"
    await store.keep_experiment(replace(experiment, ended_at=now, ended_why=analysis.why))
    return f"{experiment.name} has ended: {analysis.why}"


async def all_collected(experiment: Experiment, store: Store, exercises: Exercises, now: datetime) -> Collected:
    """What all lifters add to *experiment*."""
    return joined([collected(experiment, [whole], exercises, now) async for whole in everybody(store)])
