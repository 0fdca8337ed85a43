"""What was said while we were away: read a chat at a time, before anything newer of that chat is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakValueDictionary

import aiohttp
import discord
import structlog

from bot.lasting import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, Sleep, at_last
from bot.platforms.discord_begun import Begun
from bot.platforms.discord_refusals import is_closed_to_us
from bot.platforms.discord_shapes import snowflake_of
from storage.store import StoreUnavailable

MISSED_FOR = timedelta(days=7)  # what was said in an absence is read, however much it is, unless it is older
AT_ONCE = 4  # chats that are read beside each other
FROM_DISCORD: Final = (discord.DiscordException, aiohttp.ClientError, OSError)
"""What asking Discord may raise, and is over some time."""
NOT_NOW: Final = (*FROM_DISCORD, StoreUnavailable)
"""What asking Discord, or keeping what it says, may raise, and is over some time."""

log = structlog.get_logger()

LastSeen = Callable[[], Awaitable[Mapping[str, str]]]
"""The newest message's id by chat."""
Fill = Callable[[str, int], Awaitable[None]]
"""Keeps what was said in a channel after the message of that id. Raises what the library raises."""


def _is_not_over() -> bool:
    return False


class CatchUp:
    """Reads every chat that has a past once a session, and again those of which something could not be kept.

    Nothing newer of a chat is kept before the older is, so that the newest row of a chat always tells how far all of it
    is kept. *begun* knows the chats that were begun meanwhile; *is_over*: the bot has ended.
    """

    def __init__(
        self,
        last_seen: LastSeen,
        fill: Fill,
        sleep: Sleep,
        begun: Begun | None = None,
        is_over: Callable[[], bool] = _is_not_over,
    ) -> None:
        self._last_seen = last_seen
        self._fill = fill
        self._sleep = sleep
        self._begun = begun
        self._is_over = is_over
        self._behind: dict[str, int] = {}
        self._failed: set[str] = set()  # of those behind, the chats that are left to the sweep
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # who waits there keeps his place
        self._known = asyncio.Event()
        self._session = 0
        self._sweeper: object | None = None

    def begin(self) -> None:
        """A session begins that did not resume the last one: from now on messages wait, and a sweep of the last ends
        without having read all."""
        self._session += 1
        self._sweeper = None
        self._known.clear()

    async def look(self) -> None:
        """Learn what was seen last, and let messages pass that have nothing before them."""
        try:
            self.also((await self._asked()).items())
        finally:
            self._known.set()

    async def _asked(self) -> Mapping[str, int]:
        """Asks until the store answers: nothing could be kept before it does."""
        waits = "what was seen last is not known, so what was missed is not read yet"
        return await at_last(self._places, StoreUnavailable, self._sleep, waits)

    async def _places(self) -> Mapping[str, int]:
        seen = {chat: snowflake_of(update) for chat, update in (await self._last_seen()).items()}
        places = {chat: place for chat, place in seen.items() if place is not None and chat.isdecimal()}
        if self._begun is not None:
            await self._begun.look(places)
        return places

    @property
    def session(self) -> int:
        """How many have begun."""
        return self._session

    @property
    def behind(self) -> Mapping[str, int]:
        """By chat that is still to be read, the id after which."""
        return self._behind

    @property
    def is_sweeping(self) -> bool:
        return self._sweeper is not None

    def also(self, chats: Iterable[tuple[str, int]]) -> None:
        """Read these channels too, each from that id on, or from an earlier one that is still to be read."""
        for chat, after in chats:
            self._behind[chat] = min(after, self._behind.get(chat, after))

    async def also_begun(self, chats: Callable[[], Iterable[str]]) -> None:
        """Read those of *chats* that were begun since all was read."""
        await self._known.wait()
        for chat in chats():
            self._meet(chat)

    def _meet(self, chat: str) -> None:
        place = self._begun.place_of(chat) if self._begun is not None else None
        if place is not None:
            self.also([(chat, place)])

    async def before(self, chat: str) -> bool:
        """Return once what was missed in *chat* is kept, in the order of the calls.

        False: it cannot be had now, and the sweep is to read the chat, with all that is newer.
        """
        await self._known.wait()
        self._meet(chat)
        if chat not in self._behind and chat not in self._turns:
            return True
        async with self._turn(chat):
            return chat not in self._failed and await self._try(chat)

    async def sweep(self, session: int | None = None) -> bool:
        """Read every chat that is behind until none is; what cannot be had now is tried again after a pause. False: a
        newer sweep took over, the bot has ended, or the *session* has, of which then nothing is read."""
        await self._known.wait()
        if session not in (None, self._session):
            return False
        self._sweeper = mine = object()
        pause_seconds = FIRST_PAUSE_SECONDS
        try:
            while self._sweeper is mine and not self._is_over():
                await self._read_all()
                if not self._behind:
                    return self._sweeper is mine
                await self._sleep(pause_seconds)
                pause_seconds = min(2 * pause_seconds, LONGEST_PAUSE_SECONDS)
            return False
        finally:
            if self._sweeper is mine:
                self._sweeper = None

    async def _read_all(self) -> None:
        at_once = asyncio.Semaphore(AT_ONCE)

        async def read(chat: str) -> None:
            async with at_once:
                await self._known.wait()
                async with self._turn(chat):
                    await self._try(chat)

        await asyncio.gather(*map(read, tuple(self._behind)))

    def _turn(self, chat: str) -> asyncio.Lock:
        return self._turns.setdefault(chat, asyncio.Lock())

    async def _try(self, chat: str) -> bool:
        after, session = self._behind.get(chat), self._session
        if after is None:
            return True
        if not await self._is_read(chat, after):
            self._failed.add(chat)
            return False
        self._failed.discard(chat)
        if (self._behind.get(chat), self._session) != (after, session):  # more was missed while this was read
            return False
        del self._behind[chat]
        return True

    async def _is_read(self, chat: str, after: int) -> bool:
        try:
            await self._fill(chat, after)
        except NOT_NOW as lost:
            if not is_closed_to_us(lost):
                log.warning("what was missed in a chat cannot be read now", chat=chat, why=str(lost))
                return False
            log.info("a chat is gone or closed to us, so what was missed there is not read", chat=chat, why=str(lost))
        except Exception:  # one chat that we cannot read must not leave all others unread
            log.exception("what was missed in a chat cannot be read", chat=chat)
        return True


def not_too_old(after: int, chat: str, now: datetime) -> discord.Object:
    """After which message of *chat* to read, where that of the id *after* was seen last."""
    oldest = discord.utils.time_snowflake(now - MISSED_FOR)
    if oldest > after:
        log.warning("nothing was heard for long, so only the last days of a chat are read", chat=chat, read=MISSED_FOR)
    return discord.Object(max(after, oldest))
