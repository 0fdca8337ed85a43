"""Slash commands and "Log this": made from the menu, named in each language, and told to Discord when they changed."""

import json
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any, Final, Protocol, TypeAlias

import discord
import structlog
from discord import app_commands

from bot.languages import closest, spoken
from bot.menu import MENU, MenuCommand
from bot.platforms import Known
from knowledge.words import Words, words
from storage.store import StoreUnavailable

LOG_THIS: Final = words("Log this")
CHOICE_LIMIT: Final = 25  # choices while somebody types
NAME_LIMIT: Final = 32  # characters of a command's name
TEXT_LIMIT: Final = 100  # characters of a description and of a choice

_log = structlog.get_logger()

Interaction: TypeAlias = discord.Interaction[Any]
Tree: TypeAlias = app_commands.CommandTree[Any]
Callback: TypeAlias = Callable[..., Coroutine[Any, Any, None]]


class Takes(Protocol):
    """Whoever keeps what was commanded."""

    async def take_command(self, interaction: Interaction, command: str, text: str = "") -> None: ...

    async def take_chosen(self, interaction: Interaction, message: discord.Message) -> None: ...

    def suggest(self, typed: str) -> Sequence[str]: ...


class InTheirLanguage(app_commands.Translator):
    """Descriptions from the catalogues; the names that are typed are the same everywhere."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        english: object = string.extras.get("words")
        language = closest(locale.value)
        if not isinstance(english, Words) or language in (None, "en"):
            return None
        said = spoken(english, language)
        is_name = context.location is app_commands.TranslationContextLocation.command_name
        return said if said != english and len(said) <= (NAME_LIMIT if is_name else TEXT_LIMIT) else None


def add_commands(tree: Tree, takes: Takes) -> None:
    """Every command of the menu, and "Log this" on a message."""
    for command in MENU:
        tree.add_command(
            app_commands.Command(
                name=command.name, description=_translated(command.description), callback=_callback(command, takes)
            )
        )
    tree.add_command(app_commands.ContextMenu(name=_translated(LOG_THIS), callback=_log_this(takes)))


def _translated(english: Words) -> app_commands.locale_str:
    return app_commands.locale_str(str(english), words=english)


def _callback(command: MenuCommand, takes: Takes) -> Callback:
    async def alone(interaction: Interaction) -> None:
        await takes.take_command(interaction, command.name)

    async def with_text(interaction: Interaction, text: str = "") -> None:
        await takes.take_command(interaction, command.name, text)

    async def with_needed_text(interaction: Interaction, text: str) -> None:
        await takes.take_command(interaction, command.name, text)

    if not command.argument:
        return alone
    callback: Callback = with_needed_text if command.needs_argument else with_text
    app_commands.rename(text=command.argument)(callback)
    if command.about_argument:
        app_commands.describe(text=_translated(command.about_argument))(callback)
    if command.takes_lift:
        app_commands.autocomplete(text=_lifts(takes))(callback)
    return callback


def _log_this(takes: Takes) -> Callback:
    async def log_this(interaction: Interaction, message: discord.Message) -> None:
        await takes.take_chosen(interaction, message)

    return log_this


def _lifts(takes: Takes) -> Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]:
    async def lifts(_interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        names = [name for name in takes.suggest(current) if len(name) <= TEXT_LIMIT]
        return [app_commands.Choice(name=name, value=name) for name in names[:CHOICE_LIMIT]]

    return lifts


async def tell_discord(tree: Tree, known: Known | None) -> None:
    """Tell Discord the commands, if they are not those that it was told last: it takes only so many a day."""
    translator = InTheirLanguage()
    await tree.set_translator(translator)
    payload = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    digest = sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
    name = f"discord commands of {tree.client.application_id}"
    if known and await _noted(name, known) == digest:
        return
    try:
        await tree.sync()
    except discord.HTTPException as refusal:
        _log.warning("Discord did not take the slash commands; everything else works", reason=refusal.text)
        return
    if known:
        with suppress(StoreUnavailable):  # then it is told again at the next start
            await known.note(name, digest)


async def _noted(name: str, known: Known) -> str | None:
    with suppress(StoreUnavailable):
        return await known.noted(name)
    return None
