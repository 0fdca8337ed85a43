"""What the last sessions of a lift say together: light days, misses, layoffs, falling strength, deloads.

Sessions come oldest first; "the last" is the last of them.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median_high
from typing import Final

from agents.sessions import Session
from knowledge.rules import (
    ALL_OUT_RPE,
    DELOAD_DAYS,
    DELOAD_SHARE,
    FALL_SHARE,
    FATIGUE_SESSIONS,
    HARD_DAYS,
    LIGHT_SHARE,
    RECENT_SESSIONS,
    USUAL_GAP_DAYS,
    USUAL_GAP_TIMES,
    USUAL_GAPS_LEAST,
    USUAL_GAPS_MOST,
    layoff_share,
)
from knowledge.units import Load

HARD_RPE: Final = 9  # and above: at most one rep was left
DELOAD_LEAST: Final = Decimal("0.8")  # of the load before: what rounding leaves of 85 % on coarse plates


def share_of(load: Load, share: Decimal) -> Decimal:
    """*share* of a load, in its unit. Help on a bodyweight move (below 0) grows as the share falls."""
    return load.amount - abs(load.amount) * (1 - share)


def share_of_kg(kg: Decimal, share: Decimal) -> Decimal:
    """*share* of a load in kilograms; help counts as in *share_of*."""
    return kg - abs(kg) * (1 - share)


def layoff_days(found: Sequence[Session], today: date) -> int:
    """Days off between the last session up to *today* and that day, where they are a layoff; 0 where they are usual.

    A gap is usual that is not much longer than the middle one of his last gaps. While fewer than three are known
    every gap counts, and a gap of five weeks always does.
    """
    before = [session.on for session in found if session.on <= today][-USUAL_GAPS_MOST - 1 :]
    days = (today - before[-1]).days if before else 0
    gaps = [(later - day).days for day, later in pairwise(before)]
    is_known = days < USUAL_GAP_DAYS and len(gaps) >= USUAL_GAPS_LEAST
    return 0 if is_known and days <= USUAL_GAP_TIMES * median_high(gaps) else days


def share_before(found: Sequence[Session], place: int) -> Decimal:
    """What the days off before a session leave of the load before them: 1 where they were no layoff."""
    return layoff_share(layoff_days(found[:place], found[place].on))


def share_since(found: Sequence[Session], place: int, until: date) -> Decimal:
    """What the longest layoff between a session and the last one up to a day leaves of its load: 1 without any."""
    later = (at for at in range(place + 1, len(found)) if found[at].on <= until)
    return min((share_before(found, at) for at in later), default=Decimal(1))


def layoffs_from(found: Sequence[Session]) -> int:
    """The place of the session before the first of the layoffs in a row that the last session came back from.

    That of the last session itself where it came back from none, or did not meet what it came back to.
    """
    place = len(found) - 1
    while place > 0 and found[place].hit and share_before(found, place) < 1:
        place -= 1
    return place


def carried_kg(found: Sequence[Session], place: int, until: date, *, reached: bool = False) -> Decimal:
    """A session's working load, or the one whose reps were *reached*, less what layoffs took since, in kilograms."""
    session = found[place]
    kg = session.reached.kg if reached and session.reached else session.load.kg
    return share_of_kg(kg, share_since(found, place, until))


def is_light(found: Sequence[Session], place: int) -> bool:
    """Whether a session was a light day: below its plan, or, without one, clearly below the days before it."""
    session = found[place]
    return session.light if session.planned is not None else _is_lighter(found, place)


def _is_lighter(found: Sequence[Session], place: int) -> bool:
    """Whether a session was clearly below the days before it, whatever was prescribed.

    With the body as part of the load only where the reps were fewer too: what is added says too little of it.
    """
    session = found[place]
    before = range(max(0, place - RECENT_SESSIONS + 1), place)
    usual = max(before, key=lambda at: carried_kg(found, at, session.on), default=None)
    if usual is None or (session.added and session.reps >= found[usual].reps):
        return False
    return session.load.kg < share_of_kg(carried_kg(found, usual, session.on), LIGHT_SHARE)


def fell_off(found: Sequence[Session], place: int) -> bool:
    """Whether a session without a plan was less than the one before it: fewer reps at no more load, or less load for no
    more reps. Where a layoff lies between, less load is only careful.
    """
    if place == 0 or found[place].planned is not None:
        return False
    before, session = found[place - 1], found[place]
    less_load = session.load.kg < before.load.kg and not share_before(found, place) < 1
    fewer = session.load.kg <= before.load.kg and session.top_reps < before.top_reps
    return fewer or (less_load and session.top_reps <= before.top_reps)


def hits_running(found: Sequence[Session]) -> int:
    """How many sessions up to the last were hits at its load and reps or above; 0 when the last one earns nothing.

    Light days and days with fewer reps than before do not count, and a layoff ends the run.
    """
    count = 0
    for place in range(len(found) - 1, -1, -1):
        session = found[place]
        back = count > 0 and share_before(found, place + 1) < 1
        worse = is_light(found, place) or fell_off(found, place)
        less = session.load.kg < found[-1].load.kg or session.reps < found[-1].reps
        if not session.hit or less or worse or back:
            break
        count += 1
    return count


def eased_from(found: Sequence[Session]) -> int | None:
    """The place of the hit session to go back to, where all since was done as prescribed and a little lighter.

    None otherwise. After a hit, only soreness and a short night prescribe less than it, however many bad days follow;
    layoffs and deloads are told apart by their days and by how far they go down.
    """
    last = found[-1]
    for place in range(len(found) - 2, -1, -1):
        before, after = found[place], found[place + 1]
        rested = share_before(found, place + 1) < 1
        if after.planned != after.load or not after.hit or not before.hit or rested or before.reps != last.reps:
            return None
        if before.load.kg != last.load.kg:
            least, one_unit = share_of(before.load, DELOAD_SHARE), before.load.unit is last.load.unit
            eased = one_unit and least < last.load.amount < before.load.amount and not is_light(found, place)
            return place if eased else None
    return None


def limit_of(session: Session) -> Load | None:
    """The most to go back to: what was prescribed and not met, or what was lifted for too few reps if that is less."""
    if session.short_at is None or (session.planned and not session.met and session.planned.kg < session.short_at.kg):
        return session.planned
    return session.short_at


def missed_running(found: Sequence[Session]) -> bool:
    """Whether the last two sessions were both missed; less that was prescribed after the first begins anew."""
    if len(found) < 2 or not (found[-1].missed and found[-2].missed):
        return False
    asked, before = found[-1].planned, found[-2].planned or found[-2].load
    return asked is None or asked.kg >= before.kg


def misses(found: Sequence[Session]) -> int:
    """How many of the last few sessions were missed."""
    return sum(session.missed for session in found[-FATIGUE_SESSIONS:])


def is_falling(found: Sequence[Session]) -> bool:
    """Whether the estimated 1RM fell by more than its noise in each of the last two sessions; days off are no fall."""
    if (
        len(found) < 3
        or any(_rested(before, after) for before, after in pairwise(found[-3:]))
        or not all(_speaks(found, place) for place in (len(found) - 2, len(found) - 1))
    ):
        return False
    estimates = [session.e1rm_kg for session in found[-3:]]
    return all(
        before is not None and after is not None and after < before * (1 - FALL_SHARE)
        for before, after in pairwise(estimates)
    )


def is_tired(found: Sequence[Session]) -> bool:
    """Whether weeks of training without a break have ended in misses, or in sessions that took all there was."""
    last = found[-1]
    worn = (last.missed and not last.met and misses(found) >= 2) or is_grinding(found)
    return worn and hard_days(found) >= HARD_DAYS


def is_grinding(found: Sequence[Session]) -> bool:
    """Whether every one of the last few sessions was all out."""
    last = found[-FATIGUE_SESSIONS:]
    all_out = (session.rpe is not None and session.rpe >= ALL_OUT_RPE for session in last)
    return len(last) == FATIGUE_SESSIONS and all(all_out)


def hard_days(found: Sequence[Session]) -> int:
    """Days of training up to the last session since days off, a deload, or the first session that is given."""
    start = found[-1].on
    for place in range(len(found) - 2, -1, -1):
        if _rested(found[place], found[place + 1]) or deload_start(found[: place + 2]) is not None:
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
    least, most = (share_of_kg(before.load.kg, share) for share in (DELOAD_LEAST, DELOAD_SHARE))
    in_range = least <= session.load.kg <= most
    return in_range and session.planned is not None and session.sets < before.sets and not _rested(before, session)


def _rested(before: Session, after: Session) -> bool:
    """Whether the days between two sessions were rest enough, however usual they are for him."""
    return layoff_share((after.on - before.on).days) < 1


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
