"""What a line of chat says."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from knowledge.exercise import ExerciseId
from knowledge.units import Load
from storage.records import Danger, Energy, SetKind


class Intent(StrEnum):
    LOG = "log"
    CORRECTION = "correction"
    PR_CLAIM = "pr_claim"
    QUESTION = "question"
    PAIN = "pain"
    SMALLTALK = "smalltalk"
    GARBAGE = "garbage"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSet:
    """Sets as they were said. None: not said, so not known; it is asked for and never guessed."""

    exercise: ExerciseId | None
    load: Load | None
    reps: int | None
    sets: int = 1
    rpe: Decimal | None = None
    kind: SetKind = SetKind.WORK
    bodyweight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    sets: tuple[SaidSet, ...] = ()
    sleep_minutes: int | None = None
    soreness: int | None = None  # the highest that was said, 0-10
    soreness_site: str | None = None  # the body part of that soreness, where one was named
    energy: Energy | None = None
    body_weight: Load | None = None
    intent: Intent = Intent.GARBAGE
    also: tuple[Intent, ...] = ()
    danger: Danger | None = None
    danger_words: str | None = None  # the words that raised it
    delete_last: bool = False  # "undo", "scratch that"
    when: str | None = None  # "yesterday" or a weekday, lower case; None: now
    refused: tuple[str, ...] = ()  # a sentence for each value that cannot be: "1850 lb × 5 on bench: did you mean 185?"
    rest: str = ""  # the words that no rule took, in order; nothing is dropped
