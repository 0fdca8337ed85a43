"""Who may change the settings of a Telegram group: asked when it matters, and written into the row that is read."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from telegram.error import TelegramError

from bot.message import Incoming, Said
from bot.platforms.telegram_api import Api

KNOWN_FOR: Final = timedelta(minutes=1)  # so that nobody who writes a lot makes us ask a lot
SETTINGS: Final = "group"  # the first word of a command that only some may use

log = structlog.get_logger(__name__)


def asks_to_manage(incoming: Incoming | None) -> bool:
    """Whether it matters if the speaker may manage the group."""
    if not isinstance(incoming, Said) or incoming.company is None or incoming.company.may_manage:
        return False
    return incoming.text.lower().split(maxsplit=1)[:1] == [SETTINGS]


class Admins:
    """The administrators of the groups that were asked about lately."""

    def __init__(self, api: Api, now: Callable[[], datetime]) -> None:
        self._api = api
        self._now = now
        self._known: dict[str, tuple[datetime, frozenset[str]]] = {}  # by chat: since when, and their accounts

    async def may_manage(self, chat: str, account: str) -> bool:
        """Whether that account may change the group's title and picture, so our settings too. No: nobody could say."""
        known_at, accounts = self._known.get(chat, (None, frozenset[str]()))
        if known_at is None or not timedelta() <= self._now() - known_at < KNOWN_FOR:
            try:
                members = await self._api.call("getChatAdministrators", chat_id=chat)
            except TelegramError as failure:
                log.warning("the administrators of a group are not known", why=str(failure))
                return False
            accounts = frozenset(str(member["user"]["id"]) for member in members if _may_change(member))
            self._known = {one: known for one, known in self._known.items() if self._now() - known[0] < KNOWN_FOR}
            self._known[chat] = (self._now(), accounts)
        return account in accounts


def _may_change(member: Mapping[str, Any]) -> bool:
    return member["status"] == "creator" or bool(member.get("can_change_info"))
