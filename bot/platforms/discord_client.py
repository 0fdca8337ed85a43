"""The receiving half of Discord: what the gateway tells becomes rows, and only what is kept is acknowledged."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from re import Match
from typing import Any, Final
from weakref import WeakValueDictionary

import discord
from discord import app_commands

from bot.languages import closest, spoken
from bot.menu import PRIVATE
from bot.platforms import Accept, Known
from bot.platforms.discord_backfill import CatchUp, Sleep, not_too_old, threads_since
from bot.platforms.discord_belonging import Belonging
from bot.platforms.discord_commands import add_commands, tell_discord
from bot.platforms.discord_read import DISCORD, OURS, read, update_of
from bot.platforms.discord_seen import asked_by, server_of, written
from bot.platforms.discord_shapes import Clicked, Commanded, Event, Thumbed, Written
from knowledge.words import Words, words
from storage.store import StoreUnavailable

WAIT_LIMIT_SECONDS = 30.0  # the library sits out shorter rate limits itself; it takes no smaller number
GOT_IT: Final = words("Got it.")
IN_PRIVATE: Final = words(
    "I answer you in our direct messages. If nothing comes there, they are closed to me: "
    "allow them in the privacy settings of this server, and say it again."
)
NOT_YOURS: Final = words("That is somebody else's message: only who wrote it can log it.")
NO_WORDS: Final = words("There are no words in that message that I could log.")


@dataclass(frozen=True, slots=True)
class Settings:
    """*watched* are ids of channels whose free text is read."""

    watched: frozenset[str]
    message_content: bool
    now: Callable[[], datetime]
    sleep: Sleep
    let_in: frozenset[str] = frozenset()  # ids of roles and servers whose people may talk with us


class Client(discord.Client):
    """The library's client, with our commands and buttons."""

    accept: Accept  # set before it connects
    known: Known | None = None  # likewise

    def __init__(self, settings: Settings, logged_in: asyncio.Event) -> None:
        intents = discord.Intents(guilds=True, messages=True, reactions=True, message_content=settings.message_content)
        nobody = discord.AllowedMentions.none()  # whatever a lifter is quoted with, nobody is pinged
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # no voice here that could lack a library
        super().__init__(intents=intents, allowed_mentions=nobody, max_ratelimit_timeout=WAIT_LIMIT_SECONDS)
        self.is_on_line = False
        self.seen_at: datetime | None = None  # when the line was lost; None: it never was there
        self.tree = app_commands.CommandTree(self)
        add_commands(self.tree, self)
        self._settings = settings
        self._logged_in = logged_in
        self._belonging = Belonging(self, settings.let_in, settings.now)
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # by chat, while one waits there
        self._catch_up = CatchUp(self._last_seen, self._read_missed, settings.sleep)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Press)
        self._logged_in.set()
        await tell_discord(self.tree, self.known)

    async def _last_seen(self) -> Mapping[str, str]:
        return await self.known.last_seen(DISCORD) if self.known else {}

    def suggest(self, typed: str) -> Sequence[str]:
        return self.known.suggest(typed) if self.known else ()

    # ── the line to Discord ────────────────────────────────────────────────────────────────────────────────────────

    async def on_connect(self) -> None:
        """A session has begun that resumes no other, so Discord tells nothing of what was said before it."""
        self._catch_up.begin()
        self.is_on_line = True
        await self._catch_up.look()

    async def on_resumed(self) -> None:
        self.is_on_line = True

    async def on_disconnect(self) -> None:
        if self.is_on_line:
            self.is_on_line, self.seen_at = False, self._settings.now()

    async def on_ready(self) -> None:
        self._catch_up.also(threads_since(self, self._settings.watched, self._catch_up.seen_in))
        await self._catch_up.sweep()

    async def _read_missed(self, chat: str, after: int) -> None:
        channel: Any = self.get_channel(int(chat)) or await self.fetch_channel(int(chat))
        people: dict[int, discord.Member | None] = {}
        since = not_too_old(after, chat, self._settings.now())
        async for message in channel.history(after=since, oldest_first=True, limit=None):
            event = None if message.is_system() else self._written(message)
            if event is None or read(update_of(event, event.at)) is None:
                continue
            if message.guild and message.author.id not in people:  # history does not say what its author is there
                people[message.author.id] = await _member(message.guild, message.author.id)
            await self._keep(self._written(message, people.get(message.author.id)))

    # ── what is told ───────────────────────────────────────────────────────────────────────────────────────────────

    async def on_message(self, message: discord.Message) -> None:
        if not message.is_system():
            await self._keep_in_order(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if payload.message.edited_at is not None:  # without it, Discord has added the preview of a link
            await self._keep_in_order(payload.message)

    async def _keep_in_order(self, message: discord.Message) -> None:
        """Discord tells a message once; what cannot be kept now is read again later, with all that comes behind it."""
        chat = str(message.channel.id)
        # The library has a task for each message. Were a newer one kept first, a kill would lose the older.
        async with self._lines.setdefault(chat, asyncio.Lock()):
            await self._catch_up.before(chat)
            is_kept = await self._kept(message)
        if not is_kept:
            await self._catch_up.sweep()

    async def _kept(self, message: discord.Message) -> bool:
        """False: the store is away, and its chat is behind from here."""
        try:
            await self._keep(self._written(message))
        except StoreUnavailable:
            self._catch_up.also([(str(message.channel.id), message.id - 1)])
            return False
        return True

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        person = payload.member or self.get_user(payload.user_id)
        guild = self.get_guild(payload.guild_id) if payload.guild_id else None
        event = Thumbed(
            channel=str(payload.channel_id),
            account=str(payload.user_id),
            name=person.display_name if person else "",  # nobody looks it up: who reacts is known
            at=self._settings.now(),
            server=server_of(payload.guild_id, guild, payload.member),
            message=str(payload.message_id),
            author=str(payload.message_author_id) if payload.message_author_id else None,
            emoji=str(payload.emoji),
            us=self._us,
            by_bot=person.bot if person else False,
        )
        await self._keep(event)

    async def take_command(self, interaction: discord.Interaction[Any], command: str, text: str = "") -> None:
        """Keep a slash command, then acknowledge it; the answer itself comes as a message."""
        await self._keep(Commanded(**asked_by(interaction), command=command, text=text))
        is_aside = interaction.guild_id is not None and command in PRIVATE
        await _whisper(interaction, IN_PRIVATE if is_aside else GOT_IT)

    async def take_chosen(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Keep the words of a message on which its author chose to have them logged."""
        if message.author.id != interaction.user.id:
            await _whisper(interaction, NOT_YOURS)
            return
        event = self._written(message).model_copy(
            update={"chosen": True, "attachments": (), "interaction": str(interaction.id)}
            | asked_by(interaction, chosen=True)
        )
        is_kept = event.text.strip() != "" and await self._keep(event)
        await _whisper(interaction, GOT_IT if is_kept else NO_WORDS)

    async def take_click(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """Keep a pressed button, then acknowledge it."""
        await self._keep(Clicked(**asked_by(interaction), custom_id=custom_id))
        with suppress(discord.HTTPException):  # too late is no loss: what was pressed is kept
            await interaction.response.defer()

    async def _keep(self, event: Event) -> bool:
        """Chatter that is not meant for us is not even stored: False."""
        incoming = read(update_of(event, self._settings.now()))
        if incoming is None:
            return False
        if event.server is None and incoming.company is None:
            event = event.model_copy(update={"belongs_to": await self._belonging.of(int(event.account))})
        await self.accept([update_of(event, self._settings.now())])
        return True

    @property
    def _us(self) -> str:
        return str(self.user.id) if self.user else ""

    def _written(self, message: discord.Message, person: discord.Member | None = None) -> Written:
        return written(message, person, self.user, self._settings.watched)


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


async def _whisper(interaction: discord.Interaction[Any], said: Words) -> None:
    language = closest(interaction.locale.value) or "en"
    with suppress(discord.HTTPException):  # too late is no loss: what was said is kept
        await interaction.response.send_message(spoken(said, language), ephemeral=True)


async def _member(guild: discord.Guild, account: int) -> discord.Member | None:
    with suppress(discord.NotFound):  # he has left
        return await guild.fetch_member(account)
    return None
