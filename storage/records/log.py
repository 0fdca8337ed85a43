"""What was said."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from knowledge.exercise import ExerciseId
from knowledge.red_flags import Danger
from knowledge.units import Load, Unit
from storage.records.ids import RowId, UserId
from storage.records.people import Address


class SetKind(StrEnum):
    WORK = "work"
    WARMUP = "warmup"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Target:
    """What was prescribed for a set, kept beside what was done."""

    load: Load
    reps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """*sets* equal sets of one exercise. *reps* were completed; a failed set may have 0, and a timed hold has 1."""

    exercise: ExerciseId
    load: Load  # on a bodyweight move the added weight, below 0 for assistance
    reps: int
    sets: int = 1
    rpe: Decimal | None = None  # 1-10 in steps of 0.5
    kind: SetKind = SetKind.WORK
    bodyweight: bool = False
    planned: Target | None = None  # None: nothing was prescribed
    hold_seconds: int | None = None  # how long it was held; None: it was lifted for reps


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One lift on record. (source, place) is its key, so a redelivered message adds nothing."""

    user: UserId
    source: str  # names the update it came with: "telegram:chat:message"
    place: int  # 0-based place in its message
    message: str  # names the chat message it came with; an edit has the message of what it corrects and another source
    said_at: datetime
    on: date  # the training day, in the lifter's zone
    lift: Lift
    note: str = ""  # what else its message said, in the lifter's words; untrusted


class EnergyLevel(StrEnum):
    LOW = "low"
    OK = "ok"
    HIGH = "high"


Energy: TypeAlias = int | EnergyLevel  # 0-10, or the word when no number was said

LOW_ENERGY = 3  # of 10, and below: what a lifter calls low; a reading convention, not a finding


def is_low(energy: Energy | None) -> bool:
    """Whether *energy* was said to be low; False when nothing was said."""
    return energy is EnergyLevel.LOW if isinstance(energy, EnergyLevel) else energy is not None and energy <= LOW_ENERGY


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How a lifter said he was, in one message. None: not said."""

    user: UserId
    source: str
    message: str
    said_at: datetime
    on: date
    sleep_minutes: int | None = None
    soreness: int | None = None  # 0 none .. 10 worst
    soreness_site: str | None = None  # a body part in his own word, lower case
    energy: Energy | None = None
    stress: int | None = None  # 0 none .. 10 worst
    body_weight: Load | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A warning sign that a lifter spoke of. It stops loads for its lift (for all, if it names none) until cleared."""

    id: RowId
    user: UserId
    exercise: ExerciseId | None
    danger: Danger
    words: str  # his own
    raised_at: datetime
    cleared_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that waits for the lifter's next message; *text* is what he had said. One a person and chat."""

    user: UserId
    address: Address
    missing: str  # "exercise", "load", "reps", "hold_seconds"; "made": the reps of a plan that was missed
    text: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a message may have been meant, offered to the lifter; nothing of it is logged until he takes it.

    *replaces*: it is the other way to read a message that was logged, so that taking it replaces what that logged.
    Else it is what a model made of words that the reader could not read, written so that the reader reads it.
    """

    id: RowId
    user: UserId
    address: Address
    message: str  # the chat message that it reads
    text: str  # the reader's input: what was said, or what was proposed in its place
    replaces: bool
    said_at: datetime
    on: date  # the day on which it was said, in the lifter's zone
    offered_at: datetime
    settled_at: datetime | None = None  # taken, refused, or its message was undone


class UploadState(StrEnum):
    OFFERED = "offered"  # its preview was shown
    TAKEN = "taken"  # its entries are on record
    REFUSED = "refused"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A training log from another app, as a lifter sent it; nothing of it is on record before he takes it.

    Its entries belong to the message ``import:<id>``, so that they are undone together.
    """

    id: RowId
    user: UserId
    name: str  # of the file; untrusted
    text: str  # of the file, whole; untrusted
    unit: Unit  # what its loads are in where it does not say so
    offered_at: datetime
    state: UploadState = UploadState.OFFERED
