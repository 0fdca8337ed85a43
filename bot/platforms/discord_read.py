"""What a row from Discord means. Pure: it knows neither the library nor the clock."""

import re
from datetime import datetime

from pydantic import ValidationError

from agents.senses import Medium
from bot.menu import PRIVATE
from bot.message import Company, Incoming, Media, Pressed, Reacted, Said, Sent
from bot.platforms.discord_shapes import (
    EVENT,
    Attachment,
    Clicked,
    Commanded,
    Event,
    Thumbed,
    Written,
    edit_of,
    id_of,
)
from bot.platforms.files import medium_of
from storage.records import DIRECT, Address, Identity, Thumb, Update

DISCORD = "discord"
OURS = "ff:"  # begins the custom_id of every button of ours
WHOLE = {"forget": "forget me"}
"""Commands that mean nothing as a single word when they are typed, and do when they are chosen from a menu."""

_THUMBS = {"\N{THUMBS UP SIGN}": Thumb.UP, "\N{THUMBS DOWN SIGN}": Thumb.DOWN}


def update_of(event: Event, received_at: datetime) -> Update:
    """The row for an event."""
    return Update(DISCORD, id_of(event), event.channel, event.model_dump_json(), received_at)


def read(update: Update) -> Incoming | None:
    """What an update says; None for what is not meant for us, is by a bot, or is no row of ours."""
    try:
        event = EVENT.validate_json(update.raw)
    except (ValidationError, OverflowError):  # an instant at the end of time overflows on its way to UTC
        return None
    match event:
        case Written():
            return _meant_for_us(event)
        case Commanded():
            return _commanded(event)
        case Clicked():
            return _pressed(event)
        case Thumbed():
            return _reacted(event)


def attachment(update: Update, part: int = 0) -> tuple[str, Attachment] | None:
    """The id of the message, and that file of an update that was read as Sent or Media; None for any other update."""
    event = EVENT.validate_json(update.raw)
    files = (event.logs or event.media) if isinstance(event, Written) else ()
    return (event.message, files[part]) if isinstance(event, Written) and part < len(files) else None


def _who(event: Event) -> Identity:
    return Identity(DISCORD, event.account)


def _where(event: Event) -> Address:
    return Address(DISCORD, event.channel)


def _company(event: Event) -> Company | None:
    server = event.server
    if server is None:
        # A row of a server from before servers were kept: which one it was is not known, but others read along.
        return Company(event.channel) if isinstance(event, Written) and not event.is_dm else None
    return Company(server.id, server.title, server.may_manage, roles=server.roles)


def _meant_for_us(event: Written) -> Said | Sent | Media | None:
    text = _without_mention(event.text, event.us)
    heard = event.watched and (text != "" or event.logs)
    spoken_to = event.is_to_us or heard
    if event.by_bot or event.account == event.us or not spoken_to:
        return None
    if event.logs:
        return _sent(event, text)
    return _media(event, text) if event.media else _said(event, text)


def _message_name(event: Written) -> str:
    return f"{DISCORD}:{event.channel}:{event.message}"


def _sent(event: Written, caption: str) -> Sent:
    first, *others = event.logs
    return Sent(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=_message_name(event),
        message=_message_name(event),
        reply_to=event.message,
        file_name=first.name,
        text=None,
        sent_at=event.at,
        company=_company(event),
        belongs_to=event.belongs_to,
        locale=event.locale,
        caption=caption,
        unread=tuple(other.name for other in others),
    )


def _media(event: Written, caption: str) -> Media:
    files = event.media
    return Media(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=_message_name(event),
        message=_message_name(event),
        reply_to=event.message,
        medium=medium_of(files[0].media_type) or Medium.PHOTO,
        sent_at=event.at,
        company=_company(event),
        belongs_to=event.belongs_to,
        locale=event.locale,
        caption=caption,
        parts=len(files),
        unread=len(event.photos_and_sounds) - len(files),
        most_bytes=max(file.size_bytes for file in files),
        seconds=files[0].seconds,
    )


def _said(event: Written, text: str) -> Said:
    """A message that was chosen to be logged is the same message: it is logged once, however it reached us."""
    message = _message_name(event)
    return Said(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=f"{message}:{edit_of(event)}" if event.edited_at else message,
        message=message,
        reply_to=event.message,
        text=text,
        sent_at=event.at,
        company=_company(event),
        belongs_to=event.belongs_to,
        locale=event.locale,
        answers=event.answers if event.replies_to_us else None,
        edited=event.edited_at is not None,
        overheard=event.watched and not event.is_to_us,
        chosen=event.interaction if event.chosen else "",
    )


def _without_mention(text: str, us: str) -> str:
    return re.sub(rf"<@!?{re.escape(us)}>[ \t]*[,:]?[ \t]*", "", text).strip()


def _commanded(event: Commanded) -> Said:
    """What is nobody else's business is a talk of the two of us, wherever the command was given."""
    source = f"{DISCORD}:{event.channel}:{event.interaction}"
    alone = event.server is not None and event.command in PRIVATE
    return Said(
        who=_who(event),
        name=event.name,
        where=Address(DISCORD, DIRECT, event.account) if alone else _where(event),
        source=source,
        message=source,
        reply_to="",  # a command leaves no message behind that could be answered
        text=_words_of(event.command, event.text.strip()),
        sent_at=event.at,
        company=None if alone else _company(event),
        belongs_to=_asked_in(event) if alone else event.belongs_to,
        locale=event.locale,
    )


def _asked_in(event: Commanded) -> tuple[str, ...]:
    """What lets him in where a private command was given: the answer is for him alone, the door is the server's."""
    server = event.server
    return (event.channel, server.id, *server.roles) if server else ()


def _words_of(command: str, text: str) -> str:
    if command == "log":
        return text
    return f"{command} {text}" if text else WHOLE.get(command, command)


def _pressed(event: Clicked) -> Pressed | None:
    if not event.custom_id.startswith(OURS):
        return None
    return Pressed(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=f"{DISCORD}:i:{event.interaction}",
        press=event.custom_id.removeprefix(OURS),
        sent_at=event.at,
        company=_company(event),
        belongs_to=event.belongs_to,
        locale=event.locale,
    )


def _reacted(event: Thumbed) -> Reacted | None:
    thumb = _THUMBS.get(event.emoji[:1])  # a skin tone may follow
    if thumb is None or event.by_bot or event.account == event.us or event.author not in (None, event.us):
        return None
    return Reacted(
        who=_who(event),
        name=event.name,
        where=_where(event),
        source=f"{DISCORD}:{id_of(event)}",
        on=event.message,
        thumb=None if event.is_removed else thumb,
        sent_at=event.at,
        company=_company(event),
        belongs_to=event.belongs_to,
        taken_away=(thumb,) if event.is_removed else (),
    )
