"""Records that say the same. Nearly the same: ALIKE of their runs of three words (MinHash, Broder 1997; banded as in
Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, chapter 3), found in about linear time.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final
from unicodedata import normalize
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from learning.dataset.record import Record

ALIKE: Final = 0.8  # the estimated share of runs in common (Jaccard) from which on two are nearly the same
RUN_WORDS: Final = 3
BANDS: Final = 20
ROWS: Final = 6  # minima a band: a pair that is alike meets in one with a chance of 0.998, one at 0.5 with 0.27
MOST_BEFORE: Final = 8  # others of a band that one is compared with, so that a common phrase costs no square
_CHUNK: Final = 1 << 16  # pairs
_PRIME: Final = (1 << 61) - 1
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|\w+|[×%+]")
_OUTCOMES: Final = ("hit", "made", "", "not_yet", "missed")  # the best first

Signatures = NDArray[np.uint32]


def normalised(text: str) -> str:
    """*text* without case, disguise and needless spaces; numbers and signs stay."""
    return " ".join(normalize("NFKC", text).casefold().split())


def told(record: Record) -> str:
    """What two records are compared by: prompts have most of their words in common, so facts stand for them."""
    return normalised("\n".join((*(record.facts or (record.input,)), record.output)))


def deduplicated(records: Sequence[Record]) -> tuple[Record, ...]:
    """Of those of one agent that are the same, or of one label and nearly the same, the better rated; in their order.

    Better is liked, then the outcome, then the newer one.
    """
    ranked = sorted(records, key=_rank)
    same: dict[tuple[str, str, str], Record] = {}
    for record in ranked:
        same.setdefault((record.agent, normalised(record.input), normalised(record.output)), record)
    kept = list(same.values())
    groups = groups_of(kept, lambda one, other: (one.agent, one.label) == (other.agent, other.label))
    best = {id(min((kept[at] for at in group), key=_rank)) for group in groups}
    return tuple(record for record in records if id(record) in best)


def _rank(record: Record) -> tuple[bool, int, int, str]:
    newest = -record.made_on.toordinal() if record.made_on else 0
    return (not record.label, _OUTCOMES.index(record.outcome), newest, record.id)


def groups_of(
    records: Sequence[Record], fits: Callable[[Record, Record], bool] = lambda _one, _other: True
) -> tuple[tuple[int, ...], ...]:
    """Places of *records*, those together that are nearly the same, directly or by others between them."""
    pairs = (pair for pair in alike(records) if fits(records[pair[0]], records[pair[1]]))
    return joined(len(records), pairs)


def joined(count: int, pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """0 to *count* - 1 in groups that *pairs* hold together."""
    roots = list(range(count))

    def root(at: int) -> int:
        while roots[at] != at:
            roots[at] = roots[roots[at]]
            at = roots[at]
        return at

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        roots[high] = low
    groups = defaultdict(list)
    for at in range(count):
        groups[root(at)].append(at)
    return tuple(map(tuple, groups.values()))


def alike(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Places of pairs that are nearly the same. The order of *records* decides which pairs of a crowd are looked at."""
    if len(records) < 2:
        return
    signatures = _signatures([told(record) for record in records])
    pairs = _candidates(signatures)
    for start in range(0, len(pairs), _CHUNK):
        some = pairs[start : start + _CHUNK]
        share = (signatures[some[:, 0]] == signatures[some[:, 1]]).mean(axis=1)
        yield from ((int(one), int(other)) for one, other in some[share >= ALIKE])


def _candidates(signatures: Signatures) -> NDArray[np.int64]:
    """Pairs that share a band."""
    found = set(chain.from_iterable(_of_band(signatures[:, at : at + ROWS]) for at in range(0, BANDS * ROWS, ROWS)))
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def _of_band(band: Signatures) -> Iterator[tuple[int, int]]:
    places: dict[bytes, list[int]] = defaultdict(list)
    for at, row in enumerate(band):
        before = places[row.tobytes()]
        yield from ((one, at) for one in (*before[:1], *before[1:][-MOST_BEFORE:]))
        before.append(at)


def _signatures(texts: Sequence[str]) -> Signatures:
    """BANDS × ROWS minima of each text's runs under as many fixed hashes."""
    runs = [runs_of(text) for text in texts]
    begins = np.cumsum([0, *(len(some) for some in runs[:-1])])
    hashes = np.fromiter(chain.from_iterable(runs), dtype=np.uint64)
    minima = [np.minimum.reduceat((hashes * factor + shift) >> np.uint64(32), begins) for factor, shift in _hashes()]
    return np.stack(minima, axis=1).astype(np.uint32)


def runs_of(text: str) -> frozenset[int]:
    """The hashes of its runs of three words, or of all its words where there are fewer."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - RUN_WORDS + 1))
    return frozenset(crc32(" ".join(words[at : at + RUN_WORDS]).encode()) for at in starts)


@cache
def _hashes() -> tuple[tuple[np.uint64, np.uint64], ...]:
    """Odd factors and shifts, the same in every run."""
    draws = np.random.default_rng(1997).integers(1, _PRIME, size=(BANDS * ROWS, 2), dtype=np.uint64)
    return tuple((factor | np.uint64(1), shift) for factor, shift in draws)
