"""What is found in a file on the way to a record, and what was left out on that way."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from learning.dataset.record import DatasetError

MOST_NAMED: Final = 5  # faults that are told one by one; all are counted


class BadSource(DatasetError):
    """A file cannot be read; the message is one sentence that says which, why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading; *heading* is "" where there is none."""

    heading: str = ""
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few sentences that belong together. *is_first*: right under the heading."""

    text: str
    heading: str = ""
    is_first: bool = False
    place: str  # in its file; tells it from the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question and its answer; *place* tells it from every other pair of its source."""

    question: str
    answer: str
    place: str
    source: str
    licence: str
    made_on: date | None = None


@dataclass(slots=True)
class Tally:
    """What did not become a record: faults are counted and the first named, the rest is counted by why."""

    faults: int = 0
    named: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def fault(self, place: str, why: str) -> None:
        self.faults += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(f"{place}: {why}.")

    def leave_out(self, why: str, count: int = 1) -> None:
        self.left_out[why] += count
