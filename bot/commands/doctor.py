"""``focusflow doctor``: what is set, whether it works, and how to mend what does not."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from agents.model import ModelUnavailable
from bot.app import open_model
from bot.config import Config, Secrets
from bot.platforms.registry import TOKENS
from storage.open import open_store
from storage.store import StoreUnavailable


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    broken: bool
    says: str

    def __str__(self) -> str:
        return f"{'WRONG' if self.broken else 'ok':<6} {self.what:<10} {self.says}"


async def examine(config: Config, secrets: Secrets) -> list[Finding]:
    """One finding for each part, in the order in which a turn meets them."""
    examinations: tuple[Callable[[Config, Secrets], Awaitable[list[Finding]]], ...] = (_database, _model, _tokens)
    found = [Finding("config", False, f"read; profile starts in {config.profile.unit}, {config.profile.zone}")]
    for look in examinations:
        found += await look(config, secrets)
    return found


async def _database(config: Config, _secrets: Secrets) -> list[Finding]:
    try:
        async with open_store(config.database.url) as store:
            await store.receive([])
    except StoreUnavailable as failure:
        return [Finding("database", True, str(failure))]
    return [Finding("database", False, "opens, and its schema is the newest")]


async def _model(config: Config, secrets: Secrets) -> list[Finding]:
    model = open_model(config, secrets)
    if model is None:
        return [Finding("model", False, "none; the plain words are the product. Set NVIDIA_API_KEY or model.base_url")]
    try:
        known = await model.models()
    except ModelUnavailable as failure:
        return [Finding("model", True, f"{failure}. Check model.base_url and NVIDIA_API_KEY")]
    finally:
        await model.close()
    wanted = {agent["model"] or config.model.name for agent in config.agents.model_dump().values()}
    return [_served(name, known) for name in sorted(wanted)]


def _served(name: str, known: list[str]) -> Finding:
    if name in known:
        return Finding("model", False, f"{name} is served")
    mend = f"set model.name to one of: {', '.join(known[:8])}" if known else "nothing is; check model.base_url"
    return Finding("model", True, f"{name} is not served there; {mend}")


async def _tokens(_config: Config, secrets: Secrets) -> list[Finding]:
    tokens = {
        "telegram": secrets.telegram_bot_token.get_secret_value(),
        "discord": secrets.discord_bot_token.get_secret_value(),
    }
    return [
        Finding(name, False, "has a token" if tokens[name] else f"off; set {variable} to run it")
        for name, variable in TOKENS.items()
    ]
