"""An exercise, and all of them. Each is a Markdown file in ``knowledge/exercises/``; no code names one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from knowledge.units import Load

ExerciseId = NewType("ExerciseId", str)


class Region(StrEnum):
    """Which caps on a step of load apply."""

    UPPER = "upper"
    LOWER = "lower"


class Equipment(StrEnum):
    """What the load is made of, and so which loads can be made."""

    BARBELL = "barbell"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    MACHINE = "machine"
    CABLE = "cable"
    BODYWEIGHT = "bodyweight"


class Difficulty(StrEnum):
    """How much practice it takes before it can be loaded."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Complaint(StrEnum):
    """A body part that hurts, for which each exercise names what usually spares it."""

    SHOULDER = "shoulder"
    LOWER_BACK = "lower back"
    KNEE = "knee"
    ELBOW = "elbow"
    WRIST = "wrist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """How an exercise is trained on, and what goes in its place; exercises best first."""

    progression: tuple[tuple[str, str], ...] = ()  # (scheme, as people name it; how its load goes up)
    deload: tuple[str, ...] = ()
    assistance: tuple[ExerciseId, ...] = ()  # what builds it
    by_equipment: tuple[tuple[Equipment, tuple[ExerciseId, ...]], ...] = ()  # what replaces it
    by_complaint: tuple[tuple[Complaint, tuple[ExerciseId, ...]], ...] = ()  # what usually spares it


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    id: ExerciseId
    name: str  # "bench press"
    short: str  # as a lifter says it: "bench"
    aliases: tuple[str, ...]  # lower case, without name and short; no alias names two exercises
    region: Region
    equipment: Equipment
    muscles: tuple[str, ...]
    sites: tuple[str, ...]  # body parts, as lifters name them, whose soreness or pain concerns it
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    sources: tuple[str, ...]
    difficulty: Difficulty = Difficulty.INTERMEDIATE
    steps: tuple[Load, ...] = ()  # what the load usually goes up by, one a unit, per hand where it is; none: by time
    advice: Advice = Advice()
    called: tuple[tuple[str, str], ...] = ()  # (language, its common name there), of de, es, fr, pt, ru
    unilateral: bool = False  # one side at a time; reps are per side
    bodyweight_share: Decimal | None = None  # of the body weight that is lifted along; None: nothing of it, or unknown
    bodyweight: bool = False  # the load is what is added to the body, below 0 for assistance
    per_hand: bool = False  # the load is that of one dumbbell
    one_sided: bool = False  # plates go on one end of the bar alone: a landmine
    timed: bool = False  # held for a time rather than lifted for reps: a plank


class Exercises(Mapping[ExerciseId, Exercise]):
    """Every exercise by its id, and every name that leads to one.

    Raises:
        ValueError: two exercises share a name; the message says which.
    """

    def __init__(self, exercises: tuple[Exercise, ...]) -> None:
        self._by_id = {exercise.id: exercise for exercise in exercises}
        self._hash = hash(frozenset(self._by_id))
        self.names: dict[str, ExerciseId] = {}
        for exercise in exercises:
            local = {name.casefold() for _, name in exercise.called}
            for name in {exercise.name, exercise.short, *exercise.aliases, *local}:
                if self.names.setdefault(name, exercise.id) != exercise.id:
                    raise ValueError(f"{name!r} names both {self.names[name]} and {exercise.id}")

    def __getitem__(self, id_: ExerciseId) -> Exercise:
        return self._by_id[id_]

    def __iter__(self) -> Iterator[ExerciseId]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __hash__(self) -> int:
        return self._hash
