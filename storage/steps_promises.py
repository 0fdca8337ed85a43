"""Promises whose time has come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage.columns import instant
from storage.records import Due, Promise
from storage.rows import entry_from, flag_from
from storage.rows_answered import prediction_from, promise_from
from storage.rows_people import person_from
from storage.steps import Fetch, Params, Row, Steps

CLAIM_LASTS = timedelta(minutes=10)


def claim(now: datetime, limit: int) -> Steps[tuple[Promise, ...]]:
    """All due ones of a lifter in a chat or none: while one of them is claimed, the others wait."""
    yield Fetch("lock_claims")
    claimed: Params = {"now": instant(now), "until": instant(now + CLAIM_LASTS), "limit": limit}
    rows = yield Fetch("claim_promises", claimed)
    return tuple(map(promise_from, sorted(rows, key=lambda row: (row["due_at"], row["seq"]))))


def told(promises: Sequence[Promise]) -> Steps[tuple[Due, ...]]:
    """Promises with all that they rest on; those whose lifter was forgotten since are left out."""
    due = []
    for promise in promises:
        predictions = yield Fetch("promised_prediction", {"id": promise.prediction})
        people = yield Fetch("person", {"user": promise.user})
        if predictions and people:
            due.append((yield from _told(promise, predictions[0], people[0])))
    return tuple(due)


def _told(promise: Promise, prediction_row: Row, person_row: Row) -> Steps[Due]:
    prediction = prediction_from(prediction_row)
    since = {"user": promise.user, "exercise": prediction.exercise, "since": instant(prediction.offered_at)}
    history = yield Fetch("history_since", since)
    flags = yield Fetch("open_flags", {"user": promise.user})
    person = person_from(person_row)
    return Due(promise, prediction, person, tuple(map(entry_from, history)), tuple(map(flag_from, flags)))
