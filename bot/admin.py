"""Orders of those who run the bot: read by bot.decide.admin, done here."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Final

from bot.access import is_admin_alone
from bot.config import Access
from bot.decide.admin import (
    DROPPED,
    LONGEST_BROADCAST,
    NO_DRAFT,
    NO_TEXT,
    NOBODY,
    NOT_PAUSED,
    PAUSED,
    RESUMED,
    TOO_LONG,
    WROTE_WITHIN,
    Broadcast,
    Confirmed,
    Draft,
    LastBroadcast,
    Order,
    Rest,
    Resume,
    Stats,
    begun,
    broadcast_words,
    is_over,
    now_due,
    order_of,
    preview,
    preview_buttons,
    receivers,
    refusal,
    sent_text,
    stats_text,
)
from bot.message import Incoming
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.pause import Pause
from storage.records import Button, Changes, Outgoing, Update, row_id
from storage.store import Store

DRAFT: Final = "broadcast_draft"
LAST: Final = "broadcast"
BATCH: Final = 200  # rows of a broadcast in one transaction: turns go on between two of them

Rows = tuple[tuple[Button, ...], ...]


class Admin:
    """Answers the admins of *access*, where nobody reads along; everybody else is answered as any lifter."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        pause: Pause,
        metrics: Metrics,
        access: Access,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._pause = pause
        self._metrics = metrics
        self._access = access
        self._now = now
        self._since = now()

    async def takes(self, incoming: Incoming, update: Update) -> bool:
        """Do what was ordered and settle its update. False: it is no order, and nothing was done."""
        order = order_of(incoming) if is_admin_alone(incoming, self._access) else None
        if order is None:
            return False
        text, buttons = await self._done(order, incoming)
        await self._answer(incoming, update, text, buttons)
        return True

    async def _done(self, order: Order, incoming: Incoming) -> tuple[str, Rows]:
        match order:
            case Stats():
                return await self._stats(), ()
            case Rest():
                await self._pause.begin()
                return PAUSED, ()
            case Resume():
                return await self._resume(), ()
            case Broadcast(text):
                return await self._preview(text, incoming)
            case Confirmed(draft, sends):
                return await self._confirmed(draft, sends), ()

    async def _stats(self) -> str:
        standing = await self._store.standing()
        return stats_text(standing, asdict(self._metrics.tally), self._now(), self._since, self._pause.is_on)

    async def _resume(self) -> str:
        if not self._pause.is_on:
            return NOT_PAUSED
        await self._pause.end()
        return RESUMED

    async def _preview(self, text: str, incoming: Incoming) -> tuple[str, Rows]:
        if not text or len(text) > LONGEST_BROADCAST:
            return TOO_LONG if text else NO_TEXT, ()
        draft = Draft(row_id("broadcast", incoming.source), text)
        if no := await self._refusal(draft.id):
            return no, ()
        count = len(receivers(await self._store.lately(self._now() - WROTE_WITHIN)))
        if not count:
            return NOBODY, ()
        await self._store.keep_switch(DRAFT, draft.written(), self._now())
        return preview(draft, count), preview_buttons(draft)

    async def _confirmed(self, id_: str, sends: bool) -> str:
        draft = Draft.read(await self._store.switch(DRAFT))
        if draft is None or draft.id != id_:
            return NO_DRAFT
        if sends and (no := await self._refusal(id_)):
            return no
        text = await self._begin(draft) if sends else DROPPED
        await self._store.keep_switch(DRAFT, None, self._now())
        return text

    async def _refusal(self, draft: str) -> str | None:
        return refusal(await self._last(), draft, self._now())

    async def _begin(self, draft: Draft) -> str:
        """Begin a broadcast, or go on with one that broke off before its draft was taken away."""
        now = self._now()
        count = len(receivers(await self._store.lately(now - WROTE_WITHIN)))
        last = await self._last()
        broadcast = last if last and last.id == draft.id else begun(draft, count, now)
        await self._store.keep_switch(LAST, broadcast.written(), now)
        await self.carry_on()
        return sent_text(broadcast, count)

    async def carry_on(self) -> None:
        """Send the broadcast that is under way to those who are due by now, as the clock asks for it."""
        broadcast, now = await self._last(), self._now()
        if broadcast is None or not broadcast.text or is_over(broadcast):
            return
        to = now_due(broadcast, await self._store.lately(broadcast.at - WROTE_WITHIN), now)
        for at in range(0, len(to), BATCH):
            rows = broadcast_words(broadcast, to[at : at + BATCH], now)
            await self._store.keep(Changes(at=now, outbox=rows))
            self._outbox.post(rows)
        await self._store.keep_switch(LAST, replace(broadcast, through=now).written(), now)

    async def _last(self) -> LastBroadcast | None:
        return LastBroadcast.read(await self._store.switch(LAST))

    async def _answer(self, incoming: Incoming, update: Update, text: str, buttons: Rows) -> None:
        turn = row_id("turn", incoming.source)
        words = Outgoing(
            id=row_id("admin", turn),
            turn=turn,
            address=incoming.where,
            text=text,
            buttons=buttons,
            written_at=self._now(),
        )
        if await self._store.keep(Changes(at=self._now(), settles=(update.platform, update.id), outbox=(words,))):
            self._outbox.post((words,))
