"""The lifts that a text speaks of, sets or not: what a question is about."""

from bot.parse.names import mentions
from bot.parse.numbers import with_numbers
from bot.parse.tokens import tokenize
from knowledge.exercise import ExerciseId, Exercises


def named(text: str, exercises: Exercises) -> tuple[ExerciseId, ...]:
    """Each once, in the order in which they are named; may be empty."""
    found = mentions(with_numbers(tokenize(text)), exercises)
    return tuple(dict.fromkeys(id_ for mention in found for id_ in mention.ids))


def sole_name(text: str, exercises: Exercises) -> ExerciseId | None:
    """The exercise whose name *text* is; None when anything stands beside it: "zottman press" is not the press."""
    tokens = with_numbers(tokenize(text))
    found = mentions(tokens, exercises)
    is_whole = len(found) == 1 and (found[0].start, found[0].stop) == (0, len(tokens))
    return found[0].ids[0] if is_whole and len(found[0].ids) == 1 else None
