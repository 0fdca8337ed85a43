"""What FocusFlow says about sets as they were said, in part or in two ways. Pure: values in, sentences out."""

from collections.abc import Sequence

from bot.parse.facts import SaidSet
from bot.wording import in_a_row, show_load
from knowledge.exercise import Exercise, Exercises
from knowledge.units import Unit
from knowledge.words import counted, joined, words


def asked_for(sets: Sequence[SaidSet], missing: str, exercises: Exercises, unit: Unit) -> str:
    """The question about sets that were said without their lift, load or reps."""
    if missing == "exercise":
        shown = in_a_row([(_show_numbers(one, unit), one.sets) for one in sets])
        return words("Which lift was {sets}? Say it like `bench`.", sets=shown)
    lift, numbers = _name(sets[0], exercises), _show_numbers(sets[0], unit)
    if missing == "load":
        return words("How heavy was {lift}, {reps} reps? Say the weight, like `185`.", lift=lift, reps=numbers)
    named = joined([part for part in (lift, numbers) if part], " ")
    if missing == "hold_seconds":
        return words("How long was {lift}? Say the time, like `60s`.", lift=named)
    return words("How many reps of {lift}?", lift=named)


def asked_what_was_done(exercise: Exercise) -> str:
    """The question about a lift that was named and no more."""
    if exercise.timed:
        return words("How long was {lift}? Say the time, like `60s`.", lift=exercise.short)
    if exercise.bodyweight:
        return words("How many reps of {lift}? Like `8`.", lift=exercise.short)
    return words("How heavy was {lift}, and for how many reps? Like `185x5`.", lift=exercise.short)


def left_out(sets: Sequence[SaidSet], exercises: Exercises, unit: Unit) -> str:
    """Sets that are neither whole nor asked about."""
    return words(
        "Not logged, because a part is missing: {sets}. Send it whole: `bench 185x5`.",
        sets=_show_said(sets, exercises, unit),
    )


def dropped(sets: Sequence[SaidSet], exercises: Exercises, unit: Unit) -> str:
    """An undo of what was asked about and never logged."""
    return words(
        "Dropped, and never logged: {sets}. `undo` again takes back what was logged last.",
        sets=_show_said(sets, exercises, unit),
    )


def _show_said(sets: Sequence[SaidSet], exercises: Exercises, unit: Unit) -> str:
    shown = ((_name(one, exercises), _show_numbers(one, unit)) for one in sets)
    return joined([joined([part for part in parts if part], " ") for parts in shown], ", ")


def _name(said: SaidSet, exercises: Exercises) -> str:
    return exercises[said.exercise].short if said.exercise else ""


def _show_numbers(said: SaidSet, unit: Unit) -> str:
    """``185 × 5, 3 sets``; ``3 × 5`` without a load, ``at 185`` without reps."""
    load = show_load(said.load, unit) if said.load and (said.load.amount or not said.bodyweight) else ""
    many = said.sets > 1
    if said.hold_seconds is not None:
        return " × ".join([*([load] if load else []), f"{said.hold_seconds} s", *([str(said.sets)] if many else [])])
    if said.reps is None:
        return words("at {load}", load=load) if load else ""
    if not load:
        return f"{said.sets} × {said.reps}" if many else f"{said.reps}"
    sets = counted(", {count} set", ", {count} sets", count=said.sets) if many else ""
    return joined([f"{load} × {said.reps}", sets], "")


def other_reading(said: SaidSet, unit: Unit) -> str:
    """The button with the way in which a set was not read: ``No: 5 reps, 3 sets``, ``No: 15 × 12``."""
    if said.sets > 1:
        return words("No: {reps} reps, {sets} sets", reps=said.reps, sets=said.sets)
    return words("No: {numbers}", numbers=_show_numbers(said, unit))
