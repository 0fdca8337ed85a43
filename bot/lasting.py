"""What nobody can do later, tried until it is done."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

log = structlog.get_logger(__name__)

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

FIRST_PAUSE_SECONDS: Final = 1.0  # doubles with each try
LONGEST_PAUSE_SECONDS: Final = 60.0


def _never() -> bool:
    return False


async def at_last(
    do: Callable[[], Awaitable[T]],
    bears: type[Exception] | tuple[type[Exception], ...],
    sleep: Sleep,
    what_waits: str,
    *,
    longest_seconds: float = LONGEST_PAUSE_SECONDS,
    is_over: Callable[[], bool] = _never,
) -> T:
    """What *do* gives, in as many tries as it takes.

    *bears*: what it may raise and is over some time; *what_waits* is the line of the log meanwhile. Raises one of them
    once *is_over*.
    """
    pause_seconds = min(FIRST_PAUSE_SECONDS, longest_seconds)
    while True:
        try:
            return await do()
        except bears as away:
            if is_over():
                raise
            log.warning(what_waits, why=str(away))
        await sleep(pause_seconds)
        await asyncio.sleep(0)  # what is closed fails at once, and an injected sleep may not wait
        pause_seconds = min(2 * pause_seconds, longest_seconds)
