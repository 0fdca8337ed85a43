"""How far a cycle has come: a file beside what its steps have made, written whole after each of them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from learning.cycle.ports import CycleError

FILE: Final = "journal.json"

Noted = dict[str, JsonValue]


class Journal(BaseModel):
    """One cycle of one agent. *done* holds what each step that is over came to, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agent: str
    began_at: datetime
    parent: str | None  # the version that served when it began
    done: dict[str, Noted] = {}
    ended: str = ""  # the decision, in a line; "": it goes on

    @property
    def came_to_nothing(self) -> bool:
        """Whether it ended before anything was built."""
        return bool(self.ended) and "build" not in self.done

    def with_step(self, step: str, noted: Noted) -> "Journal":
        return self.model_copy(update={"done": {**self.done, step: noted}})

    def with_end(self, why: str) -> "Journal":
        return self.model_copy(update={"ended": why})


def write(journal: Journal, folder: Path) -> None:
    """Whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{FILE}.new"
    new.write_text(journal.model_dump_json(indent=1) + "\n", encoding="utf-8")
    new.replace(folder / FILE)


def read(folder: Path) -> Journal:
    """Raises CycleError."""
    path = folder / FILE
    try:
        return Journal.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise CycleError(f"{path} is no journal of a cycle: move its folder away, and a new cycle begins.") from error


def cycles(folder: Path, agent: str) -> Iterator[Path]:
    """The folders of the agent's cycles, oldest first; one in which nothing was noted yet is none."""
    of_agent = folder / "cycles" / agent
    if of_agent.is_dir():
        yield from sorted(path for path in of_agent.iterdir() if (path / FILE).is_file())


def every_cycle(folder: Path) -> Iterator[Path]:
    """Those of all agents, of such as learn no more too."""
    for of_agent in sorted((folder / "cycles").glob("*")):
        yield from cycles(folder, of_agent.name)


def next_folder(folder: Path, agent: str) -> Path:
    """By number: a clock may be set back, and the newest is the one that goes on.

    A cycle that came to nothing leaves its folder to the next, or each day without enough to learn from adds one.
    """
    newest = max((path for path in cycles(folder, agent) if path.name.isdigit()), key=_number, default=None)
    if newest and read(newest).came_to_nothing:
        return newest
    return folder / "cycles" / agent / f"{(_number(newest) if newest else 0) + 1:06}"


def _number(folder: Path) -> int:
    return int(folder.name)
