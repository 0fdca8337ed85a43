"""Reads the exercises: one Markdown file each, its fields in front and its sections below."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import yaml

from knowledge.exercise import Advice, Complaint, Difficulty, Equipment, Exercise, ExerciseId, Exercises, Region
from knowledge.front_matter import Choice, Fields, bullets, chosen, number, split
from knowledge.units import Load, Unit

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where it was built
NEEDED: Final = ("id", "name", "short", "region", "equipment", "aliases", "muscles", "sites")
SWITCHES: Final = ("bodyweight", "per_hand", "one_sided", "timed", "unilateral")
OPTIONAL: Final = ("difficulty", "step", "assistance", "swaps", "called", "bodyweight_share")
SECTIONS: Final = ("Cues", "Mistakes", "Sources")
ADVICE_SECTIONS: Final = ("Progression", "Deload")
SCHEMES: Final = ("Linear", "5/3/1", "Texas Method", "Double progression")
LANGUAGES: Final = ("de", "es", "fr", "pt", "ru")

Sections = dict[str, tuple[str, ...]]


def load_exercises() -> Exercises:
    """Every exercise in ``knowledge/exercises/``, by id. Reads files, so the composition root calls it once.

    Raises:
        ValueError: a file is not as it should be or names an exercise that there is not, or two share a name; the
            message says which and why.
    """
    found = (file for file in files("knowledge").joinpath("exercises").iterdir() if file.name.endswith(".md"))
    exercises = Exercises(tuple(_read(file) for file in sorted(found, key=lambda file: file.name)))
    check_named(exercises)
    return exercises


def check_named(exercises: Exercises) -> None:
    """Raises ValueError: assistance or a swap is no exercise, or is itself, or needs other equipment than it is for."""
    for exercise in exercises.values():
        advice = exercise.advice
        for field, ids in (("assistance", advice.assistance), *advice.by_equipment, *advice.by_complaint):
            _check_ids(exercise, field, ids, exercises)


def _check_ids(exercise: Exercise, field: str, ids: tuple[ExerciseId, ...], exercises: Exercises) -> None:
    for id_ in ids:
        if id_ not in exercises or id_ == exercise.id:
            raise ValueError(f"{exercise.id}.md: {field}: {id_} is {'itself' if id_ in exercises else 'no exercise'}")
        if isinstance(field, Equipment) and exercises[id_].equipment is not field:
            raise ValueError(f"{exercise.id}.md: {field}: {id_} is for {exercises[id_].equipment}")


def _read(file: Traversable) -> Exercise:
    try:
        exercise = exercise_from(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file.name}: {error}") from error
    if file.name != f"{exercise.id}.md":
        raise ValueError(f"{file.name}: its id is {exercise.id}")
    return exercise


def exercise_from(markdown: str) -> Exercise:
    """The exercise that a Markdown file describes. What it says of others is not looked up here.

    Raises:
        ValueError: a field or a section is missing, unknown, empty or of the wrong kind; the message says which.
    """
    fields, body = split(markdown)
    fields.check_names(NEEDED, (*SWITCHES, *OPTIONAL))
    sections = bullets(body)
    if odd := [*({*SECTIONS} - sections.keys()), *(sections.keys() - {*SECTIONS, *ADVICE_SECTIONS})]:
        raise ValueError(f"missing or unknown sections: {', '.join(sorted(odd))}")
    return _exercise(fields, sections)


def _exercise(fields: Fields, sections: Sections) -> Exercise:
    return Exercise(
        id=ExerciseId(fields.text("id")),
        name=fields.text("name"),
        short=fields.text("short"),
        region=fields.choice("region", Region),
        equipment=fields.choice("equipment", Equipment),
        aliases=fields.texts("aliases"),
        muscles=fields.texts("muscles"),
        sites=fields.texts("sites"),
        cues=sections["Cues"],
        mistakes=sections["Mistakes"],
        sources=sections["Sources"],
        difficulty=fields.choice("difficulty", Difficulty) if "difficulty" in fields else Difficulty.INTERMEDIATE,
        steps=_steps(fields),
        advice=_advice(fields, sections),
        called=_called(fields),
        unilateral=fields.is_on("unilateral"),
        bodyweight_share=_bodyweight_share(fields),
        bodyweight=fields.is_on("bodyweight"),
        per_hand=fields.is_on("per_hand"),
        one_sided=fields.is_on("one_sided"),
        timed=fields.is_on("timed"),
    )


def _advice(fields: Fields, sections: Sections) -> Advice:
    swaps = fields.within("swaps")
    swaps.check_names((), ("equipment", "complaint"))
    return Advice(
        progression=_progression(sections.get("Progression", ())),
        deload=sections.get("Deload", ()),
        assistance=tuple(map(ExerciseId, fields.texts("assistance"))),
        by_equipment=tuple(_swaps(swaps.within("equipment"), Equipment)),
        by_complaint=tuple(_swaps(swaps.within("complaint"), Complaint)),
    )


def _swaps(swaps: Fields, kind: type[Choice]) -> Iterator[tuple[Choice, tuple[ExerciseId, ...]]]:
    for name in swaps.values:
        yield chosen(name, kind, swaps.of.removesuffix(": ")), tuple(map(ExerciseId, swaps.texts(name)))


def _progression(lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """``Linear: add the smallest step.``, a scheme each."""
    schemes = tuple((scheme, words) for scheme, _, words in (line.partition(": ") for line in lines))
    if odd := [scheme for scheme, words in schemes if scheme not in SCHEMES or not words]:
        raise ValueError(f"Progression: {odd[0][:40]!r} must be a scheme of {', '.join(SCHEMES)}, with ': ' and words")
    if len(dict(schemes)) < len(schemes):
        raise ValueError("Progression says a scheme twice")
    return schemes


def _steps(fields: Fields) -> tuple[Load, ...]:
    steps = tuple(map(_step, fields.texts("step")))
    if steps and sorted(step.unit for step in steps) != sorted(Unit):
        raise ValueError(f"step must be said once in each unit of {', '.join(Unit)}")
    if steps and "timed" in fields:
        raise ValueError("step: what is timed has none")
    return steps


@cache
def _step(written: str) -> Load:
    """``2.5 kg``."""
    amount, _, unit = written.partition(" ")
    step = Load(number(amount, "step"), chosen(unit, Unit, "step"))
    if step.amount <= 0:
        raise ValueError(f"step: {written} is no step up")
    return step


def _bodyweight_share(fields: Fields) -> Decimal | None:
    if "bodyweight_share" not in fields:
        return None
    share = number(fields.text("bodyweight_share"), "bodyweight_share")
    if not 0 < share <= 1 or "bodyweight" not in fields:
        raise ValueError("bodyweight_share must be above 0 and up to 1, and only where bodyweight is true")
    return share


def _called(fields: Fields) -> tuple[tuple[str, str], ...]:
    called = fields.within("called")
    called.check_names((), LANGUAGES)
    return tuple((language, called.text(language)) for language in called.values)
