"""Labelled messages: what lifters type, and what a careful person takes from it.

Each file in ``messages/`` was written by somebody else, before he had seen what the reader makes of it. In a line
only what is said is written down: ``{"text", "profile_unit", "expect", "tag", "note"}`` with the unit ``lb``, the
intent ``log`` and everything else empty where it is left out. In ``expect``, ``intent_ok`` names more intents that are
honest and ``sets_optional`` lets the sets be left out. Beside it, ``open`` names what the reader does not read yet.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.units import Unit

FOLDER = Path(__file__).with_name("messages")
Expected = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """*expect* is whole, in the schema of ``focusflow parse``."""

    text: str
    unit: Unit
    expect: Expected
    intents: tuple[str, ...]
    sets_optional: bool
    tag: str
    source: str  # the name of its file, without the ending
    is_open: bool

    def misses(self, got: Expected) -> list[str]:
        """What of *got* is not as labelled; empty when all is. What is labelled beyond the schema must be there."""
        wrong = [key for key in ("sleep_h", "soreness", "energy", "bodyweight") if got[key] != self.expect[key]]
        if got["sets"] != self.expect["sets"] and not (self.sets_optional and not got["sets"]):
            wrong.append("sets")
        if got["intent"] not in self.intents:
            wrong.append("intent")
        wrong += [key for key in ("delete_last", "red_flag") if got.get(key) != self.expect.get(key)]
        return wrong + [key for key in ("also", "when") if key in self.expect and got.get(key) != self.expect[key]]

    def invents(self, got: Expected) -> bool:
        """Whether *got* has sets though nobody did any."""
        return bool(got["sets"]) and not self.expect["sets"] and self.expect["intent"] != "correction"


def labelled_messages() -> list[Labelled]:
    """Every labelled message, by file."""
    return [message for path in sorted(FOLDER.glob("*.jsonl")) for message in _read(path)]


def _read(path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        unit, short = said.get("profile_unit", "lb"), said["expect"]
        intent = short.get("intent", "log")
        yield Labelled(
            text=said["text"],
            unit=Unit(unit),
            expect=_whole(short, unit, is_patch=intent == "correction"),
            intents=(intent, *short.get("intent_ok", ())),
            sets_optional=short.get("sets_optional", False),
            tag=said.get("tag", ""),
            source=path.stem,
            is_open="open" in said,
        )


def _whole(short: Expected, unit: str, *, is_patch: bool) -> Expected:
    facts = {"sleep_h": None, "soreness": None, "energy": None, "bodyweight": None, "intent": "log"}
    extra = {key: value for key, value in short.items() if key not in ("sets", "intent_ok", "sets_optional")}
    return {**facts, **extra, "sets": [_whole_set(one, unit, is_patch=is_patch) for one in short.get("sets") or ()]}


def _whole_set(short: Expected, unit: str, *, is_patch: bool) -> Expected:
    said = {"exercise": None, "weight": None, "reps": None, "sets": None if is_patch else 1, "rpe": None}
    has_unit = unit if short.get("weight") is not None else None
    return {**said, "unit": has_unit, "kind": "work", "bodyweight": False, **short}
