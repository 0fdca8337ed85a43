"""What a line of chat says."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import Danger, Energy, SetKind

DAYS_SAID: Final = ("yesterday", "monday", "3 days ago", "2026-11-20", "--11-20")
"""An example of each way in which a day is said: a weekday is the latest one, the last has no year (ISO 8601)."""


class Intent(StrEnum):
    """What a message is for. A message of nothing but refused values, or of no language, is garbage."""

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
    hold_seconds: int | None = None  # a timed hold, which has no reps
    otherwise: "SaidSet | None" = field(default=None, compare=False)  # the other plausible reading of the same words


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The set before, done again: "same again", "same but 5 more", "x5". None: as it was."""

    sets: int = 1
    reps: int | None = None
    load: Load | None = None
    more: Load | None = None  # added to the load; below 0 when it was less
    more_reps: int | None = None  # added to the reps
    rpe: Decimal | None = None
    kind: SetKind = SetKind.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which set a correction is about, as far as it was said."""

    exercise: ExerciseId | None = None
    number: int | None = None  # 1 is the first of that lift on that day, -1 the last
    was: tuple[Decimal, ...] = ()  # numbers that were said to be wrong: "195 not 185"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """All that one message says. None or empty: not said."""

    sets: tuple[SaidSet, ...] = ()
    sleep_minutes: int | None = None
    soreness: int | None = None  # the highest that was said, 0-10
    soreness_site: str | None = None  # the body part of that soreness, where one was named
    energy: Energy | None = None
    stress: int | None = None  # 0-10
    body_weight: Load | None = None
    intent: Intent = Intent.GARBAGE
    also: tuple[Intent, ...] = ()
    danger: Danger | None = None
    danger_words: str | None = None  # the words that raised it
    again: Again | None = None
    which: Which | None = None  # what a correction or a deletion is about; None: the newest message
    unit_only: Unit | None = None  # a correction of the unit alone: "that was kg"; the sets are empty then
    delete_last: bool = False  # "undo", "scratch that"; with *which* that set alone
    when: str | None = None  # None: today; else as in DAYS_SAID
    refused: tuple[str, ...] = ()  # a sentence for each value that cannot be: "1850 lb × 5 on bench: did you mean 185?"
    unread: str = ""  # of the rest, the numbers that may have been meant as facts, with the words around them
    rest: str = ""  # the words that no rule took, in order; nothing is dropped
