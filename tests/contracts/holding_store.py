"""Holds a name on the store at the URL that it is given, says whether it could, and keeps it until it is killed."""

import asyncio
import sys

from storage.open import open_store


async def hold(url: str, name: str) -> None:
    async with open_store(url) as store:
        sys.stdout.write(f"{await store.hold(name)}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


asyncio.run(hold(*sys.argv[1:]))
