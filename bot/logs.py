"""Logs for who runs the bot: structured, and without a secret whatever a library may print."""

import logging
import sys
from collections.abc import MutableMapping
from typing import TextIO

import structlog

HIDDEN = "[secret]"
QUIET = ("httpx", "httpx2", "httpcore", "telegram", "discord", "apscheduler", "openai", "asyncio")


def hide(secrets: tuple[str, ...]) -> structlog.typing.Processor:
    """A step that takes every secret out of every string of a record, tracebacks included."""

    def step(_logger: object, _method: str, record: MutableMapping[str, object]) -> MutableMapping[str, object]:
        for key, value in record.items():
            record[key] = _without(secrets, value)
        return record

    return step


def _without(secrets: tuple[str, ...], value: object) -> object:
    text = value if isinstance(value, str) else repr(value)
    if not any(secret in text for secret in secrets):
        return value
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def set_up_logs(format_: str, level: str, secrets: tuple[str, ...], stream: TextIO = sys.stderr) -> None:
    """Send every record, ours and the libraries', through one filter to *stream*."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.format_exc_info,
        hide(secrets),
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if format_ == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, hide(secrets), last],
    )
    out = logging.StreamHandler(stream)
    out.setFormatter(formatter)
    logging.basicConfig(handlers=[out], level=level.upper(), force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
