"""``focusflow doctor``: what is set, whether it works, and how to mend what does not."""

import asyncio
from collections.abc import Awaitable, Callable

from agents.embedding import EmbedderUnavailable
from bot.app import model_address
from bot.commands.doctor_model import PROBE_SECONDS, examine_model
from bot.commands.doctor_operation import examine_operation
from bot.commands.doctor_voice import examine_voice
from bot.commands.finding import Finding
from bot.config import Config, Secrets
from bot.embedders import open_embedders
from bot.platforms.registry import TOKENS
from storage.open import NoDatabase, open_as_it_is
from storage.schema import newest_version
from storage.store import StoreUnavailable


async def examine(config: Config, secrets: Secrets) -> list[Finding]:
    """One finding for each part, in the order in which a turn meets them."""
    examinations: tuple[Callable[[Config, Secrets], Awaitable[list[Finding]]], ...] = (
        _database,
        examine_model,
        examine_voice,
        _embeddings,
        _tokens,
        examine_operation,
    )
    found = [Finding("config", False, f"read; profile starts in {config.profile.unit}, {config.profile.zone}")]
    for look in examinations:
        found += await look(config, secrets)
    return found


async def _database(config: Config, _secrets: Secrets) -> list[Finding]:
    """It is only looked at: a bot of an older FocusFlow may be running on it."""
    newest = newest_version()
    try:
        async with open_as_it_is(config.database.url) as (store, version):
            if version < newest:
                later = f"its schema is version {version}; the next start brings it to {newest}: make a backup before"
                return [Finding("database", False, f"opens; {later}")]
            await store.receive([])
    except NoDatabase as nothing:
        return [Finding("database", False, f"{nothing}; the first start makes it")]
    except StoreUnavailable as failure:
        return [Finding("database", True, str(failure))]
    return [Finding("database", False, "opens, and its schema is the newest")]


async def _embeddings(config: Config, secrets: Secrets) -> list[Finding]:
    """Which embedder answers a question, as in a turn: the first of them that can."""
    failures = ""
    key = secrets.nvidia_api_key.get_secret_value()
    async with open_embedders(config.retrieval, model_address(config, secrets), key) as embedders:
        for embedder in embedders:
            try:
                async with asyncio.timeout(PROBE_SECONDS):
                    await embedder.query("how do I brace")
            except (EmbedderUnavailable, TimeoutError) as failure:
                failures += f"{str(failure) or f'{embedder.name}: too late'}. "
                continue
            mend = " is asked in their place; set retrieval.embedder or retrieval.model" if failures else " answers"
            return [Finding("embeddings", bool(failures), f"{failures}{embedder.name}{mend}")]
    if failures:
        return [Finding("embeddings", True, f"{failures}Passages are found by words alone; set retrieval.embedder")]
    return [Finding("embeddings", False, "none; passages are found by words alone")]


async def _tokens(_config: Config, secrets: Secrets) -> list[Finding]:
    tokens = {
        "telegram": secrets.telegram_bot_token.get_secret_value(),
        "discord": secrets.discord_bot_token.get_secret_value(),
    }
    return [
        Finding(name, False, "has a token" if tokens[name] else f"off; set {variable} to run it")
        for name, variable in TOKENS.items()
    ]
