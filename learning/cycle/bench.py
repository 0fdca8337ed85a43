"""One cycle at work: its journal, the folder that its steps write into, and all that it works with."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.config import Config
from knowledge.exercise import Exercises
from learning.cycle.journal import Journal
from learning.cycle.ports import CycleError, Examiner, Serving, Trainer
from learning.dataset.gathering import consents
from learning.dataset.key_file import read_key
from learning.dataset.pseudonym import Key, pseudonym
from learning.evaluation.case import EvaluationCase
from learning.lifters import everybody
from storage.records import UserId, Version, VersionState
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """All that a cycle works with. *cases* are those of the evaluation, of every agent."""

    store: Store
    config: Config
    exercises: Exercises
    trainer: Trainer
    serving: Serving
    examiner: Examiner
    cases: tuple[EvaluationCase, ...]
    now: Callable[[], datetime]
    lacks: str = ""  # what is missing to tune and serve anything, in a sentence

    @property
    def folder(self) -> Path:
        return self.config.learning.folder

    @property
    def key(self) -> Key:
        """Of pseudonyms, out of its file. Raises BadKey."""
        return read_key(self.folder)


@dataclass(frozen=True, slots=True)
class End:
    """The cycle is over, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Bench:
    """One cycle, with its journal as it stands."""

    shop: Workshop
    journal: Journal
    folder: Path

    @property
    def agent(self) -> str:
        return self.journal.agent

    @property
    def collected(self) -> Path:
        return self.folder / "collected.jsonl"

    @property
    def kept(self) -> Path:
        return self.folder / "kept.jsonl"

    @property
    def dataset(self) -> Path:
        return self.folder / "dataset"

    @property
    def job(self) -> Path:
        return self.folder / "job.json"

    @property
    def name(self) -> str:
        """Under which what is tuned here will be served."""
        return str(self.journal.done["build"]["version"])

    async def version(self) -> Version:
        known = {one.name: one for one in await self.shop.store.versions()}
        if self.name not in known:
            raise CycleError(f"the database does not know {self.name}: move {self.folder} away, and a new cycle begins")
        return known[self.name]

    async def keep(self, version: Version, state: VersionState, why: str) -> None:
        await self.shop.store.keep_version(replace(version, state=state, why=why, changed_at=self.shop.now()))

    def sweep(self) -> None:
        """What lifters said is kept in a dataset alone, and only in one that something was tuned on."""
        if "build" in self.journal.done or self.journal.ended:
            self.collected.unlink(missing_ok=True)
            self.kept.unlink(missing_ok=True)
        if self.journal.came_to_nothing:
            shutil.rmtree(self.dataset, ignore_errors=True)


async def consenting(store: Store, key: Key) -> dict[str, UserId]:
    """Who is known and consents to training, by pseudonym."""
    users = [whole.person.user async for whole in everybody(store) if consents(whole)]
    return {pseudonym(user, key): user for user in users}


async def serving_of(agent: str, store: Store) -> str | None:
    """The version of *agent* that serves; None: the base model."""
    serve = [one.name for one in await store.versions() if one.agent == agent and one.state is VersionState.SERVING]
    return serve[-1] if serve else None
