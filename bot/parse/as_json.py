"""What was read, as JSON: the schema that labelled messages are written in."""

from decimal import Decimal
from typing import TypeAlias

from bot.parse.facts import Intent, Parsed, SaidSet
from storage.records import Danger

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


def to_json(parsed: Parsed) -> dict[str, Json]:
    """*parsed* as JSON. Numbers are whole where they can be; sleep is in hours; energy said in words is null.

    ``delete_last``, ``red_flag``, ``also`` and ``when`` are there only where they say something; a red flag is an
    emergency or an urgent sign, plain pain is an intent. In a correction null is unchanged.
    """
    is_patch = parsed.intent is Intent.CORRECTION
    whole: dict[str, Json] = {
        "sets": [_set(said, is_patch=is_patch) for said in parsed.sets] or _unit_alone(parsed),
        "sleep_h": None if parsed.sleep_minutes is None else _number(round(Decimal(parsed.sleep_minutes) / 60, 2)),
        "soreness": parsed.soreness,
        "energy": parsed.energy if isinstance(parsed.energy, int) else None,
        "bodyweight": None if parsed.body_weight is None else {
            "value": _number(parsed.body_weight.amount),
            "unit": parsed.body_weight.unit.value,
        },
        "intent": parsed.intent.value,
    }  # fmt: skip
    return whole | _present(parsed)


def _present(parsed: Parsed) -> dict[str, Json]:
    said: dict[str, Json] = {}
    if parsed.also:
        said["also"] = [intent.value for intent in parsed.also]
    if parsed.delete_last:
        said["delete_last"] = True
    if parsed.danger in (Danger.EMERGENCY, Danger.URGENT):
        said["red_flag"] = parsed.danger.value
    if parsed.when:
        said["when"] = parsed.when
    return said


def _unit_alone(parsed: Parsed) -> list[Json]:
    """That was kg: a set of which nothing but the unit changes."""
    if parsed.unit_only is None:
        return []
    blank = SaidSet(exercise=None, load=None, reps=None)
    return [_set(blank, is_patch=True) | {"unit": parsed.unit_only.value}]


def _set(said: SaidSet, *, is_patch: bool) -> dict[str, Json]:
    return {
        "exercise": said.exercise,
        "weight": None if said.load is None else _number(said.load.amount),
        "unit": None if said.load is None else said.load.unit.value,
        "reps": said.reps,
        "sets": None if is_patch and said.sets == 1 else said.sets,
        "rpe": None if said.rpe is None else _number(said.rpe),
        "kind": said.kind.value,
        "bodyweight": said.bodyweight,
        **({} if said.hold_seconds is None else {"seconds": said.hold_seconds}),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value % 1 == 0 else float(value)
