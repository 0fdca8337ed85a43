"""A set as it should be: what stood in the log, or was asked about, with what a correction says of it."""

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from bot.decide.answered import on_its_day
from bot.decide.asks import sets_asked_about, waiting
from bot.decide.log import HELD_ONCE, planned
from bot.decide.own_units import as_of
from bot.decide.scene import Scene
from bot.decide.which import Meant, patch_of, says_nothing
from bot.parse.facts import Intent, Parsed, SaidSet, Which
from bot.parse.limits import set_refusal
from knowledge.units import Load, Unit
from storage.records import Lift, SetKind

T = TypeVar("T")

# ── in the log ─────────────────────────────────────────────────────────────────────────────────────────────────────


def patched(found: Meant, text: str, parsed: Parsed, scene: Scene) -> Lift:
    """The set as it should be; parts that are not said stay. *scene* remembers nothing of what is corrected."""
    entry = found.entry
    old = entry.lift if found.at is None else replace(entry.lift, sets=1)
    parsed = as_of(old.exercise, text, parsed, scene)
    parsed = _as_hold(text, parsed, old, scene)
    patch = patch_of(parsed)
    exercise = patch.exercise or old.exercise
    is_held = patch.reps is None and (patch.hold_seconds or old.hold_seconds)
    new = replace(
        old,
        exercise=exercise,
        load=_patched_load(old, text, parsed, scene),
        reps=_first(patch.reps, HELD_ONCE if patch.hold_seconds else old.reps),
        sets=patch.sets if patch.sets > 1 or _is_about_sets(parsed) else old.sets,
        rpe=_first(patch.rpe, old.rpe),
        kind=_patched_kind(old, patch),
        bodyweight=scene.exercises[exercise].bodyweight,
        hold_seconds=is_held or None,
    )
    return new if exercise == old.exercise else replace(new, planned=planned(new, entry.on, entry.said_at, scene))


def _first(said: T | None, old: T) -> T:
    return old if said is None else said


def _patched_load(old: Lift, text: str, parsed: Parsed, scene: Scene) -> Load:
    """A number without a unit is in that of the set: 62.5 behind 60 kg is no 62.5 lb."""
    said = patch_of(parsed).load
    if said is not None and said.unit is not old.load.unit and old.load.amount and not _says_unit(text, scene):
        said = Load(said.amount, old.load.unit)
    load = _first(said, old.load)
    if said is not None and old.load.amount < 0 < said.amount:
        load = Load(-said.amount, said.unit)  # less help, not a weight in its place
    return Load(load.amount, parsed.unit_only) if parsed.unit_only else load


def _is_about_sets(parsed: Parsed) -> bool:
    """Whether nothing but a number of sets can have been meant: "should be 1 set"."""
    patch = patch_of(parsed)
    return patch.exercise is None and parsed.unit_only is None and says_nothing(patch)


def _patched_kind(old: Lift, patch: SaidSet) -> SetKind:
    if patch.kind is not SetKind.WORK:
        return patch.kind
    return SetKind.WORK if _is_made(old, patch.reps) else old.kind


def _is_made(old: Lift, reps: int | None) -> bool:
    """Whether a set that was missed had all its reps after all."""
    return old.kind is SetKind.FAILED and old.planned is not None and reps is not None and reps >= old.planned.reps


def refusal(lift: Lift, scene: Scene) -> str | None:
    said = SaidSet(exercise=lift.exercise, load=lift.load, reps=lift.reps, sets=lift.sets)
    return set_refusal(said, scene.exercises[lift.exercise])


def _as_hold(text: str, parsed: Parsed, old: Lift, scene: Scene) -> Parsed:
    """Of a hold without a load, a number without a unit of weight is its time: "it was 45s"."""
    patch = patch_of(parsed)
    if old.hold_seconds is None or old.load.amount or patch.load is None or patch.hold_seconds is not None:
        return parsed
    if patch.load.amount % 1 or _says_unit(text, scene):
        return parsed
    return replace(parsed, sets=(replace(patch, load=None, hold_seconds=int(patch.load.amount)),))


def _says_unit(text: str, scene: Scene) -> bool:
    """Whether the load of *text* is the same whatever unit the lifter trains in."""
    return len({patch_of(scene.read(text, unit)).load for unit in Unit}) == 1


# ── asked about ────────────────────────────────────────────────────────────────────────────────────────────────────


def asked_put_right(parsed: Parsed, scene: Scene) -> Parsed | None:
    """The sets that the waiting question is about, the last one put right; None where a set of the log is meant."""
    ask, which = waiting(scene), parsed.which or Which()
    asked = sets_asked_about(ask, scene) if ask is not None else ()
    if ask is None or not asked or which.number not in (None, -1):
        return None
    last, lift = asked[-1], which.exercise or patch_of(parsed).exercise
    if lift not in (None, last.exercise) or not set(which.was) <= _numbers(last):
        return None
    right, exercise = _asked_patched(last, parsed), scene.exercises[last.exercise] if last.exercise else None
    whole = replace(parsed, sets=(*asked[:-1], right), intent=Intent.LOG, which=None, unit_only=None)
    if wrong := set_refusal(right, exercise):
        return replace(whole, sets=(), refused=(wrong,))
    return on_its_day(replace(whole, when=scene.read(ask.text, scene.unit).when), ask, scene)


def _numbers(said: SaidSet) -> set[Decimal]:
    counts = (said.reps, said.hold_seconds, said.sets if said.sets > 1 else None)
    load = {abs(said.load.amount)} if said.load else set()
    return load | {Decimal(count) for count in counts if count is not None}


def _asked_patched(old: SaidSet, parsed: Parsed) -> SaidSet:
    patch = patch_of(parsed)
    load = _first(patch.load, old.load)
    return replace(
        old,
        load=Load(load.amount, parsed.unit_only) if load and parsed.unit_only else load,
        reps=_first(patch.reps, old.reps),
        sets=patch.sets if patch.sets > 1 or _is_about_sets(parsed) else old.sets,
        rpe=_first(patch.rpe, old.rpe),
        hold_seconds=_first(patch.hold_seconds, old.hold_seconds),
        otherwise=None,
    )
