"""Leaderboards of a group: who opted in, ranked by DOTS or by the share of the own best. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.wording_groups import (
    DOTS_TITLE,
    EMPTY_BOARD,
    NEEDS_DOTS,
    NEEDS_SHARE,
    SHARE_TITLE,
    board_line,
    too_little,
)
from knowledge.exercise import ExerciseId
from knowledge.scores import Sex, dots
from knowledge.strength import e1rm
from knowledge.units import Load
from knowledge.words import Words, joined
from storage.records import Board, Entry, Lift, SetKind

LATELY_DAYS: Final = 28  # in which a best is this month's
BIG_THREE: Final = tuple(map(ExerciseId, ("squat", "bench_press", "deadlift")))
MAIN_LIFTS: Final = (*BIG_THREE, ExerciseId("overhead_press"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Who is on a board, with his whole log. *body_weight* is reckoned with and never shown."""

    name: str  # untrusted
    entries: tuple[Entry, ...]
    body_weight: Load | None = None
    sex: Sex | None = None
    language: str = "en"  # of LANGUAGES


@dataclass(frozen=True, slots=True)
class Ranked:
    place: int  # of who has the same score, the same
    name: str
    score: str  # as it is shown: what looks the same is a tie
    tied: bool


def board_text(board: Board, contenders: Sequence[Contender], today: date) -> Words:
    """The board as the group reads it."""
    if not contenders:
        return EMPTY_BOARD
    ranked, unranked = ranking(board, contenders, today)
    title, needed = (DOTS_TITLE, NEEDS_DOTS) if board is Board.DOTS else (SHARE_TITLE, NEEDS_SHARE)
    lines = [board_line(one.place, one.name, one.score, one.tied) for one in ranked]
    rest = [too_little(unranked, needed)] if unranked else []
    return joined([*([title] if lines else []), *lines, *rest])


def ranking(board: Board, contenders: Sequence[Contender], today: date) -> tuple[tuple[Ranked, ...], tuple[str, ...]]:
    """The best first, ties by name; and the names of those of whom too little is known."""
    scored = [(one, score(board, one, today)) for one in contenders]
    shown = [(one.name, points, _shown(board, points)) for one, points in scored if points is not None]
    best_first = sorted(shown, key=lambda row: (-row[1], row[0].casefold()))
    scores = [text for _, _, text in best_first]
    ranked = (Ranked(scores.index(text) + 1, name, text, scores.count(text) > 1) for name, _, text in best_first)
    return tuple(ranked), tuple(one.name for one, points in scored if points is None)


def score(board: Board, contender: Contender, today: date) -> float | None:
    return dots_score(contender) if board is Board.DOTS else share_score(contender.entries, today)


def share_score(entries: Sequence[Entry], today: date) -> float | None:
    """The mean, over the main lifts that he has trained lately, of the best of LATELY_DAYS over that of all time, 0-1.

    None: he has trained none of them lately.
    """
    lately = [entry for entry in entries if today - entry.on < timedelta(days=LATELY_DAYS)]
    shares = [
        now / ever
        for lift in MAIN_LIFTS
        if (now := best_kg(lift, lately)) is not None and (ever := best_kg(lift, entries)) is not None
    ]
    return sum(shares) / len(shares) if shares else None


def dots_score(contender: Contender) -> float | None:
    """DOTS of the best estimates of the three lifts; None where one of them, the body weight or the sex is missing."""
    bests = [best_kg(lift, contender.entries) for lift in BIG_THREE]
    if contender.body_weight is None or contender.sex is None or None in bests:
        return None
    return dots(sum(filter(None, bests)), float(contender.body_weight.kg), contender.sex)


def best_kg(lift: ExerciseId, entries: Sequence[Entry]) -> float | None:
    """The best estimated 1RM of a lift, in kg; None where no set speaks for one."""
    estimates = (estimate_kg(entry.lift) for entry in entries if entry.lift.exercise == lift)
    return max((one for one in estimates if one is not None), default=None)


def estimate_kg(lift: Lift) -> float | None:
    """What one set speaks for, in kg; None for warm-ups, misses and holds, and where the load is not all there is."""
    if lift.kind is not SetKind.WORK or lift.hold_seconds is not None or lift.bodyweight:
        return None
    estimate = e1rm(lift.load, lift.reps)
    return None if estimate is None else estimate * float(lift.load.kg / lift.load.amount)


def new_bests(before: Sequence[Entry], new: Sequence[Entry]) -> tuple[ExerciseId, ...]:
    """The lifts of which *new* sets have a better estimate than all *before*, which must be some."""
    lifts = dict.fromkeys(entry.lift.exercise for entry in new)
    return tuple(lift for lift in lifts if _is_better(best_kg(lift, new), best_kg(lift, before)))


def first_bests(before: Sequence[Entry], new: Sequence[Entry]) -> tuple[ExerciseId, ...]:
    """Those of new_bests() that are the day's first: of a ramp up to a best, and of sets above it, one is enough."""
    days = {entry.lift.exercise: entry.on for entry in new}
    return tuple(lift for lift in new_bests(before, new) if not _had_best(lift, days[lift], before))


def _had_best(lift: ExerciseId, on: date, entries: Sequence[Entry]) -> bool:
    """Whether a set of that lift and day was a new best when it was done."""
    own = sorted((e for e in entries if e.lift.exercise == lift), key=lambda e: (e.on, e.said_at, e.place))
    at = range(len(own))
    return any(own[n].on == on and bool(new_bests(own[:n], own[n : n + 1])) for n in at)


def _is_better(now: float | None, before: float | None) -> bool:
    return now is not None and before is not None and now > before + 1e-9  # a first set is no new best


def _shown(board: Board, points: float) -> str:
    return f"{points:.1f}" if board is Board.DOTS else f"{points:.0%}".replace("%", " %")
