"""A dataset as it lies in a folder, and how one takes the place of another at once."""

import shutil
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from learning.dataset.card import Card, digest, markdown
from learning.dataset.formats import FORMATS
from learning.dataset.held_out import HELD_OUT, is_held_out
from learning.dataset.record import DatasetError, Record, read_records
from learning.dataset.splits import Split, Splits, leaks_in

CARD: Final = "card.json"
CARD_TO_READ: Final = "CARD.md"


class BadDataset(DatasetError):
    """A folder is no dataset, or not the one that its card speaks of."""


def written(splits: Splits, card: Card, to: Path) -> None:
    """The whole folder, built beside *to* and put in its place. What stood there goes, if it was a dataset.

    Raises BadDataset where something else stands there, or it cannot be written.
    """
    restore(to)
    if to.exists() and not is_dataset(to):
        raise BadDataset(f"{to} is there and no dataset; name a folder that is not there yet.")
    aside, old = _beside(to)
    shutil.rmtree(aside, ignore_errors=True)
    try:
        _write(texts(splits, card), aside)
        if to.exists():
            to.rename(old)
        aside.rename(to)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise BadDataset(f"{to} cannot be written: {error.strerror or error}; name another folder.") from error
    shutil.rmtree(old, ignore_errors=True)


def _write(files: Mapping[str, str], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def restore(folder: Path) -> None:
    """What a kill between two names left behind: the old folder gets its name back, or goes."""
    _, old = _beside(folder)
    if not old.exists():
        return
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        return
    try:
        old.rename(folder)
    except OSError as error:
        raise BadDataset(f"{old} cannot be moved to {folder}: {error.strerror or error}; move it there.") from error


def is_dataset(folder: Path) -> bool:
    return (folder / CARD).is_file() or (folder.is_dir() and not any(folder.iterdir()))


def _beside(folder: Path) -> tuple[Path, Path]:
    return folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")


def texts(splits: Splits, card: Card) -> dict[str, str]:
    """What each file of the folder holds, by its name."""
    found = {CARD: card.model_dump_json(indent=1) + "\n", CARD_TO_READ: markdown(card)}
    for each, records in splits.items():
        found[f"{each}.jsonl"] = "".join(record.model_dump_json() + "\n" for record in records)
        formats = {f"{each}.{end}": text_of(records) for end, text_of in FORMATS.items()}
        found |= {name: text for name, text in formats.items() if text}
    return found


def read_splits(folder: Path) -> dict[Split, tuple[Record, ...]]:
    """Raises BadRecords, with file and line."""
    restore(folder)
    return {each: tuple(read_records(folder / f"{each}.jsonl")) for each in Split}


def read_card(folder: Path) -> Card:
    """Raises BadDataset."""
    restore(folder)
    try:
        return Card.model_validate_json((folder / CARD).read_bytes())
    except OSError as error:
        raise BadDataset(f"{folder} is no dataset: {CARD} cannot be read; name a folder that was built.") from error
    except ValidationError as error:
        raise BadDataset(f"{folder / CARD} is no card of a dataset; build the dataset anew.") from error


def leaks(folder: Path) -> tuple[str, ...]:
    """What stands in two splits, a sentence each. Raises BadRecords."""
    return leaks_in(read_splits(folder))


def faults(folder: Path) -> tuple[str, ...]:
    """Leaks, also of the evaluation, and files that are not what the records and the card say.

    Raises BadRecords, BadDataset.
    """
    card, splits = read_card(folder), read_splits(folder)
    found = list(leaks_in(splits))
    found += (f"{one.id} must not be trained on: {HELD_OUT}." for one in chain(*splits.values()) if is_held_out(one))
    if digest(splits) != card.content:
        found.append(f"{folder}: the records are not those that {CARD} speaks of.")
    for name, text in texts(splits, card).items():
        path = folder / name
        if not _is(path, text):
            found.append(f"{path} is not what the records say.")
    return tuple(found)


def _is(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False
