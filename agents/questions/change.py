"""How a lift moves: its estimate over the last weeks, and how long it stands at one load."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Final

from agents.sessions import Session

WINDOW: Final = timedelta(days=42)  # six weeks up to the last session: less says little (Grgic 2020: CV 4.2 %)
LEAST_SESSIONS: Final = 3
STEADY_SHARE: Final = 0.01  # of the estimate over the window: less is no change


def lately(found: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions of the six weeks up to the last one."""
    return tuple(one for one in found if one.on >= found[-1].on - WINDOW) if found else ()


def change_of(found: Sequence[Session]) -> float | None:
    """By what share the estimated 1RM moved over these sessions; None where fewer than three have an estimate.

    The middle one of the slopes between all pairs of sessions (Theil-Sen), times the days between first and last: one
    bad day moves it little.
    """
    rated = [(one.on, one.e1rm_kg) for one in found if one.e1rm_kg is not None]
    if len(rated) < LEAST_SESSIONS:
        return None
    slopes = [(later - kg) / (to - on).days for place, (on, kg) in enumerate(rated) for to, later in rated[place + 1 :]]
    return median(slopes) * (rated[-1][0] - rated[0][0]).days / median(kg for _, kg in rated)


def standing(found: Sequence[Session]) -> tuple[Session, ...]:
    """The last sessions at one load, three or more, where half of them or more were short of their reps; else none.

    What rose before them is no progress now, however steep it was.
    """
    at_one: list[Session] = []
    for one in reversed(found):
        if one.load.kg != found[-1].load.kg:
            break
        at_one.append(one)
    short = [one for one in at_one if one.missed or one.short_at is not None]
    is_standing = len(at_one) >= LEAST_SESSIONS and len(short) * 2 >= len(at_one)
    return tuple(reversed(at_one)) if is_standing else ()
