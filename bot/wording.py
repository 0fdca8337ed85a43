"""What FocusFlow says, in plain words. Pure: values in, sentences out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from agents.plan import Offer
from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.strength import e1rm
from knowledge.units import Load, Unit, plain
from storage.records import EnergyLevel, Lift, Prediction, Readiness, SetKind

HELP = (
    "Text me your sets as you do them: `bench 185x5 slept 6h sore 7`.\n"
    "I log them, say what to lift next and why, and ask a week later about the target that I named.\n"
    "Send me the file that Strong, Hevy or FitNotes exports: one tap puts your history into your log.\n"
    "I reckon too: `plates 225`, `warmup bench 225`, `1rm 185x5`, `percent 315`, `rpe 5@8 315`, `dots 600kg 90kg m`.\n"
    "Also: `plan bench`, `undo`, `profile`, `profile unit kg`, `profile programme 5/3/1`, `forget me`."
)
WELCOME = "I'm FocusFlow, a strength coach. Try it: `bench 185x5 slept 7h sore 3`.\n" + HELP
NOTHING_LOGGED = "I didn't get that, so nothing is logged."
NOT_UNDERSTOOD = f"{NOTHING_LOGGED} Try it like `bench 185x5 slept 7h sore 3`, or `help`."
TOO_LONG = "That is too long for me to read without mistakes, so nothing is logged. Send the sets in a shorter message."
NO_TEXT = "I can read words only, so nothing is logged from that. Try it like `bench 185x5`."
NO_ANSWER_YET = (
    "I have no answer to that yet. What I can do: log your sets and say what to lift next, like `plan bench`."
)
SMALLTALK = "Nothing to log in that. Send me your next set when it is done, like `bench 185x5`."
FRIENDLY = "Good. Send me your next set when it is done, like `bench 185x5`."
NOTHING_FROM_TALK = "Nothing is logged from that. Send me a set when it is done, like `bench 185x5`."
NO_YES_OR_NO = "A yes or no logs nothing here. Send it whole, like `bench 185x5`."
NO_OPEN_PLAN = "There is no open plan to mark, so nothing is logged. Send me the set, like `bench 185x5`."
TAP_OR_SEND = (
    "Nothing is logged from that word alone: tap the button under the plan, or send the set, like `bench 185x5`."
)
NOTHING_TO_UNDO = "There is nothing to undo."
WHICH_SET = (
    "Which set do you mean? I repeat one of today that is a few hours old at most, so nothing is logged yet. "
    "Send it whole, like `bench 185x5`."
)
NO_SUCH_DAY = "There is no such day, so nothing is logged. Which one was it?"
DAY_TO_COME = "That day is still to come, so nothing is logged. Send the set when it is done."
NO_SET_YET = "There is no set in your log yet, so nothing is changed."
NOTHING_TO_CORRECT = "Your last message logged no set, so there is none to correct. Edit the message that did."
UNDO_OF_A_WARNING = (
    "The last thing you told me was a warning sign, so nothing is undone. Is it over? Then say `I'm cleared`."
)
UNDO_OF_A_CLEARING = (
    "The last thing you told me was that you are cleared, which I can't take back, so nothing is undone. "
    "Does it hurt? Say so, and I stop it again. An earlier set goes by its name, like `delete bench`."
)
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
READ_OTHERWISE = "Read the other way, in place of what was logged."
READ_BEFORE = "That one is answered already, or it was not about your log. Nothing is changed."
NOT_MEANT = "Then nothing is logged from it. Say it like `bench 185x5`."


def show_load(load: Load, unit: Unit) -> str:
    """The load; its unit only where it is not the lifter's own."""
    return plain(load.amount) if load.unit is unit else str(load)


def show_lift(lift: Lift, unit: Unit) -> str:
    """One lift without its name: ``185 × 5 @8, 3 sets``, and a hold ``60 s × 3``."""
    if lift.hold_seconds is not None:
        return _show_hold(lift, unit) + _show_kind(lift)
    rpe = f" @{plain(lift.rpe)}" if lift.rpe is not None else ""
    sets = f", {lift.sets} sets" if lift.sets > 1 else ""
    return f"{_weight(lift, unit)} × {lift.reps}{rpe}{_show_kind(lift)}{sets}"


def _show_hold(lift: Lift, unit: Unit) -> str:
    load = [_weight(lift, unit)] if lift.load.amount else []
    sets = [str(lift.sets)] if lift.sets > 1 else []
    return " × ".join([*load, f"{lift.hold_seconds} s", *sets]) + (f" @{plain(lift.rpe)}" if lift.rpe else "")


def _show_kind(lift: Lift) -> str:
    return {SetKind.WARMUP: " warm-up", SetKind.FAILED: " missed"}.get(lift.kind, "")


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
    return f"{exercise.short} {in_a_row([(show_lift(lift, unit), lift.sets) for lift in lifts])}"


def in_a_row(shown: Sequence[tuple[str, int]]) -> str:
    """Texts with their numbers of sets, so that each number can only be that of its own: ``175 × 5, 3 sets, then …``"""
    text, before = "", 0
    for one, sets in shown:
        text += (", then " if before > 1 else ", " if text else "") + one
        before = sets
    return text


def _show_estimated(exercise: Exercise, lifts: Sequence[Lift], unit: Unit) -> str:
    shown = _show_group(exercise, lifts, unit)
    estimates = [
        estimate
        for lift in lifts
        if not exercise.bodyweight
        and lift.kind is SetKind.WORK
        and lift.hold_seconds is None
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
    if readiness.stress is not None:
        parts.append(f"stress {readiness.stress}")
    if readiness.body_weight is not None:
        parts.append(f"body weight {show_load(readiness.body_weight, unit)}")
    return ", ".join(parts)


def show_hours(minutes: int) -> str:
    """``6 h``, ``6.5 h``, ``6 h 20``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" if not rest else f"{hours}.5 h" if rest == 30 else f"{hours} h {rest:02}"


def logged(
    lifts: Sequence[Lift], readiness: Readiness | None, exercises: Exercises, unit: Unit, on: date | None = None
) -> str:
    """The first line of an answer: what was understood and kept; *on* is its day where that is not today."""
    said = show_readiness(readiness, unit) if readiness else ""
    shown = ", ".join(_show_estimated(exercises[name], group, unit) for name, group in _by_exercise(lifts))
    parts = [part for part in (shown, said) if part]
    return f"Logged{_for_day(on)}: {'; '.join(parts)}."


def _for_day(on: date | None) -> str:
    return f" for {show_day(on)}" if on else ""


def corrected(
    lifts: Sequence[Lift], readiness: Readiness | None, exercises: Exercises, unit: Unit, on: date | None = None
) -> str:
    """What now stands in the log in the place of what was wrong; *readiness*: the parts that were put right."""
    said = show_readiness(readiness, unit) if readiness else ""
    parts = [part for part in (show_lifts(lifts, exercises, unit), said) if part]
    return f"Corrected{_for_day(on)}: {'; '.join(parts)}."


def renamed(old: Lift, exercises: Exercises, unit: Unit) -> str:
    """Which set a correction of the name took: it must not vanish unseen."""
    return f"It was {show_lifts([old], exercises, unit)}."


def day_of_which_year(day: date) -> str:
    """About a day without a year that is nearer to come than to be over."""
    return (
        f"The last {day:%B} {day.day} was almost a year ago, so nothing is logged. "
        f"If you mean it, say it like `{day.isoformat()}`."
    )


def day_long_ago(day: date) -> str:
    return f"{show_day(day)} {day.year} is more than a year ago, so nothing is logged. Which day was it?"


def not_planned(exercises: Sequence[Exercise]) -> str:
    """About lifts that are held for a time, which have no next load."""
    lifts = ", ".join(exercise.short for exercise in exercises)
    return f"No plan for {lifts}: I log how long it was held, like `{exercises[0].short} 60s`, and plan loads alone."


def offered(offer: Offer, unit: Unit) -> str:
    chance = round(offer.probability * 100)
    day = show_day(offer.due_on)
    target = f"{show_load(offer.load, unit)} × {offer.reps}"
    return f"In you by {day}: {target} ({chance} % by my estimate: {offer.because}). I'll ask then."


def more_sets_than_planned(sets: int) -> str:
    count = "1 set" if sets == 1 else f"{sets} sets"
    return f"That plan has {count}, so nothing is logged; say the reps of {'it' if sets == 1 else 'each'}."


def went_on(reps: int) -> str:
    """About a tap on a last set that goes on as long as it is clean."""
    return f"The last set is logged with {reps} reps. Did you get more? Say it like `it was {reps + 2} reps`."


def old_plan(made_on: date) -> str:
    """About a tap on a plan that no longer stands."""
    return f"That plan is old, from {show_day(made_on)}, so nothing is logged from it: send me the set instead."


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


def undone(
    lifts: Sequence[Lift], readiness: Sequence[Readiness], exercises: Exercises, unit: Unit, *, warned: bool
) -> str:
    """What is taken back; of an earlier day it is not known how he said he was. *warned*: a warning sign with it."""
    parts = [show_lifts(lifts, exercises, unit), *(show_readiness(one, unit) for one in readiness)]
    what = "; ".join(part for part in parts if part) or "how you said you were"
    return f"Undone: {what}{', and the warning sign' if warned else ''}."


def left_standing(lift: Lift, exercises: Exercises, unit: Unit) -> str:
    """The sets that stay where one of them is taken back."""
    return f"That leaves {show_lifts([lift], exercises, unit)}."


def no_such_lift(exercise: Exercise, on: date) -> str:
    return f"There is no {exercise.short} in your log of {show_day(on)}, so nothing is changed."


def no_such_number(exercise: Exercise, sets: int, on: date) -> str:
    count = "1 set" if sets == 1 else f"{sets} sets"
    return f"There is no more than {count} of {exercise.short} on {show_day(on)}, so nothing is changed."


def no_such_numbers(numbers: Sequence[Decimal], on: date) -> str:
    return f"No set of {show_day(on)} has {' and '.join(map(plain, numbers))} in it, so nothing is changed."


def not_read(words: str) -> str:
    return f'Not read, so not logged: "{words}".'


def did_you_mean(lifts: Sequence[Lift], exercises: Exercises, unit: Unit) -> str:
    return f"Did you mean: {show_lifts(lifts, exercises, unit)}?"
