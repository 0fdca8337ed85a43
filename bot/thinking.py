"""After the answer: the three minds add their words to it, or nothing happens."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import structlog

from agents.case import Case, Thought
from bot.outbox import Outbox
from storage.records import Changes, Identity, Outgoing, row_id
from storage.store import Store

log = structlog.get_logger(__name__)

Think = Callable[[Case], Awaitable[Thought]]


class Thinking:
    """At most *at_once* cases are thought about, one a person: his next message ends the thinking about his last."""

    def __init__(self, store: Store, outbox: Outbox, think: Think, now: Callable[[], datetime], at_once: int) -> None:
        self._store = store
        self._outbox = outbox
        self._think = think
        self._now = now
        self._at_once = at_once
        self._thinking: dict[Identity, asyncio.Task[None]] = {}
        self._saying: dict[Identity, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()  # both, and those that were stopped and have not ended yet

    def begin(self, case: Case, shown: Outgoing, who: Identity) -> None:
        """Think about *case* in the background; its words will take the place of the coach's plain ones in *shown*."""
        self._cancel(who)
        if len(self._thinking) >= self._at_once:
            log.info("not thought about", why="too many at once")
            return
        task = asyncio.create_task(self._add_words(case, shown, who))
        self._thinking[who] = task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self, who: Identity) -> None:
        """He has moved on: his last answer stands as it is from here on. Words that are on their way are said first."""
        self._cancel(who)
        if (task := self._saying.get(who)) is not None:
            await asyncio.wait([task])

    async def quiet(self) -> None:
        """Wait until nothing is thought about."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        for who in tuple(self._thinking):
            self._cancel(who)
        await self.quiet()

    def _cancel(self, who: Identity) -> None:
        if (task := self._thinking.pop(who, None)) is not None:
            task.cancel()

    async def _add_words(self, case: Case, shown: Outgoing, who: Identity) -> None:
        try:
            thought = await self._think(case)
            # From here it is not stopped: words that are kept but not shown would come back at the next start.
            self._saying[who] = self._thinking.pop(who)
            await self._say(self._changes(thought, case, shown))
        except Exception:
            log.exception("thinking failed", turn=case.turn)
        finally:
            self._forget(who)

    async def _say(self, changes: Changes) -> None:
        await self._store.keep(changes)
        self._outbox.post(changes.outbox)

    def _forget(self, who: Identity) -> None:
        for tasks in (self._thinking, self._saying):
            if tasks.get(who) is asyncio.current_task():
                del tasks[who]

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
