"""What is asked, read from a table of wordings."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from agents.questions.care import with_care
from agents.questions.dates import when_asked
from agents.questions.equipment import having, lacking
from agents.questions.estimate import set_named
from agents.questions.expecting import is_expecting
from agents.questions.question import ESTIMATE, Kind, Question, Row
from agents.questions.reading import (
    body_weight_named,
    height_m,
    ranks,
    table,
    words_of,
)
from agents.questions.unknown_lift import names_unknown_lift
from agents.questions.wordings import COMPLAINTS, ROWS
from knowledge.exercise import ExerciseId
from knowledge.phrases import Phrases, Word
from knowledge.units import Unit

_OTHERWISE: Final = Row(kind=Kind.OTHER, phrases="")
_PREGNANCY: Final = next(rank for rank, row in enumerate(ROWS) if row.about == "pregnancy")


def asked(text: str, lifts: Sequence[ExerciseId], today: date, unit: Unit) -> Question:
    """The question in *text*, which names *lifts*. A bare body weight is in *unit*."""
    words = words_of(text)
    done = set_named(text, unit)
    row = _row(words, done is not None, is_expecting(text))
    when = when_asked(text, words, today, is_past=row.kind is Kind.HISTORY)
    question = Question(
        kind=row.kind,
        words=text,
        lifts=tuple(lifts),
        topics=frozenset(row.topics),
        on=when.on,
        span=when.span,
        unknown_day=when.unknown,
        by_weekday=when.by_weekday,
        past=row.past,
        goal=row.goal,
        about=row.about,
        passage=row.passage,
        body_weight=body_weight_named(text, unit) if row.kind is Kind.NUTRITION else None,
        height_m=height_m(text) if row.kind is Kind.NUTRITION else None,
        complaint=_complaint(words),
        lacking=lacking(words) if row.kind is Kind.SWAP else (),
        having=having(words) if row.kind is Kind.SWAP else (),
        done=done if row.about == ESTIMATE else None,
        names_unknown=not lifts and names_unknown_lift(words),
    )
    return with_care(question, words, today)


def _row(words: tuple[Word, ...], has_set: bool, expecting: bool | None) -> Row:
    """The first that fits; an estimate is asked of a set alone, and that somebody else is pregnant asks nothing."""
    found = ranks(_rows(), words) | ({_PREGNANCY} if expecting else set())
    found = found - {_PREGNANCY} if expecting is False else found
    fitting = (rank for rank in found if has_set or ROWS[rank].about != ESTIMATE)
    first = min(fitting, default=None)
    return _OTHERWISE if first is None else ROWS[first]


def _complaint(words: tuple[Word, ...]) -> str | None:
    first = min(ranks(_complaints(), words), default=None)
    return None if first is None else COMPLAINTS[first][0]


@cache
def _rows() -> Phrases:
    return table(row.phrases for row in ROWS)


@cache
def _complaints() -> Phrases:
    return table(words for _, words in COMPLAINTS)
