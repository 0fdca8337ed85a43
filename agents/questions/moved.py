"""How a lift moved, as an answer says it: up or down by how much, over which weeks."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from agents.phrases import capital, counted
from agents.questions.basis import day, is_plural
from agents.questions.change import change_of, lately
from agents.questions.dates import Span
from agents.questions.question import Known
from agents.sessions import Session
from knowledge.exercise import Exercise
from knowledge.units import Load, Unit
from knowledge.words import counted as of_number
from knowledge.words import english_alone, words

AWAY_DAYS: Final = 28  # and more: when it was last done is told too
_AMOUNT: Final = re.compile(
    r"(?<![\d.,])(\d{2,3}(?:[.,]\d{1,2})?) ?(kg|lb|lbs|kilos?|pounds?)?\b(?! ?(?:days|weeks))", re.I
)


def in_span(found: Sequence[Session], span: Span) -> list[Session]:
    return [one for one in found if span.first <= one.on <= span.last]


def moved_text(share: float, same: str) -> str:
    """``up 3 %``; *same* where that is no percent."""
    percent = round(abs(share) * 100)
    if percent == 0:
        return same
    return words("up {percent} %", percent=percent) if share > 0 else words("down {percent} %", percent=percent)


def trend_text(exercise: Exercise, found: Sequence[Session], known: Known) -> str:
    """``Bench is up 3 % in 6 weeks, 8 sessions (est. 1RM 208 to 214)``, with how long it was not done."""
    seen = lately(found)
    away = (known.day.on - found[-1].on).days
    was: str = ""
    if away > AWAY_DAYS:
        until = day(found[-1].on, known.day.on)
        was = of_number(", up to {day}, {count} day ago", ", up to {day}, {count} days ago", count=away, day=until)
    change = change_of(seen) if not exercise.bodyweight else None
    if change is None:
        return words("{lift}: too few sets that can be rated to say{was}.", lift=capital(exercise.short), was=was)
    verb = ("were" if was else "are") if is_plural(exercise.short) else ("was" if was else "is")
    return words(
        "{lift} {is_}{moved} in {weeks}, {sessions}{was}.",
        lift=capital(exercise.short),
        is_=english_alone(f"{verb} "),
        moved=moved_text(change, words("the same")),
        weeks=weeks_text(seen),
        sessions=counted(len(seen), "session"),
        was=was,
    )


def weeks_text(found: Sequence[Session]) -> str:
    """Over how many weeks they were: ``6 weeks``, one at least."""
    weeks = max(1, round((found[-1].on - found[0].on).days / 7))
    return of_number("{count} week", "{count} weeks", count=weeks)


def load_named(said: str, unit: Unit) -> Load | None:
    """The load in a question; a bare one is in *unit*."""
    found = _AMOUNT.search(said)
    if found is None:
        return None
    named = (found[2] or "").lower()
    own = Unit.KG if named.startswith("k") else Unit.LB if named else unit
    return Load(Decimal(found[1].replace(",", ".")), own)
