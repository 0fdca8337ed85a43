"""Which exercise of ours another app's name means. Rather none than the wrong one."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from knowledge.app_names import load_app_names
from knowledge.exercise import Equipment, Exercise, ExerciseId, Exercises
from knowledge.phrases import folded

_Key: TypeAlias = tuple[str, ...]
_Index: TypeAlias = Mapping[_Key, ExerciseId | None]  # None: it is known to be none of ours

_SHORTEST_PLURAL: Final = 4  # letters: "abs" stays
_LONGEST: Final = 120  # characters of a name; nothing longer is one
_WORD: Final = re.compile(r"[^\W_]+")
_JOINED: Final = re.compile(r"(pull|push|chin|sit|step|press|muscle|get|skull)(up|down|over|crusher|through)")
_SAME: Final = {
    "db": "dumbbell",
    "dumbell": "dumbbell",
    "bb": "barbell",
    "kb": "kettlebell",
    "flye": "fly",
    "one": "single",
    "1": "single",
    "bw": "bodyweight",
    "armed": "arm",
    "legged": "leg",
    "ups": "up",
    "laying": "lying",
}
_SILENT: Final = frozenset({"the", "with", "on", "a"})
_MADE_OF: Final[Mapping[str, Equipment]] = {
    "barbell": Equipment.BARBELL,
    "dumbbell": Equipment.DUMBBELL,
    "kettlebell": Equipment.KETTLEBELL,
    "cable": Equipment.CABLE,
    "machine": Equipment.MACHINE,
}
_ON_BODY: Final = frozenset({"weighted", "assisted", "bodyweight"})
# each makes another movement, or one whose loads are others
_TELLING: Final = frozenset(
    [
        "reverse",
        "decline",
        "incline",
        "lateral",
        "curtsy",
        "pike",
        "jump",
        "hang",
        "bicycle",
        "smith",
        "single",
        "unilateral",
    ]
)
# as _words has them: folded, in the singular
_NO_LIFT: Final = frozenset(
    [
        "run",
        "running",
        "jog",
        "jogging",
        "treadmill",
        "walk",
        "walking",
        "hike",
        "hiking",
        "cycling",
        "bike",
        "biking",
        "spinning",
        "elliptical",
        "erg",
        "rower",
        "stair",
        "stairmaster",
        "climber",
        "climbing",
        "swim",
        "swimming",
        "yoga",
        "pilate",
        "stretch",
        "stretching",
        "cardio",
        "skiing",
        "skating",
        "boxing",
        "aerobic",
        "hiit",
        "warmup",
        "cooldown",
        "ergometer",
        "crosstrainer",
        "laufband",
        "laufen",
        "radfahren",
        "schwimmen",
        "correr",
        "caminata",
        "course",
        "marche",
        "corsa",
        "camminata",
        "corrida",
        "caminhada",
        "hardlopen",
        "wandelen",
        "bieganie",
        "kosu",
        "lopning",
        "бег",
        "ходьба",
        "плавание",
    ]
)
_NO_LIFT_PAIRS: Final = (
    ("warm", "up"),
    ("jump", "rope"),
    ("cool", "down"),
    ("rowing", "machine"),
    ("indoor", "rowing"),
)


@lru_cache(maxsize=4096)
def exercise_of(name: str, exercises: Exercises) -> ExerciseId | None:
    """The exercise that *name* means in another app: "Bench Press (Barbell)" is the bench press.

    The order of its words, brackets, hyphens and plurals do not matter. What it is done with must be what our
    exercise is loaded with, and a word that makes it another movement must be in our exercise's own name.
    """
    words = _words(name[:_LONGEST])
    index = _index(exercises)
    return index[words] if words in index else _without_equipment(words, index, exercises)


def is_no_lift(name: str) -> bool:
    """Whether *name* says that it is a run, a stretch or the like."""
    words = _words(name[:_LONGEST])
    return not _NO_LIFT.isdisjoint(words) or any(set(pair) <= set(words) for pair in _NO_LIFT_PAIRS)


def is_assisted(name: str) -> bool:
    """Whether the app counts as weight what a machine takes off."""
    return "assisted" in _words(name[:_LONGEST])


def _without_equipment(words: _Key, index: _Index, exercises: Exercises) -> ExerciseId | None:
    """The exercise of the other words, where the word for what is lifted says no more than what it is loaded with."""
    for word in words:
        if word not in _MADE_OF and word not in _ON_BODY:
            continue
        found = index.get(tuple(other for other in words if other != word))
        if found is not None and _is_made_of(word, exercises[found]):
            return found
    return None


def _is_made_of(word: str, exercise: Exercise) -> bool:
    return exercise.bodyweight if word in _ON_BODY else exercise.equipment is _MADE_OF[word]


@lru_cache(maxsize=4)
def _index(exercises: Exercises) -> _Index:
    """Names by their words. What would name two exercises names none; what apps call them goes first."""
    said = ((_words(name), id_) for name, id_ in exercises.names.items() if len(name) > 1)
    ours = _unambiguous((words, id_) for words, id_ in said if _is_just(words, exercises[id_]))
    theirs = {_words(name): id_ for name, id_ in load_app_names().items() if id_ is None or id_ in exercises}
    return {**ours, **theirs}


def _is_just(words: _Key, exercise: Exercise) -> bool:
    """Whether they name that exercise itself: the chat also takes what is only like it."""
    more = {*words}.difference(*(_words(own) for own in (exercise.name, exercise.short)))
    if exercise.per_hand:
        more -= {"single"}  # the load is one dumbbell's, whether the other hand holds one or not
    other = _TELLING | {word for word, made_of in _MADE_OF.items() if made_of is not exercise.equipment}
    return more.isdisjoint(other) and ("bodyweight" not in more or exercise.bodyweight)


def _unambiguous(names: Iterable[tuple[_Key, ExerciseId]]) -> dict[_Key, ExerciseId]:
    found: dict[_Key, ExerciseId] = {}
    twice = set()
    for key, id_ in names:
        if found.setdefault(key, id_) != id_:
            twice.add(key)
    return {key: id_ for key, id_ in found.items() if key not in twice}


def _words(name: str) -> _Key:
    """The words of *name* in the singular, sorted; the same for each way to write it."""
    parts = [part for word in _WORD.findall(folded(name)) for part in _parts(word)]
    return tuple(sorted(part for part in parts if part not in _SILENT))


def _parts(word: str) -> tuple[str, ...]:
    word = _SAME.get(word, word)
    single = _singular(word)
    single = _SAME.get(single, single)
    joined = _JOINED.fullmatch(single)
    return (joined[1], joined[2]) if joined else (single,)


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or word.endswith("ss") or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes")) else word[:-1]
