"""Reads the exercises: one Markdown file each, its fields in front and its sections below."""

from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import yaml

from knowledge.exercise import Advice, Complaint, Difficulty, Equipment, Exercise, ExerciseId, Exercises, Region
from knowledge.units import Load, Unit

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where it was built
FENCE: Final = "---\n"
SECTIONS: Final = ("cues", "mistakes", "progression", "deload", "sources")
WORDS: Final = ("id", "name", "short", "region", "equipment")
LISTS: Final = ("aliases", "muscles", "sites")
SWITCHES: Final = ("bodyweight", "per_hand", "one_sided", "timed", "unilateral")
OPTIONAL: Final = ("difficulty", "step", "assistance", "swaps", "called", "bodyweight_share")


def load_exercises() -> Exercises:
    """Every exercise in ``knowledge/exercises/``, by id. Reads files, so the composition root calls it once.

    Raises:
        ValueError: a file is not as it should be, or two share a name; the message says which and why.
    """
    found = (file for file in files("knowledge").joinpath("exercises").iterdir() if file.name.endswith(".md"))
    return Exercises(tuple(_read(file) for file in sorted(found, key=lambda file: file.name)))


def _read(file: Traversable) -> Exercise:
    try:
        exercise = exercise_from(file.read_text(encoding="utf-8"))
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise ValueError(f"{file.name}: {error}") from error
    if file.name != f"{exercise.id}.md":
        raise ValueError(f"{file.name}: its id is {exercise.id}")
    return exercise


def exercise_from(markdown: str) -> Exercise:
    """The exercise that a Markdown file describes.

    Raises:
        ValueError: a field or a section is missing, unknown, empty or of the wrong kind.
        TypeError: its front matter is no mapping.
    """
    before, fence, rest = markdown.partition(FENCE)
    front, second_fence, body = rest.partition(FENCE)
    if before or not fence or not second_fence:
        raise ValueError("it must begin with its fields between two lines of ---")
    sections: dict[str, Any] = {title: _bullets(body, title) for title in SECTIONS}
    fields = yaml.load(front, Loader=LOADER)  # noqa: S506 -- a safe loader
    return _exercise(fields, sections)


def _exercise(fields: object, sections: dict[str, Any]) -> Exercise:
    if not isinstance(fields, dict):
        raise TypeError("its fields must be names with values")
    if odd := (fields.keys() - {*SWITCHES, *OPTIONAL}) ^ {*WORDS, *LISTS}:
        raise ValueError(f"missing or unknown: {', '.join(sorted(map(str, odd)))}")
    return Exercise(
        id=ExerciseId(_text(fields, "id")),
        name=_text(fields, "name"),
        short=_text(fields, "short"),
        region=Region(_text(fields, "region")),
        equipment=Equipment(_text(fields, "equipment")),
        aliases=_texts(fields, "aliases"),
        muscles=_texts(fields, "muscles"),
        sites=_texts(fields, "sites"),
        bodyweight=fields.get("bodyweight", False) is True,
        per_hand=fields.get("per_hand", False) is True,
        one_sided=fields.get("one_sided", False) is True,
        timed=fields.get("timed", False) is True,
        unilateral=fields.get("unilateral", False) is True,
        difficulty=Difficulty(fields.get("difficulty", "intermediate")),
        steps=tuple(_load(step) for step in fields.get("step", ())),
        called=tuple(fields.get("called", {}).items()),
        bodyweight_share=Decimal(str(fields["bodyweight_share"])) if "bodyweight_share" in fields else None,
        advice=_advice(fields, sections.pop("progression"), sections.pop("deload")),
        **sections,
    )


def _advice(fields: Mapping[str, Any], progression: tuple[str, ...], deload: tuple[str, ...]) -> Advice:
    return Advice(
        progression=tuple(_scheme(line) for line in progression),
        deload=deload,
        assistance=_ids(fields.get("assistance", [])),
        by_equipment=tuple((Equipment(name), _ids(ids)) for name, ids in _swaps(fields, "equipment").items()),
        by_complaint=tuple((Complaint(name), _ids(ids)) for name, ids in _swaps(fields, "complaint").items()),
    )


def _load(written: str) -> Load:
    """``2.5 kg``."""
    amount, _, unit = written.partition(" ")
    return Load(Decimal(amount), Unit(unit))


def _ids(names: list[str]) -> tuple[ExerciseId, ...]:
    return tuple(map(ExerciseId, names))


def _swaps(fields: Mapping[str, Any], of: str) -> Mapping[str, list[str]]:
    return fields.get("swaps", {}).get(of, {}) or {}


def _scheme(line: str) -> tuple[str, str]:
    """``Linear: add the smallest step.``"""
    name, _, words = line.partition(": ")
    return name, words


def _text(fields: Mapping[str, object], key: str) -> str:
    value = fields[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be words")
    return value


def _texts(fields: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = fields[key]
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise ValueError(f"{key} must be a list of words")
    return tuple(values)


def _bullets(body: str, title: str) -> tuple[str, ...]:
    _, found, section = body.partition(f"## {title.capitalize()}\n")
    lines = section.split("\n## ")[0].splitlines()
    bullets = tuple(line.removeprefix("- ").strip() for line in lines if line.startswith("- "))
    if title not in ("progression", "deload") and (not found or not bullets):
        raise ValueError(f"it needs a section {title.capitalize()} with at least one line that begins with '- '")
    return bullets
