"""The insight agent's draft: what the log and the day say, as short sentences in which every number is true."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agents.phrases import capital, counted, day_text, energy_text, listed, load_text, sleep_text
from agents.plan import Today
from agents.sessions import Session, sessions
from agents.trend import hits_running, share_before
from knowledge.exercise import Exercise
from knowledge.strength import maximum_in, maximum_told
from storage.records import Entry

TREND_SESSIONS: Final = (3, 6)  # a trend is called over no fewer (one day's noise is 4 %), and looks back on no more
STEADY_SHARE: Final = 0.01  # of the estimate; less is no change


@dataclass(frozen=True, slots=True)
class Insight:
    """Short factual sentences, the most telling first. *hits* sessions running were hit."""

    observations: tuple[str, ...]
    hits: int = 0


def draft(exercise: Exercise, history: Sequence[Entry], today: Today) -> Insight:
    """What there is to say about a lift. *history* is oldest first and may end with today's sets."""
    found = sessions(exercise.id, history, today.on, TREND_SESSIONS[1])
    said = (_strength(exercise, found), _trend(exercise, found), _hits(found), _days_since(found, today), _day(today))
    observations = tuple(sentence for sentence in said if sentence)
    return Insight(observations, _hits_in_a_row(found))


def _strength(exercise: Exercise, found: Sequence[Session]) -> str | None:
    if not found:
        return f"No set of {exercise.name} on record yet."
    best, kg = found[-1].best, found[-1].e1rm_kg
    if best is None or kg is None or exercise.bodyweight:
        return None
    unit = best.load.unit
    done = f"{load_text(best.load, exercise)} × {best.reps}"
    return f"Estimated 1RM {maximum_told(maximum_in(unit, kg))} {unit}, from {done} on {day_text(found[-1].on)}."


def _trend(exercise: Exercise, found: Sequence[Session]) -> str | None:
    seen = [(session, session.e1rm_kg) for session in found if session.e1rm_kg is not None]
    if len(seen) < TREND_SESSIONS[0] or exercise.bodyweight:
        return None
    (_, first_kg), (last, last_kg) = seen[0], seen[-1]
    unit = last.load.unit
    over = f"over the last {counted(len(seen), 'session')}"
    if abs(last_kg - first_kg) < STEADY_SHARE * first_kg:
        return f"Estimated 1RM steady {over}."
    way = "up" if last_kg > first_kg else "down"
    first, latest = maximum_told(maximum_in(unit, first_kg)), maximum_told(maximum_in(unit, last_kg))
    return f"Estimated 1RM {way} from {first} to {latest} {unit} {over}."


def _hits(found: Sequence[Session]) -> str | None:
    if not found:
        return None
    hits = _hits_in_a_row(found)
    if hits:
        return f"Every rep hit in {counted(hits, 'session')}{' running' if hits > 1 else ''}."
    return "The last session was missed." if found[-1].missed else None


def _hits_in_a_row(found: Sequence[Session]) -> int:
    """How many sessions up to the last were hits, whatever the load; 0 where the last one earns nothing, and a layoff
    ends the run."""
    if not found or not hits_running(found):
        return 0
    back = (place for place in range(len(found)) if share_before(found, place) < 1)
    first = max((0, *back, *(place + 1 for place, session in enumerate(found) if not session.hit)))
    return len(found) - first


def _days_since(found: Sequence[Session], today: Today) -> str | None:
    days = [session.on for session in found if session.on < today.on]
    return f"{capital(counted((today.on - days[-1]).days, 'day'))} since the session before today." if days else None


def _day(today: Today) -> str | None:
    site = f" in the {today.soreness_site}" if today.soreness_site else ""
    said = (
        f"{sleep_text(today.sleep_minutes)} sleep" if today.sleep_minutes is not None else None,
        f"soreness {today.soreness} of 10{site}" if today.soreness is not None else None,
        energy_text(today),
    )
    parts = [part for part in said if part]
    return f"Today: {listed(parts)}." if parts else None
