"""What the three minds are told about one message."""

from dataclasses import dataclass

from agents.plan import Plan, Today
from knowledge.exercise import Exercise
from storage.records import Entry, Exchange, Profile, RowId, Style, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    turn: RowId
    user: UserId
    arm: Style
    exercise: Exercise
    profile: Profile
    today: Today
    history: tuple[Entry, ...]  # of this exercise, oldest first, today's included
    plan: Plan  # the planner's draft: already shown, and binding
    said: str  # the lifter's words; untrusted
    shown: str  # the lines that reply 1 showed


@dataclass(frozen=True, slots=True)
class Thought:
    """*words* passed the guard; None: the plain words stand. Every call that was tried has its exchange."""

    words: str | None
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSettings:
    """How one agent calls its model."""

    model: str
    temperature: float
    timeout_seconds: float
    max_tokens: int
    adapter: str | None = None
    standby: str | None = None  # the adapter to ask where that one does not answer
