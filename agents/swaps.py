"""What may stand in for a lift: what spares the part that hurts, and what can be done with what there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agents.rules_readiness import concerns, is_same_site
from knowledge.exercise import Complaint, Equipment, Exercise, ExerciseId, Region
from storage.records import Profile

MOST_RELATED: Final = 3
_IN_WORDS: Final = {Equipment.BODYWEIGHT: "it needs no weights"}


@dataclass(frozen=True, slots=True)
class Swap:
    """*why* is a clause: "spares the lower back", "you have dumbbells"."""

    exercise: ExerciseId
    why: str


def swaps(exercise: Exercise, exercises: Mapping[ExerciseId, Exercise], profile: Profile) -> tuple[Swap, ...]:
    """What may replace *exercise* for this lifter, best first; empty where nothing speaks against it.

    Only what he has the equipment for, does not dislike, and what hurts no part that hurts: such a part is either not
    used at all, or the exercise's own advice names the swap for it. What he likes comes first.
    """
    hurt = [site for site in profile.hurts if concerns(site, exercise) or loads(site, exercise)]
    reasons: dict[ExerciseId, list[str]] = {}
    for site in hurt:
        for complaint, ids in _spared(exercise, site):
            _add(reasons, ids, f"spares the {complaint}")
    if not _has(exercise.equipment, profile):
        for equipment, ids in exercise.advice.by_equipment:
            _add(reasons, ids if _has(equipment, profile) else (), _because(equipment))
    known = ((exercises[id_], why) for id_, why in reasons.items() if id_ in exercises and id_ != exercise.id)
    found = [(one, why) for one, why in known if _may(one, exercise, profile)]
    if not found and (hurt or not _has(exercise.equipment, profile)):
        return _related(exercise, exercises, profile, hurt)
    found.sort(key=lambda pair: (-len(pair[1]), not _is_named(pair[0], profile.likes)))
    return tuple(Swap(one.id, ", ".join(why)) for one, why in found)


def _related(
    exercise: Exercise, exercises: Mapping[ExerciseId, Exercise], profile: Profile, hurt: Sequence[str]
) -> tuple[Swap, ...]:
    """Where its own advice has nothing that he can do: what trains most of its muscles and touches nothing that hurts.

    What can be loaded comes before what needs no weights.
    """
    why = f"spares the {hurt[0]}" if hurt else "you can do it with what you have"
    fitting = [one for one in exercises.values() if one.id != exercise.id and _is_related(one, exercise, profile)]
    fitting.sort(key=lambda one: (-_shared(one, exercise), one.equipment is Equipment.BODYWEIGHT, one.id))
    return tuple(Swap(one.id, why) for one in fitting[:MOST_RELATED])


def _is_related(one: Exercise, exercise: Exercise, profile: Profile) -> bool:
    if one.region is not exercise.region or one.timed or not _has(one.equipment, profile):
        return False
    hurts = any(concerns(site, one) or loads(site, one) for site in profile.hurts)
    return _shared(one, exercise) > 0 and not hurts and not _is_named(one, profile.dislikes)


def _shared(one: Exercise, exercise: Exercise) -> int:
    return len(set(one.muscles) & set(exercise.muscles))


def _add(reasons: dict[ExerciseId, list[str]], ids: Iterable[ExerciseId], why: str) -> None:
    for id_ in ids:
        own = reasons.setdefault(id_, [])
        if why not in own:
            own.append(why)


def _spared(exercise: Exercise, site: str) -> list[tuple[Complaint, tuple[ExerciseId, ...]]]:
    """The exercise's own advice for a part that hurts."""
    return [(complaint, ids) for complaint, ids in exercise.advice.by_complaint if is_same_site(site, complaint)]


def _because(equipment: Equipment) -> str:
    return _IN_WORDS.get(equipment, f"you have {equipment}s")


def _has(equipment: Equipment, profile: Profile) -> bool:
    """Whether he has it; his own body he always has."""
    return not profile.equipment or equipment in (*profile.equipment, Equipment.BODYWEIGHT)


def _may(swap: Exercise, exercise: Exercise, profile: Profile) -> bool:
    if not _has(swap.equipment, profile) or _is_named(swap, profile.dislikes):
        return False
    return all(_spares(swap, exercise, site) for site in profile.hurts)


def _spares(swap: Exercise, exercise: Exercise, site: str) -> bool:
    if loads(site, swap):
        return False
    return not concerns(site, swap) or any(swap.id in ids for _, ids in _spared(exercise, site))


def loads(site: str, exercise: Exercise) -> bool:
    """Whether the exercise's main demand is on *site*: the joint or the muscle that it is done with.

    A knee by what extends or bends it, a hamstring by whatever extends the hip, an elbow by an arm exercise, a wrist by
    a weight held in the hand, an ankle by all that is done standing on it. Of other parts nothing is known: False.
    """
    return any(is_same_site(site, part) and demand(exercise) for part, demand in _DEMANDS)


def _on_knee(exercise: Exercise) -> bool:
    return "quadriceps" in exercise.muscles or concerns("knee", exercise)


def _on_hamstring(exercise: Exercise) -> bool:
    return exercise.region is Region.LOWER and not {"hamstrings", "glutes"}.isdisjoint(exercise.muscles)


def _on_elbow(exercise: Exercise) -> bool:
    return exercise.muscles[:1] in (("triceps",), ("biceps",), ("brachialis",), ("forearms",))


def _on_wrist(exercise: Exercise) -> bool:
    is_held = exercise.equipment in (Equipment.DUMBBELL, Equipment.KETTLEBELL)
    return is_held or (concerns("wrist", exercise) and exercise.equipment not in (Equipment.MACHINE, Equipment.CABLE))


def _on_ankle(exercise: Exercise) -> bool:
    """Of the legs only a machine that moves the hip or the knee alone is done sitting or lying."""
    is_compound = concerns("knee", exercise) and concerns("hip", exercise)
    is_seated = exercise.equipment is Equipment.MACHINE and not is_compound
    return exercise.region is Region.LOWER and ("calves" in exercise.muscles or not is_seated)


_DEMANDS: Final = (
    ("knee", _on_knee),
    ("hamstring", _on_hamstring),
    ("elbow", _on_elbow),
    ("wrist", _on_wrist),
    ("ankle", _on_ankle),
)


def _is_named(exercise: Exercise, words: Iterable[str]) -> bool:
    """Whether one of *words* is a name of the exercise, or its plural."""
    names = {exercise.name, exercise.short, *exercise.aliases}
    return any(word.casefold() in names or word.casefold().removesuffix("s") in names for word in words)
