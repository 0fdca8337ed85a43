"""What FocusFlow says about sets as they were said, in part or in two ways. Pure: values in, sentences out."""

from collections.abc import Sequence

from bot.parse.facts import SaidSet
from bot.wording import in_a_row, show_load
from knowledge.exercise import Exercise, Exercises
from knowledge.units import Unit


def asked_for(sets: Sequence[SaidSet], missing: str, exercises: Exercises, unit: Unit) -> str:
    """The question about sets that were said without their lift, load or reps."""
    if missing == "exercise":
        shown = in_a_row([(_show_numbers(one, unit), one.sets) for one in sets])
        return f"Which lift was {shown}? Say it like `bench`."
    lift = _name(sets[0], exercises)
    if missing == "hold_seconds":
        return f"How long was {lift} {_show_numbers(sets[0], unit)}".rstrip() + "? Say the time, like `60s`."
    if missing == "load":
        return f"How heavy was {lift}, {_show_numbers(sets[0], unit)} reps? Say the weight, like `185`."
    return f"How many reps of {lift} {_show_numbers(sets[0], unit)}".rstrip() + "?"


def asked_what_was_done(exercise: Exercise) -> str:
    """The question about a lift that was named and no more."""
    if exercise.timed:
        return f"How long was {exercise.short}? Say the time, like `60s`."
    if exercise.bodyweight:
        return f"How many reps of {exercise.short}? Like `8`."
    return f"How heavy was {exercise.short}, and for how many reps? Like `185x5`."


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
    """``185 × 5, 3 sets``; ``3 × 5`` without a load, ``at 185`` without reps."""
    load = show_load(said.load, unit) if said.load and (said.load.amount or not said.bodyweight) else ""
    many = said.sets > 1
    if said.hold_seconds is not None:
        return " × ".join([*([load] if load else []), f"{said.hold_seconds} s", *([str(said.sets)] if many else [])])
    if said.reps is None:
        return f"at {load}" if load else ""
    if not load:
        return f"{said.sets} × {said.reps}" if many else f"{said.reps}"
    return f"{load} × {said.reps}, {said.sets} sets" if many else f"{load} × {said.reps}"


def other_reading(said: SaidSet, unit: Unit) -> str:
    """The button with the way in which a set was not read: ``No: 5 reps, 3 sets``, ``No: 15 × 12``."""
    if said.sets > 1:
        return f"No: {said.reps} reps, {said.sets} sets"
    return f"No: {_show_numbers(said, unit)}"
