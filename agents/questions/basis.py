"""What an answer rests on, in one line: rows of the log, passages, rules."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from agents.phrases import counted
from agents.sessions import Session
from knowledge.exercise import Exercise
from knowledge.passage import Passage

NOTHING: Final = "From nothing in your log or the notes."
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_AUTHOR: Final = re.compile(r"[A-Z][\w'’.-]+")


def day(on: date, today: date | None = None) -> str:
    """``Fri 27 Nov``, with its year where it is not that of *today*."""
    return f"{on:%a} {short_day(on, today)}"


def short_day(on: date, today: date | None = None) -> str:
    """``3 Oct``, with its year where it is not that of *today*."""
    year = f" {on.year}" if today is not None and today.year != on.year else ""
    return f"{on.day} {on:%b}{year}"


def sessions_text(exercise: Exercise, found: Sequence[Session], today: date | None = None) -> str:
    """``8 bench sessions since 3 Oct``; of none, that there is none."""
    if not found:
        return f"no {exercise.short} session in it yet"
    name = f"{singular(exercise.short)} session"
    since = "on" if len(found) == 1 else "since"
    return f"{counted(len(found), name)} {since} {short_day(found[0].on, today)}"


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
    rows = "; ".join(part for part in log if part)
    notes = "; ".join(map(cited, passages[:2]))
    parts = [f"From your log: {rows}." if rows else "", f"From the notes: {notes}." if notes else ""]
    parts.append(f"Rule: {rule}." if rule else "")
    return " ".join(filter(None, parts)) or NOTHING
