"""A message as every platform gives and takes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from storage.records import Address, Identity, Thumb


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words from a lifter. *text* is untrusted, and without the bot's own name where that was mentioned."""

    who: Identity
    name: str  # as the platform shows it; untrusted
    where: Address
    source: str  # unique for this update: "telegram:chat:message"; an edit has its time behind it
    message: str  # names the chat message: "telegram:chat:message", the same for its edits
    reply_to: str  # the platform's own id of that message
    text: str
    sent_at: datetime
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button of ours. *press* is what it was given; anybody can forge it, so ownership is checked in the rows."""

    who: Identity
    name: str
    where: Address
    source: str
    press: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """An emoji laid on one of our messages."""

    who: Identity
    name: str
    where: Address
    source: str
    on: str  # the platform's own id of that message
    thumb: Thumb
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file from a lifter. *text* is untrusted; None: it was larger than is taken, or gone.

    As a platform reads it, it has no text yet: that is fetched later, because a row holds no file.
    """

    who: Identity
    name: str
    where: Address
    source: str
    message: str
    reply_to: str
    file_name: str  # untrusted
    text: str | None
    sent_at: datetime
    caption: str = ""  # what he wrote beside it; untrusted
    unread: tuple[str, ...] = ()  # names of the other files of the same message, which are left alone; untrusted
    trouble: str = ""  # why there is no text, in one sentence, where the platform knows it


Incoming: TypeAlias = Said | Pressed | Reacted | Sent
