"""The receiving half of Discord: what the gateway tells becomes rows, and only what is kept is acknowledged."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from re import Match
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

import discord
import structlog
from discord import app_commands

from bot.languages import closest, spoken
from bot.lasting import Sleep, at_last
from bot.menu import PRIVATE
from bot.platforms import Accept, Known
from bot.platforms.discord_backfill import FROM_DISCORD, NOT_NOW, CatchUp, not_too_old
from bot.platforms.discord_begun import Begun, closed_threads, open_threads
from bot.platforms.discord_belonging import Belonging
from bot.platforms.discord_commands import add_commands, tell_discord
from bot.platforms.discord_read import DISCORD, OURS, read, update_of
from bot.platforms.discord_refusals import unless_closed
from bot.platforms.discord_seen import asked_by, server_of, written
from bot.platforms.discord_shapes import Clicked, Commanded, Event, Thumbed, Written
from knowledge.words import Words, words

WAIT_LIMIT_SECONDS = 30.0  # the library sits out shorter rate limits itself; it takes no smaller number
GOT_IT: Final = words("Got it.")
IN_PRIVATE: Final = words(
    "I answer you in our direct messages. If nothing comes there, they are closed to me: "
    "allow them in the privacy settings of this server, and say it again."
)
NOT_YOURS: Final = words("That is somebody else's message: only who wrote it can log it.")
NO_WORDS: Final = words("There are no words in that message that I could log.")
_log = structlog.get_logger()
T = TypeVar("T")


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
        self._begun = Begun(lambda: self.known, settings.now)
        self.catch_up = CatchUp(self._last_seen, self._read_missed, settings.sleep, self._begun, self.is_closed)

    def follow(self, before: "Client") -> None:
        """Go on where a client that was closed has ended."""
        self.known, self.seen_at = before.known, before.seen_at
        self.catch_up.also(before.catch_up.behind.items())

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
        self.catch_up.begin()
        self.is_on_line = True
        await self.catch_up.look()

    async def on_resumed(self) -> None:
        self.is_on_line = True

    async def on_disconnect(self) -> None:
        if self.is_on_line:
            self.is_on_line, self.seen_at = False, self._settings.now()

    async def on_ready(self) -> None:
        session = self.catch_up.session
        await self.catch_up.also_begun(lambda: open_threads(self, self._settings.watched))
        if await self.catch_up.sweep(session):
            await self._at_last(self._meet_closed_threads, FROM_DISCORD)
            if await self.catch_up.sweep(session):
                await self._begun.all_read()

    async def _meet_closed_threads(self) -> None:
        closed = await closed_threads(self, self._settings.watched)
        await self.catch_up.also_begun(lambda: closed)

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
            is_kept = await self.catch_up.before(chat) and await self._kept(message)
            if not is_kept:
                self.catch_up.also([(chat, message.id - 1)])
        if not is_kept and not self.catch_up.is_sweeping:
            await self.catch_up.sweep()

    async def _kept(self, message: discord.Message) -> bool:
        """False: the store is away, or Discord does not tell now what its author may do."""
        try:
            await self._keep(self._written(message))
        except NOT_NOW as lost:
            _log.warning("a message cannot be kept now, so it is read again later", why=str(lost))
            return False
        return True

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        await self._keep_thumb(payload, is_removed=False)

    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        await self._keep_thumb(payload, is_removed=True)

    async def _keep_thumb(self, payload: discord.RawReactionActionEvent, *, is_removed: bool) -> None:
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
            is_removed=is_removed,
        )
        await self._at_last(partial(self._keep, event), NOT_NOW)  # Discord tells it once, and cannot be asked for it

    async def take_command(self, interaction: discord.Interaction[Any], command: str, text: str = "") -> None:
        """Keep a slash command, then acknowledge it; the answer itself comes as a message."""
        await self._keep_asked(interaction, Commanded(**asked_by(interaction), command=command, text=text))
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
        is_kept = event.text.strip() != "" and await self._keep_asked(interaction, event)
        await _whisper(interaction, GOT_IT if is_kept else NO_WORDS)

    async def take_click(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """Keep a pressed button, then acknowledge it."""
        await self._keep_asked(interaction, Clicked(**asked_by(interaction), custom_id=custom_id))
        with suppress(*FROM_DISCORD):  # too late is no loss: what was pressed is kept
            if interaction.response.is_done():
                await interaction.delete_original_response()
            else:
                await interaction.response.defer()

    async def _keep_asked(self, interaction: discord.Interaction[Any], event: Event) -> bool:
        """Discord waits three seconds for a sign. Where it must be asked first who somebody is, that may take longer.
        So it is told that we are on it, which says nothing yet of what is kept."""
        account = interaction.user.id
        if interaction.guild_id is None and not self._belonging.knows(account):
            with suppress(*FROM_DISCORD):
                await interaction.response.defer(ephemeral=True, thinking=True)
            return await self._at_last(partial(self._keep, event), NOT_NOW)  # he reads that we are on it
        return await self._keep(event)

    async def _at_last(self, do: Callable[[], Awaitable[T]], bears: tuple[type[Exception], ...]) -> T:
        """Until we are closed."""
        waits = "what was done cannot be kept now; trying again"
        return await at_last(do, bears, self._settings.sleep, waits, is_over=self.is_closed)

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
    with suppress(*FROM_DISCORD):  # too late is no loss: what was said is kept
        if interaction.response.is_done():
            await interaction.edit_original_response(content=spoken(said, language))
        else:
            await interaction.response.send_message(spoken(said, language), ephemeral=True)


async def _member(guild: discord.Guild, account: int) -> discord.Member | None:
    with unless_closed():  # he has left, or that is not for us to know
        return await guild.fetch_member(account)
    return None
