"""What is learned from and what was learned: a lifter's rows whole, experiments, datasets, versions, examples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.records.answers import Exchange, Feedback, Prediction, Prescription
from storage.records.ids import RowId, UserId
from storage.records.log import Entry, Flag, Readiness
from storage.records.people import Identity, Person, Style


class Varies(StrEnum):
    """What the arms of an experiment differ in."""

    STYLE = "style"  # an arm's value is a Style; it is dealt when a lifter is met and kept in his profile
    ADAPTER = "adapter"  # the name of an adapter of the agent; "": none
    MODEL = "model"  # the name of a model for the agent
    PROMPTS = "prompts"  # the name of a set of prompt files; "": those that ship
    EXAMPLES = "examples"  # "bank", or "" for those that ship


@dataclass(frozen=True, slots=True)
class Arm:
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """Two arms, and all that had to be said before it began. Nothing of it changes but when it begins and ends.

    Runs from *started_at* to *ended_at*. A lifter's arm is a salted hash of him, so it never changes.
    """

    name: str  # its key
    varies: Varies
    agent: str | None  # None: no agent alone
    control: Arm
    treatment: Arm
    share: float = 0.5  # of lifters who get the treatment, above 0 and below 1
    salt: str
    metric: str  # one of learning.metrics
    horizon_days: int  # after a lifter's first answer in it, when his value is taken
    minimum_effect: float  # that it is planned to find, in the metric's unit
    most_days: int  # after its start, when it ends undecided
    registered_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""


class VersionState(StrEnum):
    TRAINED = "trained"
    REJECTED = "rejected"  # by the gate, or it could not be loaded
    CANARY = "canary"  # speaks to a share of lifters
    SERVING = "serving"  # one an agent
    RETIRED = "retired"  # served, or was a canary, and does not any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An adapter of one agent, with where it comes from and what became of it."""

    name: str  # as it is served: its key
    agent: str
    base: str  # the model that it was trained on
    parent: str | None  # the version that served when it was made; None: the base model
    dataset: str  # the id of its dataset
    path: str  # the folder that holds it
    settings: str  # JSON: of the training, with its losses
    evaluation: str  # JSON: paired against *parent*; "{}" before
    state: VersionState
    why: str  # the decision, in a line
    made_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset that was built, by its card; *members* are the lifters in it who are still known."""

    id: str  # a digest of what is in it
    card: str  # JSON
    members: tuple[UserId, ...]
    forgotten: int = 0  # how many of its lifters were deleted since
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BankExample:
    """A liked, rule-clean, well-ended exchange that may be shown to the same agent as an example."""

    id: RowId  # of the exchange
    user: UserId  # whose it was; gone when he is
    agent: str
    occasion: str
    style: Style
    facts: tuple[str, ...]  # without names, handles, ids and places
    answer: str
    liked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineup:
    """What speaks now: the versions that serve by agent, the experiments that run, the examples of the bank."""

    serving: Mapping[str, str] = field(default_factory=dict)  # the adapter of an agent
    experiments: tuple[Experiment, ...] = ()
    bank: tuple[BankExample, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTurn:
    """One message that was answered. *words* are those that stand in the answer; "": none were sent."""

    id: RowId
    at: datetime
    arms: tuple[str, ...]  # "experiment:arm"
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """All that is kept of one lifter, oldest first. What was undone is left out."""

    person: Person
    met_at: datetime
    identities: tuple[Identity, ...]
    turns: tuple[PastTurn, ...]
    entries: tuple[Entry, ...]
    readiness: tuple[Readiness, ...]
    flags: tuple[Flag, ...]
    prescriptions: tuple[Prescription, ...]
    predictions: tuple[Prediction, ...]
    exchanges: tuple[Exchange, ...]
    feedback: tuple[Feedback, ...]
