"""What is asked of the store, and what is told to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from knowledge.exercise import ExerciseId
from storage.records.answers import Exchange, Feedback, Prediction, Prescription, Promise, Unvoted
from storage.records.groups import Alarm, Group, GroupMoved, LinkCode, Member
from storage.records.ids import RowId, UserId
from storage.records.log import Ask, Entry, Flag, Readiness, Reading, Upload
from storage.records.messages import Outgoing
from storage.records.people import Address, Identity, Person, PrivateTalk

RECENT = 60
"""How many entries and readings a turn remembers whatever its lift: more than one session has."""


TRAINING_DAYS = 45
"""How many of a lift's last training days are recalled where a strength carries what came before them."""

CLEARED_DAYS = 14
"""How many days before today a flag was cleared that is still recalled."""

READINESS_DAYS = 42
"""How many days before today are recalled to know what is usual for a lifter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What the forecast carries of one lift from all its entries of *through* and earlier days, so that they need not
    be read again. It is a cache: whoever changes an entry of such a day deletes it, and *version* names what made it.
    """

    user: UserId
    exercise: ExerciseId
    through: date
    version: str
    state: str  # JSON that only the forecast reads


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """The newest thing that was kept, where that corrected anything: *new* stands in the place of *old*."""

    old: tuple[Entry, ...]  # undone; empty where how he was alone was put right
    new: tuple[Entry, ...]  # may be empty
    at: datetime
    old_readiness: Readiness | None = None  # undone
    new_readiness: Readiness | None = None


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
    upload: RowId | None = None
    account: str | None = None  # the speaker's, on the platform of *address*
    group: str | None = None  # its id on the platform of *address*; None: it is a private talk
    replied: str | None = None  # the platform's id of one of our messages that he replied to
    put_right: bool = False  # whether the newest correction is recalled
    card_since: datetime | None = None  # since when the newest set of a card was said; None: no card is recalled
    strength_version: str | None = None  # None: no strength is recalled, and every history is whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the store recalls of one person; never of another. All that was undone is left out."""

    readiness: tuple[Readiness, ...] = ()  # of that day, oldest first
    history: Mapping[ExerciseId, tuple[Entry, ...]] = field(default_factory=dict)
    # of each wanted, oldest first: whole, or its last TRAINING_DAYS days where a strength reaches up to them
    strengths: Mapping[ExerciseId, Strength] = field(default_factory=dict)  # of those that are not whole
    usual: tuple[Readiness, ...] = ()  # of the READINESS_DAYS days before that day, oldest first
    prescriptions: Mapping[ExerciseId, tuple[Prescription, ...]] = field(
        default_factory=dict
    )  # of each wanted, newest first: up to ten
    predictions: tuple[Prediction, ...] = ()  # all open ones, oldest first
    flags: tuple[Flag, ...] = ()  # open, and those cleared on that day or on the CLEARED_DAYS days before it
    ask: Ask | None = None  # in that chat
    latest: tuple[Entry, ...] = ()  # the entries of the newest message that logged anything
    latest_message: str | None = None  # that message; it may have logged readiness alone
    put_right: PutRight | None = None  # where it is wanted, and newer than all that was logged; of a reply, the newest
    # of what the message he replied to had logged
    recent: tuple[Entry, ...] = ()  # the newest by said_at and place, whatever the lift: up to RECENT, oldest first
    readings: tuple[Reading, ...] = ()  # offered and not settled, oldest first; up to RECENT
    prescription: Prescription | None = None  # the wanted one
    prediction: Prediction | None = None  # the wanted one
    upload: Upload | None = None  # the wanted one, whether or not it is settled; without its text when it was refused
    turn_of_sent: RowId | None = None  # the turn that the wanted message answered
    turn_is_own: bool = False  # the wanted turn answered this person
    group: Group | None = None  # the wanted one; a group that is not known yet has all switched off
    member: Member | None = None  # himself in it; None: he opted in to nothing
    alarm: Alarm | None = None  # his, that waits in that chat
    rested_at: datetime | None = None  # when his newest rest there began, where a correction is wanted
    card: Outgoing | None = (
        None  # the message of ours that stands last in that chat and thread but for *passing*, where
    )
    # it answered sets
    # of his, one of them on that day and since then; it has the id of its first words, and its newest text and buttons
    card_entries: tuple[Entry, ...] = ()  # the sets that it has answered so far, oldest first
    passing: tuple[RowId, ...] = ()  # words in that chat that told of his rests and stand yet; with *card* alone
    replied_entries: tuple[Entry, ...] = ()  # of his, that the message he replied to had logged; may be empty
    replied_is_others: bool = False  # the message he replied to answered somebody else
    private_chat: str | None = None  # where the wanted account talks with us alone; None: it has never written there
    is_shut: bool = False  # that private talk takes no words of ours, until he writes there
    log_version: int = field(default=0, compare=False)  # counts the changes of this person's entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that one turn writes: kept whole, in one transaction, or not at all."""

    at: datetime
    user: UserId | None = None  # whose turn it is; None: whoever the rows below are about
    turn: RowId | None = None  # this turn; None: the one that the rows below were made in
    message: str | None = None  # the chat message of this turn; None: that of the entries and readiness below
    arms: tuple[str, ...] = ()  # "experiment:arm" of the experiments that this turn was answered in
    settles: tuple[str, str] | None = None  # (platform, update id): what the inbox has thereby done
    rings: Alarm | None = None  # that ends with this, as it was WAITING
    person: Person | None = None  # new or changed
    identity: Identity | None = None  # that leads to *person*
    undo: tuple[str, ...] = ()  # messages whose entries, readiness, flags, prescriptions and predictions are undone
    undo_entries: tuple[Entry, ...] = ()  # these alone, with what their message's turns had prescribed for that lift
    revived: tuple[Entry, ...] = ()  # undone by an earlier turn, and standing again
    revived_readiness: Readiness | None = None  # so too
    undo_readiness: Readiness | None = None  # that word alone; the rest of its message stays
    entries: tuple[Entry, ...] = ()
    readiness: Readiness | None = None
    imported_readiness: tuple[Readiness, ...] = ()
    flags: tuple[Flag, ...] = ()
    cleared: tuple[RowId, ...] = ()  # flags
    prescriptions: tuple[Prescription, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    promises: tuple[Promise, ...] = ()  # new, or in a new state or with a new due time
    outcomes: tuple[Prediction, ...] = ()  # predictions with their outcome filled in; the first outcome stays
    feedback: Feedback | None = None
    readings: tuple[Reading, ...] = ()  # new
    settled_readings: tuple[RowId, ...] = ()
    strengths: tuple[Strength, ...] = ()  # kept after the entries; one that an entry of this turn outdates is not
    log_version: int | None = None  # of the memory that *strengths* were made of: they need it, and are kept only where
    # nothing has changed since, since another turn may have kept or undone an entry that they do not know
    uploads: tuple[Upload, ...] = ()  # new, or in a new state
    ask: Ask | None = None
    answered_ask: bool = False  # the waiting question of (person, chat of the reply) is done with
    exchanges: tuple[Exchange, ...] = ()
    groups: tuple[Group, ...] = ()  # new or changed
    members: tuple[Member, ...] = ()  # new or changed; who is in nothing any more loses his row
    alarms: tuple[Alarm, ...] = ()  # new, or in a new state
    unvoted: tuple[Unvoted, ...] = ()
    group_moved: GroupMoved | None = None  # what is known of it, and promised or open there, goes along
    private_talk: PrivateTalk | None = None  # newly known, or open again: private words that waited for it are sent
    link_codes: tuple[LinkCode, ...] = ()  # new; it ends the ones that he was given before
    outbox: tuple[Outgoing, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A promise whose time has come, with all that deciding about it needs."""

    promise: Promise
    prediction: Prediction
    person: Person
    history: tuple[Entry, ...]  # of the predicted lift since the offer, oldest first
    flags: tuple[Flag, ...] = ()  # his open ones, oldest first
    talks: tuple[PrivateTalk, ...] = ()  # one for each of his accounts, in the order in which they were met
