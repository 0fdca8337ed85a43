"""``focusflow dataset``: bars on standard error, what was made on standard output."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress

from agents.phrases import counted
from bot.app import wall_clock
from bot.cli import settings
from knowledge.exercise import Exercises
from knowledge.library import load_exercises
from learning.dataset.bank import AGENTS, bank_of, newest
from learning.dataset.build import GONE, built, purged, stays
from learning.dataset.card import Card, markdown
from learning.dataset.folder import BadDataset, faults, read_card
from learning.dataset.gathering import LeftOut, consents, examined
from learning.dataset.key_file import KEY_FILE, has_key, read_key
from learning.dataset.pseudonym import Key, pseudonym
from learning.dataset.record import DatasetError, Record, WrongUse, read_records
from learning.evaluation.case import Agent
from learning.lifters import everybody
from learning.signals import episodes
from storage.open import open_store
from storage.records import BankExample, Dataset, UserId, Whole
from storage.store import Store

NEW_KEY: Final = (
    "{path} was not there, so a new key is made: nobody in datasets that were built with another one is known, and "
    "all their lifters are taken out."
)
NO_CONSENT: Final = "lifters without consent to training"


@dataclass(slots=True)
class Found:
    """What came together for a dataset, and what did not come into it."""

    records: list[Record] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    lifters: dict[str, UserId] = field(default_factory=dict)  # by pseudonym


def run_build(out: Path, agents: Sequence[str], also: Sequence[Path], *, seed: int, kto: bool) -> None:
    """Raises DatasetError."""
    if unknown := set(agents) - set(Agent):
        raise WrongUse(f"There is no agent {min(unknown)!r}; name one of {', '.join(Agent)}.")
    card = asyncio.run(_build(out, agents, also, seed=seed, kto=kto))
    lifters = counted(len(card.lifters), "lifter")
    _say(f"{out}: {counted(card.records, 'record')} of {lifters}, {card.desirable} of them desirable.")
    for why, count in card.left_out.items():
        _say(f"Left out: {count}, {why}.")


async def _build(out: Path, agents: Sequence[str], also: Sequence[Path], *, seed: int, kto: bool) -> Card:
    config, _ = settings(quiet=True)
    async with open_store(config.database.url) as store:
        found = await collected(store, load_exercises(), read_key(config.learning.folder), agents)
        for path in also:
            add(found, (record for record in read_records(path) if is_of(record, agents)))
        now = wall_clock()
        card = built(found.records, out, seed=seed, made_on=now.date(), kto=kto, left_out=found.left_out)
        await store.keep_dataset(kept_as(card, found, now))
    return card


def is_of(record: Record, agents: Sequence[str]) -> bool:
    return not agents or record.agent in agents


def add(found: Found, records: Iterable[Record]) -> None:
    """Records of files; of our own lifters only what those said who are known and consent now."""
    for record in records:
        if stays(record, found.lifters):
            found.records.append(record)
        else:
            found.left_out[GONE] += 1


async def collected(store: Store, exercises: Exercises, key: Key, agents: Sequence[str] = ()) -> Found:
    """The records of all lifters who consent, of *agents* or of every agent. Raises StoreUnavailable."""
    found = Found()
    async for whole in _shown(store):
        if not consents(whole):
            found.left_out[NO_CONSENT] += 1
            continue
        found.lifters[pseudonym(whole.person.user, key)] = whole.person.user
        for one in examined(whole, episodes(whole, exercises), key):
            if isinstance(one, LeftOut):
                found.left_out[one.why] += not agents or one.exchange.agent in agents
            elif is_of(one, agents):
                found.records.append(one)
    found.left_out = +found.left_out
    return found


def kept_as(card: Card, found: Found, now: datetime) -> Dataset:
    """The row of a dataset that was built. Its lifters are its members, who can be forgotten: a card keeps its text."""
    members = tuple(found.lifters[name] for name in card.lifters if name in found.lifters)
    return Dataset(id=card.id, card=card.model_dump_json(exclude={"lifters"}), members=members, made_at=now)


async def _shown(store: Store) -> AsyncIterator[Whole]:
    """Everybody, with a bar where there is a terminal."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Lifters", total=len(await store.lifters()))
        async for whole in everybody(store):
            progress.advance(bar)
            yield whole


def run_check(folder: Path) -> None:
    """Raises BadDataset with the first fault, and says the others before."""
    card, found = read_card(folder), faults(folder)
    for fault in found[1:]:
        _say(fault)
    if found:
        raise BadDataset(found[0])
    _say(f"{folder}: dataset {card.id}, {card.records} records, no leak.")


def run_card(folder: Path) -> None:
    _say(markdown(read_card(folder)).rstrip())


def run_purge(folders: Sequence[Path]) -> bool:
    """Takes lifters who are gone or consent no more out of *folders*; whether each could be. Raises DatasetError."""
    names = asyncio.run(_consenting())
    done = [_purged(folder, names) for folder in folders]
    return all(done)


def _purged(folder: Path, names: Collection[str]) -> bool:
    """One that cannot be purged is no reason to leave somebody in the next."""
    try:
        gone = purged(folder, names, wall_clock().date())
    except DatasetError as failure:
        Console(stderr=True, highlight=False, soft_wrap=True).print(failure, markup=False)
        return False
    removed = f"{counted(gone, 'record')} {'was' if gone == 1 else 'were'} removed."
    _say(f"{folder}: {removed if gone else 'everybody in it is known and consents.'}")
    return True


async def _consenting() -> frozenset[str]:
    config, _ = settings(quiet=True)
    folder = config.learning.folder
    if not has_key(folder):
        _say(NEW_KEY.format(path=folder / KEY_FILE))
    key = read_key(folder)
    async with open_store(config.database.url) as store:
        return frozenset([pseudonym(whole.person.user, key) async for whole in _shown(store) if consents(whole)])


def run_bank() -> None:
    """Keeps the bank of every agent that is shown examples."""
    for agent, count in asyncio.run(_bank()).items():
        _say(f"{agent}: {counted(count, 'example')}.")


async def _bank() -> dict[str, int]:
    config, _ = settings(quiet=True)
    async with open_store(config.database.url) as store:
        return await keep_banks(store, load_exercises())


async def keep_banks(store: Store, exercises: Exercises) -> dict[str, int]:
    """Replaces the bank of every agent; gives how many examples each has. Raises StoreUnavailable."""
    found: list[BankExample] = []
    async for whole in _shown(store):
        found += bank_of(whole, episodes(whole, exercises))
    banks = {agent: newest(found, agent) for agent in AGENTS}
    for agent, examples in banks.items():
        await store.keep_bank(agent, examples)
    return {agent: len(examples) for agent, examples in banks.items()}


def _say(line: str) -> None:
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
