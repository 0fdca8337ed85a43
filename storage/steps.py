"""What the store does in one trip, written once for every engine.

A trip is a generator: it yields named queries and is sent their rows, so it knows neither a driver nor ``await``. The
queries' names are those in ``storage/sql``.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, TypeVar

Value: TypeAlias = str | int | float | bytes | None
Params: TypeAlias = Mapping[str, Value]


def storable(params: Params) -> dict[str, Value]:
    """*params* without what no database takes: NUL becomes U+FFFD, half of a surrogate pair becomes "?"."""
    return {name: _words(value) if isinstance(value, str) else value for name, value in params.items()}


def _words(text: str) -> str:
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


class Row(Protocol):
    """One row of an answer: by the names of its columns, or one after the other in the order of the query."""

    def __getitem__(self, column: str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class Fetch:
    """A query whose rows are wanted."""

    name: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Write:
    """A query that gives nothing back."""

    name: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WriteEach:
    """The same query for each of *rows*, in their order. It gives nothing back."""

    name: str
    rows: Sequence[Params]


@dataclass(frozen=True, slots=True)
class Script:
    """Statements of a schema or a migration, each ended by a semicolon at the end of a line."""

    text: str


Step: TypeAlias = Fetch | Write | WriteEach | Script

T = TypeVar("T")
Steps: TypeAlias = Generator[Step, Sequence[Row], T]


def each(name: str, rows: Sequence[Params]) -> Steps[None]:
    """The same query for each of *rows*; none for none."""
    if rows:
        yield WriteEach(name, rows)
