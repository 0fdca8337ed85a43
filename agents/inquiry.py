"""A question, as the adviser gets it: what was asked, what log and knowledge base say, and the plain answer."""

from dataclasses import dataclass

from knowledge.passage import Passage
from knowledge.units import Load
from storage.records import Profile, RowId, Style, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """*plain* was already shown and stands where the model is silent or refused."""

    turn: RowId
    user: UserId
    arm: Style
    profile: Profile
    asked: str  # the lifter's words; untrusted
    facts: tuple[str, ...]  # of his log and his plan, each complete in itself; every number that may be said is in them
    passages: tuple[Passage, ...]  # best first; may be empty
    plain: str  # the answer that code gave
    basis: str  # one line: what the answer rests on; it stays under whatever words
    next_loads: tuple[Load, ...] = ()  # those that may be asked for
    pr_allowed: bool = False
