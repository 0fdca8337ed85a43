"""Whether the bot is well, for who watches it from outside. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

SILENT_AFTER: Final = timedelta(seconds=120)  # a long poll takes 40 s at most, a heartbeat of Discord about as long


class Receiving(StrEnum):
    """What a platform does in this worker."""

    STARTING = "starting"
    RUNNING = "running"
    STANDING_BY = "standing by"  # another worker receives, and this one takes over when that has died
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlatformHealth:
    """*tells*: it knows when it heard from its servers last, *seen_at*; None: not yet. *is_called*: they call us, and
    nothing is heard while nobody writes."""

    name: str
    receiving: Receiving
    tells: bool = False
    seen_at: datetime | None = None
    is_called: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """All that readiness rests on. *circuit* is told and never counts: without a model the bot works."""

    database: bool
    platforms: Sequence[PlatformHealth]
    stopping: bool
    circuit: str  # "closed", "open", "none"


def is_ready(health: Health, now: datetime) -> bool:
    return health.database and not health.stopping and all(is_well(one, now) for one in health.platforms)


def is_well(platform: PlatformHealth, now: datetime) -> bool:
    """Whether it stands by, or runs and has been heard from lately."""
    if platform.receiving is not Receiving.RUNNING:
        return platform.receiving is Receiving.STANDING_BY
    if not platform.tells:
        return True
    return platform.seen_at is not None and (platform.is_called or now - platform.seen_at <= SILENT_AFTER)


def report(health: Health, now: datetime) -> dict[str, object]:
    """What ``/healthz/ready`` answers. It names platforms and states: no person, no address, no secret."""
    return {
        "ready": is_ready(health, now),
        "stopping": health.stopping,
        "database": "ok" if health.database else "does not take rows in time",
        "platforms": {one.name: _platform(one, now) for one in health.platforms},
        "model": health.circuit,
    }


def _platform(platform: PlatformHealth, now: datetime) -> dict[str, object]:
    age = round((now - platform.seen_at).total_seconds(), 1) if platform.seen_at else None
    return {"ok": is_well(platform, now), "state": platform.receiving.value, "heard_seconds_ago": age}
