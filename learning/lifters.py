"""All lifters of a database, one after the other."""

from collections.abc import AsyncIterator

from storage.records import Whole
from storage.store import Store


async def everybody(store: Store) -> AsyncIterator[Whole]:
    """In the order in which they were met; one is in memory at a time."""
    for user in await store.lifters():
        if (whole := await store.whole(user)) is not None:  # he may be forgotten while this runs
            yield whole
