"""Words out: in order for each chat, each chat waiting for itself alone."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

import structlog

from bot.attachments import Make
from bot.delivery import Sending, chat_of, makes_nothing
from bot.lines import Chat, Lines
from bot.message import Incoming
from bot.metrics import UNCOUNTED, Metrics
from bot.platforms import Platform, Repeatable
from storage.records import DIRECT, Address, Outgoing, RowId, row_id
from storage.store import Store

log = structlog.get_logger(__name__)

PICKED_UP_AT_ONCE: Final = 500


class Outbox:
    """Sends rows of the outbox through their platforms, with what *make* makes of their recipes."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        make: Make = makes_nothing,
        metrics: Metrics = UNCOUNTED,
    ) -> None:
        self._store = store
        self._platforms = platforms
        self._now = now
        own = (self._is_superseded, self.sends, self._line_of)
        self._sending = Sending(store, platforms, now, sleep, make, metrics, *own)
        self._lines = Lines(self._deliver)
        self._in_line: set[RowId] = set()
        self._newest: dict[RowId, RowId] = {}  # edits in line, by what they replace
        self._left: set[str] = set()  # platforms that another worker sends on
        self._previews: set[RowId] = set()
        self._accounts: dict[Chat, str] = {}  # of those who have written, by their private talks

    def post(self, words: Iterable[Outgoing]) -> None:
        """Line up rows that are kept already, each once. Words for a platform that another worker sends on, or that
        runs nowhere now, wait for it."""
        for one in words:
            if self.sends(one.address.platform) and one.id not in self._in_line:
                self._in_line.add(one.id)
                if one.edits:
                    self._newest[one.edits] = one.id
                self._lines.add((one.address.platform, self._line_of(one.address)), one)

    def meets(self, incoming: Incoming) -> None:
        """Learn whose private talk that is: words that name the one or the other stand in one line."""
        where = incoming.where
        if incoming.company is None and where.chat not in (DIRECT, incoming.who.account):
            self._accounts[(where.platform, where.chat)] = incoming.who.account

    def preview(self, words: Outgoing) -> None:
        """Show, behind what stands in line for that chat, that more of *words* is to come. It is no row."""
        if self.sends(words.address.platform):
            one = replace(words, id=row_id("preview", words.id), text="", buttons=(), recipe=None, edits=None)
            self._previews.add(one.id)
            self._lines.add((one.address.platform, self._line_of(one.address)), one)

    def reaches(self, address: Address) -> bool:
        """Whether words to *address* are sent by this worker, or by the one that it stands by for."""
        return address.platform in self._platforms

    def sends(self, platform: str) -> bool:
        """Whether words for it are sent from here."""
        return platform in self._platforms and platform not in self._left

    @property
    def platforms(self) -> tuple[str, ...]:
        """All that it *reaches*."""
        return tuple(self._platforms)

    @property
    def sends_anywhere(self) -> bool:
        return any(map(self.sends, self._platforms))

    def leave(self, platform: str) -> None:
        """Another worker sends on it from now on, until *resume*."""
        self._left.add(platform)

    async def resume(self, platform: str) -> None:
        """Send on it, and first of all what a former run or another worker left waiting.

        What that was sending is sent again where nothing is shown twice by it.
        """
        there = self._platforms[platform]
        again_since = self._now() - there.repeats_for if isinstance(there, Repeatable) else None
        waiting = await self._store.waiting(platform, again_since)
        self._left.discard(platform)
        self.post(waiting)

    async def pick_up(self, platform: str) -> None:
        """Line up what others have written for it."""
        self.post(await self._store.written(platform, len(self._in_line) + PICKED_UP_AT_ONCE))

    async def quiet(self) -> None:
        """Wait until nothing is lined up."""
        await self._lines.quiet()

    def _line_of(self, address: Address) -> str:
        chat = chat_of(address)
        return self._accounts.get((address.platform, chat), chat)

    def _is_superseded(self, words: Outgoing) -> bool:
        return words.edits is not None and self._newest.get(words.edits, words.id) != words.id

    async def _deliver(self, words: Outgoing) -> None:
        try:
            if words.id in self._previews:
                self._previews.discard(words.id)
                await self._platforms[words.address.platform].preview(words)
                return
            await self._sending.deliver(words)
        except Exception:
            log.exception("delivery failed", platform=words.address.platform, words=words.id)
        finally:
            self._in_line.discard(words.id)
            if words.edits and self._newest.get(words.edits) == words.id:
                del self._newest[words.edits]
