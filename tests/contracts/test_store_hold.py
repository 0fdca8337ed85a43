"""One worker does what it holds, and another one takes over once it is gone, however it went."""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.open import open_store
from storage.store import Store, StoreUnavailable
from tests.contracts.databases import engine_of, run
from tests.contracts.test_store_postgres import HANG_UP

ROOT = Path(__file__).parents[2]


async def test_one_holds_a_name_until_it_closes(url: str) -> None:
    async with open_store(url) as other:
        async with open_store(url) as store:
            assert await store.hold("telegram")
            assert await store.hold("telegram"), "it is still its own"
            assert not await other.hold("telegram")
            assert await other.hold("discord")
            assert not await store.hold("discord")
        assert await other.hold("telegram")
        assert await other.hold("discord")


async def test_of_many_at_once_one_gets_it(url: str) -> None:
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(open_store(url)) for _ in range(4)]
        held = await asyncio.gather(*(store.hold("telegram") for store in stores for _ in range(2)))
        assert sorted(held) == [False] * 6 + [True] * 2


async def test_a_killed_process_holds_nothing(url: str) -> None:
    command = (sys.executable, "-m", "tests.contracts.holding_store", url, "telegram")
    holder = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
    assert holder.stdout
    assert await holder.stdout.readline() == b"True\n"
    async with open_store(url) as store:
        assert not await store.hold("telegram")
        holder.kill()
        await holder.wait()
        for _ in range(500):  # the server has to notice that nobody is there any more
            if await store.hold("telegram"):
                return
            await asyncio.sleep(0.01)
        pytest.fail("it is held by nobody")


async def test_a_closed_store_holds_nothing_more(store: Store) -> None:
    assert await store.hold("telegram")
    await store.close()
    with pytest.raises(StoreUnavailable):
        await store.hold("telegram")


async def test_in_memory_nobody_else_is_there() -> None:
    async with open_store("sqlite:///:memory:") as store, open_store("sqlite:///:memory:") as other:
        assert await store.hold("telegram")
        assert await other.hold("telegram")


async def test_a_session_that_broke_is_noticed_and_taken_anew(url: str) -> None:
    if engine_of(url) == "sqlite":
        pytest.skip("a file cannot hang up")
    async with open_store(url) as store, open_store(url) as other:
        assert await store.hold("telegram")
        await run(url, HANG_UP)
        taken = await _hold_again(other)
        assert taken
        assert not await _hold_again(store), "the other one was faster, and it is told so"


async def _hold_again(store: Store) -> bool:
    try:
        return await store.hold("telegram")
    except StoreUnavailable:
        return await store.hold("telegram")
