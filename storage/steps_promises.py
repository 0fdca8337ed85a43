"""Promises whose time has come."""

from datetime import datetime, timedelta

from storage.columns import instant
from storage.records import Due, Promise
from storage.rows import entry_from
from storage.rows_answered import prediction_from, promise_from
from storage.rows_people import person_from
from storage.steps import Fetch, Params, Steps

CLAIM_LASTS = timedelta(minutes=10)


def due(now: datetime, limit: int) -> Steps[tuple[Due, ...]]:
    claim: Params = {"now": instant(now), "until": instant(now + CLAIM_LASTS), "limit": limit}
    rows = yield Fetch("claim_promises", claim)
    told = []
    for row in sorted(rows, key=lambda row: (row["due_at"], row["seq"])):
        told.append((yield from _told(promise_from(row))))  # noqa: PERF401  a comprehension cannot yield
    return tuple(told)


def _told(promise: Promise) -> Steps[Due]:
    """The promise with all that it rests on: rows that cannot be missing, because it refers to them."""
    (prediction_row,) = yield Fetch("promised_prediction", {"id": promise.prediction})
    (person_row,) = yield Fetch("person", {"user": promise.user})
    prediction = prediction_from(prediction_row)
    since = {"user": promise.user, "exercise": prediction.exercise, "since": instant(prediction.offered_at)}
    history = yield Fetch("history_since", since)
    return Due(promise, prediction, person_from(person_row), tuple(map(entry_from, history)))
