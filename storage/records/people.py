"""People, their accounts, the places where they are answered, and what they told about themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.exercise import Equipment, ExerciseId
from knowledge.units import Load, Unit
from storage.records.ids import UserId


@dataclass(frozen=True, slots=True)
class Identity:
    """One account on one platform; several may be one person."""

    platform: str
    account: str


DIRECT = "direct"
"""The chat of an address that is somebody's private talk with us where no chat is known yet; its thread is his account
on the platform, which opens the chat."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where words go: a chat of a platform, and a thread or topic inside it where there is one."""

    platform: str
    chat: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class PrivateTalk:
    """Where an account talks with us alone; *chat* is None where it asked for an answer there from elsewhere."""

    identity: Identity
    chat: str | None


class Style(StrEnum):
    """How the coach talks: the two arms of the first experiment. Both stay inside the same envelope."""

    AGGRESSIVE = "aggressive"
    CONSERVATIVE = "conservative"


class Consent(StrEnum):
    """Whether a model may be trained on a lifter's talks. Asked once; only GIVEN allows it."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How one exercise is loaded, where that is not as the profile and the equipment have it. None: as they have it."""

    exercise: ExerciseId
    unit: Unit | None = None  # what a bare number is in
    bar: Load | None = None
    plates: tuple[Load, ...] = ()  # heaviest first; empty: those of the profile
    step: Load | None = None  # between two loads of a stack or a rack of dumbbells


@dataclass(frozen=True, slots=True)
class TrainingMax:
    """The load that a programme's percentages of one lift are taken of."""

    exercise: ExerciseId
    load: Load


@dataclass(frozen=True, slots=True)
class Injury:
    """A body part that is or was hurt, in the lifter's own words; untrusted."""

    site: str  # "lower back"
    since: date | None = None  # None: not said
    over_on: date | None = None  # None: it still is


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a lifter told about himself; every field has a default that is said when it is used."""

    unit: Unit = Unit.LB
    zone: str = "UTC"  # IANA name
    quiet_from_hour: int = 21  # 0-23, local: nothing is asked from here ...
    quiet_to_hour: int = 9  # ... to here
    experience_months: int | None = None
    goal: str | None = None
    programme: str = "free"  # its name in knowledge/programmes
    programme_from: date | None = None  # the first day that it counts from; None: from the first session on record
    training_maxes: tuple[TrainingMax, ...] = ()  # at the start of the programme, one an exercise
    loadings: tuple[Loading, ...] = ()  # one an exercise
    bar: Load | None = None  # None: the standard bar of the unit
    plates: tuple[Load, ...] = ()  # one of each pair that is owned, heaviest first; empty: the standard set of the unit
    injuries: tuple[Injury, ...] = ()  # oldest first, those that are over among them
    body_weight: Load | None = None  # the last one that he said
    days_per_week: int | None = None  # on which he trains, 1-7
    age_years: int | None = None  # as he said it on age_said_on; None: not said
    age_said_on: date | None = None
    pregnant: bool = False
    equipment: tuple[Equipment, ...] = ()  # what he has; empty: all of it
    likes: tuple[str, ...] = ()  # in his own words; untrusted
    dislikes: tuple[str, ...] = ()
    style: Style = Style.CONSERVATIVE
    style_chosen: bool = False  # True: by the lifter, so that he is left out of experiments on style
    consent: Consent | None = None  # to training; None: not asked yet
    consent_at: datetime | None = None  # when it was asked, given or refused
    readiness_on: bool = True  # False: sleep and soreness do not change loads
    language: str | None = None  # of LANGUAGES; None: not known yet, so English
    language_chosen: bool = False  # True: by the lifter; else it is that of his client, and changes with it
    broadcasts_on: bool = True  # False: what is sent to all lifters is not sent to him
    lessons: "tuple[Lesson, ...]" = ()  # what it lately took from his messages, oldest first

    @property
    def hurts(self) -> tuple[str, ...]:
        """The sites of the injuries that are not over, in his words, oldest first."""
        return tuple(injury.site for injury in self.injuries if injury.over_on is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a profile took from one message, so that it can be taken back: only *changed* of *before* counts."""

    message: str
    said_at: datetime
    changed: tuple[str, ...]  # fields of the profile
    before: Profile  # without lessons


@dataclass(frozen=True, slots=True)
class Person:
    user: UserId
    name: str  # as the platform shows it; untrusted
    profile: Profile
