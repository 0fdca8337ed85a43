"""What a policy sees and what it answers: only what was said in the chat, never the truth of lifter.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from agents.plan import Dose, Envelope, Offer
from knowledge.exercise import Exercise
from storage.records import Entry, Lift, Prediction, Profile, Readiness, SetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One lift on one day, as the chat has it."""

    exercise: Exercise
    profile: Profile
    on: date
    entries: tuple[Entry, ...]  # of this lift, oldest first; never empty
    readiness: tuple[Readiness, ...]  # oldest first, today's last
    open_predictions: tuple[Prediction, ...] = ()

    @property
    def sleep_minutes(self) -> int | None:
        return self.readiness[-1].sleep_minutes

    @property
    def soreness(self) -> int | None:
        return self.readiness[-1].soreness


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescribed:
    """What to lift today, in this order; nothing on a day of rest."""

    doses: tuple[Dose, ...] = ()
    envelope: Envelope | None = None  # None: the policy states none
    offer: Offer | None = None
    deload: bool = False


class Policy(Protocol):
    """One for each lifter and lift, so it may remember what it prescribed."""

    def before(self, seen: Seen) -> Prescribed:
        """What to lift today."""

    def after(self, seen: Seen) -> Offer | None:
        """A PR to name once today's sets are on record."""


def training_days(entries: Sequence[Entry]) -> list[list[Lift]]:
    """The lifts of each day, oldest first."""
    return [[entry.lift for entry in day] for _, day in groupby(entries, key=attrgetter("on"))]


def was_made(day: Sequence[Lift]) -> bool:
    """Whether no set of a day fell short of what was asked for it; a PR that was made has fewer reps than the work."""
    return all(lift.kind is SetKind.WORK for lift in day)
