"""What a question says of the one it is about, where that changes whether or how it may be answered."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from agents.questions.question import Goal, Kind, Question
from agents.questions.reading import ranks, table
from agents.questions.restriction import Restriction, restriction
from agents.questions.whom import ADULT, OLDER, age_named
from agents.questions.wordings import MINORS
from agents.questions.wordings_of_notes import OLDER as FOR_OLDER
from agents.questions.wordings_of_notes import YOUNG as FOR_YOUNG
from knowledge.passage import Topic
from knowledge.phrases import Phrases, Word

_TRAINS: Final = (
    "lift|lifting|train|training|trains|start|begin|gym|weights|workout|exercise|squat|bench|deadlift|safe|trainieren|"
    "anfangen|krafttraining|hanteln|entrenar|empezar|pesas|gimnasio|levantar|soulever|commencer|musculation|"
    "entrainer|treinar|comecar|academia|musculacao|тренироваться|заниматься|качаться|начать|зал; too old|young"
)
_OF_AGE: Final = (Kind.OTHER, Kind.NEXT, Kind.PROGRAMME, Kind.RECOVERY, Kind.TECHNIQUE)


def with_care(question: Question, words: tuple[Word, ...], today: date) -> Question:
    """*question* with the age and the restriction that it names, and of the kind that those make it."""
    age = age_named(question.words)
    is_minor = age < ADULT if age is not None else bool(ranks(_minors(), words))
    named = replace(question, age_years=age, is_minor=is_minor)
    if named.kind is Kind.MEDICAL:
        return named
    return _of_age(_restricted(named, restriction(named.words, today)), words)


def _restricted(question: Question, found: Restriction | None) -> Question:
    if found and found.loss and (question.lifts or question.goal is Goal.GAIN):
        found = replace(found, loss=None, loss_days=None)
    if found is None or found == Restriction():
        return question
    weight = None if found.loss and question.body_weight == found.loss else question.body_weight
    if question.kind is Kind.NUTRITION:
        return replace(question, restriction=found, body_weight=weight)
    return replace(
        question,
        kind=Kind.NUTRITION,
        about="energy",
        goal=Goal.LOSE,
        topics=frozenset([Topic.NUTRITION]),
        passage=None,
        restriction=found,
        body_weight=weight,
    )


def _of_age(question: Question, words: tuple[Word, ...]) -> Question:
    """A question whether somebody of that age may train at all is answered by the passage about such lifters."""
    is_asked = question.kind in _OF_AGE and question.passage is None and question.on is None and not question.lifts
    age = question.age_years
    if not is_asked or not ranks(_trains(), words) or (age is None and not question.is_minor):
        return question
    row = FOR_YOUNG if question.is_minor else FOR_OLDER if age is not None and age >= OLDER else None
    if row is None:
        return question
    return replace(question, kind=row.kind, about=row.about, topics=frozenset(row.topics), passage=row.passage)


@cache
def _minors() -> Phrases:
    return table([MINORS])


@cache
def _trains() -> Phrases:
    return table([_TRAINS])
