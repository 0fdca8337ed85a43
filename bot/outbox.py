"""Words out: in order for each chat, claimed before they are sent, each chat waiting for itself alone."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime

import structlog

from bot.lines import Lines
from bot.platforms import Platform, Refused, TryLater, Uncertain, Unreachable
from storage.records import Address, Delivery, Outgoing
from storage.store import Store

log = structlog.get_logger(__name__)


class Outbox:
    """Sends rows of the outbox through their platforms."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._store = store
        self._platforms = platforms
        self._now = now
        self._sleep = sleep
        self._lines = Lines(self._deliver)

    def post(self, words: Iterable[Outgoing]) -> None:
        """Line up rows that are kept already. Words for a platform that does not run now wait for its next start."""
        for one in words:
            if self.reaches(one.address):
                self._lines.add((one.address.platform, one.address.chat), one)

    def reaches(self, address: Address) -> bool:
        """Whether the platform of *address* runs here."""
        return address.platform in self._platforms

    async def resume(self, platform: str) -> None:
        """Line up what a former run left waiting."""
        self.post(await self._store.waiting(platform))

    async def quiet(self) -> None:
        """Wait until nothing is lined up."""
        await self._lines.quiet()

    async def _deliver(self, words: Outgoing) -> None:
        try:
            while await self._store.sending(words.id, self._now()):
                if await self._try(words):
                    return
        except Exception:
            log.exception("delivery failed", platform=words.address.platform, words=words.id)

    async def _try(self, words: Outgoing) -> bool:
        """Send once. False: the platform said later, and later has come."""
        try:
            sent_as = await self._show(words)
        except TryLater as later:
            await self._store.retry(words.id)
            await self._sleep(later.seconds)
            return False
        except Uncertain as doubt:
            log.warning(Delivery.UNCERTAIN, platform=words.address.platform, words=words.id, why=str(doubt))
            return True
        except Unreachable:
            log.info("unreachable", platform=words.address.platform, chat=words.address.chat)
            await self._store.unreachable(words.address, self._now())
            return True
        except Refused as refusal:
            log.warning("refused", platform=words.address.platform, words=words.id, why=str(refusal))
            await self._store.dropped(words.id, str(refusal))
            return True
        await self._store.sent(words.id, sent_as, self._now())
        return True

    async def _show(self, words: Outgoing) -> str:
        platform = self._platforms[words.address.platform]
        shown_as = await self._store.sent_as(words.edits) if words.edits else None
        if shown_as is None:
            return await platform.send(words)
        await platform.edit(words, shown_as)
        return shown_as
