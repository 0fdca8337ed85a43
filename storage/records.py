"""What is kept: what was said, what was answered, what was promised. Instants are aware and in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b
from typing import NewType, TypeAlias

from knowledge.exercise import ExerciseId
from knowledge.red_flags import Danger as Danger
from knowledge.units import Load, Unit

UserId = NewType("UserId", str)
RowId = NewType("RowId", str)


def row_id(*parts: object) -> RowId:
    """16 hexadecimal digits from *parts*: the same parts name the same row, so writing it twice changes nothing."""
    return RowId(blake2b("|".join(map(str, parts)).encode(), digest_size=8).hexdigest())


# ── people and places ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Identity:
    """One account on one platform; several may be one person."""

    platform: str
    account: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where words go: a chat of a platform, and a thread or topic inside it where there is one."""

    platform: str
    chat: str
    thread: str | None = None


class Style(StrEnum):
    """How the coach talks: the two arms of the first experiment. Both stay inside the same envelope."""

    AGGRESSIVE = "aggressive"
    CONSERVATIVE = "conservative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a lifter told about himself; every field has a default that is said when it is used."""

    unit: Unit = Unit.LB
    zone: str = "UTC"  # IANA name
    quiet_from_hour: int = 21  # 0-23, local: nothing is asked from here ...
    quiet_to_hour: int = 9  # ... to here
    experience_months: int | None = None
    goal: str | None = None
    programme: str = "free"
    bar: Load | None = None  # None: the standard bar of the unit
    plates: tuple[Load, ...] = ()  # one of each pair that is owned, heaviest first; empty: the standard set of the unit
    injuries: tuple[str, ...] = ()
    style: Style = Style.CONSERVATIVE
    style_chosen: bool = False  # True: by the lifter, so that he is left out of experiments on style
    readiness_on: bool = True  # False: sleep and soreness do not change loads


@dataclass(frozen=True, slots=True)
class Person:
    user: UserId
    name: str  # as the platform shows it; untrusted
    profile: Profile


# ── what was said ──────────────────────────────────────────────────────────────────────────────────────────────────


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
    """*sets* equal sets of one exercise. *reps* were completed; a failed set may have 0."""

    exercise: ExerciseId
    load: Load  # on a bodyweight move the added weight, below 0 for assistance
    reps: int
    sets: int = 1
    rpe: Decimal | None = None  # 1-10 in steps of 0.5
    kind: SetKind = SetKind.WORK
    bodyweight: bool = False
    planned: Target | None = None  # None: nothing was prescribed


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
    missing: str  # "exercise" or "load"
    text: str
    asked_at: datetime


# ── what was answered and promised ─────────────────────────────────────────────────────────────────────────────────


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


class Thumb(StrEnum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A vote on one answer. One a person and turn: a second vote replaces the first."""

    user: UserId
    turn: RowId
    thumb: Thumb
    said_at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One call of one agent, whole: the learning set of later."""

    id: RowId
    turn: RowId
    user: UserId
    agent: str
    model: str
    prompt_version: str  # of the prompt file: changes when its text does
    arm: Style
    prompt: str
    answer: str
    verdict: str  # "used", or why it was not: "guard: …", "unavailable: …", "invalid: …"
    prompt_tokens: int
    completion_tokens: int
    latency_ms: int
    at: datetime


# ── messages in and out ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Update:
    """A platform's update as it came. (platform, id) is its key."""

    platform: str
    id: str
    chat: str  # updates of one chat are taken in order
    raw: str  # JSON
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    press: str  # what comes back: at most 64 bytes (Telegram's callback_data), such as "up:1f…"


class Delivery(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # claimed; what is found so after a crash may or may not have been sent
    SENT = "sent"
    UNCERTAIN = "uncertain"  # a crash fell between sending and its record: not sent twice
    DROPPED = "dropped"  # refused for good, or nobody there


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Words on their way to a chat, in the order in which they were written."""

    id: RowId
    turn: RowId
    address: Address
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()  # rows of buttons
    reply_to: str | None = None  # the platform's message id
    edits: RowId | None = None  # the outgoing words that these replace
    written_at: datetime
    delivery: Delivery = Delivery.WAITING
    sent_as: str | None = None  # the platform's message id, once sent


# ── what is asked of the store, and what is told to it ─────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a turn needs to know."""

    on: date  # today, in the lifter's zone
    address: Address
    exercises: tuple[ExerciseId, ...] = ()
    turn: RowId | None = None
    prescription: RowId | None = None
    prediction: RowId | None = None
    sent_as: str | None = None  # the platform's id of one of our messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the store recalls of one person; never of another. All that was undone is left out."""

    readiness: tuple[Readiness, ...] = ()  # of that day, oldest first
    history: Mapping[ExerciseId, tuple[Entry, ...]] = field(default_factory=dict)  # of each wanted, oldest first
    prescriptions: Mapping[ExerciseId, tuple[Prescription, ...]] = field(
        default_factory=dict
    )  # of each wanted, newest first: up to ten
    predictions: tuple[Prediction, ...] = ()  # all open ones, oldest first
    flags: tuple[Flag, ...] = ()  # open, and those cleared on that day
    ask: Ask | None = None  # in that chat
    latest: tuple[Entry, ...] = ()  # the entries of the newest message that logged anything
    latest_message: str | None = None  # that message; it may have logged readiness alone
    prescription: Prescription | None = None  # the wanted one
    prediction: Prediction | None = None  # the wanted one
    turn_of_sent: RowId | None = None  # the turn that the wanted message answered
    turn_is_own: bool = False  # the wanted turn answered this person


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that one turn writes: kept whole, in one transaction, or not at all."""

    at: datetime
    user: UserId | None = None  # whose turn it is; None: whoever the rows below are about
    turn: RowId | None = None  # this turn; None: the one that the rows below were made in
    message: str | None = None  # the chat message of this turn; None: that of the entries and readiness below
    settles: tuple[str, str] | None = None  # (platform, update id): what the inbox has thereby done
    person: Person | None = None  # new or changed
    identity: Identity | None = None  # that leads to *person*
    undo: tuple[str, ...] = ()  # messages whose entries, readiness, flags, prescriptions and predictions are undone
    entries: tuple[Entry, ...] = ()
    readiness: Readiness | None = None
    flags: tuple[Flag, ...] = ()
    cleared: tuple[RowId, ...] = ()  # flags
    prescriptions: tuple[Prescription, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    promises: tuple[Promise, ...] = ()  # new, or in a new state or with a new due time
    outcomes: tuple[Prediction, ...] = ()  # predictions with their outcome filled in; the first outcome stays
    feedback: Feedback | None = None
    ask: Ask | None = None
    answered_ask: bool = False  # the waiting question of (person, chat of the reply) is done with
    exchanges: tuple[Exchange, ...] = ()
    outbox: tuple[Outgoing, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A promise whose time has come, with all that deciding about it needs."""

    promise: Promise
    prediction: Prediction
    person: Person
    history: tuple[Entry, ...]  # of the predicted lift since the offer, oldest first
