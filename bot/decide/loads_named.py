"""A load as a sum names it, with its lift where one is named: ``for squat 100kg``."""

import re
from decimal import Decimal
from typing import Final

from agents.loading import rack_unit, said_unit
from bot.decide.log import is_plan_of
from bot.decide.scene import Scene
from bot.parse.named import sole_name
from knowledge.exercise import Equipment, Exercise, ExerciseId, Region
from knowledge.plates import HEAVIEST
from knowledge.units import Load, Unit

AMOUNT: Final = r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(kgs?|lbs?|#)?"
_LIFT_AND_LOAD: Final = re.compile(rf"(?:(?:for|to|on|of)\s+)?(?:([^\d]*[^\d\s])\s+)?{AMOUNT}")
_FINE: Final = Decimal("0.1")  # of a load in the other unit than that of the plates
# Stands for the lift that is not named.
ANY_BARBELL: Final = Exercise(
    id=ExerciseId("any barbell"),
    name="barbell",
    short="barbell",
    aliases=(),
    region=Region.UPPER,
    equipment=Equipment.BARBELL,
    muscles=(),
    sites=(),
    cues=(),
    mistakes=(),
    sources=(),
)


def load_named(amount: str, unit: str | None, bare: Unit) -> Load | None:
    """A load that was said; a number without unit is in *bare*. None for what nobody lifts."""
    known = bare if unit is None else Unit.KG if unit.startswith("kg") else Unit.LB
    load = Load(Decimal(amount.replace(",", ".")), known)
    return load if 0 < load.amount <= HEAVIEST[known] else None


def lift_and_load(rest: str, scene: Scene) -> tuple[Exercise, Load] | None:
    """The lift that is named, or any barbell, and one load, in the unit that it is loaded in."""
    found = _LIFT_AND_LOAD.fullmatch(rest)
    if found is None or (found[1] and len(scene.named) != 1):
        return None
    exercise = scene.exercises[scene.named[0]] if found[1] else ANY_BARBELL
    profile = scene.person.profile
    load = load_named(found[2], found[3], said_unit(exercise.id, profile))
    unit = rack_unit(exercise, profile)
    return (exercise, load if unit in (None, load.unit) else load.to(unit, _FINE)) if load else None


def lift_alone(rest: str, scene: Scene) -> Exercise | None:
    """The lift whose name *rest* is, and no more."""
    lift = sole_name(rest.removeprefix("for ").removeprefix("of "), scene.exercises)
    return scene.exercises[lift] if lift else None


def planned_load(exercise: Exercise, scene: Scene) -> Load | None:
    """The load of the lift's standing plan; None where there is none, or it is to rest."""
    newest = next(iter(scene.memory.prescriptions.get(exercise.id, ())), None)
    return newest.load if newest and is_plan_of(newest, scene.today, scene) else None
