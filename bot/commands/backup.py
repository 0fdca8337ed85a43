"""``focusflow backup`` and ``focusflow restore``: the whole database as one file, and back into an empty one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from storage.backup import read_backup, write_backup
from storage.open import NoDatabase, open_as_it_is, open_store
from storage.store import StoreUnavailable

Show = Callable[[int], None]
"""Is told how many rows are done."""


async def back_up(url: str, file: Path, now: datetime, show: Show) -> str:
    """What was written, in a sentence. Raises StoreUnavailable, also where there is no database yet.

    The database stays as it is: one of an older FocusFlow is not brought forward.
    """
    try:
        async with open_as_it_is(url) as (store, schema):
            counts = await write_backup(store, file, now, show, schema)
    except NoDatabase as nothing:
        raise StoreUnavailable(
            f"{nothing}, so nothing is backed up: go to the folder that it is in, or set database.url to where it is."
        ) from None
    except OSError as failure:
        raise StoreUnavailable(
            f"The backup {file} cannot be written: {failure.strerror or failure}. Name another file."
        ) from failure
    return f"{file} holds {sum(counts.values()):,} rows; lifters: {counts.get('users', 0):,}."


async def restore(file: Path, url: str, show: Show) -> str:
    """What was restored, in a sentence. Raises StoreUnavailable, and changes nothing, where it cannot be."""
    try:
        with file.open("rb"):
            pass
        async with open_store(url) as store:
            count = await store.load(read_backup(file, show))
            lifters = len(await store.lifters())
    except OSError as failure:
        raise StoreUnavailable(f"The backup {file} cannot be read: {failure.strerror or failure}.") from failure
    except ValueError as refusal:
        raise StoreUnavailable(_told(str(refusal))) from refusal
    return f"{count:,} rows are restored; lifters: {lifters:,}."


def _told(refusal: str) -> str:
    if "not empty" not in refusal:
        return f"Nothing is restored: {refusal}"
    return (
        f"Nothing is restored: {refusal}. Restore into a new one, such as `--into sqlite:///restored.db`, and then name"
        " that as database.url."
    )
