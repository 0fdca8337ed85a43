"""300 chats write at once, and Telegram answers one chat in ten with 429: what that does to the others.

The bot is a process of its own on a loopback Bot API server. Rounds with and without a flood take turns. A reply is
known by the message that it answers.
"""

import argparse
import asyncio
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from bench.loopback import FOCUSFLOW, bot, percentile, table
from tests.servers.telegram import BotApi

CHATS = 300
ROUNDS = 3
PAUSE_SECONDS = 0.5
RETRY_SECONDS = 2
TIMES = 2  # in a row, for each flooded chat
PATIENCE_SECONDS = 25.0


class Round(Enum):
    FIRST = auto()  # nobody is known yet: it is not measured
    QUIET = auto()
    FLOOD = auto()


def is_flooded(chat: int) -> bool:
    return chat % 10 == 0


@dataclass
class Heard:
    """What one run showed, by chat."""

    said: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # ids of messages
    said_at: dict[int, float] = field(default_factory=dict)  # by message
    said_in: dict[int, Round] = field(default_factory=dict)
    answered: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # messages that were answered
    answered_at: dict[int, float] = field(default_factory=dict)
    refused: Counter[int] = field(default_factory=Counter)

    @property
    def lost(self) -> int:
        return sum(message not in self.answered[chat] for chat, said in self.said.items() for message in said)

    @property
    def doubled(self) -> int:
        return sum(len(answered) - len(set(answered)) for answered in self.answered.values())

    @property
    def out_of_order(self) -> int:
        return sum(answered != sorted(answered) for answered in self.answered.values())

    def waits_ms(self, which: Round, *, flooded: bool) -> list[float]:
        """From a message to its reply, in order of size, of the chats that are flooded or of all the others."""
        messages = [message for chat, said in self.said.items() if is_flooded(chat) is flooded for message in said]
        answered = [one for one in messages if one in self.answered_at and self.said_in[one] is which]
        return sorted((self.answered_at[one] - self.said_at[one]) * 1000 for one in answered)


class Flooded(BotApi):
    """Notes which message each reply answers, and when it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = Heard()
        self._answered = asyncio.Event()

    def ask(self, chat: int, text: str, which: Round) -> None:
        message = self.say(chat, text)
        self.heard.said[chat].append(message)
        self.heard.said_at[message] = time.perf_counter()
        self.heard.said_in[message] = which

    async def _send_message(self, given: Any) -> Any:
        chat = int(given["chat_id"])
        try:
            shown = await super()._send_message(given)
        except Exception:
            self.heard.refused[chat] += 1
            raise
        answers = int((given.get("reply_parameters") or {}).get("message_id", 0))
        self.heard.answered[chat].append(answers)
        self.heard.answered_at.setdefault(answers, time.perf_counter())
        self._answered.set()
        return shown

    async def all_answered(self) -> None:
        """Wait for that, as long as is reasonable."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                while self.heard.lost:
                    self._answered.clear()
                    await self._answered.wait()


async def run(chats: int) -> Heard:
    """Rounds without and with a flood in turn, on one bot; each begins when the one before is answered."""
    async with Flooded() as api, bot(FOCUSFLOW, api):
        await wave(api, chats, "bench 185x5", Round.FIRST)
        for n in range(ROUNDS):
            for which in (Round.QUIET, Round.FLOOD):
                await wave(api, chats, f"plates {100 + 10 * n}", which)
        return api.heard


async def wave(api: Flooded, chats: int, text: str, which: Round) -> None:
    for chat in range(1, chats + 1):
        if which is Round.FLOOD and is_flooded(chat):
            api.flood(chat, RETRY_SECONDS, TIMES)
        api.ask(chat, text, which)
    await api.all_answered()
    await asyncio.sleep(PAUSE_SECONDS)


def row(name: str, waits: list[float]) -> list[str]:
    return [name, f"{len(waits)}", *(f"{percentile(waits, share):.0f} ms" for share in (0.5, 0.99))]


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=CHATS)
    chats = parser.parse_args().chats
    heard = await run(chats)
    quiet, flood = (heard.waits_ms(which, flooded=False) for which in (Round.QUIET, Round.FLOOD))
    print(f"{chats} chats write at once, {ROUNDS} times without and {ROUNDS} times with a flood:")
    print(f"one chat in ten is answered {TIMES} times with 429 and retry_after {RETRY_SECONDS}")
    rows = [
        row("the others, no flood", quiet),
        row("the others, flood", flood),
        row("flooded chats", heard.waits_ms(Round.FLOOD, flooded=True)),
    ]
    table(["", "replies", "p50", "p99"], rows)
    ratios = (percentile(flood, share) / percentile(quiet, share) for share in (0.5, 0.99))
    print("the others, flood over no flood: p50 {:.2f}, p99 {:.2f}".format(*ratios))
    print(f"of {len(heard.said_at)} messages: {heard.lost} not answered, {heard.doubled} answered twice, ", end="")
    print(f"{heard.out_of_order} chats out of order; {sum(heard.refused.values())} times 429")


if __name__ == "__main__":
    asyncio.run(main())
