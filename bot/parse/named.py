"""The lifts that a text speaks of, sets or not: what a question is about."""

from bot.parse.names import mentions
from bot.parse.numbers import with_numbers
from bot.parse.tokens import tokenize
from knowledge.exercise import ExerciseId, Exercises


def named(text: str, exercises: Exercises) -> tuple[ExerciseId, ...]:
    """Each once, in the order in which they are named; may be empty."""
    found = mentions(with_numbers(tokenize(text)), exercises)
    return tuple(dict.fromkeys(id_ for mention in found for id_ in mention.ids))
