"""FocusFlow on Discord: direct messages, mentions, watched channels, slash commands, buttons that outlive a restart."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeAlias

import aiohttp
import discord

from bot.message import Incoming
from bot.platforms import Accept, Refused, TryLater, Unreachable
from bot.platforms.discord_client import Client, Press
from bot.platforms.discord_read import DISCORD, Attachment, attachment
from bot.platforms.discord_read import read as read_row
from bot.platforms.files import MOST_BYTES
from storage.records import Button, Outgoing, Update

TEXT_LIMIT = 2000  # characters of a message
LABEL_LIMIT = 80  # characters of a button's label
NONCE_LIMIT = 25  # characters
BACK_OFF_SECONDS = 1.0
LONG_BACK_OFF_SECONDS = 60.0  # after a stop, and after a 429 that names no time: a ban, which more requests prolong
TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500  # and above
UNKNOWN_CHANNEL = 10003  # Discord's own error code

Connect: TypeAlias = Callable[[discord.Client, str], Awaitable[None]]
"""Brings a client and its token to Discord and stays until cancelled."""


class CannotStart(ValueError):
    """Discord will not have this bot as it is set up; the message says what to change."""


async def _over_the_internet(client: discord.Client, token: str) -> None:
    await client.start(token)


class Discord:
    """The Discord bot behind one token. It runs once: after a stop, make a new one.

    *watched_channels* are ids of channels whose free text is read, in their threads too; elsewhere on a server only
    mentions, replies to the bot, commands and buttons are. Without *message_content* no free text is seen.
    """

    name: str = DISCORD

    def __init__(
        self,
        token: str,
        *,
        now: Callable[[], datetime],
        watched_channels: tuple[str, ...] = (),
        message_content: bool = True,
        connect: Connect = _over_the_internet,
    ) -> None:
        self._token = token
        self._connect = connect
        self._client = Client(now, frozenset(watched_channels), message_content)

    @property
    def client(self) -> discord.Client:
        """The library's client, for a *connect* that brings it somewhere else than to Discord."""
        return self._client

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled.

        Raises:
            CannotStart: the token is refused, or the message content intent is not switched on.
        """
        self._client.accept = accept
        try:
            async with self._client:
                await self._connect(self._client, self._token)
        except discord.LoginFailure:
            raise CannotStart(
                "Discord refuses the token: copy it again from the Bot page of your application."
            ) from None
        except discord.PrivilegedIntentsRequired:
            raise CannotStart(
                'Switch on "Message Content Intent" on the Bot page of your application at '
                "https://discord.com/developers/applications, or set discord.message_content to false."
            ) from None
        finally:
            self._client.logged_in.set()  # who still waits for the login is told to try later

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
            with _as_ours():
                return await self._fetch(update.chat, message, file)
        except Refused:
            return None

    async def _fetch(self, channel: str, message: str, file: Attachment) -> bytes | None:
        client = await self._logged_in()
        try:
            return await client.http.get_from_cdn(file.url)
        except (discord.NotFound, discord.Forbidden):
            said = await client.get_partial_messageable(int(channel)).fetch_message(int(message))
            lies = [one for one in said.attachments if str(one.id) == file.id]
            return await lies[0].read() if lies else None

    async def send(self, words: Outgoing) -> str:
        """Show words, cut to 2000 characters, once the bot is logged in. Gives back the message's id.

        The outgoing id goes along as nonce, and Discord shows one nonce only once within a few minutes. So a lost
        connection is TryLater and never Uncertain: sending again cannot show the words twice.
        """
        channel = await self._channel(words)
        reference: Any = None  # which the library takes, though its overloads do not say so
        if words.reply_to:
            reference = channel.get_partial_message(int(words.reply_to)).to_reference(fail_if_not_exists=False)
        with _as_ours():
            message = await channel.send(
                _cut(words.text, TEXT_LIMIT),
                view=_view(words.buttons),
                reference=reference,
                nonce=words.id[:NONCE_LIMIT],
                suppress_embeds=True,
            )
        return str(message.id)

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        """Put words and buttons in the place of a message that was sent."""
        message = (await self._channel(words)).get_partial_message(int(sent_as))
        with _as_ours():
            await message.edit(content=_cut(words.text, TEXT_LIMIT), view=_view(words.buttons))

    async def _channel(self, words: Outgoing) -> discord.PartialMessageable:
        client = await self._logged_in()
        return client.get_partial_messageable(int(words.address.thread or words.address.chat))

    async def _logged_in(self) -> Client:
        await self._client.logged_in.wait()
        if self._client.is_closed():
            raise TryLater(LONG_BACK_OFF_SECONDS)
        return self._client


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _view(buttons: tuple[tuple[Button, ...], ...]) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for row, line in enumerate(buttons):
        for button in line:
            view.add_item(Press(button.press, _cut(button.label, LABEL_LIMIT), row))
    return view


@contextmanager
def _as_ours() -> Iterator[None]:
    try:
        yield
    except discord.RateLimited as limit:
        raise TryLater(limit.retry_after) from limit
    except discord.HTTPException as refusal:
        raise _refusal(refusal) from refusal
    except (aiohttp.ClientError, OSError) as lost:
        raise TryLater(BACK_OFF_SECONDS) from lost


def _refusal(error: discord.HTTPException) -> TryLater | Refused:
    if error.status == TOO_MANY_REQUESTS:
        return TryLater(float(error.response.headers.get("Retry-After", LONG_BACK_OFF_SECONDS)))
    if error.status >= SERVER_ERROR:
        return TryLater(BACK_OFF_SECONDS)
    if isinstance(error, discord.Forbidden) or error.code == UNKNOWN_CHANNEL:
        return Unreachable(f"Discord: {error.text}")
    return Refused(f"Discord: {error.text}")
