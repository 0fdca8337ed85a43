"""A dataset, built: cleaned, without duplicates, split by lifter, checked for leaks, written whole or not at all."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from learning.dataset.card import Card, Removal, after_removal, card_of, lifters_of
from learning.dataset.cleaning import cleaned_answer, cleaned_prose, cleaned_talk
from learning.dataset.duplicates import deduplicated
from learning.dataset.folder import BadDataset, read_card, read_splits, written
from learning.dataset.formats import has_both
from learning.dataset.gathering import PERSONAL, SOURCE
from learning.dataset.held_out import HELD_OUT, is_held_out
from learning.dataset.marks import is_marked
from learning.dataset.record import DatasetError, Record
from learning.dataset.splits import Split, leaks_in, split

DUPLICATE: Final = "the same or nearly the same as a better rated one"
GONE: Final = "of our own lifters, none of whom is known by that name and consents"


class OneClass(DatasetError):
    """A set for KTO has only desirable or only undesirable records."""


def built(
    records: Iterable[Record],
    to: Path,
    *,
    seed: int = 1,
    made_on: date,
    kto: bool = False,
    left_out: Mapping[str, int] | None = None,
) -> Card:
    """Write the dataset of *records* into the folder *to*; *left_out* is what was left out before, by why.

    KTO's files are there where both labels are; with *kto* a set without both is refused. All records are held in
    memory. Raises OneClass, BadDataset.
    """
    given = list(records)
    kept, out = _sifted(given)
    _check(kept, to, kto=kto)
    splits = split(kept, seed)
    if kto and not has_both(splits[Split.TRAIN]):
        raise OneClass(f"{to}: no lifter with the other label is trained on; take another seed or gather more votes.")
    if found := leaks_in(splits):
        raise BadDataset(f"{to}: {found[0]} Nothing was written; this is a defect of the split.")
    card = card_of(splits, seed=seed, made_on=made_on, left_out=Counter(left_out or {}) + out)
    written(splits, card, to)
    return card


def _sifted(records: Sequence[Record]) -> tuple[list[Record], Counter[str]]:
    """Cleaned, without duplicates and what the evaluation measures by, and how many are gone for which reason."""
    cleaned = [cleaned_record(record) for record in records]
    fit = [record for record in cleaned if not (record.label and is_marked(record.output))]
    own = [record for record in fit if not is_held_out(record)]
    kept = list(deduplicated(own))
    out = {PERSONAL: len(cleaned) - len(fit), HELD_OUT: len(fit) - len(own), DUPLICATE: len(own) - len(kept)}
    return kept, Counter(out)


def cleaned_record(record: Record) -> Record:
    """What is no lifter's talk is cleaned as prose. Source and licence stay, for they name whom to credit.

    What was gathered is cleaned already; it may come of a file too, that is older than what is known of cleaning.
    """
    said, answered = (cleaned_talk, cleaned_answer) if is_own(record) else (cleaned_prose, cleaned_prose)
    changed = {
        "input": said(record.input),
        "output": answered(record.output),
        "facts": tuple(map(said, record.facts)),
    }
    return record.model_copy(update=changed)


def _check(records: Sequence[Record], to: Path, *, kto: bool) -> None:
    if not records:
        raise BadDataset(f"{to}: there is nothing to build from yet; gather votes with consent, or name files.")
    if kto and not has_both(records):
        missing = "undesirable" if records[0].label else "desirable"
        raise OneClass(f"{to}: KTO needs both labels, and no record is {missing}; gather votes, or leave out --kto.")
    twice = [name for name, count in Counter(record.id for record in records).items() if count > 1]
    if twice:
        raise BadDataset(f"{to}: two different records are called {twice[0]}; give each a name of its own.")


def purged(folder: Path, names: Collection[str], on: date) -> int:
    """Take out what lifters said who are not among *names*: the pseudonyms of those who are known and consent.

    The card keeps its id, and says when and how many. Gives how many records are gone. Raises BadDataset, BadRecords.
    """
    card, splits = read_card(folder), read_splits(folder)
    left: dict[Split, tuple[Record, ...]] = {}
    gone: list[Record] = []
    for each, some in splits.items():
        left[each] = tuple(record for record in some if stays(record, names))
        gone += (record for record in some if not stays(record, names))
    if gone:
        removal = Removal(on=on, records=len(gone), lifters=len(lifters_of(gone)))
        written(left, after_removal(card, left, removal), folder)
    return len(gone)


def stays(record: Record, names: Collection[str]) -> bool:
    """Whether a record may be kept while those lifters are known and consent; *names* are pseudonyms."""
    return not is_own(record) or record.lifter in names


def is_own(record: Record) -> bool:
    """Whether one of our own lifters stands behind it, however his source is written."""
    return record.source.strip().casefold() == SOURCE
