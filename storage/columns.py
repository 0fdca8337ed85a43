"""Values as both engines keep them: text that sorts as it reads, whole thousandths, JSON for lists."""

import json
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from knowledge.units import Load, Unit
from storage.records import Button, Energy, EnergyLevel, ExerciseId, Injury, Loading, Target, TrainingMax

RPE_STEP = 10  # tenths of a point of RPE are whole numbers
FASTEST = 1  # of zlib's levels; the best one makes a log half as small again and takes ten times as long


def instant(at: datetime) -> str:
    """``2026-11-22T18:14:01.000000Z``: always UTC, 27 characters. Raises ValueError where the zone is missing."""
    if at.tzinfo is None:
        raise ValueError(f"an instant needs its zone: {at}")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant_or_none(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def day_or_none(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day_or_none_from(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


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
    return json.dumps([_pair(load) for load in loads])


def loads_from(text: str) -> tuple[Load, ...]:
    return tuple(load_from(milli, unit) for milli, unit in json.loads(text))


def _pair(load: Load | None) -> list[int | str] | None:
    return None if load is None else [load.milli, load.unit.value]


def _load(pair: tuple[int, str] | None) -> Load | None:
    return None if pair is None else load_from(*pair)


def targets_text(targets: Iterable[Target]) -> str:
    """JSON: ``[[130000, "lb", 5], …]``."""
    return json.dumps([[target.load.milli, target.load.unit.value, target.reps] for target in targets])


def targets_from(text: str) -> tuple[Target, ...]:
    return tuple(Target(load_from(milli, unit), reps) for milli, unit, reps in json.loads(text))


def training_maxes_text(maxes: Iterable[TrainingMax]) -> str:
    """JSON: ``[["bench_press", 200000, "lb"], …]``."""
    return json.dumps([[one.exercise, one.load.milli, one.load.unit.value] for one in maxes])


def training_maxes_from(text: str) -> tuple[TrainingMax, ...]:
    return tuple(
        TrainingMax(ExerciseId(exercise), load_from(milli, unit)) for exercise, milli, unit in json.loads(text)
    )


def loadings_text(loadings: Iterable[Loading]) -> str:
    """JSON: ``[{"exercise": "leg_press", "unit": "kg", "bar": null, "plates": [[20000, "kg"]], "step": null}]``."""
    return json.dumps([_loading(one) for one in loadings])


def _loading(one: Loading) -> dict[str, object]:
    return {
        "exercise": one.exercise,
        "unit": one.unit.value if one.unit else None,
        "bar": _pair(one.bar),
        "plates": [_pair(plate) for plate in one.plates],
        "step": _pair(one.step),
    }


def loadings_from(text: str) -> tuple[Loading, ...]:
    return tuple(
        Loading(
            exercise=ExerciseId(one["exercise"]),
            unit=Unit(one["unit"]) if one["unit"] else None,
            bar=_load(one["bar"]),
            plates=tuple(load_from(*pair) for pair in one["plates"]),
            step=_load(one["step"]),
        )
        for one in json.loads(text)
    )


def packed(text: str) -> bytes:
    """*text* compressed. Half of a surrogate pair becomes "?"."""
    return zlib.compress(text.encode("utf-8", "replace"), FASTEST)


def packed_from(text: bytes | None) -> str:
    """The text that was packed; empty where there is none."""
    return "" if text is None else zlib.decompress(text).decode()


def texts_text(texts: Iterable[str]) -> str:
    """JSON: a list of texts, readable as they are."""
    return json.dumps(list(texts), ensure_ascii=False)


def texts_from(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def injuries_text(injuries: Iterable[Injury]) -> str:
    """JSON: ``[["lower back", "2026-11-22", null], …]``."""
    rows = [[one.site, day_or_none(one.since), day_or_none(one.over_on)] for one in injuries]
    return json.dumps(rows, ensure_ascii=False)


def injuries_from(text: str) -> tuple[Injury, ...]:
    """Rows of former versions name the site alone."""
    return tuple(Injury(one) if isinstance(one, str) else _injury(*one) for one in json.loads(text))


def _injury(site: str, since: str | None, over_on: str | None) -> Injury:
    return Injury(site, day_or_none_from(since), day_or_none_from(over_on))


def buttons_text(rows: Iterable[Iterable[Button]]) -> str:
    """JSON: rows of ``[label, press]``."""
    return json.dumps([[[b.label, b.press] for b in row] for row in rows], ensure_ascii=False)


def buttons_from(text: str) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(label, press) for label, press in row) for row in json.loads(text))
