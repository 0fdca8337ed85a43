"""Chats that were begun while we were away, of which nothing was ever kept: their ids tell when they were begun."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import discord

from bot.platforms import Known
from bot.platforms.discord_refusals import unless_closed
from storage.store import StoreUnavailable

NOTE: Final = "discord: all is read that was begun before"
MOST_CLOSED: Final = 100  # of a channel; as many as one request gives
CLOCKS_DIFFER: Final = timedelta(minutes=1)  # ours says when a session began, Discord's when a chat did


class Begun:
    """A chat that was begun since all chats were read last is read from its beginning, once a session."""

    def __init__(self, known: Callable[[], Known | None], now: Callable[[], datetime]) -> None:
        self._known = known
        self._now = now
        self._since: int | None = None
        self._told: set[str] = set()
        self._looked_at: datetime | None = None

    async def look(self, places: Mapping[str, int]) -> None:
        """*places* are those of the chats that have a past. Raises StoreUnavailable."""
        looked_at, known = self._now(), self._known()
        noted = await known.noted(NOTE) if known else None
        # A release that noted nothing was there when it kept its newest row.
        self._since = int(noted) if noted else max(places.values(), default=None)
        self._told = set(places)
        self._looked_at = looked_at

    def place_of(self, chat: str) -> int | None:
        """After which id to read a chat that may be new; None: it is not, or it was asked for before."""
        if self._since is None or chat in self._told or not chat.isdecimal() or int(chat) <= self._since:
            return None
        self._told.add(chat)
        return int(chat) - 1  # a forum's post has the id of its first message

    async def all_read(self) -> None:
        """Note that every chat is read, those too that were begun before this session."""
        self._since, self._told = None, set()
        known = self._known()
        if known is not None and self._looked_at is not None:
            with suppress(StoreUnavailable):  # then the next start reads from an earlier one
                await known.note(NOTE, str(discord.utils.time_snowflake(self._looked_at - CLOCKS_DIFFER)))


def open_threads(client: discord.Client, watched: Collection[str]) -> list[str]:
    """The threads of watched channels, and the posts of watched forums, that are open."""
    return [str(thread.id) for channel in _with_threads(client, watched) for thread in channel.threads]


async def closed_threads(client: discord.Client, watched: Collection[str]) -> list[str]:
    """Those that were closed last, which may have been within the hour. Raises what the library raises."""
    found = []
    for channel in _with_threads(client, watched):
        with unless_closed():  # what was said there is not for us to read
            found += [str(thread.id) async for thread in channel.archived_threads(limit=MOST_CLOSED)]
    return found


def _with_threads(client: discord.Client, watched: Collection[str]) -> list[discord.TextChannel | discord.ForumChannel]:
    channels = [client.get_channel(int(one)) for one in watched if one.isdecimal()]
    return [one for one in channels if isinstance(one, discord.TextChannel | discord.ForumChannel)]
