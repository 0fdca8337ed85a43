"""A plan: what to lift next, within which bounds, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.units import Load
from storage.records import Danger, Energy


class Action(StrEnum):
    INCREASE = "increase"
    HOLD = "hold"
    REDUCE = "reduce"
    DELOAD = "deload"
    REST = "rest"
    REFER = "refer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """How the lifter is today. None: not said, which never counts against him."""

    on: date
    sleep_minutes: int | None = None
    soreness: int | None = None  # 0-10
    soreness_site: str | None = None
    energy: Energy | None = None
    danger: Danger | None = None  # an open flag on this lift, or on all
    cleared_today: bool = False  # a flag was cleared today: train, but no PR
    cleared_on: date | None = None  # the last earlier day on which one was cleared, as far as that is remembered
    usual: "Usual | None" = None  # None: fewer than two weeks of it are known


@dataclass(frozen=True, slots=True)
class Usual:
    """What a lifter usually says of himself: the medians of the last weeks. None: said on fewer than 14 days."""

    sleep_minutes: int | None = None
    soreness: int | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    """So many sets of so many reps at one load."""

    load: Load
    reps: int
    sets: int
    amrap: bool = False  # the last set goes on as long as it is clean: "5+"


@dataclass(frozen=True, slots=True)
class Envelope:
    """The loads a model may name, both ends loadable and included."""

    low: Load
    high: Load


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired. *text* is a clause that can follow "hold: " or "up: ", without a capital and a full stop."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A PR worth naming. *probability* is what is shown: at most 0.75."""

    load: Load
    reps: int
    probability: float
    because: str  # what it rests on, a clause
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """*dose* and *envelope* are None on rest and refer. The first reason is the rule that set the load."""

    action: Action
    dose: Dose | None
    envelope: Envelope | None
    reasons: tuple[Reason, ...]
    offer: Offer | None = None
    pr_allowed: bool = False  # False: no PR is named today, by anyone
    flags: tuple[str, ...] = ()
    lead_up: tuple[Dose, ...] = ()  # a programme's sets before the dose, in their order
    earn: str | None = None  # what would earn an increase: "hit it in 2 sessions running and it is 187.5"
