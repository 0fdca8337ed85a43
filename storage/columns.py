"""Values as both engines keep them: text that sorts as it reads, whole thousandths, JSON for lists."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from knowledge.units import Load, Unit
from storage.records import Button, Energy, EnergyLevel

RPE_STEP = 10  # tenths of a point of RPE are whole numbers


def instant(at: datetime) -> str:
    """``2026-11-22T18:14:01.000000Z``: always UTC, 27 characters. Raises ValueError where the zone is missing."""
    if at.tzinfo is None:
        raise ValueError(f"an instant needs its zone: {at}")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant_or_none(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def instant_from(text: str) -> datetime:
    return datetime.fromisoformat(text)


def instant_or_none_from(text: str | None) -> datetime | None:
    return None if text is None else instant_from(text)


@lru_cache(maxsize=4096)
def load_from(milli: int, unit: str) -> Load:
    """The load of so many thousandths. A lifter's loads repeat, and each is immutable, so they are shared."""
    return Load.from_milli(milli, Unit(unit))


def load_or_none_from(milli: int | None, unit: str | None) -> Load | None:
    return None if milli is None or unit is None else load_from(milli, unit)


def load_columns(prefix: str, load: Load | None) -> dict[str, int | str | None]:
    """The two columns of a load: ``<prefix>_milli`` and ``<prefix>_unit``."""
    if load is None:
        return {f"{prefix}_milli": None, f"{prefix}_unit": None}
    return {f"{prefix}_milli": load.milli, f"{prefix}_unit": load.unit.value}


def rpe_tenths(rpe: Decimal | None) -> int | None:
    return None if rpe is None else int(rpe * RPE_STEP)


def rpe_from(tenths: int | None) -> Decimal | None:
    return None if tenths is None else Decimal(tenths) / RPE_STEP


def energy_text(energy: Energy | None) -> str | None:
    return None if energy is None else str(energy)


def energy_from(text: str | None) -> Energy | None:
    """A number as it was said, or the level."""
    if text is None:
        return None
    return EnergyLevel(text) if text in set(EnergyLevel) else int(text)


def loads_text(loads: Iterable[Load]) -> str:
    """JSON: ``[[45000, "lb"], …]``."""
    return json.dumps([[load.milli, load.unit.value] for load in loads])


def loads_from(text: str) -> tuple[Load, ...]:
    return tuple(load_from(milli, unit) for milli, unit in json.loads(text))


def texts_text(texts: Iterable[str]) -> str:
    """JSON: a list of texts, readable as they are."""
    return json.dumps(list(texts), ensure_ascii=False)


def texts_from(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def buttons_text(rows: Iterable[Iterable[Button]]) -> str:
    """JSON: rows of ``[label, press]``."""
    return json.dumps([[[b.label, b.press] for b in row] for row in rows], ensure_ascii=False)


def buttons_from(text: str) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(label, press) for label, press in row) for row in json.loads(text))
