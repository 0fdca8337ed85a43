"""FocusFlow on Discord: direct messages, mentions, watched channels, slash commands, buttons that outlive a restart."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import aiohttp
import discord
import structlog

from bot.attachments import Attachment
from bot.lasting import Sleep
from bot.message import Incoming
from bot.platforms import Accept, Gone, Known, Refused, TryLater
from bot.platforms.discord_client import Client, Settings
from bot.platforms.discord_read import DISCORD, attachment
from bot.platforms.discord_read import read as read_row
from bot.platforms.discord_refusals import LONG_BACK_OFF_SECONDS, as_ours, is_of_answer, is_of_file, quietly
from bot.platforms.discord_shapes import Attachment as Uploaded
from bot.platforms.discord_shown import file_of, nonce_of, view_of
from bot.platforms.discord_text import split
from bot.platforms.files import MOST_BYTES
from storage.records import DIRECT, Address, Outgoing, Update

FIRST_PAUSE_SECONDS = 1.0  # between two tries to get in
LONGEST_PAUSE_SECONDS = 300.0
NOT_TAKEN = frozenset({4004, 4010, 4011, 4012, 4013, 4014})  # close codes that say what is wrong with us
BAD_TOKEN = 4004

Connect: TypeAlias = Callable[[discord.Client, str], Awaitable[None]]
"""Brings a client and its token to Discord and stays until cancelled."""

_log = structlog.get_logger()


class CannotStart(ValueError):
    """Discord will not have this bot as it is set up; the message says what to change."""


BAD_LOGIN = "Discord refuses the token: copy it again from the Bot page of your application."
MISSING_INTENT = (
    'Switch on "Message Content Intent" on the Bot page of your application at '
    "https://discord.com/developers/applications, or set discord.message_content to false."
)


async def _over_the_internet(client: discord.Client, token: str) -> None:
    await client.start(token)


class Discord:
    """The Discord bot behind one token. It runs once: after a stop, make a new one.

    *watched_channels* are ids of channels whose free text is read, in their threads too; elsewhere on a server only
    mentions, replies to the bot, commands and buttons are. Without *message_content* no free text is seen. *let_in* are
    ids of roles and servers whose people may talk with the bot: who writes alone is looked up there.
    """

    name: str = DISCORD
    evolves: bool = True
    repeats_for: timedelta = timedelta(minutes=2)  # source: Discord looks for a nonce in "the past few minutes"
    pace: None = None  # the library keeps to Discord's limits, which differ from place to place, as it is told them

    def __init__(
        self,
        token: str,
        *,
        now: Callable[[], datetime],
        sleep: Sleep,
        watched_channels: tuple[str, ...] = (),
        let_in: frozenset[str] = frozenset(),
        message_content: bool = True,
        connect: Connect = _over_the_internet,
    ) -> None:
        self._token = token
        self._connect = connect
        self._now = now
        self._sleep = sleep
        self._settings = Settings(frozenset(watched_channels), message_content, now, sleep, let_in)
        self._logged_in = asyncio.Event()
        self._typing: dict[Address, asyncio.Task[None]] = {}
        self._client = Client(self._settings, self._logged_in)

    @property
    def client(self) -> discord.Client:
        """The library's client, for a *connect* that brings it somewhere else than to Discord."""
        return self._client

    @property
    def seen_at(self) -> datetime | None:
        """Now, while the library holds a line to Discord: it closes one whose heartbeat is not answered."""
        if self._client.is_on_line:
            return self._now()
        return self._client.seen_at

    def learn(self, known: Known) -> None:
        self._client.known = known

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled; a Discord that cannot be reached is tried again, with growing pauses.

        Raises:
            CannotStart: the token is refused, or the message content intent is not switched on.
        """
        pause_seconds = FIRST_PAUSE_SECONDS
        try:
            while (lost := await self._stay(accept)) is not None:
                if self._logged_in.is_set():  # it had been in
                    pause_seconds = FIRST_PAUSE_SECONDS
                    self._logged_in.clear()
                _log.warning("Discord cannot be reached; trying again", why=lost, seconds=pause_seconds)
                await self._sleep(pause_seconds)
                pause_seconds = min(2 * pause_seconds, LONGEST_PAUSE_SECONDS)
                self._renew()
        finally:
            self._logged_in.set()  # who still waits for the login is told to try later
            for typing in self._typing.values():
                typing.cancel()

    def _renew(self) -> None:
        """A client that was closed cannot log in again."""
        before = self._client
        self._client = Client(self._settings, self._logged_in)
        self._client.follow(before)

    async def _stay(self, accept: Accept) -> str | None:
        """Receive until the connection ends for good. Gives back why; None: it was closed on purpose."""
        self._client.accept = accept
        try:
            async with self._client:
                await self._connect(self._client, self._token)
        except discord.LoginFailure:
            raise CannotStart(BAD_LOGIN) from None
        except discord.PrivilegedIntentsRequired:
            raise CannotStart(MISSING_INTENT) from None
        except discord.ConnectionClosed as closed:
            if closed.code in NOT_TAKEN:
                said = BAD_LOGIN if closed.code == BAD_TOKEN else f"Discord closes the connection: {closed}"
                raise CannotStart(said) from None
            return str(closed)
        except (discord.HTTPException, discord.GatewayNotFound, discord.RateLimited) as refusal:
            return str(refusal)
        except (aiohttp.ClientError, OSError) as lost:
            return f"{type(lost).__name__}: {lost}"
        return None

    def read(self, update: Update) -> Incoming | None:
        """What an update says, from the row alone."""
        return read_row(update)

    async def download(self, update: Update, part: int = 0, /) -> bytes | None:
        """The file of an update: from where it lay, or else from where its message says that it lies now."""
        found = attachment(update, part)
        if found is None or found[1].size_bytes > MOST_BYTES:
            return None
        message, file = found
        try:
            with as_ours():
                return await self._fetch(update.chat, message, file)
        except Refused:
            return None

    async def _fetch(self, channel: str, message: str, file: Uploaded) -> bytes | None:
        client = await self._ready()
        try:
            return await client.http.get_from_cdn(file.url)
        except (discord.NotFound, discord.Forbidden):
            said = await client.get_partial_messageable(int(channel)).fetch_message(int(message))
            lies = [one for one in said.attachments if str(one.id) == file.id]
            return await lies[0].read() if lies else None

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        """Show words, the file beside the last of them. Gives back the last message's id. Raises TryLater once the bot
        is logged in, where it is not: by then words that may be shown already may be too old to be sent again.

        Each message has a nonce of its own, and Discord shows one nonce only once within a few minutes. So a lost
        connection is TryLater and never Uncertain: sending again within that time cannot show any of it twice.
        """
        channel = await self._channel(words)
        *before, last = split(words.text)
        for part, text in enumerate(before):
            with as_ours(of_words=True, is_begun=part > 0):
                await _answering(channel, text, _marked(words, part, channel))
        more = {**_marked(words, len(before), channel), "view": view_of(words.buttons)}
        with as_ours(of_words=True, is_begun=bool(before)):
            return str((await _answering(channel, last, more, attachment)).id)

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        """Put words and buttons in the place of a message that was sent. Raises Gone where one message cannot hold
        them: sent anew, nothing of them is cut."""
        text, *more = split(words.text)
        if more:
            raise Gone("the words have become too long for one message")
        message = (await self._channel(words)).get_partial_message(int(sent_as))
        with as_ours(of_edit=True):
            await message.edit(content=text, view=view_of(words.buttons))

    async def withdraw(self, words: Outgoing, sent_as: str) -> None:
        """Take a message away."""
        message = (await self._channel(words)).get_partial_message(int(sent_as))
        with as_ours(of_edit=True):
            await message.delete()

    async def preview(self, words: Outgoing) -> None:
        """Show that somebody types; words that are edited with every line would run into Discord's limits.

        Nothing waits for it, since the library may sit out a rate limit there.
        """
        place = words.address
        if self._client.is_on_line and place not in self._typing:
            self._typing[place] = asyncio.create_task(self._type(words))
            self._typing[place].add_done_callback(lambda _: self._typing.pop(place, None))

    async def _type(self, words: Outgoing) -> None:
        with quietly():
            await (await self._channel(words)).typing()

    async def _channel(self, words: Outgoing) -> discord.PartialMessageable:
        has_waited = not self._logged_in.is_set()
        client = await self._ready()
        if has_waited:
            raise TryLater(0)  # so that it is asked anew whether these words are still to be shown
        address = words.address
        if address.chat != DIRECT:
            return client.get_partial_messageable(int(address.thread or address.chat))
        with as_ours(of_account=True):
            talk = await client.create_dm(discord.Object(int(address.thread or 0)))
        return client.get_partial_messageable(talk.id)

    async def _ready(self) -> Client:
        await self._logged_in.wait()
        if self._client.is_closed():
            raise TryLater(LONG_BACK_OFF_SECONDS)
        return self._client


def _marked(words: Outgoing, part: int, channel: discord.PartialMessageable) -> dict[str, Any]:
    """What goes along with a part of *words*; the first is the one that answers."""
    reference = None
    if words.reply_to and part == 0:
        reference = channel.get_partial_message(int(words.reply_to)).to_reference(fail_if_not_exists=False)
    return {"reference": reference, "nonce": nonce_of(words, part), "suppress_embeds": True}


async def _answering(
    channel: discord.PartialMessageable, text: str, more: dict[str, Any], attachment: Attachment | None = None
) -> discord.Message:
    """Send *text* as an answer; as words of their own, where nothing can be answered."""
    try:
        return await _with_file(channel, text, more, attachment)
    except discord.HTTPException as refusal:
        if more["reference"] is None or not is_of_answer(refusal):
            raise
    return await _with_file(channel, text, more | {"reference": None}, attachment)


async def _with_file(
    channel: discord.PartialMessageable, text: str, more: dict[str, Any], attachment: Attachment | None
) -> discord.Message:
    """Send *text* with a file; without it, where that is what Discord will not take."""
    if attachment is not None:
        try:
            return await channel.send(text, file=file_of(attachment), **more)
        except discord.HTTPException as refusal:
            if not is_of_file(refusal):
                raise
            _log.warning("Discord did not take a file, so the words go without it", why=refusal.text)
    return await channel.send(text, **more)
