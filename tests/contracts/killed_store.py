"""Writes turns into the store at the URL it is given and says how many are kept, until it is killed."""

import asyncio
import sys

from storage.open import open_store
from tests.contracts.store_samples import known, turn


async def write(url: str) -> None:
    async with open_store(url) as store:
        await store.keep(known())
        n = 0
        while True:
            await asyncio.gather(*(store.keep(turn(n=m)) for m in range(n, n + 5)))
            n += 5
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()


asyncio.run(write(sys.argv[1]))
