"""What Discord and the line to it refuse, as the outbox knows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

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
REFUSED: Final = frozenset({400, 403, 404})

# Discord's own error codes
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
FILE_TOO_LARGE = 40005
NO_PERMISSION = 50013
NO_HISTORY = 160002  # old messages of that channel are not for us to read, so none of them can be answered
ARCHIVED = 50083  # a thread in which nothing can be edited; what is sent there opens it again


@contextmanager
def as_ours(
    *, of_edit: bool = False, of_account: bool = False, of_words: bool = False, is_begun: bool = False
) -> Iterator[None]:
    """Raises TryLater, Refused, Unreachable or, *of_edit*, Gone. *of_account*: direct messages are opened.

    *of_words*: a message is sent, so what breaks off may have been taken; *is_begun*: one before it was.
    """
    try:
        yield
    except discord.RateLimited as limit:
        raise TryLater(limit.retry_after, is_flood=True, maybe_taken=is_begun) from limit
    except discord.HTTPException as refusal:
        if of_edit and refusal.code in (UNKNOWN_MESSAGE, ARCHIVED):
            raise Gone(f"Discord: {refusal.text}") from refusal
        if of_account and refusal.code == UNKNOWN_USER:
            raise Unreachable(f"Discord: {refusal.text}") from refusal
        raise _refusal(refusal, of_words, is_begun) from refusal
    except (aiohttp.ClientError, OSError) as lost:
        has_left = of_words and not isinstance(lost, aiohttp.ClientConnectorError)
        raise TryLater(BACK_OFF_SECONDS, maybe_taken=is_begun or has_left) from lost


@contextmanager
def quietly() -> Iterator[None]:
    """For what nobody misses."""
    try:
        with as_ours():
            yield
    except (TryLater, Refused):
        pass


def is_closed_to_us(lost: Exception) -> bool:
    """Whether that is gone, or not for us to see. Without a code of its own it is not Discord that speaks of it, but a
    wall before it."""
    if isinstance(lost, discord.InvalidData):
        return True
    return isinstance(lost, discord.HTTPException) and lost.status in REFUSED and lost.code != 0


@contextmanager
def unless_closed() -> Iterator[None]:
    """Leaves out what is gone, or not for us to see. Raises what else the library raises."""
    try:
        yield
    except discord.DiscordException as lost:
        if not is_closed_to_us(lost):
            raise


def is_of_file(refusal: discord.HTTPException) -> bool:
    """Whether the same words may be taken without their file."""
    return refusal.status == TOO_LARGE or refusal.code in (FILE_TOO_LARGE, NO_PERMISSION)


def is_of_answer(refusal: discord.HTTPException) -> bool:
    """Whether the same words may be taken where they answer no message."""
    return refusal.code == NO_HISTORY


def _refusal(error: discord.HTTPException, of_words: bool, is_begun: bool) -> TryLater | Refused:
    if error.status == TOO_MANY_REQUESTS:
        seconds = float(error.response.headers.get("Retry-After", LONG_BACK_OFF_SECONDS))
        return TryLater(seconds, is_flood=True, maybe_taken=is_begun)
    if error.status >= SERVER_ERROR:
        return TryLater(BACK_OFF_SECONDS, maybe_taken=of_words or is_begun)
    if error.status == UNAUTHORIZED or (error.status == FORBIDDEN and not error.code):
        # of us and not of that chat: the token, or a wall before Discord
        return TryLater(LONG_BACK_OFF_SECONDS, maybe_taken=is_begun)
    if isinstance(error, discord.Forbidden) or error.code == UNKNOWN_CHANNEL:
        return Unreachable(f"Discord: {error.text}")
    return Refused(f"Discord: {error.text}")
