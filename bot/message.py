"""A message as every platform gives and takes it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from agents.senses import Medium, Perceived
from storage.records import Address, Identity, Thumb


@dataclass(frozen=True, slots=True)
class Company:
    """The group in which something was said: others read along."""

    id: str  # of the Telegram chat or the Discord server
    title: str = ""  # untrusted
    may_manage: bool = False  # the speaker may change the group's settings, as the platform says
    is_speaker: bool = False  # the group itself speaks: who of its managers that is, nobody is told
    roles: tuple[str, ...] = ()  # ids of the speaker's roles, where the platform has them


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
    company: Company | None = None  # None: he talks with us alone
    belongs_to: tuple[str, ...] = ()  # ids of roles and chats that may let him in, told beside a private talk
    locale: str = ""  # of his client, such as "pt-BR"; "": not told
    answers: str | None = None  # the platform's id of our message that he replies to
    edited: bool = False
    forwarded: bool = False  # somebody else wrote it
    overheard: bool = False  # said in a channel that is watched, and not to us
    chosen: str = ""  # names the choice of its author to have it logged now; "": it came by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button of ours. *press* is what it was given; anybody can forge it, so ownership is checked in the rows."""

    who: Identity
    name: str
    where: Address
    source: str
    press: str
    sent_at: datetime
    company: Company | None = None  # None: he talks with us alone
    belongs_to: tuple[str, ...] = ()  # ids of roles and chats that may let him in, told beside a private talk
    locale: str = ""  # of his client, such as "pt-BR"; "": not told


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """An emoji laid on one of our messages, or taken away from it."""

    who: Identity
    name: str
    where: Address
    source: str
    on: str  # the platform's own id of that message
    thumb: Thumb | None  # None: it was taken away
    sent_at: datetime
    company: Company | None = None  # None: he talks with us alone
    belongs_to: tuple[str, ...] = ()  # ids of roles and chats that may let him in, told beside a private talk
    taken_away: tuple[Thumb, ...] = ()


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
    company: Company | None = None  # None: he talks with us alone
    belongs_to: tuple[str, ...] = ()  # ids of roles and chats that may let him in, told beside a private talk
    locale: str = ""  # of his client, such as "pt-BR"; "": not told
    caption: str = ""  # what he wrote beside it; untrusted
    forwarded: bool = False  # somebody else did
    unread: tuple[str, ...] = ()  # names of the other files of the same message, which are left alone; untrusted
    trouble: str = ""  # why there is no text, in one sentence, where the platform knows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """Photos or a voice note from a lifter. What they say comes later, from a model, and is only offered.

    As a platform reads it, *perceived* is None: it is told of at once. With it, it is a turn of its own, whose *source*
    and *message* are its own too, so that an edit of the caption takes nothing of it back.
    """

    who: Identity
    name: str
    where: Address
    source: str
    message: str
    reply_to: str
    medium: Medium
    sent_at: datetime
    company: Company | None = None  # None: he talks with us alone
    belongs_to: tuple[str, ...] = ()  # ids of roles and chats that may let him in, told beside a private talk
    locale: str = ""  # of his client, such as "pt-BR"; "": not told
    caption: str = ""  # untrusted
    forwarded: bool = False  # somebody else wrote it
    parts: int = 1  # photos of one message, each fetched by itself
    unread: int = 0  # other files of the same message that are left alone
    most_bytes: int = 0  # of the largest part, as the platform says; 0: it does not
    seconds: float | None = None  # how long a voice note is, where the platform knows
    perceived: Perceived | None = None
    first_source: str = ""  # that of the first turn, once it is perceived
    is_last: bool = False  # he has said nothing since, so that its first answer is edited

    def as_perceived(self, perceived: Perceived, *, is_last: bool) -> "Media":
        """The same with what models made of it."""
        return replace(
            self,
            source=f"{self.source}:perceived",
            message=f"{self.message}:perceived",
            perceived=perceived,
            first_source=self.source,
            is_last=is_last,
        )


Incoming: TypeAlias = Said | Pressed | Reacted | Sent | Media
