"""Which records are trained on, which are watched while training, and which are kept for the test."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import blake2b
from itertools import chain
from typing import Final

from learning.dataset.duplicates import alike, joined, normalised
from learning.dataset.record import Record


class Split(StrEnum):
    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


Splits = Mapping[Split, Sequence[Record]]

TO_TRAIN: Final = 0.8
TO_VALIDATION: Final = 0.9  # and from there on to the test


def split(records: Sequence[Record], seed: int) -> dict[Split, tuple[Record, ...]]:
    """All records of a lifter go to one split, and with them whatever nearly says the same or answers the same words.

    The place is a hash of the group's first name and *seed*, so lifters stay where they were from build to build.
    """
    ordered = sorted(records, key=lambda record: record.id)
    found: dict[Split, list[Record]] = {each: [] for each in Split}
    for group in joined(len(ordered), _kin(ordered)):
        members = [ordered[at] for at in group]
        found[_place(min(whose(record) for record in members), seed)] += members
    return {each: tuple(sorted(some, key=lambda record: record.id)) for each, some in found.items()}


def whose(record: Record) -> str:
    """The lifter; where there is none, the record alone."""
    return record.lifter or record.id


def _place(name: str, seed: int) -> Split:
    drawn = int.from_bytes(blake2b(f"{seed}|{name}".encode(), digest_size=8).digest()) / 2**64
    return Split.TRAIN if drawn < TO_TRAIN else Split.VALIDATION if drawn < TO_VALIDATION else Split.TEST


def _kin(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Places of pairs that belong together."""
    for names in ([whose(record) for record in records], [_asked(record) for record in records]):
        first: dict[str, int] = {}
        yield from ((first.setdefault(name, at), at) for at, name in enumerate(names))
    yield from alike(records)


def _asked(record: Record) -> str:
    return f"{record.agent}|{normalised(record.input)}"


def leaks_in(splits: Splits) -> tuple[str, ...]:
    """What stands in two splits, a sentence each; empty where nothing does."""
    where = {id(record): each for each, some in splits.items() for record in some}
    ordered = sorted(chain.from_iterable(splits.values()), key=lambda record: record.id)
    return (*_lifters_in_two(splits), *_alike_in_two(ordered, where))


def _lifters_in_two(splits: Splits) -> Iterator[str]:
    found: dict[str, set[Split]] = defaultdict(set)
    for each, some in splits.items():
        for record in some:
            found[whose(record)].add(each)
    for name, places in sorted(found.items()):
        if len(places) > 1:
            yield f"The lifter or record {name} is in {' and '.join(sorted(places))}."


def _alike_in_two(ordered: Sequence[Record], where: Mapping[int, Split]) -> Iterator[str]:
    seen = set()
    for at, other in _kin(ordered):
        pair = ordered[at], ordered[other]
        places = sorted({where[id(record)] for record in pair})
        names = (pair[0].id, pair[1].id)
        if len(places) > 1 and whose(pair[0]) != whose(pair[1]) and names not in seen:
            seen.add(names)
            yield f"{names[0]} and {names[1]} say nearly the same, and are in {' and '.join(places)}."
