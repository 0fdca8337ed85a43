"""What somebody is in the servers that let people in, asked of Discord where he talks with us alone."""

from collections.abc import Callable, Set
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import discord

LASTS: Final = timedelta(minutes=10)  # so long a role that was taken from him still opens the door
MOST_REMEMBERED: Final = 10_000


class Belonging:
    """*let_in* are ids of roles and servers; of others nothing is asked."""

    def __init__(self, client: discord.Client, let_in: Set[str], now: Callable[[], datetime]) -> None:
        self._client = client
        self._let_in = let_in
        self._now = now
        self._known: dict[int, tuple[datetime, tuple[str, ...]]] = {}

    async def of(self, account: int) -> tuple[str, ...]:
        """Those of *let_in* that are his. What Discord does not tell just now, he had as far as it is remembered."""
        if not self._let_in:
            return ()
        asked_at, before = self._known.get(account, (None, ()))
        if asked_at is not None and self._now() - asked_at < LASTS:
            return before
        found: list[str] = []
        for guild in self._client.guilds:
            try:
                found += await self._in(guild, account)
            except discord.HTTPException:
                return before
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[account] = (self._now(), tuple(found))
        return tuple(found)

    async def _in(self, guild: discord.Guild, account: int) -> list[str]:
        may = {str(guild.id), *(str(role.id) for role in guild.roles)} & self._let_in
        if not may:
            return []
        with suppress(discord.NotFound):  # he is not in it
            person = await guild.fetch_member(account)
            return sorted(may & {str(guild.id), *(str(role.id) for role in person.roles)})
        return []
