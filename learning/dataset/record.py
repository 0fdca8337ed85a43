"""One example of a dataset before it has any format, and files of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

Filled = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Experience = Literal["novice", "intermediate", "advanced", "unknown"]

QUESTION: Final = "question"  # the category of an example that no occasion stands behind


class DatasetError(Exception):
    """A dataset or a file for one cannot be made or used; the message is one sentence that says what to do."""


class WrongUse(DatasetError):
    """An option of a command cannot be as it is."""


class BadRecords(DatasetError):
    """A file of records cannot be used; the message says where and why."""


class Record(BaseModel):
    """One example. Where it comes from and what may be done with it is part of it: without that it is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Filled
    agent: Filled
    system: str = ""
    input: Filled
    output: Filled
    label: bool = True  # desirable; KTO needs both
    category: Filled = QUESTION  # the occasion
    experience: Experience = "unknown"
    style: str = "conservative"
    lifter: str = ""  # a pseudonym; "" where no lifter stands behind it
    source: Filled
    licence: Filled
    made_on: date | None = None
    facts: tuple[str, ...] = ()
    outcome: Literal["made", "missed", "hit", "not_yet", ""] = ""


def write_records(records: Iterable[Record], path: Path) -> int:
    """JSON lines, one a record, over whatever stood there; gives how many. Raises OSError."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(record.model_dump_json() + "\n")
            count += 1
    return count


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file, read as they are asked for; empty lines are passed over. Raises BadRecords."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _record(line, f"{path}, line {number}")
    except OSError as error:
        raise BadRecords(f"{path} cannot be read: {error.strerror or error}; name a file of records.") from error


def _record(line: bytes, place: str) -> Record:
    try:
        return Record.model_validate_json(line)
    except ValidationError as error:
        raise BadRecords(f"{place}: {_first(error)}.") from error


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    if place in ("source", "licence"):
        return f"a record without a {place} is refused; say where it comes from and under which licence"
    return f"{place}: {first['msg']}" if place else f"no record, {first['msg']}"
