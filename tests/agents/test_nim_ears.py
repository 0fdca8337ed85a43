"""The transcription leaves nothing behind: what waits for a permit of its own ends with it."""

import asyncio
from contextlib import suppress

from agents.bucket import Bucket, Busy
from agents.nim_ears import NimEars
from agents.rate_limiter import RateLimiter


async def hang(_: float) -> None:
    await asyncio.Event().wait()


def ears(limiter: RateLimiter | None = None) -> NimEars:
    return NimEars(
        "http://127.0.0.1:9/v1", "", "ears", timeout_seconds=60, clock=lambda: 0.0, sleep=hang, limiter=limiter
    )


async def test_its_own_limiter_ends_with_it() -> None:
    before = asyncio.all_tasks()
    heard = ears()
    heard._limiter.pause(30)
    waiting = asyncio.create_task(heard.hear(b"OggS", "audio/ogg", "ann"))
    await asyncio.sleep(0)
    await heard.close()
    assert asyncio.all_tasks() - before == {waiting}, "nobody deals permits any more"
    waiting.cancel()
    with suppress(asyncio.CancelledError, Busy):
        await waiting


async def test_a_limiter_that_it_shares_goes_on() -> None:
    limiter = RateLimiter(Bucket(None), lambda: 0.0, hang)
    limiter.pause(30)
    waiting = asyncio.create_task(limiter.enter("ann", 60))
    await asyncio.sleep(0)
    await ears(limiter).close()
    dealing = limiter._dealing
    assert dealing is not None
    assert not dealing.done()
    waiting.cancel()
    await limiter.close()
