"""Telegram's Bot API by endpoint, and what its errors mean to who wrote the words."""

from typing import Any, Final

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.platforms import Gone, Refused, TryLater, Uncertain, Unreachable
from bot.platforms.telegram_http import MaybeTaken, NotTaken, Transport

BAD_TOKEN_PAUSE_SECONDS: Final = 60
UNCHANGED: Final = ("message is not modified",)
NO_TEXT: Final = ("no text in the message to edit",)
GONE: Final = (
    "message to delete not found",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)
NO_TOPIC: Final = ("message thread not found", "topic_deleted")
CLOSED: Final = ("topic_closed",)
NOBODY: Final = (
    *("chat not found", "chat_write_forbidden", "peer_id_invalid", "chat was deactivated"),
    *("rights to send text", "rights to send a message", "chat_send_plain_forbidden"),  # not those to send pictures
)


class Unchanged(Refused):
    """A message is to be edited into what it is."""


class TopicGone(Refused):
    """A topic was deleted: its group takes words outside it."""


class TopicClosed(Unreachable):
    """A topic takes words of administrators alone; its group may take ours outside it."""


class HasNoText(Refused):
    """A picture or file is to be edited as if it were text: what stands beside it is a caption."""


class Moved(Unreachable):
    """A group has become a supergroup, with another id."""

    def __init__(self, chat: int) -> None:
        super().__init__(f"the group is now {chat}")
        self.chat = chat


class Hidden(str):
    """A secret that is sent, and shown in no log record of the client."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'...'"


class Api(Bot):
    """The Bot API by endpoint, with its answers as they come: to make objects of them costs as much again.

    It is told neither the token nor a URL that has it, because it shows both in its log records and errors.
    """

    def __init__(self, sending: Transport, polling: Transport) -> None:
        super().__init__("kept by the transport", base_url=lambda _: "", request=sending, get_updates_request=polling)

    async def call(self, endpoint: str, **parameters: object) -> Any:
        """Raises TelegramError as it comes."""
        return await self._post(endpoint, parameters)

    async def tell(self, endpoint: str, **parameters: object) -> Any:
        """Raises what Platform.send raises."""
        try:
            return await self.call(endpoint, **parameters)
        except TelegramError as error:
            raise _meaning(error) from None


def _meaning(error: TelegramError) -> Exception:
    match error:
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case NotTaken():
            return TryLater(error.retry_seconds, is_flood=error.is_flood)
        case InvalidToken():
            return TryLater(BAD_TOKEN_PAUSE_SECONDS)
        case Forbidden():
            return Unreachable(str(error))
        case BadRequest():
            return _refusal(str(error))
        case MaybeTaken():
            return Uncertain(str(error))
        case _:
            return Refused(str(error))


def _refusal(why: str) -> Refused:
    """What a 400 means, which says so in words alone."""
    meanings = (
        *((UNCHANGED, Unchanged), (NO_TEXT, HasNoText), (GONE, Gone)),
        *((NO_TOPIC, TopicGone), (CLOSED, TopicClosed), (NOBODY, Unreachable)),
    )
    kind = next((kind for signs, kind in meanings if any(sign in why.lower() for sign in signs)), Refused)
    return kind(why)
