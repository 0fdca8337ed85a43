"""What the last sessions of a lift say together: light days, misses, layoffs, falling strength, deloads.

Sessions come oldest first; "the last" is the last of them.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from agents.sessions import Session
from knowledge.rules import (
    DELOAD_DAYS,
    DELOAD_SHARE,
    FALL_SHARE,
    FATIGUE_SESSIONS,
    HARD_DAYS,
    LIGHT_SHARE,
    RECENT_SESSIONS,
    layoff_share,
)
from knowledge.units import Load

HARD_RPE: Final = 9  # and above: at most one rep was left
DELOAD_LEAST: Final = Decimal("0.8")  # of the load before: what rounding leaves of 85 % on coarse plates


def share_of(load: Load, share: Decimal) -> Decimal:
    """*share* of a load, in its unit. Help on a bodyweight move (below 0) grows as the share falls."""
    return load.amount - abs(load.amount) * (1 - share)


def share_since(found: Sequence[Session], place: int, until: date) -> Decimal:
    """What the longest layoff between a session and the last one up to a day leaves of its load: 1 without any."""
    days = [session.on for session in found[place:] if session.on <= until]
    return min((layoff_share((later - day).days) for day, later in pairwise(days)), default=Decimal(1))


def carried_kg(found: Sequence[Session], place: int, until: date, *, reached: bool = False) -> Decimal:
    """A session's working load, or the one whose reps were *reached*, less what layoffs took since, in kilograms."""
    session = found[place]
    kg = session.reached.kg if reached and session.reached else session.load.kg
    return kg - abs(kg) * (1 - share_since(found, place, until))


def is_light(found: Sequence[Session], place: int) -> bool:
    """Whether a session was a light day: below its plan, or, without one, clearly below the days before it."""
    session = found[place]
    return session.light if session.planned is not None else _is_lighter(found, place)


def _is_lighter(found: Sequence[Session], place: int) -> bool:
    """Whether a session was clearly below the days before it, whatever was prescribed."""
    session = found[place]
    before = range(max(0, place - RECENT_SESSIONS + 1), place)
    usual = max((carried_kg(found, at, session.on) for at in before), default=None)
    return usual is not None and session.load.kg < usual - abs(usual) * (1 - LIGHT_SHARE)


def fell_off(found: Sequence[Session], place: int) -> bool:
    """Whether a session without a plan had fewer reps than the one before it, at no more load."""
    if place == 0 or found[place].planned is not None:
        return False
    before, session = found[place - 1], found[place]
    return session.load.kg <= before.load.kg and session.top_reps < before.top_reps


def hits_running(found: Sequence[Session]) -> int:
    """How many sessions up to the last were hits at its load or above; 0 when the last one earns nothing.

    Light days and days with fewer reps than before do not count, and a layoff ends the run.
    """
    count = 0
    for place in range(len(found) - 1, -1, -1):
        session = found[place]
        back = count > 0 and layoff_share((found[place + 1].on - session.on).days) < 1
        worse = is_light(found, place) or fell_off(found, place)
        if not session.hit or session.load.kg < found[-1].load.kg or worse or back:
            break
        count += 1
    return count


def eased_from(found: Sequence[Session]) -> Session | None:
    """The hit session to go back to, where all since was done as prescribed: a little lighter, for a bad day alone.

    None otherwise. After a hit, only soreness and a short night prescribe less than it; layoffs and deloads are told
    apart by their days and by how far they go down.
    """
    last = found[-1]
    for place in range(len(found) - 2, max(-1, len(found) - 2 - RECENT_SESSIONS), -1):
        before, after = found[place], found[place + 1]
        rested = layoff_share((after.on - before.on).days) < 1
        if after.planned != after.load or not after.hit or not before.hit or rested or before.reps != last.reps:
            return None
        if before.load.kg != last.load.kg:
            least, one_unit = share_of(before.load, DELOAD_SHARE), before.load.unit is last.load.unit
            eased = one_unit and least < last.load.amount < before.load.amount and not is_light(found, place)
            return before if eased else None
    return None


def limit_of(session: Session) -> Load | None:
    """The most to go back to: what was prescribed and not met, or what was lifted for too few reps if that is less."""
    if session.short_at is None or (session.planned and not session.met and session.planned.kg < session.short_at.kg):
        return session.planned
    return session.short_at


def missed_running(found: Sequence[Session]) -> bool:
    """Whether the last two sessions were both missed."""
    return len(found) >= 2 and found[-1].missed and found[-2].missed


def misses(found: Sequence[Session]) -> int:
    """How many of the last few sessions were missed."""
    return sum(session.missed for session in found[-FATIGUE_SESSIONS:])


def is_falling(found: Sequence[Session]) -> bool:
    """Whether the estimated 1RM fell by more than its noise in each of the last two sessions; a layoff is no fall."""
    if (
        len(found) < 3
        or share_since(found, len(found) - 3, found[-1].on) < 1
        or not all(_speaks(found, place) for place in (len(found) - 2, len(found) - 1))
    ):
        return False
    estimates = [session.e1rm_kg for session in found[-3:]]
    return all(
        before is not None and after is not None and after < before * (1 - FALL_SHARE)
        for before, after in pairwise(estimates)
    )


def is_tired(found: Sequence[Session]) -> bool:
    """Whether weeks of training without a break have ended in misses."""
    return found[-1].missed and misses(found) >= 2 and hard_days(found) >= HARD_DAYS


def hard_days(found: Sequence[Session]) -> int:
    """Days of training up to the last session since a layoff, a deload, or the first session that is given."""
    start = found[-1].on
    for place in range(len(found) - 2, -1, -1):
        rested = layoff_share((found[place + 1].on - found[place].on).days) < 1
        if rested or deload_start(found[: place + 2]) is not None:
            break
        start = found[place].on
    return (found[-1].on - start).days


def deload_start(found: Sequence[Session]) -> int | None:
    """Where the deload began that the last session belongs to; None when it belongs to none.

    A session begins one when a deload was due, and it was prescribed and done at 80-90 % of the load before with
    fewer sets. What follows within the week belongs to it as long as it is not heavier.
    """
    for place in range(len(found) - 1, 0, -1):
        if (found[-1].on - found[place].on).days >= DELOAD_DAYS or not found[place].hit:
            return None
        if _is_deload(found[place - 1], found[place]) and _was_due(found[:place]):
            return place
        if found[place].load.kg > found[place - 1].load.kg:
            return None
    return None


def _is_deload(before: Session, session: Session) -> bool:
    in_range = DELOAD_LEAST * before.load.kg <= session.load.kg <= DELOAD_SHARE * before.load.kg
    rested = layoff_share((session.on - before.on).days) < 1
    return in_range and session.planned is not None and session.sets < before.sets and not rested


def _was_due(before: Sequence[Session]) -> bool:
    return not missed_running(before) and (is_falling(before) or is_tired(before))


def _speaks(found: Sequence[Session], place: int) -> bool:
    """Whether a session shows what the lifter can do: not when he did as he was told, went light, or held back."""
    session = found[place]
    best = session.best
    held_back = best is not None and best.rpe is not None and best.rpe < HARD_RPE
    as_told = best is not None and best.planned is not None and best.reps >= best.planned.reps
    asked = as_told or session.met or (session.planned is not None and not session.missed)
    return not (asked or held_back or is_light(found, place) or _is_lighter(found, place))
