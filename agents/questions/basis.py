"""What an answer rests on, in one line: rows of the log, passages, rules."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from agents.sessions import Session
from knowledge.days import show_day as day
from knowledge.days import show_day_of_month as short_day
from knowledge.exercise import Exercise
from knowledge.passage import Passage
from knowledge.words import Words, joined, words
from knowledge.words import counted as of_number

__all__ = ["NOTHING", "basis", "cited", "day", "is_plural", "lift_sessions", "sessions_text", "short_day", "singular"]

NOTHING: Final = words("From nothing in your log or the notes.")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_AUTHOR: Final = re.compile(r"[A-Z][\w'’.-]+")


def sessions_text(exercise: Exercise, found: Sequence[Session], today: date | None = None) -> str:
    """``8 bench sessions since 3 Oct``; of none, that there is none."""
    if not found:
        return words("no {lift} session in it yet", lift=exercise.short)
    done, first = lift_sessions(exercise, len(found)), short_day(found[0].on, today)
    if len(found) == 1:
        return words("{sessions} on {day}", sessions=done, day=first)
    return words("{sessions} since {day}", sessions=done, day=first)


def lift_sessions(exercise: Exercise, count: int) -> Words:
    """``8 bench sessions``."""
    return of_number("{count} {lift} session", "{count} {lift} sessions", count=count, lift=singular(exercise.short))


def singular(name: str) -> str:
    """``curl`` of ``curls``, as it stands before another noun; ``leg press`` stays."""
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def is_plural(name: str) -> bool:
    """Whether a lift's name is one of many: ``curls are``, but ``leg press is``."""
    return singular(name) != name


def cited(passage: Passage) -> str:
    """``How much protein a day (Jäger 2017)``: with first author and year where its first source has them."""
    source = passage.sources[0] if passage.sources else ""
    author, year = _AUTHOR.search(source), _YEAR.search(source)
    return f"{passage.title} ({author[0]} {year[0]})" if author and year else passage.title


def basis(log: Iterable[str] = (), passages: Sequence[Passage] = (), rule: str = "") -> str:
    """``From your log: …. From the notes: ….``; says so where it is nothing."""
    rows = joined([part for part in log if part], "; ")
    notes = "; ".join(map(cited, passages[:2]))
    parts = [
        *([words("From your log: {rows}.", rows=rows)] if rows else []),
        *([words("From the notes: {notes}.", notes=notes)] if notes else []),
        *([words("Rule: {rule}.", rule=rule)] if rule else []),
    ]
    return joined(parts, " ") if parts else NOTHING
