"""After the answer: the three minds add their words to it, or nothing happens."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import structlog

from agents.case import Case, Thought
from bot.outbox import Outbox
from storage.records import Changes, Outgoing, row_id
from storage.store import Store

log = structlog.get_logger(__name__)

Think = Callable[[Case], Awaitable[Thought]]
Chat = tuple[str, str]


class Thinking:
    """At most *at_once* cases are thought about; a chat's next message ends the thinking about its last."""

    def __init__(self, store: Store, outbox: Outbox, think: Think, now: Callable[[], datetime], at_once: int) -> None:
        self._store = store
        self._outbox = outbox
        self._think = think
        self._now = now
        self._at_once = at_once
        self._tasks: dict[Chat, asyncio.Task[None]] = {}

    def begin(self, case: Case, shown: Outgoing) -> None:
        """Think about *case* in the background; its words will take the place of the coach's plain ones in *shown*."""
        chat = (shown.address.platform, shown.address.chat)
        self.stop(chat)
        if len(self._tasks) >= self._at_once:
            log.info("not thought about", why="too many at once")
            return
        task = asyncio.create_task(self._add_words(case, shown))
        self._tasks[chat] = task
        task.add_done_callback(lambda done: self._forget(chat, done))

    def stop(self, chat: Chat) -> None:
        """The chat has moved on: its last answer stands as it is."""
        if (task := self._tasks.pop(chat, None)) is not None:
            task.cancel()

    async def quiet(self) -> None:
        """Wait until nothing is thought about."""
        while self._tasks:
            await asyncio.wait(self._tasks.values())

    async def close(self) -> None:
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, chat: Chat, done: asyncio.Task[None]) -> None:
        if self._tasks.get(chat) is done:
            del self._tasks[chat]

    async def _add_words(self, case: Case, shown: Outgoing) -> None:
        try:
            thought = await self._think(case)
            changes = self._changes(thought, case, shown)
            await self._store.keep(changes)
            self._outbox.post(changes.outbox)
        except Exception:
            log.exception("thinking failed", turn=case.turn)

    def _changes(self, thought: Thought, case: Case, shown: Outgoing) -> Changes:
        now = self._now()
        if thought.words is None:
            return Changes(at=now, exchanges=thought.exchanges)
        words = replace(
            shown,
            id=row_id("words", shown.turn),
            text=f"{case.shown}\n\n{thought.words}",
            edits=shown.id,
            written_at=now,
        )
        return Changes(at=now, exchanges=thought.exchanges, outbox=(words,))
