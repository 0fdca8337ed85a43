"""Which models there are, where they answer, and how each agent calls its own."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import TemplateError
from yaml import YAMLError

from agents.case import AgentSettings
from agents.prompting import Prompts, prompt_files
from agents.senses import Ears
from bot.config import HOSTED_NIM, HOSTED_REQUESTS_PER_MINUTE, Config, ConfigError, Secrets

if TYPE_CHECKING:
    from agents.nim import NimModel

Sleep = Callable[[float], Awaitable[None]]


def agent_settings(config: Config) -> Mapping[str, AgentSettings]:
    """How each agent calls its model: its own where it has one."""
    return {
        name: AgentSettings(**(agent | {"model": agent["model"] or config.model.name}))
        for name, agent in config.agents.model_dump().items()
    }


def open_prompt_sets(config: Config) -> Mapping[str, Prompts]:
    """The prompts that ship with each set's files laid over them. Raises ConfigError, which names the set."""
    return {
        name: _prompt_set(f"experiments.prompt_sets.{name}", path)
        for name, path in config.experiments.prompt_sets.items()
    }


def _prompt_set(key: str, folder: Path) -> Prompts:
    shipped = prompt_files()
    try:
        laid = prompt_files(folder)
        if not laid:
            raise ConfigError(f"{key}: {folder} holds no prompts; name a folder with files like coach.j2.")
        if unknown := sorted(laid.keys() - shipped.keys()):
            raise ConfigError(f"{key}: {folder} holds {unknown[0]}, which is no prompt; those are in agents/prompts.")
        prompts = Prompts({**shipped, **laid})
        prompts.compile()
    except (OSError, ValueError, YAMLError, TemplateError) as wrong:
        raise ConfigError(f"{key}: {folder} cannot be used: {' '.join(str(wrong).split())}.") from None
    return prompts


def model_address(config: Config, secrets: Secrets) -> str | None:
    """Where the model is: the configured address, the hosted NIM when there is a key, or nowhere."""
    return config.model.base_url or (HOSTED_NIM if secrets.nvidia_api_key.get_secret_value() else None)


def requests_per_minute(config: Config, address: str) -> int | None:
    """The limit of the endpoint: the configured one, the hosted NIM's, or none."""
    is_hosted = urlsplit(address).hostname == urlsplit(HOSTED_NIM).hostname
    return config.model.requests_per_minute or (HOSTED_REQUESTS_PER_MINUTE if is_hosted else None)


def open_model(config: Config, secrets: Secrets, sleep: Sleep = asyncio.sleep) -> "NimModel | None":
    address = model_address(config, secrets)
    if address is None:
        return None
    from agents.nim import NimModel  # here: the client takes a second to import, and most chats have no model

    return NimModel(
        address,
        secrets.nvidia_api_key.get_secret_value(),
        clock=time.monotonic,
        sleep=sleep,
        jitter=random.random,
        fallbacks=config.model.fallbacks,
        requests_per_minute=requests_per_minute(config, address),
        seed=config.model.seed,
    )


def open_ears(
    config: Config, secrets: Secrets, nim: "NimModel | None" = None, sleep: Sleep = asyncio.sleep
) -> Ears | None:
    """The transcription; None where none is set. Its limit is shared with *nim* where both are one endpoint.

    The key of the model goes nowhere else than to the model's own host.
    """
    voice, model_at = config.senses.voice, model_address(config, secrets)
    address = voice.base_url or model_at
    if voice.model is None or address is None:
        return None
    from agents.nim_ears import NimEars  # here: the client takes a second to import

    is_shared = model_at is not None and urlsplit(address).netloc == urlsplit(model_at).netloc
    own = secrets.transcription_api_key.get_secret_value()
    return NimEars(
        address,
        own or (secrets.nvidia_api_key.get_secret_value() if is_shared else ""),
        voice.model,
        timeout_seconds=voice.timeout_seconds,
        clock=time.monotonic,
        sleep=sleep,
        limiter=nim.limiter if nim and is_shared else None,
    )
