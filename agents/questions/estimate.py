"""The maximum that a set speaks for, where the set is only supposed."""

import re
from decimal import Decimal
from typing import Final

from agents.questions.basis import basis
from agents.questions.question import Answered, Known
from knowledge.strength import MOST_REPS, e1rm, maximum_told
from knowledge.units import Load, Unit
from knowledge.words import words

_SET: Final = re.compile(
    r"(?<![\d.,/])(\d{2,4}(?:[.,]\d{1,2})?) ?(?:(lb|kg)s?)? ?(?:[x×*]|for|для|por|pour|für) ?(\d{1,2})\b(?![.,]?\d)",
    re.IGNORECASE,
)
PASSAGE: Final = "estimated_max"  # says the formula and how far it is off
RULE: Final = words("load times 1 plus reps divided by 30 (Epley 1985)")


def set_named(text: str, unit: Unit) -> tuple[Load, int] | None:
    """The first set in a question: ``225x5``, ``100 kg for 3``; a bare load is in *unit*. None where there is none."""
    found = _SET.search(text)
    if found is None:
        return None
    own = Unit(found[2].lower()) if found[2] else unit
    return Load(Decimal(found[1].replace(",", ".")), own), int(found[3])


def estimated(done: tuple[Load, int], known: Known) -> Answered:
    """The estimate with its formula; of reps that no formula holds for, that there is none."""
    load, reps = done
    maximum = e1rm(load, reps)
    told = tuple(one for one in known.passages if one.id == PASSAGE)
    if maximum is None:
        none = words("No estimate from {reps} reps: it holds for 1 to {most}.", reps=reps, most=MOST_REPS)
        return Answered(lines=(none,), basis=basis(rule=RULE))
    line = words(
        "{load} × {reps} is an estimated max of {maximum} {unit}.",
        load=load,
        reps=reps,
        maximum=maximum_told(maximum),
        unit=load.unit,
    )
    return Answered(lines=(line,), basis=basis(passages=told, rule=RULE), passages=told)
