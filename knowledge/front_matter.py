"""A Markdown file that begins with fields: each value is kept as it was written, and read strictly."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeAlias, TypeVar

import yaml
from yaml import MappingStartEvent, ScalarEvent, SequenceStartEvent

AS_WRITTEN: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the quick one, where it was built
FENCE: Final = "---\n"

_OPENING: Final = {yaml.StreamStartEvent, yaml.DocumentStartEvent}
_CLOSING: Final = {yaml.SequenceEndEvent, yaml.MappingEndEvent, yaml.DocumentEndEvent, yaml.StreamEndEvent}

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields by name. Every reader raises ValueError that says which field is not as it should be, and why."""

    values: Mapping[str, Value]
    of: str = ""  # the field that they stand in, for the messages

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def check_names(self, needed: Collection[str], optional: Collection[str] = ()) -> None:
        if missing := sorted({*needed} - self.values.keys()):
            raise ValueError(f"{self.of}missing: {', '.join(missing)}")
        if unknown := sorted(self.values.keys() - {*needed, *optional}):
            raise ValueError(f"{self.of}unknown: {', '.join(unknown)}")

    def text(self, name: str) -> str:
        value = self.values[name]
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{self.of}{name} must be words")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Each once; none where the field is left out."""
        if name not in self.values:
            return ()
        values = self.values[name]
        if not isinstance(values, list) or not values:
            raise ValueError(f"{self.of}{name} must be a list of words")
        texts = tuple(value for value in values if isinstance(value, str) and value.strip())
        if len({*texts}) < len(values):
            raise ValueError(f"{self.of}{name} must be a list of words, each once")
        return texts

    def within(self, name: str) -> "Fields":
        """The fields inside of a field; none where it is left out."""
        inside = self.values.get(name, {})
        if not isinstance(inside, dict) or not (inside or name not in self.values):
            raise ValueError(f"{self.of}{name} must be names with values")
        return Fields(inside, f"{self.of}{name}: ")

    def is_on(self, name: str) -> bool:
        if self.values.get(name, "true") != "true":
            raise ValueError(f"{name} must be true, or be left out")
        return name in self.values

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        return chosen(self.text(name), kind, name)


def chosen(text: str, kind: type[Choice], of: str) -> Choice:
    """Raises ValueError that lists what there is."""
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"{of}: {text} is none of {', '.join(kind)}") from None


def number(text: str, of: str) -> Decimal:
    """Raises ValueError: it is no finite number."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite():
        raise ValueError(f"{of}: {text} is no number")
    return found


def split(markdown: str) -> tuple[Fields, str]:
    """The fields, and the text below them.

    Raises:
        ValueError: there are none, or they are no names with values, or one is there twice.
    """
    before, fence, rest = markdown.partition(FENCE)
    front, second_fence, body = rest.partition(FENCE)
    if before or not fence or not second_fence:
        raise ValueError("it must begin with its fields between two lines of ---")
    try:
        fields = next(iter(_values(AS_WRITTEN(front).get_event)), None)
    except yaml.YAMLError as error:
        raise ValueError(_one_line(error)) from error
    if not isinstance(fields, dict):
        raise ValueError("its fields must be names with values")  # noqa: TRY004 -- of a file, not of an argument
    return Fields(fields), body


def bullets(body: str) -> dict[str, tuple[str, ...]]:
    """The lines of each section, by its heading.

    Raises:
        ValueError: a section is there twice or has no line, or a line does not begin with ``- ``.
    """
    before, *sections = f"\n{body}".split("\n## ")
    if before.strip():
        raise ValueError(f"below the fields must come a heading, not {before.strip()[:40]!r}")
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        title, _, lines = section.partition("\n")
        if title in found:
            raise ValueError(f"there are two sections {title}")
        found[title] = _lines(title, lines)
    return found


def _lines(title: str, section: str) -> tuple[str, ...]:
    lines = [line for line in section.splitlines() if line.strip()]
    if not lines or not all(line.startswith("- ") and line[2:].strip() for line in lines):
        raise ValueError(f"it needs a section {title} with at least one line, and each begins with '- '")
    return tuple(line[2:].strip() for line in lines)


def _values(next_event: Callable[[], yaml.Event]) -> list[Value]:
    """Up to the end of what was begun. Built here: the usual way takes twice as long and does not see doubles."""
    found: list[Value] = []
    while True:
        event = next_event()
        if isinstance(event, ScalarEvent):
            found.append(event.value)
        elif isinstance(event, SequenceStartEvent):
            found.append(_values(next_event))
        elif isinstance(event, MappingStartEvent):
            found.append(_mapping(_values(next_event)))
        elif type(event) in _CLOSING:
            return found
        elif type(event) not in _OPENING:
            raise ValueError("its fields must be written out, without & and *")


def _mapping(parts: list[Value]) -> dict[str, Value]:
    """Of names and values by turns."""
    names = [name for name in parts[::2] if isinstance(name, str)]
    fields = dict(zip(names, parts[1::2], strict=False))
    if len(fields) < len(parts) // 2:
        raise ValueError(f"not words, or said twice: {', '.join(map(str, parts[::2]))}")
    return fields


def _one_line(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 2}: {error.problem}"
    return " ".join(str(error).split())
