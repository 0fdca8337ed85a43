"""The first steps of a cycle: what is tuned on. Each can be done again, and comes to the same."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from learning.cycle.bench import Bench, End, consenting
from learning.cycle.journal import Noted
from learning.dataset.build import GONE, OneClass, built, stays
from learning.dataset.card import Card
from learning.dataset.command import Found, collected, kept_as
from learning.dataset.duplicates import deduplicated
from learning.dataset.folder import read_splits
from learning.dataset.formats import has_both
from learning.dataset.gathering import SOURCE
from learning.dataset.record import Record, read_records, write_records
from learning.dataset.splits import Split
from learning.tuning.job import TuneJob, settings_of, write_job
from storage.records import Version, row_id

TRAINED_ON: Final = f"{Split.TRAIN}.jsonl"
WATCHED: Final = f"{Split.VALIDATION}.jsonl"
TOO_LITTLE: Final = "too little to learn from: {why}; nothing was done"


async def collect(bench: Bench) -> Noted:
    found = await collected(bench.shop.store, bench.shop.exercises, bench.shop.key, [bench.agent])
    write_records(found.records, bench.collected)
    return {"records": len(found.records), "left_out": dict(found.left_out)}


async def sift(bench: Bench) -> Noted | End:
    """Without whoever is gone or consents no more since it was collected, and only if it is enough."""
    known = await consenting(bench.shop.store, bench.shop.key)
    records = [one for one in read_records(bench.collected) if stays(one, known)]
    if why := _too_few(records, bench):
        return End(TOO_LITTLE.format(why=why))
    others = _others(bench)
    fit = [one for one in others if stays(one, known)]
    write_records([*records, *fit], bench.kept)
    lifters = len({one.lifter for one in records})
    return {"records": len(records), "lifters": lifters, "gone": len(others) - len(fit)}


def _too_few(records: Sequence[Record], bench: Bench) -> str:
    """Counted as they will stand in the dataset: the same answer twice is one. "": they are enough."""
    need = bench.shop.config.learning
    own = [one for one in deduplicated(records) if one.source == SOURCE]
    good, lifters = sum(one.label for one in own), len({one.lifter for one in own})
    if good >= need.least_examples and lifters >= need.least_lifters:
        return ""
    return f"{good} of {need.least_examples} good examples, by {lifters} of {need.least_lifters} lifters"


def _others(bench: Bench) -> list[Record]:
    """What the operator adds of his own: synthetic examples, and what was read from files."""
    paths = bench.shop.config.learning.also
    return [one for path in paths for one in read_records(path) if one.agent == bench.agent]


async def build(bench: Bench) -> Noted | End:
    """Whoever left since it was sifted is not in it, or it would be kept with him until the next run."""
    store, began_at = bench.shop.store, bench.journal.began_at
    known = await consenting(store, bench.shop.key)
    kept = list(read_records(bench.kept))
    records = [one for one in kept if stays(one, known)]
    if why := _too_few(records, bench):
        return End(TOO_LITTLE.format(why=why))
    try:
        card = _built(records, bench, len(kept) - len(records))
    except OneClass as error:
        return End(TOO_LITTLE.format(why=str(error).rstrip(".")))
    job = _job(bench)
    older = [one for one in await store.versions() if one.agent == bench.agent]
    if older and _is_made_of(older[-1], card, job):
        return End(f"nothing new since {older[-1].name}; nothing was done")
    name = _name(bench, card, job)
    write_job(replace(job, out=bench.shop.folder / "tuned" / name), bench.job)
    await store.keep_dataset(kept_as(card, Found(lifters=known), began_at))
    return {"dataset": card.id, "records": card.records, "version": name}


def _built(records: Sequence[Record], bench: Bench, gone: int) -> Card:
    """*gone* is how many are left out because their lifters left since they were sifted."""
    tuning, noted = bench.shop.config.tuning, bench.journal.done["collect"]["left_out"]
    left_out = {why: int(str(count)) for why, count in noted.items()} if isinstance(noted, dict) else {}
    if gone := gone + int(str(bench.journal.done.get("filter", {}).get("gone", 0))):
        left_out[GONE] = gone
    return built(
        records,
        bench.dataset,
        seed=tuning.seed,
        made_on=bench.journal.began_at.date(),
        kto=tuning.method == "kto",
        left_out=left_out,
    )


def _job(bench: Bench) -> TuneJob:
    """As the configuration is now: it may change before the cycle is at its end, and what was begun is finished."""
    tuning = bench.shop.config.tuning
    return TuneJob(
        method=tuning.method,
        base=tuning.base or "",
        train=bench.dataset / TRAINED_ON,
        validation=bench.dataset / WATCHED if _can_be_watched(bench) else None,
        out=bench.folder,
        agent=bench.agent,
        seed=tuning.seed,
        steps=tuning.steps,
        batch_size=tuning.batch_size,
        learning_rate=tuning.learning_rate,
        r=tuning.r,
        alpha=tuning.alpha,
        dropout=tuning.dropout,
        targets=tuning.targets,
        least_share=tuning.least_share,
        bases=bench.shop.folder / "bases",
    )


def _can_be_watched(bench: Bench) -> bool:
    """Whether the split that is watched holds anything that the method learns from."""
    records = read_splits(bench.dataset)[Split.VALIDATION]
    is_kto = bench.shop.config.tuning.method == "kto"
    return has_both(records) if is_kto else any(one.label for one in records)


def _is_made_of(version: Version, card: Card, job: TuneJob) -> bool:
    return version.dataset == card.id and json.loads(version.settings).get("settings") == json.loads(_settings(job))


def _name(bench: Bench, card: Card, job: TuneJob) -> str:
    """The agent, the day, and what it is made of."""
    made_of = row_id(card.id, _settings(job), bench.journal.began_at.isoformat())
    return f"{bench.agent}-{bench.journal.began_at:%Y%m%d}-{made_of[:6]}"


def _settings(job: TuneJob) -> str:
    return json.dumps(settings_of(job), default=str)
