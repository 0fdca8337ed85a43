"""The passages: principles, a Markdown file each, and what every exercise's own file says."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from knowledge.exercise import Exercises
from knowledge.exercise_passages import passages_about
from knowledge.front_matter import bullets, chosen, split
from knowledge.passage import Passage, PassageId, Topic

TEXT_LETTERS: Final = 700
SOURCES: Final = "## Sources\n"
FIELDS: Final = ("id", "title", "topics", "asked")


def load_passages(exercises: Exercises) -> tuple[Passage, ...]:
    """Every passage there is. Reads files, so the composition root calls it once. Raises as ``load_principles``."""
    about = (passage for exercise in exercises.values() for passage in passages_about(exercise, exercises))
    return (*load_principles(), *about)


def load_principles() -> tuple[Passage, ...]:
    """Every passage in ``knowledge/principles/``, by id.

    Raises:
        ValueError: a file is not as it should be; the message says which and why.
    """
    found = (file for file in files("knowledge").joinpath("principles").iterdir() if file.name.endswith(".md"))
    return tuple(_read(file) for file in sorted(found, key=lambda file: file.name))


def _read(file: Traversable) -> Passage:
    try:
        passage = passage_from(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file.name}: {error}") from error
    if file.name != f"{passage.id}.md":
        raise ValueError(f"{file.name}: its id is {passage.id}")
    return passage


def passage_from(markdown: str) -> Passage:
    """The passage that a Markdown file describes.

    Raises:
        ValueError: a field or the sources are missing, unknown or empty, or the text is too long.
    """
    fields, body = split(markdown)
    fields.check_names(FIELDS)
    text, heading, sources = body.partition(SOURCES)
    return Passage(
        id=PassageId(fields.text("id")),
        title=fields.text("title"),
        text=_text(text),
        topics=tuple(chosen(topic, Topic, "topics") for topic in fields.texts("topics")),
        sources=bullets(f"{heading or SOURCES}{sources}")["Sources"],
        asked=fields.texts("asked"),
    )


def _text(body: str) -> str:
    text = " ".join(body.split())
    if not 0 < len(text) <= TEXT_LETTERS:
        raise ValueError(f"its text has {len(text)} letters; it may have up to {TEXT_LETTERS}")
    return text
