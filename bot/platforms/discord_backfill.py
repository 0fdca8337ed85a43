"""What was said while we were away: read a chat at a time, before anything newer of that chat is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta

import aiohttp
import discord
import structlog

from bot.platforms.discord_shapes import snowflake_of
from storage.store import StoreUnavailable

MISSED_FOR = timedelta(days=7)  # what was said in an absence is read, however much it is, unless it is older
AT_ONCE = 4  # chats that are read beside each other
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
TRIES = 5  # of a chat that Discord does not give now

_log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[None]]
LastSeen = Callable[[], Awaitable[Mapping[str, str]]]
"""The newest update's id by chat."""
Fill = Callable[[str, int], Awaitable[None]]
"""Keeps what was said in a channel after the message of that id. Raises what the library raises."""


class CatchUp:
    """Reads every chat that has a past once a session, and again those of which something could not be kept."""

    def __init__(self, last_seen: LastSeen, fill: Fill, sleep: Sleep) -> None:
        self._last_seen = last_seen
        self._fill = fill
        self._sleep = sleep
        self._behind: dict[str, int] = {}
        self._turns: dict[str, asyncio.Lock] = {}  # of chats that were behind; whoever waits there keeps his place
        self._known = asyncio.Event()

    def begin(self) -> None:
        """A session begins that did not resume the last one: from now on messages wait."""
        self._known.clear()

    async def look(self) -> None:
        """Learn what was seen last, and let messages pass that have nothing before them."""
        try:
            seen = await self._asked()
            places = {chat: snowflake_of(update) for chat, update in seen.items()}
            self._behind |= {chat: place for chat, place in places.items() if place is not None and chat.isdecimal()}
        finally:
            self._known.set()

    async def _asked(self) -> Mapping[str, str]:
        """Asks until the store answers: nothing could be kept before it does."""
        pause_seconds = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await self._last_seen()
            except StoreUnavailable as away:
                _log.warning("what was seen last is not known, so what was missed is not read yet", why=str(away))
                await self._sleep(pause_seconds)
                pause_seconds = min(2 * pause_seconds, LONGEST_PAUSE_SECONDS)

    def seen_in(self, chat: str) -> int | None:
        """The id of what was seen last in a chat that is still to be read; None: there is none."""
        return self._behind.get(chat)

    def also(self, chats: Iterable[tuple[str, int]]) -> None:
        """Read these channels too, each from that id on, where nothing of them was ever seen."""
        for chat, after in chats:
            self._behind.setdefault(chat, after)

    async def before(self, chat: str) -> None:
        """Return once what was missed in *chat* is kept, in the order of the calls; or cannot be had now."""
        await self._known.wait()
        if chat in self._behind or chat in self._turns:
            async with self._turns.setdefault(chat, asyncio.Lock()):
                await self._try(chat)

    async def sweep(self) -> None:
        """Read every chat that is behind; what Discord does not give now is tried again after a pause."""
        await self._known.wait()
        pause_seconds = FIRST_PAUSE_SECONDS
        for _ in range(TRIES):
            await self._read_all()
            if not self._behind:
                return
            await self._sleep(pause_seconds)
            pause_seconds = min(2 * pause_seconds, LONGEST_PAUSE_SECONDS)

    async def _read_all(self) -> None:
        at_once = asyncio.Semaphore(AT_ONCE)

        async def read(chat: str) -> None:
            async with at_once:
                await self.before(chat)

        await asyncio.gather(*map(read, tuple(self._behind)))

    async def _try(self, chat: str) -> None:
        after = self._behind.get(chat)
        if after is None:
            return
        try:
            await self._fill(chat, after)
        except (discord.NotFound, discord.Forbidden):
            _log.info("a chat is gone or closed to us, so what was missed there is not read", chat=chat)
        except (discord.HTTPException, aiohttp.ClientError, OSError, StoreUnavailable) as lost:
            _log.warning("what was missed in a chat cannot be read now", chat=chat, why=str(lost))
            return
        self._behind.pop(chat, None)


def not_too_old(after: int, chat: str, now: datetime) -> discord.Object:
    """After which message of *chat* to read, where that of the id *after* was seen last."""
    oldest = discord.utils.time_snowflake(now - MISSED_FOR)
    if oldest > after:
        _log.warning("nothing was heard for long, so only the last days of a chat are read", chat=chat, read=MISSED_FOR)
    return discord.Object(max(after, oldest))


def threads_since(
    client: discord.Client, watched: Iterable[str], seen_in: Callable[[str], int | None]
) -> Iterable[tuple[str, int]]:
    """The threads of watched channels that were begun since their channel was heard last, and from when on."""
    for channel in (client.get_channel(int(one)) for one in watched if one.isdecimal()):
        after = seen_in(str(channel.id)) if isinstance(channel, discord.TextChannel) else None
        if isinstance(channel, discord.TextChannel) and after is not None:
            yield from ((str(thread.id), after) for thread in channel.threads if thread.id > after)
