"""Messages as they come in and go out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.records.ids import RowId
from storage.records.people import Address


@dataclass(frozen=True, slots=True)
class Update:
    """A platform's update as it came. (platform, id) is its key."""

    platform: str
    id: str
    chat: str  # updates of one chat are taken in order
    raw: str  # JSON
    received_at: datetime
    opens: bool = field(default=True, compare=False)  # somebody speaks to us by it: words reach its chat again


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    press: str  # what comes back: at most 64 bytes (Telegram's callback_data), such as "up:1f…"


class Delivery(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # claimed; what is found so after a crash may or may not have been sent
    SENT = "sent"
    UNCERTAIN = "uncertain"  # a crash fell between sending and its record: not sent twice
    DROPPED = "dropped"  # refused for good, or nobody there


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Words on their way to a chat, in the order in which they were written."""

    id: RowId
    turn: RowId
    address: Address
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()  # rows of buttons
    reply_to: str | None = None  # the platform's message id
    edits: RowId | None = None  # the outgoing words that these replace: the first of them, where those were edits too
    recipe: str | None = None  # JSON: the picture or file that goes with the words, as bot.attachments makes it
    private: bool = False  # never shown where others read along; where nobody takes it, it waits until he writes alone
    written_at: datetime
    delivery: Delivery = Delivery.WAITING
    sent_as: str | None = None  # the platform's message id, once sent
    not_before: datetime | None = None  # the platform said when to try again
    asks_until: datetime | None = None  # what it asks is asked anew where it is not out by then: his night begins
