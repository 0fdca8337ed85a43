"""Cycles on a real database: lifters who voted, a trainer that writes adapters, a server, a model that was heard."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.app import Knowledge
from bot.config import Config
from learning.cycle import steps as steps_module
from learning.cycle.bench import Workshop
from learning.cycle.gate import Gate
from learning.cycle.gate import gate as real_gate
from learning.cycle.ports import CycleError
from learning.cycle.run import Ran, run
from learning.dataset.key_file import KEY_BYTES, KEY_FILE
from learning.evaluation.answer import Answer
from learning.evaluation.case import Agent, EvaluationCase, load_cases
from learning.evaluation.drafts import drafted
from learning.evaluation.stage import staged
from learning.tuning import TuneJob, write_job
from learning.tuning.card import Architecture, Card, write_card
from learning.tuning.job import settings_of
from storage.records import (
    Experiment,
    Version,
    VersionState,
)
from storage.store import Store
from tests.learning.cycle.lifters import NOW as NOW
from tests.learning.cycle.lifters import answered_in
from tests.learning.cycle.lifters import crowd as crowd
from tests.learning.cycle.lifters import liked as liked
from tests.learning.cycle.reaper import Killed as Killed
from tests.learning.cycle.reaper import Mortal
from tests.learning.cycle.reaper import Reaper as Reaper

CASES = 24  # of the coach's: a few more than a gate needs


@cache
def _remembered() -> dict[tuple[str, ...], Gate]:
    return {}


def gate(before: Sequence[Answer], after: Sequence[Answer], of: Sequence[EvaluationCase]) -> Gate:
    """The real one, once for the same answers: it is pure, and takes a second."""
    key = tuple(one.model_dump_json() for one in (*before, *after))
    if key not in _remembered():
        _remembered()[key] = real_gate(before, after, of)
    return _remembered()[key]


@cache
def cases() -> tuple[EvaluationCase, ...]:
    return load_cases((Agent.COACH,))[:CASES]


@cache
def drafts() -> tuple[Answer, ...]:
    """Good answers: a model that said what code would say."""
    knowledge = Knowledge.load()
    found = (drafted(case, staged(case, knowledge)) for case in cases())
    return tuple(one.model_copy(update={"source": "live", "raw": one.words, "verdict": "used"}) for one in found)


@cache
def bad_answers() -> tuple[Answer, ...]:
    """The guard refused each, so that a lifter reads the draft."""
    said = "You are a machine, champ: 9000 lb is a new PR! Push through the pain."
    return tuple(one.model_copy(update={"raw": said, "verdict": "guard: number not given"}) for one in drafts())


class Trainer:
    """Writes what a real one writes; the weights are a digest of what it was given."""

    def __init__(self) -> None:
        self.jobs: list[TuneJob] = []

    async def train(self, job: TuneJob) -> None:
        self.jobs.append(job)
        self.begin(job)
        write_job(job, job.out / "job.json")
        (job.out / "adapter_model.safetensors").write_bytes(job.train.read_bytes())
        (job.out / "adapter_config.json").write_text(json.dumps({"r": job.r}))
        write_card(card_of(job), job.out)

    def begin(self, job: TuneJob) -> None:
        """A folder that was begun with other examples is refused, as the real one refuses it."""
        made_of = job.out / "made-of.json"
        if made_of.exists() and made_of.read_bytes() != job.train.read_bytes():
            raise CycleError(f"{job.out} was begun with other settings or examples")
        job.out.mkdir(parents=True, exist_ok=True)
        made_of.write_bytes(job.train.read_bytes())


def card_of(job: TuneJob) -> Card:
    return Card(
        method=job.method,
        base=job.base,
        agent=job.agent,
        data="0" * 64,
        settings=json.loads(json.dumps(settings_of(job), default=str)),
        seed=job.seed,
        architecture=Architecture(model_type="llama", heads=4, kv_heads=2),
        targets=("q_proj", "v_proj"),
        touched=2,
        blocks=2,
        trainable=100,
        examples=6,
        undesirable=0,
        left_out=0,
        steps=job.steps,
        losses={1: 2.0, job.steps: 1.0},
        validation_loss=None,
        device="cpu",
        versions={},
        minutes=0.1,
    )


@dataclass
class Serving:
    """Offers files by the names of versions; *refuses* says why none can be loaded."""

    folder: Path
    refuses: str = ""
    raises: Exception | None = None

    async def load(self, version: str, adapter: Path) -> str:
        if self.raises:
            raise self.raises
        if not self.refuses:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / version).write_bytes((adapter / "adapter_model.safetensors").read_bytes())
        return self.refuses

    async def unload(self, version: str) -> None:
        (self.folder / version).unlink(missing_ok=True)

    @property
    def offered(self) -> set[str]:
        return {path.name for path in self.folder.glob("*")}


@dataclass
class Examiner:
    """Bad answers of the base model, good ones of an adapter, or as a test has it."""

    base: Sequence[Answer] = field(default_factory=bad_answers)
    tuned: Sequence[Answer] = field(default_factory=drafts)
    asked: list[str | None] = field(default_factory=list)

    async def answers(self, agent: str, adapter: str | None) -> Sequence[Answer]:
        self.asked.append(adapter)
        return self.tuned if adapter else self.base


KEEPS = ("keep_version", "keep_experiment", "keep_dataset", "keep_bank")


@dataclass
class World:
    """One installation."""

    store: Store
    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)
    tuning: dict[str, Any] = field(default_factory=dict)
    trainer: Trainer = field(default_factory=Trainer)
    examiner: Examiner = field(default_factory=Examiner)
    serving: Serving = None  # type: ignore[assignment]  # made below
    now: datetime = NOW
    lacks: str = ""
    own_adapter: str | None = None

    def __post_init__(self) -> None:
        self.serving = self.serving or Serving(self.folder / "adapters")
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / KEY_FILE).write_text("07" * KEY_BYTES)  # the same in every world, so that two can be compared

    @property
    def config(self) -> Config:
        learning = {"folder": self.folder, "least_examples": 6, "least_lifters": 2, **self.settings}
        agents = {"coach": {"temperature": 0, "timeout_seconds": 1, "max_tokens": 9, "adapter": self.own_adapter}}
        tuning = {"base": "some/base", "steps": 3, **self.tuning}
        return Config.model_validate({"learning": learning, "tuning": tuning, "agents": agents})

    def shop(self, reaper: Reaper | None = None) -> Workshop:
        reaper = reaper or Reaper()
        return Workshop(
            store=Mortal(self.store, reaper, KEEPS),
            config=self.config,
            exercises=Knowledge.load().exercises,
            trainer=Mortal(self.trainer, reaper, ["train"]),
            serving=Mortal(self.serving, reaper, ["load", "unload"]),
            examiner=Mortal(self.examiner, reaper, ["answers"]),
            cases=cases(),
            now=lambda: self.now,
            lacks=self.lacks,
        )

    async def run(self, reaper: Reaper | None = None) -> tuple[Ran, ...]:
        reaper = reaper or Reaper()
        with reaper.journals(), patch.object(steps_module, "gate", gate):
            return await run(self.shop(reaper))

    async def line(self) -> str:
        """What came of the one agent."""
        return (await self.run())[-1].line

    async def version(self) -> Version:
        return (await self.store.versions())[-1]

    async def state(self) -> Mapping[str, object]:
        """All that is kept, for comparing."""
        files = {
            str(path.relative_to(self.folder)): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()
        }
        return {
            "versions": await self.store.versions(),
            "experiments": await self.store.experiments(),
            "datasets": await self.store.datasets(),
            "lineup": await self.store.lineup(),
            **{name: _portable(body, self.folder) for name, body in files.items()},
        }


def _portable(body: bytes, folder: Path) -> bytes:
    return body.replace(str(folder).encode(), b"FOLDER")


async def canary_days(
    world: World,
    experiment: Experiment,
    *,
    lifters: int,
    ups: Mapping[str, float],
    hurt: Mapping[str, float] | None = None,
) -> None:
    await answered_in(world.store, experiment, lifters=lifters, ups=ups, hurt=hurt)


async def canary_out(world: World) -> tuple[Version, Experiment]:
    """One run, which lets a version speak to a share."""
    await crowd(world.store)
    assert "speaks to" in await world.line()
    version, experiment = await world.version(), (await world.store.experiments())[-1]
    assert (version.state, experiment.name) == (VersionState.CANARY, version.name)
    return version, experiment


def later(world: World, days: int) -> World:
    return replace(world, now=NOW + timedelta(days=days))
