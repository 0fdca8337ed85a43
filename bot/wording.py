"""What FocusFlow says, in plain words. Pure: values in, sentences out."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from agents.plan import Offer
from bot.parse.facts import SaidSet
from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.strength import e1rm
from knowledge.units import Load, Unit, plain
from storage.records import EnergyLevel, Lift, Prediction, Readiness, SetKind

HELP = (
    "Text me your sets as you do them: `bench 185x5 slept 6h sore 7`.\n"
    "I log them, say what to lift next and why, and ask a week later about the target that I named.\n"
    "Also: `plan bench`, `undo`, `profile`, `profile unit kg`, `profile zone Europe/Berlin`, `profile quiet 22-8`, "
    "`forget me`."
)
WELCOME = "I'm FocusFlow, a strength coach. Try it: `bench 185x5 slept 7h sore 3`.\n" + HELP
NOT_UNDERSTOOD = "I didn't get that, so nothing is logged. Try it like `bench 185x5 slept 7h sore 3`, or `help`."
TOO_LONG = "That is too long for me to read without mistakes, so nothing is logged. Send the sets in a shorter message."
NO_TEXT = "I can read words only, so nothing is logged from that. Try it like `bench 185x5`."
NO_ANSWER_YET = (
    "I have no answer to that yet. What I can do: log your sets and say what to lift next, like `plan bench`."
)
SMALLTALK = "Good. Send me your next set when it is done, like `bench 185x5`."
NOTHING_TO_UNDO = "There is nothing to undo."
NOTHING_TO_CORRECT = "Your last message logged no set, so there is none to correct. Edit the message that did."
UNDO_OF_A_WARNING = "The last thing you told me was a warning sign, so nothing is undone. Is it over?"
WARNING_UNDONE = "Undone: the warning sign."
PERHAPS_UNDONE = "If that message had logged anything, it is undone."
ONLY_A_PLAN = "`plan` only asks, so nothing is logged from that."
WHICH_TARGET = "Which one?"
NOT_YOURS = "That button is not for your log: it is somebody else's, or what it stood for was undone."
GONE = "That one is not in your log any more."
NOTED = "Noted, thanks."
WHY_NOT = "Noted. What was wrong with it?"
FAILED = "Something went wrong on my side. Your message is kept, and I'll try it again; nothing is logged from it yet."
SLEEP_UNSAID = "How many hours did you sleep? Like `slept 6h`."
SORE_UNSAID = "How sore, from 0 to 10? Like `sore 6`."


def show_load(load: Load, unit: Unit) -> str:
    """The load; its unit only where it is not the lifter's own."""
    return plain(load.amount) if load.unit is unit else str(load)


def show_lift(lift: Lift, unit: Unit) -> str:
    """One lift without its name: ``185 × 5 × 3 @8``."""
    parts = [_weight(lift, unit), str(lift.reps), *([str(lift.sets)] if lift.sets > 1 else [])]
    text = " × ".join(part for part in parts if part)
    if lift.rpe is not None:
        text += f" @{plain(lift.rpe)}"
    if lift.kind is SetKind.WARMUP:
        text += " warm-up"
    return f"{text} missed" if lift.kind is SetKind.FAILED else text


def _weight(lift: Lift, unit: Unit) -> str:
    if not lift.bodyweight:
        return show_load(lift.load, unit)
    sign = "+" if lift.load.amount > 0 else ""
    return f"{sign}{show_load(lift.load, unit)}" if lift.load.amount else "body weight"


def show_lifts(lifts: Sequence[Lift], exercises: Exercises, unit: Unit) -> str:
    """Lifts under the names of their exercises: ``bench 185 × 5, 175 × 6``."""
    return ", ".join(_show_group(exercises[name], group, unit) for name, group in _by_exercise(lifts))


def _by_exercise(lifts: Sequence[Lift]) -> list[tuple[ExerciseId, tuple[Lift, ...]]]:
    return [(name, tuple(group)) for name, group in groupby(lifts, key=lambda lift: lift.exercise)]


def _show_group(exercise: Exercise, lifts: Sequence[Lift], unit: Unit) -> str:
    return f"{exercise.short} {', '.join(show_lift(lift, unit) for lift in lifts)}"


def _show_estimated(exercise: Exercise, lifts: Sequence[Lift], unit: Unit) -> str:
    shown = _show_group(exercise, lifts, unit)
    estimates = [
        estimate
        for lift in lifts
        if not exercise.bodyweight
        and lift.kind is SetKind.WORK
        and (estimate := e1rm(lift.load, lift.reps)) is not None
    ]
    return f"{shown} (est. 1RM {max(estimates):.0f})" if estimates else shown


def show_readiness(readiness: Readiness, unit: Unit) -> str:
    """``slept 6 h, sore 7 (legs)``; empty where nothing was said."""
    parts = []
    if readiness.sleep_minutes is not None:
        parts.append(f"slept {show_hours(readiness.sleep_minutes)}")
    if readiness.soreness is not None:
        site = f" ({readiness.soreness_site})" if readiness.soreness_site else ""
        parts.append(f"sore {readiness.soreness}{site}")
    if readiness.energy is not None:
        said = readiness.energy
        parts.append(f"energy {said.value if isinstance(said, EnergyLevel) else said}")
    if readiness.body_weight is not None:
        parts.append(f"body weight {show_load(readiness.body_weight, unit)}")
    return ", ".join(parts)


def show_hours(minutes: int) -> str:
    """``6 h``, ``6.5 h``, ``6 h 20``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" if not rest else f"{hours}.5 h" if rest == 30 else f"{hours} h {rest:02}"


def logged(lifts: Sequence[Lift], readiness: Readiness | None, exercises: Exercises, unit: Unit) -> str:
    """The first line of an answer: what was understood and kept."""
    said = show_readiness(readiness, unit) if readiness else ""
    shown = ", ".join(_show_estimated(exercises[name], group, unit) for name, group in _by_exercise(lifts))
    parts = [part for part in (shown, said) if part]
    return f"Logged: {'; '.join(parts)}."


def offered(offer: Offer, unit: Unit) -> str:
    chance = round(offer.probability * 100)
    day = show_day(offer.due_on)
    return f"In you by {day}: {show_load(offer.load, unit)} × {offer.reps} ({chance} % by my estimate). I'll ask then."


def show_day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def check_in_question(prediction: Prediction, exercise: Exercise, unit: Unit) -> str:
    return f"You had {_target(prediction, unit)} in you on {exercise.short}. Did you get it?"


def check_in_congratulation(prediction: Prediction, exercise: Exercise, unit: Unit) -> str:
    return f"You got the {_target(prediction, unit)} on {exercise.short} that I named a week ago. Well earned."


def target_hit(prediction: Prediction, unit: Unit) -> str:
    return f"That is the {_target(prediction, unit)} that I said you had in you. Well done."


def show_target(prediction: Prediction, exercise: Exercise, unit: Unit) -> str:
    return f"{exercise.short} {_target(prediction, unit)}"


def _target(prediction: Prediction, unit: Unit) -> str:
    return f"{show_load(prediction.load, unit)} × {prediction.reps}"


def more_plans(exercises: Sequence[Exercise]) -> str:
    """Where the plans are that did not fit into the answer."""
    return f"For the rest, ask me: {', '.join(f'`plan {exercise.short}`' for exercise in exercises)}."


def undone(lifts: Sequence[Lift], exercises: Exercises, unit: Unit, *, warned: bool) -> str:
    """What is taken back; without lifts it was a word on readiness. *warned*: a warning sign with it."""
    what = show_lifts(lifts, exercises, unit) if lifts else "how you said you were"
    return f"Undone: {what}{', and the warning sign' if warned else ''}."


def no_such_lift(exercise: Exercise) -> str:
    return f"Your last message has no {exercise.short}, so nothing is changed. Edit the message that has it."


def asked_for(sets: Sequence[SaidSet], missing: str, exercises: Exercises, unit: Unit) -> str:
    """The question about sets that were said without their lift, load or reps."""
    if missing == "exercise":
        return f"Which lift was {', '.join(_show_numbers(one, unit) for one in sets)}? Say it like `bench`."
    lift = _name(sets[0], exercises)
    if missing == "load":
        return f"How heavy was {lift}, {_show_numbers(sets[0], unit)} reps? Say the weight, like `185`."
    return f"How many reps of {lift} {_show_numbers(sets[0], unit)}?"


def left_out(sets: Sequence[SaidSet], exercises: Exercises, unit: Unit) -> str:
    """Sets that are neither whole nor asked about."""
    return f"Not logged, because a part is missing: {_show_said(sets, exercises, unit)}. Send it whole: `bench 185x5`."


def dropped(sets: Sequence[SaidSet], exercises: Exercises, unit: Unit) -> str:
    """An undo of what was asked about and never logged."""
    return (
        f"Dropped, and never logged: {_show_said(sets, exercises, unit)}. `undo` again takes back what was logged last."
    )


def _show_said(sets: Sequence[SaidSet], exercises: Exercises, unit: Unit) -> str:
    return ", ".join(f"{_name(one, exercises)} {_show_numbers(one, unit)}".strip() for one in sets)


def _name(said: SaidSet, exercises: Exercises) -> str:
    return exercises[said.exercise].short if said.exercise else ""


def _show_numbers(said: SaidSet, unit: Unit) -> str:
    """``185 × 5 × 3``; ``3 × 5`` without a load, ``at 185`` without reps."""
    load = show_load(said.load, unit) if said.load else ""
    if said.reps is None:
        return f"at {load}"
    if not load:
        return f"{said.sets} × {said.reps}" if said.sets > 1 else f"{said.reps}"
    return f"{load} × {said.reps} × {said.sets}" if said.sets > 1 else f"{load} × {said.reps}"
