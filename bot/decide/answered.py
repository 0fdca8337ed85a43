"""A question about sets that were said in part: what answers it, and when it is done with."""

from dataclasses import replace
from decimal import Decimal

from bot.decide.asks import is_whole, lift_begun, sets_asked_about, waiting
from bot.decide.own_units import unit_of_answer
from bot.decide.scene import Scene, day_refusal, day_said, local_day
from bot.message import Said
from bot.parse.facts import Intent, Parsed, SaidSet
from bot.parse.limits import set_refusal
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import Ask

PARTS = ("exercise", "load", "reps", "hold_seconds")  # of a set, as far as they can contradict each other
ANSWERED = {
    "exercise": "{answer} {asked}",
    "load": "{asked} at {answer}",
    "reps": "{asked} x {answer}",
    "hold_seconds": "{asked} {answer}",
}


def answered(said: Said, parsed: Parsed, scene: Scene) -> Parsed | None:
    """The sets that the waiting question is about, with what this message says of them; None when it says nothing.

    What else it says is kept too. An answer that makes the sets impossible has no sets, and the reason is refused.
    """
    ask = waiting(scene)
    if ask is None or any(map(is_whole, parsed.sets)) or Intent.QUESTION in (parsed.intent, *parsed.also):
        return None
    if ask.missing == "exercise" and len(scene.named) != 1:
        return None
    about = _lift_asked_about(ask, scene)
    unit = unit_of_answer(about, scene) if about is not None and not scene.named else scene.unit
    if unit is not scene.unit:
        parsed = replace(scene.read(said.text, unit), body_weight=parsed.body_weight)
    if parsed.sets and (lift := lift_begun(ask, scene)):
        return _of_lift(parsed, lift, ask, scene)  # any part of a set is further
    found = _joined(parsed, ask, scene) if parsed.sets else _beside(said, ask, unit, scene)
    if found is None or _is_made_a_hold(found, ask, scene):
        return None
    if not (_is_further(found, ask) or _is_impossible(found, parsed)):
        return None
    return on_its_day(found, ask, scene)


def _lift_asked_about(ask: Ask, scene: Scene) -> ExerciseId | None:
    return next((one.exercise for one in sets_asked_about(ask, scene)), None)


def _is_made_a_hold(found: Parsed, ask: Ask, scene: Scene) -> bool:
    """Whether the answer turns reps into seconds: "plank" to 185 × 5."""
    has_reps = any(said.reps is not None for said in sets_asked_about(ask, scene))
    return has_reps and any(said.hold_seconds is not None for said in found.sets)


def _of_lift(parsed: Parsed, lift: ExerciseId, ask: Ask, scene: Scene) -> Parsed | None:
    found = of_lift(parsed, lift, scene)
    return on_its_day(found, ask, scene) if found else None


def of_lift(parsed: Parsed, lift: ExerciseId, scene: Scene) -> Parsed | None:
    """Sets without a lift as those of the lift that was begun; None where one has another."""
    if any(one.exercise not in (None, lift) for one in parsed.sets):
        return None
    weightless = Load(Decimal(0), scene.unit) if scene.exercises[lift].bodyweight else None
    sets = (
        replace(
            one,
            exercise=lift,
            load=one.load if one.load is not None else weightless,
            bodyweight=weightless is not None,
        )
        for one in parsed.sets
    )
    return _possible(replace(parsed, sets=tuple(map(_read_once, sets)), again=None), scene)


def _possible(found: Parsed, scene: Scene) -> Parsed:
    """*found*, or without its sets where one cannot be, now that its lift is known."""
    lifted = ((one, scene.exercises[one.exercise]) for one in found.sets if one.exercise)
    wrong = tuple(why for one, exercise in lifted if (why := set_refusal(one, exercise)))
    return replace(found, sets=(), refused=wrong) if wrong else found


def _read_once(said: SaidSet) -> SaidSet:
    other = said.otherwise
    return replace(said, otherwise=replace(other, exercise=said.exercise) if other else None)


def _beside(said: Said, ask: Ask, unit: Unit, scene: Scene) -> Parsed:
    """An answer without numbers of sets, "bench" or "225", read beside what it answers."""
    answer = said.text.strip()
    if ask.missing == "hold_seconds" and answer.isdecimal():
        answer = f"{answer}s"
    return scene.read(ANSWERED[ask.missing].format(answer=answer, asked=ask.text), unit)


def _joined(parsed: Parsed, ask: Ask, scene: Scene) -> Parsed | None:
    """One set in parts of its own, "225x5", as the answer about one set that it agrees with."""
    before = scene.read(ask.text, scene.unit)
    if len(parsed.sets) != 1 or len(before.sets) != 1 or not _agree(parsed.sets[0], before.sets[0]):
        return None
    sets, when = (_together(before.sets[0], parsed.sets[0]),), parsed.when or before.when
    return _possible(replace(parsed, sets=sets, intent=Intent.LOG, when=when), scene)


def _together(asked: SaidSet, given: SaidSet) -> SaidSet:
    return replace(
        asked,
        exercise=asked.exercise or given.exercise,
        load=asked.load if asked.load is not None else given.load,
        reps=asked.reps if asked.reps is not None else given.reps,
        sets=max(asked.sets, given.sets),
        hold_seconds=asked.hold_seconds if asked.hold_seconds is not None else given.hold_seconds,
        rpe=asked.rpe if asked.rpe is not None else given.rpe,
    )


def _agree(one: SaidSet, other: SaidSet) -> bool:
    """Whether both may be the same set: no part of them is said twice and differently, and none is held and lifted."""
    if (one.reps is not None and other.hold_seconds is not None) or (one.hold_seconds and other.reps is not None):
        return False
    pairs = [(getattr(one, part), getattr(other, part)) for part in PARTS]
    return all(ours is None or theirs is None or ours == theirs for ours, theirs in pairs)


def _is_further(found: Parsed, ask: Ask) -> bool:
    return bool(found.sets) and all(getattr(said, ask.missing) is not None for said in found.sets)


def _is_impossible(found: Parsed, parsed: Parsed) -> bool:
    return not found.sets and bool(found.refused) and not parsed.refused


def on_its_day(found: Parsed, ask: Ask, scene: Scene) -> Parsed:
    """The sets were done on the day on which they were said, though midnight may lie before the answer."""
    asked_on = local_day(ask.asked_at, scene.person)
    if asked_on == scene.said_on or day_refusal(found.when, asked_on):
        return found
    return replace(found, when=day_said(found.when, asked_on).isoformat())


def is_said_again(parsed: Parsed, scene: Scene) -> bool:
    """Whether the waiting question needs no answer any more: a set that it is about was said again, and whole."""
    ask = waiting(scene)
    asked = sets_asked_about(ask, scene) if ask else ()
    return any(_agree(said, one) for said in parsed.sets if is_whole(said) for one in asked)


def overtaken(parsed: Parsed, scene: Scene) -> tuple[SaidSet, ...] | None:
    """The sets of a waiting question for a lift that whole sets of another one leave behind; None where none is.

    Else the name of the next lift would answer it, long after. A lift that was begun leaves no sets.
    """
    ask, whole = waiting(scene), [said for said in parsed.sets if is_whole(said)]
    if ask is None or not whole:
        return None
    if (lift := lift_begun(ask, scene)) is not None:
        return None if any(said.exercise == lift for said in whole) else ()
    if ask.missing != "exercise":
        return None
    asked = sets_asked_about(ask, scene)
    return tuple(one for one in asked if not any(_agree(said, one) for said in whole))
