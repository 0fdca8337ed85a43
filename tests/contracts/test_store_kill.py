"""Killed in the middle of writing: what was acknowledged is there, and nothing is there by half."""

import asyncio
import sys
from pathlib import Path

from storage.open import open_store
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import ANNA, after, said, turn

ROOT = Path(__file__).parents[2]
KILLS = (1, 12)  # after so many acknowledgements
AT_ONCE = 5  # turns that the writer keeps at a time
END_OTHERS = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"""  # a server may not have noticed the kill yet


async def killed(url: str, acknowledgements: int) -> int:
    """How many turns were acknowledged before the kill, at least."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.contracts.killed_store", url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert writer.stdout
    try:
        for _ in range(acknowledgements):
            last = await writer.stdout.readline()
        writer.kill()
        rest = (await writer.stdout.read()).split(b"\n")  # the last line may be cut off
    finally:
        await writer.wait()
    return int(rest[-2] if len(rest) > 1 else last)


async def test_a_kill_leaves_whole_turns(url: str, sql: Sql) -> None:
    for acknowledgements in KILLS:
        acknowledged = await killed(url, acknowledgements)
        if url.startswith("postgres"):
            await sql(END_OTHERS)
        async with open_store(url) as store:
            await check_whole_turns(store, acknowledged)
            await store.forget(ANNA)
        if url.startswith("sqlite"):
            assert await sql("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
            assert await sql("PRAGMA foreign_key_check") == []


async def check_whole_turns(store: Store, acknowledged: int) -> None:
    entries, readiness = await store.log(ANNA)
    messages = [row.message for row in readiness]
    there = [n for n in range(acknowledged + AT_ONCE) if said(ANNA, n) in messages]
    assert there[:acknowledged] == list(range(acknowledged)), "what was acknowledged is there"
    assert len(there) == len(messages)
    assert [e.message for e in entries] == [message for message in messages for _ in range(2)]
    words = await store.waiting("telegram")
    assert sorted(w.text for w in words) == sorted(turn(n=n).outbox[0].text for n in there)
    assert len(await store.due(after(days=365), 10**6)) == len(there)
    assert not any([await store.keep(turn(n=n)) for n in there]), "each was settled"
