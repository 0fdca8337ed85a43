"""How heavy a load can be: above it, somebody mistyped. Round numbers at the records of each kind of lift."""

from typing import Final

from knowledge.exercise import Equipment, Exercise, Region

HEAVIEST_KG: Final = 700  # any lift: leg presses go this far
_BAR_KG: Final = {
    Region.LOWER: 510,  # the heaviest deadlifts on record are just above 500 kg; squats without a suit just below
    Region.UPPER: 360,  # the heaviest bench press without a shirt is 355 kg
}
_KG: Final = {
    Equipment.DUMBBELL: 100,  # one hand; makers stop about here
    Equipment.KETTLEBELL: 110,
    Equipment.MACHINE: HEAVIEST_KG,
    Equipment.CABLE: 250,  # two stacks
    Equipment.BODYWEIGHT: 230,  # added; weighted dips lead
}
_SMALL: Final = frozenset({"biceps", "brachialis", "forearms", "triceps", "side deltoids"})
_ONE_JOINT: Final = (
    (_SMALL, 150),  # the heaviest strict curl is below 120 kg
    (frozenset({"side deltoids"}), 60),
    (frozenset({"quadriceps"}), 300),
    (frozenset({"hamstrings"}), 200),
    (frozenset({"glutes", "adductors"}), 300),
    (frozenset({"chest", "rear deltoids", "upper back"}), 300),  # both ways on a fly machine
)


def heaviest_kg(exercise: Exercise | None) -> int:
    """The most that can be loaded, in kg: per hand with dumbbells, added where the body is lifted."""
    if exercise is None:
        return HEAVIEST_KG
    muscles = frozenset(exercise.muscles)
    limit = _BAR_KG[exercise.region] if exercise.equipment is Equipment.BARBELL else _KG[exercise.equipment]
    return min(limit, *(most for small, most in _ONE_JOINT if muscles <= small), HEAVIEST_KG)
