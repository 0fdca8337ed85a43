"""What Discord and the line to it refuse, as the outbox knows it."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.platforms import Gone, Refused, TryLater, Unreachable

BACK_OFF_SECONDS = 1.0
LONG_BACK_OFF_SECONDS = 60.0  # after a stop, and after a 429 that names no time: a ban, which more requests prolong
TOO_MANY_REQUESTS = 429
TOO_LARGE = 413
UNAUTHORIZED = 401
FORBIDDEN = 403
SERVER_ERROR = 500  # and above

# Discord's own error codes
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
FILE_TOO_LARGE = 40005
NO_PERMISSION = 50013
ARCHIVED = 50083  # a thread in which nothing can be edited; what is sent there opens it again


@contextmanager
def as_ours(*, of_edit: bool = False, of_account: bool = False) -> Iterator[None]:
    """Raises TryLater, Refused, Unreachable or, *of_edit*, Gone. *of_account*: direct messages are opened."""
    try:
        yield
    except discord.RateLimited as limit:
        raise TryLater(limit.retry_after, is_flood=True) from limit
    except discord.HTTPException as refusal:
        if of_edit and refusal.code in (UNKNOWN_MESSAGE, ARCHIVED):
            raise Gone(f"Discord: {refusal.text}") from refusal
        if of_account and refusal.code == UNKNOWN_USER:
            raise Unreachable(f"Discord: {refusal.text}") from refusal
        raise _refusal(refusal) from refusal
    except (aiohttp.ClientError, OSError) as lost:
        raise TryLater(BACK_OFF_SECONDS) from lost


@contextmanager
def quietly() -> Iterator[None]:
    """For what nobody misses."""
    try:
        with as_ours():
            yield
    except (TryLater, Refused):
        pass


def is_of_file(refusal: discord.HTTPException) -> bool:
    """Whether the same words may be taken without their file."""
    return refusal.status == TOO_LARGE or refusal.code in (FILE_TOO_LARGE, NO_PERMISSION)


def _refusal(error: discord.HTTPException) -> TryLater | Refused:
    if error.status == TOO_MANY_REQUESTS:
        return TryLater(float(error.response.headers.get("Retry-After", LONG_BACK_OFF_SECONDS)), is_flood=True)
    if error.status >= SERVER_ERROR:
        return TryLater(BACK_OFF_SECONDS)
    if error.status == UNAUTHORIZED or (error.status == FORBIDDEN and not error.code):
        return TryLater(LONG_BACK_OFF_SECONDS)  # of us and not of that chat: the token, or a wall before Discord
    if isinstance(error, discord.Forbidden) or error.code == UNKNOWN_CHANNEL:
        return Unreachable(f"Discord: {error.text}")
    return Refused(f"Discord: {error.text}")
