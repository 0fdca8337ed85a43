"""What words may say: the bounds that the guard holds a model to."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.units import Load, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What words may say. *facts* were given to the model, and no number from elsewhere passes."""

    facts: tuple[str, ...]
    unit: Unit  # of loads that are named without one
    next_loads: tuple[Load, ...] = ()  # may be asked for today; any other load only as what was, or comes later
    later: tuple[str, ...] = ()  # the facts that speak of later: the PR target, what would earn an increase
    pr_allowed: bool = False
    resting: bool = False  # the words must say so
    looks_back: bool = False  # the words only report, so that loads on record need no past tense
    private: frozenset[str] = frozenset()  # runs of words that nobody may read: those of the prompts


Rule = Callable[[str, Allowed], str | None]
"""Why words may not be shown, in a clause; None: nothing speaks against them."""
