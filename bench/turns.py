"""How many turns a second one core keeps, beside an echo bot that keeps none.

Both bots are held to one core and meet the same backlog on the same loopback Bot API server, on the other core.
A turn: the update is stored, parsed, planned, kept, and its answer sent. The last row is the same without Telegram.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime

from bench.loopback import FOCUSFLOW, Stopwatch, bot, table
from bot.app import open_app, wall_clock
from bot.config import Config, Database, Secrets
from bot.platforms.console import Console
from storage.records import Update

CHATS = 200
CORES = sorted(os.sched_getaffinity(0))
ECHO = (sys.executable, "-m", "bench.echo")


async def over_loopback(command: tuple[str, ...], turns: int) -> float:
    """Turns a second, from the moment when the first update left the server to the last answer."""
    async with Stopwatch() as api:
        async with bot(command, api, cores={CORES[0]}):
            for n in range(turns):
                api.ask(1 + n % CHATS, f"bench {100 + n % 100}x5 slept {5 + n % 4}h sore {n % 9}")
            await api.answered_all(turns, 300)
        ended_at = max(max(times) for times in api.answered_at.values())
        return turns / (ended_at - (api.taken_at or ended_at))


async def alone(turns: int) -> float:
    """The same turns, handed in as rows and shown to nobody, everything else as it is."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(database=Database(url=f"sqlite:///{folder}/bench.db"))
        async with open_app(config, Secrets(_env_file=None)) as app:  # type: ignore[call-arg]
            app.platforms[Console.name] = Console("", _nothing(), lambda _text: None, app.quiet, wall_clock)
            began_at = time.perf_counter()
            for n in range(0, turns, 100):
                await app.inbox.accept([_update(m) for m in range(n, n + 100)])
            await app.quiet()
            return turns / (time.perf_counter() - began_at)


async def _nothing():  # type: ignore[no-untyped-def]
    return
    yield


def _update(n: int) -> Update:
    said = {"user": f"u{n % CHATS}", "text": f"bench {100 + n % 100}x5 slept {5 + n % 4}h sore {n % 9}"}
    return Update(Console.name, str(n), f"u{n % CHATS}", json.dumps(said), datetime.now(UTC))


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=3000)
    turns = parser.parse_args().turns
    os.sched_setaffinity(0, {CORES[-1]})
    ours, echo = await over_loopback(FOCUSFLOW, turns), await over_loopback(ECHO, turns)
    kept = await alone(turns)
    print(f"Turns a second on one core, {turns} messages over {CHATS} chats, SQLite with synchronous=FULL")
    table(
        ["", "turns/s", "of the echo bot"],
        [
            ["FocusFlow, kept and answered", f"{ours:.0f}", f"{ours / echo:.2f}"],
            ["python-telegram-bot echo, keeps nothing", f"{echo:.0f}", "1.00"],
            ["FocusFlow, kept, without Telegram", f"{kept:.0f}", f"{kept / echo:.2f}"],
        ],
    )


if __name__ == "__main__":
    asyncio.run(main())
