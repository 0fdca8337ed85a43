"""One row of the outbox on its way: claimed, made, shown or edited, and what came of it kept."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Final, TypeVar

import structlog

from bot.attachments import Attachment, CannotMake, Make
from bot.lasting import at_last
from bot.metrics import Metrics
from bot.pacing import Pacer
from bot.platforms import Gone, Platform, Refused, Repeatable, TryLater, Uncertain, Unreachable, Withdraws
from storage.records import DIRECT, Address, Delivery, Outgoing
from storage.store import Store, StoreUnavailable

log = structlog.get_logger(__name__)

T = TypeVar("T")

SUPERSEDED: Final = "superseded"
EDIT_AGAIN_SECONDS: Final = 2.0
KEEP_AGAIN_SECONDS: Final = 2.0
EDITS_TRIED: Final = 5  # of one that may or may not be there: to edit twice shows nothing twice
MOST_PAUSE_SECONDS: Final = 60.0  # between tries that no flood puts off; it doubles until then
TOO_LATE: Final = timedelta(days=1)  # since they were written: words that are not taken then help nobody any more
TRIED_AT_LEAST: Final = 5  # in this run, before words are too late: it may be that we were away


class _TooLate(Refused):
    """The time of these words is over. What they ask is asked anew."""


async def makes_nothing(recipe: str) -> Attachment:
    raise CannotMake("nothing is made here")


def chat_of(address: Address) -> str:
    """The chat that *address* is in, or whose it is where its chat is not known."""
    return address.thread or address.chat if address.chat == DIRECT else address.chat


class Sending:
    """Sends one row. *is_superseded*: a newer edit of the same message waits behind it. *line_of*: the chat whose pace
    its words keep."""

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
        line_of: Callable[[Address], str] = chat_of,
    ) -> None:
        self._store = store
        self._platforms = platforms
        self._now = now
        self._sleep = sleep
        self._make = make
        self._metrics = metrics
        self._is_superseded = is_superseded
        self._is_ours = is_ours
        self._line_of = line_of
        self._pacers: dict[str, Pacer | None] = {}

    async def deliver(self, words: Outgoing) -> None:
        """Try until it is sent, dropped or uncertain; what is not ours any more is left as it is."""
        not_before = words.not_before
        for tries in count(1):
            if not self._is_superseded(words):
                await self._wait(words, not_before)
            at = self._now()
            if not self._is_ours(words.address.platform):
                return
            since = await self._surely(partial(self._store.sending, words.id, at))
            if since is None:
                return
            later = await self._try(words, tries, since if since < at else None)
            if later is None:
                return
            may_be_shown = since < at or later.maybe_taken
            not_before = self._now() + timedelta(seconds=_pause_seconds(later, tries, may_be_shown))
            await self._surely(partial(self._store.retry, words.id, not_before, may_be_shown=may_be_shown))

    async def _surely(self, trip: Callable[[], Awaitable[T]]) -> T:
        """Make a trip to the database, however long it is away: a row keeps its place in line, and what is known of it
        is kept, or it would be in doubt."""
        waits = "what became of words waits for the database"
        return await at_last(trip, StoreUnavailable, self._sleep, waits, longest_seconds=KEEP_AGAIN_SECONDS)

    async def _wait(self, words: Outgoing, not_before: datetime | None) -> None:
        """Until the platform takes them, and then for their pace."""
        if not_before is not None and not_before > self._now():
            await self._sleep((not_before - self._now()).total_seconds())
        if not self._is_superseded(words):
            await self._keep_pace(words)

    async def _keep_pace(self, words: Outgoing) -> None:
        pacer = self._pacer(words.address.platform)
        if pacer is None:
            return
        is_answer = words.reply_to is not None or words.edits is not None
        seconds = pacer.wait_seconds(self._line_of(words.address), self._now(), is_answer=is_answer)
        if seconds > 0:
            await self._sleep(seconds)

    def _pacer(self, platform: str) -> Pacer | None:
        if platform not in self._pacers:
            pace = self._platforms[platform].pace
            self._pacers[platform] = Pacer(pace) if pace else None
        return self._pacers[platform]

    async def _try(self, words: Outgoing, tries: int, may_be_shown_since: datetime | None) -> TryLater | None:
        """Send once. Gives when to try again; None: its end has come."""
        platform = words.address.platform
        try:
            sent_as = await self._show(words, tries, may_be_shown_since)
        except TryLater as later:
            if later.is_flood:
                self._metrics.flooded(platform)
            if later.is_flood or tries < TRIED_AT_LEAST or self._now() - words.written_at <= TOO_LATE:
                return later
            await self._drop(words, _TooLate("not taken for a day"))
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
            await self._surely(partial(self._store.unreachable, words.address, self._now()))
        else:
            if str(refusal) != SUPERSEDED:
                tell = log.info if isinstance(refusal, _TooLate) else log.warning
                tell("refused", platform=words.address.platform, words=words.id, why=str(refusal))
            asks_again_at = self._now() if isinstance(refusal, _TooLate) else None
            await self._surely(partial(self._store.dropped, words.id, str(refusal), asks_again_at))
        self._ended(words, Delivery.DROPPED)

    async def _show(self, words: Outgoing, tries: int, may_be_shown_since: datetime | None) -> str:
        if self._is_superseded(words):
            raise Refused(SUPERSEDED)
        shown_as = await self._surely(partial(self._store.sent_as, words.edits)) if words.edits else None
        if not words.text and words.edits:
            return await self._withdraw(words, shown_as, tries)
        if shown_as is not None and await self._edit(words, shown_as, tries):
            return shown_as
        made = await self._made(words)
        self._check_is_shown_once(words, may_be_shown_since)
        if words.asks_until is not None and may_be_shown_since is None and self._now() >= words.asks_until:
            raise _TooLate("the night has begun where it is asked")
        sent_as = await self._platforms[words.address.platform].send(words, made)
        if words.edits:
            # What these were to replace is not there; what replaces it later is to find these.
            await self._surely(partial(self._store.sent, words.edits, sent_as, self._now()))
        return sent_as

    def _check_is_shown_once(self, words: Outgoing, may_be_shown_since: datetime | None) -> None:
        """Raises Uncertain where sending again might show them a second time."""
        there = self._platforms[words.address.platform]
        repeats_for = there.repeats_for if isinstance(there, Repeatable) else timedelta(0)
        if may_be_shown_since is not None and self._now() - may_be_shown_since > repeats_for:
            raise Uncertain("they may be shown since they were first sent, and are not sent again so late")

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
        except TryLater as later:
            raise TryLater(later.seconds, is_flood=later.is_flood) from later  # whether they were taken or not
        return True

    async def _made(self, words: Outgoing) -> Attachment | None:
        if words.recipe is None:
            return None
        try:
            return await self._make(words.recipe)
        except CannotMake as why:
            log.warning("sent without its file", platform=words.address.platform, words=words.id, why=str(why))
            return None
        except StoreUnavailable as away:  # which it is made from
            raise TryLater(KEEP_AGAIN_SECONDS) from away

    def _ended(self, words: Outgoing, delivery: Delivery) -> None:
        seconds = (self._now() - words.written_at).total_seconds()
        self._metrics.delivered(words.address.platform, delivery, seconds)


def _pause_seconds(later: TryLater, tries: int, may_be_shown: bool) -> float:
    """Growing ones, but for a flood, which says how long it is, and while words may be shown, which ends soon."""
    if later.is_flood or may_be_shown:
        return later.seconds
    doubled: float = later.seconds * 2 ** min(tries - 1, 9)
    return max(later.seconds, min(MOST_PAUSE_SECONDS, doubled))
