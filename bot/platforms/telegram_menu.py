"""The commands in Telegram's menu, in every language that the bot speaks."""

from typing import Final

import structlog
from telegram.error import TelegramError

from bot.languages import LANGUAGES, spoken
from bot.menu import MENU
from bot.platforms.telegram_api import Api

DEFAULT: Final = "en"  # shown to everybody whose language has no menu of its own
MOST_CHARACTERS: Final = 256  # of a description

log = structlog.get_logger(__name__)


def menu_in(language: str) -> list[dict[str, str]]:
    """The menu as setMyCommands takes it."""
    return [{"command": one.name, "description": spoken(one.description, language)[:MOST_CHARACTERS]} for one in MENU]


async def register_menu(api: Api) -> None:
    """Put the menu into every language where it stands otherwise. Whatever goes wrong, the bot runs without it."""
    try:
        for language in LANGUAGES:
            of = {} if language == DEFAULT else {"language_code": language}
            if await api.call("getMyCommands", **of) != menu_in(language):
                await api.call("setMyCommands", commands=menu_in(language), **of)
                log.info("the menu of commands has changed", language=language)
    except TelegramError as failure:
        log.warning("the menu of commands could not be set; it is tried again at the next start", why=str(failure))
