"""A passage: a few sentences of the knowledge base that answer one question, with where they come from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from knowledge.exercise import ExerciseId

PassageId = NewType("PassageId", str)
"""``protein_per_day`` of the principles, ``bench_press/cues`` of an exercise."""


class Topic(StrEnum):
    """What a passage is about; a question may ask for some of them."""

    OVERLOAD = "overload"
    RECOVERY = "recovery"
    SLEEP = "sleep"
    SORENESS = "soreness"
    NUTRITION = "nutrition"
    DELOAD = "deload"
    PROGRAMMES = "programmes"
    RPE = "rpe"
    WARM_UP = "warm-up"
    PLATEAU = "plateau"
    RETURNING = "returning"
    PAIN = "pain"
    ILLNESS = "illness"
    TECHNIQUE = "technique"
    PROGRESSION = "progression"
    ASSISTANCE = "assistance"
    SWAPS = "swaps"
    MINDSET = "mindset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """*text* is shown to lifters as it stands, when no model words it."""

    id: PassageId
    title: str  # "How much protein a day"
    text: str  # plain sentences, at most 700 characters
    topics: tuple[Topic, ...]
    sources: tuple[str, ...]
    asked: tuple[str, ...] = ()  # as lifters put it; searched, never shown
    exercise: ExerciseId | None = None  # that it is about; None: about training in general


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for. *words* are untrusted."""

    words: str
    lifts: tuple[ExerciseId, ...] = ()  # passages about other exercises are left out; empty: about every exercise
    topics: frozenset[Topic] = frozenset()  # preferred where they fit; empty: all
    passage: PassageId | None = None  # the one that answers it, whatever the words; it is found first
    at_once: bool = False  # something else waits for the answer: by words alone


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with how well it fits: 0 and above, comparable within one search alone."""

    passage: Passage
    score: float
