"""The set before, done again: "same again", "same but 5 more", "x5"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.decide.answered import on_its_day
from bot.decide.asks import LATELY, lift_begun, sets_asked_about, waiting
from bot.decide.corrections import is_asked_last
from bot.decide.log import HELD_ONCE, log, tells_readiness
from bot.decide.own_units import as_of
from bot.decide.scene import Decision, Scene, day_said, reply
from bot.message import Said
from bot.parse.facts import Again, Intent, Parsed, SaidSet
from bot.parse.limits import rpe_refusal, set_refusal
from bot.wording import WHICH_SET
from bot.wording_parts import asked_for
from knowledge.units import Load
from storage.records import Ask, Entry, Lift, SetKind


def is_again(parsed: Parsed, scene: Scene) -> bool:
    """Whether *parsed* says a set only by the one before it.

    "x5" may also be a set that is still to be named; where none is there to be repeated, it is that.
    """
    if parsed.again is None or parsed.intent is Intent.QUESTION:
        return False
    if not parsed.sets:
        return True
    is_plain = parsed.again.more is None and parsed.again.more_reps is None
    return is_plain and _is_reps_alone(parsed.sets) and not _is_asked(scene) and _repeats_reps(parsed, scene)


def _is_reps_alone(sets: Sequence[SaidSet]) -> bool:
    return len(sets) == 1 and sets[0].exercise is None and sets[0].load is None


def _is_asked(scene: Scene) -> bool:
    return waiting(scene) is not None and is_asked_last(scene)


def _repeats_reps(parsed: Parsed, scene: Scene) -> bool:
    entry = entry_repeated(parsed, scene)
    return entry is not None and entry.lift.hold_seconds is None


def repeat(said: Said, parsed: Parsed, again: Again, scene: Scene) -> Decision:
    """Log the set that is meant once more, with the changes; ask which one it is where that is not plain."""
    ask = waiting(scene)
    if ask is not None and not scene.named and (lift := lift_begun(ask, scene)) is not None:
        scene = replace(scene, named=(lift,))
    if ask is not None and is_asked_last(scene) and not scene.named:
        return _repeat_asked(said, parsed, again, ask, scene)
    entry = entry_repeated(parsed, scene)
    if entry is None or (entry.lift.hold_seconds is not None and _is_of_reps(again)):
        return _unlogged(said, parsed, scene, WHICH_SET)
    again = _in_its_unit(entry, said, parsed, scene).again or again
    one = repeated(entry.lift, again)
    exercise = scene.exercises[entry.lift.exercise]
    if wrong := set_refusal(replace(one, reps=HELD_ONCE if one.reps is None else one.reps), exercise) or rpe_refusal(
        one
    ):
        return _unlogged(said, parsed, scene, wrong)
    whole = replace(parsed, sets=(one,), intent=Intent.LOG, again=None)
    return log(said, whole, replace(scene, named=(exercise.id,)))


def _in_its_unit(entry: Entry, said: Said, parsed: Parsed, scene: Scene) -> Parsed:
    """*parsed* with a bare load, or "5 more", in the unit of the set that is repeated."""
    unit = entry.lift.load.unit
    if not entry.lift.load.amount or unit is scene.unit:
        return as_of(entry.lift.exercise, said.text, parsed, scene)
    return scene.read(said.text, unit)


def _unlogged(said: Said, parsed: Parsed, scene: Scene, why: str) -> Decision:
    """No set; what else was said of the day is kept all the same."""
    if parsed.danger is not None or tells_readiness(parsed):
        return log(said, parsed, scene, note=why)
    return reply(scene, why)


def _repeat_asked(said: Said, parsed: Parsed, again: Again, ask: Ask, scene: Scene) -> Decision:
    """The set before is the one that is asked about: complete it with "x5" or "same weight", or ask once more."""
    asked = sets_asked_about(ask, scene)
    found = _completed(said, parsed, ask, asked[0], scene) if len(asked) == 1 else None
    if found is None:
        words = asked_for(asked, ask.missing, scene.exercises, scene.unit)
        return _unlogged(said, parsed, scene, words)
    when = scene.read(ask.text, scene.unit).when
    answer = on_its_day(replace(parsed, sets=(found,), intent=Intent.LOG, when=when), ask, scene)
    return log(said, answer, scene, answers=True)


def _completed(said: Said, parsed: Parsed, ask: Ask, asked: SaidSet, scene: Scene) -> SaidSet | None:
    again = parsed.again or Again()
    if ask.missing == "reps" and again.reps is not None:
        return replace(asked, reps=again.reps, sets=max(asked.sets, again.sets))
    if ask.missing != "load" or again != Again(sets=again.sets, more=again.more) or asked.exercise is None:
        return None
    entry = entry_repeated(parsed, replace(scene, named=(asked.exercise,)))
    if entry is None:
        return None
    again = _in_its_unit(entry, said, parsed, scene).again or again
    return replace(asked, load=_load(entry.lift, again))


def entry_repeated(parsed: Parsed, scene: Scene) -> Entry | None:
    """The newest set before the message, of the lift that it names if it names one; None when it is too long ago."""
    said_at = scene.incoming.sent_at
    newest_first = (
        entry
        for entry in reversed(scene.memory.recent)
        if entry.said_at <= said_at and (not scene.named or entry.lift.exercise in scene.named)
    )
    entry = next(newest_first, None)
    if entry is None or parsed.when is not None or entry.on != day_said(None, scene.said_on):
        return None
    return entry if said_at - entry.said_at <= LATELY else None


def repeated(lift: Lift, again: Again) -> SaidSet:
    """*lift* once more with the changes. How hard it was is not repeated: a set is not as hard as the one before.

    A miss that is repeated is work, unless it is said to be missed too. Without its load, where more of another unit
    was said, and without its reps, where none were done before.
    """
    load, reps = _load(lift, again), _reps(lift, again)
    is_warm = lift.kind is SetKind.WARMUP and load == lift.load
    return SaidSet(
        exercise=lift.exercise,
        load=load,
        reps=None if lift.hold_seconds is not None else reps,
        sets=again.sets,
        rpe=again.rpe,
        kind=SetKind.WARMUP if is_warm and again.kind is SetKind.WORK else again.kind,
        bodyweight=lift.bodyweight,
        hold_seconds=lift.hold_seconds,
    )


def _load(lift: Lift, again: Again) -> Load | None:
    if again.load is not None:
        return again.load
    if again.more is None:
        return lift.load
    if again.more.unit is not lift.load.unit:
        return None
    return Load(lift.load.amount + again.more.amount, lift.load.unit)


def _reps(lift: Lift, again: Again) -> int | None:
    if again.reps is not None:
        return again.reps
    reps = lift.reps + (again.more_reps or 0)
    return None if reps == 0 and again.kind is not SetKind.FAILED else reps


def _is_of_reps(again: Again) -> bool:
    return again.reps is not None or again.more_reps is not None
