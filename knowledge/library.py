"""Reads the exercises: one Markdown file each, its fields in front and its sections below."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import yaml

from knowledge.exercise import Equipment, Exercise, ExerciseId, Exercises, Region

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where it was built
FENCE: Final = "---\n"
SECTIONS: Final = ("cues", "mistakes", "sources")
WORDS: Final = ("id", "name", "short", "region", "equipment")
LISTS: Final = ("aliases", "muscles", "sites")
SWITCHES: Final = ("bodyweight", "per_hand", "one_sided", "timed")


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
    sections = {title: _bullets(body, title) for title in SECTIONS}
    fields = yaml.load(front, Loader=LOADER)  # noqa: S506 -- a safe loader
    return _exercise(fields, sections)


def _exercise(fields: object, sections: Mapping[str, tuple[str, ...]]) -> Exercise:
    if not isinstance(fields, dict):
        raise TypeError("its fields must be names with values")
    if odd := (fields.keys() - set(SWITCHES)) ^ {*WORDS, *LISTS}:
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
        **sections,
    )


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
    if not found or not bullets:
        raise ValueError(f"it needs a section {title.capitalize()} with at least one line that begins with '- '")
    return bullets
