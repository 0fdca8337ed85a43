"""What a load is made of, and the way up to it: for the sums that are asked for, and the buttons under a plan."""

from dataclasses import replace

from agents.loading import bar_of, is_on_bar, plates_of, rack_of
from bot.decide.scene import Scene
from bot.wording import show_load
from knowledge.exercise import Equipment, Exercise
from knowledge.plates import pairs_on_bar
from knowledge.units import Load, plain
from knowledge.warm_up import warm_up
from knowledge.words import joined, words


def plates_text(exercise: Exercise, load: Load, scene: Scene) -> str:
    """The plates of one load; where they do not make it, of its neighbours."""
    profile = scene.person.profile
    if not is_on_bar(exercise, profile):
        return words(
            "I know no plates of {lift}; name them, like `profile {lift} plates 45 25 10`, if it is loaded with any.",
            lift=exercise.short,
        )
    bar = bar_of(exercise, profile, load.unit)
    if load.amount < bar.amount:
        return words("{load} is lighter than the bar, which is {bar}.", load=_show(load, scene), bar=_show(bar, scene))
    if (exact := _on_each_side(exercise, load, scene)) is not None:
        return joined([exact, "."], "")
    made = replace(rack_of(exercise, profile, load), extra=())  # what plates make, and not what was asked about
    near = [one for one in (made.largest_at_most(load.amount), made.next_up(load.amount)) if one]
    sides = [side for one in near if (side := _on_each_side(exercise, one, scene))]
    return words("Your plates don't make {load}. Nearest: {sides}.", load=_show(load, scene), sides=joined(sides, "; "))


def _on_each_side(exercise: Exercise, load: Load, scene: Scene) -> str | None:
    """``225: the bar of 45, and 45 + 45 on each side``; None where the plates do not make it."""
    profile = scene.person.profile
    bar = bar_of(exercise, profile, load.unit)
    sides = 1 if exercise.one_sided else 2
    side = pairs_on_bar(load, bar, plates_of(exercise, profile, load.unit), sides=sides)
    if side is None:
        return None
    start = words("the bar of {bar}", bar=_show(bar, scene)) if bar.amount else words("no bar")
    where = words("on the end") if exercise.one_sided else words("on each side")
    added = (
        words("and {plates} {where}", plates=" + ".join(plain(plate.amount) for plate in side), where=where)
        if side
        else words("and no plates")
    )
    return joined([_show(load, scene), ": ", start, ", ", added], "")


def warm_up_text(exercise: Exercise, work: Load, scene: Scene) -> str:
    """The sets that lead up to *work*."""
    profile = scene.person.profile
    if exercise.bodyweight:
        return words(
            "Warm up for {lift} with your body weight alone; I have no ramp for what is hung on it.",
            lift=exercise.short,
        )
    has_bar = exercise.equipment is Equipment.BARBELL or is_on_bar(exercise, profile)
    bar = bar_of(exercise, profile, work.unit) if has_bar else None
    sets = warm_up(work, rack_of(exercise, profile, work), bar if bar and bar.amount else None)
    if not sets:
        return words("{work} is light enough to begin with.", work=_show(work, scene))
    return words(
        "Warm-up to {work}: {sets}.",
        work=_show(work, scene),
        sets=", ".join(f"{_show(one, scene)} × {reps}" for one, reps in sets),
    )


def _show(load: Load, scene: Scene) -> str:
    return show_load(load, scene.unit)
