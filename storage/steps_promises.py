"""Promises whose time has come."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from storage.columns import instant
from storage.records import Due, Entry, Identity, PrivateTalk, Promise
from storage.rows import entry_from, flag_from
from storage.rows_answered import prediction_from, promise_from
from storage.rows_people import person_from
from storage.steps import Fetch, Params, Row, Steps

CLAIM_LASTS = timedelta(minutes=10)


def claim(now: datetime, limit: int, platforms: Iterable[str] | None) -> Steps[tuple[Promise, ...]]:
    """All due ones of a lifter in a chat or none: while one of them is claimed, the others wait."""
    yield Fetch("lock_claims")
    claimed: Params = {"now": instant(now), "until": instant(now + CLAIM_LASTS), "limit": limit}
    there = None if platforms is None else json.dumps(sorted(platforms))
    rows = yield Fetch("claim_promises", {**claimed, "platforms": there})
    return tuple(map(promise_from, sorted(rows, key=lambda row: (row["due_at"], row["seq"]))))


def told(promises: Sequence[Promise]) -> Steps[tuple[Due, ...]]:
    """Promises with all that they rest on; those whose lifter was forgotten since are left out.

    Five queries, however many they are.
    """
    made: Params = {"ids": json.dumps(sorted({promise.prediction for promise in promises}))}
    whose: Params = {"ids": json.dumps(sorted({promise.user for promise in promises}))}
    predictions = yield Fetch("promised_predictions", made)
    people = yield Fetch("promised_people", whose)
    talks = yield Fetch("promised_talks", whose)
    history = yield Fetch("promised_history", made)
    flags = yield Fetch("promised_flags", whose)
    of_user = _by(talks, "user_id"), _by(flags, "user_id")
    return tuple(_dues(promises, predictions, people, _by(history, "prediction"), *of_user))


def _by(rows: Sequence[Row], column: str) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _dues(
    promises: Sequence[Promise],
    predictions: Sequence[Row],
    people: Sequence[Row],
    history: Mapping[str, Sequence[Row]],
    talks: Mapping[str, Sequence[Row]],
    flags: Mapping[str, Sequence[Row]],
) -> Iterator[Due]:
    made = {row["id"]: prediction_from(row) for row in predictions}
    known = {row["user_id"]: person_from(row) for row in people}
    for promise in promises:
        if promise.prediction in made and promise.user in known:
            yield Due(
                promise,
                made[promise.prediction],
                known[promise.user],
                tuple(map(_entry_from, history.get(promise.prediction, ()))),
                tuple(map(flag_from, flags.get(promise.user, ()))),
                tuple(map(_talk_from, talks.get(promise.user, ()))),
            )


def _talk_from(row: Row) -> PrivateTalk:
    return PrivateTalk(Identity(row["platform"], row["account"]), row["private_chat"])


def _entry_from(row: Row) -> Entry:
    """Behind its own columns stands the prediction that it may answer."""
    *entry, _prediction = row
    return entry_from(cast(Row, entry))
