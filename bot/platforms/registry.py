"""Every platform that ``focusflow run`` can run. A new one is a line here and a file beside it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.config import Config, Secrets
from bot.platforms import Platform

Now = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
Build = Callable[[Config, Secrets, Now, Sleep], Platform | None]


def _telegram(config: Config, secrets: Secrets, now: Now, sleep: Sleep) -> Platform | None:
    token = secrets.telegram_bot_token.get_secret_value()
    if not token:
        return None
    from bot.platforms.telegram import Telegram  # here: who runs no Telegram need not wait for its library

    return Telegram(token, config.telegram.base_url, now=now, sleep=sleep)


def _discord(config: Config, secrets: Secrets, now: Now, sleep: Sleep) -> Platform | None:
    token = secrets.discord_bot_token.get_secret_value()
    if not token:
        return None
    from bot.platforms.discord import Discord  # as above

    return Discord(
        token,
        now=now,
        watched_channels=config.discord.watched_channels,
        message_content=config.discord.message_content,
    )


BUILDERS: Mapping[str, Build] = {"telegram": _telegram, "discord": _discord}
TOKENS: Mapping[str, str] = {"telegram": "TELEGRAM_BOT_TOKEN", "discord": "DISCORD_BOT_TOKEN"}


def build_platforms(config: Config, secrets: Secrets, now: Now, sleep: Sleep) -> dict[str, Platform]:
    """The platforms that have a token, by name; may be empty."""
    built = {name: build(config, secrets, now, sleep) for name, build in BUILDERS.items()}
    return {name: platform for name, platform in built.items() if platform is not None}
