"""From a lifter's rows to episodes. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from bot.decide.scene import local_day
from knowledge.exercise import Exercises
from learning.signals.episode import HURT_DAYS, Episode
from learning.signals.following import Follower, prescribed
from learning.signals.lift_log import lift_logs
from storage.records import Exchange, Feedback, PastTurn, Prediction, Prescription, RowId, Thumb, Whole

Row = TypeVar("Row", Prescription, Prediction, Exchange, Feedback)


def episodes(whole: Whole, exercises: Exercises) -> tuple[Episode, ...]:
    """Every answer of a lifter with what came back of it, oldest first.

    A message that was answered with nothing, and of which nothing else is kept, is none.
    """
    logs = lift_logs(whole.entries, whole.prescriptions)
    who = Follower(person=whole.person, flags=whole.flags, exercises=exercises, last_on=_last_on(whole))
    plans, predictions = _by_turn(whole.prescriptions), _by_turn(whole.predictions)
    exchanges, feedback = _by_turn(whole.exchanges), _by_turn(whole.feedback)
    kept = {*plans, *predictions, *exchanges, *feedback}
    return tuple(
        Episode(
            user=whole.person.user,
            turn=turn.id,
            at=turn.at,
            on=local_day(turn.at, whole.person),
            arms=turn.arms,
            words=turn.words,
            exchanges=tuple(exchanges[turn.id]),
            thumb=_thumb(feedback[turn.id])[0],
            reason=_thumb(feedback[turn.id])[1],
            stars=_stars(feedback[turn.id]),
            prescribed=tuple(prescribed(plan, logs[plan.exercise], who) for plan in plans[turn.id]),
            predictions=tuple(predictions[turn.id]),
            hurt_after=_is_hurt_after(turn, whole),
        )
        for turn in sorted(whole.turns, key=lambda turn: turn.at)
        if turn.words or turn.id in kept
    )


def _thumb(votes: Sequence[Feedback]) -> tuple[Thumb | None, str | None]:
    """The newest thumb, and the newest reason that was said with that thumb: the tap that says why comes behind it."""
    thumbs = [vote for vote in votes if vote.thumb is not None]
    newest = thumbs[-1].thumb if thumbs else None
    reasons = (vote.reason for vote in reversed(thumbs) if vote.thumb is newest and vote.reason)
    return newest, next(reasons, None)


def _stars(votes: Sequence[Feedback]) -> int | None:
    return next((vote.stars for vote in reversed(votes) if vote.stars is not None), None)


def _is_hurt_after(turn: PastTurn, whole: Whole) -> bool:
    """Whether a warning sign was raised behind an answer, within HURT_DAYS of it."""
    until = turn.at + timedelta(days=HURT_DAYS)
    return any(turn.at < flag.raised_at <= until for flag in whole.flags)


def _last_on(whole: Whole) -> date:
    """The newest day of which anything is on record."""
    heard_at = max((turn.at for turn in whole.turns), default=whole.met_at)
    days = {entry.on for entry in whole.entries} | {said.on for said in whole.readiness}
    return max({local_day(heard_at, whole.person), *days})


def _by_turn(rows: Iterable[Row]) -> Mapping[RowId, list[Row]]:
    """Oldest first, as they come; of rows of one instant the last one is the newest."""
    found: dict[RowId, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.turn].append(row)
    return found
