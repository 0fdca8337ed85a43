"""``focusflow learn`` and ``focusflow versions``: decisions on standard output, progress on standard error."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import Final
from urllib.parse import urlsplit

from rich.console import Console

from agents.calls import Means
from agents.model import Model, Scripted
from agents.prompting import Prompts
from bot.app import Knowledge, agent_settings, model_address, open_model, wall_clock
from bot.config import HOSTED_NIM, Config, Secrets
from learning.cycle.alone import alone
from learning.cycle.bench import Workshop
from learning.cycle.daily import daily
from learning.cycle.ports import NoSuchAgent
from learning.cycle.rollback import rolled_back
from learning.cycle.run import Ran, run
from learning.cycle.workers import ChildTrainer, FolderServing, LiveExaminer
from learning.evaluation.case import load_cases
from learning.tuning import NOT_INSTALLED
from storage.open import open_store
from storage.records import Dataset, Version

NO_BASE: Final = "tuning.base is not set: name the model that adapters are trained on in config.yaml."
NO_MODEL: Final = (
    "There is no model server that takes adapters: set model.base_url to a NIM, vLLM or llama.cpp of your own."
)
TRAINS: Final = "trl"  # the library of the extra without which nothing is tuned


def lacking(config: Config, secrets: Secrets) -> str:
    """What is missing to tune and serve anything, in a sentence; "": nothing."""
    if config.tuning.base is None:
        return NO_BASE
    if find_spec(TRAINS) is None:
        return NOT_INSTALLED
    address = model_address(config, secrets)
    if address is None or urlsplit(address).hostname == urlsplit(HOSTED_NIM).hostname:
        return NO_MODEL
    return ""


async def learn(config: Config, secrets: Secrets) -> bool:
    """One cycle for each agent; whether every step could be done. Raises CycleError, StoreUnavailable."""
    with alone(config.learning.folder):
        async with open_workshop(config, secrets) as shop:
            found = await run(shop, lambda step: print(step, file=sys.stderr, flush=True))  # noqa: T201
    for one in found:
        say(line_of(one))
    return all(one.is_done for one in found)


async def learn_daily(config: Config, secrets: Secrets) -> None:
    """Until SIGINT or SIGTERM."""
    await daily(lambda: learn(config, secrets), config.learning.at_hour, say)


def line_of(ran: Ran) -> str:
    line = f"{ran.agent}: {ran.line}" if ran.agent else f"{ran.line[:1].upper()}{ran.line[1:]}"
    return f"{line.rstrip('.')}."


@asynccontextmanager
async def open_workshop(config: Config, secrets: Secrets) -> AsyncIterator[Workshop]:
    """Everything wired to the world. Raises StoreUnavailable."""
    nim = open_model(config, secrets)
    try:
        async with open_store(config.database.url) as store:
            knowledge = Knowledge.load()
            cases = load_cases()
            yield Workshop(
                store=store,
                config=config,
                exercises=knowledge.exercises,
                trainer=ChildTrainer(),
                serving=FolderServing(
                    config.tuning.adapters or config.learning.folder / "adapters", nim, asyncio.sleep
                ),
                examiner=LiveExaminer(means_of(config, nim or Scripted({}), knowledge), cases, knowledge),
                cases=cases,
                now=wall_clock,
                lacks=lacking(config, secrets),
            )
    finally:
        if nim:
            await nim.close()


def means_of(config: Config, model: Model, knowledge: Knowledge) -> Means:
    """As the bot calls its agents, without any lifter's arms."""
    passages = {passage.id: passage for passage in knowledge.passages}
    return Means(model, agent_settings(config), Prompts.load(), wall_clock, _milliseconds, passages)


def _milliseconds() -> int:
    return time.monotonic_ns() // 1_000_000


# ── versions ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def list_versions(config: Config) -> None:
    """Raises StoreUnavailable."""
    async with open_store(config.database.url) as store:
        versions, datasets = await store.versions(), {one.id: one for one in await store.datasets()}
    for version in versions:
        for line in _shown(version, datasets.get(version.dataset)):
            say(line)
    if not versions:
        say("There is no version yet: `focusflow learn` makes them.")


def _shown(version: Version, dataset: Dataset | None) -> Iterator[str]:
    yield f"{version.name}: {version.state} since {version.changed_at:%Y-%m-%d}, {version.why.rstrip('.')}."
    yield (
        f"  of the {version.agent}, made on {version.made_at:%Y-%m-%d} from {version.base}, to follow "
        f"{version.parent or 'the base model'}"
    )
    yield f"  dataset {version.dataset}{_members(dataset)}; {version.path}"


def _members(dataset: Dataset | None) -> str:
    if dataset is None:
        return ", of which nothing is kept"
    records = json.loads(dataset.card).get("records", "?")
    gone = f", {dataset.forgotten} of its lifters forgotten since" if dataset.forgotten else ""
    return f" of {records} records, {len(dataset.members)} lifters who are known{gone}"


async def roll_back(agent: str, config: Config, secrets: Secrets) -> None:
    """Raises CycleError, StoreUnavailable."""
    if agent not in type(config.agents).model_fields:
        raise NoSuchAgent(f"There is no agent {agent!r}: it is one of {', '.join(type(config.agents).model_fields)}.")
    with alone(config.learning.folder):
        async with open_workshop(config, secrets) as shop:
            lines = await rolled_back(agent, shop)
    for line in lines:
        say(f"{line.rstrip('.')}.")


def say(line: str) -> None:
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
