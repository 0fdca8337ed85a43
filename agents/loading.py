"""What one exercise of a lifter is loaded with: what he said of it alone, else of all, else what is usual."""

from decimal import Decimal
from typing import Final

from knowledge.exercise import Equipment, Exercise, ExerciseId
from knowledge.plates import STANDARD_BAR, STANDARD_PLATES, Rack, rack
from knowledge.units import Load, Unit
from storage.records import Loading, Profile

HALF: Final = Decimal("0.5")


def loading_of(exercise: ExerciseId, profile: Profile) -> Loading:
    """What he said of this exercise alone; an empty one where that is nothing."""
    return next((own for own in profile.loadings if own.exercise == exercise), Loading(exercise=exercise))


def said_unit(exercise: ExerciseId, profile: Profile) -> Unit:
    """What a bare number of this exercise is in."""
    return loading_of(exercise, profile).unit or profile.unit


def rack_unit(exercise: Exercise, profile: Profile) -> Unit | None:
    """The unit in which its loads are made; None: in whichever they are lifted.

    Its own plates, step, bar and unit say so, in this order; of a barbell then the plates of the profile.
    """
    own = loading_of(exercise.id, profile)
    named = [*own.plates[:1], *([own.step] if own.step else []), *([own.bar] if own.bar else [])]
    if named or own.unit:
        return named[0].unit if named else own.unit
    units = {plate.unit for plate in profile.plates}
    return units.pop() if exercise.equipment is Equipment.BARBELL and len(units) == 1 else None


def rack_of(exercise: Exercise, profile: Profile, lifted: Load) -> Rack:
    """The loads around one that was *lifted*, in its unit; see *rack*."""
    own, equipment = loading_of(exercise.id, profile), exercise.equipment
    return rack(
        equipment,
        lifted,
        added=exercise.bodyweight,
        bar=bar_of(exercise, profile, lifted.unit),
        plates=own.plates or profile.plates,
        step=own.step,
        on_bar=equipment is not Equipment.BARBELL and is_on_bar(exercise, profile),
        one_sided=exercise.one_sided,
    )


def is_on_bar(exercise: Exercise, profile: Profile) -> bool:
    """Whether it is loaded with plates: a barbell, and any machine of which he named the plates or the bar.

    Never with a step of its own: a row of fixed barbells has none.
    """
    own = loading_of(exercise.id, profile)
    if exercise.bodyweight or own.step:
        return False
    return exercise.equipment is Equipment.BARBELL or bool(own.plates or own.bar)


def bar_of(exercise: Exercise, profile: Profile, unit: Unit) -> Load:
    """What stands on it before the first plate, in *unit*; its own bar of the other unit to the nearest half.

    A machine of which only the plates were named weighs nothing itself.
    """
    own = loading_of(exercise.id, profile)
    if own.bar:
        return own.bar if own.bar.unit is unit else own.bar.to(unit, HALF)
    if exercise.equipment is not Equipment.BARBELL:
        return Load(Decimal(0), unit)
    return profile.bar if profile.bar and profile.bar.unit is unit else Load(STANDARD_BAR[unit], unit)


def plates_of(exercise: Exercise, profile: Profile, unit: Unit) -> tuple[Load, ...]:
    """One of each pair, heaviest first, in *unit*: the standard ones where he named none of it."""
    named = loading_of(exercise.id, profile).plates or profile.plates
    return tuple(plate for plate in named if plate.unit is unit) or tuple(
        Load(amount, unit) for amount in STANDARD_PLATES[unit]
    )
