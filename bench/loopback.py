"""A loopback Bot API server with a stopwatch, and bots run beside it as processes of their own."""

import asyncio
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.servers.telegram import BotApi

ROOT = Path(__file__).parents[1]


class Stopwatch(BotApi):
    """Notes when each message of a chat was said, and when each first answer to it came."""

    def __init__(self) -> None:
        super().__init__()
        self.said_at: dict[int, list[float]] = defaultdict(list)
        self.answered_at: dict[int, list[float]] = defaultdict(list)
        self.taken_at: float | None = None  # when updates first left
        self._answered = asyncio.Event()

    def ask(self, chat: int, text: str) -> None:
        self.said_at[chat].append(time.perf_counter())
        self.say(chat, text)

    async def _get_updates(self, given: Any) -> Any:
        updates = await super()._get_updates(given)
        if updates and self.taken_at is None:
            self.taken_at = time.perf_counter()
        return updates

    async def _send_message(self, given: Any) -> Any:
        self._note(given)
        return await super()._send_message(given)

    async def _edit_message_text(self, given: Any) -> Any:
        self._note(given)  # the answers of a session stand in one message
        return await super()._edit_message_text(given)

    def _note(self, given: Any) -> None:
        self.answered_at[int(given["chat_id"])].append(time.perf_counter())
        self._answered.set()

    @property
    def answers(self) -> int:
        return sum(map(len, self.answered_at.values()))

    async def answered_all(self, messages: int, seconds: float) -> None:
        """Wait for so many answers, for so long at most."""
        async with asyncio.timeout(seconds):
            while self.answers < messages:
                await self._answered.wait()
                self._answered.clear()

    def latencies_ms(self) -> list[float]:
        """From a message to its answer, in order of size; the nth answer of a chat is that to its nth message."""
        pairs = ((said, self.answered_at[chat]) for chat, said in self.said_at.items())
        return sorted((b - a) * 1000 for said, answered in pairs for a, b in zip(said, answered, strict=False))


@asynccontextmanager
async def bot(
    command: Sequence[str], api: BotApi, cores: set[int] | None = None, **settings: str
) -> AsyncIterator[None]:
    """Run a bot against *api* on a database of its own, kept to *cores*; it has started when it first asks."""
    with tempfile.TemporaryDirectory() as folder:
        env: Mapping[str, str] = os.environ | {
            "TELEGRAM_BOT_TOKEN": api.token,
            "FOCUSFLOW__TELEGRAM__BASE_URL": api.base_url,
            "FOCUSFLOW__DATABASE__URL": f"sqlite:///{folder}/bench.db",
            "FOCUSFLOW__LOGS__LEVEL": "error",
            **settings,
        }
        running = await asyncio.create_subprocess_exec(
            *command, env=env, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        if cores:
            os.sched_setaffinity(running.pid, cores)
        try:
            await api.until(lambda: api.calls("getUpdates"), "the bot to start")
            yield
        finally:
            if running.returncode is None:
                running.terminate()
            await running.wait()


FOCUSFLOW = (sys.executable, "-m", "learning", "run")


def percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    for name, *figures in (head, ["-" * width for width in widths], *rows):
        print("  ".join([name.ljust(widths[0]), *map(str.rjust, figures, widths[1:])]))
