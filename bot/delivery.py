"""One row of the outbox on its way: claimed, made, shown or edited, and what came of it kept."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from itertools import count
from typing import Final

import structlog

from bot.attachments import Attachment, CannotMake, Make
from bot.metrics import Metrics
from bot.pacing import Pacer
from bot.platforms import Gone, Platform, Refused, TryLater, Uncertain, Unreachable, Withdraws
from storage.records import DIRECT, Address, Delivery, Outgoing
from storage.store import Store, StoreUnavailable

log = structlog.get_logger(__name__)

SUPERSEDED: Final = "superseded"
EDIT_AGAIN_SECONDS: Final = 2.0
KEEP_AGAIN_SECONDS: Final = 2.0
EDITS_TRIED: Final = 5  # of one that may or may not be there: to edit twice shows nothing twice


async def makes_nothing(recipe: str) -> Attachment:
    raise CannotMake("nothing is made here")


def chat_of(address: Address) -> str:
    """The chat that *address* is in, or whose it is where its chat is not known."""
    return address.thread or address.chat if address.chat == DIRECT else address.chat


class Sending:
    """Sends one row. *is_superseded*: a newer edit of the same message waits behind it."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        make: Make,
        metrics: Metrics,
        is_superseded: Callable[[Outgoing], bool],
        is_ours: Callable[[str], bool],
    ) -> None:
        self._store = store
        self._platforms = platforms
        self._now = now
        self._sleep = sleep
        self._make = make
        self._metrics = metrics
        self._is_superseded = is_superseded
        self._is_ours = is_ours
        self._pacers: dict[str, Pacer | None] = {}

    async def deliver(self, words: Outgoing) -> None:
        """Try until it is sent, dropped or uncertain; what is not ours any more is left as it is."""
        for tries in count(1):
            if not self._is_superseded(words):
                await self._keep_pace(words)
            if not self._is_ours(words.address.platform) or not await self._store.sending(words.id, self._now()):
                return
            again_in_seconds = await self._try(words, tries)
            if again_in_seconds is None:
                return
            await self._surely(partial(self._store.retry, words.id))
            await self._sleep(again_in_seconds)

    async def _surely(self, keep: Callable[[], Awaitable[None]]) -> None:
        """Keep what is known of a row, however long the database is away: left as claimed, it would be in doubt."""
        while True:
            try:
                return await keep()
            except StoreUnavailable as away:
                log.warning("what became of words waits for the database", why=str(away))
                await self._sleep(KEEP_AGAIN_SECONDS)

    async def _keep_pace(self, words: Outgoing) -> None:
        pacer = self._pacer(words.address.platform)
        if pacer is None:
            return
        is_answer = words.reply_to is not None or words.edits is not None
        seconds = pacer.wait_seconds(chat_of(words.address), self._now(), is_answer=is_answer)
        if seconds > 0:
            await self._sleep(seconds)

    def _pacer(self, platform: str) -> Pacer | None:
        if platform not in self._pacers:
            pace = self._platforms[platform].pace
            self._pacers[platform] = Pacer(pace) if pace else None
        return self._pacers[platform]

    async def _try(self, words: Outgoing, tries: int) -> float | None:
        """Send once. Gives the seconds after which to try again; None: its end has come."""
        platform = words.address.platform
        try:
            sent_as = await self._show(words, tries)
        except TryLater as later:
            if later.is_flood:
                self._metrics.flooded(platform)
            return later.seconds
        except Uncertain as doubt:
            log.warning(Delivery.UNCERTAIN, platform=platform, words=words.id, why=str(doubt))
            self._ended(words, Delivery.UNCERTAIN)
        except Refused as refusal:
            await self._drop(words, refusal)
        else:
            await self._surely(partial(self._store.sent, words.id, sent_as, self._now()))
            self._ended(words, Delivery.SENT)
        return None

    async def _drop(self, words: Outgoing, refusal: Refused) -> None:
        if isinstance(refusal, Unreachable):
            log.info("unreachable", platform=words.address.platform, chat=words.address.chat)
            await self._store.unreachable(words.address, self._now())
        else:
            if str(refusal) != SUPERSEDED:
                log.warning("refused", platform=words.address.platform, words=words.id, why=str(refusal))
            await self._store.dropped(words.id, str(refusal))
        self._ended(words, Delivery.DROPPED)

    async def _show(self, words: Outgoing, tries: int) -> str:
        if self._is_superseded(words):
            raise Refused(SUPERSEDED)
        shown_as = await self._store.sent_as(words.edits) if words.edits else None
        if not words.text and words.edits:
            return await self._withdraw(words, shown_as, tries)
        if shown_as is not None and await self._edit(words, shown_as, tries):
            return shown_as
        sent_as = await self._platforms[words.address.platform].send(words, await self._made(words))
        if words.edits:
            # What these were to replace is not there; what replaces it later is to find these.
            await self._store.sent(words.edits, sent_as, self._now())
        return sent_as

    async def _withdraw(self, words: Outgoing, shown_as: str | None, tries: int) -> str:
        """Words without text take away those that they edit; where that cannot be, these stay, and nothing is lost."""
        platform = self._platforms[words.address.platform]
        if shown_as is None or not isinstance(platform, Withdraws):
            raise Refused(SUPERSEDED)
        try:
            await platform.withdraw(words, shown_as)
        except Uncertain:
            if tries >= EDITS_TRIED:
                raise
            raise TryLater(EDIT_AGAIN_SECONDS) from None
        except Refused as refusal:
            raise Refused(SUPERSEDED) from refusal
        return shown_as

    async def _edit(self, words: Outgoing, shown_as: str, tries: int) -> bool:
        """False: there is nothing to edit any more."""
        try:
            await self._platforms[words.address.platform].edit(words, shown_as)
        except Gone as gone:
            log.info("sent anew", platform=words.address.platform, words=words.id, why=str(gone))
            return False
        except Uncertain:
            if tries >= EDITS_TRIED:
                raise
            raise TryLater(EDIT_AGAIN_SECONDS) from None
        return True

    async def _made(self, words: Outgoing) -> Attachment | None:
        if words.recipe is None:
            return None
        try:
            return await self._make(words.recipe)
        except CannotMake as why:
            log.warning("sent without its file", platform=words.address.platform, words=words.id, why=str(why))
            return None

    def _ended(self, words: Outgoing, delivery: Delivery) -> None:
        seconds = (self._now() - words.written_at).total_seconds()
        self._metrics.delivered(words.address.platform, delivery, seconds)
