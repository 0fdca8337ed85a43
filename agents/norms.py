"""What is usual for a lifter, and what it moves: the thresholds of sleep and soreness, within bounds that hold for all.

While a norm is unknown the thresholds are those of the table. They are what the norms below come to for who usually
sleeps 7.5 h.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from agents.plan import Today, Usual
from knowledge.rules import (
    GOOD_SLEEP_BOUNDS,
    GOOD_SLEEP_MINUTES,
    LOW_SORENESS,
    LOW_SORENESS_MOST,
    NORM_DAYS,
    SHORT_OF_USUAL_MINUTES,
    SHORT_SLEEP_BOUNDS,
    SHORT_SLEEP_MINUTES,
)
from knowledge.words import words
from storage.records import READINESS_DAYS, Readiness

HALF_HOUR = 30  # minutes
HOURS = (
    "",
    *(words("an hour below your usual"), words("two hours below your usual"), words("three hours below your usual")),
    *(words("four hours below your usual"), words("five hours below your usual")),
)
HALVES = (
    *(words("half an hour below your usual"), words("an hour and a half below your usual")),
    *(words("two and a half hours below your usual"), words("three and a half hours below your usual")),
)


def usual(readiness: Sequence[Readiness], today: date) -> Usual | None:
    """The medians of the READINESS_DAYS days before *today*, the latest word of each day; None when both are unknown.

    A median between two values is rounded down. *readiness* is oldest first.
    """
    recent = [word for word in readiness if today - timedelta(days=READINESS_DAYS) <= word.on < today]
    sleep = _norm((word.on, word.sleep_minutes) for word in recent)
    soreness = _norm((word.on, word.soreness) for word in recent)
    return None if sleep is None and soreness is None else Usual(sleep, soreness)


def short_sleep_minutes(today: Today) -> int:
    """Below it the night was too short for this lifter."""
    norm = today.usual.sleep_minutes if today.usual else None
    return SHORT_SLEEP_MINUTES if norm is None else _within(norm - SHORT_OF_USUAL_MINUTES, SHORT_SLEEP_BOUNDS)


def good_sleep_minutes(today: Today) -> int:
    """From it on the night was good enough for this lifter to ask for more."""
    norm = today.usual.sleep_minutes if today.usual else None
    return GOOD_SLEEP_MINUTES if norm is None else _within(norm, GOOD_SLEEP_BOUNDS)


def low_soreness(today: Today) -> int:
    """Below it this lifter is not sore enough to matter: who always says 5 is fresh at 5."""
    norm = today.usual.soreness if today.usual else None
    return LOW_SORENESS if norm is None else _within(norm + 1, (LOW_SORENESS, LOW_SORENESS_MOST))


def below_usual(today: Today) -> str | None:
    """How far the night was below the lifter's norm: ``an hour and a half below your usual``; None for less than half
    an hour, or while no norm is known. Rounded down to half hours."""
    norm = today.usual.sleep_minutes if today.usual else None
    if norm is None or today.sleep_minutes is None or norm - today.sleep_minutes < HALF_HOUR:
        return None
    hours, half = divmod((norm - today.sleep_minutes) // HALF_HOUR, 2)
    known = HALVES if half else HOURS
    return known[hours] if hours < len(known) else words("many hours below your usual")


def _norm(said: Iterable[tuple[date, int | None]]) -> int | None:
    by_day = {on: value for on, value in said if value is not None}
    return int(median(by_day.values())) if len(by_day) >= NORM_DAYS else None


def _within(value: int, bounds: tuple[int, int]) -> int:
    lowest, highest = bounds
    return max(lowest, min(value, highest))
