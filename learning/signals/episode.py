"""An answer, and all that came back of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.decide.log import PLAN_LASTS
from storage.records import Entry, Exchange, Prediction, Prescription, RowId, Thumb, UserId

PLAN_DAYS: Final = PLAN_LASTS.days  # after which a prescription that nobody took up is no plan any more
HURT_DAYS: Final = 14  # after an answer, in which a warning sign counts as having come behind it

USED: Final = "used"  # how the verdict on an answer begins that passed the guard, whole or in part
_CUT: Final = f"{USED}, cut: "
_REFUSED: Final = "guard: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescribed:
    """One prescription and what was done about it; see *following* for what each of its signals means."""

    prescription: Prescription
    followed: bool | None  # None: not known
    made: bool | None  # None: not known, or nothing was to be lifted
    earned: bool | None  # the last session before it made its reps: the guide's plain rule would add load. None: none
    done: tuple[Entry, ...]  # what it is judged by


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One answer to one message. Of its votes and ratings the newest of each counts."""

    user: UserId
    turn: RowId
    at: datetime
    on: date  # its day in the lifter's zone
    arms: tuple[str, ...]  # "experiment:arm"
    words: str
    exchanges: tuple[Exchange, ...]
    thumb: Thumb | None
    reason: str | None  # that came with the thumb
    stars: int | None
    prescribed: tuple[Prescribed, ...]
    predictions: tuple[Prediction, ...]
    hurt_after: bool  # a warning sign was raised within HURT_DAYS of it

    @property
    def guard_cuts(self) -> tuple[str, ...]:
        """Why the guard refused or shortened what models had answered, a reason each."""
        return tuple(cut for exchange in self.exchanges for cut in cuts_of(exchange))

    @property
    def used(self) -> Iterator[Exchange]:
        """The calls whose answers had a part in it."""
        return filter(is_used, self.exchanges)


def is_used(exchange: Exchange) -> bool:
    """Whether an answer passed the guard, whole or in part."""
    return exchange.verdict == USED or exchange.verdict.startswith(_CUT)


def cuts_of(exchange: Exchange) -> tuple[str, ...]:
    """Why the guard refused an answer, or the sentences of it that are gone; empty where it touched nothing."""
    for begins in (_CUT, _REFUSED):
        if exchange.verdict.startswith(begins):
            return tuple(exchange.verdict.removeprefix(begins).split("; "))
    return ()
