"""Sets that were said together, of one exercise."""

from dataclasses import dataclass

from bot.parse.shape import Shape
from knowledge.exercise import ExerciseId


@dataclass(frozen=True, slots=True)
class Group:
    """The tokens from *start* up to *stop*, and the sets they say, of one exercise."""

    start: int
    stop: int
    exercise: ExerciseId | None
    shapes: tuple[Shape, ...]
