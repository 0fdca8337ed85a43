"""A simulated Discord for the real platform and the real discord.py client, without a network.

    async with discord_stage() as stage:
        async with stage.running(accept):              # or let the bot itself run stage.platform
            await stage.dm("bench 185x5")
            first = (await stage.replies(1))[0]        # what the lifter reads in his direct messages
            await stage.press("👍")                    # on the newest message that has that button
            await stage.react("👎", first)
            await stage.advance(timedelta(days=7))     # stage.now moves; nothing waits
        again = stage.restart()                        # a new platform on the same Discord; run it like the first

Build the bot with `now=stage.now`: Discord's ids and times follow the same clock. Accept runs outside the simulation,
so a bot may leave tasks behind it (a hanging model, an outbox) without the simulation waiting for them; `replies` and
`until` wait for what the lifter can see, five seconds at most.

What the bot let fall on the floor is raised at the end. An outbox row is `stage.words("…", buttons=…)`.
For servers there are `stage.member` in `stage.gym` (watched) and `stage.lobby` (not watched), with simcord's own verbs:
`await stage.member.send(stage.lobby, f"{stage.mention} bench 185x5")`. `stage.env` is the whole simulation.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import discord
import simcord
import simcord._runtime
from simcord.http import FakeHTTPClient

from bot.message import Incoming
from bot.platforms import Accept
from bot.platforms.discord import Discord
from storage.records import Address, Identity, Outgoing, Update, row_id

TOKEN = "MTIz.fake.token"
PATIENCE_SECONDS = 5


class _OnStage(Discord):
    """Starts *accept* out of the simulation's sight, which else waits for every task that a bot leaves behind."""

    async def run(self, accept: Accept) -> None:
        arrived: asyncio.Queue[tuple[Sequence[Update], asyncio.Future[asyncio.Future[None]]]] = asyncio.Queue()

        async def hand_over(updates: Sequence[Update]) -> None:
            started: asyncio.Future[asyncio.Future[None]] = asyncio.get_running_loop().create_future()
            arrived.put_nowait((updates, started))
            await (await started)

        async def start_all() -> None:
            while True:
                updates, started = await arrived.get()
                started.set_result(asyncio.ensure_future(accept(updates)))

        outside = asyncio.create_task(start_all())
        try:
            await super().run(hand_over)
        finally:
            outside.cancel()


class Inbox:
    """Keeps rows as a store would, and reads them."""

    def __init__(self) -> None:
        self.rows: list[Update] = []

    async def accept(self, updates: Sequence[Update]) -> None:
        self.rows += updates

    def said(self, bot: Discord) -> list[Incoming | None]:
        return [bot.read(row) for row in self.rows]


class Stage:
    """One lifter with a direct chat to the bot, who is also a member of a server with two channels."""

    def __init__(self, message_content: bool, approved_intents: discord.Intents | None) -> None:
        self._message_content = message_content
        self._up = asyncio.Event()
        self._started = False
        self.pauses_seconds: list[float] = []
        nobody_yet = discord.Client(intents=discord.Intents.default())
        self.env = simcord.Env(nobody_yet, approved_intents=approved_intents)
        guild = self.env.create_guild("Gym")
        self.gym, self.lobby = guild.create_text_channel("gym"), guild.create_text_channel("lobby")
        self.watched = [self.gym]  # from the next restart on
        self.lifter = self.env.create_user("ann", global_name="Ann")
        self.member = guild.add_member(self.lifter)
        self.platform: Discord = self.restart()

    # the bot's side

    def now(self) -> datetime:
        return self.env.now()

    async def sleep(self, seconds: float) -> None:
        """For the platform's own pauses: noted, and over at once."""
        self.pauses_seconds.append(seconds)
        await asyncio.sleep(0)

    def restart(self, let_in: frozenset[str] = frozenset()) -> Discord:
        """A new platform, as after a restart. Everything on Discord stays; the old one must have stopped."""
        self.platform = _OnStage(
            TOKEN,
            now=self.now,
            sleep=self.sleep,
            watched_channels=tuple(str(channel.id) for channel in self.watched),
            let_in=let_in,
            message_content=self._message_content,
            connect=self._connect,
        )
        return self.platform

    @asynccontextmanager
    async def running(self, accept: Accept) -> AsyncIterator[Discord]:
        """The stage's platform, connected and ready, for as long as the block lasts."""
        run = asyncio.create_task(self.platform.run(accept))
        await asyncio.wait({run, up := asyncio.create_task(self._up.wait())}, return_when=asyncio.FIRST_COMPLETED)
        up.cancel()
        try:
            if run.done():
                await run
            yield self.platform
        finally:
            run.cancel()
            with suppress(asyncio.CancelledError):
                await run

    async def _connect(self, client: discord.Client, _token: str) -> None:
        if self._started:
            await self.env.restart_bot(client)
        else:
            self.env.bot = client
            await self.env.start()
            self._started = True
        self._up.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._up.clear()

    async def close(self) -> None:
        if self._started:
            await self.env.shutdown()

    def words(self, text: str = "Logged: bench 185 × 5.", **more: Any) -> Outgoing:
        """Words to the lifter, as the outbox would hold them."""
        id_, turn, address = row_id(text), row_id("turn"), more.pop("address", self.where)
        return Outgoing(id=id_, turn=turn, address=address, text=text, written_at=self.now(), **more)

    # the lifter's side

    @property
    def who(self) -> Identity:
        return Identity("discord", str(self.lifter.id))

    @property
    def where(self) -> Address:
        """The direct chat."""
        return Address("discord", str(self.lifter.dm_channel.id))

    @property
    def mention(self) -> str:
        return f"<@{self.env.backend.bot_user.id}>"

    async def dm(self, text: str) -> discord.Message:
        await self.up()
        return await self.lifter.send_dm(text)

    async def dm_file(self, name: str, body: bytes, text: str = "", *, others: Sequence[str] = ()) -> discord.Message:
        """Send a file; *others* are names of more, with the same in them."""
        await self.up()
        files = [(one, body) for one in (name, *others)]
        kept = self.env.backend.store_attachments(self.lifter.dm_channel.id, files)
        return await self.lifter.send_dm(text, attachments=kept)

    def move_file(self, message: discord.Message, url: str) -> None:
        """Let the file of *message* lie at another URL, as Discord does every day."""
        [file] = self.env.backend.get_message(message.channel.id, message.id).attachments
        self.env.backend.cdn._blobs[url] = self.env.backend.cdn._blobs.pop(file["url"])
        file["url"] = url

    def lose_files(self, times: int) -> None:
        """Break the line on the next downloads."""
        http = self.platform.client.http
        fetch = http.get_from_cdn

        async def broken(url: str) -> bytes:
            nonlocal times
            times -= 1
            if times < 0:
                return await fetch(url)
            raise aiohttp.ServerDisconnectedError

        http.get_from_cdn = broken  # type: ignore[method-assign]

    async def edit(self, message: discord.Message, text: str) -> None:
        await self.up()
        await self.lifter.edit(message, text)

    async def slash(self, name: str, **options: str) -> simcord.InteractionResult:
        await self.up()
        result: simcord.InteractionResult = await self.lifter.slash(name, **options)
        return result

    async def press(self, label: str) -> simcord.InteractionResult:
        """Press the button with that label on the newest message that has one; waits for it to appear."""
        await self.until(lambda: any(label in labels(message) for message in self.heard()))
        message = next(message for message in reversed(self.heard()) if label in labels(message))
        result: simcord.InteractionResult = await self.lifter.click(message, label=label)
        return result

    async def react(self, emoji: str, message: discord.Message) -> None:
        await self.up()
        await self.lifter.set_reaction(message, emoji, reacted=True)

    def heard(self) -> list[discord.Message]:
        """The bot's words in the direct chat as they stand now, oldest first."""
        us = self.env.backend.bot_user.id
        return [m for m in self.lifter.dm_channel.history() if m.author.id == us and not m.flags.ephemeral]

    async def replies(self, count: int) -> list[discord.Message]:
        """The bot's words in the direct chat, oldest first, once there are at least *count*."""
        await self.until(lambda: len(self.heard()) >= count)
        return self.heard()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until *true* after some message was sent or edited, anywhere on Discord."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.up()
            while not true():
                await self._stir()

    async def _stir(self) -> None:
        client = self.platform.client
        waits = [asyncio.ensure_future(client.wait_for(event)) for event in ("message", "raw_message_edit")]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def up(self) -> None:
        """Wait until the platform is connected."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._up.wait()

    async def advance(self, span: timedelta) -> None:
        """Move the clock, and Discord's own timers with it."""
        await self.env.advance_time(span.total_seconds())


class _Paged(FakeHTTPClient):
    """After a message, Discord gives the oldest that are newer; the simulation gives the newest of all."""

    async def logs_from(
        self, channel_id: Any, limit: int, before: Any = None, after: Any = None, around: Any = None
    ) -> list[Any]:
        all_of_them = sys.maxsize if after is not None else limit
        newest_first = await super().logs_from(channel_id, all_of_them, before, after, around)
        return list(newest_first[-limit:])


simcord._runtime.FakeHTTPClient = _Paged  # type: ignore[attr-defined]


def labels(message: discord.Message) -> list[str | None]:
    """Of the buttons under a message."""
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return [button.label for row in rows for button in row.children if isinstance(button, discord.Button)]


@asynccontextmanager
async def discord_stage(
    *, message_content: bool = True, approved_intents: discord.Intents | None = None, check_errors: bool = True
) -> AsyncIterator[Stage]:
    """Whatever the bot let fall on the floor is raised at the end, unless *check_errors* is off.

    *message_content* is the bot's own setting; *approved_intents* are those switched on at its Discord page, None: all.
    """
    stage = Stage(message_content, approved_intents)
    try:
        yield stage
        if check_errors:
            stage.env.raise_errors()
    finally:
        await stage.close()
