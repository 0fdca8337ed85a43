"""Every platform that ``focusflow run`` can run. A new one is a line here and a file beside it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot.config import Config, ConfigError, Secrets
from bot.platforms import Platform

if TYPE_CHECKING:
    from bot.platforms.telegram_webhook import Webhook

Now = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # source: Telegram's setWebhook
Build = Callable[[Config, Secrets, Now, Sleep], Platform | None]


def _telegram(config: Config, secrets: Secrets, now: Now, sleep: Sleep) -> Platform | None:
    token = secrets.telegram_bot_token.get_secret_value()
    if not token:
        return None
    from bot.platforms.telegram import Telegram  # here: who runs no Telegram need not wait for its library

    return Telegram(token, config.telegram.base_url, now=now, sleep=sleep, webhook=_webhook(config, secrets))


def _webhook(config: Config, secrets: Secrets) -> "Webhook | None":
    """None: we poll. Raises ConfigError."""
    if config.telegram.mode != "webhook":
        return None
    from bot.platforms.telegram_webhook import Webhook  # as above

    secret = secrets.telegram_webhook_secret.get_secret_value()
    if not WEBHOOK_SECRET.fullmatch(secret):
        raise ConfigError(
            "telegram.mode: webhook needs TELEGRAM_WEBHOOK_SECRET in the environment or in .env: 1 to 256 letters, "
            "digits, _ and -, so that nobody but Telegram can send updates."
        )
    return Webhook(config.telegram.webhook_url or "", secret, config.telegram.most_bytes)


def _discord(config: Config, secrets: Secrets, now: Now, sleep: Sleep) -> Platform | None:
    token = secrets.discord_bot_token.get_secret_value()
    if not token:
        return None
    from bot.platforms.discord import Discord  # as above

    return Discord(
        token,
        now=now,
        sleep=sleep,
        watched_channels=config.discord.watched_channels,
        let_in=_let_in("discord", config),
        message_content=config.discord.message_content,
    )


def _let_in(platform: str, config: Config) -> frozenset[str]:
    """The ids on that platform of the roles and chats whose people may talk with the bot."""
    named = (entry.partition(":") for entry in (*config.access.roles, *config.access.chats))
    return frozenset(id_ for name, _, id_ in named if name == platform)


BUILDERS: Mapping[str, Build] = {"telegram": _telegram, "discord": _discord}
TOKENS: Mapping[str, str] = {"telegram": "TELEGRAM_BOT_TOKEN", "discord": "DISCORD_BOT_TOKEN"}


def build_platforms(config: Config, secrets: Secrets, now: Now, sleep: Sleep) -> dict[str, Platform]:
    """The platforms that have a token, by name; may be empty."""
    built = {name: build(config, secrets, now, sleep) for name, build in BUILDERS.items()}
    return {name: platform for name, platform in built.items() if platform is not None}
