"""What was answered, promised and voted on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.exercise import ExerciseId
from knowledge.units import Load
from storage.records.ids import RowId, UserId
from storage.records.log import Target
from storage.records.people import Address, Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """The next load that a lifter was given. The newest of a lift stands; load None: rest or refer."""

    id: RowId
    turn: RowId
    user: UserId
    exercise: ExerciseId
    made_at: datetime
    on: date
    action: str
    rule: str  # the one that fired
    load: Load | None
    reps: int
    sets: int
    amrap: bool = False  # the last set goes on as long as it is clean: "5+"
    lead_up: tuple[Target, ...] = ()  # sets of the programme before those, one each


class Outcome(StrEnum):
    HIT = "hit"
    NOT_YET = "not_yet"
    DID_NOT_TRY = "did_not_try"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A PR target that was named, with its chance at that time. Open until it has an outcome."""

    id: RowId
    turn: RowId
    user: UserId
    exercise: ExerciseId
    load: Load
    reps: int
    probability: float  # as shown, so at most 0.75
    forecast: str  # which forecast said it
    arm: Style
    offered_at: datetime
    due_on: date
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    outcome_source: str | None = None  # the update that told: a button, a sentence, or the log


class PromiseState(StrEnum):
    WAITING = "waiting"
    ASKED = "asked"
    KEPT = "kept"  # answered by the lifter or by his log
    WITHDRAWN = "withdrawn"  # what it rested on was undone


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The check-in on a prediction: a row first, so that no restart forgets it."""

    id: RowId
    user: UserId
    prediction: RowId
    address: Address
    due_at: datetime
    state: PromiseState = PromiseState.WAITING
    asked_in: RowId | None = None  # the outgoing words that ask; where nobody takes those, it is WAITING again


class Thumb(StrEnum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A vote on one answer, or a rating of it. All are kept; of a turn the newest thumb and the newest stars count."""

    user: UserId
    turn: RowId  # of the answer
    source: str  # names the update that it came with: its key
    said_at: datetime
    thumb: Thumb | None = None
    stars: int | None = None  # 1-5; a row has a thumb or stars
    reason: str | None = None


BY_REACTION = "reaction:"  # what the source of a vote begins with that an emoji gave


@dataclass(frozen=True, slots=True)
class Unvoted:
    """A thumb that was taken away from an answer: the vote that it gave goes, and the reason that was told for it."""

    user: UserId
    turn: RowId
    thumb: Thumb


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One call of one agent, whole: the learning set of later."""

    id: RowId
    turn: RowId
    user: UserId
    agent: str
    model: str  # the base model
    adapter: str | None  # that was served with it, by its name; None: the base model spoke
    prompt_version: str  # of the prompt file: changes when its text does
    arm: Style
    occasion: str  # of agents.occasion, the most telling one; "": none applies
    facts: tuple[str, ...]  # that the agent was given, a line each
    system: str  # what the prompt says to all
    prompt: str  # what it says of this lifter
    answer: str
    verdict: str  # "used", or why it was not: "guard: …", "unavailable: …", "invalid: …"
    prompt_tokens: int
    completion_tokens: int
    latency_ms: int
    at: datetime
