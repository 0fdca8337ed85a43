"""A lifter's log as CSV or JSON, exact: loads in the unit in which they were said."""

import csv
import io
import json
from collections.abc import Sequence

from bot.imports.notes import guarded
from knowledge.units import plain
from storage.open import open_store
from storage.records import Entry, Identity, Readiness

COLUMNS = ("date", "exercise", "weight", "unit", "reps", "sets", "rpe", "kind")
PLANNED = ("planned_weight", "planned_unit", "planned_reps")
HELD = ("hold_seconds",)  # a timed hold has it, and 1 for its reps
SAID = ("said_at", "bodyweight", "note")  # without which an import would lose them


def entry_row(entry: Entry) -> dict[str, str | int | None]:
    """One entry under COLUMNS, PLANNED, HELD and SAID; decimals as text, so that nothing is rounded."""
    lift = entry.lift
    return {
        "date": entry.on.isoformat(),
        "exercise": lift.exercise,
        "weight": plain(lift.load.amount),
        "unit": lift.load.unit.value,
        "reps": lift.reps,
        "sets": lift.sets,
        "rpe": None if lift.rpe is None else plain(lift.rpe),
        "kind": lift.kind.value,
        "planned_weight": plain(lift.planned.load.amount) if lift.planned else None,
        "planned_unit": lift.planned.load.unit.value if lift.planned else None,
        "planned_reps": lift.planned.reps if lift.planned else None,
        "hold_seconds": lift.hold_seconds,
        "said_at": entry.said_at.isoformat(),
        "bodyweight": 1 if lift.bodyweight else None,
        "note": entry.note,
    }


def _cells(entry: Entry) -> dict[str, str | int | None]:
    """The same for a spreadsheet, which must not take a note for a formula."""
    return entry_row(entry) | {"note": guarded(entry.note)}


def readiness_row(readiness: Readiness) -> dict[str, str | int | None]:
    return {
        "date": readiness.on.isoformat(),
        "said_at": readiness.said_at.isoformat(),
        "sleep_minutes": readiness.sleep_minutes,
        "soreness": readiness.soreness,
        "soreness_site": readiness.soreness_site,
        "energy": readiness.energy,
        "stress": readiness.stress,
        "body_weight": str(readiness.body_weight) if readiness.body_weight else None,
    }


def as_csv(entries: Sequence[Entry]) -> str:
    """The sets, oldest first, under a line of column names."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS + PLANNED + HELD + SAID, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_cells, entries))
    return out.getvalue()


def as_json(entries: Sequence[Entry], readiness: Sequence[Readiness]) -> str:
    log = {"sets": [entry_row(e) for e in entries], "readiness": [readiness_row(r) for r in readiness]}
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


async def export_log(url: str, platform: str, account: str, whole: bool) -> str:
    """The log of one account, *whole* as JSON or its sets as CSV. Raises LookupError when nobody writes from there."""
    async with open_store(url) as store:
        person = await store.person(Identity(platform, account))
        if person is None:
            raise LookupError(f"Nobody called {account!r} on {platform} has written yet.")
        entries, readiness = await store.log(person.user)
    return as_json(entries, readiness) if whole else as_csv(entries)
