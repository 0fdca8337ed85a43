"""What one lifter adds to an experiment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.records import UserId

CONTROL: Final = "control"
TREATMENT: Final = "treatment"


@dataclass(frozen=True, slots=True)
class Observation:
    """One a lifter, taken once his horizon is over, so that it does not change any more."""

    user: UserId
    arm: str  # CONTROL or TREATMENT
    at: datetime  # when his horizon was over
    value: float  # in [0, 1]


@dataclass(frozen=True, slots=True)
class Harm:
    """A thing of which more is worse, by lifter. It stops an experiment once there is more of it in the treatment.

    *margin*: the treatment is not called better before it is shown to add less than this; None: that need not be shown.
    """

    name: str
    observations: tuple[Observation, ...]
    margin: float | None = None
