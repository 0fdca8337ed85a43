"""What platforms are told before they run: what was seen last, what they noted, what may be completed."""

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.platforms import Curious, Known, Platform
from bot.suggested import suggested
from knowledge.exercise import Exercises
from storage.store import Store


def introduce(platforms: Iterable[Platform], store: Store, exercises: Exercises, now: Callable[[], datetime]) -> None:
    """Tell every platform that wants to know."""

    async def note(name: str, said: str) -> None:
        await store.keep_switch(name, said, now())

    known = Known(
        last_seen=store.last_seen,
        noted=store.switch,
        note=note,
        suggest=lambda typed: suggested(typed, exercises),
    )
    for platform in platforms:
        if isinstance(platform, Curious):
            platform.learn(known)
