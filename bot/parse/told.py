"""The facts of a message in words, each for the part of the message that says it."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.parse.facts import Again, Parsed, SaidSet, Which
from knowledge.units import plain
from storage.records import EnergyLevel, SetKind

BESIDE: Final = "belongs to a set beside it"


def told_sets(parsed: Parsed, numbers: Mapping[int, frozenset[Decimal]]) -> dict[int, str]:
    """What each part says, by the key that it has in *numbers*: the numbers of each part that says sets, in order.

    A set belongs to the part that has most of its numbers, and no set to one before the part of the set before it.
    """
    found: dict[int, list[str]] = {part: [] for part in numbers}
    parts = list(numbers)
    if parts and (whole := _told_whole(parsed)):
        found[parts[0]].append(whole)
        return {part: "; ".join(said) for part, said in found.items()}
    first = 0
    for said in parsed.sets:
        ahead = range(first, len(parts))
        first = max(ahead, key=lambda at: (_fit(said, numbers[parts[at]]), not found[parts[at]], -at), default=first)
        if parts:
            found[parts[first]].append(_show_set(said))
    return {part: "; ".join(said) or _untold(numbers[part], parsed) for part, said in found.items()}


def _fit(said: SaidSet, numbers: frozenset[Decimal]) -> int:
    """How well *numbers* say the set: the load tells most about it, the number of sets least."""
    load = abs(said.load.amount) if said.load else None
    counted = said.reps if said.hold_seconds is None else said.hold_seconds
    return 4 * (load in numbers) + 2 * (counted in numbers) + (said.rpe in numbers) + (said.sets in numbers)


def _untold(numbers: frozenset[Decimal], parsed: Parsed) -> str:
    is_refused = bool(refused_of(numbers, parsed.refused))
    return "" if is_refused or not parsed.sets else BESIDE


def _told_whole(parsed: Parsed) -> str:
    """What no set of its own says: a repetition, or a correction of the unit alone."""
    if parsed.again:
        return _show_again(parsed.again)
    return f"the unit: {parsed.unit_only}" if parsed.unit_only else ""


def refused_of(numbers: Collection[Decimal], refused: Sequence[str]) -> str:
    """``refused`` where one of *numbers* stands in a sentence that refuses a value, else nothing."""
    told = {word.strip(".,:?") for sentence in refused for word in sentence.split()}
    return "refused" if any(plain(number) in told for number in numbers) else ""


def told_facts(parsed: Parsed) -> dict[str, str]:
    """What is said beside the sets, by the stage in which it is read; what was not said is left out."""
    site = f" ({parsed.soreness_site})" if parsed.soreness_site else ""
    energy = parsed.energy.value if isinstance(parsed.energy, EnergyLevel) else parsed.energy
    said = {
        "sleep": None if parsed.sleep_minutes is None else f"{plain(Decimal(parsed.sleep_minutes) / 60)} h",
        "soreness": None if parsed.soreness is None else f"{parsed.soreness} of 10{site}",
        "energy": f"{energy} of 10" if isinstance(energy, int) else energy,
        "stress": None if parsed.stress is None else f"{parsed.stress} of 10",
        "body weight": str(parsed.body_weight) if parsed.body_weight else None,
        "day": parsed.when,
        "correction": _show_correction(parsed),
    }
    return {stage: value for stage, value in said.items() if value}


def _show_correction(parsed: Parsed) -> str:
    which = parsed.which or Which()
    parts = [
        "delete" if parsed.delete_last else "change",
        {None: "", -1: "the last set"}.get(which.number, f"set {which.number}"),
        f"of {which.exercise}" if which.exercise else "",
        f"that was {' or '.join(map(plain, which.was))}" if which.was else "",
    ]
    return " ".join(part for part in parts if part) + ("" if any(parts[1:]) else " what was said last")


def _show_set(said: SaidSet) -> str:
    """``bench_press: 185 lb, 5 reps, 3 sets, RPE 8 (or else 185 lb, 3 reps, 5 sets, RPE 8)``."""
    exercise = f"{said.exercise}: " if said.exercise else ""
    other = f" (or else {_show_numbers(said.otherwise)})" if said.otherwise else ""
    return f"{exercise}{_show_numbers(said)}{other}"


def _show_numbers(said: SaidSet) -> str:
    parts = [
        _show_load(said),
        _counted(said.reps, "rep"),
        "" if said.hold_seconds is None else f"{said.hold_seconds} s",
        _counted(said.sets, "set") if said.sets != 1 else "",
        f"RPE {plain(said.rpe)}" if said.rpe is not None else "",
        {SetKind.WARMUP: "warm-up", SetKind.FAILED: "failed"}.get(said.kind, ""),
    ]
    return ", ".join(part for part in parts if part)


def _show_load(said: SaidSet) -> str:
    if said.load is None:
        return ""
    if not said.bodyweight:
        return str(said.load)
    sign = "+" if said.load.amount > 0 else ""
    return f"body weight {sign}{said.load}" if said.load.amount else "body weight"


def _counted(count: int | None, what: str) -> str:
    return "" if count is None else f"{count} {what}" if count == 1 else f"{count} {what}s"


def _show_again(again: Again) -> str:
    parts = [
        "the set before, again",
        str(again.load) if again.load else "",
        f"load {again.more.amount:+f} {again.more.unit}" if again.more else "",
        _counted(again.reps, "rep"),
        "" if again.more_reps is None else f"reps {again.more_reps:+}",
        _counted(again.sets, "set") if again.sets != 1 else "",
        f"RPE {plain(again.rpe)}" if again.rpe is not None else "",
        "warm-up" if again.kind is SetKind.WARMUP else "",
    ]
    return ", ".join(part for part in parts if part)
