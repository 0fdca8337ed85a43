"""What was said, and what is carried of it, as rows and back."""

from datetime import date
from functools import lru_cache

from knowledge.exercise import ExerciseId
from knowledge.units import Unit
from storage.columns import (
    energy_from,
    energy_text,
    instant,
    instant_from,
    instant_or_none,
    instant_or_none_from,
    load_columns,
    load_from,
    load_or_none_from,
    packed,
    packed_from,
    rpe_from,
    rpe_tenths,
)
from storage.records import (
    Ask,
    Danger,
    Entry,
    Flag,
    Lift,
    Readiness,
    Reading,
    RowId,
    SetKind,
    Strength,
    Target,
    Upload,
    UploadState,
    UserId,
)
from storage.rows_people import address_from, address_row
from storage.steps import Params, Row


def entry_row(entry: Entry) -> Params:
    lift, planned = entry.lift, entry.lift.planned
    return {
        "source": entry.source,
        "place": entry.place,
        "user": entry.user,
        "message": entry.message,
        "said_at": instant(entry.said_at),
        "trained_on": entry.on.isoformat(),
        "exercise": lift.exercise,
        **load_columns("load", lift.load),
        "reps": lift.reps,
        "sets": lift.sets,
        "rpe_tenths": rpe_tenths(lift.rpe),
        "kind": lift.kind.value,
        "bodyweight": int(lift.bodyweight),
        **load_columns("planned", planned.load if planned else None),
        "planned_reps": planned.reps if planned else None,
        "hold_seconds": lift.hold_seconds,
        "note": entry.note,
    }


def entry_from(row: Row) -> Entry:
    """An entry from the columns in the order in which every query of entries names them.

    A history is long, and taking its columns by name takes half as long again.
    """
    user, source, place, message, said_at, trained_on, note, *lift = row
    return Entry(
        user=user,
        source=source,
        place=place,
        message=message,
        said_at=instant_from(said_at),
        on=date.fromisoformat(trained_on),
        lift=_lift_from(*lift),
        note=note,
    )


@lru_cache(maxsize=4096)
def _lift_from(
    exercise: ExerciseId,
    milli: int,
    unit: str,
    reps: int,
    sets: int,
    rpe: int | None,
    kind: str,
    bodyweight: int,
    planned_milli: int | None,
    planned_unit: str | None,
    planned_reps: int,
    hold_seconds: int | None,
) -> Lift:
    """Sets repeat within a history and from turn to turn, and each is immutable, so they are shared."""
    planned = load_or_none_from(planned_milli, planned_unit)
    return Lift(
        exercise=exercise,
        load=load_from(milli, unit),
        reps=reps,
        sets=sets,
        rpe=rpe_from(rpe),
        kind=SetKind(kind),
        bodyweight=bool(bodyweight),
        planned=Target(planned, planned_reps) if planned else None,
        hold_seconds=hold_seconds,
    )


def readiness_row(readiness: Readiness) -> Params:
    return {
        "source": readiness.source,
        "user": readiness.user,
        "message": readiness.message,
        "said_at": instant(readiness.said_at),
        "said_on": readiness.on.isoformat(),
        "sleep_minutes": readiness.sleep_minutes,
        "soreness": readiness.soreness,
        "soreness_site": readiness.soreness_site,
        "energy": energy_text(readiness.energy),
        "stress": readiness.stress,
        **load_columns("body", readiness.body_weight),
    }


def readiness_from(row: Row) -> Readiness:
    return Readiness(
        user=UserId(row["user_id"]),
        source=row["source"],
        message=row["message"],
        said_at=instant_from(row["said_at"]),
        on=date.fromisoformat(row["said_on"]),
        sleep_minutes=row["sleep_minutes"],
        soreness=row["soreness"],
        soreness_site=row["soreness_site"],
        energy=energy_from(row["energy"]),
        stress=row["stress"],
        body_weight=load_or_none_from(row["body_milli"], row["body_unit"]),
    )


def flag_row(flag: Flag, message: str | None) -> Params:
    return {
        "id": flag.id,
        "user": flag.user,
        "message": message,
        "exercise": flag.exercise,
        "danger": flag.danger.value,
        "words": flag.words,
        "raised_at": instant(flag.raised_at),
        "cleared_at": instant_or_none(flag.cleared_at),
    }


def flag_from(row: Row) -> Flag:
    return Flag(
        id=RowId(row["id"]),
        user=UserId(row["user_id"]),
        exercise=None if row["exercise"] is None else ExerciseId(row["exercise"]),
        danger=Danger(row["danger"]),
        words=row["words"],
        raised_at=instant_from(row["raised_at"]),
        cleared_at=instant_or_none_from(row["cleared_at"]),
    )


def ask_row(ask: Ask) -> Params:
    return {
        "user": ask.user,
        **address_row(ask.address),
        "missing": ask.missing,
        "text": ask.text,
        "asked_at": instant(ask.asked_at),
    }


def ask_from(row: Row) -> Ask:
    return Ask(
        user=UserId(row["user_id"]),
        address=address_from(row),
        missing=row["missing"],
        text=row["text"],
        asked_at=instant_from(row["asked_at"]),
    )


def reading_row(reading: Reading) -> Params:
    return {
        "id": reading.id,
        "user": reading.user,
        **address_row(reading.address),
        "message": reading.message,
        "text": reading.text,
        "replaces": int(reading.replaces),
        "said_at": instant(reading.said_at),
        "said_on": reading.on.isoformat(),
        "offered_at": instant(reading.offered_at),
        "settled_at": instant_or_none(reading.settled_at),
    }


def reading_from(row: Row) -> Reading:
    return Reading(
        id=RowId(row["id"]),
        user=UserId(row["user_id"]),
        address=address_from(row),
        message=row["message"],
        text=row["text"],
        replaces=bool(row["replaces"]),
        said_at=instant_from(row["said_at"]),
        on=date.fromisoformat(row["said_on"]),
        offered_at=instant_from(row["offered_at"]),
        settled_at=instant_or_none_from(row["settled_at"]),
    )


def upload_row(upload: Upload, turn: RowId | None) -> Params:
    is_empty = upload.state is UploadState.REFUSED
    return {
        **upload_state_row(upload, turn),
        "name": upload.name,
        "text": None if is_empty else packed(upload.text),
        "unit": upload.unit.value,
        "offered_at": instant(upload.offered_at),
    }


def upload_state_row(upload: Upload, turn: RowId | None) -> Params:
    return {"id": upload.id, "user": upload.user, "state": upload.state.value, "turn": turn}


def upload_from(row: Row) -> Upload:
    return Upload(
        id=RowId(row["id"]),
        user=UserId(row["user_id"]),
        name=row["name"],
        text=packed_from(row["text"]),
        unit=Unit(row["unit"]),
        offered_at=instant_from(row["offered_at"]),
        state=UploadState(row["state"]),
    )


def strength_row(strength: Strength) -> Params:
    return {
        "user": strength.user,
        "exercise": strength.exercise,
        "through": strength.through.isoformat(),
        "version": strength.version,
        "state": strength.state,
    }


def strength_from(row: Row) -> Strength:
    return Strength(
        user=UserId(row["user_id"]),
        exercise=ExerciseId(row["exercise"]),
        through=date.fromisoformat(row["through"]),
        version=row["version"],
        state=row["state"],
    )
