"""How strong a lifter will be, and how likely a set is. All is in kilograms and float: these are estimates.

Everywhere *lift* is an exercise, *history* its entries (others are passed over) oldest first, and *day* the day that is
asked about: entries of that day and later are not looked at. What is asked more than once, or about a long history, is
asked of the *Form* that *carried* brings up to the day. *population* is the one that ships, unless another is given.
"""

from collections.abc import Sequence
from datetime import date
from math import exp
from typing import Final

from pydantic import TypeAdapter, ValidationError

from agents import chances
from agents.carry import followed
from agents.form import Form
from agents.training_day import days_of
from knowledge.exercise import ExerciseId
from knowledge.population import Population, load_population
from storage.records import Entry

NAME: Final = "form-2"  # raise it with every change of what a form holds, or of how a day changes it
_FORM: Final[TypeAdapter[Form | None]] = TypeAdapter(Form | None)


def next_e1rm(lift: ExerciseId, history: Sequence[Entry], day: date, population: Population | None = None) -> float:
    """The estimated 1RM, in kg, of the best set of a session on *day*.

    Raises:
        LookupError: no set that an estimate holds for (1-12 reps, a load above 0) is on record before *day*.
    """
    return exp(form_on(lift, history, day, population).level)


def chance(
    lift: ExerciseId,
    history: Sequence[Entry],
    day: date,
    load_kg: float,
    reps: int,
    population: Population | None = None,
) -> float:
    """The chance, 0.01-0.99, that *reps* at *load_kg* are made on *day* if they are tried.

    Raises:
        LookupError: as *next_e1rm*.
        ValueError: *reps* is outside 1-12, or *load_kg* is not above 0.
    """
    return chances.chance(form_on(lift, history, day, population), load_kg, reps, population or load_population())


def chance_of_pr(
    lift: ExerciseId, history: Sequence[Entry], day: date, within_days: int = 7, population: Population | None = None
) -> float:
    """The chance, 0.01-0.99, of a new best estimated 1RM within *within_days* days, *day* the first of them.

    Raises:
        LookupError: as *next_e1rm*.
        ValueError: *within_days* is below 1.
    """
    return chances.chance_of_best(
        form_on(lift, history, day, population), day, within_days, population or load_population()
    )


def form_on(lift: ExerciseId, history: Sequence[Entry], day: date, population: Population | None = None) -> Form:
    """A lifter's form before *day*.

    Raises:
        LookupError: as *next_e1rm*.
    """
    form = carried(None, lift, history, day, population)
    if form is None:
        raise LookupError(f"no set of {lift} before {day} to forecast from")
    return form


def carried(
    form: Form | None, lift: ExerciseId, history: Sequence[Entry], day: date, population: Population | None = None
) -> Form | None:
    """*form*, brought up to *day* by the later entries of *history*: the earlier ones are in it already.

    None while there is nothing to forecast from.
    """
    after = form.last.on if form else None
    return followed(form, days_of(lift, history, after, day), population or load_population())


def version() -> str:
    """Names what makes a form: one of another version is not to be carried on."""
    return f"{NAME} {load_population().version}"


def written(form: Form | None) -> str:
    """*form* as JSON, exact; ``null`` while there is none."""
    return _FORM.dump_json(form).decode()


def read(text: str) -> Form | None:
    """A form that was *written*; None also where it cannot be read."""
    try:
        return _FORM.validate_json(text)
    except ValidationError:
        return None


def is_broken(text: str) -> bool:
    """Whether a form cannot be read, so that what is made in its place knows less and must not be kept."""
    return read(text) is None and text != written(None)
