"""What the library gives us, as our own shapes. It asks Discord nothing."""

from collections.abc import Set
from typing import Any

import discord

from bot.platforms.discord_shapes import Attachment, Server, Written


def written(
    message: discord.Message, person: discord.Member | None, us: discord.ClientUser | None, watched: Set[str]
) -> Written:
    """A message as it stands. *person* is its author as a member of its server, where the message does not say."""
    author = person or message.author
    guild_id = message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
    to_us = us is not None and _author_replied_to(message) == us
    return Written(
        channel=str(message.channel.id),
        account=str(author.id),
        name=author.display_name,
        at=message.created_at,
        server=server_of(guild_id, message.guild, author),
        message=str(message.id),
        text=message.content,
        edited_at=message.edited_at,
        us=str(us.id) if us else "",
        by_bot=message.author.bot or message.webhook_id is not None,
        is_dm=guild_id is None,
        mentions_us=us in message.mentions,
        replies_to_us=to_us,
        answers=str(message.reference.message_id) if message.reference and message.reference.message_id else None,
        watched=_is_watched(message, watched),
        attachments=tuple(map(_attachment, message.attachments)),
    )


def server_of(id_: int | None, guild: discord.Guild | None, person: discord.abc.User | None) -> Server | None:
    """A server, and what *person* is there, as far as it is known; None: there is no server."""
    if id_ is None:
        return None
    if guild is None or not isinstance(person, discord.Member):
        return Server(id=str(id_), title=(guild.name or "") if guild else "")
    can = person.guild_permissions
    may_manage = can.manage_guild or can.administrator
    return Server(id=str(id_), title=guild.name or "", may_manage=may_manage, roles=_roles(person))


def asked_by(interaction: discord.Interaction[Any], *, chosen: bool = False) -> dict[str, Any]:
    """What commands and presses have in common; where *chosen*, what they tell beyond the message itself."""
    said = {
        "name": interaction.user.display_name,
        "server": _server_asked_in(interaction),
        "locale": interaction.locale.value,
    }
    if chosen:
        return said
    return said | {
        "channel": str(interaction.channel_id),
        "account": str(interaction.user.id),
        "at": interaction.created_at,
        "interaction": str(interaction.id),
    }


def _server_asked_in(interaction: discord.Interaction[Any]) -> Server | None:
    """Discord tells with every interaction what may be done, so that it need not be computed from what is cached."""
    if interaction.guild_id is None:
        return None
    can = interaction.permissions
    guild, person = interaction.guild, interaction.user
    return Server(
        id=str(interaction.guild_id),
        title=(guild.name or "") if guild else "",
        may_manage=can.manage_guild or can.administrator,
        roles=_roles(person) if guild and isinstance(person, discord.Member) else (),
    )


def _roles(person: discord.Member) -> tuple[str, ...]:
    """All but the one that everybody has."""
    return tuple(str(role.id) for role in person.roles if not role.is_default())


def _is_watched(message: discord.Message, watched: Set[str]) -> bool:
    parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
    return not watched.isdisjoint({str(message.channel.id), str(parent)})


def _attachment(file: discord.Attachment) -> Attachment:
    return Attachment(
        id=str(file.id),
        name=file.filename,
        media_type=file.content_type or "",
        size_bytes=file.size,
        url=file.url,
        seconds=file.duration,
    )


def _author_replied_to(message: discord.Message) -> discord.abc.User | None:
    original = message.reference.resolved if message.reference else None
    return original.author if isinstance(original, discord.Message) else None
