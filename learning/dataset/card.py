"""What a dataset says of itself: what is in it, where it comes from, what was left out, and how one gets out of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from itertools import chain
from typing import Final

from pydantic import BaseModel, ConfigDict

from agents.phrases import counted
from learning.dataset.gathering import SOURCE
from learning.dataset.record import Record
from learning.dataset.splits import Split, Splits

COUNTED: Final = ("agent", "category", "experience", "style", "outcome", "source", "licence")
CONSENT: Final = (
    f"Records with the source {SOURCE!r} are exchanges of lifters who gave their consent to training; nobody else's are"
    " in it. Names, handles, ids and places were removed."
)
WAY_OUT: Final = (
    "Whoever withdraws his consent or says `forget me` is in no later dataset, and is told which versions were trained "
    "with him; `focusflow dataset purge FOLDER` takes him out of this one. Lifters stand here under names that only "
    "the key of this installation makes; without it nobody here is known, and a purge takes all of them out."
)


class Share(BaseModel):
    """One split."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    records: int
    lifters: int
    desirable: int


class Removal(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date
    records: int
    lifters: int


class Card(BaseModel):
    """Of one dataset. *id* is the digest of what was in it when it was built, *content* of what is in it now."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    content: str
    made_on: date
    seed: int  # of the split
    records: int
    lifters: tuple[str, ...]  # pseudonyms
    desirable: int
    counts: dict[str, dict[str, int]]
    splits: dict[Split, Share]
    left_out: dict[str, int]
    removed: tuple[Removal, ...] = ()
    consent: str = CONSENT
    way_out: str = WAY_OUT


def card_of(splits: Splits, *, seed: int, made_on: date, left_out: Mapping[str, int]) -> Card:
    """Of a dataset that was just built."""
    content = digest(splits)
    said = {"id": content, "content": content, "made_on": made_on, "seed": seed}
    return Card.model_validate({**said, "left_out": dict(sorted(left_out.items())), **_of(splits)})


def after_removal(card: Card, splits: Splits, removal: Removal) -> Card:
    changed = {"content": digest(splits), "removed": (*card.removed, removal), **_of(splits)}
    return Card.model_validate({**dict(card), **changed})


def _of(splits: Splits) -> dict[str, object]:
    records = list(chain.from_iterable(splits.values()))
    return {
        "records": len(records),
        "lifters": lifters_of(records),
        "desirable": sum(record.label for record in records),
        "counts": {field: _counted(getattr(record, field) for record in records) for field in COUNTED},
        "splits": {each: _share(some) for each, some in splits.items()},
    }


def lifters_of(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(sorted({record.lifter for record in records if record.lifter}))


def _share(records: Iterable[Record]) -> Share:
    some = list(records)
    return Share(records=len(some), lifters=len(lifters_of(some)), desirable=sum(record.label for record in some))


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(value or "none" for value in values).items()))


def digest(splits: Splits) -> str:
    """16 hexadecimal digits of all records and where they are; the order inside a split does not matter."""
    lines = sorted(f"{each}|{record.model_dump_json()}" for each, some in splits.items() for record in some)
    return blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()


def markdown(card: Card) -> str:
    """The card to read."""
    bad = card.records - card.desirable
    tables = [_table(f"By {field}", counts) for field, counts in card.counts.items()]
    split = [f"| {name} | {one.records} | {one.lifters} | {one.desirable} |" for name, one in card.splits.items()]
    removed = [
        f"- {one.on}: {counted(one.records, 'record')} of {counted(one.lifters, 'lifter')}" for one in card.removed
    ]
    parts = (
        f"# Dataset {card.id}",
        f"Built on {card.made_on} with seed {card.seed}: {counted(card.records, 'record')}, {card.desirable} desirable "
        f"and {bad} undesirable, of {counted(len(card.lifters), 'lifter')}. Content: {card.content}.",
        "\n".join(["| split | records | lifters | desirable |", "|---|---|---|---|", *split]),
        *tables,
        _table("Left out", card.left_out) if card.left_out else "Nothing was left out.",
        "\n".join(("Removed since", *removed)) if removed else "Nobody was removed since.",
        card.consent,
        card.way_out,
    )
    return "\n\n".join(parts) + "\n"


def _table(title: str, counts: Mapping[str, int]) -> str:
    rows = (f"| {_cell(name)} | {count} |" for name, count in counts.items())
    return "\n".join((f"| {title} | records |", "|---|---|", *rows))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
