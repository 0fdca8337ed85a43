"""How long a lifter waits for the first answer while the model takes ten seconds.

50 messages a second over 200 chats, on a loopback Bot API server; beside it a plain chain of three awaited calls.
"""

import argparse
import asyncio
import sys
from typing import Any

from aiohttp import web

from bench.loopback import FOCUSFLOW, Stopwatch, bot, percentile, table
from tests.servers.model import ModelServer, says

CHATS = 200
A_SECOND = 50
MODEL_SECONDS = 10
CHAIN = (sys.executable, "-m", "bench.plain_chain")


async def late(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
    await asyncio.sleep(MODEL_SECONDS)
    return await (whole if not asked.get("stream") else says("Good."))(request, asked)


async def whole(_request: web.Request, _asked: dict[str, Any]) -> web.StreamResponse:
    message = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Good."}}
    return web.json_response({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [message]})


async def measure(command: tuple[str, ...], seconds: int) -> list[str]:
    async with Stopwatch() as api, ModelServer([late]) as model:
        async with bot(command, api, FOCUSFLOW__MODEL__BASE_URL=model.base_url):
            total = seconds * A_SECOND
            for n in range(total):
                api.ask(1 + n % CHATS, f"bench {100 + n % 100}x5 slept {5 + n % 4}h sore {n % 9}")
                await asyncio.sleep(1 / A_SECOND)
            await api.answered_all(total, 6 * MODEL_SECONDS)
        took = api.latencies_ms()
        return [f"{percentile(took, share):.1f} ms" for share in (0.5, 0.9, 0.99, 1)] + [f"{len(took)}/{total}"]


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10)
    seconds = parser.parse_args().seconds
    rows = [["FocusFlow", *await measure(FOCUSFLOW, seconds)], ["plain chain", *await measure(CHAIN, seconds)]]
    print(f"First answer, {A_SECOND} messages a second over {CHATS} chats, a model that takes {MODEL_SECONDS} s")
    table(["", "p50", "p90", "p99", "longest", "answered"], rows)


if __name__ == "__main__":
    asyncio.run(main())
