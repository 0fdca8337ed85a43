"""What somebody is in the servers that let people in, asked of Discord where he talks with us alone."""

from collections.abc import Callable, Set
from datetime import datetime, timedelta
from typing import Final

import discord

from bot.platforms.discord_backfill import NOT_NOW
from bot.platforms.discord_refusals import unless_closed

LASTS: Final = timedelta(minutes=10)  # so long a role that was taken from him still opens the door
MOST_REMEMBERED: Final = 10_000


class Belonging:
    """*let_in* are ids of roles and servers; of others nothing is asked."""

    def __init__(self, client: discord.Client, let_in: Set[str], now: Callable[[], datetime]) -> None:
        self._client = client
        self._let_in = let_in
        self._now = now
        self._known: dict[int, tuple[datetime, tuple[str, ...]]] = {}

    def knows(self, account: int) -> bool:
        """Whether *of* answers without asking Discord."""
        asked_at, _ = self._known.get(account, (None, ()))
        return not self._let_in or (asked_at is not None and self._now() - asked_at < LASTS)

    async def of(self, account: int) -> tuple[str, ...]:
        """Those of *let_in* that are his. What Discord does not tell just now, he had as far as it is remembered.

        Raises one of NOT_NOW where nothing is: nobody is a stranger only because Discord is slow.
        """
        before = self._known.get(account)
        if self.knows(account):
            return before[1] if before else ()
        found: list[str] = []
        for guild in self._client.guilds:
            try:
                if guild.unavailable:
                    raise discord.DiscordException("Discord has not told yet what there is in one of our servers")
                found += await self._in(guild, account)
            except NOT_NOW:
                if before is None:
                    raise
                return before[1]
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[account] = (self._now(), tuple(found))
        return tuple(found)

    async def _in(self, guild: discord.Guild, account: int) -> list[str]:
        may = {str(guild.id), *(str(role.id) for role in guild.roles)} & self._let_in
        if not may:
            return []
        with unless_closed():  # he is not in it, or it is closed to us
            person = await guild.fetch_member(account)
            return sorted(may & {str(guild.id), *(str(role.id) for role in person.roles)})
        return []
