"""The receiving half of Discord: what the gateway tells becomes rows, and only what is kept is acknowledged."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from re import Match
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.platforms import Accept
from bot.platforms.discord_read import (
    OURS,
    Attachment,
    Clicked,
    Command,
    Commanded,
    Event,
    Thumbed,
    Written,
    read,
    update_of,
)

WAIT_LIMIT_SECONDS = 30.0  # the library sits out shorter rate limits itself; it takes no smaller number

_log = structlog.get_logger()


class Client(discord.Client):
    """The library's client, with our commands and buttons. *watched* are ids of channels whose free text is read."""

    accept: Accept  # set before it connects

    def __init__(self, now: Callable[[], datetime], watched: frozenset[str], message_content: bool) -> None:
        intents = discord.Intents(guilds=True, messages=True, reactions=True, message_content=message_content)
        nobody = discord.AllowedMentions.none()  # whatever a lifter is quoted with, nobody is pinged
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # no voice here that could lack a library
        super().__init__(intents=intents, allowed_mentions=nobody, max_ratelimit_timeout=WAIT_LIMIT_SECONDS)
        self.logged_in = asyncio.Event()
        self.tree = _commands(self)
        self._now = now
        self._watched = watched

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Press)
        self.logged_in.set()
        try:
            await self.tree.sync()
        except discord.HTTPException as refusal:
            _log.warning("Discord did not take the slash commands; everything else works", reason=refusal.text)

    async def on_message(self, message: discord.Message) -> None:
        if not message.is_system():
            await self._keep(self._written(message))

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if payload.message.edited_at is not None:  # without it, Discord has added the preview of a link
            await self._keep(self._written(payload.message))

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        person = payload.member or self.get_user(payload.user_id)
        event = Thumbed(
            channel=str(payload.channel_id),
            account=str(payload.user_id),
            name=person.display_name if person else str(payload.user_id),
            at=self._now(),
            message=str(payload.message_id),
            author=str(payload.message_author_id) if payload.message_author_id else None,
            emoji=str(payload.emoji),
            us=self._us,
            by_bot=person.bot if person else False,
        )
        await self._keep(event)

    async def take_command(self, interaction: discord.Interaction, command: Command, text: str = "") -> None:
        """Keep a slash command, then acknowledge it; the answer itself comes as a message."""
        await self._keep(Commanded(**_seen(interaction), command=command, text=text))
        with suppress(discord.HTTPException):  # too late is no loss: what was said is kept
            await interaction.response.send_message("Got it.", ephemeral=True)

    async def take_click(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Keep a pressed button, then acknowledge it."""
        await self._keep(Clicked(**_seen(interaction), custom_id=custom_id))
        with suppress(discord.HTTPException):  # too late is no loss: what was pressed is kept
            await interaction.response.defer()

    async def _keep(self, event: Event) -> None:
        """Chatter that is not meant for us is not even stored."""
        update = update_of(event, self._now())
        if read(update) is not None:
            await self.accept([update])

    @property
    def _us(self) -> str:
        return str(self.user.id) if self.user else ""

    def _written(self, message: discord.Message) -> Written:
        return Written(
            channel=str(message.channel.id),
            account=str(message.author.id),
            name=message.author.display_name,
            at=message.created_at,
            message=str(message.id),
            text=message.content,
            edited_at=message.edited_at,
            us=self._us,
            by_bot=message.author.bot or message.webhook_id is not None,
            is_dm=message.guild is None,
            mentions_us=self.user in message.mentions,
            replies_to_us=_author_replied_to(message) == self.user,
            watched=self._is_watched(message),
            attachments=tuple(map(_attachment, message.attachments)),
        )

    def _is_watched(self, message: discord.Message) -> bool:
        parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
        return not self._watched.isdisjoint({str(message.channel.id), str(parent)})


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=rf"{OURS}(?P<press>.{{1,96}})"):
    """A button of ours: what it is for stands in its custom_id, so it answers after any restart."""

    def __init__(self, press: str, label: str, row: int | None = None) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"{OURS}{press}"), row=row)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: Match[str], /
    ) -> "Press":
        return cls(match["press"], getattr(item, "label", None) or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.take_click(interaction, self.custom_id)


def _commands(client: Client) -> app_commands.CommandTree[Client]:
    tree = app_commands.CommandTree(client)

    @tree.command(name="log", description="Log what you lifted and how you slept")
    @app_commands.describe(text="Such as: bench 185x5 slept 6h sore 7")
    async def log(interaction: discord.Interaction, text: str) -> None:
        await client.take_command(interaction, "log", text)

    @tree.command(name="plan", description="What to lift next")
    @app_commands.describe(lift="Such as: bench")
    async def plan(interaction: discord.Interaction, lift: str = "") -> None:
        await client.take_command(interaction, "plan", lift)

    @tree.command(name="undo", description="Take back what you logged last")
    async def undo(interaction: discord.Interaction) -> None:
        await client.take_command(interaction, "undo")

    @tree.command(name="profile", description="See or change what the coach knows of you")
    @app_commands.describe(change="Such as: kg")
    async def profile(interaction: discord.Interaction, change: str = "") -> None:
        await client.take_command(interaction, "profile", change)

    return tree


def _attachment(file: discord.Attachment) -> Attachment:
    return Attachment(
        id=str(file.id),
        name=file.filename,
        media_type=file.content_type or "",
        size_bytes=file.size,
        url=file.url,
        seconds=file.duration,
    )


def _seen(interaction: discord.Interaction) -> dict[str, Any]:
    return {
        "channel": str(interaction.channel_id),
        "account": str(interaction.user.id),
        "name": interaction.user.display_name,
        "at": interaction.created_at,
        "interaction": str(interaction.id),
    }


def _author_replied_to(message: discord.Message) -> discord.abc.User | None:
    original = message.reference.resolved if message.reference else None
    return original.author if isinstance(original, discord.Message) else None
