"""Recalling one person, never another: what a turn needs to know, and the log."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.exercise import ExerciseId
from storage.columns import instant
from storage.records import (
    CLEARED_DAYS,
    READINESS_DAYS,
    RECENT,
    Entry,
    Flag,
    Identity,
    Memory,
    Person,
    Prescription,
    Readiness,
    RowId,
    Strength,
    UserId,
    Wanted,
)
from storage.rows import ask_from, entry_from, flag_from, readiness_from, reading_from, upload_from
from storage.rows_answered import prediction_from, prescription_from
from storage.rows_people import person_from
from storage.steps import Fetch, Params, Row, Steps
from storage.steps_card import card_of, replied_entries, replied_is_others
from storage.steps_groups import in_group, rested_at, waiting_alarm
from storage.steps_strengths import history_of
from storage.steps_undone import newest_correction

PRESCRIPTIONS = 10  # of each lift, newest first
IMPORTED = "import:"  # begins the message of what came in a file
ALL = 2**31 - 1  # a limit that none is


def person(identity: Identity) -> Steps[Person | None]:
    rows = yield Fetch("person_of_identity", {"platform": identity.platform, "account": identity.account})
    return person_from(rows[0]) if rows else None


def recall(user: UserId, wanted: Wanted) -> Steps[Memory]:
    here: Params = {"user": user, "platform": wanted.address.platform, "chat": wanted.address.chat}
    # Before the entries: what another turn changes after this is then no part of what strengths may be made of.
    (standing,) = (yield Fetch("standing", {**here, "account": wanted.account})) or (None,)
    readiness, usual = yield from _readiness(user, wanted.on)
    history, strengths = yield from _history(user, wanted)
    return Memory(
        readiness=readiness,
        usual=usual,
        history=history,
        strengths=strengths,
        prescriptions=(yield from _prescriptions(user, wanted.exercises)),
        flags=(yield from _flags(user, wanted.on, _zone(standing["zone"] if standing else None))),
        alarm=(yield from waiting_alarm(user, standing["alarm"] if standing else None)),
        rested_at=(yield from rested_at(user, here)) if wanted.put_right else None,
        **(yield from _open(user, here)),
        **(meant := (yield from _meant(user, wanted, here))),
        **(yield from _newest(user, wanted, meant["replied_entries"])),
        **(yield from _around(user, wanted)),
        **_standing(standing),
    )


def _newest(user: UserId, wanted: Wanted, replied: Sequence[Entry]) -> Steps[dict[str, Any]]:
    recent = yield Fetch("recent_entries", {"user": user, "limit": RECENT})
    message = yield from _latest_message(user)
    of = replied[-1].message if replied else None
    return {
        "recent": tuple(map(entry_from, reversed(recent))),
        "latest_message": message,
        "latest": (yield from _entries_of(user, message)),
        "put_right": (yield from newest_correction(user, message, of)) if wanted.put_right else None,
    }


def _open(user: UserId, here: Params) -> Steps[dict[str, Any]]:
    """What waits for an answer of his."""
    predictions = yield Fetch("open_predictions", {"user": user})
    readings = yield Fetch("open_readings", {"user": user, "limit": RECENT})
    asks = yield Fetch("waiting_ask", here)
    return {
        "predictions": tuple(map(prediction_from, predictions)),
        "readings": tuple(map(reading_from, reversed(readings))),
        "ask": ask_from(asks[0]) if asks else None,
    }


def _meant(user: UserId, wanted: Wanted, here: Params) -> Steps[dict[str, Any]]:
    """What his button, his thumb or his reply is about."""
    told: Params = {**here, "alone": wanted.account if wanted.group is None else None}
    prescription = yield from _by_id("prescription", wanted.prescription, user)
    prediction = yield from _by_id("prediction", wanted.prediction, user)
    upload = yield from _by_id("upload", wanted.upload, user)
    turn_of_sent = yield from _turn_of_sent(wanted.sent_as, told)
    return {
        "prescription": prescription_from(prescription) if prescription else None,
        "prediction": prediction_from(prediction) if prediction else None,
        "upload": upload_from(upload) if upload else None,
        "turn_of_sent": turn_of_sent,
        "turn_is_own": (yield from _is_own(wanted.turn or turn_of_sent, user)),
        "replied_entries": (yield from replied_entries(wanted.replied, told)),
        "replied_is_others": (yield from replied_is_others(wanted.replied, told)),
    }


def _around(user: UserId, wanted: Wanted) -> Steps[dict[str, Any]]:
    """The group that he speaks in, and the message that is his session's."""
    group, member = yield from in_group(user, wanted.address.platform, wanted.group)
    card, card_entries, passing = yield from card_of(user, wanted)
    return {"group": group, "member": member, "card": card, "card_entries": card_entries, "passing": passing}


def _standing(row: Row | None) -> dict[str, Any]:
    if row is None:
        return {}
    is_shut = bool(row["is_shut"])
    return {"private_chat": row["private_chat"], "is_shut": is_shut, "log_version": row["log_version"]}


def log(user: UserId) -> Steps[tuple[tuple[Entry, ...], tuple[Readiness, ...]]]:
    entries = yield Fetch("log_entries", {"user": user})
    readiness = yield Fetch("log_readiness", {"user": user})
    return tuple(map(entry_from, entries)), tuple(map(readiness_from, readiness))


def _readiness(user: UserId, on: date) -> Steps[tuple[tuple[Readiness, ...], tuple[Readiness, ...]]]:
    """Of that day, and of the days before it."""
    from_on = on - timedelta(days=READINESS_DAYS)
    days: Params = {"user": user, "from_on": from_on.isoformat(), "to_on": on.isoformat()}
    rows = yield Fetch("readiness_of_days", days)
    said = tuple(map(readiness_from, rows))
    return tuple(one for one in said if one.on == on), tuple(one for one in said if one.on < on)


def _history(
    user: UserId, wanted: Wanted
) -> Steps[tuple[dict[ExerciseId, tuple[Entry, ...]], dict[ExerciseId, Strength]]]:
    history, strengths = {}, {}
    for exercise in wanted.exercises:
        history[exercise], strength = yield from history_of(user, exercise, wanted.strength_version)
        if strength is not None:
            strengths[exercise] = strength
    return history, strengths


def _prescriptions(user: UserId, exercises: Sequence[ExerciseId]) -> Steps[dict[ExerciseId, tuple[Prescription, ...]]]:
    newest = {}
    for exercise in exercises:
        rows = yield Fetch("newest_prescriptions", {"user": user, "exercise": exercise, "limit": PRESCRIPTIONS})
        newest[exercise] = tuple(map(prescription_from, rows))
    return newest


def _flags(user: UserId, on: date, zone: ZoneInfo) -> Steps[tuple[Flag, ...]]:
    first, after = (datetime.combine(on + timedelta(days=days), time(), zone) for days in (-CLEARED_DAYS, 1))
    rows = yield Fetch("flags", {"user": user, "cleared_from": instant(first), "cleared_until": instant(after)})
    return tuple(map(flag_from, rows))


def _zone(name: str | None) -> ZoneInfo:
    """The zone of that name, or UTC: a name that the time zone database has dropped must not lock a lifter out."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _latest_message(user: UserId) -> Steps[str | None]:
    """The newest message with a set or a word on readiness; of one instant, the one that was taken last.

    What a file brought was said long ago: the file is the newest when no turn of the newest message came after it.
    """
    entries = yield Fetch("newest_entry", {"user": user})
    readiness = yield Fetch("newest_readiness", {"user": user})
    imports = yield Fetch("newest_import", {"user": user})
    said = max(chain(entries, readiness), key=lambda row: (row["said_at"], row["turn_seq"] or 0), default=None)
    newest = max((row for row in (said, *imports) if row), key=lambda row: row["turn_seq"] or 0, default=None)
    return None if newest is None else newest["message"]


def _entries_of(user: UserId, message: str | None) -> Steps[tuple[Entry, ...]]:
    """In the order of keeping; of a file the last ones, since there may be thousands."""
    if message is None:
        return ()
    limit = RECENT if message.startswith(IMPORTED) else ALL
    rows = yield Fetch("entries_of_message", {"user": user, "message": message, "limit": limit})
    return tuple(map(entry_from, reversed(rows)))


def _by_id(name: str, id_: RowId | None, user: UserId) -> Steps[Row | None]:
    if id_ is None:
        return None
    rows = yield Fetch(name, {"id": id_, "user": user})
    return rows[0] if rows else None


def _turn_of_sent(sent_as: str | None, chat: Params) -> Steps[RowId | None]:
    if sent_as is None:
        return None
    rows = yield Fetch("own_turn_of_sent", {**chat, "sent_as": sent_as})
    return RowId(rows[0]["id"]) if rows else None


def _is_own(turn: RowId | None, user: UserId) -> Steps[bool]:
    if turn is None:
        return False
    return bool((yield Fetch("own_turn", {"turn": turn, "user": user})))
