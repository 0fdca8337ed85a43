"""The shapes of Telegram's updates, as far as they are looked at."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from agents.senses import MOST_BYTES, Medium
from bot.platforms.files import may_be_log, medium_of
from storage.records import Address

PLATFORM = "telegram"
YEAR_9999 = 253402300799

Instant = Annotated[int, Field(ge=0, le=YEAR_9999)]  # seconds since 1970
Text = Annotated[str, AfterValidator(lambda text: text.replace("\0", ""))]  # PostgreSQL keeps no NUL


class User(BaseModel):
    id: int
    is_bot: bool = False
    first_name: Text = ""
    last_name: Text = ""
    language_code: Text = ""


class Chat(BaseModel):
    id: int
    type: str = "private"
    title: Text = ""


class Replied(BaseModel):
    message_id: int = 0
    sender: User | None = Field(None, alias="from")


class Origin(BaseModel):
    """Who wrote a forwarded message, where that is told."""

    sender_user: User | None = None


class Document(BaseModel):
    """A file, by the id under which Telegram gives it out."""

    file_id: Text
    file_name: Text = ""
    mime_type: Text = ""
    file_size: int | None = None
    duration: float | None = None  # seconds, of sound


class Message(BaseModel):
    message_id: int
    date: Instant
    edit_date: Instant | None = None
    chat: Chat
    sender: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None  # the group for an admin who shows no name; the channel of a post or of a mask
    text: Text | None = None
    caption: Text | None = None
    document: Document | None = None
    photo: list[Document] = []  # the same one in several sizes
    voice: Document | None = None
    audio: Document | None = None
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    reply_to_message: Replied | None = None
    forward_origin: Origin | None = None

    @property
    def address(self) -> Address:
        # A plain group's replies have a thread id too, but nothing can be sent to it: only topics are threads.
        topic = self.message_thread_id if self.is_topic_message else None
        return Address(PLATFORM, str(self.chat.id), None if topic is None else str(topic))

    @property
    def is_of_group(self) -> bool:
        """Whether the group itself is shown as who wrote it, which only its administrators can do."""
        return self.sender_chat is not None and self.sender_chat.id == self.chat.id and self.chat.type != "channel"

    @property
    def log(self) -> Document | None:
        """The file that may be a training log. An edit has none: what it changes is the words beside it."""
        found = self.document if self.edit_date is None else None
        return found if found and may_be_log(found.mime_type) else None

    @property
    def media(self) -> tuple[Medium, Document] | None:
        """The photo, in its largest size that is taken, or the sound. An edit has none, as with a log."""
        if self.edit_date is not None:
            return None
        if self.photo:
            return Medium.PHOTO, max(self.photo, key=_size_taken)
        if sound := self.voice or self.audio:
            return Medium.VOICE, sound
        medium = medium_of(self.document.mime_type) if self.document else None
        return (medium, self.document) if self.document and medium else None

    @property
    def is_anothers(self) -> bool:
        """Whether he only passes on what somebody else wrote, or somebody who is not told."""
        origin = self.forward_origin
        if origin is None or self.sender is None:
            return False
        return origin.sender_user is None or origin.sender_user.id != self.sender.id

    def replied(self, account: int) -> str | None:
        """The id of the message of *account* that it is a reply to, if it is one."""
        replied = self.reply_to_message
        return str(replied.message_id) if replied and replied.sender and replied.sender.id == account else None


class Press(BaseModel):
    id: Text
    sender: User = Field(alias="from")
    message: Message | None = None
    press: Text | None = Field(None, alias="data")


class Emoji(BaseModel):
    emoji: str | None = None


class Reaction(BaseModel):
    chat: Chat
    message_id: int
    date: Instant
    user: User | None = None
    old_reaction: list[Emoji]
    new_reaction: list[Emoji]


class Added(BaseModel):
    """What Telegram does not say in an update, and the bot has asked for before it kept it."""

    may_manage: bool = False


class Shape(BaseModel):
    focusflow: Added = Added()
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    message_reaction: Reaction | None = None


def _size_taken(photo: Document) -> int:
    """Larger is better, up to what is taken; beyond it, smaller is."""
    size = photo.file_size or 0
    return size if size <= MOST_BYTES[Medium.PHOTO] else -size
