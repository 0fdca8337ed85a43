"""Lives that end with kill -9: some before the bot is up, some within a turn, some while words are being sent."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from typing import TypeAlias

from storage.open import open_store
from storage.store import Store
from tests.chaos.lifters import Clock, Gym
from tests.chaos.promises import Promised, promise
from tests.chaos.tally import Tally, logged, tally
from tests.platforms.killed_bot import Bot, kill, start

Running: TypeAlias = ForkServerProcess

BOTH = ("telegram", "discord")
UP = (BOTH, BOTH, ("telegram",), ("discord",))  # what the bot is on in a life, each as likely
EARLY = 0.3  # share of lives that end at any point of the start, or soon after it
LONGEST_LIFE_SECONDS = 0.25  # of the others, from the first words after the start; most are far shorter
UNDONE = EDITED = 0.15  # of the sets that somebody could take back or write anew, when it is his turn
BETWEEN = timedelta(seconds=5)  # two lives, by the bot's clock
CLAIM = timedelta(minutes=11)  # what a killed bot had claimed is given out again by then
START_PATIENCE_SECONDS = 60
STILL_SECONDS = 60  # without any change, after which nothing more is waited for
LOOK_SECONDS = 0.2
PROMISES_PER_KILL = 0.8


class Chaos:
    """So many kills, by a seed, on one database. *told* gets a line now and then."""

    def __init__(self, kills: int, seed: int, database_url: str, told: Callable[[str], None]) -> None:
        self.kills, self.told = kills, told
        self.lives: Counter[tuple[str, ...]] = Counter()
        self._chance = random.Random(seed)
        self._clock = Clock((BETWEEN * kills + 2 * CLAIM).total_seconds())
        self._gym = Gym(self._clock)
        self._bot = Bot(database_url)
        self._start_seconds = 0.0  # that a start takes here
        self._is_discord_off = False
        self._promised: list[Promised] = []

    async def run(self) -> Tally:
        async with self._gym.telegram, self._gym.discord, open_store(self._bot.database_url) as store:
            await self._meet(store)
            for number in range(1, self.kills + 1):
                await self._live()
                if number % 25 == 0:
                    self.told(f"{number} kills, {sum(lifter.said for lifter in self._gym.lifters)} things said")
            await self._last(store)
            return await tally(store, self._gym, self._promised)

    async def _meet(self, store: Store) -> None:
        """Everybody says something, and is answered: of a talk that it never heard of, no bot on Discord can learn."""
        kill(await self._up(BOTH))  # the first start imports everything
        begun = time.monotonic()
        running = await self._up(BOTH)
        self._start_seconds = time.monotonic() - begun
        for lifter in self._gym.lifters:
            await self._gym.log(lifter, 95)
        await self._settled(store)
        kill(running)
        first_at = self._clock.at()
        last_at = first_at + BETWEEN * self.kills
        number = max(1, round(self.kills * PROMISES_PER_KILL))
        self._promised = await promise(store, self._gym.lifters, number, first_at, last_at, self._chance)

    async def _live(self) -> None:
        platforms = BOTH if self._is_discord_off else self._chance.choice(UP)
        self._is_discord_off = "discord" not in platforms  # never for longer than a nonce lasts
        self.lives[platforms] += 1
        if self._chance.random() < EARLY:
            await self._say_some()
            running = self._started(platforms)
            await asyncio.sleep(self._chance.uniform(0, 1.5 * self._start_seconds))
        else:
            running = await self._up(platforms)
            await self._say_some()
            # The one wait in the suite: a random point in a real process is a point in real time.
            await asyncio.sleep(self._chance.uniform(0, LONGEST_LIFE_SECONDS**0.5) ** 2)
        kill(running)
        self._clock.behind_seconds -= BETWEEN.total_seconds()

    async def _last(self, store: Store) -> None:
        """A life in which all can be finished, and one for the promises that a killed bot had claimed."""
        running = await self._up(BOTH)
        for lifter in self._gym.lifters:
            await self._gym.log(lifter, 225)
        await self._settled(store, claimed_too=False)
        kill(running)
        self._clock.behind_seconds -= CLAIM.total_seconds()
        running = await self._up(BOTH)
        await self._settled(store)
        kill(running)

    async def _say_some(self) -> None:
        for _ in range(self._chance.randrange(1, 4)):
            lifter, load = self._chance.choice(self._gym.lifters), self._chance.randrange(100, 200)
            is_fresh = lifter.fresh is not None and lifter.is_alone
            if is_fresh and self._chance.random() < UNDONE:
                await self._gym.undo(lifter)
            elif is_fresh and lifter.platform == "telegram" and self._chance.random() < EDITED:
                await self._gym.edit(lifter, load)
            else:
                await self._gym.log(lifter, load)

    def _started(self, platforms: tuple[str, ...]) -> Running:
        bot = Bot(self._bot.database_url, behind_seconds=self._clock.behind_seconds)
        bot = bot.on_telegram(self._gym.telegram) if "telegram" in platforms else bot
        return start(bot.on_discord(self._gym.discord) if "discord" in platforms else bot)

    async def _up(self, platforms: tuple[str, ...]) -> Running:
        """A bot that hears both."""
        telegram, discord = self._gym.telegram, self._gym.discord
        polls, sessions = len(telegram.calls("getUpdates")), discord.gateway.sessions
        running = self._started(platforms)
        if "telegram" in platforms:
            await telegram.until(lambda: len(telegram.calls("getUpdates")) > polls, "a poll", START_PATIENCE_SECONDS)
        if "discord" in platforms:
            await discord.until(lambda: discord.gateway.sessions > sessions, "a session", START_PATIENCE_SECONDS)
        return running

    async def _settled(self, store: Store, *, claimed_too: bool = True) -> None:
        """Wait until all is logged, answered and asked; or nothing has changed for long, which the tally will show.

        How long that takes depends on the backlog, for Telegram takes a message a second and chat.
        """
        before, since = None, time.monotonic()
        while time.monotonic() - since < STILL_SECONDS:
            standing = await store.standing()
            missing = sum(
                [Counter(one.sets) - await logged(store, one) for one in self._gym.lifters], Counter[object]()
            )
            open_ = (standing.inbox, standing.outbox.get("waiting"), standing.outbox.get("sending"))
            promises = standing.promises.get("waiting", 0) if claimed_too else 0
            now = (*open_, promises, missing.total())
            if not any(now):
                return
            if now != before:
                before, since = now, time.monotonic()
            await asyncio.sleep(LOOK_SECONDS)
