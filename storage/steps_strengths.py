"""What the forecast carries of a lift: recalled with the days that it does not cover, and never out of date.

It is a cache of all entries of its days. Whoever changes one of these deletes it; and it is kept only where no entry of
its lifter has changed since the memory that it was made of, so that it cannot miss what another turn wrote meanwhile.
"""

from collections.abc import Sequence

from storage.records import TRAINING_DAYS, Changes, Entry, ExerciseId, Strength, UserId
from storage.rows import entry_from, strength_from, strength_row
from storage.steps import Fetch, Params, Steps, each

FirstDays = dict[tuple[str, str], str]  # of (user, exercise): the first day on which its log changes


def history_of(
    user: UserId, exercise: ExerciseId, version: str | None
) -> Steps[tuple[tuple[Entry, ...], Strength | None]]:
    """The entries of a lift, oldest first: all, or those of its last days with the strength that covers the rest."""
    lift: Params = {"user": user, "exercise": exercise}
    strength = (yield from _strength(lift, version)) if version is not None else None
    days = (yield Fetch("newest_days", {**lift, "limit": TRAINING_DAYS + 1})) if strength else ()
    older = days[TRAINING_DAYS]["trained_on"] if len(days) > TRAINING_DAYS else ""
    if strength is not None and older > strength.through.isoformat():
        strength, older = None, ""
    rows = yield Fetch("history", {**lift, "after_on": older})
    return tuple(map(entry_from, rows)), strength


def _strength(lift: Params, version: str) -> Steps[Strength | None]:
    rows = yield Fetch("strength", {**lift, "version": version})
    return strength_from(rows[0]) if rows else None


def renew_strengths(changes: Changes, user: UserId | None, undone: Sequence[Params]) -> Steps[None]:
    """Delete what the entries of a turn, or those that it undoes, outdate; keep what it brings and nothing outdates.

    Raises ValueError where strengths do not say of which log they are.
    """
    if not (changes.entries or changes.revived or changes.strengths or undone):
        return
    if changes.strengths and changes.log_version is None:
        raise ValueError("strengths need the log_version of the memory that they were made of")
    before = yield from _count_change(user)
    first_on = yield from _first_days(changes, undone)
    for other in {owner for owner, _ in first_on} - {user}:
        yield from _count_change(UserId(other))
    dropped: list[Params] = [
        {"user": owner, "exercise": exercise, "first_on": day} for (owner, exercise), day in first_on.items()
    ]
    yield from each("drop_strengths", dropped)
    if changes.log_version == before:
        kept = [strength_row(one) for one in changes.strengths if _stands(one, first_on)]
        yield from each("keep_strengths", kept)


def _count_change(user: UserId | None) -> Steps[int | None]:
    """How many changes a lifter's log had had before this one; None for who is not known."""
    rows = yield Fetch("count_change", {"user": user})
    return rows[0]["log_version"] - 1 if rows else None


def _first_days(changes: Changes, undone: Sequence[Params]) -> Steps[FirstDays]:
    """From which day on the logs of which lifts change."""
    first_on: FirstDays = {}
    for entry in (*changes.entries, *changes.revived):
        _note(first_on, entry.user, entry.lift.exercise, entry.on.isoformat())
    for one in undone:
        for row in (yield Fetch("days_undone", one)):
            _note(first_on, row["user_id"], row["exercise"], row["first_on"])
    return first_on


def _note(first_on: FirstDays, user: str, exercise: str, day: str) -> None:
    lift = (user, exercise)
    first_on[lift] = min(day, first_on.get(lift, day))


def _stands(strength: Strength, first_on: FirstDays) -> bool:
    changed_on = first_on.get((strength.user, strength.exercise))
    return changed_on is None or strength.through.isoformat() < changed_on
