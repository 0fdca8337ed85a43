"""Killed in the middle of writing: what was acknowledged is there, and nothing is there by half."""

import asyncio
import sys
from pathlib import Path

from storage.open import open_store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import ANNA, after, said, turn

ROOT = Path(__file__).parents[2]
KILLS = (1, 6, 17)  # after so many acknowledgements


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
        async with open_store(url) as store:
            entries, readiness = await store.log(ANNA)
            whole = [row.message for row in readiness]
            assert whole[:acknowledged] == [said(ANNA, n) for n in range(acknowledged)]
            assert [e.message for e in entries] == [message for message in whole for _ in range(2)]
            words = await store.waiting("telegram")
            assert [w.text for w in words] == [turn(n=n).outbox[0].text for n in range(len(whole))]
            assert len(await store.due(after(days=365), 10**6)) == len(whole)
            assert not any([await store.keep(turn(n=n)) for n in range(len(whole))]), "each was settled"
            await store.forget(ANNA)
        if url.startswith("sqlite"):
            assert await sql("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
            assert await sql("PRAGMA foreign_key_check") == []
