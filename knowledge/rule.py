"""One rule of the planner, as people read it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the planner's table. *when* and *then* are sentences for people; *sets* is the share of sets kept."""

    name: str
    when: str
    then: str
    source: str
    sets: Decimal = Decimal(1)
