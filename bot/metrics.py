"""What is counted while the bot runs, for who runs it. Nothing of what anybody said is in it."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from storage.records import Delivery, Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted since the start."""

    turns: int = 0
    failed: int = 0
    flooded: int = 0
    model_calls: int = 0


class Metrics(Protocol):
    """Every call is cheap, and never raises."""

    @property
    def tally(self) -> Tally: ...

    def taken(self, platform: str, seconds: float) -> None:
        """A turn was settled, so long after its update had come."""

    def turn_failed(self, platform: str) -> None: ...

    def delivered(self, platform: str, delivery: Delivery, seconds: float) -> None:
        """Words reached their end, so long after they were written."""

    def flooded(self, platform: str) -> None:
        """A platform said 429."""

    def exchanged(self, exchange: Exchange) -> None:
        """A model was asked: its verdict tells of cuts by the guard, its tokens what it cost."""


class Tallied:
    """Counts what `stats` tells, and no more: for a bot whose figures nobody collects."""

    def __init__(self) -> None:
        self.tally = Tally()

    def taken(self, platform: str, seconds: float) -> None:
        self.tally = replace(self.tally, turns=self.tally.turns + 1)

    def turn_failed(self, platform: str) -> None:
        self.tally = replace(self.tally, failed=self.tally.failed + 1)

    def delivered(self, platform: str, delivery: Delivery, seconds: float) -> None: ...

    def flooded(self, platform: str) -> None:
        self.tally = replace(self.tally, flooded=self.tally.flooded + 1)

    def exchanged(self, exchange: Exchange) -> None:
        self.tally = replace(self.tally, model_calls=self.tally.model_calls + 1)


class Uncounted:
    """Counts nothing."""

    tally = Tally()

    def taken(self, platform: str, seconds: float) -> None: ...

    def turn_failed(self, platform: str) -> None: ...

    def delivered(self, platform: str, delivery: Delivery, seconds: float) -> None: ...

    def flooded(self, platform: str) -> None: ...

    def exchanged(self, exchange: Exchange) -> None: ...


UNCOUNTED: Final = Uncounted()
