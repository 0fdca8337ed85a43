"""A question as it was read, what is known of who asks it, and the plain answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from agents.plan import Today
from agents.questions.dates import Span
from agents.questions.restriction import Restriction
from knowledge.exercise import Equipment, ExerciseId, Exercises
from knowledge.passage import Found, Passage, PassageId, Topic
from knowledge.units import Load
from storage.records import Entry, Flag, Prescription, Profile, Readiness

ESTIMATE: Final = "estimate"  # part of OTHER: the maximum that a set speaks for
MISTAKES: Final = "mistakes"  # part of TECHNIQUE
BELOW_NECK: Final = "below the neck"  # part of ILLNESS


class Kind(StrEnum):
    """What a question is about, and so which answer it gets."""

    NEXT = "next"  # the load of today or of a day to come
    WEEK = "week"
    STUCK = "stuck"
    DELOAD = "deload"  # whether one is due
    HISTORY = "history"
    TECHNIQUE = "technique"
    NUTRITION = "nutrition"
    RECOVERY = "recovery"
    SLEEP = "sleep"
    SORENESS = "soreness"
    ILLNESS = "illness"
    SWAP = "swap"
    PROGRAMME = "programme"  # sets, reps, rests, effort, warm-ups, programmes
    WHY = "why"  # the reason of a plan
    MEDICAL = "medical"
    OTHER = "other"


class Past(StrEnum):
    """What of the log is asked for."""

    LAST = "last"
    WEEK = "week"  # the seven days before this one
    WHEN = "when"
    BEST = "best"
    OFTEN = "often"
    MAX = "max"  # the estimated one-repetition maximum
    FIRST = "first"
    COMPARED = "compared"  # now beside a time before
    TREND = "trend"  # whether it rises
    SETS = "sets"  # how many
    WHEN_MADE = "when made"  # when a load will be lifted
    PROGRAMME = "programme"  # where the programme stands: week, deload, training max


class Goal(StrEnum):
    """Which way a body weight is to go."""

    GAIN = "gain"
    LOSE = "lose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """*words* are the lifter's, untrusted."""

    kind: Kind
    words: str
    lifts: tuple[ExerciseId, ...] = ()  # those that it names
    topics: frozenset[Topic] = frozenset()
    on: date | None = None  # the day that is asked about; None: not said
    span: Span | None = None  # the days that are asked about, where they are more than one
    unknown_day: str = ""  # the words of a day that is seen and not understood
    by_weekday: bool = False  # *on* was named by its weekday
    past: Past | None = None  # of HISTORY alone
    goal: Goal | None = None  # of NUTRITION alone
    about: str = ""  # which part of its kind: "fever", "drugs", "protein", "creatine"
    body_weight: Load | None = None  # named in the question
    height_m: Decimal | None = None  # named in the question
    complaint: str | None = None  # the part that hurts
    lacking: tuple[Equipment, ...] = ()  # that the lifter does not have
    having: tuple[Equipment, ...] = ()  # that it is to be done with; empty: not said
    done: tuple[Load, int] | None = None  # the set, load and reps, that an estimate is asked of
    age_years: int | None = None  # named in the question: of whom it is about
    is_minor: bool = False  # it is about somebody under eighteen, by that age or by a word
    restriction: Restriction | None = None  # how little is to be eaten, or how fast weight is to go
    passage: PassageId | None = None  # the one that answers it
    names_unknown: bool = False  # it names no lift that is known, and something that looks like one


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A way to ask. *phrases* are written as in wordings.py; the rest is what a question is that fits one of them."""

    kind: Kind
    phrases: str
    about: str = ""
    topics: tuple[Topic, ...] = ()
    past: Past | None = None
    goal: Goal | None = None
    passage: PassageId | None = None  # the one that answers it; None: the one that is found


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of who asks. Entries and readiness are oldest first."""

    day: Today  # today, with what was said of it; its danger and clearances are left to *flags*
    profile: Profile
    exercises: Exercises
    history: Mapping[ExerciseId, tuple[Entry, ...]] = field(default_factory=dict)
    cut: frozenset[ExerciseId] = frozenset()  # lifts of which *history* is the end alone
    recent: tuple[Entry, ...] = ()  # the newest, whatever the lift
    readiness: tuple[Readiness, ...] = ()  # of the last weeks, today's included
    flags: tuple[Flag, ...] = ()
    cleared: tuple[
        tuple[ExerciseId | None, date], ...
    ] = ()  # flags that were cleared lately, on the lifter's own day; None: of all lifts
    prescriptions: Mapping[ExerciseId, tuple[Prescription, ...]] = field(default_factory=dict)  # newest first
    found: tuple[Found, ...] = ()  # passages, best first

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(one.passage for one in self.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The plain answer: its first line answers, and its basis says what it rests on."""

    lines: tuple[str, ...]
    basis: str
    facts: tuple[str, ...] = ()  # for the mind that words it; empty: the lines
    passages: tuple[Passage, ...] = ()  # that it rests on
    next_loads: tuple[Load, ...] = ()  # that may be asked for
    is_final: bool = False  # no mind may word it: it refers, or stops
    quotes: bool = False  # a line of it is a note's own, which is English
