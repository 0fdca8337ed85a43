"""Exercises that a few typed letters may be the beginning of, for platforms that complete what is typed. Pure."""

from collections.abc import Iterator
from typing import Final

from knowledge.exercise import Exercise, Exercises

MOST: Final = 25  # as many as Discord shows


def suggested(typed: str, exercises: Exercises) -> tuple[str, ...]:
    """Names of up to MOST exercises: of those a name or an alias of which begins with what is typed, then of those in
    which it stands anywhere. Nothing typed: the first ones."""
    wanted = " ".join(typed.casefold().split())
    names = {exercise.name: tuple(_names(exercise)) for exercise in exercises.values()}
    begun = [name for name, called in names.items() if any(one.startswith(wanted) for one in called)]
    inside = [name for name, called in names.items() if any(wanted in one for one in called)]
    return tuple(dict.fromkeys((*begun, *inside)))[:MOST]


def _names(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.name.casefold(), exercise.short.casefold(), *exercise.aliases)
    yield from (name.casefold() for _, name in exercise.called)
