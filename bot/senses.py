"""Photos and voice notes on their way: told of at once, understood beside the chat, and offered in its order.

The update of one is not settled before the lifter was told what came of it, so a restart asks anew; that it came is
told once, because that turn settles a key of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import structlog

from agents.calls import About, Means
from agents.case import AgentSettings
from agents.model import Model
from agents.prompting import Prompts
from agents.senses import EYES, Ears, Medium, Perceived, Trouble, hear, see
from bot.config import Config
from bot.decide import Decision
from bot.decide.media import why_not_taken
from bot.decide.scene import turn_of
from bot.lines import Chat, Lines
from bot.message import Media
from bot.metrics import UNCOUNTED, Metrics
from bot.outbox import Outbox
from bot.platforms import Platform, TryLater
from bot.turn import Turns
from storage.records import Changes, Person, Update
from storage.store import Store

log = structlog.get_logger(__name__)

Perceive = Callable[[Media, Sequence[bytes], Person], Awaitable[Perceived]]
Left = Callable[[Person, datetime], Awaitable[int | None]]
Key = tuple[str, str]

AT_ONCE: Final = 4  # for each may hold some MB, and a model takes seconds for it
TRIES: Final = 4  # of a download
LONGEST_PAUSE_SECONDS: Final = 30.0


async def unlimited(_: Person, __: datetime) -> int | None:
    """No budget."""
    return None


class Senses:
    """Takes photos and voice notes. Those of one chat are understood one after another, AT_ONCE of all chats.

    *again* lines up an update in its chat once more, when its answer has come; *on* are those that a model is asked
    about. The lifter's next message cancels nothing here, but then what came of it is an answer of its own.
    *left* is how many calls of models somebody may still have on a day of his; None: as many as he likes.
    """

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        turns: Turns,
        platforms: Mapping[str, Platform],
        perceive: Perceive,
        again: Callable[[Update], None],
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        left: Left = unlimited,
        metrics: Metrics = UNCOUNTED,
    ) -> None:
        self._left, self._metrics = left, metrics
        self._store, self._outbox, self._turns, self._platforms = store, outbox, turns, platforms
        self._perceive, self._again = perceive, again
        self._now, self._sleep = now, sleep
        self._lines = Lines(self._understand)
        self._room = asyncio.Semaphore(AT_ONCE)
        self._last: dict[Key, Chat] = {}  # told of in this run, with nothing said in their chat since
        self._found: dict[Key, Perceived] = {}

    async def tell(self, media: Media, update: Update) -> Decision | None:
        """The first turn, and the begin of the rest of it. None: it was told of in a former run."""
        key = _key(update)
        decision = await self._turns.take(media, (update.platform, f"{update.id}:told"))
        if not why_not_taken(media, self._turns.senses):
            chat = (update.platform, update.chat)
            self._last |= {key: chat} if decision else {}
            self._lines.add(chat, (media, update))
        elif decision:
            await self._store.keep(Changes(at=self._now(), user=decision.changes.user, settles=key))
        else:  # it is switched off since
            self._found[key] = Perceived(trouble=Trouble.UNAVAILABLE)
            self._again(update)
        return decision

    def is_understood(self, update: Update) -> bool:
        return _key(update) in self._found

    async def offer(self, media: Media, update: Update) -> None:
        """The second turn: what came of it. Nobody is told who was forgotten in the meantime."""
        key = _key(update)
        if await self._store.person(media.who) is None:
            await self._store.keep(Changes(at=self._now(), settles=key))
        else:
            perceived = media.as_perceived(self._found[key], is_last=key in self._last)
            decision = await self._turns.take(perceived, key)
            self._outbox.post(decision.changes.outbox if decision else ())
        del self._found[key]
        self._last.pop(key, None)

    def moved_on(self, update: Update) -> None:
        """Words came in the chat of *update*: what comes of photos before them can not stand above them."""
        chat = (update.platform, update.chat)
        self._last = {key: where for key, where in self._last.items() if where != chat}

    async def quiet(self) -> None:
        """Wait until all that came is understood and lined up again."""
        await self._lines.quiet()

    async def close(self) -> None:
        await self._lines.close()

    async def _understand(self, waiting: tuple[Media, Update]) -> None:
        media, update = waiting
        try:
            async with self._room:
                perceived = await self._perceived(media, update)
        except Exception:
            log.exception("not understood", platform=update.platform, update=update.id)
            perceived = Perceived(trouble=Trouble.UNAVAILABLE)
        for exchange in perceived.exchanges:
            self._metrics.exchanged(exchange)
        self._found[_key(update)] = perceived
        self._again(update)

    async def _perceived(self, media: Media, update: Update) -> Perceived:
        person = await self._store.person(media.who)
        if person is None:
            return Perceived(trouble=Trouble.GONE)
        parts = await self._within_share(media.parts, person)
        if not parts:
            return Perceived(trouble=Trouble.SPENT)
        bodies = [body for part in range(parts) if (body := await self._fetch(update, part)) is not None]
        if not bodies:
            return Perceived(trouble=Trouble.GONE)
        perceived = await self._perceive(media, bodies, person)
        return replace(perceived, unread=perceived.unread + media.parts - len(bodies))

    async def _within_share(self, parts: int, person: Person) -> int:
        """How many of so many parts models may be asked about. What they were asked is on record once it is offered."""
        left = await self._left(person, self._now())
        if left is None:
            return parts
        told = sum(one.user == person.user for found in self._found.values() for one in found.exchanges)
        return min(parts, max(0, left - told))

    async def _fetch(self, update: Update, part: int) -> bytes | None:
        """Called in the room; while it waits for another try, others are let in."""
        for _ in range(TRIES - 1):
            try:
                return await self._platforms[update.platform].download(update, part)
            except TryLater as later:
                self._room.release()
                try:
                    await self._sleep(min(later.seconds, LONGEST_PAUSE_SECONDS))
                finally:
                    await self._room.acquire()
        try:
            return await self._platforms[update.platform].download(update, part)
        except TryLater:
            return None


def _key(update: Update) -> Key:
    return update.platform, update.id


def senses_on(config: Config, model: Model | None, ears: Ears | None) -> frozenset[Medium]:
    """What of photos and voice notes a model is asked about."""
    on = {Medium.PHOTO: model is not None and config.model.vision is not None, Medium.VOICE: ears is not None}
    return frozenset(medium for medium, is_on in on.items() if is_on)


def perceiving(
    config: Config, model: Model | None, ears: Ears | None, now: Callable[[], datetime], elapsed_ms: Callable[[], int]
) -> Perceive:
    """Asks the models of *config*. What has none is never asked about."""
    photo = config.senses.photo
    settings = AgentSettings(
        model=config.model.vision or "",
        temperature=0,
        timeout_seconds=photo.timeout_seconds,
        max_tokens=photo.max_tokens,
    )
    prompts = Prompts.load()

    async def perceive(media: Media, bodies: Sequence[bytes], person: Person) -> Perceived:
        turn = turn_of(media.as_perceived(Perceived(), is_last=False))
        about = About(turn, person.user, person.profile.style)
        if media.medium is Medium.VOICE and ears:
            return await hear(bodies[0], about, ears, elapsed_ms, now())
        if media.medium is Medium.PHOTO and model:
            means = Means(model, {EYES: settings}, prompts, now, elapsed_ms)
            return await see(bodies, person.profile.unit, about, means)
        return Perceived(trouble=Trouble.UNAVAILABLE)

    return perceive
