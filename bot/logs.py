"""Logs for who runs the bot: structured, and without a secret whatever a library may print."""

import json
import logging
import re
import sys
from contextlib import suppress
from typing import TextIO
from urllib.parse import quote

import structlog

HIDDEN = "[secret]"
QUIET = (
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
    "telegram",
    "discord",
    "apscheduler",
    "openai",
    "asyncio",
    "aiohttp",
)
NEVER = "(?!)"  # a pattern that is found nowhere
SHORTEST_PART = 16  # characters of a part of a secret that is worth hiding by itself


def set_up_logs(format_: str, level: str, secrets: tuple[str, ...], stream: TextIO | None = None) -> None:
    """Send every record, ours, the libraries' and Python's warnings, to *stream*; None: standard error."""
    out = _Stream(stream or sys.stderr)
    out.setFormatter(_Line(format_, secrets))
    logging.basicConfig(handlers=[out], level=level.upper(), force=True)
    logging.captureWarnings(True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*_steps(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _steps() -> list[structlog.typing.Processor]:
    """What is done to every record, wherever it comes from."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.format_exc_info,
    ]


class _Line(structlog.stdlib.ProcessorFormatter):
    """A record as one text, tracebacks included; secrets are taken out of the finished text, so from all of it."""

    def __init__(self, format_: str, secrets: tuple[str, ...]) -> None:
        last: structlog.typing.Processor = (
            structlog.processors.JSONRenderer() if format_ == "json" else structlog.dev.ConsoleRenderer(colors=False)
        )
        super().__init__(foreign_pre_chain=_steps(), processors=[self.remove_processors_meta, last])
        self._secrets = _pattern(secrets)

    def format(self, record: logging.LogRecord) -> str:
        return self._secrets.sub(HIDDEN, super().format(record))


def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str]:
    """Finds every secret, in whatever case: a library may print a server's words in lower case."""
    forms = sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)) or NEVER, re.IGNORECASE)


def _forms(secret: str) -> set[str]:
    """A secret as it may stand in a line: as it is, in a URL, in a string of JSON; and a token behind its bot's id."""
    bare = secret.strip()
    part = bare.partition(":")[2]
    whole = {bare, quote(bare, safe=""), json.dumps(bare)[1:-1]} - {""}
    return whole | {part} if len(part) >= SHORTEST_PART else whole


class _Stream(logging.StreamHandler[TextIO]):
    """Does not show a record that cannot be written: logging's own way would print its arguments as they are."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        with suppress(OSError, ValueError):  # nobody reads standard error any more
            sys.stderr.write(f"A log record of {record.name}, line {record.lineno} of {record.filename}, is lost.\n")
