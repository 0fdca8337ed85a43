"""Who may talk with the bot: people, groups and roles that the configuration names. Pure."""

import re
from typing import Final

from bot.config import Access
from bot.message import Incoming
from knowledge.words import words

NUMBERED: Final = ("telegram", "discord")  # their ids are numbers; Telegram's groups have negative ones
NUMBER: Final = re.compile(r"-?[0-9]+")
TERMINAL: Final = "console"  # whoever sits there runs the bot
REFUSED = words("This coach is private: ask whoever runs it to let you in. Nothing you send is logged.")


def admitted(incoming: Incoming, access: Access) -> bool:
    """Whether the speaker may: by himself, by the group or chat he speaks in, or by a role. No list: everybody may.

    Somebody who is let in by a group or a role alone is let in there, and in private where his platform tells of it.
    """
    who, company = incoming.who, incoming.company
    is_open = not (access.users or access.chats or access.roles)
    if is_open or who.platform == TERMINAL or is_admin(incoming, access):
        return True
    chats = [incoming.where.chat, *([company.id] if company else []), *incoming.belongs_to]
    roles = (*(company.roles if company else ()), *incoming.belongs_to)
    return (
        f"{who.platform}:{who.account}" in access.users
        or any(f"{who.platform}:{chat}" in access.chats for chat in chats)
        or any(f"{who.platform}:{role}" in access.roles for role in roles)
    )


def is_admin(incoming: Incoming, access: Access) -> bool:
    """Whether the speaker is one of those who run the bot."""
    return f"{incoming.who.platform}:{incoming.who.account}" in access.admins


def is_admin_alone(incoming: Incoming, access: Access) -> bool:
    """The same, and nobody reads along."""
    return incoming.company is None and is_admin(incoming, access)


def entries_in_doubt(access: Access) -> tuple[str, ...]:
    """Entries that can fit nobody, as they are written: no ``platform:id``, or a name where ids are numbers."""
    every = (*access.users, *access.chats, *access.roles, *access.admins)
    return tuple(entry for entry in every if not _is_entry(entry))


def _is_entry(entry: str) -> bool:
    platform, _, id_ = entry.partition(":")
    if platform in NUMBERED:
        return bool(NUMBER.fullmatch(id_))
    return platform == TERMINAL and bool(id_) and not any(c.isspace() for c in entry)
